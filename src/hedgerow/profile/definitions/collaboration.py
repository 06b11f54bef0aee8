"""What the measures of feature 2 are."""

from django.utils.translation import gettext_lazy as _

from hedgerow.profile.definitions.measure import Definition

COLLABORATION = (
    Definition(
        "2.1",
        title=_("Joint-work partners"),
        formula=_(
            "Partners of each member on average; partners are two who delivered two joint activities "
            "or more (density shown)"
        ),
        unit=_("member"),
        guard=_("Both sides confirm"),
        source=_("PARTNER"),
        exact="2E ÷ n",
        where=(("E", _("pairs of partners")), ("n", _("members"))),
    ),
    Definition(
        "2.2",
        title=_("Hub dependence"),
        formula=_(
            "How much joint work runs through one member: 0 where all have as many partners, 1 where "
            "everybody works with one alone (degree centralisation); insufficient with fewer than 5 "
            "members, or fewer than one partner each on average"
        ),
        unit=_("member"),
        guard=_("Convener's ties logged automatically"),
        source=_("Freeman 1979"),
        exact="Σ(d_max − d_i) ÷ ((n − 1)(n − 2))",
        where=(
            ("d_i", _("partners of a member")),
            ("d_max", _("partners of the member who has most")),
            ("n", _("members")),
        ),
    ),
    Definition(
        "2.3",
        title=_("Resilience"),
        formula=_(
            "Members in the largest component once the member with most partners is removed ÷ "
            "members less that one"
        ),
        unit=_("member"),
        guard=_("As 2.1"),
        source=_("Network analysis"),
    ),
    Definition(
        "2.4",
        title=_("Implementation"),
        formula=_(
            "Mean over framework items of how high each rating is on its scale, 0 the lowest and 1 the highest"
        ),
        unit=_("site × item"),
        guard=_("External rating official, self beside"),
        source=_("EL review"),
        exact="(r − r_min) ÷ (r_max − r_min)",
        where=(
            ("r", _("rating")),
            ("r_min", _("the lowest of its scale")),
            ("r_max", _("the highest of its scale")),
        ),
    ),
    Definition(
        "2.5",
        title=_("Rater agreement"),
        formula=_(
            "Krippendorff's α (ordinal), blind double ratings; without variation α is "
            "undefined: raw agreement shown, not levelled"
        ),
        unit=_("item rated twice"),
        guard=_("Blind timestamps, assigned raters"),
        source=_("Krippendorff"),
    ),
    Definition(
        "2.6",
        title=_("Review currency"),
        formula=_("Sites reviewed in the window ÷ sites due"),
        unit=_("site"),
        guard=_("Server time"),
        source=_("CES, EL"),
    ),
)
