"""A kind of placement in several languages: its name, its steps, what is evaluated and the levels."""

import pytest
from django.utils.translation import override

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.tests.factories import browser
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.placements.kind_forms import KindForm, kind_said
from hedgerow.features.engagement.placements.kind_views import _values
from hedgerow.features.engagement.placements.models import PlacementKind
from hedgerow.features.engagement.placements.told_lists import tell_lists

from .. import actions
from .factories import NOW, Clinic, clinic

pytestmark = pytest.mark.django_db
ENTERED = {
    "title": "Work week", "title.ar": "أسبوع عمل", "requirements": "host | A talk | 7\nlearner | A plan",
    "requirements.ar": "حديث\nخطة", "asked": "Came", "asked.ar": "حضر", "scale": "no\nyes",
    "scale.ar": "لا\nنعم",
}  # fmt: skip


@pytest.fixture
def town() -> Clinic:
    found = clinic()
    Ecosystem.objects.filter(pk=found.ecosystem.pk).update(languages=["en", "ar"])
    found.ecosystem.refresh_from_db()
    return found


def saved(town: Clinic, row: PlacementKind | None = None, **changes: str) -> PlacementKind:
    counted = PlacementKind.objects.filter(ecosystem=town.ecosystem).first().activity_kind
    said = {**ENTERED, "activity_kind": counted.pk, **changes}
    form = KindForm(said, ecosystem=town.ecosystem, of=row)
    assert form.is_valid(), form.errors
    given = form.cleaned_data
    values = tell_lists(_values(row, given), given, row)
    return actions.save_placement_kind(town.ecosystem, "week", by=town.ada, at=NOW, **values)


def test_each_reader_meets_all_of_it_in_their_language(town: Clinic) -> None:
    kind = saved(town)
    with override("ar"):
        assert kind.shown == "أسبوع عمل"
        assert [one.shown for one in kind.requirements.order_by("position")] == ["حديث", "خطة"]
        assert [title for _key, title in kind.asked_of("host")] == ["حضر"]
        assert kind.levels_of("host") == [(1, "لا"), (2, "نعم")]
    with override("es"):
        assert kind.shown == "Work week"
        assert kind.levels_of("host") == [(1, "no"), (2, "yes")]


def test_it_is_shown_to_be_changed_and_saving_it_again_changes_nothing(town: Clinic) -> None:
    kind = saved(town)
    with override("ar"):
        form = KindForm(initial=kind_said(kind), ecosystem=town.ecosystem, of=kind)
        assert form.initial["title"] == "Work week"
        assert {name: form.initial[name] for name in ENTERED if "." in name} == {
            name: text for name, text in ENTERED.items() if "." in name
        }
        revision = kind.revision
        assert saved(town, kind).revision == revision


def test_a_program_that_knows_no_languages_leaves_them_and_an_empty_mapping_takes_them_away(
    town: Clinic,
) -> None:
    kind, client = saved(town), browser(Person.objects.get(pk=town.ada.person_id))
    told, steps = kind.told, dict(kind.requirements.values_list("key", "told"))
    sent = {
        "title": "Week of work", "activity_kind": str(kind.activity_kind.uuid),
        "asked": [{"key": key, "title": title} for key, title in kind.asked],
        "scale": [{"level": level, "words": words} for level, words in kind.scale],
        "requirements": [
            {"key": one.key, "title": one.title, "who": one.who} for one in kind.requirements.all()
        ],
    }  # fmt: skip
    url = f"/api/ecosystems/{town.ecosystem.slug}/placement-kinds/week"
    for more, kept in (({}, told), ({"told": {}}, {})):
        kind.refresh_from_db()
        answer = client.put(
            url, {**sent, **more}, content_type="application/json",
            headers={"If-Match": f'"{kind.revision}"'},
        )  # fmt: skip
        assert (answer.status_code, answer.json()["told"]) == (200, kept)
    kind.refresh_from_db()
    assert (kind.title, kind.told) == ("Week of work", {})
    assert dict(kind.requirements.values_list("key", "told")) == steps
    assert any(steps.values())


def test_a_list_has_a_line_for_each_or_none(town: Clinic) -> None:
    kind = saved(town, **{"scale.ar": "", "asked.ar": ""})
    assert [words for _level, words in kind.levels_of("host")] == ["no", "yes"]
    form = KindForm({**ENTERED, "scale.ar": "لا"}, ecosystem=town.ecosystem)
    assert not form.is_valid()
    assert "scale.ar" in form.errors
