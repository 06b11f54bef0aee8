"""Further rows about one child, of every kind of which the cast has none."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities.models import Absence, Activity, Enrolment
from hedgerow.commons.bodies.models import Body, Mandate, Seat
from hedgerow.commons.files.actions import attach_file
from hedgerow.commons.membership.models import (
    Assignment,
    CodeApp,
    Group,
    GroupPlace,
)
from hedgerow.commons.people.models import Merge, Organisation, Person
from hedgerow.features.engagement.care.models import Concern, Referral
from hedgerow.features.engagement.families.models import Contact, Message, MessageCopy
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.foundation.permissions import Actor

from .cast import AT, DAY, STARTS

LATER = DAY + timedelta(days=1)


def work(child: Person, rows: Any) -> dict[str, Any]:
    """Places in clubs, one taken back; an absence, a mandate, a group that was left, a merge."""
    own, kind, school = rows["own"], rows["activity"].kind, rows["school"]
    clubs = [
        Activity.objects.create(
            ecosystem=own, kind=kind, title=f"Club {n}", starts=STARTS, created_at=AT
        )
        for n in range(3)
    ]
    place = Enrolment.objects.create(
        ecosystem=own, activity=clubs[1], person=child, starts=STARTS, ends=DAY
    )
    gone = Enrolment.objects.create(ecosystem=own, activity=clubs[2], person=child, starts=STARTS)
    activities.take_back_place(gone, by=Actor.the_steward(), at=AT)
    absence = Absence.objects.create(
        ecosystem=own, person=child, starts=DAY, ends=DAY, reason="ill", at=AT
    )
    team = Group.objects.create(ecosystem=own, organisation=school, name="Team", starts=STARTS)
    GroupPlace.objects.create(group=team, person=child, starts=STARTS, ends=DAY)
    CodeApp.objects.create(person=child, secret=b"s", created_at=AT)
    shell = Person.objects.create(kept_by=own, name="Shell", created_at=AT)
    merge = Merge.objects.create(
        ecosystem=own, kept=child, gone=shell, at=AT, trace=[["people.person", shell.pk, {}, {}]]
    )
    return {
        "club": clubs[0], "place": place, "gone": gone, "gone_club": clubs[2], "absence": absence,
        "mandate": _seated(child, own), "team": team, "child_merge": merge,
        "learns": Assignment.objects.get(ecosystem=own, person=child, role="learner"),
    }  # fmt: skip


def _seated(child: Person, own: Any) -> Mandate:
    body = Body.objects.create(ecosystem=own, key="youth", name="Youth")
    youth = body.constituencies.create(key="y", name="Y", quota=1)
    seat = Seat.objects.create(body=body, constituency=youth, number=1)
    return Mandate.objects.create(body=body, seat=seat, person=child, starts=STARTS)


def engagement(child: Person, rows: Any) -> dict[str, Any]:
    """What families, care and opportunities know of the child, and a file about them."""
    own, ada, school, office = (rows[one] for one in ("own", "ada", "school", "office"))
    contact = Contact.objects.create(
        ecosystem=own, learner=child, kind="call", tone="positive", topic="t", on=DAY, at=AT,
        by=ada,
    )  # fmt: skip
    referral = Referral.objects.create(
        ecosystem=own, learner=child, sender=school, receiver=office, need="health", state="sent",
        at=AT, due_at=AT,
    )  # fmt: skip
    concern = Concern.objects.create(
        ecosystem=own, about=child, site=school, text="t", at=AT, raised_by=None
    )
    copy = MessageCopy.objects.create(
        message=Message.objects.create(ecosystem=own, template="trip", asks=True, at=AT),
        guardian=ada, learner=child, language="en", subject="s", body="b",
    )  # fmt: skip
    file = attach_file(
        "placements.step", rows["step"].uuid, ContentFile(b"%PDF-1.7 x", "a.pdf"),
        by=Actor.the_steward(), at=AT,
    )  # fmt: skip
    fresh, judged = (_offered(own, office, rows["opportunity"].kind, n) for n in range(2))
    SignUp.objects.create(
        ecosystem=own, opportunity=judged, person=child, state="placed", asked_at=AT
    )
    return {
        "contact": contact, "referral": referral, "concern": concern, "copy": copy, "file": file,
        "fresh": fresh, "judged": judged,
    }  # fmt: skip


def _offered(own: Any, office: Organisation, kind: Any, number: int) -> Opportunity:
    return Opportunity.objects.create(
        ecosystem=own, kind=kind, title=f"Open day {number}", organisation=office, site=office,
        sight="members", audience="members", guardian_agrees=False, state="open",
        created_at=AT, changed_at=AT,
    )  # fmt: skip
