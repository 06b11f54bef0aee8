"""Every link between rows of ecosystems stays within one, and each has somebody who checks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import F, Model
from django.db.models.fields.related import ForeignKey

from hedgerow.commons.activities.actions import substitute
from hedgerow.commons.activities.models import Activity, Session
from hedgerow.commons.bodies.actions import found_body, seat_people
from hedgerow.commons.bodies.models import Body, Seat
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.actions import save_framework
from hedgerow.commons.frameworks.models import Item, Scale
from hedgerow.commons.observations.actions import record_observations, save_indicators
from hedgerow.commons.observations.models import Indicator
from hedgerow.commons.people.actions import save_organisations
from hedgerow.commons.people.models import Organisation, PopulationGroup
from hedgerow.foundation.errors import Refused
from hedgerow.foundation.permissions import Actor
from tests.architecture.links_of_families import (
    BY_ROLE,
    BY_SHARING,
    BY_THE_ACTOR,
    CARE,
    FAMILIES,
)
from tests.architecture.links_of_placements import PLACEMENTS
from tests.architecture.test_tenants import CALLS, ids, written
from tests.permissions.cast import Cast, Planted
from tests.permissions.conftest import cast

__all__ = ["cast"]
pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
DAY, AT = date(2026, 11, 2), datetime(2026, 11, 2, 9, tzinfo=UTC)
OWNERS = ("ecosystem", "kept_by")

ACROSS = {
    "membership.OrganisationMembership.organisation": BY_SHARING,
    "membership.Assignment.person": BY_ROLE,
    "membership.Assignment.organisation": BY_SHARING,
    "membership.Group.organisation": BY_SHARING,
    "membership.GroupPlace.person": BY_ROLE,
    "membership.Invitation.organisation": BY_SHARING,
    "membership.Invitation.invited_by": BY_THE_ACTOR,
    "membership.Invitation.accepted_by": BY_THE_ACTOR,
    "membership.Invitation.successor": BY_ROLE,
    "membership.Consent.person": BY_ROLE,
    "membership.Consent.given_by": BY_THE_ACTOR,
    "membership.SignInCard.person": BY_ROLE,
    "membership.SignInCard.issued_by": BY_THE_ACTOR,
    "people.Organisation.parent": BY_SHARING,
    "people.Organisation.operator": BY_SHARING,
    "activities.Absence.person": BY_ROLE,
    "activities.Absence.reported_by": BY_THE_ACTOR,
    "notices.Notice.person": BY_ROLE,
    "notices.Notice.about": BY_ROLE,
    "people.Barring.by": BY_THE_ACTOR,
    "people.Barring.ended_by": BY_THE_ACTOR,
    "people.Guardian.guardian": BY_ROLE,
    "people.Guardian.learner": BY_ROLE,
    "people.DeclaredGroup.person": BY_ROLE,
    "bodies.Body.organisation": BY_SHARING,
    "bodies.Mandate.person": BY_ROLE,
    "observations.Observation.organisation": BY_SHARING,
    "activities.Activity.site": BY_SHARING,
    "activities.Activity.leader": BY_ROLE,
    "activities.Delivery.organisation": BY_SHARING,
    "activities.Room.organisation": BY_SHARING,
    "activities.Session.substitute": BY_ROLE,
    "activities.Session.marked_by": BY_THE_ACTOR,
    "activities.Session.confirmed_by": BY_THE_ACTOR,
    "activities.Enrolment.person": BY_ROLE,
    "activities.Enrolment.site": BY_SHARING,
    "activities.Attendance.person": BY_ROLE,
    "activities.Attendance.site": BY_SHARING,
    "opportunities.Opportunity.organisation": BY_SHARING,
    "opportunities.Opportunity.site": BY_SHARING,
    "opportunities.Opportunity.leader": BY_ROLE,
    "opportunities.Judge.person": BY_ROLE,
    "opportunities.SignUp.person": BY_ROLE,
    "opportunities.SignUp.signed_up_by": BY_THE_ACTOR,
    "records.Progress.person": BY_ROLE,
    "records.Progress.witnessed_by": BY_THE_ACTOR,
    "files.StoredFile.person": BY_ROLE,
    "files.StoredFile.added_by": BY_THE_ACTOR,
    "exchange.Import.by": BY_THE_ACTOR,
    "choice.Round.site": BY_SHARING,
    "choice.Offer.site": BY_SHARING,
    "choice.Criterion_schools.organisation": BY_SHARING,
    "choice.Listed.person": BY_ROLE,
    "choice.WishList.person": BY_ROLE,
    "choice.WishList.saved_by": BY_THE_ACTOR,
    "choice.Run.by": BY_THE_ACTOR,
    "choice.Outcome.person": BY_ROLE,
    "choice.Outcome.answered_by": BY_THE_ACTOR,
    "choice.Refill.person": BY_ROLE,
    "archives.Archive.by": BY_THE_ACTOR,
    **FAMILIES,
    **CARE,
    **PLACEMENTS,
}
"""Links whose two ends may be kept by two ecosystems, and why; all others may not."""


def tenants() -> Iterator[tuple[type[Model], str]]:
    """Every model whose rows are an ecosystem's own, with the way to it."""
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("hedgerow.") and (way := way_home(model)):
            yield model, way


