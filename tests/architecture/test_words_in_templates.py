"""What a template says stands in translate tags: no word reaches a reader past gettext."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, Token, TokenType
from scripts.messages import SOURCE

NAMES = {"Hedgerow", "CSV", "XLSX", "TOML", "JSON", "API"}
"""Words that are the same in every language."""

SPOKEN = {"aria-label", "aria-description", "alt", "data-label", "label", "placeholder", "title"}
"""Attributes that readers see or hear."""

WITHOUT_TRANSLATION = {"kit.html"}
"""The parts on show while debugging: sample words, for whoever writes pages."""

LETTERS = re.compile(r"[^\W\d_]{2,}")
GIVEN = re.compile(r"""\b(?:title|text|label|done_text|unit)=["']([^"']*)["']""")
"""Words that an included template is given."""

FALLBACK = re.compile(r"""\|\s*(?:default|default_if_none|yesno|pluralize):["']([^"']*)["']""")


class Words(HTMLParser):
    """Collects text and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said += [words or "" for name, words in attrs if name in SPOKEN]
        fields = dict(attrs)
        if tag == "input" and fields.get("type") in ("submit", "button", "reset"):
            self.said.append(fields.get("value") or "")
        if tag in ("script", "style", "code"):
            self.silent = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self.silent:
            self.silent = ""

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data)


def untranslated(text: str) -> list[str]:
    """Texts of a template that stand outside of translate tags."""
    page = Words()
    given: list[str] = []
    for token in outside(Lexer(text).tokenize()):
        if token.token_type is TokenType.TEXT:
            page.feed(token.contents)
        elif token.token_type is TokenType.VAR:
            page.feed("".join(FALLBACK.findall(token.contents)) or "0")
        else:
            given += GIVEN.findall(token.contents)
    page.close()
    said = [one.strip() for one in page.said + given]
    return [one for one in said if any(word not in NAMES for word in LETTERS.findall(one))]


def outside(tokens: list[Token]) -> Iterator[Token]:
    """Tokens that are not between the tags of a translation, a comment or a class."""
    end = ""
    for token in tokens:
        name = token.contents.split(" ", 1)[0] if token.token_type is TokenType.BLOCK else ""
        if end:
            end = "" if name == end else end
        elif name in ("blocktranslate", "comment") or token.contents == "block width":
            end = f"end{name}"
        elif token.token_type is not TokenType.COMMENT:
            yield token


def templates() -> list[Path]:
    found = [*SOURCE.rglob("templates/**/*.html"), *SOURCE.rglob("templates/**/*.txt")]
    return sorted(file for file in found if file.name not in WITHOUT_TRANSLATION)


def test_every_word_of_a_template_can_be_translated() -> None:
    said = {str(file.relative_to(SOURCE)): untranslated(file.read_text()) for file in templates()}
    assert {file: words for file, words in said.items() if words} == {}


@pytest.mark.parametrize(
    "template",
    [
        "<p>Good morning</p>",
        '<a aria-label="Next page" href="x">{% translate "Next" %}</a>',
        "<p>{{ name|default:'nobody' }}</p>",
        '{% include "ui/progress.html" with title="Planting" %}',
        "<svg><title>A leaf</title></svg>",
        "{% if one %}{{ one }} records{% endif %}",
        '<p title="from {{ n }} records">{{ n }}</p>',
        '<input type="submit" value="Send">',
    ],
)
def test_a_word_past_gettext_is_found(template: str) -> None:
    assert untranslated(template) != []


@pytest.mark.parametrize(
    "template",
    [
        '<p class="lead">{% translate "Good morning" %}</p>',
        "{% blocktranslate %}Hello {{ name }}, come <b>in</b>{% endblocktranslate %}",
        '<a href="/people/" data-opens="dialog">CSV</a>',
        "{# said by nobody #}{% comment %}<p>Nothing</p>{% endcomment %}",
        "<code>hedgerow run</code> – {{ day|date:'DATE_FORMAT' }}",
    ],
)
def test_what_needs_no_translation_passes(template: str) -> None:
    assert untranslated(template) == []
