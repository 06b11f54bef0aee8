"""What becomes of answers that may show a person's name: they are let go at once."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.privacy import Rule

from .actions import forget_answers
from .models import Act
from .tasks import KEPT


def export(person: int) -> Iterable[Mapping[str, object]]:
    yield from Act.objects.filter(actor=f"person:{person}").order_by("pk").values("path", "at")


def erase(person: int, at: datetime) -> int:
    """Anybody's answer may show the name, so all are emptied; the person's own acts go."""
    own = Act.objects.filter(actor=f"person:{person}").delete()[0]
    return own + forget_answers()


RULES = (
    Rule(
        Act,
        _("Notices when a form is sent twice, so that it counts once."),
        export,
        erase,
        keep=KEPT,
        ended=lambda before: Act.objects.filter(at__lt=before),
    ),
)
