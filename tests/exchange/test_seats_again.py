"""An enrolment that a list ended gives its seat of a round on; undoing takes it again, or says why not."""

from pathlib import Path

import pytest

from hedgerow.commons.activities.models import Activity, Enrolment
from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange.absent.ending import Ending
from hedgerow.edges.exchange.actions import Upload, import_file
from hedgerow.edges.exchange.catalogue import TARGETS
from hedgerow.edges.exchange.mappings import parse_mapping
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.starting import ready_mapping
from hedgerow.edges.exchange.undoing import undo_import
from hedgerow.features.engagement.choice.tests.factories import STEWARD
from hedgerow.features.engagement.choice.tests.test_taken_out import AFTER, There, there
from hedgerow.foundation.errors import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def ended_by_a_list(found: There, folder: Path) -> Import:
    """Two lists of the activity's enrolments: the second lacks one, whose enrolment ends with it."""
    place = found.place
    Activity.objects.filter(pk=place.activity_id).update(code="ROBO")
    for one in found.made.learners:
        Person.objects.filter(pk=one.pk).update(code=f"L{one.pk}")
    enrolled = Enrolment.objects.filter(activity=place.activity_id)
    lines = {one.person_id: f"ROBO,L{one.person_id},{one.starts}\n" for one in enrolled}
    mapping = parse_mapping(ready_mapping(TARGETS["enrolments"]), "ready")
    file = folder / "list.csv"

    def bring(said: list[str], ending: Ending | None = None) -> object:
        file.write_text("activity_code,person_code,starts\n" + "".join(said))
        upload = Upload(file, mapping)
        return import_file(found.made.ecosystem, upload, by=STEWARD, at=AFTER, ending=ending)

    bring([*lines.values()])
    del lines[found.gone.pk]
    bring([*lines.values()], Ending("enrolments", [place.pk], AFTER.date()))
    return Import.objects.latest("pk")


def test_who_is_back_has_the_place_of_the_round_again(tmp_path: Path) -> None:
    found = there(2)
    row = ended_by_a_list(found, tmp_path)
    assert found.mine.taken_out_of is not None
    undo_import(row.uuid, by=STEWARD, at=AFTER)
    assert found.place.ends is None
    assert (found.mine.taken_out_of, found.mine.offer is None) == (None, False)


def test_a_seat_that_went_on_to_somebody_else_is_in_the_way(tmp_path: Path) -> None:
    found = there(3)
    row = ended_by_a_list(found, tmp_path)
    with pytest.raises(Refused) as refusal:
        undo_import(row.uuid, by=STEWARD, at=AFTER)
    assert refusal.value.code == "activities.seats_promised"
    assert found.place.ends == AFTER.date()
