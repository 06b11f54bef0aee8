"""What a result was worked out from, as files that a round can be run from again."""

from collections.abc import Iterator, Sequence

from ..models import Criterion, Offer, Round, Wish

WISHES = ("learner", "offer", "priority", "groups")
OFFERS = ("offer", "seats", "reserves")


def wishes_of(row: Round) -> Iterator[Sequence[object]]:
    """The lists as ``hedgerow match --wishes`` reads them: by ticket, best first.

    ``priority`` is the class (0 goes first), ``groups`` the reserves that one is of.
    """
    rows = Wish.objects.filter(wish_list__round=row).select_related("wish_list", "offer")
    titles = dict(Criterion.objects.filter(round=row).values_list("pk", "title"))
    for one in rows.order_by("wish_list__ticket", "position").iterator(5_000):
        groups = ";".join(_plain(titles[pk]) for pk in one.reserves if pk in titles)
        yield one.wish_list.ticket, one.offer.title, one.priority or 0, groups


def _plain(title: str) -> str:
    """A title without the sign that parts groups."""
    return title.replace(";", ",")


def offers_of(row: Round) -> Iterator[Sequence[object]]:
    """The offers as ``hedgerow match --offers`` reads them; reserves as ``title=seats;…``."""
    reserves: dict[int, list[str]] = {}
    for one in Criterion.objects.filter(round=row, seats__isnull=False).order_by("position", "pk"):
        reserves.setdefault(one.offer_id or 0, []).append(f"{_plain(one.title)}={one.seats}")
    for offer in Offer.objects.filter(round=row).order_by("position", "pk"):
        yield offer.title, offer.seats, ";".join(reserves.get(offer.pk, ()))
