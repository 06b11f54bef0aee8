"""What somebody for whom nothing waits does first, by the role they hold."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.steps import Step, Text
from hedgerow.portal.firststeps import first_steps
from hedgerow.portal.wording import address

FIRST: Final[Mapping[str, tuple[Text, Text, str]]] = {
    "convener": (
        _("See what the records say by now, and what is missing for the rest."),
        _("Look at the profile"), "profile",
    ),
    "leader": (
        _("Say what happens at your place, when, and who leads it."),
        _("Create an activity"), "activities",
    ),
    "educator": (
        _("Say what you do with your learners, and when: the registers then come to you."),
        _("Create an activity"), "activities",
    ),
    "partner": (
        _("Offer a visit, a talk, a course or a place: once, and everybody here finds it."),
        _("Offer something"), "offer-opportunity",
    ),
    "tutor": (
        _("Say whom you can help, in which languages and how often."),
        _("Offer your help"), "mentoring-offer-new",
    ),
    "learner": (
        _("Look for something that you would like to join."),
        _("Find something"), "find",
    ),
    "guardian": (
        _("The school has still to say whose guardian you are; then your child is shown here. Until "
          "then you can offer something yourself, such as a talk about your work."),
        _("Offer something yourself"), "propose-opportunity",
    ),
    "evaluator": (
        _("Open a reading down to the rows it came from."),
        _("Look at the profile"), "profile",
    ),
}  # fmt: skip
"""By role, the role with most to do first: what, how it is called, and on which page.

A guardian is one without a child: with one, the child comes first.
"""


def besides(first: Step | None) -> Step | None:
    """The way to what is offered, for whom the first thing is to offer something themselves."""
    if first is None or first.act != FIRST["guardian"][1]:
        return None
    url = address("find-everywhere")
    return Step("", _("Look at what is offered"), url) if url else None


def first_thing(actor: Actor, children: Sequence[tuple[str, str]]) -> Step | None:
    """One thing to begin with, and where; ``children`` are names and pages of one's wards."""
    found = Assignment.objects.filter(
        person=actor.person_id or 0, ecosystem__in=list(actor.grants), ecosystem__closed_on=None,
        role__in=FIRST,
    )  # fmt: skip
    held: dict[str, Ecosystem] = {}
    for one in found.select_related("ecosystem").order_by("-starts", "-pk"):
        held[one.role] = one.ecosystem
    if "convener" in held:
        left = next((step for step in first_steps(held["convener"]) if not step.done), None)
        if left is not None:
            return replace(left, where=held["convener"].said("name"))
    if children and not held.keys() & {"convener", "leader", "educator", "partner"}:
        name, url = children[0]
        why = _("See where %(name)s is this week, say when %(name)s will not come, and answer.")
        return Step(str(why) % {"name": name}, str(_("Look at %(name)s")) % {"name": name}, url)
    role = next((role for role in FIRST if role in held), None)
    if role is None:
        return None
    title, act, page = FIRST[role]
    url = address(page, held[role].slug)
    return Step(title, act, url, where=held[role].said("name")) if url else None
