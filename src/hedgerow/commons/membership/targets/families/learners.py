"""Which learner a line speaks of: by its number, else by name and birth date."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from hedgerow.commons.people.making import made_code
from hedgerow.commons.people.rules import sort_name
from hedgerow.foundation.targets import Diff, Record, Value

from .fields import OF_LEARNER
from .here import LEARNER, Here, Namesake


def learner_of(record: Record, here: Here, own: str, found: Diff) -> Mapping[str, Value] | None:
    """The learner as a person's row; None once a problem is noted."""
    values = {name: record.values[name] for name in OF_LEARNER if name in record.values}
    values["role"] = LEARNER
    if record.text("code"):
        return values
    born, folded = record.values.get("born"), sort_name(record.text("name"))
    if not born:
        expected = _("a birth date or a number, by which the learner is found again")
        found.refuse(record, "born", expected, "membership.no_learner")
        return None
    near = [one for one in here.named.get(folded, ()) if one.born == born]
    near = near or [one for one in here.named.get(folded, ()) if one.born is None and one.learns]
    if not near:
        return values | {"code": made_code(own, LEARNER, folded, str(born))}
    if not _is_sure(record, near, found):
        return None
    return values | {"code": near[0].code, "name": near[0].name}


def _is_sure(record: Record, near: list[Namesake], found: Diff) -> bool:
    """Whether it is the one person here; else it is noted what is to be done."""
    if len(near) > 1 or near[0].born is None:
        expected = _("a number: who is here of this name may be somebody else")
        found.refuse(record, "name", expected, "membership.learner_unsure")
        return False
    if not near[0].code:
        expected = without_code(near[0].name)
        found.refuse(record, "name", expected, "membership.no_code")
        return False
    return True


def without_code(name: str) -> str:
    """What is to be done where who is meant is here and has no code to be found by."""
    expected = _("who has a code: %(name)s is here without one. Give one on the page of "
                 "%(name)s, then send the file in again")  # fmt: skip
    return expected % {"name": name}
