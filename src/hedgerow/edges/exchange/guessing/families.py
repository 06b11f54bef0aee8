"""Columns of a learner's row that speak of somebody else: of the guardians, and where they live."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from . import further, kin
from .folded import parted, plain

LETTER_BEFORE_DIGIT: Final = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[가-힣])")
BARE: Final = frozenset({"email", "phone", "relation"})
"""What stands after a guardian's column and is not said to be anybody's is the guardian's."""
ADDRESSES: Final = frozenset({"email", "phone"})
HOME: Final = further.kin("home") | frozenset({
    "address", "street", "city", "town", "zip", "zipcode", "postcode", "postal", "state",
    "rue", "ville", "commune", "cep", "endereco", "cidade", "bairro", "plz", "ort", "wohnort", "anschrift",
    "localidad", "municipio", "morada", "postleitzahl", "المدينه", "السكن",
    "direccion", "domicilio", "ciudad", "calle", "adresse", "strasse", "عنوان", "العنوان",
})  # fmt: skip
GENDERED: Final = re.compile(
    r"(?<=\w)(?:[/*:_·]|\()(?:r|n|in|innen|a|as|e|es|s|ssa|trice|ת|ה)\b\)?", re.IGNORECASE
)
"""The other ending of a word for women and men, as in *Erziehungsberechtigte/r* and *tutor(a)*."""
RELATIONS: Final = (("mother", kin.MOTHER), ("father", kin.FATHER))


@dataclass(frozen=True, slots=True)
class Said:
    """Whose a column is (mother, father, guardian or nobody of the family), which one, and what."""

    whose: str
    number: str
    what: str
    of_child: bool
    of_household: bool


def family_columns(columns: Sequence[str]) -> dict[str, str]:
    """Columns that are the guardians' → their fields, empty for those that fit none.

    An address that is not said to be the learner's may be the family's wherever it stands.
    """
    found: dict[str, str] = {}
    slots: dict[str, str] = {}
    unsaid: list[str] = []
    at = ""
    for column in columns:
        said = _read(column)
        if said.whose:
            key = f"{said.whose}{said.number}"
            at = slots.setdefault(key, f"guardian{len(slots) + 1}")
            found[column] = _field(at, said.what)
        elif at and said.what in BARE and (said.what == "relation" or not said.of_child):
            found[column] = _field(at, said.what)
        elif said.what in ADDRESSES and said.of_household and not said.of_child:
            found[column] = ""
        else:
            at = ""
            unsaid += [column] if said.what in ADDRESSES and not said.of_child else []
    return found | (dict.fromkeys(unsaid, "") if found else {})


def relations(columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Fields for the relation that the headings say themselves: the mother's column, the father's."""
    fields = family_columns(columns)
    for column in columns:
        whose = _read(column).whose
        if fields.get(column) and whose in ("mother", "father"):
            yield f"{fields[column].split('_')[0]}_relation", whose


def without_child(heading: str) -> str:
    """The words of a heading without that for the learner: what it says of the learner."""
    words = _split(heading)
    if kin.CHILD.isdisjoint(words) or not kin.FAMILY.isdisjoint(words):
        return " ".join(words)
    return " ".join(one for one in words if one not in kin.CHILD | kin.FILLERS)


def is_child(heading: str) -> bool:
    """Whether a heading is a word for a learner, and nothing else."""
    return not without_child(heading) and bool(plain(heading))


def is_home(heading: str) -> bool:
    """Whether a column says where somebody lives, which is not kept."""
    words = set(plain(heading).split())
    return not words.isdisjoint(HOME) and words.isdisjoint(kin.ATTRIBUTES["email"] | {"e"})


def is_others(heading: str) -> bool:
    """Whether a column is a teacher's or a doctor's, or for an emergency."""
    return not kin.OTHERS.isdisjoint(plain(heading).split())


def _field(guardian: str, what: str) -> str:
    known = what and guardian in ("guardian1", "guardian2")
    return f"{guardian}_{what}" if known else ""


def _read(heading: str) -> Said:
    words = _split(heading)
    family = [one for one in words if one in kin.FAMILY]
    ahead = words[words.index(family[0]) - 1] if family and words.index(family[0]) else ""
    number = kin.BEFORE.get(ahead, "")
    number = number or next((kin.ANYWHERE[one] for one in words if one in kin.ANYWHERE), "")
    passed = kin.FAMILY | kin.CHILD | kin.FILLERS | set(kin.ANYWHERE)
    rest = [one for one in words if one not in passed]
    if ahead in kin.BEFORE and ahead in rest:
        rest.remove(ahead)
    whose = next((name for name, of in RELATIONS if family and of.issuperset(family)), "")
    return Said(
        whose or ("guardian" if family else ""),
        number,
        _what(rest) if rest or not family else "name",
        not kin.CHILD.isdisjoint(words),
        not kin.HOUSEHOLD.isdisjoint(words),
    )


def _what(words: Sequence[str]) -> str:
    """What is said of somebody; empty where a word is not known."""
    known = kin.QUALIFIERS | kin.HOUSEHOLD
    if any(one not in known and not _attributes(one) for one in words):
        return ""
    return next(
        (name for name in kin.ATTRIBUTES if any(name in _attributes(one) for one in words)), ""
    )


def _attributes(word: str) -> list[str]:
    return [name for name, of in kin.ATTRIBUTES.items() if word in of]


def _split(heading: str) -> list[str]:
    apart = LETTER_BEFORE_DIGIT.sub(" ", parted(GENDERED.sub("", heading)))
    words = [part for word in apart.split() for part in further.compound(word)]
    text = f" {' '.join(words)} "
    for phrase, word in kin.PHRASES.items():
        text = text.replace(f" {phrase} ", f" {word} ")
    return text.split()
