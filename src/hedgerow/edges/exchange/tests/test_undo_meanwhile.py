"""What others do by hand while an import is being written is theirs: undoing the import leaves it."""

from datetime import date
from functools import partial

import pytest
from django.db import connection

from hedgerow.commons.activities.models import Activity, Delivery, Kind
from hedgerow.commons.frameworks.models import Framework, Item
from hedgerow.commons.membership.models import Group, GroupPlace
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.edges.exchange.case import flow
from hedgerow.edges.exchange.case.tests.sample import brought, package, written
from hedgerow.edges.exchange.errors import BuiltUpon
from hedgerow.edges.exchange.models import Import, ImportTrace
from hedgerow.edges.exchange.trace import unpacked

from .meanwhile import Meanwhile, around, later
from .test_targets import AT, YEAR
from .undoings import everything, undo

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.slow,
]
DAY = date(2026, 8, 17)


@pytest.fixture
def meanwhile(tmp_path, grove, monkeypatch):
    found = Meanwhile(tmp_path, grove, monkeypatch)
    for name in ("organisations", "people", "groups"):
        found.bring(name, YEAR[name].replace("language:es", ""))
    return found


def test_a_place_that_somebody_gives_by_hand_stays(meanwhile, grove):
    other = Group.objects.create(ecosystem=grove, name="Chess", starts=DAY)
    placed = [
        partial(
            GroupPlace.objects.create,
            group=other, person=Person.objects.get(code=code), starts=DAY,
        )
        for code in ("L1", "L2")
    ]  # fmt: skip
    row = meanwhile.bring("group-members", before=placed[0], after=placed[1])
    undo(row)
    kept = GroupPlace.objects.values_list("group__name", "person__code")
    assert sorted(kept) == [("Chess", "L1"), ("Chess", "L2")]


def test_a_partner_added_by_hand_stays(meanwhile, grove):
    kind = Kind.objects.create(ecosystem=grove, key="trip", name="Trip")
    mine = Activity.objects.create(
        ecosystem=grove, kind=kind, title="Shore", starts=DAY, created_at=AT
    )
    museum = Organisation.objects.get(code="P2")
    added = partial(Delivery.objects.create, activity=mine, organisation=museum)
    undo(meanwhile.bring("activities", before=added))
    assert [one.activity_id for one in Delivery.objects.all()] == [mine.pk]


def test_an_item_written_by_hand_while_another_framework_comes_in_stays(
    grove, tmp_path, monkeypatch
):
    mine = Framework.objects.create(ecosystem=grove, key="own", title="Own", kind="curriculum")
    own = partial(Item.objects.create, framework=mine, code="1")
    with monkeypatch.context() as patch:
        patch.setattr(flow, "save_described", around(flow.save_described, own, None))
        done = brought(grove, written(tmp_path, package()))
    later(own)
    undo(Import.objects.get(uuid=done.row))
    assert [one.key for one in Framework.objects.all()] == ["own"]
    assert [one.framework_id for one in Item.objects.all()] == [mine.pk]


def test_what_others_changed_or_took_away_meanwhile_is_not_put_back(meanwhile):
    library, museum = (Organisation.objects.filter(code=code) for code in ("P1", "P2"))
    content = YEAR["organisations"].replace("Oak", "Oak Hill").replace("Museum", "Sea Museum")
    row = meanwhile.bring(
        "organisations",
        content.replace("Library", "Town Library"),
        before=partial(museum.update, website="https://sea.example"),
    )
    assert museum.get().name == "Sea Museum"
    trace = unpacked(ImportTrace.objects.get(of=row).content)
    changed = {pk: before for pk, before, _after in trace.changed["people.organisation"]}
    assert changed[museum.get().pk]["name"] == "Museum"
    undo(row)
    assert museum.get().name == "Museum"
    if connection.vendor != "sqlite":
        assert museum.get().website == "https://sea.example"
    assert library.get().name == "Library"


def test_a_place_that_others_end_while_the_list_comes_in_stays_ended(meanwhile):
    meanwhile.bring("group-members")
    ended = GroupPlace.objects.filter(person__code="L1")
    content = YEAR["group-members"].replace("T1,yes", "T1,no")
    row = meanwhile.bring("group-members", content, after=partial(ended.update, ends=DAY))
    undo(row)
    assert ended.get().ends == DAY
    assert GroupPlace.objects.get(person__code="T1").leads


def test_one_that_others_take_away_while_the_list_comes_in_stays_away(meanwhile):
    meanwhile.bring("group-members")
    gone = GroupPlace.objects.filter(person__code="L2")
    content = YEAR["group-members"].replace("T1,yes", "T1,no")
    row = meanwhile.bring("group-members", content, after=gone.delete)
    undo(row)
    assert not gone.exists()
    assert GroupPlace.objects.get(person__code="T1").leads


def test_what_stands_among_the_imports_own_rows_is_still_told_apart(meanwhile, grove):
    there = everything()
    other = Group.objects.create(ecosystem=grove, name="Chess", starts=DAY)
    person = Person.objects.get(code="L1")
    place = partial(GroupPlace.objects.create, group=other, person=person, starts=DAY)
    row = meanwhile.bring("group-members", before=place)
    GroupPlace.objects.filter(person__code="L2").update(leads=True)
    with pytest.raises(BuiltUpon, match="places in groups that it brought in have changed"):
        undo(row)
    GroupPlace.objects.filter(person__code="L2").update(leads=False)
    undo(row)
    GroupPlace.objects.all().delete()
    other.delete()
    assert everything() == there
