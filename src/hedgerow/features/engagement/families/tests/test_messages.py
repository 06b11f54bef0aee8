"""One message reaches each family in its language, and answers come back."""

import pytest
from django.utils import translation

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.notices.models import Notice
from hedgerow.commons.people.models import Guardian
from hedgerow.features.engagement.families.actions import (
    answer_message,
    edit_template,
    read_messages,
    send_message,
)
from hedgerow.features.engagement.families.audiences import Audience, audience
from hedgerow.features.engagement.families.errors import AnsweredAlready, NobodyToTell
from hedgerow.features.engagement.families.models import Message, MessageCopy, MessageTemplate
from hedgerow.features.engagement.families.previews import (
    children_in,
    guardians_in,
    previews,
)
from hedgerow.features.engagement.families.queries.drafts import copies_for, template_of
from hedgerow.features.engagement.families.queries.sent import sent_page
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted, Stale

from .family import Family, family, led_group

pytestmark = pytest.mark.django_db
VALUES = {"day": "2026-12-01", "time": "16:00"}


def at_school(of: Family) -> Audience:
    return audience(of.teacher, of.place, "site", of.club.school.uuid)


def test_the_sender_sees_what_each_language_receives_and_where_it_is_not_theirs() -> None:
    found = family()
    learners = [one.pk for one in found.club.learners]
    drafts = copies_for(
        found.place, template_of(found.place, "meeting"), learners, "Oak School", VALUES,
        found.teacher, NOW,
    )  # fmt: skip
    strange, arabic = previews(drafts)
    assert (strange.fallback, strange.language, strange.families) == (True, "en", ["Olga"])
    assert (arabic.fallback, arabic.language, arabic.families) == (False, "ar", ["Amal"])
    assert "1 ديسمبر 2026" in arabic.subject
    assert "Mia" in arabic.body
    assert strange.body.endswith("Kind regards,\nTess")


def test_a_guardian_of_two_children_is_counted_once() -> None:
    found = family()
    Guardian.objects.create(
        ecosystem=found.place, guardian=found.mother, learner=found.club.learners[1],
        starts=factories.STARTS,
    )  # fmt: skip
    learners = [one.pk for one in found.club.learners]
    template = template_of(found.place, "meeting")
    drafts = copies_for(found.place, template, learners, "Oak", VALUES, found.teacher, NOW)
    assert (len(drafts), guardians_in(drafts), children_in(drafts)) == (3, 2, 2)
    arabic = next(one for one in previews(drafts) if one.language == "ar")
    assert (arabic.families, arabic.children) == (["Amal"], 2)


def test_each_guardian_is_told_and_who_sent_it_sees_answers() -> None:
    found = family()
    row = send_message(found.place, "meeting", at_school(found), VALUES, by=found.teacher, at=NOW)
    assert {one.person for one in Notice.objects.all()} == {found.mother, found.father}
    assert Notice.objects.filter(about=found.child).count() == 2
    copy = MessageCopy.objects.get(guardian=found.mother)
    mother, father = factories.actor(found.mother), factories.actor(found.father)
    assert read_messages([copy.uuid], by=father, at=NOW) == 0
    assert read_messages([copy.uuid], by=mother, at=NOW) == 1
    assert Notice.objects.get(person=found.mother).read_at == NOW
    assert Notice.objects.get(person=found.father).read_at is None
    answer_message(copy, "call", "after six", by=mother, at=NOW)
    with pytest.raises(AnsweredAlready):
        answer_message(copy, "no", by=mother, at=NOW)
    with pytest.raises(NotFound):
        answer_message(copy, "yes", by=father, at=NOW)
    page = sent_page(found.teacher, found.place, row.uuid)
    assert (page.read, page.answered, page.strange) == (1, 1, 1)


def test_a_barred_guardian_receives_nothing_and_loses_what_came_before() -> None:
    found = family()
    send_message(found.place, "meeting", at_school(found), VALUES, by=found.teacher, at=NOW)
    Guardian.objects.filter(guardian=found.father).update(barred=True)
    father = factories.actor(found.father)
    assert not MessageCopy.objects.of_family(father).exists()
    row = send_message(found.place, "meeting", at_school(found), VALUES, by=found.teacher, at=NOW)
    assert [one.guardian for one in row.copies.all()] == [found.mother]
    Guardian.objects.update(barred=True)
    with pytest.raises(NobodyToTell):
        send_message(found.place, "meeting", at_school(found), VALUES, by=found.teacher, at=NOW)
    assert Message.objects.count() == 2


def test_a_tutor_writes_to_the_club_and_group_they_lead_and_to_no_other() -> None:
    found = family()
    tutor = factories.actor(found.club.tutor)
    group = led_group(found, found.club.tutor)
    for kind, uuid in (("activity", found.club.activity.uuid), ("group", group.uuid)):
        to = audience(tutor, found.place, kind, uuid)
        row = send_message(found.place, "good-news", to, {"note": "!"}, by=tutor, at=NOW)
        assert row.copies.count() == 2
    with pytest.raises(NotFound):
        audience(tutor, found.place, "site", found.club.school.uuid)
    with pytest.raises(NotFound):
        send_message(found.place, "no-such", at_school(found), {}, by=found.teacher, at=NOW)
    with pytest.raises(Invalid):
        send_message(found.place, "meeting", at_school(found), {}, by=found.teacher, at=NOW)
    assert Message.objects.count() == 2


def test_a_template_is_put_into_words_of_ones_own() -> None:
    found = family()
    texts = {"en": ["For {child}", "{note}"], "ar": ["إلى {child}", "{note}"], "es": ["", ""]}
    row = edit_template(found.place, "good-news", texts, False, by=found.convener, at=NOW)
    assert template_of(found.place, "good-news").languages == ["ar", "en"]
    for wrong in (
        {},
        {"en": ["For {child}", ""]},
        {"en": ["For {child}", "{note}"], "ar": ["إلى", "سلام"]},
        {"en": ["For {pupil}", "{note}"]},
    ):
        with pytest.raises(Invalid):
            edit_template(found.place, "good-news", wrong, False, by=found.convener, at=NOW)
    with pytest.raises(NotPermitted):
        edit_template(found.place, "good-news", texts, True, by=found.teacher, at=NOW)
    with pytest.raises(Stale):
        edit_template(found.place, "good-news", texts, True, by=found.convener, at=NOW, revision=7)
    row.refresh_from_db()
    assert (MessageTemplate.objects.count(), row.asks) == (1, False)


def test_who_sent_it_reads_it_in_their_language_with_what_was_sent_beside() -> None:
    found = family()
    Guardian.objects.filter(guardian=found.father).delete()
    row = send_message(found.place, "meeting", at_school(found), VALUES, by=found.teacher, at=NOW)
    sent = MessageCopy.objects.get(guardian=found.mother)
    assert sent.language == "ar"
    with translation.override("en"):
        page = sent_page(found.teacher, found.place, row.uuid)
    assert page.language == "en"
    assert "1 December 2026" in page.body
    assert [(one.tongue, one.body) for one in page.others] == [("العربية", sent.body)]
    with translation.override("ar"):
        page = sent_page(found.teacher, found.place, row.uuid)
    assert (page.body, list(page.others)) == (sent.body, [])
    Message.objects.update(template="gone")
    with translation.override("en"):
        page = sent_page(found.teacher, found.place, row.uuid)
    assert (page.language, page.body, list(page.others)) == ("ar", sent.body, [])
