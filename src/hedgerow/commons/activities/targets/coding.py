"""Which activity a row without a code means: of its title, site and first day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

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
    here: dict[str, list[tuple[Namesake, Mapping[str, str]]]] = defaultdict(list)
    there = set[str]()
    for title, code, site, day in rows.values_list("title", "code", "site__code", "starts"):
        others = {"site_code": site or "", "starts": str(day)}
        here[sort_name(title)].append((Namesake(title, code), others))
        there.add(code)

    def near(record: Record) -> tuple[list[Namesake], bool]:
        told = {one: record.text(one) for one in record.made_of if one != "title"}
        mine = here.get(sort_name(record.text("title")), [])
        return [one for one, others in mine if told.items() <= others.items()], False

    def made(record: Record) -> str:
        return code_of(own, "activity", record)

    return with_codes(records, found, made=made, there=there, near=near, name="title")
