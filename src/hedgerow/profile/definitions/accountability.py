"""What the measures of feature 6 are."""

from django.utils.translation import gettext_lazy as _

from hedgerow.profile.definitions.measure import Definition

ACCOUNTABILITY = (
    Definition(
        "6.1",
        title=_("Reporting"),
        formula=_("On time and complete ÷ due"),
        unit=_("report due"),
        guard=_("Missing ≠ 0"),
        source=_("FSG"),
    ),
    Definition(
        "6.2",
        title=_("Well-formed indicators"),
        formula=_("Baseline, target, minimum change, disaggregation, two owners ÷ indicators"),
        unit=_("indicator"),
        guard=_("Retirements public"),
        source=_("StriveTogether"),
    ),
    Definition(
        "6.3",
        title=_("Movement"),
        formula=_(
            "Core indicators at or beyond target, or improved by at least the minimum "
            "change ÷ core indicators"
        ),
        unit=_("indicator"),
        guard=_("Baseline and minimum change locked"),
        source=_("StriveTogether"),
    ),
    Definition(
        "6.4",
        title=_("Verification"),
        formula=_("Sampled records matching the source ÷ sampled"),
        unit=_("record"),
        guard=_("Seeded random sample"),
        source=_("Audit practice"),
    ),
    Definition(
        "6.5",
        title=_("Loop closure"),
        formula=_(
            "Off-tracks at least 60 days old with a reviewed plan within 60 days ÷ such "
            "off-tracks (off-track = behind the line from baseline to target; none: not "
            "applicable)"
        ),
        unit=_("off-track"),
        guard=_("Owner, dated review"),
        source=_("Improvement science"),
    ),
)
