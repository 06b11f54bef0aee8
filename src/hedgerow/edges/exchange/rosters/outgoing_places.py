"""The organisations of a OneRoster set that goes out, with those that they are parts of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.people.models import Organisation, Sector

from .outgoing_rows import Kept, known_as

TYPES: Mapping[str, str] = {
    "school": "school", "district": "district", "state": "state", "country": "national",
    "agency": "local", "department": "department",
}  # fmt: skip
LOCAL = "local"
"""What the standard calls every other organisation."""


@dataclass(frozen=True, slots=True)
class Org:
    """One row; ``parent`` is the id of the organisation that it is a part of, or empty."""

    id: str
    name: str
    type: str
    identifier: str
    parent: str


class Orgs:
    """The organisations by key, and the ecosystem itself for who belongs to none of them."""

    def __init__(self, ecosystem: Ecosystem, rows: Mapping[int, Org]) -> None:
        self._rows = rows
        self._whole = Org(str(ecosystem.uuid), ecosystem.name, LOCAL, "", "")
        self._asked_for_whole = False

    def id_of(self, organisation: int | None) -> str:
        """The id of an organisation; the ecosystem's where there is none."""
        found = self._rows.get(organisation) if organisation is not None else None
        if found is None:
            self._asked_for_whole = True
            return self._whole.id
        return found.id

    def has(self, organisation: int) -> bool:
        return organisation in self._rows

    def rows(self) -> Iterator[dict[str, str]]:
        """Members and whoever was asked for; the whole where it was, so ask for rows last."""
        for one in ([self._whole] if self._asked_for_whole else []) + [*self._rows.values()]:
            yield {"sourcedId": one.id, "name": one.name, "type": one.type,
                   "identifier": one.identifier, "parentSourcedId": one.parent}  # fmt: skip


def orgs_of(kept: Kept) -> Orgs:
    """Members, the sites of roles and groups, and all that these are parts of."""
    members, groups = kept.of(OrganisationMembership), kept.groups()
    wanted = Organisation.objects.filter(
        Q(pk__in=members.values("organisation"))
        | Q(pk__in=kept.roles().exclude(organisation=None).values("organisation"))
        | Q(pk__in=groups.values("organisation"))
    )
    rows = _with_parents(wanted)
    schools = set(groups.order_by().values_list("organisation", flat=True).distinct())
    known = {pk: _id(row, kept.ecosystem) for pk, row in rows.items()}
    made = {
        pk: Org(
            known[pk], row.name, _type(row, has_groups=pk in schools), row.code,
            known.get(row.parent_id, "") if row.parent_id else "",
        )
        for pk, row in sorted(rows.items())
    }  # fmt: skip
    return Orgs(kept.ecosystem, made)


def _with_parents(wanted: QuerySet[Organisation]) -> dict[int, Organisation]:
    names = ("uuid", "name", "kind", "sector", "code", "parent", "kept_by")
    found = {row.pk: row for row in wanted.only(*names).iterator()}
    missing = {row.parent_id for row in found.values() if row.parent_id} - found.keys()
    while missing:
        more = Organisation.objects.filter(pk__in=missing).only(*names)
        found |= {row.pk: row for row in more}
        missing = {row.parent_id for row in more if row.parent_id} - found.keys()
    return found


def _id(row: Organisation, ecosystem: Ecosystem) -> str:
    """A code is the keeper's: one of elsewhere may be somebody else's here."""
    return known_as(row.code if row.kept_by_id == ecosystem.pk else "", row.uuid)


def _type(row: Organisation, *, has_groups: bool) -> str:
    """Whoever has classes is a school to the standard, as is everything of that sector."""
    if row.kind in TYPES and not (has_groups and TYPES[row.kind] == LOCAL):
        return TYPES[row.kind]
    return "school" if has_groups or row.sector == Sector.SCHOOL else LOCAL
