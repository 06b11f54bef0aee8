"""Names are sent and taken in several languages."""

from .valley import Valley


def test_the_api_gives_and_takes_a_name_in_each_language(valley: Valley) -> None:
    address = f"{valley.path}/activity-kinds"
    rows = [{"key": "choir", "name": "Choir", "told": {"ar": {"name": "جوقة"}}}]
    valley.ada.ask("put", address, {"rows": rows})
    (found,) = valley.ada.ask("get", address).json()
    assert (found["name"], found["told"]) == ("Choir", {"en": {}, "ar": {"name": "جوقة"}})
    wrong = [{"key": "choir", "told": {"ar": {"size": "x"}}, "name": "Choir"}]
    assert valley.ada.ask("put", address, {"rows": wrong}).status_code == 422
    (kept,) = valley.ada.ask("get", address).json()
    assert kept["told"] == found["told"]


def test_the_api_gives_and_takes_a_body_and_its_seats_in_each_language(valley: Valley) -> None:
    address = f"{valley.path}/bodies"
    families = {"name": "Families", "quota": 2, "told": {"es": {"name": "Familias"}}}
    said = {"name": "Council", "told": {"es": {"name": "Consejo"}}, "constituencies": [families]}
    uuid = valley.ada.ask("post", address, said).json()["uuid"]
    found = valley.ada.ask("get", f"{address}/{uuid}", **{"Accept-Language": "es"}).json()
    assert (found["name"], found["told"]) == ("Council", {"en": {}, "es": {"name": "Consejo"}})
    (share,) = found["shares"]
    assert (share["name"], share["told"]["es"]) == ("Families", {"name": "Familias"})


def test_the_api_gives_and_takes_an_indicator_in_each_language(valley: Valley) -> None:
    address = f"{valley.path}/indicators"
    told = {"es": {"title": "Libros leídos", "unit": "libros"}}
    row = {"key": "books", "title": "Books read", "unit": "books", "told": told}
    valley.ada.ask("put", address, {"rows": [row]})
    found = valley.ada.ask("get", address, **{"Accept-Language": "es"}).json()
    one = next(row for row in found["items"] if row["key"] == "books")
    assert (one["title"], one["unit"], one["told"]) == ("Books read", "books", {"en": {}, **told})


def test_the_api_gives_and_takes_checks_and_what_is_left_out_stays(valley: Valley) -> None:
    address, told = f"{valley.path}/mentoring/terms", {"es": {"check.police": "Antecedentes"}}
    checks = [{"key": "police", "title": "Police check"}]
    said = {"required_checks": checks, "told": told}
    for sent in (said, {"required_checks": checks}):
        valley.ada.ask("put", address, sent)
        found = valley.ada.ask("get", address, **{"Accept-Language": "es"}).json()
        assert (found["required_checks"], found["told"]) == (checks, {"en": {}, **told})
