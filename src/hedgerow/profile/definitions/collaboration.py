"""What the measures of feature 2 are."""

from django.utils.translation import gettext_lazy as _

from hedgerow.profile.definitions.measure import Definition

COLLABORATION = (
    Definition(
        "2.1",
        title=_("Joint-work partners"),
        formula=_("Mean degree 2E/n, tie = ≥ 2 delivered joint activities (density shown)"),
        unit=_("member"),
        guard=_("Both sides confirm"),
        source=_("PARTNER"),
    ),
    Definition(
        "2.2",
        title=_("Hub dependence"),
        formula=_(
            "Degree centralisation Σ(d_max−d_i)/[(n−1)(n−2)]; insufficient if n < 5 or mean"
            " degree < 1"
        ),
        unit=_("member"),
        guard=_("Convener's ties logged automatically"),
        source=_("Freeman 1979"),
    ),
    Definition(
        "2.3",
        title=_("Resilience"),
        formula=_(
            "Members in the largest component with the convener removed ÷ members less the convener"
        ),
        unit=_("member"),
        guard=_("As 2.1"),
        source=_("Network analysis"),
    ),
    Definition(
        "2.4",
        title=_("Implementation"),
        formula=_("Mean (rating−min)/(max−min) over framework items"),
        unit=_("site × item"),
        guard=_("External rating official, self beside"),
        source=_("EL review"),
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
