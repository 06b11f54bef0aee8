"""What an ecosystem is called is said to its reader in their language, not as it is kept."""

import re

from scripts.messages import SOURCE

KEPT = re.compile(r"\b(?:ecosystem|place|network)\.name\b(?!\s*=[^=])")
FOR_PROGRAMS = (
    "edges/archives/writing.py",
    "edges/blueprints/queries.py",
    "edges/exchange/case/telling.py",
    "edges/exchange/rosters/outgoing_places.py",
    "profile/commands.py",
    "commons/membership/inviting_commands.py",
)
"""Files that are taken away, and the command line: they hold it as it is kept."""


def test_nothing_that_people_read_calls_an_ecosystem_as_it_is_kept() -> None:
    """Say ``ecosystem.said("name")``, or ``ecosystem.where`` in a line of "my week"."""
    found = [
        f"{file.relative_to(SOURCE)}: {line.strip()}"
        for file in sorted(SOURCE.rglob("*.py"))
        if not {"tests", "migrations"} & {*file.relative_to(SOURCE).parts}
        and str(file.relative_to(SOURCE)) not in FOR_PROGRAMS
        for line in file.read_text(encoding="utf-8").splitlines()
        if KEPT.search(line)
    ]
    assert found == []
