"""Who reads a concern and who is asked to name somebody who may are one question."""

from argparse import ArgumentParser

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.inviting_commands import INVITE
from hedgerow.commons.membership.models import Invitation
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.notices.models import Notice
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.care.actions import raise_concern
from hedgerow.features.engagement.care.checks import checks
from hedgerow.features.engagement.care.models import LEADS
from hedgerow.features.engagement.care.queries.leads import leads_for, without_leads
from hedgerow.features.engagement.care.rules import NAMELESS

from .test_concerns import SECRET, lead
from .test_confidence import names_a_lead


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("teller", ["the child", "somebody else"])
def test_where_the_only_lead_is_barred_from_the_child_another_is_to_be_named(teller: str) -> None:
    aspen = factories.ecosystem("Aspen Valley")
    child = factories.learner(factories.member_school(aspen), "Mia")
    wes, ada = lead(aspen, "Wes"), factories.convener(aspen)
    factories.assigned(wes, "convener", aspen)
    Guardian.objects.create(
        ecosystem=aspen, learner=child, guardian=wes, barred=True, starts=NOW.date()
    )
    by = factories.actor(child if teller == "the child" else ada)
    about = None if teller == "the child" else child
    row = raise_concern(aspen, SECRET, about=about, by=by, at=NOW)
    assert leads_for(row, NOW) == []
    assert without_leads([row], NOW) == [row]
    assert names_a_lead(ada)
    assert not names_a_lead(wes)  # it would tell them that it is about this child
    eve = lead(aspen, "Eve")
    assert leads_for(row, NOW) == [eve]
    assert without_leads([row], NOW) == []
    assert not names_a_lead(ada)


def stories(person: Person) -> list[str]:
    """What the person was told, by letter too."""
    rows = Notice.objects.filter(person=person, letter__isnull=False)
    return list(rows.values_list("kind", flat=True))


@pytest.mark.django_db
def test_where_nobody_may_read_it_the_network_above_is_told_and_the_accused_is_not() -> None:
    network = factories.ecosystem("Network")
    aspen = factories.ecosystem("Aspen Valley", parent=network)
    child = factories.learner(factories.member_school(aspen), "Mia")
    wes, nia = factories.convener(aspen, "Wes"), factories.convener(network, "Nia")
    raise_concern(aspen, SECRET, about=child, against=wes, by=factories.actor(child), at=NOW)
    assert (stories(wes), stories(nia)) == ([], [NAMELESS])
    assert (names_a_lead(wes), names_a_lead(nia)) == (False, True)
    said = str(Notice.objects.filter(person=nia).values_list("subject", "text")[0])
    assert "Aspen Valley" in said
    assert not {SECRET, "Mia", "Wes"} & {*said.split()}
    assert [one.well for one in checks(NOW)] == [True]


@pytest.mark.django_db
def test_where_only_the_accused_gives_roles_whoever_runs_the_server_is_told_and_can_act() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    child = factories.learner(factories.member_school(aspen), "Mia")
    wes = factories.convener(aspen, "Wes")
    row = raise_concern(aspen, SECRET, against=wes, by=factories.actor(child), at=NOW)
    (found,) = checks(NOW)
    assert not found.well
    assert f"hedgerow invite {aspen.slug} ADDRESS --as safeguarding_lead" in found.advice
    for told in (found.found, found.advice):
        assert not {SECRET, "Mia", "Wes"} & {*told.split()}
    parser = ArgumentParser()
    INVITE.configure(parser)
    assert INVITE.run(parser.parse_args([aspen.slug, "eve@example.org", "--as", LEADS[0]])) == 0
    assert Invitation.objects.get().role == LEADS[0]
    eve = lead(aspen, "Eve")
    assert leads_for(row, NOW) == [eve]
    assert [one.well for one in checks(NOW)] == [True]
