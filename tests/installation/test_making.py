"""The tables of a new database are those to which every change there was leads."""

from __future__ import annotations

import json

import pytest

from tests.installation.servers import Make

pytestmark = pytest.mark.kill


def test_made_at_once_or_step_by_step_a_database_is_the_same(make: Make) -> None:
    slowly, quickly = make("slowly"), make("quickly")
    slowly("step-by-step")
    quickly.cli("manage", "migrate")
    assert quickly.cli("manage", "showmigrations", "--plan") == slowly.cli(
        "manage", "showmigrations", "--plan"
    )
    wanted, made = json.loads(slowly("tables")), json.loads(quickly("tables"))
    assert len(wanted) > 500
    different = {name: (wanted.get(name), made.get(name)) for name in wanted | made}
    assert {name: both for name, both in different.items() if both[0] != both[1]} == {}
