"""A field for a column by what its heading says, unless what stands below speaks against it."""

from collections.abc import Collection, Sequence
from typing import Final

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.kinds import KINDS
from hedgerow.foundation.targets import Target

from ..making import CODE
from . import contents, lookups
from .classlists import of_leader
from .families import is_home
from .folded import plain
from .learners import OF_LEARNERS, meaning_of, name_or_code
from .naming import meaning_by_name
from .plain_words import SCHOOLS
from .plainly import is_count, is_national, is_nothing, numbers_lines, plainly
from .timetable import left_to_its_page

OF_ONE: Final = 0.9
OF_SEVERAL: Final = 0.5
"""So many codes differ at least: of people a list may have a line for each role."""


def by_heading(target: Target, heading: str, values: Sequence[str]) -> tuple[str, str]:
    """The field and the reason; no reason where the heading says nothing that is known."""
    if target.name in OF_LEARNERS and is_home(heading):
        return "", _("where somebody lives is not kept here")
    if (target.name in OF_LEARNERS or target.met) and is_national(heading):
        return "", _(
            "it is the state's number of somebody and says more than is needed here: left out unless you "
            "choose a field"
        )
    if (target.coded or target.met) and numbers_lines(heading, values):
        return "", _("it numbers the lines, which stand in another order next time")
    means, word = meaning_by_name(target, heading, values, meaning_of(target, heading))
    means = name_or_code(contents.site_field(means, values), heading, values)
    if left := left_to_its_page(target, heading, values, means) or of_leader(target, heading):
        return "", left
    if means:
        against = _against(target, means, heading, values)
        return (
            ("", against)
            if against
            else (means, _("the heading means: %(word)s") % {"word": _spelt(word, heading)})
        )
    if is_count(heading):
        return "", _("it says how many there are of something: nothing is found again by that")
    if is_nothing(heading):
        return "", _("nothing here is kept of it")
    return "", ""


def _spelt(word: str, heading: str) -> str:
    """The word as the file spells it, where the heading is that word: words are kept without accents."""
    return heading if plain(word) in (plain(heading), plainly(heading)) else word


def _against(target: Target, means: str, heading: str, values: Sequence[str]) -> str:
    """Why a column is not what its heading says; empty where nothing speaks against it."""
    share = OF_SEVERAL if target.name in OF_LEARNERS else OF_ONE
    if means == CODE and target.coded is not None and contents.repeats(values, share):
        return _("its values repeat: no row is found again by them")
    if means == "day" and values and not any(any(c.isdigit() for c in one) for one in values):
        return _("none of its values is a day of a year")
    if plain(heading) != means and not lookups.is_known(means, values):
        return _("none of its words is known: say one for all rows, or change them in the file")
    return ""


def kind_of_all(target: Target, named: Collection[str], taken: Collection[str]) -> dict[str, str]:
    """What is called a school by the heading of its name is one, where no column says the kind."""
    schools = {word for one in named for word in plainly(one).split()} & SCHOOLS
    return {"kind": str(KINDS["school"][0])} if schools and wants_kind(target, taken) else {}


def wants_kind(target: Target, taken: Collection[str]) -> bool:
    return target.name == "organisations" and "kind" not in taken
