"""Whatever whole sets follow one another: once all that they lack is ended, just the roles of the last go on."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hedgerow.commons.membership.models import Assignment, GroupPlace
from hedgerow.commons.people.models import Guardian, NameWord, Person
from hedgerow.edges.exchange.absent.many import EndingOfMany
from hedgerow.edges.exchange.actions import Upload, import_file, preview
from hedgerow.edges.exchange.importing import take_up
from hedgerow.edges.exchange.models import Import, Listed
from hedgerow.edges.exchange.rosters import whole as by_columns
from hedgerow.foundation.permissions import Actor

from .conftest import AT
from .lacking import open_roles
from .rosters import Set

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BY = Actor.the_steward()
SCHOOLS, ROLES = ("s1", "s2"), {"student": "learner", "teacher": "educator", "parent": "guardian"}
PERSON = st.tuples(st.sampled_from(list(ROLES)), st.sets(st.sampled_from(SCHOOLS), min_size=1))
SETS = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from([f"p{n}" for n in range(6)]), PERSON, min_size=1),
        st.booleans(),
        st.sampled_from(["gone", "moved", "both", "none"]),
    ),
    min_size=2, max_size=4,
)  # fmt: skip


def made(people):
    users = [
        {"sourcedId": code, "enabledUser": "true", "givenName": "Ana", "familyName": code,
         "username": code, "role": role, "orgSourcedIds": ",".join(sorted(sites))}
        for code, (role, sites) in people.items()
    ]  # fmt: skip
    orgs = [{"sourcedId": one, "name": one, "type": "school"} for one in SCHOOLS]
    return Set(files={"orgs": orgs, "users": users})


def said(people):
    """What a person would say the set says."""
    return {
        (code, ROLES[role], None if role == "parent" else site)
        for code, (role, sites) in people.items()
        for site in sites
    }


def obvious(sources, people, chosen):
    """The roles that go on after a set, by their source: those before, those that it says, less what
    was chosen to end.

    A set is of the sources that have somebody at a school, as it names them all; guardians alone, who
    are at none, may be of any.
    """
    own = [one for one in sources if any(site in SCHOOLS for _code, _role, site in one)]
    mine, every = set().union(*own), set().union(*sources)
    lacking = mine - said(people)
    gone = {one for one in lacking if one[0] not in people}
    ended = {"gone": gone, "moved": lacking - gone, "both": lacking, "none": set()}[chosen]
    others = [one for one in sources if one not in own]
    return [*others, (mine | (said(people) - every)) - ended]


def brought(place, people, path, chosen):
    upload = Upload(made(people).write(path))
    row = Import.objects.create(ecosystem=place, target="roster", created_at=AT, stored="x")
    take_up(row, preview(place, upload, by=BY), by=BY, at=AT)
    wanted = EndingOfMany(
        row.pk, chosen in ("gone", "both"), chosen in ("moved", "both"), (), AT.date()
    )
    import_file(place, upload, by=BY, at=AT, row=row, ending=wanted)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(
    [
        ({"p0": ("parent", {"s1"})}, False, "gone"),
        *[({"p1": ("student", {"s1"})}, False, "gone")] * 2,
    ]
)
@given(SETS)
def test_the_roles_that_go_on_are_those_that_a_person_would_say(grove, tmp_path, monkeypatch, sets):
    for model in (Guardian, GroupPlace, Assignment, NameWord, Listed, Import):
        model.objects.all().delete()
    Person.objects.exclude(code="").delete()
    expected = []
    for people, slowly, chosen in sets:
        with monkeypatch.context() as patched:
            if slowly:
                patched.setattr(by_columns, "fits", lambda roster: False)
            brought(grove, people, tmp_path / "set.zip", chosen)
        expected = obvious(expected, people, chosen)
        assert open_roles() == set().union(*expected)
