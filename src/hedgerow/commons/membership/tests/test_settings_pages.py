"""Settings: versions side by side, own words, and rows that come back when they are missed."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hedgerow.commons.ecosystems.actions import edit_row, state_figures
from hedgerow.commons.ecosystems.errors import StatedAlready
from hedgerow.commons.ecosystems.models import Ecosystem, Figure, PopulationFigure, Term
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.ecosystems.words import word
from hedgerow.commons.membership.tests.factories import (
    assigned,
    convener,
    ecosystem,
    person,
    undo_of,
)
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
SAID = {
    "name": "Birch", "languages": ["en"], "time_zone": "UTC", "threshold": "12", "public": "on",
}  # fmt: skip


def browser_of(somebody) -> Client:
    browser = Client()
    session = browser.session
    session["person_id"] = somebody.pk
    session.save()
    return browser


def address(name: str, eco: Ecosystem, *more: object) -> str:
    return reverse(name, args=[eco.slug, *more])


def term(eco: Ecosystem, name: str = "Autumn") -> Term:
    day = date(2026, 8, 1)
    return Term.objects.create(ecosystem=eco, name=name, starts=day, ends=date(2026, 12, 1))


def figure(source: str, value: int = 27) -> dict[str, object]:
    return {"name": "Schools", "value": value, "unit": "schools", "as_of": "2013", "source": source}


def test_a_convener_changes_the_ecosystem() -> None:
    eco = ecosystem()
    said = {**SAID, "country": "KE", "revision": eco.revision}
    assert browser_of(convener(eco)).post(address("settings", eco), said).status_code == 302
    eco.refresh_from_db()
    assert (eco.name, eco.threshold, eco.country) == ("Birch", 12, "KE")


@pytest.mark.parametrize("letters", ["UK", "ZZ", "EU"])
def test_two_letters_of_no_country_are_refused(letters: str) -> None:
    eco = ecosystem()
    said = {**SAID, "country": letters, "revision": eco.revision}
    answer = browser_of(convener(eco)).post(address("settings", eco), said)
    assert answer.status_code == 422
    assert "No country has these two letters" in answer.content.decode()


@pytest.mark.slow
def test_time_zones_are_places_and_the_one_held_stays_among_them() -> None:
    eco = ecosystem()
    browser = browser_of(convener(eco))
    page = browser.get(address("settings", eco)).content.decode()
    assert 'value="Africa/Nairobi"' in page
    assert not any(f'value="{odd}"' in page for odd in ("Factory", "Zulu", "US/Central"))
    Ecosystem.objects.filter(pk=eco.pk).update(time_zone="US/Central")
    assert 'value="US/Central" selected' in browser.get(address("settings", eco)).content.decode()


@pytest.mark.slow
def test_a_stale_change_shows_both_versions_and_saves_nothing_until_sent_again() -> None:
    eco = ecosystem("Aspen")
    browser = browser_of(convener(eco))
    answer = browser.post(address("settings", eco), {**SAID, "revision": eco.revision + 3})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Birch" in page
    assert "Both versions" in page
    eco.refresh_from_db()
    assert eco.name == "Aspen"
    assert f'value="{eco.revision}"' in page
    browser.post(address("settings", eco), {**SAID, "revision": eco.revision})
    eco.refresh_from_db()
    assert eco.name == "Birch"


def test_both_versions_are_shown_language_by_language() -> None:
    told = {"en": {}, "ar": {"name": "حور", "summary": "غابة"}}
    eco = ecosystem("Aspen", languages=["en", "ar"], told=told)
    said = {
        **SAID, "languages": ["en", "ar"], "name.ar": "بتولا", "summary.ar": "غابة",
        "revision": eco.revision + 3,
    }  # fmt: skip
    page = browser_of(convener(eco)).post(address("settings", eco), said).content.decode()
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert ">Name (العربية)</th>" in table
    assert (">بتولا</bdi></td>" in table, ">حور</bdi></td>" in table) == (True, True)
    assert ("{" in table, "غابة" in table) == (False, False)


def test_both_versions_of_the_words_are_shown_word_by_word() -> None:
    words = {"leader": {"en": "principal"}, "lab": {"en": "workshop"}}
    eco = ecosystem("Aspen", languages=["en", "es"], vocabulary=words)
    said = {"leader.en": "head", "leader.es": "jefa", "revision": eco.revision + 3}
    page = browser_of(convener(eco)).post(address("settings-words", eco), said).content.decode()
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert ">school leader (English)</th>" in table
    assert (">head</bdi></td>" in table, ">principal</bdi></td>" in table) == (True, True)
    assert ("{" in table, "workshop" in table) == (False, False)


def test_both_versions_say_what_was_ticked_and_chosen_as_the_form_does() -> None:
    eco = ecosystem("Aspen", languages=["en"], public=True, second_factor_roles=["leader"])
    said = {**SAID, "languages": ["en", "es"], "revision": eco.revision + 3}
    said.pop("public")
    page = browser_of(convener(eco)).post(address("settings", eco), said).content.decode()
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    for shown in (
        ">no</bdi></td>",
        ">yes</bdi></td>",
        ">English, Español</bdi></td>",
        ">school leader</bdi></td>",
    ):
        assert shown in table
    assert ("True" in table, "[" in table) == (False, False)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["settings", "settings-words", "settings-calendar", "settings-figures"]
)
def test_settings_are_the_conveners_and_not_there_for_outsiders(name: str) -> None:
    eco = ecosystem(public=False)
    member = person(eco, "Mo")
    assigned(member, "member", eco)
    asked = (browser_of(convener(eco)), browser_of(member), Client())
    found = [browser.get(address(name, eco)).status_code for browser in asked]
    assert found == [200, 403, 404]


def test_one_coordinate_alone_is_refused_and_nothing_is_saved() -> None:
    eco = ecosystem("Aspen")
    said = {**SAID, "latitude": "1.5", "revision": eco.revision}
    assert browser_of(convener(eco)).post(address("settings", eco), said).status_code == 422
    eco.refresh_from_db()
    assert (eco.name, eco.latitude) == ("Aspen", None)


def test_a_kind_that_the_ecosystem_named_is_named_in_each_of_its_languages() -> None:
    words = {"hill school": {"it": "scuola di collina"}}
    eco = ecosystem(languages=["it", "ar"], vocabulary=words, kind="hive")
    browser = browser_of(convener(eco))
    page = browser.get(address("settings-words", eco)).content.decode()
    assert 'name="kind-0.ar"' in page
    assert "Scuola di collina" in page
    said = {"kind-0.ar": "مدرسة التل", "kinds-0.ar": "مدارس التل", "kind-1.it": "alveare"}
    said |= {"kind-0.it": "scuola di collina", "revision": eco.revision}
    browser.post(address("settings-words", eco), said)
    eco.refresh_from_db()
    assert eco.vocabulary == {
        "hill school": {"ar": "مدرسة التل", "it": "scuola di collina"},
        "hill school-plural": {"ar": "مدارس التل"},
        "hive": {"it": "alveare"},
    }


def test_own_words_stand_in_the_readers_language_and_others_by_default() -> None:
    eco = ecosystem(languages=["en", "es"], vocabulary={"hive": {"en": "hive"}})
    said = {"learner.en": "scholar", "learner.es": "", "revision": eco.revision}
    browser_of(convener(eco)).post(address("settings-words", eco), said)
    eco.refresh_from_db()
    assert eco.vocabulary == {"hive": {"en": "hive"}, "learner": {"en": "scholar"}}
    assert word(eco.vocabulary, "learner", "en") == "scholar"
    assert word(eco.vocabulary, "learner", "en-gb") == "scholar"
    assert word(eco.vocabulary, "guardian", "en") == "guardian"


def test_a_removed_term_comes_back_once_as_it_was() -> None:
    eco = ecosystem()
    browser, row = browser_of(convener(eco)), term(eco)
    answer = browser.post(address("kept-remove", eco, "term", row.uuid), follow=True)
    assert not Term.objects.exists()
    undo = undo_of(answer)
    for _twice in range(2):
        assert browser.post(undo).status_code == 302
    back = Term.objects.get()
    assert (back.uuid, back.name, back.starts, back.ends) == (
        row.uuid, row.name, row.starts, row.ends,
    )  # fmt: skip


def test_an_undo_of_elsewhere_is_not_there() -> None:
    eco, other = ecosystem(), ecosystem()
    row = term(eco)
    answer = browser_of(convener(eco)).post(
        address("kept-remove", eco, "term", row.uuid), follow=True
    )
    undo = undo_of(answer)
    foreign = undo.replace(eco.slug, other.slug)
    assert browser_of(convener(other)).post(foreign).status_code == 404
    assert not Term.objects.exists()


def test_a_member_removes_and_changes_nothing() -> None:
    eco = ecosystem()
    row, member = term(eco), person(eco, "Mo")
    assigned(member, "member", eco)
    browser = browser_of(member)
    said = {"name": "X", "starts": "2026-01-01", "ends": "2026-01-02"}
    assert browser.post(address("kept-remove", eco, "term", row.uuid)).status_code == 403
    assert browser.post(address("kept", eco, "term", row.uuid), said).status_code == 403
    assert browser.post(address("kept-new", eco, "term"), said).status_code == 403
    assert [one.name for one in Term.objects.all()] == ["Autumn"]


def test_figures_that_disagree_stand_side_by_side() -> None:
    eco = ecosystem()
    browser = browser_of(convener(eco))
    for source, value in (("County", "27"), ("Newspaper", "31")):
        browser.post(address("kept-new", eco, "figure"), figure(source, int(value)))
    page = browser.get(address("settings-figures", eco)).content.decode()
    assert Figure.objects.count() == 2
    assert "sources disagree" in page


def test_a_figure_does_not_become_the_twin_of_another() -> None:
    eco = ecosystem()
    state_figures(eco, [figure("County"), figure("City")], by=STEWARD, at=NOW)
    row = Figure.objects.get(source="City")
    with pytest.raises(StatedAlready):
        edit_row(eco, "figure", row.uuid, by=STEWARD, at=NOW, source="County")
    row.refresh_from_db()
    assert (row.source, row.value) == ("City", Decimal(27))


def test_a_population_figure_is_added_and_changed() -> None:
    eco = ecosystem()
    browser = browser_of(convener(eco))
    said = {"value": "900", "as_of": "2026-01-01", "source": "Census"}
    browser.post(address("kept-new", eco, "population"), said)
    row = PopulationFigure.objects.get(ecosystem=eco)
    browser.post(address("kept", eco, "population", row.uuid), {**said, "value": "950"})
    row.refresh_from_db()
    assert row.value == 950


@pytest.mark.slow
@pytest.mark.parametrize("name", ["settings-calendar", "settings-figures"])
def test_twenty_rows_take_as_many_queries_as_two(name: str) -> None:
    eco = ecosystem()
    browser, counts = browser_of(convener(eco)), []
    for numbers in (range(2), range(2, 20)):
        for number in numbers:
            term(eco, f"Term {number}")
            state_figures(eco, [figure(f"Source {number}", number)], by=STEWARD, at=NOW)
        with CaptureQueriesContext(connection) as seen:
            browser.get(address(name, eco))
        counts.append(len(seen))
    assert counts[0] == counts[1]
