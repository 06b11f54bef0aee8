"""What the API refuses before any action is asked."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import NotFound, Refused


class TokenNeeded(Refused):
    code = "api.token_needed"
    text = _("This needs a token.")
    next_step = _("Make one on your page “Tokens” and send it as “Authorization: Bearer …”.")
    status = HTTPStatus.UNAUTHORIZED


class NotAllFound(NotFound):
    """Some of the rows that a call names are not here, or not the caller's: it names them again."""

    code = "api.not_all_found"
    text = _("Of what you sent, this is not here or not yours to see: %(ids)s (%(count)s in all).")
    next_step = _("Nothing was changed. Leave it out, or ask somebody else who may do this here.")


class TokenUnknown(Refused):
    code = "api.token_unknown"
    text = _("This token is not valid, or no longer.")
    next_step = _("Make a new one on your page “Tokens”.")
    status = HTTPStatus.UNAUTHORIZED


class TokenReads(Refused):
    code = "api.token_reads"
    text = _("This token may read, but not write.")
    next_step = _("Make a token that may write on your page “Tokens”.")
    status = HTTPStatus.FORBIDDEN


class Unreadable(Refused):
    code = "api.unreadable"
    text = _("What was sent cannot be read.")
    next_step = _("Send JSON in UTF-8, as the description of the operation says.")
    status = HTTPStatus.BAD_REQUEST
