"""Consents: who answers, what counts, and what is kept."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import (
    answer_consent,
    ask_for_consent,
    ask_no_more,
    record_consents,
    reword_consent,
    set_customs,
)
from hedgerow.commons.membership.consent_queries import asked_of
from hedgerow.commons.membership.errors import (
    AnswersOneself,
    NeedsGuardian,
    PurposeTaken,
    TextChanged,
)
from hedgerow.commons.membership.models import Consent, ConsentPurpose
from hedgerow.commons.membership.rules import age_on, answer_that_counts, answers_oneself
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
CHILD, GROWN = date(2014, 1, 1), date(2009, 1, 1)


def asked(aspen: Ecosystem, key: str = "photos", text: str = "May we show it?") -> ConsentPurpose:
    by = factories.actor(factories.convener(aspen, f"Convener {key}"))
    return ask_for_consent(aspen, key, {"en": key.title()}, {"en": text}, by=by, at=AT)


def child(oak: Organisation, born: date | None = CHILD, name: str = "Bo") -> Person:
    bo = factories.learner(oak, name)
    bo.born = born
    bo.save()
    return bo


def parent(bo: Person, **values: object) -> Person:
    dana = factories.person(bo.kept_by, "Dana")
    factories.assigned(dana, "guardian", bo.kept_by)
    given = {"starts": factories.STARTS, **values}
    Guardian.objects.create(ecosystem=bo.kept_by, guardian=dana, learner=bo, **given)
    return dana


def family(born: date | None = CHILD, **values: object) -> tuple[ConsentPurpose, Person, Person]:
    aspen = factories.ecosystem()
    bo = child(factories.member_school(aspen), born)
    return asked(aspen), bo, parent(bo, **values)


def test_who_was_born_on_a_leap_day_grows_older_on_the_first_of_march() -> None:
    born = date(2012, 2, 29)
    assert [age_on(born, date(2026, 2, 28)), age_on(born, date(2026, 3, 1))] == [13, 14]
    assert answers_oneself(born, learns=True, age=14, on=date(2026, 3, 1))
    assert not answers_oneself(None, learns=True, age=14, on=date(2026, 3, 1))
    assert answers_oneself(None, learns=False, age=14, on=date(2026, 3, 1))


def test_a_yes_that_becomes_a_no_is_withdrawn() -> None:
    assert [answer_that_counts(before, False) for before in ("", "refused", "given")] == [
        "refused", "refused", "withdrawn",
    ]  # fmt: skip
    assert answer_that_counts("withdrawn", True) == "given"


def test_a_guardian_answers_for_a_child_and_every_answer_is_kept() -> None:
    photos, bo, dana = family()
    by = factories.actor(dana)
    for hour, agrees in enumerate((True, True, False)):
        answer_consent(photos, bo, agrees, by=by, at=AT + timedelta(hours=hour))
    kept = Consent.objects.order_by("at").values_list("answer", "capacity", "given_by", "text")
    assert list(kept) == [
        ("given", "guardian", dana.pk, "May we show it?"),
        ("withdrawn", "guardian", dana.pk, "May we show it?"),
    ]
    assert Fact.objects.filter(kind="membership.consents_recorded").count() == 2


def test_a_child_waits_for_a_guardian_and_a_grown_one_answers_alone() -> None:
    photos, bo, dana = family()
    with pytest.raises(NeedsGuardian):
        answer_consent(photos, bo, True, by=factories.actor(bo), at=AT)
    grown, eve, frank = family(GROWN)
    with pytest.raises(AnswersOneself):
        answer_consent(grown, eve, True, by=factories.actor(frank), at=AT)
    assert not Consent.objects.exists()
    answer_consent(grown, eve, True, by=factories.actor(eve), at=AT)
    assert Consent.objects.get().capacity == "self"
    assert dana != frank


def test_the_age_is_the_ecosystems() -> None:
    photos, bo, _dana = family(date(2013, 1, 1))
    by = factories.actor(factories.convener(photos.ecosystem, "Eve"))
    set_customs(photos.ecosystem, age_of_consent=13, tiers=[], by=by, at=AT)
    answer_consent(photos, bo, True, by=factories.actor(bo), at=AT)
    assert Consent.objects.get().answer == "given"


@pytest.mark.parametrize(
    "tie", [{"barred": True}, {"ends": date(2026, 11, 1)}, {"starts": date(2026, 12, 1)}]
)
def test_who_is_barred_or_no_guardian_now_finds_nothing(tie: dict[str, object]) -> None:
    photos, bo, dana = family(**tie)
    with pytest.raises(NotFound):
        answer_consent(photos, bo, True, by=factories.actor(dana), at=AT)
    assert not Consent.objects.exists()


def test_nobody_answers_for_strangers_or_where_they_do_not_belong() -> None:
    photos, bo, _dana = family()
    stranger = factories.person(photos.ecosystem, "Stranger")
    elsewhere = factories.person(factories.ecosystem(), "Cy")
    for by, about in ((stranger, bo), (elsewhere, elsewhere)):
        with pytest.raises(NotFound):
            answer_consent(photos, about, True, by=factories.actor(by), at=AT)
    with pytest.raises(NotFound):
        answer_consent(photos, bo, True, by=Actor.public(), at=AT)
    assert not Consent.objects.exists()


def test_another_text_is_a_new_version_that_is_answered_anew() -> None:
    photos, bo, dana = family()
    answer_consent(photos, bo, True, by=factories.actor(dana), at=AT)
    by = factories.actor(factories.convener(photos.ecosystem, "Eve"))
    same = reword_consent(photos, {"en": "Pictures"}, photos.texts, by=by, at=AT)
    assert (same.pk, same.version) == (photos.pk, 1)
    second = reword_consent(photos, {"en": "Pictures"}, {"en": "And films?"}, by=by, at=AT)
    assert second.version == 2
    (question,) = next(
        one for one in asked_of(factories.actor(dana), AT) if not one.is_me
    ).questions
    assert (question.text, question.is_newer) == ("And films?", True)
    with pytest.raises(TextChanged):
        answer_consent(photos, bo, True, by=factories.actor(dana), at=AT)
    answer_consent(second, bo, True, by=factories.actor(dana), at=AT)
    assert list(Consent.objects.order_by("pk").values_list("version", "text")) == [
        (1, "May we show it?"), (2, "And films?"),
    ]  # fmt: skip


def test_what_is_asked_no_more_is_not_shown_and_may_be_asked_again() -> None:
    photos, bo, dana = family()
    by = factories.actor(factories.convener(photos.ecosystem, "Eve"))
    with pytest.raises(PurposeTaken):
        ask_for_consent(photos.ecosystem, "photos", {}, {}, by=by, at=AT)
    ask_no_more(photos, by=by, at=AT)
    with pytest.raises(TextChanged):
        ask_no_more(photos, by=by, at=AT)
    assert all(one.questions == () for one in asked_of(factories.actor(dana), AT))
    again = ask_for_consent(photos.ecosystem, "photos", {"en": "P"}, {"en": "T"}, by=by, at=AT)
    assert again.version == 2
    assert bo.pk


def test_members_and_outsiders_ask_nothing() -> None:
    aspen = factories.ecosystem(public=False)
    mo = factories.person(aspen, "Mo")
    factories.assigned(mo, "member", aspen)
    cy = factories.convener(factories.ecosystem(), "Cy")
    for somebody, refusal in ((mo, NotPermitted), (cy, NotFound)):
        by = factories.actor(somebody)
        with pytest.raises(refusal):
            ask_for_consent(aspen, "photos", {"en": "P"}, {"en": "T"}, by=by, at=AT)
        with pytest.raises(refusal):
            set_customs(aspen, age_of_consent=14, tiers=[], by=by, at=AT)
    assert not ConsentPurpose.objects.exists()


def test_a_school_leader_records_paper_for_own_learners_alone() -> None:
    aspen = factories.ecosystem()
    oak, elm = factories.member_school(aspen), factories.member_school(aspen, "Elm School")
    own, other = child(oak), child(elm, name="Eve")
    leader = factories.person(aspen, "Lee")
    factories.assigned(leader, "leader", aspen, oak)
    photos, by = asked(aspen), factories.actor(leader)
    with pytest.raises(NotFound):
        record_consents(photos, [own, other], True, by=by, at=AT)
    assert not Consent.objects.exists()
    assert record_consents(photos, [own], True, by=by, at=AT) == 1
    assert record_consents(photos, [own], True, by=by, at=AT) == 0
    assert Consent.objects.get().capacity == "recorded"
    teacher = factories.person(aspen, "Tea")
    factories.assigned(teacher, "educator", aspen, oak)
    with pytest.raises(NotPermitted):
        record_consents(photos, [own], False, by=factories.actor(teacher), at=AT)


def test_paper_of_another_ecosystem_is_not_recorded() -> None:
    photos, _bo, _dana = family()
    other = child(factories.member_school(factories.ecosystem()), name="Cy")
    by = factories.actor(factories.convener(photos.ecosystem, "Eve"))
    with pytest.raises(NotFound):
        record_consents(photos, [other], True, by=by, at=AT)
    assert not Consent.objects.exists()
