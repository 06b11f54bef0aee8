"""Any sheet: all of it is in, or nothing; and the comparison agrees with a slow, obvious one."""

import csv
import io
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.people.models import Organisation, Sector
from hedgerow.edges.exchange.actions import Upload, import_file, preview
from hedgerow.edges.exchange.errors import FileUnreadable, ImportStopped
from hedgerow.edges.exchange.mappings import parse_mapping
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
FIELDS = ("code", "name", "sector", "parent_code")
TEXT = 'target = "organisations"\n[[rows]]\nlabel = "school"\n[rows.fields]\n'
TEXT += 'kind = { constant = "school" }\nparent_kind = { constant = "school" }\n'
TEXT += "".join(f'{name} = {{ column = "{name}" }}\n' for name in FIELDS)
MAPPING = parse_mapping(TEXT, "m.toml")
CODES = st.sampled_from(["1", "1", "2", "2", "3", "4.0", "", " 5 "])
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNTYPED = ["Cs", "Cc", "Zl", "Zp"]
"""Signs that nobody types, which a cell is read without."""
LETTERS = st.characters(exclude_categories=UNTYPED, exclude_characters=TURNING)
NAMES = st.text(LETTERS, max_size=8)
ROWS = st.lists(
    st.tuples(
        CODES,
        st.one_of(st.sampled_from(["Elm", "Oak"]), NAMES),
        st.sampled_from(["school", "health", "", "guild"]),
        st.sampled_from(["", "", "", "1", "2", "9"]),
    ),
    max_size=5,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def grove():
    return Ecosystem.objects.create(slug="grove", name="Grove", created_at=AT)


def stands() -> dict[str, tuple[str, str, str]]:
    rows = Organisation.objects.values_list("code", "name", "sector", "parent__code")
    return {code: (name, sector, parent or "") for code, name, sector, parent in rows}


def obvious(rows, before):
    """What a person would say: the organisations after, or None where a row is wrong."""
    after, seen = dict(before), set()
    for cells in rows:
        code, name, sector, parent = (cell.strip() for cell in cells)
        if not any((code, name, sector, parent)):
            continue
        if not code or not name or code in seen or sector not in {"", *Sector.values}:
            return None
        seen.add(code)
        known = before.get(code, ("", "other", ""))[1]  # an empty sector says nothing
        after[code] = (name, sector or known, parent)
    for code in seen:
        at, path = code, set()
        while at:
            if at not in after or at in path:
                return None
            path.add(at)
            at = after[at][2]
    return after


@pytest.mark.slow
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=ROWS, second=ROWS)
def test_a_sheet_is_in_whole_or_not_at_all_as_a_person_would_say(grove, first, second):
    Organisation.objects.update(parent=None)
    OrganisationMembership.objects.all().delete()
    Organisation.objects.all().delete()
    for rows in (first, second):
        before, facts = stands(), Fact.objects.count()
        content = io.StringIO()
        csv.writer(content).writerows([FIELDS, *rows])
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.csv"
            path.write_text(content.getvalue(), encoding="utf-8", newline="")
            expected = obvious(rows, before)
            try:
                upload, by = Upload(path, MAPPING), Actor.the_steward()
                seen = preview(grove, upload, by=by)
                done = import_file(grove, upload, by=by, at=AT, promised=seen.digest)
            except (ImportStopped, FileUnreadable):
                assert expected is None
                assert (stands(), Fact.objects.count()) == (before, facts)
                continue
        assert stands() == expected
        new = len(expected.keys() - before.keys())
        changed = sum(expected[code] != before[code] for code in before)
        assert (sum(done.new.values()), sum(done.changed.values())) == (new, changed)
        assert (seen.new, seen.changed, seen.digest) == (done.new, done.changed, done.digest)
