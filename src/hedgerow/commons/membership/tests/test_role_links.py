"""A link may say which role somebody is to be found for."""

import pytest

from hedgerow.commons.membership.tests import factories

from .test_role_pages import browser_of

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_the_role_that_a_link_asks_for_is_kept_while_somebody_is_found() -> None:
    aspen = factories.ecosystem()
    factories.named(aspen, "Lia Lead")
    page = f"/e/{aspen.slug}/roles/new/?role=safeguarding_lead"
    browser = browser_of(factories.convener(aspen))
    assert 'name="role" value="safeguarding_lead"' in browser.get(page).content.decode()
    found = browser.get(f"{page}&q=Lia").content.decode()
    assert '<option value="safeguarding_lead" selected>' in found
    answer = browser.post(page, {"role": "safeguarding_lead"})
    assert answer.status_code == 422
    assert "Find somebody by name first" in answer.content.decode()


def test_the_page_says_which_role_it_is_for_before_and_after_something_is_wrong() -> None:
    own = factories.ecosystem()
    client = browser_of(factories.convener(own))
    page = f"/e/{own.slug}/roles/new/"
    said = "<h1>Assign a role: Safeguarding lead</h1>"
    assert said in client.get(f"{page}?role=safeguarding_lead").content.decode()
    wrong = client.post(page, {"role": "safeguarding_lead"})
    assert wrong.status_code == 422
    assert said in wrong.content.decode()
    assert "<title>Assign a role: Safeguarding lead" in wrong.content.decode()
    assert "<h1>Assign a role</h1>" in client.get(f"{page}?role=nonsense").content.decode()
