"""Who is in the database although erased, as after a restore, and is erased again."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from hedgerow.commons.people.models import Person
from hedgerow.foundation import privacy
from hedgerow.foundation.installation.erasures import There
from hedgerow.foundation.permissions import Actor

from .erasing import erased as erase

AT_ONCE = 500


def known() -> Mapping[UUID, datetime]:
    """Whom the database knows to have been erased, with the records merged into theirs, and when."""
    own = Q(erased_at__isnull=False, merged_into=None)
    merged = Q(merged_into__erased_at__isnull=False, merged_into__merged_into=None)
    rows = Person.objects.filter(own | merged)
    when = rows.values_list("uuid", "erased_at", "merged_into__erased_at")
    return {one: moment for one, at, kept in when if (moment := kept or at) is not None}


def there(erased: Iterable[UUID]) -> tuple[There, ...]:
    """Those of them who are in the database, in a row of their own or merged into another's."""
    named = set(erased)
    return tuple(_told(row, named, merged) for row, merged in _rows(named))


def erase_again(erased: Iterable[UUID], *, at: datetime) -> tuple[There, ...]:
    """Erase those who are there, each in a transaction; all who were there, whether erased or not.

    Copies stay: whoever calls knows which hold them. A row into which somebody else's record is merged stays: people decide what of it is whose.
    """
    named, found = set(erased), []
    for row, merged in _rows(named):
        one = _told(row, named, merged)
        found.append(one)
        if not one.merged:
            with transaction.atomic():
                privacy.hold(row.pk)
                whole = Person.objects.select_for_update().get(pk=row.pk)
                erase(whole, by=Actor.the_steward(), at=at, keep_copies=True)
    return tuple(found)


def _rows(named: Collection[UUID]) -> Iterator[tuple[Person, Collection[UUID]]]:
    """Living rows that are, or hold, somebody of those named; each with what is merged into it."""
    living = Person.objects.filter(erased_at=None).select_related("kept_by")
    held = Person.objects.filter(merged_into__isnull=False, merged_into__erased_at=None)
    ids = {row.pk for row in _of(living, named)} | {
        row.merged_into_id for row in _of(held, named) if row.merged_into_id
    }
    merged: dict[int | None, list[UUID]] = defaultdict(list)
    for into, uuid in held.filter(merged_into__in=ids).values_list("merged_into", "uuid"):
        merged[into].append(uuid)
    for pk in sorted(ids):
        yield living.get(pk=pk), merged[pk]


def _of(rows: QuerySet[Person], named: Collection[UUID]) -> Iterator[Person]:
    some = sorted(named)
    for start in range(0, len(some), AT_ONCE):
        yield from rows.filter(uuid__in=some[start : start + AT_ONCE])


def _told(row: Person, named: Collection[UUID], merged: Collection[UUID]) -> There:
    """Who of the row was erased, and whose record, who was not, lies in it as well."""
    in_it = [row.uuid, *merged]
    own = next(one for one in in_it if one in named)
    other = next((str(one) for one in in_it if one not in named), "")
    return There(str(own), row.kept_by.slug if row.kept_by else "", other)
