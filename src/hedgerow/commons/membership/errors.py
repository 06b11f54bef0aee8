"""What the rules of membership refuse."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class LinkSpent(Refused):
    code = "membership.link_spent"
    text = _("This sign-in link is used up or too old.")
    next_step = _("Ask for a new one.")


class UnknownRole(Refused):
    code = "membership.unknown_role"
    text = _("There is no role “%(role)s”.")
    next_step = _("Choose one of the roles that the ecosystem lists.")


class LastConvener(Refused):
    code = "membership.last_convener"
    text = _("This would leave the ecosystem without anybody who convenes it.")
    next_step = _("Give somebody else the role first.")


class TooManyAttempts(Refused):
    code = "membership.too_many_attempts"
    text = _("That was tried too often. Try again in %(minutes)s minutes.")
    next_step = _("Wait a little, or ask whoever invited you for help.")
    status = HTTPStatus.TOO_MANY_REQUESTS
    is_counted = True


class WrongPassword(Refused):
    code = "membership.wrong_password"
    text = _("This address and password do not belong together.")
    next_step = _("Try again, or ask for a link by e-mail instead.")
    is_counted = True


class AddressUnproved(Refused):
    code = "membership.address_unproved"
    text = _(
        "To set a first password, sign in by a link sent to %(address)s: it shows that the "
        "address is yours."
    )


class TooManyTokens(Refused):
    code = "membership.too_many_tokens"
    text = _("You have %(most)s valid tokens, as many as one person may have.")
    next_step = _("Revoke one that you no longer need.")


class HasAddress(Refused):
    code = "membership.has_address"
    text = _("%(name)s has an e-mail address, and so needs no card.")
    next_step = _("A link by e-mail signs in.")


class CardUnknown(Refused):
    code = "membership.card_unknown"
    text = _("This card or code does not work.")
    next_step = _("Look at each letter once more, or ask whoever gave you the card for a new one.")


class AlreadyPromoted(Refused):
    code = "membership.already_promoted"
    text = _("The school year %(year)s is prepared already.")
    next_step = _("Take it back first, or name the year after it.")


class BuiltUpon(Refused):
    code = "membership.built_upon"
    text = _("The school year %(year)s is already in use, so it cannot be taken back.")
    next_step = _("Change the groups and grades one by one instead.")


class InvitationSpent(Refused):
    code = "membership.invitation_spent"
    text = _("This invitation has been accepted, taken back or is too old.")
    next_step = _("If you have accepted it, sign in. Otherwise ask for a new one.")


class InvitationClosed(Refused):
    code = "membership.invitation_closed"
    text = _("This invitation has been accepted or taken back already.")
    next_step = _("Invite the person anew, if that is still wanted.")


class TooManyInvitations(Refused):
    code = "membership.too_many_invitations"
    text = _("In one day an ecosystem sends at most %(most)s invitations.")
    next_step = _("Send the others tomorrow, or bring people in from a spreadsheet.")
    status = HTTPStatus.TOO_MANY_REQUESTS


class NoLetter(Refused):
    code = "membership.no_letter"
    text = _("%(name)s has no e-mail address or no role here, or has signed in before.")
    next_step = _("Enter the address or give a role first; who signed in before asks for a link.")


class NotConvening(Refused):
    code = "membership.not_convening"
    text = _("Only who holds the convener's role in this very ecosystem can hand it over.")
    next_step = _("Give the role to somebody else instead, on the page “Roles”.")


class HandingOver(Refused):
    code = "membership.handing_over"
    text = _("You have asked %(name)s already, who has not answered yet.")
    next_step = _("Take that back first, or wait for the answer.")


class HandoverOfAnother(Refused):
    code = "membership.handover_of_another"
    text = _("This hands over what somebody else convenes, so only they can send it again.")
    next_step = _("You can take it back.")


class WrongCode(Refused):
    code = "membership.wrong_code"
    text = _("This code is not the right one, or was used already.")
    next_step = _("Wait for the next one, or use one of your recovery codes.")
    is_counted = True


class WrongFirstCode(WrongCode):
    code = "membership.wrong_first_code"
    text = _("This is not the code that the app shows now.")
    next_step = _(
        "Enter the next one. If that is refused too, see that your phone's clock is right."
    )


class PasskeyUnknown(Refused):
    code = "membership.passkey_unknown"
    text = _("This passkey is not known here, or could not be checked.")
    next_step = _("Try again, or sign in another way.")


class NoSecondFactor(Refused):
    code = "membership.no_second_factor"
    text = _("A second factor is for adults who sign in with an address of their own.")
    next_step = _("Ask the convener to enter your address first.")


class NoFactorYet(Refused):
    code = "membership.no_factor_yet"
    text = _("Recovery codes stand in for a passkey or an app, and you have neither.")
    next_step = _("Add a passkey or set up an app first.")


class ProofNeeded(Refused):
    """``page`` is the path of the page where the same is done by who cannot prove it otherwise."""

    code = "membership.proof_needed"
    text = _(
        "A token alone does not show that it is you, and this needs to be sure: do it on the page "
        "%(page)s, or send “proof” as well."
    )
    next_step = _(
        "As “proof” counts a code of your app or a recovery code if you have a second factor, else "
        "your password."
    )
    status = HTTPStatus.FORBIDDEN


class TooManyPasskeys(Refused):
    code = "membership.too_many_passkeys"
    text = _("You have %(most)s passkeys already.")
    next_step = _("Remove one that you no longer use.")


class NeedsGuardian(Refused):
    code = "membership.needs_guardian"
    text = _("Until the age of %(age)s a guardian answers this.")
    next_step = _("Ask a parent or guardian to sign in, or to sign on paper.")


class AnswersOneself(Refused):
    code = "membership.answers_oneself"
    text = _("%(name)s is old enough to answer this alone.")
    next_step = _("Ask them to answer on their own page.")


class TextChanged(Refused):
    code = "membership.text_changed"
    text = _("What is asked has changed since this page was opened, or is asked no more.")
    next_step = _("Open the page again and read the new text.")


class PurposeTaken(Refused):
    code = "membership.purpose_taken"
    text = _("“%(key)s” is asked here already.")
    next_step = _("Change its text instead, or choose another short name.")


class RoleOrder(Refused):
    code = "membership.role_order"
    text = _("The last day cannot be before the first day.")
    next_step = _("Choose a later day for its end.")


class StillMember(Refused):
    code = "membership.still_member"
    text = _("An earlier membership of %(name)s lasts until %(ends)s.")
    next_step = _("Choose a later first day.")


class ChangeTooEarly(Refused):
    code = "membership.change_too_early"
    text = _("What holds now begins on %(starts)s; a change cannot begin before it.")
    next_step = _("Choose that day or a later one.")


class MayNotLead(Refused):
    code = "membership.may_not_lead"
    text = _("No role here lets these people lead a group: %(names)s. Nothing was saved.")
    next_step = _("Give them a role in which one leads first, such as tutor or educator.")


class AddressLinkSpent(Refused):
    code = "membership.address_link_spent"
    text = _("This link is used up, too old, or was replaced by a newer one.")
    next_step = _("Enter the address again under “Your details”, and a new link is sent.")


class TierTwice(Refused):
    code = "membership.tier_twice"
    text = _("Two tiers are called “%(title)s”.")
    next_step = _("Give each a name of its own.")
