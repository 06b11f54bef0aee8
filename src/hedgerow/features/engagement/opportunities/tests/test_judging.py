"""A challenge: judges and rubric, entries, points, and the result."""

from fractions import Fraction

import pytest

from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.opportunities import actions, rules
from hedgerow.features.engagement.opportunities.errors import (
    AlreadyScored,
    HandedIn,
    NoChallenge,
    NotAllScored,
    NotReady,
    OwnEntry,
    ResultsOut,
)
from hedgerow.features.engagement.opportunities.models import (
    Criterion,
    Entry,
    Judge,
    Opportunity,
    Score,
)
from hedgerow.features.engagement.opportunities.queries import waiting_for
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor

from .factories import NOW, STEWARD, Valley, valley
from .test_pages import browser

pytestmark = pytest.mark.django_db
RUBRIC = [("Idea", 10), ("Use", 5)]


@pytest.fixture
def aspen() -> Valley:
    made = valley(learners=3)
    made.kind.judged = True
    made.kind.save()
    return made


@pytest.fixture
def judge(aspen: Valley) -> Actor:
    jo = factories.person(aspen.place, "Jo")
    factories.assigned(jo, "tutor", aspen.place)
    return factories.actor(jo)


@pytest.fixture
def row(aspen: Valley, judge: Actor) -> Opportunity:
    """A challenge with one judge, a rubric, and two of three learners who handed something in."""
    made = aspen.offer(guardian_agrees=False, opened=False)
    jo = person_of(judge)
    actions.set_challenge(made, [jo], RUBRIC, by=aspen.pia, at=NOW)
    made = actions.open_opportunity(made, by=STEWARD, at=NOW)
    for bo in aspen.learners:
        actions.give_place(made, bo, by=aspen.ada, at=NOW)
    for title, bo in zip(("Kite", "Boat"), aspen.learners, strict=False):
        actions.hand_in(made, title, "", [bo], by=factories.actor(bo), at=NOW)
    return made


def person_of(somebody: Actor) -> Person:
    return Person.objects.get(pk=somebody.person_id)


def points(row: Opportunity, *given: int) -> dict[int, int]:
    lines = Criterion.objects.filter(opportunity=row).order_by("position")
    return dict(zip(lines.values_list("pk", flat=True), given, strict=True))


def entry(title: str) -> Entry:
    return Entry.objects.get(title=title)


@pytest.mark.slow
def test_entries_are_scored_and_the_result_is_published_by_the_mean(
    aspen: Valley, row: Opportunity, judge: Actor
) -> None:
    (mine,) = waiting_for(judge)
    assert (mine.title, str(mine.why)) == ("Robots", "Score what was handed in")
    with pytest.raises(NotAllScored):
        actions.publish_results(row, by=aspen.pia, at=NOW)
    actions.score_entry(entry("Kite"), points(row, 7, 5), by=judge, at=NOW)
    actions.score_entry(entry("Boat"), points(row, 9, 4), by=judge, at=NOW)
    assert waiting_for(judge) == []
    found = actions.publish_results(row, by=aspen.pia, at=NOW)
    assert [(one.title, one.rank, float(one.points or 0)) for one in found] == [
        ("Boat", 1, 13.0), ("Kite", 2, 12.0),
    ]  # fmt: skip
    with pytest.raises(ResultsOut):
        actions.score_entry(entry("Kite"), points(row, 10, 5), by=judge, at=NOW)
    assert Score.objects.filter(entry=entry("Kite")).count() == 2
    page = browser(aspen.learners[2].pk).get(f"/e/aspen/opportunities/{row.uuid}/challenge/")
    assert "Rank 1" in page.content.decode()
    assert "Bo 00" not in page.content.decode()


@pytest.mark.slow
def test_nobody_but_a_judge_scores_and_only_by_the_whole_rubric(
    aspen: Valley, row: Opportunity, judge: Actor
) -> None:
    with pytest.raises(NotFound):
        actions.score_entry(entry("Kite"), points(row, 7, 5), by=aspen.ada, at=NOW)
    for given in ({}, points(row, 11, 5)):
        with pytest.raises(Invalid):
            actions.score_entry(entry("Kite"), given, by=judge, at=NOW)
    assert not Score.objects.exists()


