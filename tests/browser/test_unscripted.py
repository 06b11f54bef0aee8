"""Where there are no scripts the browser checks forms: it must be able to say what it minds."""

import pytest

from tests.browser.conftest import Site, Visit
from tests.browser.test_every_page import walk

TRAPS = """() => [...document.querySelectorAll("form[method=post]")].flatMap((form) =>
  [...form.elements].filter((one) => one.willValidate && !one.validity.valid && (
    !one.validity.valueMissing || !one.checkVisibility({checkVisibilityCSS: true})
  )).map((one) => `${one.name} ${one.type} ${one.value}: ${one.validationMessage}`))"""
"""What is wrong as the page comes, or lacks something where nobody sees it: such a form is never sent."""


@pytest.mark.slow
@pytest.mark.parametrize("role", ["convener", "educator", "guardian", "learner"])
def test_no_form_comes_with_what_a_browser_would_not_send(
    visit: Visit, site: Site, role: str
) -> None:
    assert walk(visit(role), site, role, lambda page: page.evaluate(TRAPS)) == []
