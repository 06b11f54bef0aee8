"""Tiers of membership on a page: a row each, their short keys kept out of sight.

Programs that post the form may send lines ``key = title`` under the field's name instead.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from . import rules

SPARE: Final = 3
"""So many empty rows follow: further ones stand there once these are saved."""
ROWS: Final = 200
MOST: Final = 30
"""So many tiers there can be, as the API says too."""
LONGEST_KEY: Final = 40

Row = tuple[str, str]
"""Key and title. Without a title it is no tier; without a key it has none yet."""


class TiersWidget(forms.Widget):
    """A row a tier. ``known`` are key and title of those that a further language names anew.

    ``wrong`` says by the number of a row what is wrong with it.
    """

    template_name = "membership/tiers.html"
    use_fieldset = True
    known: Sequence[Row] | None = None
    wrong: Mapping[int, str] | None = None

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        ours = self.in_order(value or ())
        if self.known is None:
            bare = sum(not key and not title for key, title in ours)
            ours += [("", "")] * (SPARE - bare)
        titles, wrong = dict(self.known or ()), self.wrong or {}
        rows = [
            {"key": key, "title": title, "of": titles.get(key, ""), "wrong": wrong.get(number)}
            for number, (key, title) in enumerate(ours)
        ]
        return {**context, "rows": rows}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Row]:
        if name in data:
            return self.in_order(filter(None, map(_apart, str(data[name]).splitlines())))
        rows = []
        for number in range(ROWS):
            head = f"{name}-{number}"
            if f"{head}-title" in data:
                key, title = data.get(f"{head}-key", ""), data[f"{head}-title"]
                rows.append((str(key).strip(), str(title).strip()))
        return self.in_order(rows)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-0" if id_ else id_

    def in_order(self, rows: Iterable[Row]) -> list[Row]:
        """The rows as they stand on the page: a further language has one for each known tier."""
        if self.known is None:
            return [*rows]
        said, known = [*rows], dict(self.known)
        titles = dict(said)
        others = [row for row in said if row[0] not in known and row[1]]
        return [*((key, titles.get(key, "")) for key in known), *others]

    def faults(self) -> Iterator[dict[str, Any]]:
        """Of each row that is wrong its number, what it is called, and the error."""
        titles = [title for _key, title in self.known or ()]
        for number, error in sorted((self.wrong or {}).items()):
            own = titles[number] if number < len(titles) else _("Tier %(n)s") % {"n": number + 1}
            yield {"row": number, "label": own, "error": error}


class TiersField(forms.Field):
    """Key and title of each tier in order; what is wrong is said at its row."""

    widget = TiersWidget

    def __init__(self, *, longest: int, **given: Any) -> None:
        super().__init__(required=False, **given)
        self.longest = longest

    def clean(self, value: Any) -> list[Row]:
        rows: list[Row] = [*(value or ())]
        wrong = dict(self._wrong(rows))
        if wrong:
            raise self.refusing(wrong)
        return [*with_keys(rows)]

    def refusing(self, wrong: Mapping[int, str]) -> ValidationError:
        """The error to raise, once each text stands at the row of that number."""
        self.widget.wrong = wrong
        return ValidationError([*wrong.values()])

    def _wrong(self, rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
        named = [(number, *row) for number, row in enumerate(rows) if row[1]]
        doubled = {*rules.said_before([title for _number, _key, title in named])}
        keys = [slugify(key)[:LONGEST_KEY] for _number, key, _title in named]
        for place, (number, _key, title) in enumerate(named):
            said = {"most": self.longest, "long": len(title)}
            if len(title) > self.longest:
                yield (
                    number,
                    _("%(most)s characters at most; these are %(long)s. Shorten it.") % said,
                )
            elif place in doubled:
                yield number, _("Another tier has this name already. Give each a name of its own.")
            elif keys[place] and keys[place] in keys[:place]:
                yield number, _("Another tier has the same short name, “%s”.") % keys[place]
            elif place >= MOST:
                yield number, _("There can be %s tiers at most. Empty this name.") % MOST


def with_keys(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows that have a title, each with a key that no other has."""
    named = [(slugify(key)[:LONGEST_KEY], title) for key, title in rows if title]
    taken = {key for key, _title in named if key}
    for key, title in named:
        own = key or _free_key(slugify(title), taken)
        taken.add(own)
        yield own, title


def _free_key(wanted: str, taken: Iterable[str]) -> str:
    """The letters of a title, with a number where another has them; a number alone where none are left."""
    head, used = wanted[: LONGEST_KEY - 4].rstrip("-"), {*taken}
    if head and head not in used:
        return head
    start = 2 if head else len(used) + 1
    return next(key for n in count(start) if (key := f"{head or 'tier'}-{n}") not in used)


def _apart(line: str) -> Row | None:
    """Key and title of a line; without a sign the line is the title."""
    before, sign, after = line.partition("=")
    title = (after if sign else before).strip()
    return (before.strip() if sign else "", title) if title else None
