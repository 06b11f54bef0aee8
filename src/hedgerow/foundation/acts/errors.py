from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class TokenReused(Refused):
    code = "acts.token_reused"
    text = _("This token was used for something else.")
    next_step = _("Open the page again and send the form from there.")
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class AnswerForgotten(Refused):
    code = "acts.answer_forgotten"
    text = _("This was done already; the answer to it is no longer kept.")
    next_step = _("Open the page again to see what came of it.")
    status = HTTPStatus.CONFLICT
