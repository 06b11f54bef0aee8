"""What becomes of helping when two records of a person become one."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.joining import moved
from hedgerow.foundation.merging import Rule, Two

from .models import Check, Need, Offer, Pairing, Proposal, SessionNote


def _doubled(two: Two) -> list[int]:
    """Waiting wishes of the record that goes, for what the other waits for too."""
    waiting = Need.objects.filter(state=Need.State.WAITING)
    mine = set(waiting.filter(person=two.kept).values_list("ecosystem_id", "kind"))
    theirs = waiting.filter(person=two.gone).values_list("pk", "ecosystem_id", "kind")
    return [pk for pk, ecosystem, kind in theirs if (ecosystem, kind) in mine]


def _join_needs(two: Two) -> None:
    Need.objects.filter(pk__in=_doubled(two)).update(state=Need.State.WITHDRAWN)
    for field in ("person", "told_by"):
        Need.objects.filter(**{field: two.gone}).update(**{field: two.kept})


RULES = (
    moved(SessionNote, "author", named=_("notes of meetings")),
    moved(Pairing, "proposed_by", "mentor_said_by", "learner_said_by", named=_("pairs")),
    moved(Offer, "person", named=_("offers of help")),
    Rule(
        Need,
        ("person", "told_by"),
        _("wishes for help"),
        _join_needs,
        _("Of two wishes for the same kind of help that both wait, one is taken back."),
        lambda two: len(_doubled(two)),
    ),
    moved(Check, "person", "recorded_by", named=_("checks")),
    moved(Proposal, "made_by", named=_("proposals of pairs")),
)
