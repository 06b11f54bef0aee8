"""The organisation that a row speaks of: by its code, or by its name where one alone is called so."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.codes import organisation_ids, place_expected
from hedgerow.commons.people.models import Organisation
from hedgerow.commons.people.rules import sort_name
from hedgerow.foundation.targets import NOTHING, Coming, Diff, Record

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sites:
    """The ecosystem's own organisations: ids by kind and code, and by folded name."""

    codes: Mapping[Pair, int]
    names: Mapping[str, Sequence[int]]

    def id_of(self, record: Record) -> int | None:
        """The organisation's id, 0 while it is coming; None where none is named, or none is here."""
        if record.text("organisation_code"):
            return self.codes.get(by_code(record))
        named = self.names.get(sort_name(record.text("organisation_name")), ())
        return named[0] if len(named) == 1 else None

    def check(self, found: Diff, record: Record) -> None:
        """Note a code or a name by which no organisation is found, or more than one."""
        if self.id_of(record) is not None:
            return
        if record.text("organisation_code"):
            expected = place_expected(by_code(record)[0])
            found.refuse(record, "organisation_code", expected, "membership.no_organisation")
        elif record.text("organisation_name"):
            expected = _("the name of one organisation that is already here, else its code")
            found.refuse(record, "organisation_name", expected, "membership.no_organisation")


def sites_of(
    ecosystem: Ecosystem, records: Sequence[Record], coming: Coming = NOTHING
) -> Sites:  # fmt: skip
    """The organisations there are; by name only where a record names one so. Two queries at most."""
    names: dict[str, list[int]] = defaultdict(list)
    if any(one.text("organisation_name") for one in records):
        rows = Organisation.objects.filter(kept_by=ecosystem).values_list("pk", "name")
        for pk, name in rows.iterator():
            names[sort_name(name)].append(pk)
    return Sites(organisation_ids(ecosystem, coming), names)


def by_code(record: Record) -> Pair:
    """Kind and code as the record gives them."""
    return record.text("organisation_kind"), record.text("organisation_code")


def named(record: Record) -> bool:
    """Whether the record names an organisation at all."""
    return bool(record.text("organisation_code") or record.text("organisation_name"))
