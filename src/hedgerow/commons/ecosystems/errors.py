"""What the ecosystems' rules refuse."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class SlugTaken(Refused):
    code = "ecosystems.slug_taken"
    text = _("There already is an ecosystem at the address “%(slug)s”.")
    next_step = _("Choose another address.")


class StatedAlready(Refused):
    code = "ecosystems.stated_already"
    text = _("This figure of the same source and date stands here already.")
    next_step = _("Change that one, or give another source or date.")
