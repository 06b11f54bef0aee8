"""A barred guardian finds the learner on no page, in no answer and in no calendar, nor may act."""

import pytest

from hedgerow.commons.membership.tests.factories import assigned
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.features.engagement.care.models import Concern, Referral
from hedgerow.features.engagement.families.models import Contact, Message, MessageCopy

from .asking import ask, rows, undone
from .cast import AT, DAY, Cast
from .rows import NOT_ALLOWED, Row, everyone

pytestmark = pytest.mark.django_db
ANSWER = everyone(200)
MORE = (
    Row("/api/me/referrals/{referral}", NOT_ALLOWED, ANSWER, body={"act": "agree"}),
    Row("/api/me/children/{person}/messages/{copy}/answer", NOT_ALLOWED, ANSWER,
        body={"answer": "yes"}),
    Row("/e/{slug}/families/messages/{sent}/", ANSWER),
)  # fmt: skip
"""Rows that the table has no name for."""
STAFF = {
    "leader": "organisation", "educator": "organisation", "safeguarding_deputy": "organisation",
    "partner": "partner", "convener": "",
}  # fmt: skip
"""Roles that open the learner to whoever holds them, and where; "": in the whole."""
SECRET = "Wilhelmina Quill"  # a name that stands nowhere else


def caring(cast: Cast) -> dict[str, str]:
    """A referral that waits for the guardian, and a message about the learner; their names."""
    own, learner, guardian = (
        cast.home.ecosystem, cast.home.persons["learner"], cast.home.persons["guardian"]
    )  # fmt: skip
    school, office = (Organisation.objects.get(uuid=cast.home.names[key]) for key in
                      ("organisation", "partner"))  # fmt: skip
    referral, _new = Referral.objects.get_or_create(
        ecosystem=own, learner=learner, sender=school, receiver=office,
        defaults={"need": "health", "at": AT, "due_at": AT},
    )  # fmt: skip
    message, _new = Message.objects.get_or_create(
        ecosystem=own, template="good-news", defaults={"asks": True, "at": AT, "site": school}
    )
    copy, _new = MessageCopy.objects.get_or_create(
        message=message, guardian=guardian, learner=learner,
        defaults={"language": "en", "subject": "s", "body": SECRET},
    )  # fmt: skip
    Contact.objects.get_or_create(
        ecosystem=own, learner=learner, guardian=guardian,
        defaults={"kind": "call", "tone": "concern", "topic": SECRET, "on": DAY, "at": AT},
    )  # fmt: skip
    Concern.objects.get_or_create(
        ecosystem=own, about=learner, defaults={"site": school, "text": SECRET, "at": AT}
    )
    return {"referral": str(referral.uuid), "copy": str(copy.uuid), "sent": str(message.uuid)}


def told(cast: Cast) -> list[str]:
    """Every address at which the guardian finds the learner's name, or may write about them."""
    found = []
    names = cast.home.names | caring(cast)
    for row in (*rows(), *MORE):
        for method in row.methods():
            asked = row.path + row.sent
            if method != "get" and "{person}" not in asked and "{referral}" not in asked:
                continue
            with undone():
                answer = ask(cast.client("guardian"), method, row, names)
                text = b"".join(answer) if answer.streaming else answer.content
            if SECRET.encode() in text or (method != "get" and answer.status_code < 400):
                found.append(f"{method.upper()} {row.path}")
    return found


@pytest.mark.slow
def test_a_barred_guardian_finds_nothing_of_the_learner_anywhere(cast: Cast) -> None:
    learner = cast.home.persons["learner"]
    Person.objects.filter(pk=learner.pk).update(name=SECRET, called="", sort_name=SECRET)
    seen = told(cast)
    shown = {
        "GET /home/", "GET /e/{slug}/people/{person}/", "GET /me/referrals/",
        "GET /me/children/{person}/", "GET /api/me/referrals", "GET /api/me/children",
        "GET /e/{slug}/mentoring/pairs/{pair}/", "GET /e/{slug}/placements/{placement}/",
        "POST /api/me/referrals/{referral}",
        "POST /api/me/children/{person}/messages/{copy}/answer",
    }  # fmt: skip
    assert shown - {*seen} == set()
    Guardian.objects.filter(learner=learner).update(barred=True)
    assert told(cast) == []


@pytest.mark.slow
def test_nor_do_roles_of_the_school_or_of_a_partner_open_the_learner(cast: Cast) -> None:
    learner, guardian = cast.home.persons["learner"], cast.home.persons["guardian"]
    Person.objects.filter(pk=learner.pk).update(name=SECRET, called="", sort_name=SECRET)
    for role, place in STAFF.items():
        at = Organisation.objects.get(uuid=cast.home.names[place]) if place else None
        assigned(guardian, role, cast.home.ecosystem, at)
    Guardian.objects.filter(learner=learner).update(barred=True)
    assert told(cast) == []
