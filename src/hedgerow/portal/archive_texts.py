"""The texts of a person's archive besides its page: what is in it, in words and for programs."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.files.models import StoredFile
from hedgerow.foundation import privacy
from hedgerow.foundation.ui.formulas import harmless

from .archive import LEFT_OUT
from .column_words import column
from .wording import record

Part = tuple[privacy.Rule, list[Mapping[str, object]]]
FILES_THERE: Final = gettext_lazy(
    "Stored files lie in the folder files, as far as whoever takes this archive may see them."
)


def readme(name: str, parts: Sequence[Part]) -> str:
    """What is in the archive, then of what there is nothing in it."""
    lines = [_("What is kept about %(name)s.") % {"name": name},
             _("Open index.html to read it all on one page."), str(LEFT_OUT), str(FILES_THERE),
             _("The folder data holds the same as tables and for programs: contents.json there says what each file is, what its columns are called and what their codes mean; times there are in UTC."),
             ""]  # fmt: skip
    lines += [f"{_title(rule)} ({len(rows)}): {rule.why}" for rule, rows in reversed(parts) if rows]
    lines += ["", _("Of these there is nothing to show") + ":", ""]
    lines += [f"{_title(rule)}: {rule.why}" for rule, rows in reversed(parts) if not rows]
    return "\n".join(lines) + "\n"


def kind(rule: privacy.Rule, rows: Sequence[Mapping[str, object]]) -> Mapping[str, object]:
    said: dict[str, object] = {"kind": label(rule), "rows": len(rows), "why": str(rule.why)}
    if rows:
        said["columns"] = {name: str(column(name, label(rule))) for name in _names(rows)}
        said["codes"] = _codes(rule, _names(rows))
    files = [row["file"] for row in rows if row["file"]] if rule.model is StoredFile else []
    return said | {"files": files} if files else said


def _codes(rule: privacy.Rule, names: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """What each code of a column means, by column."""
    own = {one.name: one.flatchoices for one in rule.model._meta.concrete_fields if one.choices}
    return {
        name: {str(code): str(words) for code, words in own[name]} for name in names if name in own
    }


def label(rule: privacy.Rule) -> str:
    return str(rule.model._meta.label_lower)


def _title(rule: privacy.Rule) -> str:
    """What people call such rows."""
    return capfirst(str(record(rule.model)))


def as_json(rows: object) -> str:
    return json.dumps(rows, default=str, ensure_ascii=False)


def _names(rows: Sequence[Mapping[str, object]]) -> list[str]:
    """The columns of all rows, in the order in which they come up."""
    return list(dict.fromkeys(name for row in rows for name in row))


def as_csv(rows: Sequence[Mapping[str, object]]) -> bytes:
    """For a spreadsheet program, which tells UTF-8 by the mark it begins with; no cell is a formula."""
    text, names = io.StringIO(), _names(rows)
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([harmless(row.get(name)) for name in names] for row in rows)
    return text.getvalue().encode("utf-8-sig")
