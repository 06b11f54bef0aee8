"""Refusals towards families."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class NotOnDuty(Refused):
    code = "families.not_on_duty"
    text = _("Emergency details are shown to those on duty, around the time of a session.")
    next_step = _("They open an hour before the session, for who leads it.")
    status = HTTPStatus.FORBIDDEN


class NobodyToTell(Refused):
    code = "families.nobody_to_tell"
    text = _("No guardian of these learners can be told.")
    next_step = _("Note first who answers for them, on the learners’ pages.")


class TooManyFamilies(Refused):
    code = "families.too_many"
    text = _("Families of more than %(most)s learners are not written to at once.")
    next_step = _("Write to the families of each school by themselves.")


class ChangedSince(Refused):
    code = "families.changed_since"
    text = _("The message, or who receives it, has changed since you looked.")
    next_step = _("Look again.")


class NotYetOwnSay(Refused):
    code = "families.not_yet_own_say"
    text = _("Until the age of %(age)s this is not yours to decide.")
    next_step = _("Speak with your guardian, or with somebody you trust at your school.")


class TemplateTaken(Refused):
    code = "families.template_taken"
    text = _("There already is a template “%(key)s”.")
    next_step = _("Change that one, or choose another short name.")


class AnsweredAlready(Refused):
    code = "families.answered_already"
    text = _("You have answered this message.")
    next_step = _("Write or call if something has changed.")
