"""String foreign keys escape the import contracts; this walks the models themselves."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Field, ForeignObject, ManyToManyField

LAYERS = ("foundation", "commons", "features", "profile", "portal", "edges")
COMMONS = (
    "ecosystems",
    "people",
    "membership",
    "notices",
    "discussion",
    "files",
    "bodies",
    "frameworks",
    "observations",
    "activities",
    "records",
)


def relations() -> Iterator[tuple[str, "Field", str, str]]:
    """Every relation of our own models: its name, field, and the modules of its two ends."""
    for model in apps.get_models():
        if not model.__module__.startswith("hedgerow."):
            continue
        for field in model._meta.get_fields():
            is_relation = isinstance(field, ForeignObject | ManyToManyField)
            if is_relation and field.model is model:
                name = f"{model._meta.label}.{field.name}"
                yield name, field, model.__module__, field.related_model.__module__


def height(module: str) -> tuple[int, int]:
    _, layer, *rest = module.split(".")
    within = COMMONS.index(rest[0]) if layer == "commons" else 0
    return LAYERS.index(layer), within


def app(module: str) -> str:
    return ".".join(module.split(".")[:3])


def ours() -> list[tuple[str, "Field", str, str]]:
    return [found for found in relations() if found[3].startswith("hedgerow.")]


def test_there_are_relations_to_look_at() -> None:
    assert len(ours()) > 20


def test_a_foreign_key_points_down_or_stays_in_its_app() -> None:
    upward = [
        f"{name} -> {target}"
        for name, _, source, target in ours()
        if app(source) != app(target) and height(target) >= height(source)
    ]
    assert upward == []


def test_a_foreign_key_into_a_lower_layer_leaves_no_name_there() -> None:
    named = [
        f"{name} (related_name={field.remote_field.related_name!r})"
        for name, field, source, target in ours()
        if height(source)[0] != height(target)[0] and not field.remote_field.hidden
    ]
    assert named == []


def test_features_do_not_point_at_one_another() -> None:
    crossing = [
        name
        for name, _, source, target in ours()
        if ".features." in source and ".features." in target and app(source) != app(target)
    ]
    assert crossing == []
