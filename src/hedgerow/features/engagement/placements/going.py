"""A placement that runs, as the week of the learner, who answers for them, and the host has it."""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hedgerow.foundation.waiting import Waiting

from .models import HoursEntry, Placement


def confirmed() -> Coalesce:
    """Minutes that the host confirmed, to annotate rows with."""
    rows = HoursEntry.objects.filter(placement=OuterRef("pk"), state="confirmed").order_by()
    return Coalesce(
        Subquery(rows.values("placement").annotate(sum=Sum("minutes")).values("sum")), 0
    )


def runs(row: Placement, parts: Collection[str], today: date) -> Iterator[Waiting]:
    """The line of a row annotated with ``claims`` and ``confirmed``, for one who has a part in it."""
    slug = row.ecosystem.slug
    page = reverse("placement", args=[slug, row.uuid])
    if "learner" in parts and row.starts and row.starts <= today:
        why, page = _("Enter your hours"), reverse("hours-log", args=[slug, row.uuid])
    elif "host" in parts and getattr(row, "claims"):  # noqa: B009 - annotated
        why, page = _("Confirm the hours"), f"{page}#hours"
    elif {"learner", "guardian", "host"} & set(parts):
        why = _("See how it stands")
    else:
        return
    title = f"{row.kind.shown} · {row.learner.name}"
    yield Waiting(title, page, row.ecosystem.where, why, when=_when(row), runs=True)


def _when(row: Placement) -> str:
    """Where, from when until when, and how many hours there are of how many."""
    done = round(getattr(row, "confirmed") / 60, 1)  # noqa: B009 - annotated
    said = {
        "host": row.host.name if row.host else "",
        "first": date_format(row.starts, "DATE_FORMAT") if row.starts else "",
        "last": date_format(row.ends, "DATE_FORMAT") if row.ends else "",
        "done": f"{done:g}",
    }
    goal = row.kind.goal_minutes
    if goal:
        text = _("%(host)s, %(first)s to %(last)s, hours confirmed: %(done)s of %(goal)s")
        return text % {**said, "goal": f"{goal / 60:g}"}
    return _("%(host)s, %(first)s to %(last)s, hours confirmed: %(done)s") % said
