"""A sheet whose lines may be learners: what each heading says of them, and what of the family."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.words import WORDS
from hedgerow.foundation.targets import Target

from ..catalogue import TARGETS
from . import lookups
from .families import family_columns, is_child, without_child
from .folded import plain
from .headings import meanings
from .plainly import is_count, is_nothing, plainly

OF_LEARNERS = ("people", "families")
"""Targets a line of which may be a learner's, and speak of the family besides."""
NAMING = ("group-members", "enrolments", "attendance")
"""Targets a line of which may name a person without a code."""
SAID_OF_LEARNERS = ("code", "name", "born", "grade")
"""Fields without one of which a sheet that speaks of guardians may be of guardians alone."""


def theirs_of(target: Target, columns: Sequence[str]) -> dict[str, str]:
    """Columns of a learner's row that are the family's → the fields that they fill, if any."""
    if target.name not in OF_LEARNERS:
        return {}
    names = {one.name for one in TARGETS["families"].fields if one.name.startswith("guardian")}
    if own := names.intersection(columns):
        theirs = {one: one for one in own}
    else:
        theirs = family_columns(columns)
    means = {meaning_of(target, one)[0] for one in columns if one not in theirs}
    if means.isdisjoint(SAID_OF_LEARNERS):
        return {}
    if target.name != "families":
        return dict.fromkeys(theirs, "")
    named = {one.split("_")[0] for one in theirs.values() if one.endswith("_name")}
    return {one: field if field.split("_")[0] in named else "" for one, field in theirs.items()}


def nameless(column: str, columns: Sequence[str]) -> bool:
    """Whether it is the address of a guardian whom no column names."""
    fields = family_columns(columns)
    whose, _underscore, what = fields.get(column, "").partition("_")
    return what in ("email", "phone") and f"{whose}_name" not in fields.values()


def meaning_of(target: Target, heading: str) -> tuple[str, str]:
    """The field that a heading means, and the word by which it does; empty for none."""
    known, means = meanings(target), ("", "")
    if plain(heading) in known:
        means = known[plain(heading)]
    elif target.name in OF_LEARNERS and is_child(heading):
        means = "name", plain(heading)
    elif not is_nothing(heading):
        said = [plainly(heading)]
        if target.name in OF_LEARNERS:
            said += [without_child(heading), without_child(plainly(heading))]
        means = next((known[one] for one in said if one in known), means)
    return ("", "") if means[0].endswith("code") and is_count(heading) else means


def name_or_code(means: str, heading: str, values: Sequence[str]) -> str:
    """The field for a column that is only said to be the learner: the name, or numbers."""
    if means not in ("code", "name") or not is_child(heading):
        return means
    if lookups.looked_up("role", values):
        return ""
    return "code" if any(any(c.isdigit() for c in one) for one in values) else "name"


def says_class(heading: str) -> bool:
    """Whether a column says in which class or group somebody is."""
    known = meanings(TARGETS["groups"])
    return known.get(plain(heading), ("", ""))[0] == "name" and plain(heading) not in (
        "name",
        "title",
    )


def role_of_all(target: Target, taken: Collection[str], columns: Sequence[str]) -> dict[str, str]:
    """Who has a grade, a class or parents and no role is a learner: without a role nothing would open to them."""
    if target.name != "people" or "role" in taken:
        return {}
    learners = "grade" in taken or any(map(says_class, columns)) or bool(theirs_of(target, columns))
    return {"role": str(WORDS["learner"])} if learners else {}


def of_family(target: Target, means: str, column: str, columns: Sequence[str]) -> str:
    """What is said of a column that is the family's."""
    if means:
        return _("it speaks of a guardian")
    if nameless(column, columns):
        return _(
            "it speaks of the family, and no column names the parent: add one beside it, such as “Name of the parent”, "
            "and send the list in again to bring the parent in. Until then the rest comes in without"
        )
    if target.name == "families":
        return _("it speaks of the family, or may: it is left out unless you choose a field")
    families = TARGETS["families"]
    if any(theirs_of(families, columns).values()):
        said = _("it speaks of the family: to bring that in too, choose “%(families)s” above")
        return said % {"families": families.title}
    return _("it speaks of the family, who are people with rows of their own")
