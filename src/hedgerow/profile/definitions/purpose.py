"""What the measures of feature 1 are."""

from django.utils.translation import gettext_lazy as _

from hedgerow.profile.definitions.measure import Definition

PURPOSE = (
    Definition(
        "1.1",
        title=_("Ratification"),
        formula=_(
            "Members whose named signatory signed the current charter version (within 90 "
            "days of publication its predecessor counts) ÷ members"
        ),
        unit=_("member"),
        guard=_("One deliberate act per version, no auto-sign"),
        source=_("Collective-impact common agenda"),
    ),
    Definition(
        "1.2",
        title=_("Goal alignment"),
        formula=_("Hours linked to an owned, dated goal ÷ all hours"),
        unit=_("activity"),
        guard=_("An hour linked to k goals counts 1/k each"),
        source=_("FSG guide"),
    ),
    Definition(
        "1.3",
        title=_("Role parity"),
        formula=_(
            "Lowest ÷ highest ratification rate across constituencies; level capped at "
            "1.1's; highest rate 0: insufficient"
        ),
        unit=_("member"),
        guard=_("Constituencies fixed in the charter; fewer than 5 members pooled"),
        source=_("StriveTogether"),
    ),
    Definition(
        "1.4",
        title=_("Renewal"),
        formula=_("Re-signed ÷ due"),
        unit=_("member"),
        guard=_("12 idle months = lost"),
        source="",
    ),
    Definition(
        "1.5",
        title=_("Own resource"),
        formula=_("Members with counter-signed delivered hours, money or space ÷ members"),
        unit=_("member"),
        guard=_("Delivered only, counter-signed"),
        source=_("LvO; PARTNER"),
    ),
)
