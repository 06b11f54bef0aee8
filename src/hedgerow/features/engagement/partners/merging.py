"""What becomes of names in agreements, contacts and the advisory when two records become one."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.joining import moved

from .models import Adviser, Agreement, Contact

RULES = (
    moved(Agreement, "proposed_by", "answered_by", named=_("agreements signed")),
    moved(Contact, "person", named=_("contacts")),
    moved(Adviser, "person", named=_("offers as an adviser")),
)
