"""``hedgerow doctor``, ``backup`` and ``restore``."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hedgerow.foundation.commands import Command
from hedgerow.foundation.installation.backup import back_up
from hedgerow.foundation.installation.checked import Report
from hedgerow.foundation.installation.doctor import examine
from hedgerow.foundation.installation.erasures import sentences
from hedgerow.foundation.installation.home import the_home
from hedgerow.foundation.installation.restore import restore

BAR = 30


class Bar:
    """A progress bar on standard error; silent where nobody watches."""

    def __init__(self) -> None:
        self._shown = ""

    def __call__(self, what: str, done: int, total: int) -> None:
        filled = BAR * done // total if total else BAR
        line = f"{what} [{'#' * filled}{'.' * (BAR - filled)}]"
        if sys.stderr.isatty() and line != self._shown:
            print(f"\r{line:<70}", end="\n" if done >= total else "", file=sys.stderr, flush=True)
            self._shown = line


def _json_argument(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print one JSON object"))


def _doctor(arguments: Namespace) -> int:
    bar = Bar()
    report = examine(the_home(), timezone.now(), lambda done: bar(f"{done} seals", done, done))
    if arguments.json:
        print(json.dumps(_as_json(report), ensure_ascii=False))
    else:
        _print(report)
    return 0 if report.is_well else 1


def _print(report: Report) -> None:
    for check in report.checks:
        print(f"{_('ok') if check.well else _('WRONG'):6} {check.name}: {check.found}")
        if not check.well and check.advice:
            print(f"{'':6} → {check.advice}")
    wrong = sum(not check.well for check in report.checks)
    print(_("All is well.") if not wrong else _("%(count)d wrong.") % {"count": wrong})


def _as_json(report: Report) -> dict[str, object]:
    return {
        "well": report.is_well,
        "checks": [asdict(check) for check in report.checks],
        "chains": [
            {"ecosystem": chain.ecosystem, "size": chain.size, "root": chain.root.hex()}
            for chain in report.chains
        ],
    }


def _configure_backup(parser: ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help=_("where to write (.tar.gz)"))
    _json_argument(parser)


def _backup(arguments: Namespace) -> int:
    made = back_up(the_home(), arguments.file, at=timezone.now(), progress=Bar())
    if arguments.json:
        print(json.dumps(asdict(made) | {"path": str(made.path)}))
    else:
        size = {"path": made.path, "files": made.files, "mb": f"{made.bytes / 1e6:.1f}"}
        print(_("Backed up %(files)s files into %(path)s (%(mb)s MB).") % size)
        print(_("It holds keys and personal data: keep it where only you can read it."))
        if n := made.uploads_left_out:
            print(
                ngettext(
                    "%(n)s file sent in for an import is not in it: until it is confirmed it is kept "
                    "for a day at most. After a restore it is sent in again.",
                    "%(n)s files sent in for imports are not in it: until they are confirmed they are "
                    "kept for a day at most. After a restore they are sent in again.",
                    n,
                )
                % {"n": n}
            )
    return 0


def _configure_restore(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help=_("a back-up"))
    parser.add_argument("--replace", action="store_true", help=_("put present data aside"))
    _json_argument(parser)


def readable(made_at: str) -> str:
    """The moment to the minute, without what only programs need; ``made_at`` is in UTC."""
    return f"{datetime.fromisoformat(made_at):%Y-%m-%d %H:%M} UTC"


def _restore(arguments: Namespace) -> int:
    done = restore(
        the_home(), arguments.file, replace=arguments.replace, at=timezone.now(), progress=Bar()
    )
    if arguments.json:
        print(json.dumps(asdict(done)))
        return 0
    what = {"files": done.files, "made_at": readable(done.made_at)}
    print(_("Restored %(files)s files of %(made_at)s.") % what)
    if done.rows:
        moved = {"rows": sum(done.rows.values()), "tables": len(done.rows)}
        print(_("%(rows)s rows in %(tables)s tables: each is as it was in the back-up.") % moved)
    if done.changes:
        changes = {"count": done.changes, "version": done.made_by}
        print(_("Brought from version %(version)s to this one: %(count)s changes.") % changes)
    if done.aside:
        print(_("What was there before lies in %(folder)s.") % {"folder": done.aside})
    for sentence in sentences(done.erased):
        print(sentence)
    print(_("Next: hedgerow run, then hedgerow doctor. Phones load their data anew."))
    return 0


COMMANDS = (
    Command(
        "doctor",
        "Check data folder, database, seals, jobs and clock.",
        "hedgerow doctor --json",
        _json_argument,
        _doctor,
        needs_database=False,
    ),
    Command(
        "backup",
        "Write database, files and keys into one file, while the server runs.",
        "hedgerow backup /var/backups/hedgerow.tar.gz",
        _configure_backup,
        _backup,
    ),
    Command(
        "restore",
        "Bring an installation back from a back-up.",
        "hedgerow restore /var/backups/hedgerow.tar.gz --replace",
        _configure_restore,
        _restore,
        needs_database=False,
    ),
)
