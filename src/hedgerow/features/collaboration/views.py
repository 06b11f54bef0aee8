"""The network of an ecosystem: who does things together."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import Sheet, export_of

from .queries import Asked, NetworkPage, network_page


def network(request: HttpRequest, slug: str) -> HttpResponse:
    """Organisations and their ties, drawn and listed."""
    page = network_page(actor(request), slug, _asked(request.GET))
    return export_of(request.GET, _members(page), _ties(page)) or render(
        request, "collaboration/network.html", {"page": page}
    )


def _asked(given: Mapping[str, str]) -> Asked:
    start = given.get("from", "")
    return Asked(
        kind=given.get("kind", "")[:60],
        time=given.get("time", "")[:4],
        without_hub=given.get("hub") == "without",
        start=int(start) if start.isdecimal() and len(start) < 7 else 0,
    )


def _members(page: NetworkPage) -> Sheet:
    return Sheet(
        "network",
        (_("Organisation"), _("Sector"), _("Partners"), _("Activities together"), _("Community")),
        lambda: (
            (one.name, one.sector, one.partners, one.joint, one.community) for one in page.members
        ),
    )


def _ties(page: NetworkPage) -> Sheet:
    """Every tie, not only those of the page."""
    return Sheet(
        "ties",
        (
            _("Organisation"), _("With whom"), _("Activities together"), _("Kinds of activity"),
            _("First time"), _("Last time"),
        ),
        lambda: (
            (
                tie.one.name, tie.other.name, tie.activities, _(", ").join(tie.kinds),
                tie.first, tie.last,
            )
            for tie in page.ties
        ),
    )  # fmt: skip
