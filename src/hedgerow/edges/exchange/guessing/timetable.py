"""Lists of clubs say when and where each takes place and who leads it: that is none of the lists of people there."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Target

from ..catalogue import TARGETS
from . import further
from .folded import plain
from .naming import meaning_by_name
from .plainly import plainly


def _said(text: str) -> frozenset[str]:
    return frozenset(plain(one) for one in text.split(","))


WHEN_AND_WHERE: Final = further.clubs("when_and_where") | _said(
    "tag, wochentag, zeit, uhrzeit, raum, ort, treffpunkt, day, weekday, days, time, times, room, venue, place, location, día, "
    "días, hora, horas, horario, aula, sala, salón, lugar, jour, jours, heure, heures, horaire, horaires, salle, lieu, "
    "dia da semana, dias, horário, local, اليوم, الأيام, الوقت, الساعة, القاعة, الغرفة, المكان"
)
WHO_LEADS: Final = further.clubs("who_leads") | _said(
    "leitung, leiter, leiterin, lehrkraft, betreuung, leader, led by, teacher, instructor, coach, supervisor, responsable, "
    "monitor, monitora, docente, profesor, profesora, maestro, maestra, encargado, encargada, animateur, animatrice, "
    "intervenant, professeur, professor, professora, responsável, المشرف, المشرفة, المسؤول, المدرب, المعلم, المعلمة, القائد"
)
SOMEBODY: Final = frozenset(("person_code", "name", "born"))
OF_SOMEBODY: Final = ("group-members", "enrolments", "attendance")
"""Targets each row of which is about one person."""
WEIGHT: Final = 0.75
"""What such a column says for a list of activities: as much as a field that stays unfilled says against it."""
OF_PLACES: Final = frozenset(
    ("person_code", "name", "group_code", "group_name", "organisation_code", "organisation_name",
     "starts", "ends", "leads")
)  # fmt: skip
A_LITTLE: Final = 0.5
"""Who is in which group or activity since when is a list of places, though it may be one of people as well."""
NEVER: Final = 100.0


def says_timetable(heading: str) -> bool:
    """Whether a column says when or where something takes place, or who leads it."""
    return not (WHEN_AND_WHERE | WHO_LEADS).isdisjoint((plain(heading), plainly(heading)))


def left_to_its_page(
    target: Target, heading: str, values: Sequence[str], means: str
) -> str:  # fmt: skip
    """Why a column of a list of activities fills nothing; empty where it may."""
    if target.name != "activities" or plain(heading) == means:
        return ""
    named = (
        means == "leader_code"
        and values
        and not any(any(c.isdigit() for c in one) for one in values)
    )
    if named or (not means and says_timetable(heading)):
        return _(
            "when and where it takes place and who leads it is entered on the page of the activity"
        )
    return ""


def weight(target: Target, fields: AbstractSet[str], columns: Sequence[str]) -> float:
    """What speaks for a target besides the fields that it fills, or against it."""
    if target.name in OF_SOMEBODY and SOMEBODY.isdisjoint(fields):
        return -NEVER
    if target.name == "group-members":
        said = any(one.startswith("group_") for one in fields) and "starts" in fields
        return A_LITTLE if said and fields <= OF_PLACES else 0
    if target.name == "enrolments":
        said = any(one.startswith("activity_") for one in fields) and "starts" in fields
        return A_LITTLE if said else 0
    if target.name == "attendance" and fields.isdisjoint(("day", "status")):
        return -1  # neither when nor whether somebody was there
    if target.name != "activities" or "title" not in fields or any(map(_names_somebody, columns)):
        return 0
    return WEIGHT * sum(map(says_timetable, columns))


def _names_somebody(heading: str) -> bool:
    """Whether a column says of whom a row is, and not who leads."""
    enrolments = TARGETS["enrolments"]
    means, _word = meaning_by_name(enrolments, heading, (), ("", ""))
    return means in SOMEBODY and not says_timetable(heading)
