"""What becomes of seats when two records of a person become one."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.merging import Rule, Two

from .errors import BothSeated
from .models import Mandate


def _refuse(two: Two) -> None:
    """Nobody holds two seats of a body at a time, and which one was meant only people know."""
    mine = Mandate.objects.filter(person=two.kept).select_related("body")
    for held in mine:
        later = Q(ends__isnull=True) | Q(ends__gt=held.starts)
        theirs = Mandate.objects.filter(later, person=two.gone, body=held.body_id)
        if held.ends:
            theirs = theirs.filter(starts__lt=held.ends)
        if theirs.exists():
            raise BothSeated(body=held.body.said("name"))


def _join(two: Two) -> None:
    Mandate.objects.filter(person=two.gone).update(person=two.kept)


RULES = (
    Rule(
        Mandate, ("person",), _("seats held"), _join,
        _("Where both held a seat of one body at a time, nothing is merged until one of them ends."),
        refuse=_refuse,
    ),
)  # fmt: skip
