"""A network's readings are of its own records and of those of its parts; they are cut by part."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tree import beneath
from hedgerow.features.engagement.tests.factories import WINDOW, Book
from hedgerow.foundation import jobs
from hedgerow.foundation.jobs.models import Job
from hedgerow.foundation.permissions import Actor
from hedgerow.profile import sources
from hedgerow.profile.actions import compute_profile
from hedgerow.profile.disclosure import for_public
from hedgerow.profile.models import Reading
from hedgerow.profile.parts import by_part
from hedgerow.profile.queries import as_reading
from hedgerow.profile.readings import reading_page
from hedgerow.profile.tests.factories import (
    AT,
    BO,
    CLUB,
    MUSEUM,
    STEWARD,
    a_snapshot,
    ada,
    an_ecosystem,
)

pytestmark = pytest.mark.django_db


def a_network(**of_part) -> tuple[Ecosystem, Ecosystem, Ecosystem]:
    wood = an_ecosystem("wood")
    return wood, an_ecosystem("ash", parent=wood), an_ecosystem("elm", parent=wood, **of_part)


@pytest.fixture
def books(monkeypatch, settings, tmp_path, reach_alone):
    """The warehouse: every ecosystem's own rows, read by id."""
    settings.HEDGEROW_HOME = tmp_path
    book = Book()

    def table(self, name):
        book.ecosystems = self.ecosystems
        return book.table(name)

    monkeypatch.setattr(sources.EcosystemSource, "table", table)
    return book


def attended(book: Book, ecosystem: Ecosystem, learners: int, eligible: int, begin: int) -> None:
    """So many learners of the eligible came, at four sites of the ecosystem."""
    book.filling = ecosystem.pk
    if eligible:
        book.population(eligible)
    book.session(ecosystem.pk, CLUB)
    for person in range(begin, begin + learners):
        site = ecosystem.pk * 10 + person % 4
        book.learner(person, site=site)
        book.rows["participant"][-1]["person_uuid"] = f"00000000-0000-7000-8000-{person:012d}"
        book.mark(ecosystem.pk, person, site=site)


def reach(ecosystem: Ecosystem) -> Reading:
    return Reading.objects.filter(snapshot__ecosystem=ecosystem, number="4.1").latest("pk")


def computed(*ecosystems: Ecosystem) -> None:
    for one in ecosystems:
        compute_profile(one.pk, by=STEWARD, at=AT)


def test_the_parts_of_parts_are_beneath_too_but_not_those_still_planted() -> None:
    wood, ash, elm = a_network()
    twig = an_ecosystem("twig", parent=elm)
    an_ecosystem("seed", parent=elm, state="planting")
    below = beneath(wood.pk)
    assert below.all == tuple(sorted((ash.pk, elm.pk, twig.pk)))
    assert below.of(elm.pk) == (twig.pk,)
    assert beneath(twig.pk).all == ()


@pytest.mark.slow
def test_a_whole_reads_its_parts_and_counts_who_is_in_both_once(books: Book) -> None:
    wood, ash, elm = a_network()
    attended(books, ash, 20, 100, 1)
    attended(books, elm, 20, 100, 11)  # ten of them are in both
    computed(ash, elm, wood)
    assert (reach(ash).value, reach(elm).value) == (0.2, 0.2)
    assert (reach(wood).value, reach(wood).n) == (30 / 200, 200)
    assert reach(wood).clusters == 8


@pytest.mark.slow
def test_a_part_reads_only_itself(books: Book) -> None:
    wood, ash, elm = a_network()
    attended(books, ash, 20, 100, 1)
    attended(books, wood, 30, 400, 101)
    computed(ash, elm)
    assert reach(ash).value == 0.2
    assert reach(elm).state == "insufficient"


def shown(ecosystem: Ecosystem) -> str:
    row = reach(ecosystem)
    reading = as_reading(row, row.snapshot.window)
    return for_public(reading, ecosystem.threshold).reading.state


@pytest.mark.slow
def test_what_is_left_of_a_whole_without_the_parts_that_are_shown_is_protected(
    books: Book,
) -> None:
    wood, ash, elm = a_network()
    attended(books, ash, 40, 200, 1)
    attended(books, elm, 4, 40, 101)  # too few to be shown, and all that ash leaves of wood
    computed(ash, elm, wood)
    assert (shown(ash), shown(elm)) == ("ok", "withheld")
    assert shown(wood) == "withheld"
    assert reach(wood).value == pytest.approx(44 / 240)


