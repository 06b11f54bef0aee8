"""What becomes of drawn records: whether they agreed stays, of whom they were is taken away."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.privacy import Rule

from .models import Sample, SampledRecord


def export_sampled(person: int) -> Iterable[Mapping[str, object]]:
    rows = SampledRecord.objects.filter(person=person).order_by("day", "pk")
    return rows.values("day", "title", "values", "verdict", "right", "checked_at")


def erase_sampled(person: int, at: datetime) -> int:
    return sum(
        SampledRecord.objects.filter(**{name: person}).update(**{name: None})
        for name in ("person", "recorded_by", "checked_by")
    )


def export_samples(person: int) -> Iterable[Mapping[str, object]]:
    return Sample.objects.filter(drawn_by=person).order_by("drawn_at").values("what", "drawn_at")


def erase_samples(person: int, at: datetime) -> int:
    return Sample.objects.filter(drawn_by=person).update(drawn_by=None)


RULES = (
    Rule(
        SampledRecord,
        _("Records that were held beside their source, to know how far records can be trusted."),
        export_sampled,
        erase_sampled,
        left=_("Whether a record agreed stays as a count that says of nobody whose it was."),
    ),
    Rule(
        Sample,
        _("Who drew a sample of records."),
        export_samples,
        erase_samples,
        left=_("Samples stay, without who drew them."),
    ),
)
