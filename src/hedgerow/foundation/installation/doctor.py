"""What ``hedgerow doctor`` looks at: each check says what it found and what to do about it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.db import connection
from django.db.models import Max

from hedgerow.foundation import privacy
from hedgerow.foundation.installation import health
from hedgerow.foundation.installation.checked import Check, Report
from hedgerow.foundation.installation.copies import Copy, copies, copies_in_folder
from hedgerow.foundation.installation.home import Home, is_held
from hedgerow.foundation.installation.machine import (
    addresses,
    database,
    folder,
    mail,
    private_files,
    room,
)
from hedgerow.foundation.jobs.queries import stuck_jobs, workers_seen
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.journal.verification import Broken, ChainHead, overdue, verify
from hedgerow.foundation.search import queries as search

STUCK_AFTER = timedelta(minutes=10)
CLOCK_TOLERANCE = timedelta(seconds=60)
LATE_AFTER = timedelta(days=2)


def examine(home: Home, now: datetime, progress: Callable[[int], None] | None = None) -> Report:
    """Look at everything; ``progress`` is told how many seals were verified so far."""
    checks = [folder(home), room(home), *private_files(home), mail(), *addresses()]
    checked = database()
    lying = copies(home) if checked.well else copies_in_folder(home)
    checks += [checked, *(_copy(copy, now) for copy in lying)]
    if not checked.well:
        return Report(tuple(checks), ())
    waiting = health.pending_migrations()
    checks.append(_migrations(waiting))
    if waiting:
        return Report(tuple(checks), ())
    works = _worker_works(home, now)
    chains, broken = verify(progress)
    checks += [_worker(home, works=works), _seals(chains, broken), _overdue(overdue(now), works)]
    modules = [import_module(name) for name in settings.HEDGEROW_CHECKS]
    told = frozenset[str]().union(*(getattr(module, "TELLS_OF", ()) for module in modules))
    checks += [_jobs(now, works, told), _search(works), _retention(now, works), _clock(now)]
    for module in modules:
        checks += module.checks(now)
    return Report(tuple(checks), tuple(chains))


def _copy(copy: Copy, now: datetime) -> Check:
    """A copy that an upgrade or a restore left; it may hold people who have been erased since."""
    age, size = (now - copy.made_at).days, copy.bytes / 1e6
    days = "1 day" if age == 1 else f"{age} days"
    found = f"{days} old, {size:.1f} MB, deleted by {copy.gone_by:%Y-%m-%d}"
    advice = "Start the server: its worker deletes it. If it stays, read the log."
    return Check(f"copy {copy.name}", now.date() <= copy.gone_by, found, advice)


def _migrations(waiting: list[str]) -> Check:
    if not waiting:
        return Check("migrations", True, "all applied")
    found = f"{len(waiting)} not applied, first {waiting[0]}"
    return Check("migrations", False, found, "Start the server once: it applies them.")


def _worker_works(home: Home, now: datetime) -> bool:
    """Whether a worker gives signs of life: one of the server that works on the folder.

    Where none does, rows of a copied or restored database tell of the workers of another folder; only
    a PostgreSQL may be shared with a server on another host.
    """
    seen = workers_seen(now - health.WORKER_SILENT_AFTER)
    if is_held(home) or connection.vendor != "postgresql":
        return bool(seen) and is_held(home)
    return any(name.rpartition(":")[0] != socket.gethostname()[:40] for name in seen)


def _worker(home: Home, *, works: bool) -> Check:
    if works:
        return Check("worker", True, "gives signs of life")
    advice = "Restart the server and read its log."
    if is_held(home):
        return Check("worker", False, "the server runs, but no worker gives a sign of life", advice)
    return Check("worker", True, "not running")


def _seals(chains: list[ChainHead], broken: list[Broken]) -> Check:
    if broken:
        advice = "Somebody or something changed the journal. Compare with a back-up."
        return Check("seals", False, "; ".join(map(str, broken)), advice)
    seals = sum(chain.size for chain in chains)
    return Check("seals", True, f"{seals} verified in {len(chains)} chains")


def _overdue(late: list[Broken], worker_works: bool) -> Check:
    if not late:
        return Check("sealing", True, "nothing is overdue")
    found = "; ".join(map(str, late))
    if not worker_works:
        return Check("sealing", True, f"waits for a worker: {found}")
    return Check("sealing", False, f"overdue: {found}", "Restart the server and read its log.")


def _jobs(now: datetime, works: bool, told: Collection[str]) -> Check:
    """What is stuck; failed jobs of which another check tells are no fault of the installation."""
    stuck = stuck_jobs(now, after=STUCK_AFTER, told=told) if works else ()
    if not stuck:
        return Check("jobs", True, "none is stuck")
    first = stuck[0]
    found = f"{len(stuck)} stuck, first {first.name} {first.uuid}: {first.state} {first.error}"
    return Check("jobs", False, found.rstrip(), "Mend the cause, then try the job again.")


def _search(worker_works: bool) -> Check:
    """Whether all that is found by words is in the index, once, and read by this analyser."""
    now = search.state()
    if now.rows == now.entries and not now.old:
        return Check("search", True, f"rows found by their words: {now.entries}")
    found = f"{now.rows} rows, {now.entries} entries, {now.old} of an earlier version"
    if now.marked or now.old:
        return Check("search", not worker_works, f"{found}, {now.marked} wait for the worker")
    return Check("search", False, found, "Run: hedgerow search rebuild")


def _retention(now: datetime, worker_works: bool) -> Check:
    """Rows whose time was over two days ago: the worker lets go of them once a day."""
    late = {
        str(rule.model._meta.label): rule.ended(now - rule.keep - LATE_AFTER).count()
        for rule in privacy.rules()
        if rule.keep is not None and rule.ended is not None
    }
    kept = ", ".join(f"{rows} of {label}" for label, rows in sorted(late.items()) if rows)
    if not kept:
        return Check("retention", True, "nothing is kept for too long")
    found = f"kept for too long: {kept}"
    advice = "Run: hedgerow retention --yes. Then read the log of the worker, which does it daily."
    return Check("retention", not worker_works, found, advice)


def _clock(now: datetime) -> Check:
    latest = Fact.objects.aggregate(latest=Max("recorded_at"))["latest"]
    if latest and latest - now > CLOCK_TOLERANCE:
        found = f"it is {now:%Y-%m-%d %H:%M} here, but a fact was recorded {latest:%Y-%m-%d %H:%M}"
        return Check("clock", False, found, "Set the clock of this machine (NTP).")
    return Check("clock", True, f"{now:%Y-%m-%d %H:%M:%S} UTC")
