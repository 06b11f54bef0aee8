"""Who and what the permission table is tried with: three ecosystems with rows of every kind."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.test.client import ClientHandler
from django.utils import timezone

from hedgerow.commons.activities.models import (
    Activity,
    Attendance,
    Enrolment,
    Kind,
    Note,
    Room,
    Session,
)
from hedgerow.commons.bodies.models import Body, Constituency, Mandate, Seat
from hedgerow.commons.ecosystems.models import Ecosystem, Figure, Holiday, PopulationFigure, Term
from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.frameworks.models import Association, Framework, Item, Scale
from hedgerow.commons.membership.actions.links import hashed
from hedgerow.commons.membership.models import (
    ApiToken,
    Assignment,
    ConsentPurpose,
    Group,
    GroupPlace,
    Invitation,
)
from hedgerow.commons.membership.tests.factories import assigned, member_school
from hedgerow.commons.observations.models import Indicator, Observation
from hedgerow.commons.people.models import (
    Account,
    Guardian,
    Merge,
    Organisation,
    Person,
    PopulationGroup,
)
from hedgerow.commons.people.tests.factories import person
from hedgerow.edges.archives.models import Archive
from hedgerow.edges.blueprints.actions import JOB
from hedgerow.edges.exchange.models import Import
from hedgerow.features.engagement.opportunities.models import (
    Entry,
    Opportunity,
    OpportunityKind,
    SignUp,
)
from hedgerow.foundation import jobs
from hedgerow.foundation.jobs.models import Job

from .cast_engagement import agreed, placed
from .choosing import choosing
from .helping import helping

PERSONAS = (
    "public", "cy", "learner", "guardian", "partner",
    "tutor", "educator", "leader", "evaluator", "convener",
)  # fmt: skip
STARTS, DAY = date(2026, 8, 1), date(2026, 11, 2)
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
# shared by all browsers: each would load the middleware anew
HANDLERS = {checks: ClientHandler(checks) for checks in (False, True)}
PASSWORD = "heron lake 42"
HASHED = make_password(PASSWORD)
WHOLE = ("tutor", "evaluator", "convener")


@dataclass(frozen=True, slots=True)
class Planted:
    """One ecosystem: what its addresses are filled with, and its persons by role and their tokens."""

    ecosystem: Ecosystem
    names: dict[str, str]
    persons: dict[str, Person]
    secrets: dict[str, str]


@dataclass(frozen=True, slots=True)
class Cast:
    """``home`` is private, ``away`` is Cy's, ``park`` is open to the public."""

    home: Planted
    away: Planted
    park: Planted
    sessions: dict[str, str]

    def client(
        self, persona: str, *, token: bool = True, enforce_csrf_checks: bool = False
    ) -> Client:
        """A browser in which that persona has signed in; the API is sent the persona's token."""
        browser = Client(raise_request_exception=False, enforce_csrf_checks=enforce_csrf_checks)
        browser.handler = HANDLERS[enforce_csrf_checks]
        if persona in self.sessions:
            browser.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[persona]
        if token and persona in self.sessions:
            secrets = self.away.secrets if persona == "cy" else self.home.secrets
            secret = secrets["convener" if persona == "cy" else persona]
            browser.defaults["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
        return browser


def plant_cast() -> Cast:
    home, away = plant("home", public=False), plant("away", public=False)
    signed_in = {**home.persons, "cy": away.persons["convener"]}
    sessions = {persona: _session(somebody) for persona, somebody in signed_in.items()}
    return Cast(home, away, plant("park"), sessions)


def _session(somebody: Person) -> str:
    session = SessionStore()
    session["person_id"] = somebody.pk
    session["since"] = "2099-01-01T00:00:00+00:00"  # signed in just now, whenever that is
    session.create()
    return str(session.session_key)


def plant(name: str, *, public: bool = True) -> Planted:
    """An ecosystem with one row of every kind that an address can name."""
    own = ecosystem(name, slug=name, public=public)
    school = member_school(own, f"{name} school")
    office = Organisation.objects.create(
        kept_by=own, name=f"{name} partner", kind="partner", sector="culture", created_at=AT
    )
    roles = ("learner", "guardian", "partner", "tutor", "educator", "leader", "evaluator")
    persons = {role: person(own, f"{name} {role}") for role in (*roles, "convener")}
    for role, somebody in persons.items():
        site = None if role in WHOLE or role == "guardian" else school
        assigned(somebody, role, own, office if role == "partner" else site)
    tie = Guardian.objects.create(
        ecosystem=own, guardian=persons["guardian"], learner=persons["learner"], starts=STARTS
    )
    rows = {"tie": tie, "organisation": school, "partner": office, "person": persons["learner"]}
    rows["import"] = Import.objects.create(
        ecosystem=own, file_name="schools.csv", state="done", created_at=AT
    )
    rows |= _twins(own)
    rows["invitation"] = Invitation.objects.create(
        ecosystem=own, email=f"{name}@example.org", role="member", secret_hash=name,
        created_at=AT, expires_at=AT + timedelta(days=3650),
    )  # fmt: skip
    rows["role"] = Assignment.objects.get(ecosystem=own, role="tutor")
    rows["purpose"] = ConsentPurpose.objects.create(
        ecosystem=own, key="photos", titles={"en": "Photos"}, created_at=AT,
        texts={"en": "May we show photos in which your child can be seen?"},
    )  # fmt: skip
    rows |= {"archive": _archive(own, persons["convener"]), "job": _job(persons["convener"])}
    rows |= _work(own, school, persons) | _frames(own, school, persons)
    rows |= agreed(own, school, office) | _offers(own, office, persons["learner"])
    rows |= placed(own, school, office, persons["learner"])
    names = {key: str(row.uuid) for key, row in rows.items()}
    names["planting"] = str(
        jobs.enqueue(JOB, ecosystem=own.pk, slot=name, by_person=persons["convener"].pk)
    )
    _with_password(persons["convener"])
    secrets = {role: _token(f"{name}-{role}", one) for role, one in persons.items()}
    return Planted(own, {"slug": own.slug, **names}, persons, secrets)


def _with_password(somebody: Person) -> None:
    """By which a program proves whose it is where a page asks anew."""
    account = Account(email=f"{somebody.kept_by_id}@example.org", password=HASHED)
    account.save()
    somebody.account = account  # here as well, or who saves the persons later takes it away
    somebody.save(update_fields=["account"])


def _job(asking: Person) -> Job:
    return Job.objects.create(name="tests.job", by_person=asking.pk, state="failed", run_at=AT)


def _archive(own: Ecosystem, asking: Person) -> Archive:
    # kept for a day, counted from when it is really asked for
    return Archive.objects.create(ecosystem=own, by=asking, asked_at=timezone.now())


def _twins(own: Ecosystem) -> dict[str, object]:
    """Somebody to merge with, and a merge that can be undone."""
    twin, shell = person(own, f"{own.name} twin"), person(own, f"{own.name} shell")
    merge = Merge.objects.create(
        ecosystem=own, kept=twin, gone=shell, at=timezone.now(),
        trace=[["people.person", shell.pk, {"name": shell.name}, {"name": shell.name}]],
    )  # fmt: skip
    return {"other_person": twin, "merge": merge}


def _token(secret: str, person: Person) -> str:
    ApiToken.objects.create(
        person=person, name="tests", secret_hash=hashed(secret), scopes=["read", "write"],
        created_at=AT,
    )  # fmt: skip
    return secret


def _work(own: Ecosystem, school: Organisation, persons: dict[str, Person]) -> dict[str, object]:
    group = Group.objects.create(ecosystem=own, organisation=school, name="5a", starts=STARTS)
    for role in ("learner", "educator"):
        GroupPlace.objects.create(
            group=group, person=persons[role], leads=role == "educator", starts=STARTS
        )
    kind = Kind.objects.create(ecosystem=own, key="tutoring", name="Tutoring")
    activity = Activity.objects.create(
        ecosystem=own, kind=kind, title="Reading", site=school, leader=persons["tutor"],
        starts=STARTS, created_at=AT,
    )  # fmt: skip
    session = Session.objects.create(
        ecosystem=own, activity=activity, day=DAY, starts_at=AT, minutes=60
    )
    enrolment = Enrolment.objects.create(
        ecosystem=own, activity=activity, person=persons["learner"], site=school, starts=STARTS
    )
    Attendance.objects.create(
        ecosystem=own, day=DAY, session=session, person=persons["learner"], site=school,
        status="present", minutes=60, recorded_at=AT,
    )  # fmt: skip
    room = Room.objects.create(ecosystem=own, organisation=school, name="Library", capacity=20)
    note = Note.objects.create(
        ecosystem=own, session=session, author=persons["tutor"], at=AT, text="They read aloud."
    )
    named = {"group": group, "kind": kind, "activity": activity, "room": room, "session_note": note}
    chosen = choosing(own, school, persons["learner"])
    chosen |= helping(own, school, persons)
    return {**named, **chosen, "session": session, "enrolment": enrolment}


def _offers(own: Ecosystem, office: Organisation, learner: Person) -> dict[str, object]:
    """Something open that the partner offers."""
    OpportunityKind.objects.create(ecosystem=own, key="event", name="Event")
    kind = OpportunityKind.objects.create(ecosystem=own, key="contest", name="Contest", judged=True)
    offered = Opportunity.objects.create(
        ecosystem=own, kind=kind, title="Open day", summary="Come and look.", organisation=office,
        site=office, sight="public" if own.public else "members", audience="members",
        guardian_agrees=False, state="open", created_at=AT, changed_at=AT,
    )  # fmt: skip
    # kept for long, so that it can be taken on the day of the test
    kept = SignUp.objects.create(
        ecosystem=own, opportunity=offered, person=learner, state="offered", asked_at=AT,
        expires_at=AT + timedelta(days=3650),
    )  # fmt: skip
    entry = Entry.objects.create(ecosystem=own, opportunity=offered, title="Kite", handed_in_at=AT)
    return {"opportunity": offered, "opportunity_kind": kind, "sign_up": kept, "entry": entry}


def _frames(own: Ecosystem, school: Organisation, persons: dict[str, Person]) -> dict[str, object]:
    term = Term.objects.create(ecosystem=own, name="Autumn", starts=STARTS, ends=DAY)
    holiday = Holiday.objects.create(ecosystem=own, name="Rest", starts=DAY, ends=DAY)
    figure = Figure.objects.create(ecosystem=own, name="F", value=1, unit="u", as_of="2013")
    population = PopulationFigure.objects.create(
        ecosystem=own, value=1, as_of=DAY, source="s", declared=DAY
    )
    body = Body.objects.create(ecosystem=own, key="council", name="Council")
    constituency = Constituency.objects.create(body=body, key="staff", name="Staff", quota=1)
    seat = Seat.objects.create(body=body, constituency=constituency, number=1)
    mandate = Mandate.objects.create(body=body, seat=seat, person=persons["leader"], starts=STARTS)
    scale = Scale.objects.create(
        ecosystem=own, key="four", name="Four steps", steps=[[0, "no"], [1, "yes"]]
    )
    frame = Framework.objects.create(ecosystem=own, key="f", title="Frame", kind="components")
    item = Item.objects.create(framework=frame, code="1", title="Reading")
    tied = Association.objects.create(
        framework=frame, kind="exemplar", origin=item, destination_uri="https://example.org/essay"
    )
    indicator = Indicator.objects.create(ecosystem=own, item=item, key="reading", unit="score")
    observation = Observation.objects.create(
        ecosystem=own, indicator=indicator, organisation=school, starts=STARTS, ends=DAY,
        value=3, recorded_at=AT,
    )  # fmt: skip
    declared = PopulationGroup.objects.create(
        ecosystem=own, dimension="grade", key="5", title="Grade 5", announced_at=AT
    )
    return {
        "figure": figure, "population": population, "term": term, "holiday": holiday, "body": body, "constituency": constituency, "seat": seat,
        "mandate": mandate, "scale": scale, "framework": frame, "item": item, "tied": tied,
        "indicator": indicator, "observation": observation, "population_group": declared,
    }  # fmt: skip
