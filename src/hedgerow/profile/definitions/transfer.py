"""What the measures of feature 5 are."""

from django.utils.translation import gettext_lazy as _

from hedgerow.profile.definitions.measure import Definition

TRANSFER = (
    Definition(
        "5.1",
        title=_("Reproduction number"),
        formula=_(
            "Confirmed onward adoptions within T by adopters older than T ÷ those adopters;"
            " T = median giver-to-receiver delay, frozen; over the practice's lifetime; "
            "insufficient when < 10 % of eligible sites remain"
        ),
        unit=_("adopter"),
        guard=_("Giver and receiver confirm"),
        source=_("Rogers; epidemiology"),
    ),
    Definition(
        "5.2",
        title=_("Lineage depth"),
        formula=_("90th-percentile generation (mean tree distance shown)"),
        unit=_("adopter"),
        guard=_("Distinct organisations"),
        source=_("Goel et al. 2015"),
    ),
    Definition(
        "5.3",
        title=_("Survival at 12 months (Kaplan–Meier)"),
        formula=_("Adopters with an artefact dated in months 12–15"),
        unit=_("adopter"),
        guard=_("An artefact, not a tick"),
        source=_("Coburn; RE-AIM"),
    ),
    Definition(
        "5.4",
        title=_("Fidelity drift"),
        formula=_("Mean core score in generation ≥ 2 ÷ generation 1"),
        unit=_("adopter"),
        guard=_("Adaptations logged, not punished"),
        source=_("RE-AIM"),
    ),
    Definition(
        "5.5",
        title=_("Tutor conversion"),
        formula=_("Completers who later tutored ÷ completers at least 6 months ago"),
        unit=_("person"),
        guard=_("Witnessed demonstration"),
        source=_("Redes de Tutoría"),
    ),
    Definition(
        "5.6",
        title=_("Imitation share"),
        formula=_(
            "Which share of the spread comes from seeing others do it, by a Bass fit of at least 8 periods"
        ),
        unit=_("practice"),
        guard="",
        source=_("Bass 1969"),
        exact="q ÷ (p + q)",
        where=(("q", _("imitation")), ("p", _("adopting without seeing others do it"))),
    ),
)
