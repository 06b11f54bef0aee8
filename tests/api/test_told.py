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
