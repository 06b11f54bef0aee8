"""Of two who change one row at once, the second keeps both changes and is told where they meet."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.utils.functional import lazystr

from hedgerow.foundation.errors import Stale
from hedgerow.foundation.ui.revised import RevisedForm, status_of

COLOURS = [("r", "Red"), ("g", "Green"), ("Others", [("b", "Blue")])]
STOOD: dict[str, Any] = {
    "title": "Reading", "steps": "one\ntwo", "day": date(2026, 9, 1), "many": 3, "public": True,
    "colour": "r", "colours": ["r", "g"], "revision": 4,
}  # fmt: skip
NOW: dict[str, Any] = {
    "title": "Reading club", "steps": "one\nthree", "day": date(2026, 9, 8), "many": 5, "public": False,
    "colour": "b", "colours": ["b"], "revision": 5,
}  # fmt: skip


class Edited(RevisedForm):
    title = forms.CharField(label=lazystr("Title"))
    steps = forms.CharField(label=lazystr("Steps"), widget=forms.Textarea)
    day = forms.DateField(label=lazystr("Day"), required=False)
    many = forms.IntegerField(label=lazystr("How many"), required=False)
    public = forms.BooleanField(label=lazystr("Public"), required=False)
    colour = forms.ChoiceField(label=lazystr("Colour"), choices=COLOURS)
    colours = forms.MultipleChoiceField(
        label=lazystr("Colours"),
        choices=COLOURS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def opened() -> QueryDict:
    """What a browser sends of the page as it was opened."""
    data = QueryDict(mutable=True)
    form = Edited(initial=STOOD)
    for name, value in STOOD.items():
        for one in value if isinstance(value, list) else [value]:
            if one is not False:
                data.appendlist(name, "on" if one is True else str(one))
        if name != "revision":
            many = value if isinstance(value, list) else [value]
            data.setlist(form[name].html_initial_name, [str(one) for one in many])
    return data


def met(now: dict[str, Any] = NOW, **changes: Any) -> Edited:
    """The form after somebody else saved ``now``; None takes a tick away."""
    data = opened()
    for name, value in changes.items():
        data.setlist(name, value if isinstance(value, list) else [value])
        if value is None:
            del data[name]
    form = Edited(data, initial=now)
    assert form.is_valid()
    form.meet(Stale())
    return form


def sent_again(form: Edited) -> dict[str, Any]:
    again = Edited(form.data, initial=NOW)
    assert again.is_valid(), again.errors
    return again.cleaned_data


def test_what_was_left_as_it_was_is_as_the_other_saved_it() -> None:
    form = met(title="Chess")
    assert sent_again(form) == {**NOW, "title": "Chess"}
    assert form.versions == [("Title", "Chess", "Reading club")]
    assert status_of(form) == 409


def test_where_nothing_meets_no_table_is_shown_and_both_changes_stay() -> None:
    form = met()
    assert form.versions == []
    assert sent_again(form) == NOW
    assert "stand together below" in str(form)


@pytest.mark.parametrize(
    ("changes", "kept", "told"),
    [
        ({"steps": "one\r\nfour"}, {"steps": "one\r\nfour"}, ("Steps", "four", "three")),
        (
            {"day": "2026-10-01"},
            {"day": date(2026, 10, 1)},
            ("Day", "1 October 2026", "8 September 2026"),
        ),
        ({"many": ""}, {"many": None}, ("How many", "–", "5")),
        ({"colour": "g"}, {"colour": "g"}, ("Colour", "Green", "Blue")),
        (
            {"colours": ["r", "b"]},
            {"colours": ["r", "b"]},
            ("Colours", "Red, Blue", "Blue"),
        ),
    ],
)
def test_what_both_changed_is_named_with_both_versions_and_stays_as_entered(
    changes: dict[str, Any], kept: dict[str, Any], told: tuple[str, str, str]
) -> None:
    form = met(**changes)
    assert form.versions == [told]
    assert sent_again(form) == {**NOW, **kept}


def test_what_the_other_left_as_it_was_is_nothing_to_choose_between() -> None:
    form = met({**STOOD, "many": 5, "revision": 5}, title="Chess", colours=["b"], day="2026-10-01")
    assert form.versions == []
    kept = {"title": "Chess", "colours": ["b"], "day": date(2026, 10, 1), "many": 5, "revision": 5}
    assert sent_again(form) == {**STOOD, **kept}


def test_a_tick_that_both_took_away_is_nothing_to_choose_between() -> None:
    form = met(public=None)
    assert form.versions == []
    assert sent_again(form) == NOW


def test_what_was_entered_is_still_a_change_the_third_time() -> None:
    first = met(title="Chess")
    later = {**NOW, "title": "Reading for all", "many": 9, "revision": 6}
    second = Edited(first.data, initial=later)
    assert second.is_valid()
    second.meet(Stale())
    assert second.versions == [("Title", "Chess", "Reading for all")]
    again = Edited(second.data, initial=later)
    assert again.is_valid()
    assert again.cleaned_data == {**later, "title": "Chess"}


def test_of_what_is_sent_without_what_stood_all_that_is_sent_counts_as_changed() -> None:
    data = QueryDict("title=Chess&steps=one%0Athree&colour=b&revision=4")
    form = Edited(data, initial=NOW)
    assert form.is_valid()
    form.meet(Stale())
    assert form.versions is not None
    assert ("Title", "Chess", "Reading club") in form.versions
    assert sent_again(form)["many"] == NOW["many"]


def test_what_no_page_would_send_as_having_stood_there_counts_as_changed() -> None:
    form = met(many="4", **{"initial-many": "x", "initial-day": "never", "initial-colours": ["?"]})
    assert ("How many", "4", "5") in (form.versions or ())
    assert sent_again(form)["many"] == 4


def test_a_row_that_is_not_there_yet_needs_nothing_of_it() -> None:
    assert "initial-" not in str(Edited())
    assert "initial-title" in str(Edited(initial=STOOD))
