"""What the rules of people and organisations refuse."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class GuardsOneself(Refused):
    code = "people.guards_oneself"
    text = _("Nobody can be their own guardian.")
    next_step = _("Choose another person.")


class GroupsNotCollected(Refused):
    code = "people.groups_not_collected"
    text = _("Population groups are not collected in this ecosystem.")
    next_step = _("A convener can turn them on in the settings.")
