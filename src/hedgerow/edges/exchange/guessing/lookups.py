"""Words that a column of roles or marks has, in several languages, and ours for them."""

from collections.abc import Mapping, Sequence
from typing import Final

from hedgerow.commons.ecosystems import words
from hedgerow.commons.ecosystems.kinds import KINDS
from hedgerow.commons.people.rules import fold
from hedgerow.foundation.targets import Text

from . import further


def _said(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(","))


ROLES: Final[Mapping[str, tuple[str, ...]]] = {
    "learner": _said(
        "s, student, pupil, learner, alumno, alumna, estudiante, schuler, schulerin, schuler/in, eleve, aluno, aluna, "
        "estudante, طالب, طالبه, تلميذ, تلميذه, متعلم, متعلمه"
    ),
    "educator": _said(
        "t, teacher, educator, staff, docente, profesor, profesora, maestro, maestra, lehrer, lehrerin, lehrkraft, "
        "lehrer/in, enseignant, enseignante, professeur, professeure, professor, professora, معلم, معلمه, مدرس, مدرسه"
    ),
    "tutor": _said("tutor, mentor, coach, aide"),
    "guardian": _said(
        "parent, guardian, mother, father, padre, madre, eltern, mutter, vater, mere, pere, mae, pai, ولي امر"
    ),
    "leader": _said(
        "principal, head, leader, director, directora, schulleiter, schulleiterin, schulleitung, directeur, directrice, "
        "diretor, diretora, مدير, مديره"
    ),
}  # fmt: skip
MARKS: Final[Mapping[str, tuple[str, ...]]] = {
    "present": _said("p, present, x, 1, presente, anwesend, حاضر"),
    "absent": _said("a, absent, 0, ausente, fehlt, abwesend, غائب"),
    "late": _said("l, late, tarde, tardy, retraso, verspatet, retard, atrasado, متاخر"),
    "excused": _said("e, excused, justificado, entschuldigt, excuse, معذور"),
}  # fmt: skip
ALL_ROLES: Final = {one: (*words, *further.roles(one)) for one, words in ROLES.items()}
ALL_MARKS: Final = {one: (*words, *further.marks(one)) for one, words in MARKS.items()}
WHOLE: Final = 4
"""Letters of a word that is no abbreviation."""
LOOKUPS: Final = {"role": ALL_ROLES, "status": ALL_MARKS}
OWN: Final[Mapping[str, Mapping[str, Text]]] = {
    "role": words.ROLES, "kind": {key: one for key, (one, _many) in KINDS.items()},
}  # fmt: skip
"""Our words for what one text may say of all rows, as readers know them."""


def looked_up(field: str, values: Sequence[str]) -> dict[str, str]:
    """Words of a column → our own, where all of them are known and some are not ours already."""
    table = LOOKUPS.get(field, {})
    known = {fold(word): ours for ours, words in table.items() for word in (ours, *words)}
    different = sorted(set(values))
    found = {one: known.get(fold(one).strip(), "") for one in different}
    if not all(found.values()) or all(one == ours for one, ours in found.items()):
        return {}
    return found


def meant(field: str, text: str) -> str:
    """Our own word for one that somebody wrote, such as a role in the reader's language."""
    own = {fold(str(word)): key for key, word in OWN.get(field, {}).items()}
    known = {
        fold(word): ours for ours, many in LOOKUPS.get(field, {}).items() for word in (ours, *many)
    }
    return {**known, **own}.get(fold(text).strip(), text)


def whole_word(field: str, text: str) -> str:
    """Our own word for a whole one, as a file may have it that came after that of which a look-up was made."""
    known = meant(field, text)
    return known if len(text) >= WHOLE and known in LOOKUPS.get(field, {}) else ""


def is_known(field: str, values: Sequence[str]) -> bool:
    """Whether any of the words of a column is known, of a field whose words are looked up."""
    ours = LOOKUPS.get(field)
    return ours is None or not values or any(meant(field, one) in ours for one in set(values))
