"""What JSON cannot keep in every database is marked before it is stored."""

import json

from hedgerow.foundation.keptjson import keepable


def test_what_cannot_be_kept_is_marked_wherever_it_stands() -> None:
    told = {"a\0": ["A\0B", ("\ud800", 3, None)], "b": {"c": "\U0001f600 é"}}
    kept = {"a\ufffd": ["A\ufffdB", ["\ufffd", 3, None]], "b": {"c": "\U0001f600 é"}}
    assert keepable(told) == kept


def test_json_of_earlier_versions_is_carried_over_marked_and_other_json_as_it_was() -> None:
    from hedgerow.foundation.installation.carrying.columns import Column, readers

    (read,) = readers((Column("preview", "json"),), "sqlite")
    assert json.loads(read('{"a": ["A\\u0000B", "\\ud800"]}')) == {"a": ["A\ufffdB", "\ufffd"]}
    for text in ('{"a": 1.50, "b": "\\ud83d\\ude00"}', '{"a": "\\\\u0000"}', '{"a" : 1e3}'):
        assert json.loads(read(text)) == json.loads(text)
    assert read('{"a" : 1e3}') == '{"a" : 1e3}'