def way_home(model: type[Model], passed: tuple[type[Model], ...] = ()) -> str:
    """The look-up from a row to its ecosystem; empty for a table of the whole installation."""
    found = list(foreign_keys(model))
    for key in found:
        if key.name in OWNERS and key.related_model is Ecosystem:
            return key.name
    for key in found:
        target = key.related_model
        if not key.null and target not in passed and (on := way_home(target, (*passed, model))):
            return f"{key.name}__{on}"
    return ""


def foreign_keys(model: type[Model]) -> Iterator[ForeignKey[Any, Any]]:
    for field in model._meta.concrete_fields:
        ours = isinstance(field, ForeignKey) and field.related_model.__module__.startswith(
            "hedgerow."
        )
        if ours:
            yield field


def links() -> Iterator[tuple[str, type[Model], str, str]]:
    """Name, model, the way home, and the way home through the link."""
    homes = dict(tenants())
    for model, home in homes.items():
        for key in foreign_keys(model):
            target = homes.get(key.related_model)
            if target and not home.startswith(f"{key.name}__"):
                yield f"{model._meta.label}.{key.name}", model, home, f"{key.name}__{target}"


def leads_away(model: type[Model], home: str, through: str) -> bool:
    """Whether some row points into another ecosystem by that link."""
    rows = model._default_manager.filter(**{f"{through}__isnull": False})
    return rows.exclude(**{home: F(through)}).exists()


def astray() -> set[str]:
    """Links of which some row points into another ecosystem."""
    return {name for name, *link in links() if leads_away(*link)}


def test_there_are_links_to_look_at_and_each_exception_is_one() -> None:
    names = {name for name, *_ in links()}
    assert len(names) > 40
    assert set(ACROSS) <= names


def test_what_is_planted_stays_at_home(cast: Cast) -> None:
    assert astray() - set(ACROSS) == set()


@pytest.mark.slow
def test_the_walk_finds_every_kind_of_link_that_leads_away(cast: Cast) -> None:
    tried = set()
    for name, model, home, through in links():
        field, on = through.split("__", 1)
        row = model._default_manager.exclude(**{field: None}).first()
        if row is None:
            continue
        others = type(getattr(row, field))._default_manager.exclude(**{on: owner(row, home)})
        with transaction.atomic():
            if away := others.first():
                bent = model._default_manager.filter(pk=row.pk)
                with suppress(IntegrityError), transaction.atomic():
                    bent.update(**{field: away})
                    tried.add(name)
                    assert leads_away(model, home, through), name
            transaction.set_rollback(True)
    assert len(tried) >= 20


def owner(row: Model, way: str) -> object:
    for step in way.split("__"):
        row = getattr(row, step)
    return row


@pytest.mark.parametrize("call", CALLS, ids=[call[0].__name__ for call in CALLS])
def test_a_set_action_takes_rows_of_its_own_ecosystem(call: Any, cast: Cast) -> None:
    """The control: what is refused of another ecosystem is refused for nothing else."""
    act, values, fields = call
    home = cast.home
    home.ecosystem.collects_groups = True
    home.ecosystem.save()
    own = ids(home)
    row = {**values, **{field: own[kind] for field, kind in fields.items()}}
    for several in ("delivered_by", "items"):
        if several in row:
            row[several] = [row[several]]
    act(home.ecosystem, [row], by=STEWARD, at=AT)


