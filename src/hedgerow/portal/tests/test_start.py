"""What a guardian for whom nothing waits, and who has no child here, does first."""

import pytest

from hedgerow.commons.membership.tests import factories
from hedgerow.portal.queries.start import besides, first_thing

pytestmark = pytest.mark.django_db


def test_a_guardian_without_a_child_may_offer_something_or_look_around() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    somebody = factories.person(aspen, "Olga")
    factories.assigned(somebody, "guardian", aspen)
    first = first_thing(factories.actor(somebody), [])
    assert first is not None
    assert first.url == f"/e/{aspen.slug}/opportunities/propose/"
    assert "still to say whose guardian you are" in str(first.title)
    also = besides(first)
    assert also is not None
    assert also.url == "/find/"
    child = first_thing(factories.actor(somebody), [("Mia", "/me/children/1/")])
    assert besides(child) is None


def test_what_to_do_first_says_in_which_ecosystem_apart_from_nothing_waiting() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    browser = factories.browser(factories.convener(aspen, "Cora"))
    page = browser.get("/home/").content.decode()
    waits = page.split('id="waits"')[1].split("</section>")[0]
    assert "<p>Nothing waits for you.</p>" in waits
    assert '<p>Say what it is for and where it is <span class="tag"><bdi>Aspen Valley' in waits
