"""An erased person stands on no list of whom to call, and whoever looks after the child is told."""

from datetime import datetime
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.notices.actions import Said, tell_many
from hedgerow.commons.people.models import Guardian, Person

from .models import EmergencyContact
from .rules import TO_CALL, Called, is_called
from .ties import ties_to


def naming(person: int, ties: QuerySet[Guardian]) -> list[EmergencyContact]:
    """Rows of children of these ties that say the person's name or reach the person. Three queries.

    Lists of whom to call hold words alone, so that name, number and address are compared.
    """
    rows = EmergencyContact.objects.filter(learner__in=ties.values("learner")).exclude(
        learner=person
    )
    found = list(rows.select_related("ecosystem", "learner").order_by("pk"))
    if not found:
        return []
    row = Person.objects.select_related("account").get(pk=person)
    account = row.account.email if row.account else ""
    oneself = Called(row.name, row.phone, tuple(filter(None, (row.email, account))))
    tied = Guardian.objects.filter(learner__in={one.learner_id for one in found})
    others = dict.fromkeys(tied.exclude(guardian=person).values_list("learner", "guardian__name"))
    return [
        one
        for one in found
        if is_called(
            oneself, one.name, one.phone, [name for pk, name in others if pk == one.learner_id]
        )
    ]


def forget_to_call(person: int, at: datetime) -> int:
    """Take the person off those lists, and tell of each; how many rows went."""
    rows = naming(person, Guardian.objects.filter(guardian=person))
    EmergencyContact.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for place, learner in dict.fromkeys((row.ecosystem, row.learner) for row in rows):
        _tell(place, learner, person, at)
    return len(rows)


def _tell(place: Ecosystem, learner: Person, erased: int, at: datetime) -> None:
    """Tell the other guardians; conveners where there is none, or where nobody is left to call."""
    learns = learner.assignments.filter(ecosystem=place, role="learner", ends=None)
    if place.closed_on or learner.erased_at or not learns.exists():
        return
    ties = ties_to(place, [learner.pk], at)
    family = {tie.guardian_id: tie.guardian for tie in ties if tie.guardian_id != erased}
    is_left = EmergencyContact.objects.filter(ecosystem=place, learner=learner).exists()
    page = reverse("child-details", args=[learner.uuid, place.slug])
    told = [(list(family.values()), page)]
    if not (family and is_left):
        conveners = _conveners(place).exclude(pk__in=[erased, *family])
        told.append((list(conveners), reverse("person", args=[place.slug, learner.uuid])))
    for people, path in told:
        say = partial(_said, place, learner, path, is_left)
        tell_many(people, TO_CALL, say, ecosystem=place, at=at, about=learner)


def _conveners(place: Ecosystem) -> QuerySet[Person]:
    held = Assignment.objects.filter(ecosystem=place, role="convener", ends=None)
    return Person.objects.filter(pk__in=held.values("person"), erased_at=None).order_by("pk")


def _said(place: Ecosystem, learner: Person, path: str, is_left: bool, _to: Person) -> Said:
    said = {"name": learner.called or learner.name, "ecosystem": place.said("name")}
    text = _(
        "Somebody whom %(ecosystem)s was to call for %(name)s in an emergency is not kept here any "
        "more, and no longer stands on the list."
    )
    now = (
        _("Others still stand there.")
        if is_left
        else _("Nobody stands there now: the family says whom to call.")
    )
    return Said(_("One person less to call for %(name)s") % said, f"{text % said} {now}", path)
