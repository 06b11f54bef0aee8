"""What the measures of feature 4 are."""

from django.utils.translation import gettext_lazy as _

from hedgerow.profile.definitions.measure import Definition

ENGAGEMENT = (
    Definition(
        "4.1",
        title=_("Reach"),
        formula=_("Unique eligible participants ÷ eligible population (> 1 is a data error)"),
        unit=_("person"),
        guard=_("Cited, dated population figure"),
        source=_("RE-AIM"),
    ),
    Definition(
        "4.2",
        title=_("Participation equity"),
        formula=_(
            "Lowest group rate ÷ overall rate; level capped at 4.1's; groups under the "
            "disclosure threshold pooled; insufficient if > 20 % have no group recorded"
        ),
        unit=_("person"),
        guard=_("Groups declared in advance"),
        source=_("RE-AIM"),
    ),
    Definition(
        "4.3",
        title=_("Provider diversity"),
        formula=_(
            "How many sectors of equal size would be as diverse as those that share the "
            "learner-hours now, hours split equally among those who deliver, ordinary lessons "
            "excluded (effective number of sectors)"
        ),
        unit=_("activity"),
        guard=_("Closed list of sectors; delivered hours only"),
        source=_("Hill number, q = 1"),
        exact="exp(−Σ p ln p)",
        where=(("p", _("share of a sector in the learner-hours")),),
    ),
    Definition(
        "4.4",
        title=_("Dosage"),
        formula=_(
            "Enrolments ended in the window that reached the minimum declared before they "
            "began ÷ such enrolments, drop-outs included"
        ),
        unit=_("enrolment"),
        guard=_("Minimum declared before; late marks without minutes count in full and are told"),
        source=_("Fidelity literature"),
    ),
    Definition(
        "4.5",
        title=_("Live partners"),
        formula=_(
            "Partners who delivered within the last 6 months ÷ partners listed for ≥ 183 "
            "days of the window"
        ),
        unit=_("partner"),
        guard=_("Those who left stay in"),
        source="",
    ),
    Definition(
        "4.6",
        title=_("Boundary crossing"),
        formula=_(
            "Learners served by ≥ 2 organisations ÷ learners; the own school counts only "
            "outside lessons"
        ),
        unit=_("person"),
        guard=_("An operator group counts once; unresolved duplicate persons lower coverage"),
        source=_("Connected learning"),
    ),
)
