"""No tick beside whom a set lacks is left unheard, whichever button is pressed."""

import re

import pytest
from django.urls import reverse

from .lacking import brought, looked_at, open_roles, whole
from .sending import page

pytestmark = pytest.mark.django_db
FIELD = re.compile(
    r'<(?:input|button)[^>]*name="(?:of_set|part|gone|moved|who|last_day|end)"[^>]*>'
)


def test_what_is_ticked_is_sent_with_either_button(ada):
    brought(ada, whole())
    row = looked_at(ada, whole(without=["l2", "g1"], moved=["l1"]))
    section = page(ada, row).split('id="lacking"')[1].split("</section>")[0]
    assert "<form" not in section
    fields = FIELD.findall(section)
    assert len(fields) == 9
    assert all('form="confirming"' in one for one in fields)


@pytest.mark.parametrize("ticks", [{"gone": "1"}, {"moved": "1"}, {"who": ["1"]}])
def test_the_button_that_only_imports_asks_again_where_somebody_is_ticked(ada, ticks):
    brought(ada, whole())
    row = looked_at(ada, whole(without=["l2", "g1"], moved=["l1"]))
    before, address = open_roles(), reverse("confirm-import", args=["grove", row.uuid])
    said = {"digest": row.digest, "of_set": "1", "part": "1", "last_day": "2026-11-20"}
    answer = ada.post(address, said | ticks)
    assert answer.status_code == 422
    assert "press the button that ends something for those chosen" in answer.content.decode()
    row.refresh_from_db()
    assert (row.state, open_roles()) == ("ready", before)
    assert ada.post(address, said).status_code == 302
