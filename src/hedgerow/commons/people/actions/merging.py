"""Two records of one person become one, and two again while nothing has built on it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import journal
from hedgerow.foundation.accesslog.actions import hand_over_openings
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.merging import Two, rules
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.warehouse.actions import touch_persons

from ..errors import (
    MergeBuiltUpon,
    NotMerged,
)
from ..mergeable import Choice, chosen, may_merge
from ..mergetrace import built_upon, put_back, snapshot, traced
from ..models import Account, Merge, Person
from ..permissions import EDIT_PEOPLE
from ..rules import sort_name
from .telling import index

KEPT = timedelta(days=30)
NO_NAME = "–"


@transaction.atomic
def merge_persons(
    ecosystem: Ecosystem, kept: UUID, gone: UUID, choice: Choice, *, by: Actor, at: datetime
) -> Merge:
    """Let all that names ``gone`` name ``kept``; what cannot both stay is settled by each app's rules.

    ``choice`` maps fields to "gone" where the value of the record that goes stays; otherwise that
    of the one that is kept does, or the only one there is. The row that goes stays, empty, and
    leads to the other.

    Raises NotFound, NotPermitted, SamePerson, KeptElsewhere, MergesOneself, SignsInElsewhere, or
    what an app refuses.
    """
    stays, goes = may_merge(ecosystem, kept, gone, by=by, lock=True)
    two = Two(stays.pk, goes.pk, at)
    for rule in rules():
        rule.refuse(two)
    before = snapshot(two)
    _touch(ecosystem.pk, two.kept, two.gone)  # some rows go, or lie in another month afterwards
    counted = {str(rule.model._meta.label): rule.rows(goes.pk).count() for rule in rules()}
    for rule in rules():
        rule.join(two)
    _fill(stays, goes, choice, at)
    hand_over_openings(goes.pk, stays.pk)
    row = Merge.objects.create(
        ecosystem=ecosystem, kept=stays, gone=goes, by_id=by.person_id, at=at,
        trace=traced(before),
    )  # fmt: skip
    _touch(ecosystem.pk, two.kept, two.gone)
    said = {name: count for name, count in counted.items() if count}
    _record("people.persons_merged", row, by, at, said)
    return row


@transaction.atomic
def undo_merge(merge: UUID, *, by: Actor, at: datetime) -> Merge:
    """Make two of one again, as they were, while nothing has changed what the merge wrote.

    What was recorded since stays with the record that was kept.

    Raises NotFound, NotPermitted, NotMerged once it is undone or too long ago, or MergeBuiltUpon.
    """
    rows = Merge.objects.select_for_update(of=("self",)).select_related("ecosystem")
    row = rows.filter(uuid=merge, ecosystem__in=Ecosystem.objects.visible_to(by)).first()
    if row is None:
        raise NotFound
    require(by, EDIT_PEOPLE, within=row.ecosystem_id)
    if row.undone_at is not None or not row.trace:
        raise NotMerged
    if built_upon(row.trace):
        raise MergeBuiltUpon
    _touch(row.ecosystem_id, row.kept_id, row.gone_id)
    put_back(row.trace)
    _touch(row.ecosystem_id, row.kept_id, row.gone_id)
    row.undone_at, row.trace = at, []
    row.save(update_fields=["undone_at", "trace"])
    persons = list(Person.objects.filter(pk__in=(row.kept_id, row.gone_id)))
    index("person", persons)
    _record("people.merge_undone", row, by, at, {})
    return row


def forget_merges(before: datetime) -> int:
    """Delete what undoing older merges needs, and accounts that nobody has signed in with since."""
    rows = list(Merge.objects.filter(at__lt=before, undone_at=None).exclude(trace=[]))
    for row in rows:
        accounts = [pk for label, pk, *_ in row.trace if label == Account._meta.label_lower]
        Account.objects.filter(pk__in=accounts, person=None, is_active=False).delete()
        row.trace = []
        row.save(update_fields=["trace"])
    return len(rows)


def _fill(stays: Person, goes: Person, choice: Choice, at: datetime) -> None:
    """Write what stays into the one row, and leave the other empty but for its code."""
    values = chosen(stays, goes, choice)
    account = values.pop("account")
    other = [pk for pk in (stays.account_id, goes.account_id) if pk and pk != account]
    code = goes.code if values["code"] == stays.code else stays.code
    blank = ("called", "sort_name", "language", "email", "phone", "time_zone", "code")
    empty = dict.fromkeys(blank, "")
    Person.objects.filter(pk=goes.pk).update(
        **empty, name=NO_NAME, born=None, account=None, erased_at=at, merged_into=stays,
        revision=goes.revision + 1,
    )  # fmt: skip
    Account.objects.filter(pk__in=other).update(is_active=False)
    for name, value in values.items():
        setattr(stays, name, value)
    stays.account_id, stays.sort_name = account, sort_name(values["name"])
    stays.signed_in_at = max(filter(None, (stays.signed_in_at, goes.signed_in_at)), default=None)
    stays.revision += 1
    stays.save()
    Person.objects.filter(pk=goes.pk).update(code=code)
    index("person", [stays])


def _touch(here: int, *two: int) -> None:
    """Whatever is published of either, here and wherever they have a role, is read anew."""
    held = Person.objects.filter(pk__in=two, assignments__isnull=False)
    for ecosystem in {here, *held.values_list("assignments__ecosystem", flat=True)}:
        touch_persons(ecosystem, two)


def _record(kind: str, row: Merge, by: Actor, at: datetime, said: Mapping[str, object]) -> None:
    subjects = [("people.person", row.kept.uuid), ("people.person", row.gone.uuid)]
    journal.record(
        kind, by=by, at=at, ecosystem=row.ecosystem_id, subjects=subjects, payload=dict(said)
    )
