"""How an ecosystem is to be, and what it is from its first moment."""

from dataclasses import dataclass

from .schema import Blueprint


@dataclass(frozen=True, slots=True)
class Wish:
    """How the ecosystem is to be.

    Once it is complete everybody sees it if ``public``, else its members alone. Without ``facts``
    it takes over the pattern alone: no texts, territory, figures, baselines or targets that are
    the original's own.
    """

    public: bool = True
    time_zone: str = ""
    facts: bool = True


AS_IT_IS = Wish()


def identity(blueprint: Blueprint | None, wish: Wish) -> dict[str, object]:
    """What the ecosystem is from its first moment; texts and place with the facts alone."""
    wanted: dict[str, object] = {"public": wish.public}
    if wish.time_zone:
        wanted["time_zone"] = wish.time_zone
    if blueprint is None:
        return {"kind": "network", "languages": ["en"], **wanted}
    one, territory = blueprint.identity, blueprint.territory
    pattern: dict[str, object] = {
        "kind": one.kind, "languages": list(one.languages), "vocabulary": one.vocabulary,
        "time_zone": one.time_zone,
    }  # fmt: skip
    own = {
        "summary": one.summary, "purpose": one.purpose, "territory": territory.name,
        "country": territory.country,
    }  # fmt: skip
    return {**pattern, **(own if wish.facts else {}), **wanted}
