"""The worker process: ``python -m hedgerow.foundation.jobs.worker``, beside the server.

SIGTERM or SIGINT stops it: no new job is taken, resumable jobs stop at their next step and go back,
others have ``--grace`` seconds to end before they are left to the next worker.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

import django
from django.apps import apps


def main(argv: Sequence[str] | None = None) -> int:
    """Work until told to stop; the exit code of the process."""
    parser = argparse.ArgumentParser(prog="hedgerow worker", description="Do background jobs.")
    parser.add_argument("--threads", type=int, default=3, help="jobs done at the same time")
    parser.add_argument("--lease", type=float, help="seconds a silent worker keeps a job")
    parser.add_argument("--grace", type=float, default=10.0, help="seconds running jobs get to end")
    parser.add_argument("--parent", type=int, help="stop when this process is gone")
    options = parser.parse_args(argv)
    if not apps.ready:
        django.setup()
    process = import_module("hedgerow.foundation.jobs.process")  # models load only after setup
    worker = process.WorkerProcess(
        threads=options.threads, lease_seconds=options.lease, parent=options.parent
    )
    worker.stop_on_signals()
    worker.run(grace=options.grace)
    return 0


if __name__ == "__main__":
    sys.exit(main())
