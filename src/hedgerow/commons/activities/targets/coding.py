"""Which activity a row without a code means: of its title, site and first day."""

from collections.abc import Sequence

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.making import Namesake, code_of, uncoded, with_codes
from hedgerow.commons.people.rules import sort_name
from hedgerow.foundation.targets import Diff, Record

from ..models import Activity

MADE_OF = (("title", "site_code", "starts"),)
"""What begins anew next year is another one."""


def coded_activities(
    ecosystem: Ecosystem, records: Sequence[Record], found: Diff
) -> Sequence[Record]:
    """Each with a code. One query where any row has none."""
    if not uncoded(records):
        return records
    own = str(ecosystem.uuid)
    rows = Activity.objects.filter(ecosystem=ecosystem).order_by("pk")
    here = [
        (
            Namesake(title, code),
            {"title": sort_name(title), "site_code": site or "", "starts": str(day)},
        )
        for title, code, site, day in rows.values_list("title", "code", "site__code", "starts")
    ]

    def near(record: Record) -> tuple[list[Namesake], bool]:
        said = {name: record.text(name) for name in record.made_of}
        said["title"] = sort_name(said["title"])
        return [one for one, of in here if said.items() <= of.items()], False

    def made(record: Record) -> str:
        return code_of(own, "activity", record)

    there = {one.code for one, _said in here}
    return with_codes(records, found, made=made, there=there, near=near, name="title")