@pytest.mark.slow
def test_what_is_scored_keeps_its_rubric_and_its_judges(
    aspen: Valley, row: Opportunity, judge: Actor
) -> None:
    actions.score_entry(entry("Kite"), points(row, 7, 5), by=judge, at=NOW)
    other = factories.person(aspen.place, "Ola")
    factories.assigned(other, "tutor", aspen.place)
    with pytest.raises(AlreadyScored):
        actions.set_challenge(row, [other], RUBRIC, by=aspen.pia, at=NOW)
    with pytest.raises(AlreadyScored):
        actions.set_challenge(row, [person_of(judge)], [("Other", 5)], by=aspen.pia, at=NOW)
    assert (Judge.objects.count(), Criterion.objects.count()) == (1, 2)


@pytest.mark.slow
def test_one_hands_in_once_for_oneself_or_a_team_by_who_offers_it(
    aspen: Valley, row: Opportunity
) -> None:
    bo, other, last = aspen.learners
    with pytest.raises(HandedIn):
        actions.hand_in(row, "Second", "", [bo], by=factories.actor(bo), at=NOW)
    with pytest.raises(NotFound):
        actions.hand_in(row, "Theirs", "", [last], by=factories.actor(other), at=NOW)
    with pytest.raises(HandedIn):
        actions.hand_in(row, "Kite", "", [last], by=aspen.pia, at=NOW)
    assert Entry.objects.count() == 2
    actions.hand_in(row, "Team", "", [last], by=aspen.pia, at=NOW)
    assert entry("Team").sign_ups.get().person_id == last.pk


def test_what_is_of_another_kind_has_no_judges(aspen: Valley) -> None:
    aspen.kind.judged = False
    aspen.kind.save()
    row = aspen.offer()
    with pytest.raises(NoChallenge):
        actions.set_challenge(row, [], RUBRIC, by=aspen.pia, at=NOW)
    assert not Criterion.objects.exists()


@pytest.mark.slow
def test_a_judge_belongs_to_the_ecosystem(aspen: Valley, row: Opportunity) -> None:
    stranger = factories.person(aspen.place, "No role")
    with pytest.raises(NotFound):
        actions.set_challenge(row, [stranger], RUBRIC, by=aspen.pia, at=NOW)
    assert Judge.objects.count() == 1


@pytest.mark.slow
def test_a_judge_scores_and_the_partner_publishes_on_the_pages(
    aspen: Valley, row: Opportunity, judge: Actor
) -> None:
    path, jo = f"/e/aspen/opportunities/{row.uuid}/challenge/", browser(judge.person_id)
    for one in Entry.objects.all():
        lines = {f"line-{pk}": "5" for pk in points(row, 0, 0)}
        assert jo.post(f"{path}{one.uuid}/", lines).status_code == 302
    assert "scored by you" in jo.get(path).content.decode()
    browser(aspen.pia.person_id).post(f"{path}publish/")
    assert set(Entry.objects.values_list("rank", flat=True)) == {1}


def test_equal_means_share_a_rank() -> None:
    found = rules.ranking({1: [8, 9], 2: [9, 8], 3: [5], 4: [20]})
    assert {entry: rank for entry, (_mean, rank) in found.items()} == {1: 2, 2: 2, 3: 4, 4: 1}
    assert found[1][0] == Fraction(17, 2)


@pytest.mark.parametrize("text", ["Idea", "Idea: 0", "Idea: 101", ": 5", "Idea: x"])
def test_a_line_of_a_rubric_says_its_points(text: str) -> None:
    assert rules.rubric_of(f"Use: 5\n{text}") is None
    assert rules.rubric_of("Use: 5\n\n Idea : 10 ") == [("Use", 5), ("Idea", 10)]


