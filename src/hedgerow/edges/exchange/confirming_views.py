"""An import is confirmed, with what is ticked beside it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.requests import actor

from . import importing, queries
from .absent.asked import LEAVING, AnyEnding
from .absent.asking import numbers, part_of, ticked
from .absent.choosing import Chosen, EndingForm, chosen, chosen_of_set
from .errors import RowsMoved

TICKS = frozenset(("who", "everybody", "gone", "moved"))
"""What is ticked of whom a list or a set lacks."""


@require_POST
def confirm(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Have the file imported, and what is ticked ended with it; where that cannot be, ask again."""
    by = actor(request)
    page = queries.import_page(by, slug, uuid, part_of(request.POST.get("part")))
    try:
        digest, ending = request.POST.get("digest", ""), _ending(request, slug, uuid)
        leaving = LEAVING in request.POST
        importing.confirm(uuid, digest, by=by, at=timezone.now(), ending=ending, leaving=leaving)
    except Invalid as refused:
        context = {"page": page, "ticked": ticked(request.POST, refused)}
        return render(request, "exchange/import.html", context, status=422)
    except RowsMoved as moved:
        messages.error(request, str(moved))
    return redirect("import", slug, uuid)


def _ending(request: HttpRequest, slug: str, uuid: UUID) -> AnyEnding | None:
    """What is ticked where the button was that ends it; no tick is left unheard. Raises Invalid."""
    if "end" not in request.POST:
        if TICKS & request.POST.keys():
            unheard = _(
                "Some are ticked here: press the button that ends something for those chosen, or take the ticks out."
            )
            raise Invalid({"end": [unheard]})
        return None
    form = EndingForm(request.POST)
    if not form.is_valid():
        raise Invalid({name: [*map(str, said)] for name, said in form.errors.items()})
    ecosystem = queries.ecosystem_to_import(actor(request), slug)
    said, who = form.cleaned_data, numbers(request.POST.getlist("who"))
    if "of_set" in request.POST:
        wanted = Chosen(who, said["gone"], said["moved"])
        return chosen_of_set(actor(request), ecosystem, uuid, wanted, said["last_day"])
    everybody = None if said["everybody"] else who
    return chosen(actor(request), ecosystem, uuid, everybody, said["last_day"])
