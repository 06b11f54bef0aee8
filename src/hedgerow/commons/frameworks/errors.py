"""What the rules of frameworks refuse."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class ItemInUse(Refused):
    code = "frameworks.item_in_use"
    text = _("%(codes)s cannot be taken away: records point at them.")
    next_step = _("Keep these items, or give the framework a new version.")


class BrokenTree(Refused):
    code = "frameworks.broken_tree"
    text = _("The items do not make a tree: %(codes)s.")
    next_step = _("Give each code once, and put each part after the item it belongs to.")


class TooFewSteps(Refused):
    code = "frameworks.too_few_steps"
    text = _("A scale has at least two steps, from lowest to highest.")
    next_step = _("Add a step.")
