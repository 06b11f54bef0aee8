"""The program that back-up tests start on a data folder of its own.

``prepare N`` migrates and records N sealed facts; ``facts`` prints their number and the epoch;
``doctor``, ``backup`` and ``restore`` are the commands themselves.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from datetime import UTC, datetime

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - models need the setup
from django.db import transaction  # noqa: E402

from hedgerow.foundation import journal  # noqa: E402
from hedgerow.foundation.errors import Refused  # noqa: E402
from hedgerow.foundation.installation.commands import COMMANDS  # noqa: E402
from hedgerow.foundation.installation.models import current_epoch  # noqa: E402
from hedgerow.foundation.journal.actions import seal_all  # noqa: E402
from hedgerow.foundation.journal.models import Fact  # noqa: E402
from hedgerow.foundation.permissions import Actor  # noqa: E402


def main(name: str, *arguments: str) -> int:
    if name == "prepare":
        call_command("migrate", verbosity=0)
        for _ in range(int(arguments[0])):
            with transaction.atomic():
                steward = Actor.the_steward()
                journal.record("test.was", by=steward, at=datetime.now(UTC), ecosystem=1)
        seal_all()
        return 0
    if name == "facts":
        print(Fact.objects.count(), current_epoch())
        return 0
    command = next(command for command in COMMANDS if command.name == name)
    parser = ArgumentParser()
    command.configure(parser)
    try:
        return command.run(parser.parse_args(arguments))
    except Refused as refused:
        print(refused.code, refused)
        return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
