"""What becomes of families' rows when two records of one person become one."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.joining import moved
from hedgerow.foundation.merging import Rule, Two

from .models import Contact, EmergencyContact, HealthNote, Message, MessageCopy, SightDecision


def _details(model: Any) -> Any:
    """In each ecosystem those of the kept record stay, or the only ones there are."""

    def join(two: Two) -> None:
        kept = model.objects.filter(learner=two.kept).values_list("ecosystem", flat=True)
        theirs = model.objects.filter(learner=two.gone)
        theirs.filter(ecosystem__in=list(kept)).delete()
        model.objects.filter(learner=two.gone).update(learner=two.kept)
        if model is HealthNote:
            model.objects.filter(by=two.gone).update(by=two.kept)

    return join


def _copies(two: Two) -> None:
    for mine, other in (("guardian", "learner"), ("learner", "guardian")):
        kept = MessageCopy.objects.filter(**{mine: two.kept}).values_list("message", other)
        both = set(kept)
        for row in MessageCopy.objects.filter(**{mine: two.gone}):
            if (row.message_id, getattr(row, f"{other}_id")) in both:
                row.delete()
        MessageCopy.objects.filter(**{mine: two.gone}).update(**{mine: two.kept})


TOLD = _("Where both have emergency details, those of the kept record stay.")

RULES = (
    Rule(
        EmergencyContact, ("learner",), _("people to call"), _details(EmergencyContact), TOLD
    ),
    Rule(
        HealthNote, ("learner", "by"), _("notes on health"), _details(HealthNote), TOLD
    ),
    Rule(
        MessageCopy, ("guardian", "learner"), _("messages received"), _copies,
        _("Of a message that both received one copy stays."),
    ),
    moved(Message, "sender", named=_("messages sent")),
    moved(Contact, "learner", "guardian", "by", named=_("contacts with families")),
    moved(SightDecision, "by", named=_("decisions about who sees a record")),
)  # fmt: skip
