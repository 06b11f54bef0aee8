"""What is refused of searches."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class TooMany(Refused):
    code = "discovery.too_many"
    text = _("You have %(most)s saved searches, and more are not kept.")
    next_step = _("Delete one that you no longer need, then save this one.")
