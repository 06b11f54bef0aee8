"""The order of ecosystems side by side is the reader's, and stands in the address."""

from urllib.parse import parse_qs

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.profile import side_order
from hedgerow.profile.comparison import comparison
from hedgerow.profile.tests.test_comparison import PUBLIC, ecosystem

SLUGS = st.lists(st.sampled_from("abcdef"), min_size=2, max_size=4, unique=True)


def order(query: str) -> list[str]:
    return parse_qs(query)["e"]


@given(SLUGS, st.data())
def test_a_move_and_the_move_back_leave_the_order_as_it_was(
    slugs: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(slugs) - 1))
    earlier, later = side_order.moves(slugs, at)
    assert (earlier == "", later == "") == (at == 0, at == len(slugs) - 1)
    if later:
        assert order(later).index(slugs[at]) == at + 1
        assert order(side_order.moves(order(later), at + 1)[0]) == slugs
    if earlier:
        assert order(earlier).index(slugs[at]) == at - 1
        assert sorted(order(earlier)) == sorted(slugs)


@given(SLUGS, SLUGS)
def test_who_stood_there_before_keeps_the_order_and_the_new_ones_follow(
    wanted: list[str], before: list[str]
) -> None:
    found = side_order.kept(wanted, before)
    old = [slug for slug in before if slug in wanted]
    assert found == old + [slug for slug in wanted if slug not in before]


@pytest.mark.django_db
def test_each_can_be_moved_with_a_plain_link_and_the_address_keeps_it(client: Client) -> None:
    for slug in ("elm", "fir", "oak"):
        ecosystem(slug, 0.3)
    page = comparison(PUBLIC, ["elm", "fir", "oak"])
    assert [(side.earlier, side.later) for side in page.sides] == [
        ("", "e=fir&e=elm&e=oak"),
        ("e=fir&e=elm&e=oak", "e=elm&e=oak&e=fir"),
        ("e=elm&e=oak&e=fir", ""),
    ]
    shown = client.get("/compare/?e=elm&e=fir&e=oak").content.decode()
    assert 'href="?e=fir&amp;e=elm&amp;e=oak#side-elm"' in shown
    assert 'id="side-elm"' in shown


@pytest.mark.django_db
def test_choosing_others_keeps_the_order_of_those_that_stay(client: Client) -> None:
    for slug in ("elm", "fir", "oak"):
        ecosystem(slug, 0.3)
    shown = client.get("/compare/?e=oak&e=elm").content.decode()
    assert '<input type="hidden" name="before" value="oak">' in shown
    again = client.get("/compare/?before=oak&before=elm&e=elm&e=fir&e=oak").content.decode()
    places = [again.index(f'id="side-{slug}"') for slug in ("oak", "elm", "fir")]
    assert places == sorted(places)


@pytest.mark.django_db
def test_a_visitor_is_told_why_no_months_are_shown_and_who_sees_them(client: Client) -> None:
    for slug in ("elm", "oak"):
        ecosystem(slug, 0.3)
    beside = client.get("/compare/?e=oak&e=elm").content.decode()
    assert "Not shown over time: Oak · Elm." in beside
    for address in ("/e/oak/profile/", "/e/oak/profile/4.1/"):
        assert "shown to those who run the ecosystem" in client.get(address).content.decode()


@pytest.mark.django_db
def test_one_alone_cannot_be_moved(client: Client) -> None:
    ecosystem("elm", 0.3)
    (side,) = comparison(PUBLIC, ["elm"]).sides
    assert (side.earlier, side.later) == ("", "")
