"""An ecosystem's pages in the order of its navigation, and who sees each."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.permissions import EDIT_ECOSYSTEM, VIEW_ECOSYSTEM
from hedgerow.commons.membership.permissions import IMPORT, VIEW_GROUPS
from hedgerow.commons.observations.permissions import CHECK_RECORDS
from hedgerow.commons.people.permissions import VIEW_LEARNERS, VIEW_PEOPLE
from hedgerow.edges.archives.permissions import EXPORT
from hedgerow.features.engagement.care.permissions import LEAD_CONCERNS, VIEW_REFERRALS
from hedgerow.features.engagement.families.permissions import VIEW_FAMILIES
from hedgerow.features.engagement.mentoring.permissions import OFFER_HELP
from hedgerow.features.engagement.partners.permissions import VIEW_PARTNERS
from hedgerow.foundation.ui.navigation import Entry

TAKING_PART: Final = _("Taking part")
PEOPLE: Final = _("People and families")
TOGETHER: Final = _("Organisations and bodies")
READING: Final = _("Profile and measures")
RUNNING: Final = _("Set up and bring in")

NAVIGATION: Final = (
    Entry("ecosystem", _("Overview")),
    Entry("opportunities", _("Opportunities"), also=("find",)),
    Entry("activities", _("Activities")),
    Entry("choice-rounds", _("Choice"), group=TAKING_PART),
    Entry("mentoring", _("Mentors and tutors"), OFFER_HELP, group=TAKING_PART),
    Entry("placements", _("Placements"), VIEW_ECOSYSTEM, group=TAKING_PART),
    Entry("serving", _("Who served whom"), VIEW_LEARNERS, group=TAKING_PART),
    Entry("people", _("People"), VIEW_ECOSYSTEM, also=("invitations",), group=PEOPLE),
    Entry("groups", _("Groups"), VIEW_GROUPS, also=("school-year",), group=PEOPLE),
    Entry("families", _("Families"), VIEW_FAMILIES, group=PEOPLE),
    Entry("referrals", _("Referrals"), VIEW_REFERRALS, group=PEOPLE),
    Entry("concerns", _("Concerns"), LEAD_CONCERNS, group=PEOPLE),
    Entry("roles", _("Roles"), VIEW_PEOPLE, group=PEOPLE),
    Entry("organisations", _("Organisations"), group=TOGETHER),
    Entry("partners", _("Partners"), VIEW_PARTNERS, group=TOGETHER),
    Entry("network", _("Network"), group=TOGETHER),
    Entry("bodies", _("Bodies"), group=TOGETHER),
    Entry("profile", _("Profile"), group=READING),
    Entry("frameworks", _("Frameworks"), group=READING),
    Entry("indicators", _("Indicators"), group=READING),
    Entry("samples", _("Verification"), CHECK_RECORDS, group=READING),
    Entry("imports", _("Imports"), IMPORT, group=RUNNING),
    Entry("archives", _("Take everything away"), EXPORT, only="closed", group=RUNNING),
    Entry(
        "settings", _("Settings"), EDIT_ECOSYSTEM,
        also=("archives", "archive", "purposes", "kept"), group=RUNNING,
    ),
    Entry("raise-concern", _("Tell in confidence"), VIEW_ECOSYSTEM, only="open"),
)  # fmt: skip
"""Those without a group are always in sight: the usual three first, and whom to turn to last."""
