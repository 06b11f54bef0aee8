"""Links of placements that may lead from one ecosystem into another, each with its reason."""

from tests.architecture.links_of_families import BY_ROLE, BY_SHARING, BY_THE_ACTOR

PLACEMENTS = {
    "placements.Placement.learner": BY_ROLE,
    "placements.Placement.site": BY_SHARING,
    "placements.Placement.host": BY_SHARING,
    "placements.Placement.supervisor": BY_ROLE,
    "placements.Placement.requested_by": BY_THE_ACTOR,
    "placements.Step.done_by": BY_THE_ACTOR,
    "placements.HoursEntry.logged_by": BY_THE_ACTOR,
    "placements.HoursEntry.decided_by": BY_THE_ACTOR,
    "placements.Evaluation.by": BY_THE_ACTOR,
}
