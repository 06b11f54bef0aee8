"""What schools wrote to families, which of them read and answered it, and details that families keep."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from hedgerow.commons.membership.models import Group
from hedgerow.commons.people.models import Guardian
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step
from hedgerow.features.engagement.families.actions import (
    answer_message,
    edit_template,
    keep_details,
    read_messages,
    send_message,
)
from hedgerow.features.engagement.families.audiences import audience
from hedgerow.features.engagement.families.models import Message, MessageCopy
from hedgerow.features.engagement.families.queries.drafts import template_of

from . import codes
from .belonging import leader_of
from .days import evening, morning
from .partnering import acting

ANSWERS = ("yes", "yes", "call")


def steps(plot: Plot) -> Iterator[Step]:
    told = plot.history.families
    if told.templates:
        yield Step("templates of messages", _templates)
    for number in range(min(len(told.messages), plot.sizes.people["guardian"])):
        yield Step("messages to families", partial(_message, number=number))
    if told.details:
        yield Step("emergency details", _details)


def _templates(plot: Plot) -> None:
    for key, said in plot.history.families.templates.items():
        usual = template_of(plot.ecosystem, key)
        edit_template(
            plot.ecosystem, key, {**usual.texts, **said}, usual.asks, by=SIMULATION, at=plot.began
        )


def _message(plot: Plot, number: int) -> None:
    """Who leads the group of a learner who has a guardian writes to all its families."""
    told = plot.history.families.messages[number]
    site, group = codes.group_of(number, len(plot.sizes.sites), plot.sizes.groups)
    (leader,) = codes.people(plot.ecosystem, [leader_of(plot, site, group)]).values()
    by, sent = acting(leader), plot.today - timedelta(days=told.days_ago)
    row = Group.objects.get(ecosystem=plot.ecosystem, code=codes.group(site, group))
    said = {
        "day": (sent + timedelta(days=told.in_days)).isoformat(),
        "time": told.time, "note": told.note,
    }  # fmt: skip
    values = {name: said[name] for name in template_of(plot.ecosystem, told.template).asked}
    message = send_message(
        plot.ecosystem, told.template, audience(by, plot.ecosystem, "group", row.uuid), values,
        by=by, at=morning(plot, sent),
    )  # fmt: skip
    _answered(plot, message, told.days_ago)


def _answered(plot: Plot, message: Message, days_ago: int) -> None:
    """Every other family has read it, and answers where it asks."""
    copies = MessageCopy.objects.filter(message=message).order_by("guardian__code", "learner__code")
    for number, copy in enumerate(copies.select_related("guardian")):
        if number % 2:
            continue
        by, at = acting(copy.guardian_id), evening(plot, plot.today - timedelta(days=days_ago))
        read_messages([copy.uuid], by=by, at=at)
        if message.asks:
            answer_message(copy, ANSWERS[number // 2 % len(ANSWERS)], by=by, at=at)


def _details(plot: Plot) -> None:
    """Guardians say whom to call and what must be known."""
    ties = Guardian.objects.filter(ecosystem=plot.ecosystem).select_related("guardian", "learner")
    told = plot.history.families.details
    for one, tie in zip(told, ties.order_by("learner__code", "pk"), strict=False):
        contact = {"name": tie.guardian.name, "relation": one.relation, "phone": one.phone}
        health = one.model_dump(include={"allergies", "medicines", "other"})
        keep_details(
            plot.ecosystem, tie.learner, [contact], health, by=acting(tie.guardian_id),
            at=plot.began,
        )  # fmt: skip
