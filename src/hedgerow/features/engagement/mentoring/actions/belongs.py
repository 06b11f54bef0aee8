"""Checks that what an act names is of the ecosystem, and that the actor may do it there."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from hedgerow.commons.activities.actions import belonging
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tongues import wrong_languages
from hedgerow.commons.frameworks.models import Item
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor, require

from ..models.sight import wards_in
from ..permissions import ARRANGE

Values = Mapping[str, Any]


def named(ecosystem: Ecosystem, values: Values, by: Actor) -> None:
    """Raise NotFound unless persons, sites and items that are named are of the ecosystem."""
    belonging.seen(ecosystem, by)
    if by.person_id != values.get("person_id") and not is_ward(
        by, ecosystem, values.get("person_id")
    ):
        belonging.persons(ecosystem, [values.get("person_id")], by, ARRANGE)
    else:
        steward = Actor.the_steward()
        belonging.persons(ecosystem, [values.get("person_id")], steward, ARRANGE)
    belonging.organisations(ecosystem, [values.get("site_id")])
    items = Item.objects.filter(framework__ecosystem=ecosystem)
    belonging.found(items, values.get("items", ()))


def is_ward(by: Actor, ecosystem: Ecosystem, person: int | None) -> bool:
    """Whether the actor answers for that person as a guardian there now."""
    return wards_in(by, ecosystem).filter(learner=person or 0).exists()


def require_arranging(by: Actor, ecosystem: Ecosystem, site: int | None) -> None:
    """Raise NotPermitted unless the actor arranges pairs here, or at that site."""
    require(by, ARRANGE, within=ecosystem.pk, at_site=site)


def checked(values: Values) -> None:
    """Raise Invalid for languages that are none, days in the wrong order, or no place to meet."""
    wrong: dict[str, list[str]] = {}
    if unknown := wrong_languages(values.get("languages", ())):
        wrong["languages"] = unknown["language"]
    starts, ends = values.get("starts"), values.get("ends")
    if starts and ends and ends < starts:
        wrong["ends"] = [_("The last day comes before the first.")]
    if not values.get("in_person", True) and not values.get("online", False):
        wrong["in_person"] = [_("Say whether you meet in person, online, or either.")]
    if values.get("places") is not None and not 1 <= values["places"] <= 200:
        wrong["places"] = [_("Enter a number from 1 to 200.")]
    if wrong:
        raise Invalid(wrong)


def tell(
    fact: str, row: Any, by: Actor, at: Any, about: Iterable[Any] = (), **payload: object
) -> None:
    """One fact about a row, and the persons it is about."""
    subject = f"mentoring.{row._meta.model_name}"
    journal.record(
        f"mentoring.{fact}", by=by, at=at, ecosystem=row.ecosystem_id,
        subjects=[(subject, row.uuid), *(("people.person", one.uuid) for one in about)],
        payload=payload,
    )  # fmt: skip


def locked(model: Any, row: Any, by: Actor, *related: str) -> Any:
    """The row, locked, if the actor sees it; raises NotFound."""
    rows = model.objects.visible_to(by).select_related("ecosystem", *related)
    found = rows.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if found is None:
        raise NotFound
    return found


def held(model: Any, pks: Iterable[int]) -> dict[int, Any]:
    """These wishes or offers as they stand, locked one after the other in the order of their keys.

    Whoever holds both locks wishes before offers, so that no two wait for each other.
    """
    rows = model.objects.select_for_update(of=("self",)).select_related("person", "site")
    return {row.pk: row for row in rows.filter(pk__in=list(pks)).order_by("pk")}


def refuse(permission: str) -> NotPermitted:
    return NotPermitted(permission=permission)
