"""A field for one person keeps who was chosen, and tells of nobody else than those it offers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person

from . import factories
from .crowds import asked, aspen, called, wrong

__all__ = ["aspen"]
pytestmark = pytest.mark.django_db


def test_nobody_else_than_those_offered_is_found_shown_or_taken(aspen: Ecosystem) -> None:
    zoe = called("Zoë Muñoz")
    Person.objects.filter(pk=zoe.pk).update(code="17")
    others = Person.objects.exclude(pk=zoe.pk)
    for typed in ("zoe", "17"):
        form = asked(aspen, of=others, who_words=typed)
        assert wrong(form) == ["nobody"]
        assert "Try the beginning of a name, or a code." in str(form.errors)
        assert "Muñoz" not in str(form)
    form = asked(aspen, of=others, who=str(zoe.uuid))
    assert wrong(form) == ["invalid_choice"]
    assert "Muñoz" not in str(form) + str(asked(aspen, of=others, initial={"who": zoe}))
    assert not asked(aspen, who="x").is_valid()
    assert "Muñoz" not in str(asked(aspen, who="x", other="x"))


def test_who_was_chosen_stays_so_until_other_words_are_written(aspen: Ecosystem) -> None:
    zoe, ida = called("Zoë Muñoz"), called("Ida Stone")
    assert f'value="{zoe.uuid}" checked' in str(asked(aspen, initial={"who": zoe.uuid})["who"])
    kept = asked(aspen, who=str(zoe.uuid), who_words="", who_shown="")
    assert kept.is_valid()
    assert kept.cleaned_data["who"] == zoe
    other = asked(aspen, who=str(zoe.uuid), who_words="ida st", who_shown="")
    assert other.is_valid()
    assert other.cleaned_data["who"] == ida
    several = str(asked(aspen, who=str(zoe.uuid), who_words="ida", who_shown="")["who"])
    assert f'value="{zoe.uuid}">' in several
    nobody = str(asked(aspen, who=str(zoe.uuid), who_words="x", who_shown="")["who"])
    assert f'value="{zoe.uuid}">' in nobody
    again = asked(aspen, who=str(zoe.uuid), who_words="x", who_shown="x")
    assert again.is_valid()
    assert again.cleaned_data["who"] == zoe
    assert wrong(asked(aspen, who_words="x", who_shown="x")) == ["nobody"]
    assert wrong(asked(aspen, who=str(zoe.uuid), who_words="x", who_shown="")) == ["nobody"]


def test_an_optional_one_may_be_nobody_and_says_what_that_means(aspen: Ecosystem) -> None:
    zoe = called("Zoë Muñoz")
    page = str(asked(aspen)["other"])
    assert 'value="" checked><span>As usual' in page
    chosen = str(asked(aspen, initial={"other": zoe.pk})["other"])
    assert f'value="{zoe.pk}" checked' in chosen
    assert 'value=""><span>As usual' in chosen
    form = asked(aspen, who=str(zoe.uuid), other="", other_words="ida", other_shown="ida")
    assert form.is_valid()
    assert form.cleaned_data["other"] is None


def test_nothing_sent_is_wrong_where_somebody_is_needed(aspen: Ecosystem) -> None:
    assert wrong(asked(aspen, who_words=" ")) == ["required"]
    assert wrong(asked(aspen, other="")) == ["required"]


def test_its_queries_do_not_grow_with_the_people(aspen: Ecosystem) -> None:
    def counted() -> tuple[int, int]:
        counts = []
        for sent in ({}, {"who_words": "ida"}):
            with CaptureQueriesContext(connection) as made:
                str(asked(aspen, **sent)["who"])
            counts.append(len(made))
        return counts[0], counts[1]

    before = counted()
    for number in range(10):
        factories.named(aspen, f"Ida {number}")
    assert counted() == before
    assert before == (1, 3)
