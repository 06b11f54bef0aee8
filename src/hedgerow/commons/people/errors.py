"""What the rules of people and organisations refuse."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import NotFound, Refused


class GuardsOneself(Refused):
    code = "people.guards_oneself"
    text = _("Nobody can be their own guardian.")
    next_step = _("Choose another person.")


class GroupsNotCollected(Refused):
    code = "people.groups_not_collected"
    text = _("Population groups are not collected in this ecosystem.")
    next_step = _("A convener can turn them on in the settings.")


class OrganisationElsewhere(NotFound):
    code = "people.organisation_elsewhere"
    text = _("That organisation does not belong to this ecosystem.")
    next_step = _("Choose one of this ecosystem, or make it a member first.")


class PartOfItself(Refused):
    code = "people.part_of_itself"
    text = _("An organisation cannot be a part of itself, or be run by itself, at any remove.")
    next_step = _("Choose an organisation that is neither this one nor below it.")


class OutOfReach(NotFound):
    """Also the answer about somebody who is here, but from whom a court keeps whoever asks."""

    code = "people.out_of_reach"
    text = _("Somebody in this is not here, or is not somebody for whom you can do this.")
    next_step = _(
        "Nothing was changed. Leave that person out, or ask another who may do this here."
    )


class CodeTaken(Refused):
    code = "people.code_taken"
    text = _("Another one here has the code %(code)s already.")
    next_step = _("Check the code, or change the one that has it.")


class LikelyKnown(Refused):
    """``persons`` in its details are the UUIDs of whom it might be, as text."""

    code = "people.likely_known"
    text = _("Somebody very like this is here already.")
    next_step = _("Look whether it is one of these. If it is somebody else, add them anyway.")


class SignsInElsewhere(Refused):
    code = "people.signs_in_elsewhere"
    text = _("This person signs in with that address and has a role beyond what you may edit.")
    next_step = _("Leave the address as it is: the person can change it under “Your details”.")


class OwnAddress(Refused):
    code = "people.own_address"
    text = _("Your own address changes once you have opened a link sent to the new one.")
    next_step = _("Enter the new address under “Your details”.")


class SamePerson(Refused):
    code = "people.same_person"
    text = _("These are not two records, but one.")
    next_step = _("Choose two records that are likely of one person.")


class KeptElsewhere(Refused):
    code = "people.kept_elsewhere"
    text = _("One of the two records is kept by another ecosystem.")
    next_step = _("Ask the convener who keeps it. Nothing was merged.")


class MergesOneself(Refused):
    code = "people.merges_oneself"
    text = _("The record that goes would be your own.")
    next_step = _("Keep your own record, or ask another convener.")


class NotMerged(Refused):
    code = "people.not_merged"
    text = _("This was undone before, or was too long ago.")
    next_step = _("Look at the two records.")


class MergeBuiltUpon(Refused):
    code = "people.merge_built_upon"
    text = _("What the merge moved has been changed since, so it cannot be undone as a whole.")
    next_step = _("Add a new record, and enter there what belongs to it.")


class BarredAlready(Refused):
    code = "people.barred_already"
    text = _("They are barred already.")
    next_step = _("Lift the bar that stands, then enter the new one.")


class NotBarred(Refused):
    code = "people.not_barred"
    text = _("They are not barred.")
    next_step = _("Nothing needs to be done.")
