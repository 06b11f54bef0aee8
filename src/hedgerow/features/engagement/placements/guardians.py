"""Steps that a guardian sees to: what is said where none is known, or where the learner decides."""

from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext as _

from hedgerow.commons.membership.customs import age_of_consent
from hedgerow.commons.people.emergency import page_to_fill
from hedgerow.commons.people.models import Guardian

from . import rules
from .models import Placement, Step, Who


def without_guardian(rows: Collection[Placement]) -> frozenset[int]:
    """Ids of those whose open step waits for a guardian though none is known. At most a query."""
    waiting = [row for row in rows if any(waits_for_guardian(one) for one in row.steps.all())]
    if not waiting:
        return frozenset()
    ties = Guardian.objects.seeing().filter(
        learner__in={row.learner_id for row in waiting}, ends__isnull=True
    )
    known = set(ties.values_list("ecosystem_id", "learner_id"))
    return frozenset(row.pk for row in waiting if (row.ecosystem_id, row.learner_id) not in known)


def waits_for_guardian(step: Step) -> bool:
    return step.state == Step.State.OPEN and step.who == Who.GUARDIAN


def nobody(step: Step) -> str:
    """What who arranges does about it."""
    if step.may_waive:
        return _("No guardian is known: add one, or waive it with a reason.")
    return _("No guardian is known: add one. This step cannot be waived.")


def is_consent(step: Step) -> bool:
    """Whether it is a yes or no of the family."""
    return rules.is_consent(step.key, step.who, has_validity=step.has_validity)


def not_agreed(row: Placement) -> Iterator[str]:
    """What who arranges does about a no; reads the steps fetched with the row."""
    if row.state == Placement.State.RUNNING:
        why = _("The family does not agree any more (%(title)s): talk with them, or end it")
    else:
        why = _("The family does not agree (%(title)s): talk with them, or close it")
    for step in row.steps.all():
        if step.state == Step.State.REFUSED:
            yield why % {"title": step.shown}


def unheard_family(row: Placement) -> str:
    """What is said beside the button that asks a host: that the family has not agreed yet. Two queries."""
    steps = list(row.steps.all())
    if steps:
        lacking = [one for one in steps if is_consent(one) and one.state in rules.LACKING]
        titles = [one.shown for one in lacking]
    else:
        titles = [
            one.shown
            for one in row.kind.requirements.all()
            if rules.is_consent(one.key, one.who, has_validity=one.has_validity)
        ]
    if not titles:
        return ""
    return _(
        "The host is asked as soon as you press the button, though the family has not agreed yet (%(titles)s). "
        "You may want to talk with them first."
    ) % {"titles": ", ".join(titles)}


def to_fill(row: Placement, step: Step, parts: Collection[str]) -> str:
    """For a guardian at a medical step: the emergency page, as long as it is empty. Two queries."""
    if "guardian" not in parts or not rules.is_medical(step.key):
        return ""
    return page_to_fill(row.ecosystem, row.learner)


def hints(row: Placement, steps: Collection[Step], parts: Collection[str]) -> Mapping[int, str]:
    """By step: that no guardian is known, for who arranges; that the learner decides, for all."""
    found: dict[int, str] = {}
    if {"school", "convener"} & set(parts) and without_guardian([row]):
        found |= {one.pk: nobody(one) for one in steps if waits_for_guardian(one)}
    asked = row.kind.requirements.filter(who=Who.GUARDIAN)
    own = [one for one in steps if one.who == Who.LEARNER]
    keys = set(asked.values_list("key", flat=True)) if own else set()
    turned = [one for one in own if one.key in keys]
    if turned:
        text = _("From the age of %(age)s on the learner decides this without a guardian.")
        said = text % {"age": age_of_consent(row.ecosystem)}
        found |= {one.pk: said for one in turned}
    return found
