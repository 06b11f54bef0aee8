"""What a page does only for who shows anew who one is, the API does only with a proof."""

import ast
from collections.abc import Callable, Iterator
from inspect import Parameter, getclosurevars, getsource, isfunction, signature, unwrap
from textwrap import dedent
from types import FunctionType
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from ninja.operation import PathView

from hedgerow.commons.membership.proving_api import proven

ASKED = {
    "add_passkey": None,
    "begin_app": None,
    "confirm_app": None,
    "new_recovery_codes": None,
    "remove_app": None,
    "remove_passkey": None,
    "reset_second_factor": None,
    "close_ecosystem": "POST ecosystems/{slug}/close",
    "erase_oneself": "POST me/erasure",
    "erase_person": "POST ecosystems/{slug}/people/{person}/erasure",
    "hand_over": "POST ecosystems/{slug}/handover",
    "reopen_ecosystem": "POST ecosystems/{slug}/reopen",
}
"""Each act whose page asks, with the operation that does it too; none adds or takes a factor away."""
LOOKING = {"preview_of_oneself"}
"""What such pages also read, and anybody may without a proof."""
READING = {"GET", "HEAD"}
View = Callable[..., Any]


def entries(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from entries(entry)
        elif isinstance(entry, URLPattern):
            yield entry


def operations() -> Iterator[tuple[str, View]]:
    """Each operation that writes, as method and path, with its function."""
    for entry in entries(get_resolver()):
        callback = entry.callback
        path = getclosurevars(callback).nonlocals.get("self") if isfunction(callback) else None
        for one in path.operations if isinstance(path, PathView) else ():
            method = next(iter(set(one.methods) - READING), None)
            if method and one.view_func.__module__.startswith("hedgerow."):
                yield f"{method} {one.path.lstrip('/')}", one.view_func


def pages() -> Iterator[View]:
    for entry in entries(get_resolver()):
        if isfunction(entry.callback) and entry.callback.__module__.startswith("hedgerow."):
            yield entry.callback


def called(view: View) -> list[FunctionType]:
    """What a view calls, in the order of its text, and what its own helpers beside it call."""
    function = unwrap(view)
    tree, near = ast.parse(dedent(getsource(function))), function.__globals__
    calls = sorted(
        (one for one in ast.walk(tree) if isinstance(one, ast.Call)),
        key=lambda one: (one.end_lineno, one.end_col_offset),
    )
    found: list[FunctionType] = []
    for one in calls:
        name = ast.unparse(one.func)
        root, _dot, rest = name.partition(".")
        value = near.get(root)
        value = getattr(value, rest, None) if rest.isidentifier() else value
        if not isfunction(value):
            continue
        is_beside = value.__module__ == function.__module__ and value is not function
        found += [*(called(value) if is_beside else ()), value]
    return found


def acts(view: View) -> list[str]:
    """The acts of somebody at a moment among what a view calls."""
    return [one.__name__ for one in called(view) if is_act(one) and one.__name__ not in LOOKING]


def is_act(function: FunctionType) -> bool:
    asked = signature(unwrap(function)).parameters
    return all(
        name in asked and asked[name].kind is Parameter.KEYWORD_ONLY for name in ("by", "at")
    )


def asks_anew(view: View) -> bool:
    return getattr(view, "asks_anew", False)


def test_every_act_whose_page_asks_anew_is_listed() -> None:
    assert {act for view in pages() if asks_anew(view) for act in acts(view)} == ASKED.keys()


def test_no_decorator_hides_what_the_view_below_it_asks() -> None:
    assert [view for view in pages() if "<locals>" in unwrap(view).__qualname__] == []


def test_no_other_page_does_such_an_act_without_asking() -> None:
    assert [view for view in pages() if not asks_anew(view) and ASKED.keys() & acts(view)] == []


def test_the_api_does_each_of_them_where_it_is_said_to_and_nowhere_else() -> None:
    done = {(act, where) for where, view in operations() for act in acts(view) if act in ASKED}
    assert done == {(act, where) for act, where in ASKED.items() if where}


def test_each_of_these_operations_asks_for_a_proof_before_its_act() -> None:
    for where, view in operations():
        order = called(view)
        if done := [at for at, one in enumerate(order) if one.__name__ in ASKED]:
            assert proven in order[: done[0]], where


def test_no_operation_asks_where_no_page_does() -> None:
    asking = {where for where, view in operations() if proven in called(view)}
    assert asking == {where for where in ASKED.values() if where}
