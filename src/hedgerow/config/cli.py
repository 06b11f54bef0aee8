"""The command line: ``hedgerow COMMAND``; each app's ``commands.py`` offers its own."""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module

from hedgerow.config.migrating import prepare
from hedgerow.foundation.collecting import uncollected
from hedgerow.foundation.commands import Command
from hedgerow.foundation.errors import Closed, Invalid, NotFound, Refused
from hedgerow.foundation.installation.denied import denied
from hedgerow.foundation.installation.home import hold, the_home
from hedgerow.foundation.installation.swapping import finish, is_interrupted

OFFERED = {
    "hedgerow.config.serve": ("run",),
    "hedgerow.foundation.installation.commands": ("doctor", "backup", "restore"),
    "hedgerow.commons.membership.commands": (
        "admit", "invite", "reset-second-factor", "close", "reopen",
    ),
    "hedgerow.profile.commands": ("profile",),
    "hedgerow.portal.commands": ("erase", "retention"),
    "hedgerow.commons.ecosystems.commands": ("warehouse",),
    "hedgerow.foundation.search.commands": ("search",),
    "hedgerow.edges.blueprints.commands": ("plant", "show", "export"),
    "hedgerow.edges.exchange.commands": ("import",),
    "hedgerow.edges.archives.commands": ("archive",),
    "hedgerow.features.engagement.choice.commands": ("match",),
}  # fmt: skip
"""Where each command is: only the one that is asked for is imported, and starts the sooner."""
AT_A_TERMINAL = {
    NotFound.code: (
        "Nothing here is called so.",
        "An ecosystem is called by the end of its web address, a person by their code or their page's.",
    ),
    Closed.code: ("", "If it should go on: hedgerow reopen, with its short name."),
}
"""What is said instead where nobody has a page before them: the text (that of the refusal if empty), and
what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a refusal is one sentence on stderr and exit code 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hedgerow.config.settings")
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        _set_up()
    except OSError as error:  # without settings there are no languages either
        print(
            f"The data folder cannot be used: {error.filename}: {error.strerror}.", file=sys.stderr
        )
        print("Set HEDGEROW_HOME to a folder that this user may write to.", file=sys.stderr)
        return 1
    try:
        return _command(words)
    except Refused as refusal:
        return _refused(refusal)
    except BrokenPipeError:  # whoever reads has read enough, as ``head`` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if (denial := denied(error)) is None:
            raise
        return _refused(denial)


def _set_up() -> None:
    import django
    from django.apps import apps

    if not apps.ready:  # called from a program that is set up, it leaves its logs alone
        with uncollected():  # what is loaded stays; looking for cycles took a tenth of the start
            django.setup()


def _command(words: list[str]) -> int:
    _end_interrupted_restore()
    if words[:1] == ["manage"]:
        from django.core.management import execute_from_command_line

        execute_from_command_line(["hedgerow manage", *words[1:]])
        return 0
    parsed = _parser(commands(words[0] if words else "")).parse_args(words)
    if parsed.command.needs_database:
        prepare(only_reads=parsed.command.only_reads)
    code = int(parsed.command.run(parsed))
    sys.stdout.flush()
    return code


def _refused(refusal: Refused) -> int:
    text, next_step = AT_A_TERMINAL.get(refusal.code, (str(refusal), refusal.next_step))
    print(f"{text or refusal} ({refusal.code})", file=sys.stderr)
    if isinstance(refusal, Invalid):
        for name, texts in refusal.fields.items():
            print(f"  {name}: {' '.join(texts)}", file=sys.stderr)
        print("Nothing was saved. Mend it and give the command again.", file=sys.stderr)
    elif next_step:
        print(next_step, file=sys.stderr)
    return 1


def _end_interrupted_restore() -> None:
    """Do what a restore that was killed had left to do, and begin anew with what it put in place."""
    home = the_home()
    if not is_interrupted(home):
        return
    with hold(home):
        finish(home)
    print("A restore that was interrupted has been brought to its end.", file=sys.stderr)
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - this program again


def commands(name: str = "") -> list[Command]:
    """The commands of the app that offers this one; all, in the order of the apps, if none does."""
    apps = [app for app, names in OFFERED.items() if name in names] or OFFERED
    return [command for app in apps for command in import_module(app).COMMANDS]


def _parser(offered: Iterable[Command]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hedgerow", description="Run a learning ecosystem, and see it whole."
    )
    below = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in offered:
        one = below.add_parser(
            command.name,
            help=command.summary,
            description=command.summary,
            epilog=f"example:\n  {command.example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.configure(one)
        one.set_defaults(command=command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
