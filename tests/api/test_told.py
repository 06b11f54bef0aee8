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


def test_the_api_gives_and_takes_frameworks_items_and_scales_in_each_language(
    valley: Valley,
) -> None:
    told = {"es": {"name": "Etapa", "step.1": "empezado"}}
    steps = [{"value": 1, "label": "begun"}, {"value": 2, "label": "done"}]
    scale = {"key": "stage", "name": "Stage", "steps": steps, "told": told}
    uuid = valley.ada.ask("put", f"{valley.path}/scales", scale).json()["uuid"]
    (found,) = valley.ada.ask("get", f"{valley.path}/scales").json()
    assert (found["told"], found["simulated"]) == ({"en": {}, **told}, False)
    item = {"code": "1", "title": "One", "scale": uuid, "told": {"es": {"title": "Uno"}}}
    said = {"title": "Parts", "items": [item], "told": {"es": {"title": "Partes"}}}
    made = valley.ada.ask("post", f"{valley.path}/frameworks", said).json()
    one = f"{valley.path}/frameworks/{made['uuid']}"
    plain = {"title": "Parts", "items": [{"code": "1", "title": "One"}], "scale": uuid}
    valley.ada.ask("put", one, plain)
    read = valley.ada.ask("get", one, **{"Accept-Language": "es"}).json()
    assert (read["title"], read["told"]) == ("Parts", {"en": {}, **said["told"]})
    assert read["scale"]["name"] == "Etapa"
    (kept,) = read["items"]
    assert (kept["scale"], kept["told"]) == (uuid, {"en": {}, **item["told"]})
    near = valley.ada.ask("get", f"{one}/items/{kept['uuid']}", **{"Accept-Language": "es"}).json()
    assert near["title"] == "Uno"
    other = {**plain, "items": [{**item, "scale": made["uuid"]}]}
    assert valley.ada.ask("put", one, other).status_code == 404


def test_the_api_gives_and_takes_terms_and_groups_in_each_language(valley: Valley) -> None:
    told = {"es": {"name": "Otoño"}}
    term = {"name": "Autumn", "starts": "2026-09-01", "ends": "2026-12-01", "told": told}
    made = valley.ada.ask("post", f"{valley.path}/terms", term).json()
    assert (made["told"], made["simulated"]) == ({"en": {}, **told}, False)
    title = {"es": {"title": "español"}}
    row = {"dimension": "home-language", "key": "es", "title": "Spanish"}
    for sent in ({**row, "told": title}, row):
        valley.ada.ask("put", f"{valley.path}/population-groups", {"rows": [sent]})
        (group,) = valley.ada.ask("get", f"{valley.path}/population-groups").json()
        assert group["told"] == {"en": {}, **title}
    figure = {"dimension": "home-language", "group": "es", "value": 4, "as_of": "2026-09-01",
              "source": "s"}  # fmt: skip
    address = f"{valley.path}/populations"
    uuid = valley.ada.ask("post", address, {**figure, "title": "Spanish", "told": title}).json()[
        "uuid"
    ]
    valley.ada.ask("put", f"{address}/{uuid}", {**figure, "value": 5})
    (read,) = valley.ada.ask("get", address).json()
    assert (read["value"], read["title"], read["told"]) == (5, "Spanish", {"en": {}, **title})
