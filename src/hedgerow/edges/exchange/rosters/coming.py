"""What a set brings in before the records that refer to it, and who of it stays away."""

from collections.abc import Container

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
    organisations: set[tuple[str, str]] = set()
    people, groups, leaders = set(), set(), set()
    leading = leading_names()
    for step in steps.steps:
        for one in step.records:
            code = one.text("code")
            if step.target == "organisations":
                organisations |= {(one.text("kind"), code), ("", code)}
            elif step.target == "people":
                people.add(code)
                if one.text("role") in leading and not one.values.get("ends"):
                    leaders.add(code)
            elif step.target == "groups":
                groups.add(code)
    return Coming(
        frozenset(organisations), frozenset(people), frozenset(groups), frozenset(leaders)
    )
