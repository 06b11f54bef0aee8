"""The directory is HSDS 3: paged, filters ANDed, freshness shown, only what everybody may see."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import jsonschema
import pytest
from django.test import Client

from hedgerow.features.engagement.discovery.tests.factories import (
    NOW,
    Valley,
    offered,
    placed,
    valley,
)
from hedgerow.features.engagement.opportunities.models import Opportunity

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).parents[7] / "shared" / "data" / "vectors" / "hsds-3.0"
HSDS = "/api/hsds"
NESTED = {
    "schedules": "schedule", "service_at_locations": "service_at_location", "location": "location",
    "languages": "language", "cost_options": "cost_option", "attributes": "attribute",
    "taxonomy_term": "taxonomy_term", "accessibility": "accessibility", "organization": "organization",
}  # fmt: skip
# of each entity: what must be there, and what one of few words says (HSDS 3.0)
REQUIRED = {
    "service": ("id", "name", "status"), "organization": ("id", "name", "description"),
    "location": ("id", "location_type"), "attribute": ("id", "link_id", "taxonomy_term_id", "link_entity"),
    "taxonomy_term": ("id", "name", "description"), "taxonomy": ("id", "name", "description"),
    "cost_option": ("id", "service_id"), "schedule": ("id",), "language": ("id",),
    "accessibility": ("id",), "service_at_location": ("id",),
}  # fmt: skip
WORDS = {
    "status": {"active", "inactive", "defunct", "temporarily closed"},
    "location_type": {"physical", "postal", "virtual"},
}
FORMS = {
    "url": re.compile(r"https?://\S+"), "uri": re.compile(r"https?://\S+"), "website": re.compile(r"https?://\S+"),
    "dtstart": re.compile(r"\d{4}-\d\d-\d\d"), "valid_from": re.compile(r"\d{4}-\d\d-\d\d"),
    "valid_to": re.compile(r"\d{4}-\d\d-\d\d"), "opens_at": re.compile(r"\d\d:\d\d:\d\d"),
}  # fmt: skip


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Valley:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return placed(valley())


def full(made: Valley) -> Opportunity:
    """Something of which there is all that can be told."""
    return offered(
        made, "Robots", begins="16:00", minutes=90, languages=["es", "en"], cost_amount=5, cost_currency="USD",
        cost_note="Half for siblings", access=["step-free"], access_note="Ring twice.", place="Room 4",
        online_address="https://meet.example/secret", age_from=9, age_to=12, grades=["4"],
    )  # fmt: skip


def got(path: str) -> Any:
    answer = Client().get(f"{HSDS}{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def entities(name: str, of: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield name, of
    for key, value in of.items():
        if key in NESTED:
            for one in value if isinstance(value, list) else [value]:
                yield from entities(NESTED[key], one)


def faults(name: str, of: Mapping[str, Any]) -> list[str]:
    found = []
    for kind, one in entities(name, of):
        found += [f"{kind}: no {field}" for field in REQUIRED[kind] if one.get(field) in (None, "")]
        found += [
            f"{kind}: {field} {one[field]}"
            for field, known in WORDS.items()
            if one.get(field, next(iter(known))) not in known
        ]
        found += [
            f"{kind}: {field} {one[field]}"
            for field, form in FORMS.items()
            if field in one and not form.fullmatch(one[field])
        ]
        for field, value in one.items():
            if field == "id" or (field.endswith("_id")):
                UUID(value)
            found += [f"{kind}: {field} is null"] if value is None else []
    return found


def test_it_says_which_hsds_it_is() -> None:
    said = got("/")
    assert said["version"] == "3.0"
    assert said["openapi_url"].endswith("/api/openapi.json")


def test_a_service_has_all_that_belongs_to_it_and_breaks_no_rule(made: Valley) -> None:
    row = full(made)
    answer = Client().get(f"{HSDS}/services/{row.uuid}")
    said = answer.json()
    assert faults("service", said) == []
    assert answer["Last-Modified"]
    assert datetime.fromisoformat(said["last_modified"]) == row.changed_at
    assert (said["minimum_age"], said["status"]) == (9, "active")
    assert [one["code"] for one in said["languages"]] == ["es", "en"]
    assert said["cost_options"][0]["amount"] == 5.0
    schedule = said["schedules"][0]
    assert (schedule["opens_at"], schedule["closes_at"], schedule["timezone"]) == (
        "16:00:00",
        "17:30:00",
        -5.0,
    )
    places = [one["location"]["location_type"] for one in said["service_at_locations"]]
    assert places == ["physical", "virtual"]
    assert "secret" not in answer.content.decode()
    assert said == Client().get(f"{HSDS}/services/{row.uuid}").json()


def test_a_service_of_which_nothing_is_told_breaks_no_rule_either(made: Valley) -> None:
    row = offered(made, "Bare")
    nothing = {"organisation": None, "site": None, "starts": None, "summary": "", "languages": []}
    Opportunity.objects.filter(pk=row.pk).update(**nothing)
    said = got(f"/services/{row.uuid}")
    assert faults("service", said) == []
    assert (said["name"], said["organization"]["name"]) == ("Bare", made.place.name)


@pytest.mark.slow
def test_lists_are_paged_and_say_how_many_there_are(made: Valley) -> None:
    for number in range(5):
        offered(made, f"Robots {number}")
    page = got("/services?per_page=2&page=3")
    counts = {name: value for name, value in page.items() if name != "contents"}
    assert counts == {
        "total_items": 5, "total_pages": 3, "page_number": 3, "size": 1,
        "first_page": False, "last_page": True, "empty": False,
    }  # fmt: skip
    assert [one["name"] for one in page["contents"]] == ["Robots 4"]
    assert got("/services?page=9")["empty"]
    assert all(faults("service", one) == [] for one in page["contents"])
    assert Client().get(f"{HSDS}/services?per_page=1000").status_code == 422


@pytest.mark.slow
def test_all_filters_must_hold(made: Valley) -> None:
    robots, choir = (
        offered(made, "Robots"),
        offered(made, "Choir", organisation_id=None, summary="We sing."),
    )
    later = robots.changed_at.replace(year=2027)
    Opportunity.objects.filter(pk=choir.pk).update(changed_at=later)
    kinds = got("/taxonomy_terms")["contents"]
    term, of = kinds[0]["id"], kinds[0]["taxonomy_id"]
    maker, place = made.maker.uuid, made.place.uuid

    def found(**asked: object) -> list[str]:
        answer = Client().get(f"{HSDS}/services", asked).json()
        return [one["name"] for one in answer["contents"]]

    assert found(search="robot") == ["Robots"]
    assert found(search="robot", organization_id=maker) == ["Robots"]
    assert found(search="robot", organization_id=place) == []
    assert found(organization_id=place) == ["Choir"]
    assert found(taxonomy_term_id=term, taxonomy_id=of) == ["Robots", "Choir"]
    assert found(taxonomy_id=maker) == []
    assert found(modified_after="2027-01-01T00:00:00Z") == ["Choir"]
    assert found(modified_after="2027-01-01T00:00:00Z", search="robot") == []


def test_of_a_service_as_little_or_as_much_as_is_asked(made: Valley) -> None:
    row = full(made)
    (minimal,) = got("/services?minimal=true")["contents"]
    assert set(minimal) == {"id", "last_modified"}
    (whole,) = got("/services?full=true")["contents"]
    assert whole == got(f"/services/{row.uuid}")
    lines = b"".join(Client().get(f"{HSDS}/services?format=ndjson&full=true")).decode().splitlines()
    assert [json.loads(line) for line in lines] == [whole]


@pytest.mark.slow
def test_only_what_everybody_may_see_is_in_it(made: Valley) -> None:
    hidden = offered(made, "Robots", sight="members")
    private = valley(slug="birch", public=False)
    offered(private, "Kites")
    assert got("/services")["contents"] == []
    assert got("/organizations")["contents"] == []
    assert [one["name"] for one in got("/taxonomies")["contents"]] == [
        "Kinds of opportunity: Aspen"
    ]
    assert Client().get(f"{HSDS}/services/{hidden.uuid}").status_code == 404
    assert Client().get(f"{HSDS}/organizations/{private.place.uuid}").status_code == 404


def test_organisations_taxonomies_and_terms_lead_to_one_another(made: Valley) -> None:
    offered(made, "Robots")
    (maker,) = got("/organizations?search=make")["contents"]
    assert got(f"/organizations/{maker['id']}") == maker
    assert faults("organization", maker) == []
    assert got(f"/organizations/{made.place.uuid}")["name"] == made.place.name
    (taxonomy,) = got("/taxonomies")["contents"]
    assert got(f"/taxonomies/{taxonomy['id']}") == taxonomy
    assert faults("taxonomy", taxonomy) == []
    (term,) = got(f"/taxonomy_terms?taxonomy_id={taxonomy['id']}")["contents"]
    assert got(f"/taxonomy_terms/{term['id']}") == term


@pytest.mark.shared
def test_it_validates_against_the_published_schemas(made: Valley) -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is absent")
    schema = json.loads((SHARED / "service_list.json").read_text())
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    row = full(made)
    for one in got("/services")["contents"]:
        jsonschema.Draft202012Validator(schema, format_checker=checker).validate(one)
    package = json.loads((SHARED / "datapackage.json").read_text())
    known = {
        one["name"]: {field["name"]: field for field in one["schema"]["fields"]}
        for one in package["resources"]
    }
    wrong = []
    for kind, one in entities("service", got(f"/services/{row.uuid}")):
        for name, value in one.items():
            if name in NESTED:
                continue
            field = known[kind].get(name)
            types = {
                "string": str,
                "number": int | float,
                "date": str,
                "datetime": str,
                "time": str,
            }
            if field is None or not isinstance(value, types[field["type"]]):
                wrong.append(f"{kind}.{name}: {value!r}")
    assert wrong == []
