"""What an ecosystem asks consent for, and its customs of membership."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import EDIT_ECOSYSTEM
from hedgerow.commons.ecosystems.telling import kept_told
from hedgerow.commons.ecosystems.told import Told
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require

from ..errors import PurposeTaken, TextChanged, TierTwice
from ..models import ConsentPurpose, Customs
from ..rules import said_before
from .checks import seen

Texts = Mapping[str, str]


@transaction.atomic
def ask_for_consent(
    ecosystem: Ecosystem, key: str, titles: Texts, texts: Texts, *, by: Actor, at: datetime
) -> ConsentPurpose:
    """Ask the ecosystem's people for consent to one more purpose.

    A purpose that was asked before and given up goes on with its next version.

    Raises NotFound to outsiders, NotPermitted or PurposeTaken.
    """
    _locked(ecosystem, by)
    versions = ConsentPurpose.objects.filter(ecosystem=ecosystem, key=key)
    if versions.filter(retired_at=None).exists():
        raise PurposeTaken(key=key)
    return _declare(ecosystem, key, versions.count() + 1, titles, texts, by, at)


@transaction.atomic
def reword_consent(
    purpose: ConsentPurpose, titles: Texts, texts: Texts, *, by: Actor, at: datetime
) -> ConsentPurpose:
    """Ask with another text: a new version, which everybody answers anew.

    Where only the title differs, or nothing, the version stays.

    Raises NotFound to outsiders, NotPermitted, or TextChanged if it is no longer asked.
    """
    _locked(purpose.ecosystem, by)
    row = _asked(purpose)
    if dict(row.texts) == dict(texts):
        if dict(row.titles) != dict(titles):
            row.titles = dict(titles)
            row.save(update_fields=["titles"])
            _tell("membership.consent_reworded", row, by, at)
        return row
    row.retired_at = at
    row.save(update_fields=["retired_at"])
    return _declare(row.ecosystem, row.key, row.version + 1, titles, texts, by, at)


@transaction.atomic
def ask_no_more(purpose: ConsentPurpose, *, by: Actor, at: datetime) -> None:
    """Stop asking; what was answered stays.

    Raises NotFound to outsiders, NotPermitted, or TextChanged if it is no longer asked.
    """
    _locked(purpose.ecosystem, by)
    row = _asked(purpose)
    row.retired_at = at
    row.save(update_fields=["retired_at"])
    _tell("membership.consent_asked_no_more", row, by, at)


@transaction.atomic
def set_customs(
    ecosystem: Ecosystem,
    *,
    age_of_consent: int,
    tiers: Sequence[tuple[str, str]],
    by: Actor,
    at: datetime,
    told: Told | None = None,
) -> Customs:
    """Say from which age one answers consents oneself, and which tiers of membership there are.

    ``told`` are their titles in further languages, as ``tier.<key>``; None leaves them.

    Raises NotFound to outsiders, NotPermitted, TierTwice or Invalid.
    """
    _locked(ecosystem, by)
    _each_once(tiers, told or {})
    said: dict[str, Any] = {"age_of_consent": age_of_consent, "tiers": [[*one] for one in tiers]}
    if told is not None:
        said["told"] = kept_told(Customs, told, ecosystem)
    row, _new = Customs.objects.update_or_create(ecosystem=ecosystem, defaults=said)
    journal.record(
        "membership.customs_set",
        by=by, at=at, ecosystem=ecosystem.pk, subjects=[("ecosystems.ecosystem", ecosystem.uuid)],
        payload={"age_of_consent": age_of_consent, "tiers": len(tiers)},
    )  # fmt: skip
    return row


def _each_once(tiers: Sequence[tuple[str, str]], told: Told) -> None:
    """Refuse two tiers of one name, in whichever language."""
    others = [
        [text for name, text in texts.items() if name[:5] == "tier."] for texts in told.values()
    ]
    for titles in ([title for _key, title in tiers], *others):
        named = [title for title in titles if title]
        for place in said_before(named):
            raise TierTwice(title=named[place])


def _locked(ecosystem: Ecosystem, by: Actor) -> None:
    seen(ecosystem, by)
    require(by, EDIT_ECOSYSTEM, within=ecosystem.pk)
    Ecosystem.objects.select_for_update().get(pk=ecosystem.pk)


def _asked(purpose: ConsentPurpose) -> ConsentPurpose:
    rows = ConsentPurpose.objects.select_for_update(of=("self",)).select_related("ecosystem")
    row = rows.filter(pk=purpose.pk).first()
    if row is None:
        raise NotFound
    if row.retired_at is not None:
        raise TextChanged
    return row


def _declare(
    ecosystem: Ecosystem,
    key: str,
    version: int,
    titles: Texts,
    texts: Texts,
    by: Actor,
    at: datetime,
) -> ConsentPurpose:
    row = ConsentPurpose.objects.create(
        ecosystem=ecosystem, key=key, version=version, titles=dict(titles), texts=dict(texts),
        created_at=at,
    )  # fmt: skip
    _tell("membership.consent_asked", row, by, at)
    return row


def _tell(kind: str, row: ConsentPurpose, by: Actor, at: datetime) -> None:
    journal.record(
        kind,
        by=by, at=at, ecosystem=row.ecosystem_id, subjects=[("membership.purpose", row.uuid)],
        payload={"purpose": row.key, "version": row.version},
    )  # fmt: skip
