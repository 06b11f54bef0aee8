"""Every sentence of code and templates is in the catalogues, and translated."""

import ast
from functools import cache

import pytest
from scripts.messages import LANGUAGES, template_messages

from tests.architecture.test_messages import pairs
from tests.architecture.test_words_in_code import files, is_translated, parsed

sentences = cache(template_messages)


def untranslated(language: str) -> list[object]:
    """Sentences of code and templates that the catalogue does not say."""
    said = {(message.id, message.context): strings for message, strings in pairs(language)}
    return [
        message.id
        for message in sentences()
        if message.id and not all(said.get((message.id, message.context)) or [""])
    ]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    """Where it fails: ``python3 dev.py messages``, then fill in what is empty in the .po."""
    assert untranslated(language) == []


@pytest.mark.slow
def test_every_sentence_reaches_the_catalogue() -> None:
    """Also one inside an f-string, where the extractor does not look."""
    ids = [message.id for message in sentences()]
    known = {one if isinstance(one, str) else one[0] for one in ids if one}
    said = {
        sentence.value
        for file in files()
        if "gettext" in (text := file.read_text())
        for node in ast.walk(parsed(text))
        if isinstance(node, ast.Call) and is_translated(node)
        for sentence in node.args["pgettext" in ast.unparse(node.func) :][:1]
        if isinstance(sentence, ast.Constant)
    }
    assert said - known == set()
