"""Rows of engagement that addresses can name."""

from datetime import UTC, date, datetime
from uuid import UUID

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.files import keeping
from hedgerow.commons.files.models import StoredFile
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.features.engagement.partners.models import Adviser, Agreement, Contact, Offer
from hedgerow.features.engagement.placements.models import (
    HostAsk,
    HoursEntry,
    Placement,
    PlacementKind,
    Requirement,
    Step,
)
from hedgerow.foundation.rows import new_uuid

STARTS, LAST = date(2026, 8, 1), date(2026, 12, 18)
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def agreed(own: Ecosystem, school: Organisation, office: Organisation) -> dict[str, object]:
    """What the network proposes to the partner for the school, with all that belongs to it."""
    agreement = Agreement.objects.create(
        ecosystem=own, organisation=office, title="Reading", scope="Two hours a week",
        starts=STARTS, side="network", proposed_at=AT,
    )  # fmt: skip
    agreement.sites.set([school])
    contact = Contact.objects.create(
        ecosystem=own, organisation=office, name="Mo", task="Visits", consented_on=STARTS
    )
    adviser = Adviser.objects.create(ecosystem=own, organisation=office, starts=STARTS)
    Offer.objects.create(adviser=adviser, kind="talk")
    file = _file(own, agreement.uuid)
    return {"agreement": agreement, "contact": contact, "adviser": adviser, "file": file}


def _file(own: Ecosystem, about: UUID) -> StoredFile:
    uuid = new_uuid()
    size, digest = keeping.write(uuid, [b"%PDF-1.7 signed"])
    return StoredFile.objects.create(
        uuid=uuid, ecosystem=own, about_kind="partners.agreement", about=about, name="signed.pdf",
        kind="pdf", bytes=size, digest=digest, added_at=AT,
    )  # fmt: skip


def placed(
    own: Ecosystem, school: Organisation, office: Organisation, learner: Person
) -> dict[str, object]:
    """A placement that is being prepared, with a step that is open, and hours."""
    kind = Kind.objects.get(ecosystem=own)
    sort = PlacementKind.objects.create(
        ecosystem=own, key="shadowing", title="Shadowing", activity_kind=kind,
        asked=[["care", "Care"]], scale=[[1, "not yet"], [2, "well"]],
    )  # fmt: skip
    for key, title, who in (
        ("form", "Form", "school"), ("consent", "Consent", "guardian"),
        ("check", "Safeguarding check", "host"),
    ):  # fmt: skip
        Requirement.objects.create(
            kind=sort, key=key, title=title, who=who, has_validity=key == "check"
        )
    placement = Placement.objects.create(
        ecosystem=own, kind=sort, learner=learner, site=school, host=office, starts=STARTS,
        ends=LAST, state="preparing", requested_at=AT,
    )  # fmt: skip
    ask = HostAsk.objects.create(
        ecosystem=own, placement=placement, host=office, starts=STARTS, ends=LAST, asked_at=AT,
        due=STARTS,
    )  # fmt: skip
    step = Step.objects.create(
        ecosystem=own, placement=placement, key="form", title="Form", who="school", due=STARTS
    )
    entry = HoursEntry.objects.create(
        ecosystem=own, placement=placement, day=STARTS, minutes=60, done="Looked", logged_at=AT
    )
    return {
        "placement_kind": sort, "placement": placement, "host_ask": ask, "step": step,
        "entry": entry,
    }  # fmt: skip
