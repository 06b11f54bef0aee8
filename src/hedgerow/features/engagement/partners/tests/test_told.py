"""An agreement in several languages, from the terms it begins with to its renewal."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.features.engagement.partners import actions, queries, starting
from hedgerow.features.engagement.partners.forms import AgreementForm
from hedgerow.features.engagement.partners.models import Agreement
from hedgerow.features.engagement.partners.planting import AgreementPattern
from hedgerow.features.engagement.partners.waiting import waiting_for
from hedgerow.foundation import subjects
from hedgerow.foundation.errors import Invalid

from .factories import FIRST, Two, two
from .test_starting import page

pytestmark = pytest.mark.django_db
SPANISH = {"title": "Robótica", "scope": "Dos horas por semana"}
TOLD = {"en": {}, "es": SPANISH}


@pytest.fixture
def net() -> Two:
    found = two()
    found.club.ecosystem.languages = ["en", "es"]
    found.club.ecosystem.save()
    return found


def test_each_reader_meets_it_in_their_language(net: Two) -> None:
    row = net.proposed(told={"es": SPANISH})
    assert row.told == TOLD
    with override("es"):
        shown = queries.agreement_page(net.director, row, FIRST)
        assert (shown.title, shown.scope) == ("Robótica", "Dos horas por semana")
        (line,) = queries.agreement_lines(Agreement.objects.all(), FIRST)
        assert line.title == "Robótica"
        (asked,) = waiting_for(net.director)
        assert asked.title.startswith("Robótica")
        found = subjects.resolve(net.director, "partners.agreement", [row.uuid])
        assert found[row.uuid].title == "Robótica"
    with override("ar"):
        assert queries.agreement_page(net.director, row, FIRST).title == "Robotics"


def test_what_is_told_under_another_name_is_refused_and_nothing_changes(net: Two) -> None:
    row = net.proposed(told={"es": SPANISH})
    for wrong in ({"es": {"reason": "x"}}, {"en": {"title": "x"}}, {"es": {"title": "x" * 201}}):
        with pytest.raises(Invalid):
            actions.edit_agreement(row, by=net.convener, at=NOW, told=wrong)
    row.refresh_from_db()
    assert (row.told, row.revision) == (TOLD, 1)


def test_its_form_asks_each_text_once_a_language_beside_the_first(net: Two) -> None:
    row = net.proposed(told={"es": SPANISH})
    address = f"/e/{net.club.ecosystem.slug}/partners/agreements/{row.uuid}/edit/"
    said = page(net.convener, address)
    assert "Dos horas por semana</textarea>" in said
    names = ("title", "title.es", "scope", "scope.es", "shared_for", "shared_for.es")
    assert [said.index(f'name="{name}"') for name in names] == sorted(
        said.index(f'name="{name}"') for name in names
    )


def test_a_renewal_begins_in_all_languages(net: Two) -> None:
    row = net.agreed(told={"es": SPANISH})
    new = f"/e/{net.club.ecosystem.slug}/partners/{net.club.maker.uuid}/agree/"
    for asked in (f"?renews={row.uuid}", f"?terms={row.uuid}"):
        assert "Dos horas por semana</textarea>" in page(net.convener, new + asked)
    with override("es"):
        (terms,) = starting.starts_for(net.convener, net.club.ecosystem)
        assert (terms.title, terms.shown, terms.shown_scope) == ("Robotics", *SPANISH.values())


def test_what_was_entered_in_another_language_is_what_is_told(net: Two) -> None:
    given = {
        "title": "Robotics", "title.es": "Robótica", "scope": "Two hours", "scope.es": "",
        "starts": "2026-09-01",
    }  # fmt: skip
    form = AgreementForm(given, ecosystem=net.club.ecosystem, sites=Agreement.objects.none())
    assert form.is_valid(), form.errors
    row = net.proposed(**form.said())
    assert row.told == {"en": {}, "es": {"title": "Robótica"}}


def test_terms_of_a_blueprint_are_in_the_first_language_of_the_ecosystem(net: Two) -> None:
    title = {"es": "Después de clases", "en": "After school"}
    said = AgreementPattern(key="after", title=title, scope="Two afternoons")
    texts = said.texts(net.club.ecosystem)
    assert (texts["title"], texts["scope"]) == ("After school", "Two afternoons")
    assert texts["told"] == {"es": {"title": "Después de clases"}, "en": {}}


@pytest.mark.slow
def test_a_partners_page_asks_as_often_for_twenty_as_for_two(net: Two) -> None:
    counted = []
    for many in (2, 18):
        for _number in range(many):
            net.proposed(told={"es": SPANISH})
        with override("es"), CaptureQueriesContext(connection) as seen:
            lines = queries.agreement_lines(Agreement.objects.all(), FIRST)
        assert {line.title for line in lines} == {"Robótica"}
        counted.append(len(seen))
    assert counted[0] == counted[1]