@pytest.mark.slow
def test_who_made_it_and_their_guardians_judge_the_others_alone(
    aspen: Valley, row: Opportunity, judge: Actor
) -> None:
    bo, mother = aspen.learners[1], person_of(judge)
    Guardian.objects.create(
        ecosystem=aspen.place, guardian=mother, learner=bo, starts=factories.STARTS
    )
    actions.set_challenge(row, [mother, aspen.learners[0]], RUBRIC, by=aspen.pia, at=NOW)
    maker = factories.actor(aspen.learners[0])
    here = f"/e/aspen/opportunities/{row.uuid}/challenge/"
    for by, own, other in ((judge, "Boat", "Kite"), (maker, "Kite", "Boat")):
        with pytest.raises(OwnEntry, match=own):
            actions.score_entry(entry(own), points(row, 10, 5), by=by, at=NOW)
        client = browser(by.person_id)
        page = client.get(here).content.decode()
        scored = [str(one.uuid) in page for one in (entry(own), entry(other))]
        assert (scored, page.count("scored by others")) == ([False, True], 1)
        answer = client.get(f"{here}{entry(own).uuid}/")
        assert (answer.status_code, b"Score the other entries" in answer.content) == (409, True)
        assert not Score.objects.filter(entry=entry(own), judge__person=by.person_id).exists()
        assert len(waiting_for(by)) == 1
        actions.score_entry(entry(other), points(row, 9, 4), by=by, at=NOW)
        assert not [one for one in waiting_for(by) if "Score" in str(one.why)]
    assert len(actions.publish_results(row, by=aspen.pia, at=NOW)) == 2


@pytest.mark.slow
def test_it_opens_once_judges_and_rubric_are_named_and_its_page_leads_there(
    aspen: Valley, judge: Actor
) -> None:
    row = aspen.offer(opened=False)
    page, setting = (f"/e/aspen/opportunities/{row.uuid}/", "challenge/set-up/")
    with pytest.raises(NotReady) as refused:
        actions.open_opportunity(row, by=aspen.pia, at=NOW)
    assert refused.value.details["fields"] == ["judges", "rubric"]
    assert "who judges, by what entries are scored" in str(refused.value)
    said = browser(aspen.pia.person_id).get(page).content.decode()
    assert "Say who judges, and by what entries are scored" in said
    assert f'<a class="button" href="{page}{setting}">Go on with it</a>' in said
    given = {"judges": [judge.person_id], "rubric": "Idea: 10"}
    answer = browser(aspen.pia.person_id).post(f"{page}{setting}", given)
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert actions.open_opportunity(row, by=aspen.pia, at=NOW).state == Opportunity.State.OPEN


@pytest.mark.slow
def test_one_that_is_open_keeps_a_judge_and_a_rubric(
    row: Opportunity, aspen: Valley, judge: Actor
) -> None:
    jo, pia = person_of(judge), aspen.pia
    for judges, rubric in (([], RUBRIC), ([jo], []), ([], [])):
        with pytest.raises(Invalid):
            actions.set_challenge(row, judges, rubric, by=pia, at=NOW)
    client = browser(pia.person_id)
    page = f"/e/aspen/opportunities/{row.uuid}/challenge/set-up/"
    answer = client.post(page, {"judges": [], "rubric": "Idea: 10"})
    assert (answer.status_code, b"keeps a judge and a rubric" in answer.content) == (422, True)
    url = f"/api/ecosystems/aspen/opportunities/{row.uuid}/challenge"
    sent = {"judges": [], "rubric": [{"title": "Idea", "points": 10}]}
    said = factories.browser(person_of(pia)).put(url, sent, content_type="application/json")
    assert (said.status_code, "keeps a judge" in said.content.decode()) == (422, True)
    assert Judge.objects.filter(opportunity=row).count() == 1
    assert Criterion.objects.filter(opportunity=row).count() == 2
    row = actions.close_opportunity(row, by=pia, at=NOW)
    actions.set_challenge(row, [], [], by=pia, at=NOW)
    assert not Judge.objects.filter(opportunity=row).exists()
