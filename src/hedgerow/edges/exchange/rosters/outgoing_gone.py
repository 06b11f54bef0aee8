"""What has ended since a moment, as rows of a set that are to be deleted.

Whoever reads a role or a place tells it by person and organisation, or group. So where another one of
the same goes on, the one that ended is not told: it would end the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from hedgerow.commons.ecosystems.models import Term
from hedgerow.commons.membership.models import (
    Assignment,
    Group,
    GroupPlace,
    OrganisationMembership,
)
from hedgerow.commons.people.models import Organisation, Person

from .oneroster import NO_NAME
from .outgoing_people import ROLES_1_1
from .outgoing_places import Orgs
from .outgoing_rows import CHUNK, NO_SCHOOLS, ROLES, Kept, grade_code, known_as, listed
from .outgoing_since import Since, noon
from .outgoing_times import Span, span_of

Row = dict[str, str]
PERSON, GROUP = "people.person", "membership.group"
SITE = ("organisation__code", "organisation__uuid", "organisation__kept_by_id")
HELD = ("person_id", "person__code", "person__uuid", "role", "uuid", "ends", *SITE)


@dataclass(frozen=True, slots=True)
class Gone:
    """Rows of one ecosystem that went on at a moment, and do not on the day of ``kept``."""

    kept: Kept
    orgs: Orgs
    since: Since
    version: str

    def rows(self, name: str) -> Iterator[Row]:
        """Those of one file, with the moment at which each ended."""
        match name:
            case "users":
                return self._users()
            case "roles":
                return self._roles()
            case "classes" | "courses":
                return self._classes(name)
            case "enrollments":
                return self._enrollments()
            case "orgs":
                return self._orgs()
        return iter(())

    def _lately(self, field: str, *named: Q) -> Q:
        """What ended since, or before and something was done of it since, as with a day gone by."""
        found = Q(**{f"{field}__gte": self.since.day, f"{field}__lt": self.kept.day})
        for one in named:
            found |= Q(**{f"{field}__lt": self.kept.day}) & one
        return found

    def _held(self) -> QuerySet[Assignment]:
        """Roles that ended, of people whose record is kept here."""
        here = self.kept.ecosystem
        return Assignment.objects.filter(
            self._lately("ends", self.since.about("person", PERSON)), ecosystem=here, role__in=ROLES,
            person__kept_by=here, person__erased_at=None,
        )  # fmt: skip

    def _users(self) -> Iterator[Row]:
        left = self._held().filter(~self.kept.held_by(OuterRef("person")))
        rows = left.order_by("person_id", "pk").values_list(*HELD)
        for _pk, own in groupby(rows.iterator(CHUNK), key=itemgetter(0)):
            held = list(own)
            code, uuid = held[0][1:3]
            yield self._user(known_as(code, uuid), noon(max(one[5] for one in held)), held)
        # whose record went into another's: that one is told as it is
        merged = Person.objects.filter(self.since_merged(), kept_by=self.kept.ecosystem)
        for code, uuid, at in merged.order_by("pk").values_list("code", "uuid", "erased_at"):
            yield self._user(known_as(code, uuid), self.since.latest(at), [])

    def since_merged(self) -> Q:
        named = Q(uuid__in=self.since.named(PERSON))
        return named & Q(erased_at__isnull=False, merged_into__isnull=False)

    def _user(self, known: str, at: str, held: list[Any]) -> Row:
        row = {"sourcedId": known, "enabledUser": "false", "username": known,
               "givenName": NO_NAME, "familyName": NO_NAME, "dateLastModified": at}  # fmt: skip
        if self.version == "1.1":
            role = next((one for one in ROLES if any(each[3] == one for each in held)), "learner")
            sites = listed(self._site(one[6:9]) for one in held if one[3] == role)
            row |= {"role": ROLES_1_1[role], "orgSourcedIds": sites or self.orgs.id_of(None)}
        return row

    def _roles(self) -> Iterator[Row]:
        same = self.kept.roles().filter(person=OuterRef("person"), role=OuterRef("role"))
        at_site = Q(Exists(same.filter(organisation=OuterRef("organisation"))))
        of_whole = Q(organisation=None) & Exists(same.filter(organisation=None))
        over = self._held().filter(~(at_site | of_whole))
        for _pk, code, uuid, role, public, ends, *site in (
            over.order_by("pk").values_list(*HELD).iterator(CHUNK)
        ):
            yield {
                "sourcedId": str(public), "userSourcedId": known_as(code, uuid),
                "role": ROLES[role], "roleType": "secondary", "orgSourcedId": self._site(site),
                "endDate": ends.isoformat(), "dateLastModified": noon(ends),
            }  # fmt: skip

    def _site(self, site: Any) -> str:
        """The id of an organisation, be it a member still or not."""
        code, uuid, kept_by = site
        if uuid is None:
            return self.orgs.id_of(None)
        return known_as(code if kept_by == self.kept.ecosystem.pk else "", uuid)

    def groups(self) -> QuerySet[Group]:
        """Those that ended, of schools."""
        rows = Group.objects.filter(
            self._lately("ends", Q(uuid__in=self.since.named(GROUP))),
            ecosystem=self.kept.ecosystem, organisation__isnull=False,
        )  # fmt: skip
        return rows.exclude(organisation__kind__in=NO_SCHOOLS)

    def spans(self, terms: list[Term]) -> dict[tuple[date, date | None], Span]:
        """The sessions of those groups by first and last day."""
        days = self.groups().order_by("starts", "ends").values_list("starts", "ends").distinct()
        return {pair: span_of(*pair, terms, self.kept.day) for pair in days}

    def _classes(self, name: str) -> Iterator[Row]:
        terms = list(Term.objects.filter(ecosystem=self.kept.ecosystem).order_by("starts", "pk"))
        spans = self.spans(terms)
        names = ("code", "uuid", "name", "kind", "grade", "starts", "ends", *SITE)
        for code, uuid, title, kind, grade, starts, ends, *site in (
            self.groups().order_by("pk").values_list(*names).iterator(CHUNK)
        ):
            known = known_as(code, uuid)
            both = {"title": title, "grades": grade_code(grade), "dateLastModified": noon(ends)}
            if name == "courses":
                yield {
                    "sourcedId": f"course-{known}"[:255],
                    "orgSourcedId": self._site(site),
                } | both
                continue
            yield both | {
                "sourcedId": known, "classCode": code, "courseSourcedId": f"course-{known}"[:255],
                "classType": "homeroom" if kind == "class" else "scheduled",
                "schoolSourcedId": self._site(site), "termSourcedIds": spans[starts, ends].id,
            }  # fmt: skip

    def _enrollments(self) -> Iterator[Row]:
        names = ("group__code", "group__uuid", "person__code", "person__uuid", "leads", "starts",
                 "ends", "group__organisation__code", "group__organisation__uuid",
                 "group__organisation__kept_by_id")  # fmt: skip
        for code, uuid, own, public, leads, starts, ends, *site in (
            self._places().order_by("pk").values_list(*names).iterator(CHUNK)
        ):
            group, person = known_as(code, uuid), known_as(own, public)
            yield {
                "sourcedId": f"{group}:{person}:{starts:%Y%m%d}", "classSourcedId": group,
                "schoolSourcedId": self._site(site), "userSourcedId": person,
                "role": "teacher" if leads else "student", "primary": "false",
                "beginDate": starts.isoformat(), "endDate": ends.isoformat() if ends else "",
                "dateLastModified": noon(ends) if ends else self.since.latest(),
            }  # fmt: skip

    def _places(self) -> QuerySet[GroupPlace]:
        """Those that ended, and open ones of people who hold no role any more."""
        named = self.since.about("person", PERSON) | self.since.about("group", GROUP)
        left = self._held().filter(person=OuterRef("person"))
        open_ = Q(ends=None) & Exists(left) & ~self.kept.held_by(OuterRef("person"))
        going = self.kept.places().filter(group=OuterRef("group"), person=OuterRef("person"))
        rows = GroupPlace.objects.filter(
            self._lately("ends", named) | open_, group__ecosystem=self.kept.ecosystem,
            group__organisation__isnull=False, person__kept_by=self.kept.ecosystem,
            person__erased_at=None,
        )  # fmt: skip
        return rows.filter(~Exists(going)).exclude(group__organisation__kind__in=NO_SCHOOLS)

    def _orgs(self) -> Iterator[Row]:
        left = OrganisationMembership.objects.filter(
            self._lately("ends"), ecosystem=self.kept.ecosystem
        )
        ended = {pk: ends for pk, ends in left.values_list("organisation", "ends") if ends}
        rows = Organisation.objects.filter(pk__in=left.values("organisation")).order_by("pk")
        for pk, code, uuid, kept_by, name in rows.values_list(
            "pk", "code", "uuid", "kept_by_id", "name"
        ):
            if self.orgs.has(pk):
                continue
            yield {"sourcedId": self._site((code, uuid, kept_by)), "name": name, "type": "local",
                   "dateLastModified": noon(ended[pk])}  # fmt: skip
