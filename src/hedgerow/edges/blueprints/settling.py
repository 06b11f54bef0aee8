"""Steps of planting that settle how an ecosystem treats its people, with a history or without."""

from datetime import datetime

from hedgerow.commons.membership.asking_planting import plant_consents, plant_safeguards
from hedgerow.features.engagement.families.planting import plant_ways
from hedgerow.features.engagement.mentoring.term_planting import plant_terms_of_pairs
from hedgerow.foundation.permissions import Actor

from .plot import SIMULATION, Plot


def _who_and_when(plot: Plot) -> tuple[Actor, datetime]:
    """In a simulated history it was settled before anything happened."""
    return (SIMULATION, plot.began) if plot.has_history else (plot.by, plot.at)


def safeguards(plot: Plot) -> None:
    by, at = _who_and_when(plot)
    plant_safeguards(plot.ecosystem, plot.blueprint.safeguards, by=by, at=at)


def consents(plot: Plot) -> None:
    by, at = _who_and_when(plot)
    plant_consents(plot.ecosystem, plot.blueprint.consents, by=by, at=at)


def families(plot: Plot) -> None:
    by, at = _who_and_when(plot)
    plant_ways(plot.ecosystem, plot.blueprint.families, by=by, at=at)


def pairs(plot: Plot) -> None:
    told = plot.blueprint.mentoring
    if told is not None:
        by, at = _who_and_when(plot)
        plant_terms_of_pairs(plot.ecosystem, told.checks, told.costs, by=by, at=at)
