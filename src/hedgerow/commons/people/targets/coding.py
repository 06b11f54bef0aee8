"""Which organisation a row without a code means: the one here of its name, else a new one."""

from collections import defaultdict
from collections.abc import Sequence

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.targets import Diff, Record

from ..making import Namesake, code_of, uncoded, with_codes
from ..models import Organisation
from ..rules import sort_name


def coded_organisations(
    ecosystem: Ecosystem, records: Sequence[Record], found: Diff
) -> Sequence[Record]:
    """Each with a code. One query where any row has none: the names are folded here."""
    if not uncoded(records):
        return records
    own, there = str(ecosystem.uuid), set[str]()
    named: dict[str, list[tuple[Namesake, str]]] = defaultdict(list)
    rows = Organisation.objects.filter(kept_by=ecosystem).order_by("pk")
    for name, code, parent in rows.values_list("name", "code", "parent__code").iterator():
        named[sort_name(name)].append((Namesake(name, code), parent or ""))
        there.add(code)

    def near(record: Record) -> tuple[list[Namesake], bool]:
        mine = named.get(sort_name(record.text("name")), [])
        if "parent_code" in record.made_of:
            mine = [one for one in mine if one[1] == record.text("parent_code")]
        return [one for one, _parent in mine], False

    def made(record: Record) -> str:
        return code_of(own, "organisation", record)

    return with_codes(records, found, made=made, there=there, near=near)
