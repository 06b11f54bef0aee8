"""What is said of a pair, in one sentence."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hedgerow.commons.ecosystems.tongues import own_name
from hedgerow.foundation.ui.numerals import whole

Text = str | Promise
NEAR_KM = 1

WHY: Mapping[str, Text] = {
    "oneself": gettext_lazy("nobody is paired with oneself"),
    "barred": gettext_lazy("this person is barred from the learner"),
    "unchecked": gettext_lazy("a check is missing or has run out"),
    "language": gettext_lazy("they share no language"),
    "far": gettext_lazy("they live too far from each other"),
    "place": gettext_lazy("one would meet only online and the other only in person"),
    "forbidden": gettext_lazy("it was ruled out by hand"),
    "full": gettext_lazy("every place is taken"),
    "kind": gettext_lazy("one is about mentoring and the other about tutoring"),
}
"""Why a pair may not be, or what most offers fail by."""

WAITS: Mapping[str, Text] = {
    "barred": gettext_lazy("Nobody who may be near this learner offers it."),
    "oneself": gettext_lazy("Nobody else offers it."),
    "unchecked": gettext_lazy("Checks of those who offer are missing or have run out."),
    "language": gettext_lazy("Nobody who offers it speaks the same language."),
    "far": gettext_lazy("Everybody who offers it lives too far away."),
    "place": gettext_lazy("Nobody offers to meet in this way."),
    "forbidden": gettext_lazy("Who would fit was ruled out by hand."),
    "full": gettext_lazy("Every place that would fit is taken: one more offer is needed."),
}
"""What a learner who stays without a pair waits for."""


def sentence(terms: Mapping[str, Any]) -> str:
    """Why these two fit, as one sentence; empty where nothing was told of either."""
    return capfirst(_(", ").join(_parts(terms))) + "." if _parts(terms) else ""


def _parts(terms: Mapping[str, Any]) -> list[str]:
    """What there is to say, in the order in which it matters."""
    names = _(", ").join(own_name(code) for code in terms.get("languages") or ())
    items, lacking = _(", ").join(terms.get("items") or ()), terms.get("lacking") or 0
    left = ngettext("%(n)s wish is left open", "%(n)s wishes are left open", lacking)
    said = (
        names and _("both speak %(names)s") % {"names": names},
        items and _("the offer has what is wished for: %(items)s") % {"items": items},
        lacking and left % {"n": lacking},
        _way(terms),
        terms.get("community") and _("of the same community"),
    )
    return [str(one) for one in said if one]


def _way(terms: Mapping[str, Any]) -> str:
    """How far apart they are, or that it does not matter."""
    if terms.get("online"):
        return _("they meet online")
    if terms.get("km") is None:
        return ""
    if terms["km"] < NEAR_KM:
        return _("in the same place")
    return _("%(km)s km apart") % {"km": whole(str(round(terms["km"])))}
