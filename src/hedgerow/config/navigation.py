"""An ecosystem's pages in the order of its navigation, and who sees each."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.permissions import EDIT_ECOSYSTEM, VIEW_ECOSYSTEM
from hedgerow.commons.membership.permissions import IMPORT, VIEW_GROUPS
from hedgerow.commons.observations.permissions import CHECK_RECORDS
from hedgerow.commons.people.permissions import VIEW_LEARNERS, VIEW_PEOPLE
from hedgerow.edges.archives.permissions import EXPORT
from hedgerow.features.engagement.care.permissions import VIEW_REFERRALS
from hedgerow.features.engagement.families.permissions import VIEW_FAMILIES
from hedgerow.features.engagement.mentoring.permissions import OFFER_HELP
from hedgerow.features.engagement.partners.permissions import VIEW_PARTNERS
from hedgerow.foundation.ui.navigation import Entry

NAVIGATION: Final = (
    Entry("ecosystem", _("Overview")),
    Entry("opportunities", _("Opportunities"), also=("find",)),
    Entry("activities", _("Activities")),
    Entry("choice-rounds", _("Choice")),
    Entry("mentoring", _("Mentors and tutors"), OFFER_HELP),
    Entry("serving", _("Who served whom"), VIEW_LEARNERS),
    Entry("groups", _("Groups"), VIEW_GROUPS, also=("school-year",)),
    Entry("people", _("People"), VIEW_ECOSYSTEM, also=("invitations",)),
    Entry("families", _("Families"), VIEW_FAMILIES),
    Entry("referrals", _("Referrals"), VIEW_REFERRALS),
    Entry(
        "raise-concern",
        _("Tell in confidence"),
        VIEW_ECOSYSTEM,
        also=("concerns", "concern"),
        only="open",
    ),
    Entry("roles", _("Roles"), VIEW_PEOPLE),
    Entry("organisations", _("Organisations")),
    Entry("partners", _("Partners"), VIEW_PARTNERS),
    Entry("placements", _("Placements"), VIEW_ECOSYSTEM),
    Entry("network", _("Network")),
    Entry("bodies", _("Bodies")),
    Entry("frameworks", _("Frameworks")),
    Entry("indicators", _("Indicators")),
    Entry("samples", _("Verification"), CHECK_RECORDS),
    Entry("profile", _("Profile")),
    Entry("imports", _("Imports"), IMPORT),
    Entry("archives", _("Take everything away"), EXPORT, only="closed"),
    Entry(
        "settings",
        _("Settings"),
        EDIT_ECOSYSTEM,
        also=(
            "archives",
            "archive",
            "purposes",
            "kept",
        ),
    ),
)
