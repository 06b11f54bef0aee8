"""What the rules of bodies refuse."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class BodyExists(Refused):
    code = "bodies.exists"
    text = _("There already is a body with the short name “%(key)s”.")
    next_step = _("Choose another short name.")


class SeatHeld(Refused):
    code = "bodies.seat_held"
    text = _("Seat %(number)s is held by somebody else on some of these days.")
    next_step = _("End that mandate first, or choose other days.")


class SeatedTwice(Refused):
    code = "bodies.seated_twice"
    text = _("This person holds seat %(number)s of the same body on some of these days.")
    next_step = _("End that mandate first, or choose other days or somebody else.")


class QuorumTooLarge(Refused):
    code = "bodies.quorum_too_large"
    text = _("The quorum is %(quorum)s, more than there are seats: %(seats)s.")
    next_step = _("Lower the quorum, or add seats.")


class SeatsInUse(Refused):
    code = "bodies.seats_in_use"
    text = _("Seats of “%(constituency)s” that somebody holds or held cannot be taken away.")
    next_step = _("Leave at least as many seats as have ever been held.")


class MandateOrder(Refused):
    code = "bodies.mandate_order"
    text = _("A mandate ends after it starts.")
    next_step = _("Choose a later day for its end.")


class BothSeated(Refused):
    code = "bodies.both_seated"
    text = _("Both records hold a seat of “%(body)s” on some of the same days.")
    next_step = _("End one of the two mandates first. Nothing was merged.")
