"""The catalogues say what code and templates say: same placeholders, every plural form."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import override
from scripts.messages import LANGUAGES, LOCALE, isolated

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|%%|</?\w+>")
"""What a program puts its words into, and marks of the page."""


@cache
def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


def pairs(language: str) -> Iterator[tuple[Message, list[str]]]:
    """Each message with its translations, plural forms one by one."""
    for message in catalogue(language):
        if message.id:
            strings = message.string
            yield message, [strings] if isinstance(strings, str) else list(strings)


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_sentence(language: str) -> None:
    wrong = [
        message.id
        for message, strings in pairs(language)
        if isinstance(message.id, str)
        and strings[0]
        and placeholders(strings[0]) != placeholders(message.id)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plural_has_every_form_and_names_nothing_new(language: str) -> None:
    forms = catalogue(language).num_plurals
    wrong = [
        message.id
        for message, strings in pairs(language)
        if not isinstance(message.id, str)
        and any(strings)
        and (
            len(strings) != forms
            or not all(strings)
            or not {one for text in strings for one in placeholders(text)}
            <= {one for text in message.id for one in placeholders(text)}
        )
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_some_form_of_a_plural_says_each_placeholder(language: str) -> None:
    wrong = [
        message.id
        for message, strings in pairs(language)
        if not isinstance(message.id, str)
        and any(strings)
        and max(map(len, map(placeholders, strings))) < len(placeholders(message.id[1]))
    ]
    assert wrong == []


def test_arabic_counts_from_eleven_on_in_the_accusative() -> None:
    """Form 5 is for 11 to 99 (متعلمًا), form 4 for 100 (متعلم): they are easily exchanged."""
    accusative = re.compile(r"%\(\w+\)s \S*\u064b")
    wrong = [
        message.id
        for message, strings in pairs("ar")
        if len(strings) > 1 and accusative.search(strings[4]) and not accusative.search(strings[5])
    ]
    assert wrong == []


def test_spanish_says_usted_and_quotes_with_curved_marks() -> None:
    familiar = re.compile(
        r"\b(tú|tus?|ti|contigo|puedes|quieres|tienes|debes)\b|[«»]", re.IGNORECASE
    )
    wrong = [
        (message.id, strings)
        for message, strings in pairs("es")
        if any(familiar.search(text) for text in strings)
    ]
    assert wrong == []


OTHER_WORDS = {
    "es": r"\b(miembros?|plazas?|socios?|del diario|tutor legal|circunscripci|recuentos?|usuari|pertenencias?)",
    "ar": "(?<!وا)جه(ة|ات|تان)|استخد|مستخدم",
}
"""What the glossary calls otherwise: member, place, partner, journal, guardian, constituency…"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_calls_things_as_the_glossary_does(language: str) -> None:
    other = re.compile(OTHER_WORDS[language], re.IGNORECASE)
    wrong = [
        (message.id, strings)
        for message, strings in pairs(language)
        if any(other.search(text) for text in strings)
    ]
    assert wrong == []


def test_what_stands_for_a_placeholder_moves_nothing_around_it() -> None:
    assert isolated("ملف %(name)s (95 %%)") == "ملف \u2068%(name)s\u2069 (95 %%)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_ours_renames_a_month(language: str) -> None:
    with override("en"):
        months = {str(name) for names in (MONTHS, MONTHS_3) for name in names.values()}
    ours = {message.id for message, _ in pairs(language) if message.context is None}
    assert ours & months == set()
