"""What a partner's people see by an agreement, and see no more after its last day."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from hedgerow.commons.activities.models import Enrolment, Session
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.models import Assignment, Consent, ConsentPurpose
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.partners import actions
from hedgerow.features.engagement.partners.models import Agreement
from hedgerow.foundation.permissions import Actor

from .factories import Two, two

pytestmark = pytest.mark.django_db
SINCE = localdate() - timedelta(days=30)
SHARED = {"starts": SINCE, "ends": None, "shares": ["names"], "shared_for": "To know who comes"}


def seen(made: Two, actor: Actor) -> int:
    """How many of the club's learners the actor sees."""
    wanted = [one.pk for one in made.club.learners]
    return Person.objects.visible_to(factories.anew(actor)).filter(pk__in=wanted).count()


def ended(row: Agreement, days: int = 1) -> None:
    Agreement.objects.filter(pk=row.pk).update(ends=localdate() - timedelta(days=days))


def tutor(made: Two) -> Actor:
    return factories.actor(made.club.tutor)


def registers(actor: Actor) -> int:
    return Session.objects.markable_by(actor).count()


def test_without_an_agreement_a_partner_sees_no_names() -> None:
    made = two()
    assert seen(made, made.director) == 0


def test_an_agreement_that_names_learners_opens_those_with_a_place_until_its_last_day() -> None:
    made = two()
    row = made.proposed(**SHARED)
    assert seen(made, made.director) == 0
    actions.answer_agreement(row, by=made.director, at=NOW, accepts=True)
    assert seen(made, made.director) == 3
    ended(row, days=0)
    assert seen(made, made.director) == 3
    ended(row)
    assert seen(made, made.director) == 0


def test_who_left_the_activity_is_named_no_more() -> None:
    made = two()
    made.agreed(**SHARED)
    Enrolment.objects.filter(person=made.club.learners[0]).update(ends=localdate())
    assert seen(made, made.director) == 2


def test_an_agreement_about_totals_names_nobody() -> None:
    made = two()
    made.agreed(**{**SHARED, "shares": ["totals"]})
    assert seen(made, made.director) == 0


def test_an_agreement_for_another_site_names_nobody_here() -> None:
    made = two()
    away = factories.member_school(made.club.ecosystem, "Away")
    made.agreed(**SHARED, sites=[away])
    assert seen(made, made.director) == 0
    made.agreed(**SHARED, sites=[])
    assert seen(made, made.director) == 3


def answered(made: Two, learner: Person, answer: str, **values: object) -> None:
    Consent.objects.create(
        ecosystem=made.club.ecosystem, person=learner, purpose="outside", answer=answer,
        at=now(), **values,
    )  # fmt: skip


def test_an_agreement_that_needs_a_consent_names_those_who_gave_it_and_not_withdrew() -> None:
    made = two()
    purpose = ConsentPurpose.objects.create(
        ecosystem=made.club.ecosystem, key="outside", created_at=NOW
    )
    made.agreed(**SHARED, consents=[purpose])
    assert seen(made, made.director) == 0
    one, two_, three = made.club.learners
    answered(made, one, "given")
    answered(made, two_, "given", until=localdate() - timedelta(days=1))
    answered(made, three, "refused")
    assert seen(made, made.director) == 1
    answered(made, three, "given")
    assert seen(made, made.director) == 2
    answered(made, one, "withdrawn")
    assert seen(made, made.director) == 1


def test_after_the_last_day_a_partner_s_tutor_has_no_register_any_more() -> None:
    made = two()
    assert registers(tutor(made)) == 2
    row = made.agreed(**SHARED)
    assert registers(tutor(made)) == 2
    ended(row)
    assert registers(tutor(made)) == 0
    assert not Enrolment.objects.visible_to(tutor(made)).exists()
    assert Session.objects.confirmable_by(factories.anew(made.director)).count() == 0
    made.agreed(**SHARED)  # renewed
    assert registers(tutor(made)) == 2
    assert Session.objects.confirmable_by(factories.anew(made.director)).count() == 2


def test_a_declined_agreement_lets_nobody_lead_for_the_partner() -> None:
    made = two()
    row = made.proposed(**SHARED)
    actions.answer_agreement(row, by=made.director, at=NOW, accepts=False, reason="No")
    assert registers(tutor(made)) == 0


def test_who_leads_for_the_school_too_keeps_the_register() -> None:
    made = two()
    ended(made.agreed(**SHARED))
    factories.assigned(made.club.tutor, "tutor", made.club.ecosystem)
    assert Assignment.objects.filter(person=made.club.tutor).count() == 2
    assert registers(tutor(made)) == 2


def test_a_convener_marks_whatever_became_of_agreements() -> None:
    made = two()
    ended(made.agreed(**SHARED))
    assert registers(made.convener) == 2
