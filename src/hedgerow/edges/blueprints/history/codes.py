"""The codes by which the simulated history finds its own again."""

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation, Person

CLASSES = 4
GRADES = ("2", "3", "5", "7")


def district(number: int) -> str:
    return f"sim-d{number + 1}"


def school(number: int) -> str:
    return f"sim-s{number + 1:02}"


def partner(number: int) -> str:
    return f"sim-p{number + 1:03}"


def learner(number: int) -> str:
    return f"sim-l{number + 1:05}"


def adult(role: str, number: int) -> str:
    return f"sim-{role}-{number + 1:03}"


def group(site: int, number: int) -> str:
    return f"sim-g{site + 1:02}-{number + 1}"


def organisations(ecosystem: Ecosystem) -> dict[str, int]:
    """Ids of the simulated organisations by code."""
    rows = Organisation.objects.filter(kept_by=ecosystem, code__startswith="sim-")
    return dict(rows.values_list("code", "pk"))


def people(ecosystem: Ecosystem, prefix: str) -> dict[str, int]:
    """Ids of the simulated persons whose codes begin so, by code."""
    rows = Person.objects.filter(kept_by=ecosystem, code__startswith=f"sim-{prefix}")
    return dict(rows.order_by("code").values_list("code", "pk"))


def class_of(learner_number: int, schools: int) -> tuple[int, int]:
    """School and class of a learner, by numbers from 0: spread evenly."""
    return learner_number % schools, learner_number // schools % CLASSES
