"""Following the journal for saved searches, and telling their owners what is new."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actors import actor_of
from hedgerow.commons.notices.actions import Said, tell
from hedgerow.features.engagement.discovery.models import Followed, NewFind, SavedSearch
from hedgerow.features.engagement.discovery.queries import matches, near_of
from hedgerow.features.engagement.discovery.queries.saved import asked_by
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.searchable import KIND
from hedgerow.foundation import search
from hedgerow.foundation.journal.queries import sealed_after
from hedgerow.foundation.permissions import Actor

from .saving import next_telling

NOTICE = "discovery.new_finds"
FACTS = 500
NAMED = 8


def unfollowed() -> list[int]:
    """Ecosystems whose journal saved searches have to read, while anybody has one."""
    if not SavedSearch.objects.exclude(often="never").exists():
        return []
    return list(Ecosystem.objects.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def follow(ecosystem: int, now: datetime) -> bool:
    """Read some facts of one ecosystem, and note what saved searches newly find by them.

    Whether there may be more. What happened before a search was saved is not new to it.
    """
    mark, _made = Followed.objects.select_for_update().get_or_create(ecosystem_id=ecosystem)
    facts = sealed_after(ecosystem, mark.seq, about=KIND, limit=FACTS)
    if not facts:
        return False
    changed: dict[UUID, datetime] = {}
    for fact in facts:
        changed.update({uuid: fact.recorded_at for _kind, uuid in fact.subjects})
    if changed:
        place = Ecosystem.objects.get(pk=ecosystem)
        for row in SavedSearch.objects.exclude(often="never").select_related("person", "ecosystem"):
            if row.ecosystem_id in (None, place.pk):
                since = [uuid for uuid, at in changed.items() if at >= row.saved_at]
                _note(row, place, since, now)
    Followed.objects.filter(pk=mark.pk).update(seq=facts[-1].seq)
    return len(facts) == FACTS


def _note(row: SavedSearch, place: Ecosystem, uuids: Collection[UUID], now: datetime) -> None:
    """Which of these the search finds, as its owner sees them."""
    if not uuids:
        return
    actor = actor_of(row.person_id, via="job", at=now)
    found = _found(row, actor, now).filter(uuid__in=uuids, ecosystem=place)
    NewFind.objects.bulk_create(
        (NewFind(search=row, opportunity=one, found_at=now) for one in found),
        ignore_conflicts=True,
    )


def _found(row: SavedSearch, actor: Actor, now: datetime) -> QuerySet[Opportunity]:
    asked = asked_by(row)
    _place, near = near_of(actor, asked, row.ecosystem)
    rows = matches(actor, asked, near, row.ecosystem, now)
    if asked.near and near is None:  # nobody knows the place any more: nothing is near it
        return rows.none()
    return rows.filter(search.matching(KIND, asked.words))


def due(now: datetime, limit: int = 50) -> list[int]:
    """Some of the saved searches whose time to tell has come."""
    rows = SavedSearch.objects.filter(tell_at__lte=now).order_by("tell_at", "pk")
    return list(rows.values_list("pk", flat=True)[:limit])


@transaction.atomic
def tell_new(search_id: int, now: datetime) -> bool:
    """Tell the owner what the search newly found and still finds; whether there was anything."""
    rows = SavedSearch.objects.select_for_update(of=("self",)).select_related("person", "ecosystem")
    row = rows.filter(pk=search_id, tell_at__lte=now).first()
    if row is None:
        return False
    actor = actor_of(row.person_id, via="job", at=now)
    fresh = row.finds.filter(told_at=None).values("opportunity")
    found = list(_found(row, actor, now).filter(pk__in=fresh).order_by("pk"))
    row.finds.filter(told_at=None).update(told_at=now)
    SavedSearch.objects.filter(pk=row.pk).update(tell_at=next_telling(row.often, now))
    if not found:
        return False
    place = row.ecosystem or Ecosystem.objects.get(pk=found[0].ecosystem_id)
    tell(
        row.person, NOTICE, lambda: _said(row, found), ecosystem=place, at=now,
        once=f"{row.uuid}:{now:%Y-%m-%dT%H}",
    )  # fmt: skip
    return True


def _said(row: SavedSearch, found: Collection[Opportunity]) -> Said:
    titles = [one.said("title") for one in found]
    subject = ngettext(
        "%(n)s new find of “%(name)s”", "%(n)s new finds of “%(name)s”", len(titles)
    ) % {"n": len(titles), "name": row.name}
    more = [_("and more")] if len(titles) > NAMED else []
    lines = [*(f"– {title}" for title in titles[:NAMED]), *more]
    return Said(subject, "\n".join(lines), reverse("saved-search", args=[row.uuid]))
