"""Message catalogues without gettext: ``extract`` updates every .po, ``compile`` writes .mo files.

Of the API's modules it takes the summaries of operations and the groups they stand in as well.
``extract`` reads Python with Babel and templates through Django's own ``templatize``. A message
that is gone stays, marked obsolete, so that a sentence that comes back keeps its translation.
"""

import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "hedgerow"
LOCALE = SOURCE / "locale"
LANGUAGES = ("ar", "es")
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def template_messages() -> Catalog:
    """Every message of code and templates, with the files it stands in.

    Without lines, as the catalogues have them: one read and written again keeps its order.
    """
    catalog = Catalog(project="hedgerow", charset="utf-8")
    for file in sorted(SOURCE.rglob("*"), key=str):
        if file.suffix not in (".py", ".html", ".txt") or "tests" in file.relative_to(SOURCE).parts:
            continue
        place = (str(file.relative_to(ROOT)), 0)
        for message, context in _messages(file):
            catalog.add(message, locations=[place], context=context)
    return catalog


def _messages(file: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        if "templates" not in file.parts:
            return
        text = templatize(text, origin=str(file))
    elif file.name.endswith("api.py"):
        yield from ((words, None) for words in _of_operations(text))
    found = extract_python(BytesIO(text.encode()), list(KEYWORDS), [], {"encoding": "utf-8"})
    for _line, function, words, _comments in found:
        spec = KEYWORDS[function] or (1,)
        parts = words if isinstance(words, tuple) else (words,)
        picked = [parts[_index(one)] for one in spec if _index(one) < len(parts)]
        if not picked or any(not isinstance(part, str) or not part for part in picked):
            continue  # a variable, not a sentence
        if "pgettext" in function:
            context, *picked = picked
        else:
            context = None
        yield picked[0] if len(picked) == 1 else tuple(picked), context


def _of_operations(text: str) -> Iterator[str]:
    """What the page of the API translates, though the document of the API holds it in English."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.keyword) and node.arg in ("summary", "tags"):
            said = node.value.elts if isinstance(node.value, ast.List) else [node.value]
            for one in said:
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    yield one.value


def _index(spec: int | tuple[int, str]) -> int:
    return (spec[0] if isinstance(spec, tuple) else spec) - 1


def extract() -> None:
    """Update the catalogue of every language, creating what is not there."""
    found = template_messages()
    for language in LANGUAGES:
        path = LOCALE / language / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        catalog = Catalog(locale=language, project="hedgerow", charset="utf-8", fuzzy=False)
        catalog.header_comment = "# Hedgerow's messages; written by `python3 dev.py messages`."
        if path.exists():
            with path.open("rb") as file:
                catalog = read_po(file, locale=language)
        catalog.update(found, no_fuzzy_matching=True, update_creation_date=False)
        with path.open("wb") as file:
            write_po(file, catalog, width=100, sort_by_file=True, include_lineno=False)
        left = sum(1 for message in catalog if message.id and not _is_translated(message.string))
        print(f"{language}: {len(catalog)} messages, {left} not translated")


def _is_translated(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(string and all(string))


def isolated(text: str) -> str:
    """The text with each placeholder in Unicode's isolating marks.

    In a sentence from right to left a name in Latin letters, or one that ends in a bracket, then
    moves nothing around it, without any markup in templates.
    """
    return re.sub(r"%\(\w+\)s", "\u2068\\g<0>\u2069", text)


def compile_all(paths: list[Path]) -> None:
    """Write the .mo beside each .po."""
    for path in paths:
        with path.open("rb") as source:
            catalog = read_po(source, locale=path.parts[-3])
        if Locale.parse(path.parts[-3]).text_direction == "rtl":
            for message in catalog:
                _isolate(message)
        with path.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalog)


def _isolate(message: Message) -> None:
    if isinstance(message.string, str):
        message.string = isolated(message.string)
    else:
        message.string = tuple(isolated(form) for form in message.string)


if __name__ == "__main__":
    settings.configure(USE_I18N=True)
    if sys.argv[1:2] == ["compile"]:
        compile_all([Path(word) for word in sys.argv[2:]])
    elif sys.argv[1:] == ["extract"]:
        extract()
    else:
        sys.exit("usage: messages.py extract | compile FILE.po ...")
