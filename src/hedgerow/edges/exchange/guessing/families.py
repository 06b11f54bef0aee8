"""Columns of a learner's row that speak of somebody else: of the guardians, and where they live."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from .headings import FATHER, FIRST, LAST, MOTHER, WORDS, family_word, plain

ORDINALS: Final[Mapping[str, str]] = {
    "1": "1", "2": "2", "first": "1", "second": "2", "primary": "1", "secondary": "2",
    "primer": "1", "segundo": "2", "primera": "1", "segunda": "2",
}  # fmt: skip
FILLERS: Final = frozenset({"of", "the", "de", "del", "la", "el", "legal", "or", "s"})
OF_PEOPLE: Final = WORDS["people"]
ATTRIBUTES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("name", "nombre", "full name", "nombre completo", "الاسم", *FIRST, *LAST), "name"),
    **dict.fromkeys(("email", "email address", "e mail address", "البريد", *OF_PEOPLE["email"]), "email"),
    **dict.fromkeys(("phone", "phone number", "mobile phone", "cell phone", "الهاتف", *OF_PEOPLE["phone"]), "phone"),
    **dict.fromkeys(("language", *OF_PEOPLE["language"]), "language"),
    **dict.fromkeys(("relation", "relationship", "parentesco", "relationship to student"), "relation"),
    **dict.fromkeys(("id", "code", "number", "no", "codigo", "numero"), "code"),
}  # fmt: skip
BARE: Final = frozenset({"email", "phone", "relation"})
"""What stands after a guardian's column and is not said to be anybody's is the guardian's."""
HOME: Final = frozenset({
    "address", "street", "city", "town", "zip", "zipcode", "postcode", "postal", "state",
    "direccion", "domicilio", "ciudad", "calle", "عنوان", "العنوان",
})  # fmt: skip
RELATIONS: Final = (("mother", MOTHER), ("father", FATHER))


def family_columns(columns: Sequence[str]) -> dict[str, str]:
    """Columns that are the guardians' → their fields, empty for those that fit none."""
    found: dict[str, str] = {}
    slots: dict[str, str] = {}
    at = ""
    for column in columns:
        word, number, rest = _read(column)
        if word:
            key = f"{word}{number}"
            at = slots.setdefault(key, f"guardian{len(slots) + 1}")
            found[column] = _field(at, rest)
        elif at and ATTRIBUTES.get(rest) in BARE:
            found[column] = _field(at, rest)
        else:
            at = ""
            if slots and ATTRIBUTES.get(rest) == "email":
                found[column] = ""
    return found


def relations(columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Fields for the relation that the headings say themselves: the mother's column, the father's."""
    fields = family_columns(columns)
    for column in columns:
        word, _number, _rest = _read(column)
        if fields.get(column) and word in ("mother", "father"):
            yield f"{fields[column].split('_')[0]}_relation", word


def is_home(heading: str) -> bool:
    """Whether a column says where somebody lives, which is not kept."""
    words = set(plain(heading).split())
    return not words.isdisjoint(HOME) and words.isdisjoint({"email", "mail", "e"})


def _field(guardian: str, rest: str) -> str:
    name = ATTRIBUTES.get(rest, "" if rest else "name")
    return f"{guardian}_{name}" if name and guardian in ("guardian1", "guardian2") else ""


def _read(heading: str) -> tuple[str, str, str]:
    """Whose a column is (mother, father, guardian or nobody of the family), which one, and what."""
    text = re.sub(r"(?<=[^\W\d_])(?=\d)", " ", plain(heading))
    said = family_word(text)
    if not said:
        return "", "", " ".join(one for one in text.split() if one not in ("1", "2"))
    before, after = f" {text} ".split(f" {said} ", 1)
    ahead = before.split()
    number = "".join(ORDINALS[one] for one in ahead[-1:] if one in ORDINALS)
    words = [*(ahead[:-1] if number else ahead), *after.split()]
    number = number or next((one for one in words if one in ("1", "2")), "")
    rest = [one for one in words if one not in ("1", "2")]
    while rest and (family_word(rest[0]) or rest[0] in FILLERS):
        rest.pop(0)
    while rest and rest[-1] in FILLERS:
        rest.pop()
    kind = next((name for name, of in RELATIONS if said in of or said.removesuffix("s") in of), "")
    return kind or "guardian", number, " ".join(rest)
