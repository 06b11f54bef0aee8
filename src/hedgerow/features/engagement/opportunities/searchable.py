"""What is offered, as it is found by its words."""

from collections.abc import Sequence
from typing import Final

from django.db.models import Q, QuerySet

from hedgerow.commons.activities.usual import KINDS
from hedgerow.commons.ecosystems.told import own_language
from hedgerow.features.engagement.opportunities.models import Opportunity, OpportunityKind
from hedgerow.foundation.search import Document, Source, Text, Weight

KIND: Final = "opportunities.opportunity"


def _shown() -> QuerySet[Opportunity]:
    """What anybody but those who offer it may ever see."""
    shown = (Opportunity.State.OPEN, Opportunity.State.CLOSED)
    rows = Opportunity.objects.filter(state__in=shown)
    return rows.select_related("ecosystem", "kind", "organisation", "site")


def _document(row: Opportunity) -> Document:
    """It is spoken of in the ecosystem's language, or in the only one that is spoken there."""
    spoken = (row.languages if len(row.languages) == 1 else row.ecosystem.languages) or [""]
    language = own_language(row.told, str(spoken[0]))
    texts = [
        Text(row.title, language, Weight.STRONG),
        *_of_kind(row.kind, language),
        Text(row.organisation.name if row.organisation else "", "", Weight.MIDDLE),
        Text(row.summary, language),
        Text(f"{row.site.name if row.site else ''} {row.place}", ""),
        Text(row.access_note, language),
        *(Text(text, code, Weight.STRONG) for code, text in row.in_others("title").items()),
        *(Text(text, code) for code, text in row.in_others("summary").items()),
    ]
    return Document(row.pk, row.uuid, row.ecosystem_id, language, texts)


def _of_kind(kind: OpportunityKind, language: str) -> list[Text]:
    """A kind is found in every language in which a reader may look for it."""
    called = {**KINDS.every(kind.key, kind.name), **kind.in_others("name")}
    return [Text(name, code or language, Weight.MIDDLE) for code, name in called.items()]


def _of_organisations(rows: Sequence[int]) -> QuerySet[Opportunity]:
    return Opportunity.objects.filter(Q(organisation__in=rows) | Q(site__in=rows))


def _of_kinds(rows: Sequence[int]) -> QuerySet[Opportunity]:
    return Opportunity.objects.filter(kind__in=rows)


def _of_ecosystems(rows: Sequence[int]) -> QuerySet[Opportunity]:
    return Opportunity.objects.filter(ecosystem__in=rows)


SOURCES: Final = (
    Source(
        KIND,
        _shown,
        _document,
        leans_on={
            "people.organisation": _of_organisations,
            "opportunities.kind": _of_kinds,
            "ecosystems.ecosystem": _of_ecosystems,
        },
    ),
)
