"""The rows of mentors and tutors, and of a sample, that the permission table's addresses are filled with."""

from datetime import UTC, date, datetime

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.observations.models import Sample, SampledRecord
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.features.engagement.mentoring.models import (
    Check,
    Need,
    Offer,
    Pairing,
    Proposal,
    ProposedPair,
    SessionNote,
)
from hedgerow.foundation.rows import new_uuid

AT, DAY = datetime(2026, 11, 2, 9, tzinfo=UTC), date(2026, 11, 2)


def helping(own: Ecosystem, school: Organisation, persons: dict[str, Person]) -> dict[str, object]:
    """An offer of the tutor, the learner's two wishes, a pair with a note, a check, a proposal."""
    tutor, learner = persons["tutor"], persons["learner"]
    offers = {
        kind: Offer.objects.create(
            ecosystem=own, person=tutor, kind=kind, starts=DAY, places=3, created_at=AT
        )
        for kind in ("mentoring", "tutoring")
    }
    needs = {
        kind: Need.objects.create(
            ecosystem=own, person=learner, kind=kind, site=school, created_at=AT, state=state
        )
        for kind, state in (("mentoring", "paired"), ("tutoring", "waiting"))
    }
    pair = Pairing.objects.create(
        ecosystem=own, offer=offers["mentoring"], need=needs["mentoring"], proposed_at=AT
    )
    note = SessionNote.objects.create(
        ecosystem=own, pairing=pair, author=tutor, at=AT, text="Shy.", shared=False
    )
    check = Check.objects.create(
        ecosystem=own, person=tutor, kind="police", seen_on=DAY, recorded_at=AT
    )
    proposal = Proposal.objects.create(
        ecosystem=own, kind="tutoring", method="exact", cost=0, bound=0, made_at=AT
    )
    ProposedPair.objects.create(proposal=proposal, need=needs["tutoring"], offer=offers["tutoring"])
    sample = Sample.objects.create(
        ecosystem=own, what="attendance", starts=DAY, ends=DAY, seed="s", population=1,
        digest="d", drawn_at=AT,
    )  # fmt: skip
    drawn = SampledRecord.objects.create(
        sample=sample, position=1, site=school, person=learner, subject=new_uuid(),
        title="Reading", day=DAY, values={"status": "present"},
    )  # fmt: skip
    return {
        "sample": sample, "drawn": drawn, "help": offers["tutoring"], "wish": needs["tutoring"], "pair": pair, "note": note,
        "check": check, "proposal": proposal,
    }  # fmt: skip
