"""Each app is asked only where the reader has something, and nothing that waits is missed by it."""

from dataclasses import replace
from importlib import import_module

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.membership.actors import actor_of
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.commons.people.sight import answered_by, not_barred
from hedgerow.commons.people.ties import with_ties
from hedgerow.portal.queries.week import WAITING, waiting_for, week
from tests.week.street import ROLES, STARTS


@pytest.mark.slow
@pytest.mark.django_db
def test_all_that_any_app_would_tell_lies_behind_an_open_door(made):
    for role in ROLES:
        actor = with_ties(made.actor(role))
        parts = [part for name in WAITING for part in import_module(name).parts(actor)]
        told = {(str(one.url), str(one.why)) for part in parts for one in part.lines(actor)}
        assert {(str(one.url), str(one.why)) for one in waiting_for(actor)} == told, role


@pytest.mark.slow
@pytest.mark.django_db
def test_for_whom_nothing_waits_two_queries_ask_all_apps(made):
    with transaction.atomic():
        new = factories.person(made.ecosystem, "Nobody yet")
        factories.assigned(new, "tutor", made.ecosystem)
        actor = actor_of(new.pk, via="page", at=made.now)
        with CaptureQueriesContext(connection) as asked:
            assert waiting_for(actor) == []
        assert len(asked) == 2, [one["sql"][:80] for one in asked]
        with CaptureQueriesContext(connection) as asked:
            assert week(actor, made.now).waiting == []
        assert len(asked) <= 12
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_ties_that_a_page_has_read_open_what_they_open_when_asked_anew(made):
    with transaction.atomic():
        ours, theirs = made.ecosystem, factories.ecosystem("Elm Street")
        guardian = made.people["guardian"]
        kept = {"starts": STARTS, "guardian": guardian}
        for name, here, there in (
            ("Barred", {}, {"barred": True}),
            ("Narrowed", {"narrowed": True}, {}),
            ("Ended", {"ends": STARTS}, {"narrowed": True}),
        ):
            child = factories.learner(made.school, name)
            Guardian.objects.create(ecosystem=ours, learner=child, **kept, **here)
            Guardian.objects.create(ecosystem=theirs, learner=child, **kept, **there)
        asking = actor_of(guardian.pk, via="page", at=made.now)
        known = with_ties(asking)
        ties = Guardian.objects.exclude(guardian=None)
        for rows in (
            lambda one: ties.filter(answered_by(one)),
            lambda one: Person.objects.filter(not_barred(one, "pk")),
        ):
            assert set(rows(known)) == set(rows(asking))
        seen = {tie.learner.name for tie in ties.filter(answered_by(known))}
        assert not seen & {"Barred", "Ended"}
        assert "Narrowed" in seen
        assert replace(known, ties=None) == asking
        transaction.set_rollback(True)
