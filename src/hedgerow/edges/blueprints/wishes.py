"""How an ecosystem is to be, and what it is from its first moment."""

from collections.abc import Sequence
from dataclasses import dataclass

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.planting import Identity, introduced
from hedgerow.commons.ecosystems.told_planting import in_languages

from .schema import Blueprint


@dataclass(frozen=True, slots=True)
class Wish:
    """How the ecosystem is to be.

    Once it is complete everybody sees it if ``public``, else its members alone. Only the original
    keeps what is true of it alone (``carries_facts``); ``facts`` brings it along under another
    address or name too, as a demo may want.
    """

    public: bool = True
    languages: Sequence[str] = ()
    time_zone: str = ""
    facts: bool = False


AS_IT_IS = Wish()


def carries_facts(blueprint: Blueprint | None, slug: str, name: str, wish: Wish) -> bool:
    """Whether texts, territory, figures, baselines and targets come along with the pattern.

    They are true of the blueprint's own ecosystem, which bears its address and its name.
    """
    return blueprint is not None and (wish.facts or is_original(blueprint, slug, name))


def is_original(blueprint: Blueprint | None, slug: str, name: str) -> bool:
    """Whether an ecosystem of that address and name is the one that the blueprint is of."""
    if blueprint is None:
        return False
    one = blueprint.identity
    return slug == one.key and name in (one.name, *one.names.values())


def identity(
    blueprint: Blueprint | None, wish: Wish, *, has_facts: bool, name: str = ""
) -> dict[str, object]:
    """What the ecosystem is from its first moment; texts and place with the facts alone.

    Under another ``name`` than the blueprint's it has that one in every language; under one of those
    it is called by the one in its own first language, and by the others in theirs.
    """
    wanted: dict[str, object] = {"public": wish.public}
    if wish.languages:
        wanted["languages"] = list(wish.languages)
    if wish.time_zone:
        wanted["time_zone"] = wish.time_zone
    if blueprint is None:
        return {"kind": "network", "languages": ["en"], **wanted}
    one, territory = blueprint.identity, blueprint.territory
    pattern: dict[str, object] = {
        "kind": one.kind, "languages": list(one.languages), "vocabulary": one.vocabulary,
        "time_zone": one.time_zone,
    }  # fmt: skip
    spoken = wish.languages or one.languages
    own = {
        **_texts(one, spoken, is_called_so=name in ("", one.name, *one.names.values())),
        "territory": territory.name,
        "country": territory.country, "latitude": territory.latitude,
        "longitude": territory.longitude,
    }  # fmt: skip
    return {**pattern, **(own if has_facts else {}), **wanted}


def part_of(whole: Ecosystem | None, blueprint: Blueprint | None) -> dict[str, object]:
    """What a part is besides; one of the whole's own pattern is told in the whole's words.

    Its kind is then that of the pattern's parts, such as a hive of a network of hives.
    """
    if whole is None:
        return {}
    if blueprint is None or blueprint.identity.key != whole.blueprint:
        return {"parent": whole}
    kinds = {one.kind for one in blueprint.parts}
    kind = {"kind": kinds.pop()} if len(kinds) == 1 else {}
    return {"parent": whole, "vocabulary": whole.vocabulary, **kind}


def _texts(one: Identity, spoken: Sequence[str], *, is_called_so: bool) -> dict[str, object]:
    """Summary and purpose in the first language spoken, and what is told in others, the name too."""
    texts = {"summary": one.summary, "purpose": one.purpose}
    if not is_called_so:
        return in_languages(texts, spoken)
    return introduced(one, texts, one.languages[0], spoken)
