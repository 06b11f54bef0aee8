"""What the measures of feature 7 are."""

from django.utils.translation import gettext_lazy as _

from hedgerow.profile.definitions.measure import Definition

INFLUENCE = (
    Definition(
        "7.1",
        title=_("External adopters"),
        formula=_("Verified non-member sites"),
        unit=_("site"),
        guard=_("Evidence of use"),
        source=_("Coburn"),
    ),
    Definition(
        "7.2",
        title=_("Policy ladder"),
        formula=_(
            "1 consulted, 2 cited officially, 3 rule, waiver or budget line, 4 renewed "
            "under a new administration or in ≥ 2 jurisdictions"
        ),
        unit=_("rung"),
        guard=_("Document + second verifier"),
        source="",
    ),
    Definition(
        "7.3",
        title=_("Recurrent public funding"),
        formula=_("Recurrent public funding ÷ total funding"),
        unit=_("money"),
        guard=_("≥ 2 budget years"),
        source=_("SAT salaries"),
    ),
    Definition(
        "7.4",
        title=_("Saturation"),
        formula=_("Adopting sites ÷ eligible sites of the declared system"),
        unit=_("site"),
        guard=_("Cited population"),
        source=_("PEMLE"),
    ),
    Definition(
        "7.5",
        title=_("After-sunset"),
        formula=_("Structures still meeting 24 months after a grant ended ÷ structures"),
        unit=_("structure"),
        guard=_("Continuity minuted"),
        source=_("LvO"),
    ),
)
