from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class TokenReused(Refused):
    code = "acts.token_reused"
    text = _("This token was used for something else.")
    next_step = _("Open the page again and send the form from there.")
    status = HTTPStatus.UNPROCESSABLE_ENTITY
