"""What can go wrong with a job. None of it reaches a visitor."""

from __future__ import annotations


class LostLease(Exception):  # noqa: N818 - a word the field uses, and not an error of the handler
    """Another worker has the job now, or it was cancelled: undo this step and stop."""


class Interrupted(LostLease):
    """The worker is about to stop; the job goes back and on from its checkpoint elsewhere."""


class Unrecoverable(Exception):  # noqa: N818 - what it says of the job, not of the code
    """The handler knows that trying again is useless; the text is kept with the failed job.

    Write no personal data into it: stewards read it.
    """
