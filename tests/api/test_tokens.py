"""Who asks: a token and nothing else, narrowed to its scopes, and never more than its person."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import make_token
from hedgerow.commons.membership.models import ApiToken
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.permissions import Actor

from .valley import Program, Valley, program_of


def test_a_token_opens_what_its_person_may_see(valley: Valley) -> None:
    assert valley.ada.ask("get", valley.path).status_code == 200
    assert valley.cy.ask("get", valley.path).status_code == 404
    assert valley.nobody.ask("get", valley.path).status_code == 404


def test_what_is_public_is_read_without_a_token(valley: Valley) -> None:
    Ecosystem.objects.filter(pk=valley.place.pk).update(public=True)
    assert valley.nobody.ask("get", valley.path).json()["name"] == "Valley"
    assert valley.nobody.ask("get", f"{valley.path}/terms").status_code == 403


def test_a_browsers_session_does_not_count(valley: Valley) -> None:
    session = valley.nobody.client.session
    session["person_id"] = valley.person.pk
    session.save()
    assert valley.nobody.ask("get", valley.path).status_code == 404
    answer = valley.nobody.ask("patch", valley.path, {"name": "Mine"})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.json()["code"] == "api.token_needed"


@pytest.mark.parametrize("sent", ["Bearer wrong", "Basic YTpi", "Bearer", "hg_x"])
def test_a_wrong_token_is_refused_even_where_none_is_needed(sent: str, valley: Valley) -> None:
    answer = valley.nobody.ask("get", "/ecosystems", Authorization=sent)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.json()["code"] == "api.token_unknown"


def test_a_token_revoked_or_past_opens_nothing(valley: Valley) -> None:
    by = Actor(person_id=valley.person.pk)
    long_ago = timezone.now() - timedelta(days=2)
    past = make_token("t", write=False, expires_at=long_ago, by=by, at=long_ago)[1]
    assert Program(past).ask("get", valley.path).status_code == 401
    ApiToken.objects.update(revoked_at=timezone.now())
    assert valley.ada.ask("get", valley.path).status_code == 401


@pytest.mark.slow
def test_many_wrong_tokens_from_one_place_are_put_off(valley: Valley) -> None:
    wrong = Program("wrong")
    answers = [wrong.ask("get", "/ecosystems") for _ in range(61)]
    assert [one.status_code for one in answers] == [401] * 60 + [429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert valley.ada.ask("get", valley.path).status_code == 200


def test_a_token_that_reads_changes_nothing(valley: Valley) -> None:
    reader = program_of(valley.person, write=False)
    assert reader.ask("get", valley.path).status_code == 200
    answer = reader.ask("patch", valley.path, {"name": "Dale"})
    assert (answer.status_code, answer.json()["code"]) == (403, "api.token_reads")
    valley.place.refresh_from_db()
    assert valley.place.name == "Valley"


def test_a_token_that_writes_does_no_more_than_its_person(valley: Valley) -> None:
    bo = factories.person(valley.place, "Bo")
    factories.assigned(bo, "tutor", valley.place)
    answer = program_of(bo).ask("patch", valley.path, {"name": "Dale"})
    assert (answer.status_code, answer.json()["code"]) == (403, "foundation.not_permitted")


@pytest.mark.slow
def test_birth_dates_and_addresses_are_told_to_who_may_edit_persons(valley: Valley) -> None:
    dee = factories.person(valley.place, "Dee")
    factories.assigned(dee, "educator", valley.place, valley.school)
    bo = factories.learner(valley.school, "Bo")
    type(bo).objects.filter(pk=bo.pk).update(email="bo@example.org", born="2015-01-01")

    def told(program: Program) -> object:
        person = program.ask("get", f"{valley.path}/people/{bo.uuid}").json()
        return person["private"] and person["private"]["email"]

    assert told(valley.ada) == "bo@example.org"
    assert told(program_of(dee)) is None
