"""Rows to be found in tests: jobs, as foundation has no nouns; their arguments hold the texts."""

from datetime import UTC, datetime

from hedgerow.foundation.jobs.models import Job
from hedgerow.foundation.search import Document, Source, Text, Weight

KIND, LONG_HENCE = "tests.row", datetime(2099, 1, 1, tzinfo=UTC)


def document(job: Job) -> Document:
    language = job.args.get("language", "")
    texts = [Text(job.args.get("title", ""), language, Weight.STRONG)]
    texts += [Text(job.args.get("text", ""), language)]
    return Document(job.pk, job.uuid, job.ecosystem, language, texts)


def add(title: str, language: str, text: str = "", ecosystem: int | None = None) -> int:
    """A row that is not in the index yet; its id."""
    args = {"title": title, "language": language, "text": text}
    return Job.objects.create(name=KIND, args=args, ecosystem=ecosystem, run_at=LONG_HENCE).pk


SOURCES = (Source(KIND, lambda: Job.objects.filter(name=KIND), document),)
