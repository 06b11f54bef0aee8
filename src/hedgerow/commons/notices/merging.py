"""What becomes of notices and how one wants them when two records become one."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.joining import moved, once
from hedgerow.foundation.merging import Rule, Two

from .models import Hours, Letter, Notice, Preference


def _told_both(two: Two) -> QuerySet[Notice]:
    """Those of the record that goes which the other was told as well."""
    rows = Notice.objects.filter(person=two.gone).exclude(once="")
    same = Notice.objects.filter(person=two.kept, kind=OuterRef("kind"), once=OuterRef("once"))
    return rows.filter(Exists(same))


def _join(two: Two) -> None:
    """What one record was told about the other is about oneself, which a notice does not name."""
    both = (two.kept, two.gone)
    Notice.objects.filter(person__in=both, about__in=both).update(about=None)
    _told_both(two).delete()
    Notice.objects.filter(person=two.gone).update(person=two.kept)
    Notice.objects.filter(about=two.gone).update(about=two.kept)


RULES = (
    Rule(
        Notice,
        ("person", "about"),
        _("notices"),
        _join,
        _("What both were told is kept once."),
        lambda two: _told_both(two).count(),
    ),
    moved(Letter, "person", named=_("letters")),
    once(
        Preference,
        ("kind",),
        named=_("choices of what one is told"),
        told=_("Where both chose how to be told of something, what the kept record chose stays."),
    ),
    once(
        Hours,
        (),
        named=_("quiet hours"),
        told=_("Where both have quiet hours, those of the kept record stay."),
    ),
)
