"""What planting refuses."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class NoSuchBlueprint(Refused):
    code = "blueprints.unreadable"
    text = _("This blueprint cannot be read.\n%(faults)s")
    next_step = _("Mend the file, or choose one of the blueprints that come with Hedgerow.")
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class NoBlueprintNamed(Refused):
    code = "blueprints.none_named"
    text = _("No blueprint was named.")
    next_step = _("Name one (hedgerow plant tulsa), or plant every one of them (--all).")
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class AlreadyPlanted(Refused):
    code = "blueprints.already_planted"
    text = _("There already is an ecosystem at the address “%(slug)s”.")
    next_step = _("Plant it at another address (--as ADDRESS), or look at what is there (show).")


class PlantingFailed(Refused):
    code = "blueprints.planting_failed"
    text = _("Planting “%(slug)s” stopped: %(why)s.")
    next_step = _("Plant it again: what was done is kept and the rest follows.")
    status = HTTPStatus.INTERNAL_SERVER_ERROR


class NotWritten(Refused):
    code = "blueprints.not_written"
    text = _("%(path)s cannot be written: %(reason)s.")
    next_step = _("Name a file in a folder that you may write to.")


class NoHistory(Refused):
    code = "blueprints.no_history"
    text = _("The blueprint “%(key)s” describes no simulated history.")
    next_step = _("Plant it without --history.")
