"""What becomes of notices and how one wants them when two records become one."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.joining import moved, once

from .models import Hours, Letter, Notice, Preference

RULES = (
    moved(Notice, "person", "about", named=_("notices")),
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
