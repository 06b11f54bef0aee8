"""Pages of lists take as many queries at 20 rows as at 2."""

from collections.abc import Generator, Mapping
from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from hedgerow.commons.activities.tests.factories import Club, club
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.mentoring.models import Need, Proposal

from .listed import add

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SERVED = "serving/?first=2026-09-01&last=2026-09-30&by="
LISTS = {
    "families": {
        "convener": (
            "families/", "families/?by=group", "families/?by=month", "families/contacts/",
            "families/messages/", "people/{grown}/contacts/",
        ),
        "guardian": ("/me/children/",),
        "grown": ("/me/guardians/",),
    },
    "care": {
        "convener": ("referrals/",),
        "guardian": ("/me/referrals/",),
        "lead": ("concerns/",),
    },
    "mentoring": {
        "convener": (
            "mentoring/", "mentoring/wishes/", "mentoring/pairs/", "mentoring/proposals/",
            "mentoring/proposals/{proposal}/", "mentoring/checks/", "mentoring/wishes/{wish}/",
        ),
        "tutor": ("mentoring/mine/",),
    },
    "partners": {"convener": ("partners/", "partners/advisers/", "partners/{partner}/")},
    "serving": {"convener": (f"{SERVED}partner", f"{SERVED}site", f"{SERVED}month")},
    "my week": dict.fromkeys(("guardian", "lead", "tutor"), ("/home/",)),
}  # fmt: skip


@pytest.fixture(scope="module")
def grown(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Generator[Mapping[str, list[str]], None, None]:
    """By app, the lists whose queries differ; all are asked at 2 rows, then all at 20."""
    with django_db_blocker.unblock(), transaction.atomic():
        of = club(learners=1)
        people = cast(of)
        for n in range(2):
            add(of, people, n)
        few = counted(of, people)
        for n in range(2, 20):
            add(of, people, n)
        many = counted(of, people)
        yield {
            app: [
                f"{one}: {n}, {many[app][one]}" for one, n in found.items() if n != many[app][one]
            ]
            for app, found in few.items()
        }
        transaction.set_rollback(True)


def cast(of: Club) -> dict[str, Person]:
    people = {"tutor": of.tutor, "grown": factories.learner(of.school, "Bo")}
    Person.objects.filter(pk=people["grown"].pk).update(born=date(2005, 1, 1))
    roles = {"convener": "convener", "guardian": "guardian", "lead": "safeguarding_lead"}
    for name, role in roles.items():
        people[name] = factories.person(of.ecosystem, name.capitalize())
        factories.assigned(people[name], role, of.ecosystem)
    return people


def counted(of: Club, people: Mapping[str, Person]) -> dict[str, dict[str, int]]:
    names = {name: str(who.uuid) for name, who in people.items()} | {
        "partner": str(of.maker.uuid),
        "proposal": str(Proposal.objects.order_by("pk")[0].uuid),
        "wish": str(Need.objects.filter(state="waiting").order_by("pk")[0].uuid),
    }
    here = f"/e/{of.ecosystem.slug}/"
    found: dict[str, dict[str, int]] = {app: {} for app in LISTS}
    for app, asked in LISTS.items():
        for who, paths in asked.items():
            client = browser(people[who])
            for path in paths:
                url = (path if path.startswith("/") else here + path).format(**names)
                found[app][f"{path} by the {who}"] = queries(client, url)
    return found


def browser(who: Person) -> Client:
    client = Client()
    session = client.session
    session["person_id"], session["since"] = who.pk, "2099-01-01T00:00:00+00:00"
    session.save()
    return client


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return len(asked)


@pytest.mark.parametrize("app", LISTS)
def test_lists_take_the_same_queries_at_2_and_20_rows(
    app: str, grown: Mapping[str, list[str]]
) -> None:
    assert not grown[app]