@pytest.mark.slow
def test_a_remainder_that_is_large_or_nobody_withholds_nothing(books: Book) -> None:
    wood, ash, elm = a_network(public=False)
    attended(books, ash, 40, 200, 1)
    attended(books, elm, 30, 100, 101)
    computed(ash, elm, wood)
    assert shown(wood) == "ok"
    Ecosystem.objects.filter(pk=elm.pk).update(public=True)
    computed(wood)
    assert shown(wood) == "ok"


@pytest.mark.slow
def test_learners_of_the_whole_alone_are_a_remainder_too(books: Book) -> None:
    wood, ash, elm = a_network()
    attended(books, ash, 40, 200, 1)
    attended(books, elm, 40, 200, 101)
    attended(books, wood, 3, 500, 201)
    computed(ash, elm, wood)
    assert shown(wood) == "withheld"


@pytest.mark.slow
def test_without_parts_that_are_shown_nothing_can_be_subtracted(books: Book) -> None:
    wood, ash, elm = a_network(public=False)
    Ecosystem.objects.filter(pk=ash.pk).update(public=False)
    attended(books, ash, 40, 200, 1)
    attended(books, elm, 4, 40, 101)
    computed(ash, elm, wood)
    assert shown(wood) == "ok"


@pytest.mark.slow
def test_a_change_in_a_part_has_the_whole_read_again(books: Book) -> None:
    wood, ash, _elm = a_network()
    attended(books, ash, 20, 100, 1)
    computed(ash, wood)
    assert reach(wood).value == pytest.approx(0.2)
    attended(books, ash, 20, 0, 201)
    jobs.enqueue("profile.compute", {"ecosystem": ash.pk})
    assert jobs.run_pending() == 1
    asked = Job.objects.get(name="profile.compute", args__ecosystem=wood.pk)
    assert asked.run_at <= timezone.now() + timedelta(seconds=10)
    Job.objects.filter(pk=asked.pk).update(run_at=timezone.now())
    assert jobs.run_pending() == 1
    assert Reading.objects.filter(snapshot__ecosystem=wood).latest("pk").value == pytest.approx(0.4)


@pytest.mark.slow
def test_the_daily_reading_of_all_does_not_go_up_again(books: Book) -> None:
    _wood, ash, _elm = a_network()
    jobs.enqueue("profile.compute", {"ecosystem": ash.pk, "daily": True})
    assert jobs.run_pending() == 1
    assert not Job.objects.exclude(args__ecosystem=ash.pk).exists()


@pytest.mark.slow
def test_a_reading_is_cut_by_the_parts_that_the_reader_sees_as_exactly_as_there() -> None:
    wood, ash, elm = a_network(public=False)
    a_snapshot(wood, value=0.3)
    a_snapshot(ash, value=0.25, smallest_cell=3)
    a_snapshot(elm, value=0.35)
    of_ash = {**ada(wood).grants, **ada(ash).grants}
    both = Actor(person_id=10, via="page", grants={**of_ash, **ada(elm).grants})
    found = reading_page(both, "wood", "4.1").parts
    assert [(one.name, one.reading.value) for one in found.seen] == [
        ("Ash", "25.0 %"), ("Elm", "35.0 %"),
    ]  # fmt: skip
    by_bo = by_part(BO, wood, "4.1")
    assert [(one.name, one.reading.state) for one in by_bo.seen] == [("Ash", "withheld")]
    assert (by_bo.others, by_bo.count) == (1, 2)
    assert by_part(ada(wood), wood, "4.1").seen[0].reading.state == "withheld"


def test_cutting_by_part_takes_as_many_queries_for_two_parts_as_for_twenty(
    django_assert_num_queries,
) -> None:
    for name, parts in (("few", 2), ("many", 20)):
        whole = an_ecosystem(name)
        for number in range(parts):
            a_snapshot(an_ecosystem(f"{name}-{number}", parent=whole))
        with django_assert_num_queries(4):
            assert by_part(BO, whole, "4.1").count == parts


def test_organisations_that_work_together_in_two_parts_are_one_pair() -> None:
    book = Book(ecosystems=(1, 2, 3))
    for part in (2, 3):
        book.filling = part
        for organisation in (101, 102, 103):
            book.partner(organisation)
        for activity in (part * 10, part * 10 + 1):
            book.session(activity, CLUB, MUSEUM, activity=activity)
    found = sources.measures()["2.1"](book, WINDOW)
    assert found.n == 3
    assert found.figures is not None
    assert found.figures[0] == pytest.approx(2 * 1 / 3)
