"""Rows of places in groups that name the group, the person or both without a code."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.targets import Diff, Record

from ..models import Group
from .classes import FIELD, Classes
from .meeting import People
from .sites import named, sites_of


def with_codes_of_places(
    ecosystem: Ecosystem, records: Sequence[Record], found: Diff, by: Actor
) -> Sequence[Record]:
    """Each with the codes of group and person; what names none, or several, is refused and left out."""
    without = [one for one in records if one.made_of]
    groups, people = _Groups(ecosystem, without), People(ecosystem, without, by)
    done = []
    for one in records:
        codes = {"group_code": one.text("group_code"), "person_code": one.text("person_code")}
        if not codes["group_code"]:
            codes["group_code"] = groups.code_of(one, found)
        if not codes["person_code"]:
            codes["person_code"] = people.code_of(one, found, groups.home.get(codes["group_code"]))
        if all(codes.values()):
            done.append(replace(one, values={**one.values, **codes}) if one.made_of else one)
    return done


class _Groups:
    """The groups here by name, and the school of each by code."""

    def __init__(self, ecosystem: Ecosystem, records: Sequence[Record]) -> None:
        self.classes, self.sites = Classes(ecosystem, records), sites_of(ecosystem, records)
        rows = Group.objects.filter(ecosystem=ecosystem).exclude(code="")
        self.home = dict(rows.values_list("code", "organisation")) if records else {}

    def code_of(self, record: Record, found: Diff) -> str:
        """The code of the group that it names; empty once it is noted why there is none."""
        starts = record.values.get("starts")
        day = starts if isinstance(starts, date) else None
        if named(record) and self.sites.id_of(record) is None:
            if record.text("person_code"):  # else it is told with the person
                self.sites.check(found, record)
            return ""
        group = self.classes.which(record, self.sites.id_of(record), day, found)
        if group is not None and not group.code:
            expected = _("what has a code: “%(name)s” is here without one. Give it one on its page, then "
                         "send the file in again") % {"name": group.name}  # fmt: skip
            found.refuse(record, FIELD, expected, "membership.no_code")
            return ""
        return group.code if group is not None else ""
