"""Usual names follow the reader; names of one's own do not."""

from types import SimpleNamespace

import pytest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.activities.usual import KINDS
from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.foundation.usual import Usual


def test_a_usual_name_is_shown_in_the_readers_language_in_whichever_it_was_kept() -> None:
    words = KINDS.words("tutoring")
    assert {"en", "ar", "es"} <= words.keys()
    assert len(set(words.values())) == len(words)
    for kept in words.values():
        for language, word in words.items():
            with override(language):
                assert KINDS.shown("tutoring", kept) == word


def test_a_name_of_its_own_stays_and_a_usual_one_follows_the_reader_under_any_key() -> None:
    with override("ar"):
        assert KINDS.shown("club", "After-school club") == "After-school club"
        for key in ("shadowing", "course", "job-shadowing"):
            assert KINDS.shown(key, "Job shadowing") == KINDS.words("job-shadowing")["ar"]
        assert KINDS.shown("choir", "Choir") == "Choir"
    assert KINDS.every("choir", "Choir") == {"": "Choir"}
    assert KINDS.every("shadowing", "Job shadowing") == KINDS.words("job-shadowing")
    assert KINDS.kept("shadowing", "Job shadowing", "Club") == "Club"


def test_where_two_are_called_alike_the_rows_own_key_decides() -> None:
    alike = Usual({"club": _("Club"), "circle": _("Club"), "event": _("Event")})
    assert [alike.meant(key, "Club") for key in ("circle", "club", "x")] == [
        "circle",
        "club",
        "club",
    ]
    assert alike.meant("event", "Choir") is None


def test_what_blueprints_say_besides_is_shown_and_not_offered() -> None:
    more = Usual({"club": _("Club")}, {"course": _("Course")})
    with override("ar"):
        assert more.shown("own", "Course") == KINDS.words("course")["ar"]
    assert list(more.names) == ["club"]


@pytest.mark.django_db
def test_rows_are_found_by_what_the_reader_is_shown_whatever_their_key() -> None:
    place = ecosystem("Elm")
    for key, name in (("shadowing", "Job shadowing"), ("club", "Club"), ("own", "Shadow play")):
        Kind.objects.create(ecosystem=place, key=key, name=name)
    alike = Usual({"club": _("Club"), "circle": _("Club")})

    def found(usual: Usual, text: str) -> set[str]:
        return set(Kind.objects.filter(usual.matching(text)).values_list("key", flat=True))

    assert found(KINDS, "shadow") == {"shadowing", "own"}
    assert (found(alike, "club"), found(alike, "shadow")) == ({"club"}, {"shadowing", "own"})
    with override("ar"):
        assert found(KINDS, KINDS.words("job-shadowing")["ar"]) == {"shadowing"}
        assert found(KINDS, "shadow") == {"own"}


def test_the_same_name_in_another_language_changes_nothing() -> None:
    row = SimpleNamespace(key="club", name="Club", judged=False)
    arabic = KINDS.words("club")["ar"]
    assert KINDS.differing(row, {"key": "club", "name": arabic, "judged": True}) == ["judged"]
    assert KINDS.differing(row, {"key": "club", "name": "Choir"}) == ["name"]
