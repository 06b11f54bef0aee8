"""Where people are many, who leads is found by name, and judges page by page."""

import pytest

from hedgerow.commons.membership.tests.crowds import called, crowd
from hedgerow.features.engagement.opportunities import judging
from hedgerow.features.engagement.opportunities.models import Judge

from .factories import Valley, valley
from .test_pages import browser

pytestmark = pytest.mark.django_db
HERE = "/e/aspen/opportunities/"


@pytest.fixture
def aspen(monkeypatch: pytest.MonkeyPatch) -> Valley:
    made = valley()
    made.kind.judged = True
    made.kind.save()
    crowd(monkeypatch, made.place, "tutor", made.maker)
    monkeypatch.setattr(judging, "FEW", 1)
    return made


def test_who_leads_is_whom_a_name_means(aspen: Valley) -> None:
    row = aspen.offer(opened=False)
    client = browser(aspen.ada.person_id)
    page = f"{HERE}{row.uuid}/edit/when/"
    sent = {"starts": "2026-09-07", "place": "Hall", "revision": str(row.revision)}
    several = client.post(page, {**sent, "leader.words": "ida reed"})
    assert several.status_code == 422
    assert "Makers" in several.content.decode()
    assert client.post(page, {**sent, "leader.words": "zoe"}).status_code == 302
    row.refresh_from_db()
    assert row.leader == called("Zoë Muñoz")


def test_judges_are_found_by_name_and_stay_chosen_until_left_out(aspen: Valley) -> None:
    row = aspen.offer(opened=False)
    client = browser(aspen.ada.person_id)
    page = f"{HERE}{row.uuid}/challenge/set-up/"
    zoe, ida = called("Zoë Muñoz"), called("Ida Stone")
    assert "<select" not in client.get(page).content.decode()
    looked = client.post(
        page, {"find": "1", "q": "ida st", "judges": [zoe.uuid], "rubric": "Idea: 9"}
    )
    said = looked.content.decode()
    assert looked.status_code == 200
    assert f'value="{ida.uuid}"' in said
    assert "Idea: 9" in said
    assert f'value="{zoe.uuid}" checked' in said
    assert client.post(page, {"judges": [zoe.uuid], "rubric": "Idea: 9"}).status_code == 302
    assert client.post(page, {"judges": [zoe.uuid, ida.pk], "rubric": "Idea: 9"}).status_code == 302
    assert {one.person for one in Judge.objects.filter(opportunity=row)} == {zoe, ida}
    again = client.get(page).content.decode()
    assert again.count(" checked") == 2
    assert client.post(page, {"judges": [ida.uuid], "rubric": "Idea: 9"}).status_code == 302
    assert Judge.objects.get(opportunity=row).person == ida
