"""Which group a row without a code means: of its name, school and year."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.making import Namesake, code_of, uncoded, with_codes
from hedgerow.commons.people.rules import sort_name
from hedgerow.foundation.targets import Diff, Record

from ..models import Group

MADE_OF = (
    ("name", "organisation_code", "school_year"),
    ("name", "organisation_name", "school_year"),
    ("name", "school_year"),
    ("name", "organisation_code", "organisation_name", "starts"),
)
"""A class of that name of the next year is another one."""
OTHERS = {
    "organisation_code": "organisation__code",
    "organisation_name": "organisation__name",
    "school_year": "school_year",
    "starts": "starts",
}


def coded_groups(ecosystem: Ecosystem, records: Sequence[Record], found: Diff) -> Sequence[Record]:
    """Each with a code. One query where any row has none."""
    if not uncoded(records):
        return records
    own = str(ecosystem.uuid)
    rows = Group.objects.filter(ecosystem=ecosystem).order_by("pk")
    here: dict[str, list[tuple[Namesake, Mapping[str, str]]]] = defaultdict(list)
    there = set[str]()
    for name, code, *said in rows.values_list("name", "code", *OTHERS.values()).iterator():
        others = {one: sort_name(str(text or "")) for one, text in zip(OTHERS, said, strict=True)}
        here[sort_name(name)].append((Namesake(name, code), others))
        there.add(code)

    def near(record: Record) -> tuple[list[Namesake], bool]:
        told = {one: sort_name(record.text(one)) for one in record.made_of if one in OTHERS}
        mine = here.get(sort_name(record.text("name")), [])
        return [one for one, others in mine if told.items() <= others.items()], False

    def made(record: Record) -> str:
        return code_of(own, "group", record)

    return with_codes(records, found, made=made, there=there, near=near)
