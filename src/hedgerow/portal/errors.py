"""What the portal refuses."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class NotOfAge(Refused):
    """Somebody else answers for this person yet."""

    code = "portal.not_of_age"
    text = _(
        "Whoever is younger than %(age)s, or learns here without a date of birth, is erased by others."
    )
    next_step = _("A guardian or the convener can ask for it: talk to one of them.")
    status = HTTPStatus.FORBIDDEN


class NotConfirmed(Refused):
    code = "portal.not_confirmed"
    text = _("What was typed is not the name that is kept.")
    next_step = _("Type the name as it stands above the field. Nothing was erased.")
