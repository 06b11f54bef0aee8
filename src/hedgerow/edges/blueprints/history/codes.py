"""The codes by which the simulated history finds its own again."""

from collections.abc import Iterable

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Group
from hedgerow.commons.people.models import Organisation, Person


def above(number: int) -> str:
    return f"sim-d{number + 1:02}"


def site(number: int) -> str:
    return f"sim-s{number + 1:03}"


def other(number: int) -> str:
    return f"sim-o{number + 1:02}"


def partner(number: int) -> str:
    return f"sim-p{number + 1:03}"


def number_of(organisation: str) -> int:
    """The number, from 0, that the code of an organisation was made of."""
    return int(organisation.removeprefix("sim-")[1:]) - 1


def learner(number: int) -> str:
    return f"sim-learner-{number + 1:06}"


def adult(role: str, number: int) -> str:
    return f"sim-{role}-{number + 1:04}"


def group(site_number: int, number: int) -> str:
    return f"sim-g{site_number + 1:03}-{number + 1}"


def activity(site_number: int, place: int) -> str:
    return f"sim-a{site_number + 1:03}-{place + 1}"


def organisations(ecosystem: Ecosystem) -> dict[str, int]:
    """Ids of the simulated organisations by code."""
    rows = Organisation.objects.filter(kept_by=ecosystem, code__startswith="sim-")
    return dict(rows.values_list("code", "pk"))


def people(ecosystem: Ecosystem, wanted: Iterable[str]) -> dict[str, int]:
    """Ids of the simulated persons of these codes, by code in the order asked for."""
    codes = list(dict.fromkeys(wanted))
    # the index of codes holds no empty one, and is only used where that is said
    rows = Person.objects.filter(kept_by=ecosystem, code__in=codes).exclude(code="")
    found = dict(rows.values_list("code", "pk"))
    return {code: found[code] for code in codes}


def groups(ecosystem: Ecosystem, wanted: Iterable[str]) -> dict[str, int]:
    """Ids of the simulated groups of these codes, by code."""
    rows = Group.objects.filter(ecosystem=ecosystem, code__in=list(wanted))
    return dict(rows.values_list("code", "pk"))


def group_of(learner_number: int, sites: int, groups: int) -> tuple[int, int]:
    """Site and group of a learner, by numbers from 0: spread evenly."""
    return learner_number % sites, learner_number // sites % groups
