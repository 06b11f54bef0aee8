"""What is told of a fact counts only more of what it names; numbers and languages are said in words."""

from types import SimpleNamespace
from uuid import uuid4

from django.utils.translation import override

from hedgerow.commons.ecosystems.tongues import named
from hedgerow.foundation.ui.numerals import counted
from hedgerow.portal.facts import _left

ONE = (object(),)


def left(*kinds):
    return _left(SimpleNamespace(subjects=[(kind, uuid4()) for kind in kinds]), ONE)


def test_an_invitation_beside_who_accepted_it_is_no_second_person():
    assert left("membership.invitation", "people.person") == 0


def test_only_more_of_the_same_is_counted():
    assert left("opportunities.opportunity", "people.person") == 0
    assert left("people.person", "people.person", "people.person", "people.person") == 3


def test_fractions_of_an_hour_are_many_and_one_is_one():
    assert [counted(one) for one in (1, 1.0, 1.04, 0, 2.0, 1.5)] == [1, 1, 1, 0, 2, 100]


def test_a_language_is_named_in_the_readers():
    with override("es"):
        assert [named(one) for one in ("en", "ar", "", "xx")] == ["inglés", "árabe", "", "xx"]
