"""An agreement from the proposal to its end."""

from datetime import timedelta

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.features.engagement.partners import actions, errors, queries
from hedgerow.features.engagement.partners.models import Agreement
from hedgerow.features.engagement.partners.waiting import waiting_for
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted, Stale
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

from .factories import FIRST, LAST, Two, two

pytestmark = pytest.mark.django_db


def answer(row: Agreement, by: Actor, *, accepts: bool = True, **said: str) -> Agreement:
    return actions.answer_agreement(row, by=by, at=NOW, accepts=accepts, **said)


def test_one_side_proposes_and_the_other_agrees() -> None:
    made = two()
    row = made.proposed()
    assert [one.why for one in waiting_for(made.director)] == ["The other side asks you to agree"]
    assert waiting_for(made.convener) == []
    with pytest.raises(errors.OwnProposal):
        answer(row, made.convener)
    row.refresh_from_db()
    assert (row.state, row.answered_at) == ("proposed", None)
    row = answer(row, made.director, answered_as="director")
    assert (row.state, row.answered_as) == ("agreed", "director")
    assert row.answered_by_id == made.director.person_id
    with pytest.raises(errors.AlreadyAnswered):
        answer(row, made.director, accepts=False)
    assert waiting_for(made.director) == []
    kinds = Fact.objects.filter(kind__startswith="partners.").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        "partners.agreement_proposed", "partners.agreement_agreed",
    ]  # fmt: skip


def test_a_partner_proposes_for_itself_alone_and_the_network_agrees() -> None:
    made = two()
    row = made.proposed(by=made.director)
    assert row.side == "partner"
    with pytest.raises(errors.OwnProposal):
        answer(row, made.director)
    assert answer(row, made.convener).state == "agreed"
    other = factories.organisation(made.club.ecosystem, "Bakers", kind="partner")
    with pytest.raises(NotPermitted):
        actions.propose_agreement(
            made.club.ecosystem, other, by=made.director, at=NOW, title="x", scope="x",
            starts=FIRST,
        )  # fmt: skip
    assert Agreement.objects.count() == 1


def test_a_proposal_is_changed_by_its_own_side_until_it_is_answered() -> None:
    made = two()
    row = made.proposed()
    with pytest.raises(NotPermitted):
        actions.edit_agreement(row, by=made.director, at=NOW, title="Ours")
    changed = actions.edit_agreement(
        row, by=made.convener, at=NOW, revision=1, title="Robots", sites=[]
    )
    assert (changed.title, changed.sites.count(), changed.revision) == ("Robots", 0, 2)
    with pytest.raises(Stale):
        actions.edit_agreement(row, by=made.convener, at=NOW, revision=1, title="Late")
    answer(row, made.director)
    with pytest.raises(errors.AlreadyAnswered):
        actions.edit_agreement(row, by=made.convener, at=NOW, title="Late")
    row.refresh_from_db()
    assert row.title == "Robots"


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"ends": FIRST - timedelta(days=1)}, errors.AgreementOrder),
        ({"shares": ["attendance"]}, errors.SharedForNothing),
        ({"shares": ["secrets"], "shared_for": "fun"}, Invalid),
        ({"title": "x" * 201}, Invalid),
    ],
)
def test_terms_that_cannot_be_are_refused(
    values: dict[str, object], refusal: type[Exception]
) -> None:
    made = two()
    with pytest.raises(refusal):
        made.proposed(**values)
    assert Agreement.objects.count() == 0


def test_it_covers_no_site_of_another_ecosystem() -> None:
    made = two()
    strange = factories.member_school(factories.ecosystem("Birch"), "Birch School")
    with pytest.raises(NotFound):
        made.proposed(sites=[strange])
    assert Agreement.objects.count() == 0


def test_either_side_ends_it_early_and_says_why() -> None:
    made = two()
    row = made.agreed()
    with pytest.raises(Invalid):
        actions.end_agreement(row, FIRST, by=made.director, at=NOW, reason=" ")
    with pytest.raises(errors.AgreementOrder):
        late = LAST + timedelta(days=1)
        actions.end_agreement(row, late, by=made.director, at=NOW, reason="No staff")
    row = actions.end_agreement(row, NOW.date(), by=made.director, at=NOW, reason="No staff")
    assert (row.state, row.ends, row.reason) == ("ended", NOW.date(), "No staff")
    with pytest.raises(errors.NotInForce):
        actions.end_agreement(row, FIRST, by=made.convener, at=NOW, reason="Again")


def test_one_that_ends_soon_is_brought_up_until_another_follows() -> None:
    made = two()
    soon = NOW.date() + timedelta(days=30)
    row = made.agreed(ends=soon)
    for side in (made.convener, made.director):
        assert [one.why for one in waiting_for(side)] == ["Ends soon: renew it or let it end"]
    made.agreed(starts=soon, ends=LAST, renews=row)
    assert waiting_for(made.convener) == []
    (newer, older) = queries.agreement_lines(
        Agreement.objects.order_by("-starts"), NOW.date()
    )  # fmt: skip
    assert (newer.standing, older.standing) == ("coming", "live")


def test_agreements_are_seen_by_both_sides_and_the_sites_they_cover() -> None:
    made = two()
    row = made.proposed()
    leader = made.club.staff("leader", made.club.school)
    elm = factories.member_school(made.club.ecosystem, "Elm School")
    strangers = (
        made.club.staff("leader", elm), made.club.staff("educator", made.club.school),
        factories.actor(factories.convener(factories.ecosystem("Birch"))), Actor.public(),
    )  # fmt: skip
    for one in (made.convener, made.director, leader):
        assert list(Agreement.objects.visible_to(one)) == [row]
    for one in strangers:
        assert list(Agreement.objects.visible_to(one)) == []
        with pytest.raises((NotFound, NotPermitted)):
            answer(row, one)
    assert _is_open(made, row)


def _is_open(made: Two, row: Agreement) -> bool:
    row.refresh_from_db()
    return row.state == "proposed"
