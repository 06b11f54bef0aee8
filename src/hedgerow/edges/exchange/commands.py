"""``hedgerow import SLUG FILE --mapping M``: a spreadsheet into an ecosystem."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hedgerow.foundation.commands import Command
from hedgerow.foundation.targets import Problem

from .printing import PRINTED, print_outcome

if TYPE_CHECKING:
    from hedgerow.commons.ecosystems.models import Ecosystem
    from hedgerow.foundation.permissions import Actor

    from .outcomes import Preview

LAST = "last"
STEPS = {"read": "reading …", "compare": "comparing …", "write": "writing …"}


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("slug", help="the ecosystem's short name")
    parser.add_argument(
        "file",
        type=Path,
        nargs="?",
        help="a CSV or XLSX file, a set as ZIP or folder, or a framework in CASE (.json)",
    )
    parser.add_argument(
        "--mapping",
        type=Path,
        help="a mapping file (TOML), or the name of an example; not for a set or CASE",
    )
    parser.add_argument("--preview", action="store_true", help="say what would happen, no more")
    parser.add_argument(
        "--undo",
        metavar="IMPORT",
        nargs="?",
        const=LAST,
        help="take an import out again: its number as printed, else the last one",
    )
    parser.add_argument(
        "--leave-old-classes",
        action="store_true",
        help="end the places of those who change class in the classes that they leave",
    )
    parser.set_defaults(wrong=parser.error)
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _run(arguments: Namespace) -> int:
    # Models may load only after Django is set up; the list of commands is read before.
    from django.utils import timezone

    from hedgerow.commons.ecosystems.models import Ecosystem
    from hedgerow.foundation.errors import NotFound
    from hedgerow.foundation.permissions import Actor

    from .actions import Upload, import_file, preview
    from .errors import FileMissing, ImportStopped
    from .examples import mapping_file
    from .mappings import read_mapping
    from .rosters.packed import is_set

    by = Actor.the_steward(via="import", origin="imported")
    ecosystem = Ecosystem.objects.visible_to(by).filter(slug=arguments.slug).first()
    if ecosystem is None:
        raise NotFound
    if arguments.undo:
        return _undo(ecosystem.pk, arguments, by)
    if arguments.file is not None and not arguments.file.exists():
        raise FileMissing(file=str(arguments.file))
    if arguments.file is not None and arguments.file.suffix.lower() == ".json":
        return _run_case(ecosystem, arguments, by)
    if arguments.file is None or (arguments.mapping is None and not is_set(arguments.file)):
        arguments.wrong("a file and --mapping are needed, or a set of files, or --undo")
    mapping = read_mapping(mapping_file(arguments.mapping)) if arguments.mapping else None
    upload = Upload(arguments.file, mapping)
    try:
        if arguments.preview:
            found = preview(ecosystem, upload, by=by)
        else:
            found = import_file(
                ecosystem, upload, by=by, at=timezone.now(), told=_tell,
                leaving=arguments.leave_old_classes,
            )  # fmt: skip
    except ImportStopped as stopped:
        found = preview(ecosystem, upload, by=by)
        print(f"{stopped} ({stopped.code})", file=sys.stderr)
    return _tell_all(found, as_json=arguments.json)


def _tell_all(found: "Preview", *, as_json: bool) -> int:
    said = asdict(replace(found, lacking=None))
    said["lacking"] = found.lacking.counted if found.lacking else {}
    if as_json:
        print(json.dumps(said, indent=2, default=str))
    else:
        print_outcome(said)
    _print_problems(found.problems)
    return 1 if found.problems else 0


def _run_case(ecosystem: "Ecosystem", arguments: Namespace, by: "Actor") -> int:
    """Bring a framework in from a CFPackage."""
    from django.utils import timezone

    from .case.flow import File, import_package, preview
    from .errors import ImportStopped

    file = File(arguments.file, arguments.file.name)
    try:
        if arguments.preview:
            found = preview(ecosystem, file, by=by)
        else:
            found = import_package(ecosystem, file, by=by, at=timezone.now())
    except ImportStopped as stopped:
        found = preview(ecosystem, file, by=by)
        print(f"{stopped} ({stopped.code})", file=sys.stderr)
    return _tell_all(found, as_json=arguments.json)


def _undo(ecosystem: int, arguments: Namespace, by: "Actor") -> int:
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from .errors import NotUndoable
    from .models import Import
    from .undoing import undo_import

    done = Import.objects.filter(ecosystem=ecosystem)
    try:
        found = (
            done.filter(state=Import.State.DONE, trace__isnull=False).order_by("pk").last()
            if arguments.undo == LAST
            else done.filter(uuid=arguments.undo).first()
        )
    except ValidationError:  # no number of an import
        found = None
    if found is None:
        raise NotUndoable
    row = undo_import(found.uuid, by=by, at=timezone.now(), wait=True)
    said = {"import": str(row.uuid), "file": row.file_name, "state": row.state}
    print(json.dumps(said, indent=2) if arguments.json else f"{row.file_name}: {row.state_text()}")
    return 0


def _tell(step: str) -> None:
    print(STEPS[step], file=sys.stderr)


def _print_problems(problems: Sequence[Problem]) -> None:
    for one in problems[:PRINTED]:
        print(
            f"{one.file}, {_place(one)}: {one.value!r}, expected {one.expected} ({one.code})",
            file=sys.stderr,
        )
    if len(problems) > PRINTED:
        print(f"… and {len(problems) - PRINTED:,} more (see --json)", file=sys.stderr)


def _place(problem: Problem) -> str:
    """Line and column, or the path in a file that has no lines."""
    return f"line {problem.line}, column {problem.column}" if problem.line else problem.column


COMMANDS = (
    Command(
        name="import",
        summary="Bring a spreadsheet into an ecosystem.",
        example="hedgerow import long-beach frpm.csv --mapping california-schools.toml",
        configure=_configure,
        run=_run,
    ),
)
