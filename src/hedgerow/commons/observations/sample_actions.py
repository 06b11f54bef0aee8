"""Drawing a sample of records, and checking each against its source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import journal, warehouse
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor, require

from .errors import NothingToSample, RecordedByYou
from .models import Sample, SampledRecord
from .permissions import CHECK_RECORDS, DRAW_SAMPLE
from .sample_rules import chosen, digest

MOST = 2_000


@dataclass(frozen=True, slots=True)
class Framed:
    """A record that may be drawn; ``key`` tells it from all others, ``values`` are what it says."""

    key: str
    site: int | None
    person: int
    subject: UUID
    title: str
    day: date
    recorded_by: int | None
    values: Mapping[str, object] = field(default_factory=dict)


@transaction.atomic
def draw_sample(
    ecosystem: Ecosystem,
    what: str,
    frame: Sequence[Framed],
    size: int,
    seed: str,
    *,
    between: tuple[date, date],
    by: Actor,
    at: datetime,
) -> Sample:
    """Draw records of a period by a seed, each site in its share; journal seed and frame.

    Raises NotFound to outsiders, NotPermitted, Invalid for a size, NothingToSample.
    """
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound
    require(by, DRAW_SAMPLE, within=ecosystem.pk)
    if not 1 <= size <= MOST:
        raise Invalid({"size": [_("Enter a number from 1 to %(most)s.") % {"most": MOST}]})
    if not seed.strip() or len(seed) > 64:
        raise Invalid({"seed": [_("Enter up to 64 characters.")]})
    if not frame:
        raise NothingToSample
    keys = [(one.key, one.site or 0) for one in frame]
    row = Sample.objects.create(
        ecosystem=ecosystem, what=what, starts=between[0], ends=between[1], seed=seed.strip(),
        population=len(frame), digest=digest(keys), drawn_by_id=by.person_id, drawn_at=at,
        origin=by.origin,
    )  # fmt: skip
    by_key = {one.key: one for one in frame}
    drawn = [by_key[key] for key in chosen(keys, size, seed.strip())]
    SampledRecord.objects.bulk_create(
        [_record(row, number, one) for number, one in enumerate(drawn, 1)], 500
    )
    warehouse.touch("sampled", ecosystem.pk)
    told = {"what": what, "seed": row.seed, "digest": row.digest, "drawn": len(drawn)}
    _tell("sample_drawn", row, by, at, **told)
    return row


def _record(row: Sample, number: int, one: Framed) -> SampledRecord:
    return SampledRecord(
        sample=row, position=number, site_id=one.site, person_id=one.person, subject=one.subject,
        title=one.title[:200], day=one.day, values=dict(one.values),
        recorded_by_id=one.recorded_by,
    )  # fmt: skip


@transaction.atomic
def check_record(
    record: SampledRecord, verdict: str, *, source: str, right: str, by: Actor, at: datetime
) -> SampledRecord:
    """Say whether a drawn record agrees with its source; who recorded it may not.

    ``right`` is what the source says where it differs: the record itself is corrected where it is
    kept. Said again, the later word stands.

    Raises NotFound, NotPermitted, RecordedByYou, or Invalid where it is not said what is right.
    """
    rows = SampledRecord.objects.visible_to(by).select_related("sample__ecosystem")
    row = rows.select_for_update(of=("self",)).filter(pk=record.pk).first()
    if row is None:
        raise NotFound
    ecosystem = row.sample.ecosystem
    require(by, CHECK_RECORDS, within=ecosystem.pk, at_site=row.site_id)
    if by.person_id is not None and row.recorded_by_id == by.person_id:
        raise RecordedByYou
    _check(verdict, source, right)
    row.verdict, row.source, row.checked_at = verdict, source, at
    row.right = right if verdict == SampledRecord.Verdict.DIFFERS else ""
    row.checked_by_id = by.person_id
    row.save(update_fields=["verdict", "source", "right", "checked_at", "checked_by"])
    warehouse.touch("sampled", ecosystem.pk)
    _tell("record_checked", row.sample, by, at, position=row.position, verdict=verdict)
    return row


def _check(verdict: str, source: str, right: str) -> None:
    wrong = {}
    if verdict not in SampledRecord.Verdict.values:
        wrong["verdict"] = [_("Say whether it agrees.")]
    if verdict != SampledRecord.Verdict.MISSING and source not in SampledRecord.Source.values:
        wrong["source"] = [_("Say which source you looked at.")]
    if verdict == SampledRecord.Verdict.DIFFERS and not right.strip():
        wrong["right"] = [_("Say what the source says.")]
    if len(right) > 200:
        wrong["right"] = [_("200 characters at most.")]
    if wrong:
        raise Invalid(wrong)


def _tell(kind: str, row: Sample, by: Actor, at: datetime, **payload: object) -> None:
    journal.record(
        f"observations.{kind}", by=by, at=at, ecosystem=row.ecosystem_id,
        subjects=[("observations.sample", row.uuid)], payload=payload,
    )  # fmt: skip
