"""Starting an ecosystem from a blueprint: found it, hidden, and have a job plant the rest."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from hedgerow.commons.ecosystems.actions import found_ecosystem
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import Offer, assign_role, invite_people
from hedgerow.commons.people.models import Person
from hedgerow.foundation import jobs
from hedgerow.foundation.permissions import Actor

from .bringing import brought
from .errors import AlreadyPlanted, NoHistory, NoSuchBlueprint
from .schema import Blueprint, BlueprintError, load
from .wishes import AS_IT_IS, Wish, carries_facts, identity, is_original, part_of

JOB = "blueprints.plant"
EMPTY = "empty"


def blueprint_named(key: str, by: Actor | None = None) -> Blueprint | None:
    """The blueprint, None for the empty one; ``by`` None asks for a job that was allowed to.

    Raises NoSuchBlueprint with every fault in it, and NotFound for a file somebody else brought.
    """
    if key == EMPTY:
        return None
    if found := brought(key, by):
        return found
    try:
        return load(key)
    except BlueprintError as error:
        raise NoSuchBlueprint(faults=str(error)) from error


@transaction.atomic
def start_planting(
    key: str,
    *,
    by: Actor,
    at: datetime,
    slug: str = "",
    name: str = "",
    history: bool = False,
    scale: float = 1.0,
    invite: Sequence[str] = (),
    invite_as: str = "member",
    root: str = "",
    wish: Wish = AS_IT_IS,
    whole: Ecosystem | None = None,
) -> UUID:
    """Found an ecosystem from a blueprint and enqueue its planting; return the job's uuid.

    ``history`` adds a simulated one, ``scale`` times the blueprint's learners; without one the
    pattern is its founder's own. Under another address or name it takes over that alone, unless
    ``wish.facts``. It stays hidden until the job is done; whoever starts it becomes its convener.
    Asked again while it is being planted, the job that stopped goes on. Letters to ``invite``
    leave when it is complete, with links that begin with ``root``. Under a ``whole`` that the
    actor may change it is a part of that, and from the whole's own pattern it has its words.

    Raises NotPermitted, Closed, NoSuchBlueprint, NoHistory, AlreadyPlanted, or Invalid (invite).
    """
    blueprint = blueprint_named(key, by)
    _require_history(blueprint, key, history)
    known = _known(blueprint, key)
    slug = slug or known
    if there := Ecosystem.objects.filter(slug=slug).first():
        return _resume(there, known, by)
    title = name or (blueprint.identity.name if blueprint else slug)
    facts = carries_facts(blueprint, slug, title, wish)
    values = identity(blueprint, wish, has_facts=facts, name=title) | part_of(whole, blueprint)
    row = _found(known, slug, {"name": title, "simulated": history, **values}, by=by, at=at)
    _invite(row, invite, invite_as, by=by, at=at)
    how = {"blueprint": key, "history": history, "scale": scale, "root": root, "facts": facts}
    is_own = not history and (by.person_id is not None or not is_original(blueprint, slug, title))
    return _enqueued(row, how | {"own": is_own}, by, at)


def _require_history(blueprint: Blueprint | None, key: str, wanted: bool) -> None:
    if wanted and (blueprint is None or blueprint.history is None):
        raise NoHistory(key=key)


def _enqueued(row: Ecosystem, how: dict[str, object], by: Actor, at: datetime) -> UUID:
    args = {**how, "at": at.isoformat()}
    return jobs.enqueue(JOB, args, ecosystem=row.pk, slot=str(row.uuid), by_person=by.person_id)


def _known(blueprint: Blueprint | None, key: str) -> str:
    """What the ecosystem remembers: a file's own key and not its path, which can be long."""
    return blueprint.identity.key if blueprint else key


def _resume(there: Ecosystem, key: str, by: Actor) -> UUID:
    """The job that is planting this very blueprint there, made ready again if it had stopped."""
    mine = by.steward and there.blueprint == key
    if there.state != Ecosystem.State.PLANTING or not mine:
        raise AlreadyPlanted(slug=there.slug)
    job = jobs.enqueue(JOB, ecosystem=there.pk, slot=str(there.uuid))
    jobs.retry(job)
    return job


def _found(key: str, slug: str, values: dict[str, Any], *, by: Actor, at: datetime) -> Ecosystem:
    row = found_ecosystem(
        slug, by=by, at=at, state=Ecosystem.State.PLANTING, blueprint=key, **values
    )
    if by.person_id is not None:
        founder = Person.objects.get(pk=by.person_id)
        assign_role(row, founder, "convener", by=_as_convener(by, row), at=at)
    return row


def _invite(
    row: Ecosystem, addresses: Sequence[str], role: str, *, by: Actor, at: datetime
) -> None:
    if addresses:
        offer = Offer(role, language=row.languages[0])
        invite_people(row, addresses, offer, by=_as_convener(by, row), at=at)


def _as_convener(by: Actor, row: Ecosystem) -> Actor:
    """The founder with what a convener of the new ecosystem may do: nobody else is there to give it."""
    role = settings.HEDGEROW_ROLES["convener"]
    return replace(by, grants={**by.grants, row.pk: role.grants | role.site_grants})
