"""The measures against a slow, obvious oracle, on whatever Hypothesis thinks of."""

from datetime import date, timedelta
from math import exp, log

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hedgerow.features.engagement.measures import MEASURES
from hedgerow.features.engagement.tests.factories import WINDOW, Book
from hedgerow.features.engagement.tests.oracle import Oracle

PERSONS, ORGANISATIONS = range(1, 7), (0, 1, 2, 101, 102)
SECTORS = {0: "", 1: "school", 2: "school", 101: "culture", 102: "sport"}
DAYS = st.sampled_from([date(2025, 6, 30), date(2025, 7, 1)] + [date(2026, 6, 28)] * 4)
DAYS |= st.dates(date(2025, 6, 28), date(2026, 7, 2))


@st.composite
def books(draw):
    """Six learners, up to six sessions around the window, whatever was marked in them."""
    book = Book()
    book.population(draw(st.integers(0, 20)))
    for person in draw(st.sets(st.sampled_from(PERSONS), min_size=1)):
        eligible, duplicate = draw(st.booleans()), draw(st.sampled_from([False, False, True]))
        book.learner(person, draw(st.integers(0, 2)), eligible=eligible, duplicate=duplicate)
    for session in range(1, draw(st.integers(2, 6))):
        day, activity = draw(DAYS), draw(st.integers(1, 2))
        by = draw(st.lists(st.sampled_from(ORGANISATIONS[1:]), max_size=3, unique=True))
        operator = draw(st.sampled_from([500, -1]))
        flags = {"in_lessons": draw(st.sampled_from([False, False, True]))}
        flags |= {
            name: draw(st.sampled_from([True, True, True, False])) for name in ("held", "confirmed")
        }
        deliverers = [(one, SECTORS[one], operator if one < 102 else -one) for one in by]
        book.session(session, *deliverers, day=day, activity=activity, **flags)
        for person in draw(st.sets(st.sampled_from(PERSONS))):
            status = draw(st.sampled_from(["present", "present", "late", "absent"]))
            minutes, site = draw(st.integers(1, 90)), draw(st.integers(0, 2))
            book.mark(
                session, person, site=site, minutes=minutes, status=status, day=day,
                activity=activity,
            )  # fmt: skip
    for number in range(draw(st.integers(0, 4))):
        began = draw(DAYS)
        ended = draw(st.sampled_from([None, began, began + timedelta(1), date(2026, 6, 28)]))
        ended = max(ended, began) if ended else None
        minimum = draw(st.none() | st.integers(1, 120))
        declared = began + timedelta(draw(st.integers(-1, 1)))
        book.enrolment(
            number, draw(st.sampled_from(PERSONS)), ended=ended, minimum=minimum, began=began,
            declared=declared, activity=draw(st.integers(1, 2)),
        )  # fmt: skip
    for organisation in draw(st.sets(st.sampled_from(ORGANISATIONS[1:]))):
        starts = draw(DAYS)
        ends = draw(st.none() | st.integers(0, 300).map(lambda days, s=starts: s + timedelta(days)))
        book.partner(organisation, starts=starts, ends=ends)
    return book


every_measure = pytest.mark.parametrize(
    ("number", "answer"),
    [
        ("4.1", Oracle.reach),
        ("4.3", Oracle.diversity),
        ("4.4", Oracle.dosage),
        ("4.5", Oracle.partners),
        ("4.6", Oracle.crossing),
    ],
)
PATIENT = settings(
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.mark.slow
@every_measure
@settings(PATIENT, max_examples=3)
@given(book=books())
def test_a_measure_agrees_with_the_oracle(number, answer, book):
    agree(number, answer, book)


@pytest.mark.slow
@every_measure
@settings(PATIENT, max_examples=60)
@given(book=books())
def test_a_measure_agrees_with_the_oracle_on_many_more_books(number, answer, book):
    agree(number, answer, book)


def agree(number, answer, book):
    expected = answer(Oracle(book, WINDOW))
    found = MEASURES[number](book, WINDOW)
    if expected is None:
        assert found.table is None or found.n == 0
        return
    assert (value_of(found), found.coverage) == pytest.approx(expected)


def value_of(found):
    numerators, denominators = (sums.sum(axis=0) for sums in found.table.sums())
    if found.estimator == "diversity":
        shares = [one / numerators.sum() for one in numerators]
        return exp(-sum(one * log(one) for one in shares))
    return numerators[0] / denominators[0]