def _school(of: Planted) -> Organisation:
    return Organisation.objects.get(pk=ids(of)["organisation"])


def _observe(home: Planted, other: Planted, field: str) -> None:
    row: dict[str, Any] = {"starts": DAY, "ends": DAY, "value": 1}
    for name, model in (("indicator", Indicator), ("group", PopulationGroup)):
        chosen = other if field == name else home
        row[f"{name}_id"] = model._default_manager.filter(ecosystem=chosen.ecosystem).first().pk
    row["organisation_id"] = _school(other if field == "organisation" else home).pk
    record_observations(home.ecosystem, [row], by=STEWARD, at=AT)


def _indicate(home: Planted, other: Planted) -> None:
    item = Item.objects.filter(framework__ecosystem=other.ecosystem).first()
    assert item is not None
    fresh = Item.objects.create(framework=item.framework, code="fresh")
    row = {"key": "fresh", "unit": "points", "item_id": fresh.pk}
    save_indicators(home.ecosystem, [row], by=STEWARD, at=AT)


def _part(home: Planted, other: Planted, field: str) -> None:
    row = {"kind": "school", "code": "new", "name": "New", field: _school(other).pk}
    save_organisations(home.ecosystem, [row], by=STEWARD, at=AT)


def _body(home: Planted, **values: object) -> None:
    found_body(home.ecosystem, "new", "New", by=STEWARD, at=AT, **values)


def _seat(home: Planted, *, seat: Planted, person: Planted) -> None:
    chosen = Seat.objects.filter(body__ecosystem=seat.ecosystem).order_by("-number").first()
    assert chosen is not None
    free, _made = Seat.objects.get_or_create(
        body=chosen.body, number=99, defaults={"constituency": chosen.constituency}
    )
    row = {"seat_id": free.pk, "person_id": person.persons["educator"].pk, "starts": DAY}
    seat_people(home.ecosystem, [row], by=STEWARD, at=AT)


def _stand_in(home: Planted, other: Planted) -> None:
    session = Session.objects.get(ecosystem=home.ecosystem)
    substitute(session, other.persons["educator"], by=STEWARD, at=AT)


def _scale(home: Planted, other: Planted) -> None:
    scale = Scale.objects.filter(ecosystem=other.ecosystem).first()
    assert scale is not None
    save_framework(home.ecosystem, "new", "New", [], by=STEWARD, at=AT, scale=scale)


ACTS: dict[str, Callable[[Planted, Planted], None]] = {
    "observed indicator": lambda home, other: _observe(home, other, "indicator"),
    "observed organisation": lambda home, other: _observe(home, other, "organisation"),
    "observed group": lambda home, other: _observe(home, other, "group"),
    "item of an indicator": _indicate,
    "parent of an organisation": lambda home, other: _part(home, other, "parent_id"),
    "operator of an organisation": lambda home, other: _part(home, other, "operator_id"),
    "organisation of a body": lambda home, other: _body(home, organisation=_school(other)),
    "body above a body": lambda home, other: _body(
        home, parent=Body.objects.filter(ecosystem=other.ecosystem).first()
    ),
    "seat of a mandate": lambda home, other: _seat(home, seat=other, person=home),
    "person of a mandate": lambda home, other: _seat(home, seat=home, person=other),
    "substitute of a session": _stand_in,
    "scale of a framework": _scale,
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_takes_rows_of_its_own_ecosystem_only(act: str, cast: Cast) -> None:
    home, away = cast.home, cast.away
    assert Activity.objects.filter(ecosystem=home.ecosystem).exists()
    before = written()
    with pytest.raises(Refused) as refusal:
        ACTS[act](home, away)
    assert refusal.value.code in {"foundation.not_found", "people.organisation_elsewhere"}
    assert {name for name, rows in written().items() if rows != before[name]} <= {
        "bodies_seat",
        "frameworks_item",
    }
    ACTS[act](home, home)
    assert written() != before or act == "substitute of a session"
