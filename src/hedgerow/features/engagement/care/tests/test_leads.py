"""Who reads a concern and who is asked to name somebody who may are one question."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian
from hedgerow.features.engagement.care.actions import raise_concern
from hedgerow.features.engagement.care.queries.leads import leads_for, without_leads

from .test_concerns import SECRET, lead
from .test_confidence import names_a_lead


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
