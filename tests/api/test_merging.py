"""Two records are merged where both are; of others a program is not told that they are there."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.membership.tests.factories import assigned, convener, person
from hedgerow.commons.people.models import Merge, Person

from .valley import Program, Valley, program_of


def asked(
    valley: Valley, kept: Person, gone: Person, by: Program | None = None
) -> list[tuple[int, str]]:
    """Status and code of what comparing and merging them is answered."""
    path = f"{valley.path}/people/{kept.uuid}/merge/{gone.uuid}"
    who = by or valley.ada
    answers = (who.ask("get", path), who.ask("post", path, {}))
    return [(one.status_code, one.json().get("code", "")) for one in answers]


def test_a_person_of_another_ecosystem_is_not_found_though_one_convenes_there_too(
    valley: Valley,
) -> None:
    hills = ecosystem("Far hills", public=False)
    head = convener(valley.place)
    assigned(head, "convener", hills)
    here, there = person(valley.place, "Kim Alder"), person(hills, "Kim Alder")
    for kept, gone in ((there, here), (here, there), (there, there)):
        assert asked(valley, kept, gone, program_of(head)) == [(404, "foundation.not_found")] * 2
    assert not Merge.objects.exists()


def test_of_a_person_who_takes_part_and_is_kept_elsewhere_one_is_told_why(valley: Valley) -> None:
    hills = ecosystem("Far hills", public=False)
    here, visiting = person(valley.place, "Kim Alder"), person(hills, "Kim Alder")
    assigned(visiting, "learner", valley.place, valley.school)
    assert asked(valley, here, visiting)[1] == (409, "people.kept_elsewhere")
    assert asked(valley, here, here)[1] == (409, "people.same_person")


@pytest.mark.parametrize("order", [1, -1])
def test_two_records_of_the_ecosystem_become_one(valley: Valley, order: int) -> None:
    two = [person(valley.place, "Kim Alder"), person(valley.place, "Kim Alder")][::order]
    assert [status for status, _code in asked(valley, *two)] == [200, 200]
