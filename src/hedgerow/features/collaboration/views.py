"""The network of an ecosystem: who does things together."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import Sheet, export_of

from .queries import Asked, network_page


def network(request: HttpRequest, slug: str) -> HttpResponse:
    """Organisations and their ties, drawn and listed."""
    asked = Asked(
        kind=request.GET.get("kind", "")[:60],
        always=request.GET.get("time") == "all",
        without_hub=request.GET.get("hub") == "without",
    )
    page = network_page(actor(request), slug, asked)
    members = Sheet(
        "network",
        (_("Organisation"), _("Sector"), _("Partners"), _("Activities together"), _("Community")),
        lambda: (
            (one.name, one.sector, one.partners, one.joint, one.community) for one in page.members
        ),
    )
    return export_of(request.GET, members) or render(
        request, "collaboration/network.html", {"page": page}
    )
