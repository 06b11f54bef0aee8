"""Which group a row without a code means: of its name, school and year."""

from collections.abc import Sequence

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.making import Namesake, code_of, uncoded, with_codes
from hedgerow.commons.people.rules import sort_name
from hedgerow.foundation.targets import Diff, Record

from ..models import Group

MADE_OF = (
    ("name", "organisation_code", "school_year"),
    ("name", "school_year"),
    ("name", "organisation_code", "starts"),
)
"""A class of that name of the next year is another one."""
OTHERS = {
    "organisation_code": "organisation__code",
    "school_year": "school_year",
    "starts": "starts",
}


def coded_groups(ecosystem: Ecosystem, records: Sequence[Record], found: Diff) -> Sequence[Record]:
    """Each with a code. One query where any row has none."""
    if not uncoded(records):
        return records
    own = str(ecosystem.uuid)
    rows = Group.objects.filter(ecosystem=ecosystem).order_by("pk")
    here = [
        (Namesake(name, code), sort_name(name), dict(zip(OTHERS, said, strict=True)))
        for name, code, *said in rows.values_list("name", "code", *OTHERS.values()).iterator()
    ]

    def near(record: Record) -> tuple[list[Namesake], bool]:
        folded = sort_name(record.text("name"))
        others = [name for name in record.made_of if name in OTHERS]
        return [
            one
            for one, of, said in here
            if of == folded and all(str(said[name] or "") == record.text(name) for name in others)
        ], False

    def made(record: Record) -> str:
        return code_of(own, "group", record)

    return with_codes(
        records, found, made=made, there={one.code for one, *_rest in here}, near=near
    )
