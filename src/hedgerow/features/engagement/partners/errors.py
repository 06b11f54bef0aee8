"""What the rules of partners refuse."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class AlreadyAnswered(Refused):
    code = "partners.already_answered"
    text = _("This agreement is no longer a proposal: it was answered.")
    next_step = _("Read how it stands. For other terms, propose a new agreement.")


class OwnProposal(Refused):
    code = "partners.own_proposal"
    text = _("Your own side proposed this agreement, so the other side answers it.")
    next_step = _("Wait for the answer. Until then you may still change or withdraw it.")


class NotInForce(Refused):
    code = "partners.not_in_force"
    text = _("Only an agreement that both sides agreed to can be ended or renewed.")
    next_step = _("Look at how it stands.")


class AgreementOrder(Refused):
    code = "partners.agreement_order"
    text = _("The last day comes before the first.")
    next_step = _("Choose a later day for its end, or leave it empty.")


class SharedForNothing(Refused):
    code = "partners.shared_for_nothing"
    text = _("It says which data may be shared, but not for what.")
    next_step = _("Write in a sentence what the partner needs these data for.")


class NobodyNamed(Refused):
    code = "partners.nobody_named"
    text = _("Neither a person nor an organisation is named.")
    next_step = _("Choose a person, an organisation, or both.")


class NothingOffered(Refused):
    code = "partners.nothing_offered"
    text = _("An adviser offers at least one thing.")
    next_step = _("Tick what may be asked of them.")
