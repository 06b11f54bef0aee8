"""Fields and values of a preview in words; the API keeps their keys."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.activities.models import Attendance
from hedgerow.commons.ecosystems import words
from hedgerow.commons.frameworks.models import Framework
from hedgerow.commons.frameworks.wording import said_of
from hedgerow.commons.people.models import Sector
from hedgerow.foundation.targets import Field, Target, Text

NAMES: Mapping[str, Text] = {
    "activity_code": gettext_lazy("Number of the activity"),
    "activity_title": gettext_lazy("Title of the activity"),
    "address": gettext_lazy("Address"),
    "born": gettext_lazy("Date of birth"),
    "called": gettext_lazy("Called"),
    "code": gettext_lazy("Code"),
    "day": gettext_lazy("Day"),
    "delivered_by": gettext_lazy("Who delivers it"),
    "dropped": gettext_lazy("Left before the end"),
    "email": gettext_lazy("E-mail address"),
    "ends": gettext_lazy("Last day"),
    "grade": gettext_lazy("Grade"),
    "group_code": gettext_lazy("Number of the group"),
    "group_dimension": gettext_lazy("Dimension of the population group"),
    "group_name": gettext_lazy("Name of the group"),
    "group_key": gettext_lazy("Population group"),
    "guardian1_code": gettext_lazy("First guardian: number"),
    "guardian1_email": gettext_lazy("First guardian: e-mail address"),
    "guardian1_language": gettext_lazy("First guardian: language"),
    "guardian1_name": gettext_lazy("First guardian: name"),
    "guardian1_phone": gettext_lazy("First guardian: telephone"),
    "guardian1_relation": gettext_lazy("First guardian: relation"),
    "guardian2_code": gettext_lazy("Second guardian: number"),
    "guardian2_email": gettext_lazy("Second guardian: e-mail address"),
    "guardian2_language": gettext_lazy("Second guardian: language"),
    "guardian2_name": gettext_lazy("Second guardian: name"),
    "guardian2_phone": gettext_lazy("Second guardian: telephone"),
    "guardian2_relation": gettext_lazy("Second guardian: relation"),
    "guardian_code": gettext_lazy("Number of the guardian"),
    "high_grade": gettext_lazy("Highest grade"),
    "in_lessons": gettext_lazy("Part of ordinary lessons"),
    "indicator": gettext_lazy("Indicator"),
    "indicator_title": gettext_lazy("Title of the indicator"),
    "kind": gettext_lazy("Kind"),
    "kind_name": gettext_lazy("Name of the kind"),
    "language": gettext_lazy("Language"),
    "leader_code": gettext_lazy("Number of the leader"),
    "leads": gettext_lazy("Leads the group"),
    "learner_code": gettext_lazy("Number of the learner"),
    "low_grade": gettext_lazy("Lowest grade"),
    "minimum_declared": gettext_lazy("Minimum declared on"),
    "minimum_minutes": gettext_lazy("Minutes a learner should reach"),
    "minutes": gettext_lazy("Minutes"),
    "missing": gettext_lazy("Why there is no value"),
    "n": gettext_lazy("Records behind the value"),
    "name": gettext_lazy("Name"),
    "organisation_code": gettext_lazy("Code of the organisation"),
    "organisation_kind": gettext_lazy("Kind of organisation"),
    "organisation_name": gettext_lazy("Name of the organisation"),
    "parent_code": gettext_lazy("Part of: code"),
    "parent_kind": gettext_lazy("Part of: kind"),
    "person_code": gettext_lazy("Number of the person"),
    "phone": gettext_lazy("Telephone"),
    "population_groups": gettext_lazy("Population groups"),
    "public": gettext_lazy("Shown to everybody"),
    "relation": gettext_lazy("Relation"),
    "role": gettext_lazy("Role"),
    "school_year": gettext_lazy("School year"),
    "sector": gettext_lazy("Sector"),
    "session_minutes": gettext_lazy("Length of the session"),
    "site_code": gettext_lazy("Code of the site"),
    "slot": gettext_lazy("Which session of the day"),
    "source": gettext_lazy("Source"),
    "starts": gettext_lazy("First day"),
    "status": gettext_lazy("Mark"),
    "summary": gettext_lazy("Summary"),
    "time": gettext_lazy("Time"),
    "title": gettext_lazy("Title"),
    "unit": gettext_lazy("Unit"),
    "value": gettext_lazy("Value"),
    "website": gettext_lazy("Website"),
}
FILE_NAMES: Mapping[str, Text] = {"heading": gettext_lazy("Line with the headings")}
"""What a file as a whole is asked about, which is no field of a row."""
CASE_NAMES: Mapping[str, Text] = {
    "adopted_on": gettext_lazy("Adopted on"),
    "description": gettext_lazy("Description"),
    "destination_title": gettext_lazy("Tied to"),
    "details": gettext_lazy("Details"),
    "ended_on": gettext_lazy("No longer used from"),
    "notes": gettext_lazy("Notes"),
    "origin_title": gettext_lazy("Tied from"),
    "position": gettext_lazy("Place in the order"),
    "status": gettext_lazy("Use"),
    "version": gettext_lazy("Version"),
}
"""What a framework has that no spreadsheet fills, or calls otherwise."""
CASE_PARTS: Mapping[str, Text] = {
    "framework": gettext_lazy("framework"),
    "items": gettext_lazy("items"),
    "associations": gettext_lazy("associations"),
    "definitions": gettext_lazy("definitions"),
}
TAKEN_AWAY = "-taken-away"
CHOICES: Mapping[str, Mapping[str, Text]] = {
    "role": words.ROLES,
    "sector": dict(Sector.choices),
    "status": dict(Attendance.Status.choices),
}


def name_of(field: str) -> Text:
    """The field's name for readers; its key where there is none."""
    return NAMES.get(field) or FILE_NAMES.get(field, field)


def case_name_of(field: str) -> Text:
    """The same for a field of a framework."""
    return CASE_NAMES.get(field, name_of(field))


def case_part(label: str) -> str:
    """What is counted of a framework, in the reader's words."""
    plain = label.removesuffix(TAKEN_AWAY)
    what = str(CASE_PARTS.get(plain, plain))
    return what if plain == label else _("%(what)s: taken away") % {"what": what}


def case_value_of(field: str, text: str) -> str:
    """A kept value of a framework as readers write it."""
    if field in ("adopted_on", "ended_on") and text:
        return date_format(date.fromisoformat(text))
    if field == "kind":
        return str(said_of(text, from_origin=True))
    return str(dict(Framework.Status.choices).get(text, text)) if field == "status" else text


def value_of(target: Target | None, name: str, text: str) -> str:
    """A kept value as readers write it."""
    kinds: dict[str, Field] = {one.name: one for one in target.fields} if target else {}
    kind = kinds[name].kind if name in kinds else "text"
    if kind == "yes" and text in ("True", "False"):
        return _("yes") if text == "True" else _("no")
    if kind == "date" and text:
        return date_format(date.fromisoformat(text))
    return str(CHOICES.get(name, {}).get(text, text))
