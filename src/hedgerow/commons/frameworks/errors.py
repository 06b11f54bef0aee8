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


class TooDeep(Refused):
    code = "frameworks.too_deep"
    text = _("A tree of items has at most %(most)s levels; deeper stand: %(codes)s.")
    next_step = _("Put these items further up.")


class TooFewSteps(Refused):
    code = "frameworks.too_few_steps"
    text = _("A scale has at least two steps, from lowest to highest.")
    next_step = _("Add a step.")


class VersionTaken(Refused):
    code = "frameworks.version_taken"
    text = _("There is a version “%(version)s” of this framework already.")
    next_step = _("Give the new version another name, such as the year it is for.")


class NotADraft(Refused):
    code = "frameworks.not_a_draft"
    text = _("Only a draft can be adopted.")
    next_step = _("Begin a new version, which is a draft until it is adopted.")


class NotAdopted(Refused):
    code = "frameworks.not_adopted"
    text = _("Only a version in use can be taken out of use.")
    next_step = _("Look at its other versions.")


class EndsBeforeAdoption(Refused):
    code = "frameworks.ends_before_adoption"
    text = _("The version in use was adopted on a later day, %(day)s.")
    next_step = _("Give a day after it.")


class NoSuchKind(Refused):
    code = "frameworks.no_such_kind"
    text = _("“%(kind)s” is not a kind of tie.")
    next_step = _("Use one of CASE's kinds, or one that begins with “ext:”.")


class TiedToItself(Refused):
    code = "frameworks.tied_to_itself"
    text = _("An item cannot be tied to itself.")
    next_step = _("Choose another item.")


class TieOfTree(Refused):
    code = "frameworks.tie_of_tree"
    text = _("An item of this framework stands below another by its place in the tree.")
    next_step = _("Change the framework, and indent the item below the other.")


class OneEndMissing(Refused):
    code = "frameworks.one_end_missing"
    text = _("A tie joins two items: an item here, or the address of one elsewhere.")
    next_step = _("Give the code of an item, or an address that begins with http.")
