"""Links of partners and placements that may lead from one ecosystem into another, each with its reason."""

from tests.architecture.links_of_families import BY_ROLE, BY_SHARING, BY_THE_ACTOR

PLACEMENTS = {
    "partners.Agreement.organisation": BY_SHARING,
    "partners.Agreement.proposed_by": BY_THE_ACTOR,
    "partners.Agreement.answered_by": BY_THE_ACTOR,
    "partners.Agreement_sites.organisation": BY_SHARING,
    "partners.Contact.organisation": BY_SHARING,
    "partners.Contact.person": BY_ROLE,
    "partners.Adviser.organisation": BY_SHARING,
    "partners.Adviser.person": BY_ROLE,
    "placements.Placement.learner": BY_ROLE,
    "placements.Placement.site": BY_SHARING,
    "placements.Placement.host": BY_SHARING,
    "placements.Placement.supervisor": BY_ROLE,
    "placements.Placement.requested_by": BY_THE_ACTOR,
    "placements.HostAsk.host": BY_SHARING,
    "placements.HostAsk.asked_by": BY_THE_ACTOR,
    "placements.HostAsk.answered_by": BY_THE_ACTOR,
    "placements.Step.done_by": BY_THE_ACTOR,
    "placements.HoursEntry.logged_by": BY_THE_ACTOR,
    "placements.HoursEntry.decided_by": BY_THE_ACTOR,
    "placements.Evaluation.by": BY_THE_ACTOR,
}
