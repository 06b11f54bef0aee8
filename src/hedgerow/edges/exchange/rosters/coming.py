"""What a set brings in before the records that refer to it, and who of it stays away."""

from collections.abc import Container
from datetime import date

from hedgerow.commons.membership.leading import leading_names
from hedgerow.foundation.targets import Coming

from .steps import Steps


def drop_erased(steps: Steps, erased: Container[str]) -> None:
    """Leave out whoever was erased: they do not come back with a file."""
    names = ("code", "guardian_code", "learner_code", "person_code")
    for step in steps.steps:
        wanted = names[1:] if step.target != "people" else names
        kept = [one for one in step.records if not any(one.text(name) in erased for name in wanted)]
        steps.leave_erased(len(step.records) - len(kept))
        step.records = kept


def coming_in(steps: Steps) -> Coming:
    """Codes of what comes in; a role to lead in that has a last day counts until then."""
    organisations: set[tuple[str, str]] = set()
    people, groups, leaders = set(), set(), dict[str, date]()
    leading = leading_names()
    for step in steps.steps:
        for one in step.records:
            code = one.text("code")
            if step.target == "organisations":
                organisations |= {(one.text("kind"), code), ("", code)}
            elif step.target == "people":
                people.add(code)
                if one.text("role") in leading:
                    ends = one.values.get("ends")
                    last = ends if isinstance(ends, date) else date.max
                    leaders[code] = max(last, leaders.get(code, last))
            elif step.target == "groups":
                groups.add(code)
    return Coming(frozenset(organisations), frozenset(people), frozenset(groups), leaders)
