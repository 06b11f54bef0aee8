"""The demo: every blueprint with a simulated history, and a sign-in link for each role."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import make_sign_in_link
from hedgerow.commons.people.actions import save_people
from hedgerow.commons.people.models import Person
from hedgerow.foundation.bars import named_bar as bar
from hedgerow.foundation.permissions import Actor

from .beside import beside
from .everything import Planted, is_all_there, plant_all
from .history import codes

SHOWN = "tulsa"
ROLES = {
    **{
        role: codes.adult(role, 0)
        for role in ("convener", "leader", "educator", "tutor", "partner", "guardian")
    },
    "learner": codes.learner(0),
    "evaluator": codes.adult("evaluator", 0),
    "safeguarding_lead": codes.adult("safeguarding_lead", 0),
}


def plant_demo() -> None:
    """Plant the demo ecosystems that are not there yet, and read their profiles; say so if any is not."""
    if is_all_there():
        return
    now = timezone.now()
    with bar("Planting the demo") as told, beside() as reading:
        planted = plant_all(now, told, reading=reading)
    show_in_the_readers_language(planted, now)


def show_in_the_readers_language(planted: Iterable[Planted], at: datetime) -> None:
    """Of an ecosystem that was just planted and is shown to whoever looks around."""
    if any(one.new and one.slug == SHOWN for one in planted):
        follow_the_browser(at)


def follow_the_browser(at: datetime) -> None:
    """Those who are shown lose their drawn language: whoever looks around reads their own."""
    place = Ecosystem.objects.get(slug=SHOWN)
    people = Person.objects.filter(kept_by=place, code__in=ROLES.values())
    rows = [{"code": row.code, "name": row.name, "language": ""} for row in people]
    save_people(place, rows, by=Actor.the_steward("simulation", "simulated"), at=at)


def demo_links(base: str) -> list[tuple[str, str]]:
    """Role and a sign-in link for each, good for 30 days; only ``hedgerow run --demo`` prints them."""
    people = Person.objects.filter(kept_by__slug=SHOWN, code__in=ROLES.values())
    by_code = {row.code: row for row in people}
    now = timezone.now()
    return [
        (
            role,
            base
            + reverse(
                "sign-in-link", args=[make_sign_in_link(by_code[code], at=now, reusable=True)]
            ),
        )
        for role, code in ROLES.items()
        if code in by_code
    ]
