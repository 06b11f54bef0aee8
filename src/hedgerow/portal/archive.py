"""The page of a person's archive: what is kept, in tables that need no program to read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.formats import date_format, localize
from django.utils.html import format_html
from django.utils.translation import get_language, get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import shown as shown_at
from hedgerow.commons.ecosystems.kinds import in_words
from hedgerow.commons.ecosystems.words import word
from hedgerow.foundation.privacy import Rule

from .column_words import column
from .told_values import choice, told
from .wording import Text, record

Row = Mapping[str, object]
NOTHING = "–"
LEFT_OUT = gettext_lazy("What was told in confidence is left out, whether there is any or not.")


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of record: what it is for, and its rows in the words of the reader."""

    key: str
    title: Text
    why: Text
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    @property
    def fields(self) -> Sequence[tuple[str, str]]:
        """The only row, a line a column; nothing if there are more."""
        return tuple(zip(self.columns, self.rows[0], strict=True)) if len(self.rows) == 1 else ()


def section(rule: Rule, rows: Sequence[Row]) -> Section:
    """What a rule hands out, column by column, with the words for codes, days and times."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return Section(
        key=str(rule.model._meta.label_lower).replace(".", "-"),
        title=record(rule.model),
        why=rule.why,
        columns=[str(column(name, rule.model._meta.label_lower)) for name in names],
        rows=[[shown(rule.model, name, row.get(name)) for name in names] for row in rows],
    )


def shown(model: type[Model], name: str, value: object) -> str:
    """A value as people write it."""
    if value is None or value == "" or value == [] or value == {}:
        return NOTHING
    if name == "file":
        return format_html('<a href="{}">{}</a>', quote(str(value)), value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(shown_at(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value)
    if isinstance(value, list | tuple):
        return _(", ").join(shown(model, name, one) for one in value)
    if (said := told(model, name, value)) is not None:
        return said or NOTHING
    if isinstance(value, Mapping):
        said_so = (f"{in_words(key)}: {shown(model, key, one)}" for key, one in value.items())
        return _(", ").join(said_so)
    if isinstance(value, str):
        return word({}, value) if name in ("role", "as") else choice(model, name, value)
    return str(localize(value))


def archive_page(name: str, sections: Sequence[Section], at: datetime) -> str:
    """The whole page, in the reader's language and direction; it needs no other file but its style."""
    return render_to_string(
        "portal/archive.html",
        {
            "name": name,
            "at": at,
            "left_out": LEFT_OUT,
            "held": [one for one in sections if one.rows],
            "empty": [one for one in sections if not one.rows],
            "language": get_language() or "en",
            "direction": "rtl" if get_language_bidi() else "ltr",
        },
    )


def archive_style() -> str:
    return render_to_string("portal/archive.css")
