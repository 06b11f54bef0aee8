"""The two ways in which a file comes in: by the command, and by the page with a worker."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hedgerow.config.cli import main
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.tests.test_california import EXAMPLES
from hedgerow.foundation import jobs


def command(slug, file, mapping, capsys, code=0):
    """What the command says, as JSON, and on its error output."""
    words = ["import", slug, str(file), "--mapping", str(EXAMPLES / mapping)]
    assert main([*words, "--json"]) == code
    said = capsys.readouterr()
    return json.loads(said.out), said.err


def by_command(slug, file, mapping, capsys, _client):
    return command(slug, file, mapping, capsys)[0]


def by_page(slug, file, mapping, _capsys, client):
    """Sent in, looked at, confirmed, and done by a worker; what the page was told."""
    data = {
        "file": SimpleUploadedFile(file.name, file.read_bytes()),
        "mapping": "own",
        "own": SimpleUploadedFile("m.toml", (EXAMPLES / mapping).read_bytes()),
    }
    assert client.post(reverse("new-import", args=[slug]), data).status_code == 302
    jobs.run_pending()  # a large file is looked through by a job
    row = Import.objects.latest("pk")
    if row.state != "ready":
        return row.preview
    told = dict(row.preview)
    confirm = reverse("confirm-import", args=[slug, row.uuid])
    assert client.post(confirm, {"digest": row.digest}).status_code == 302
    jobs.run_pending()
    row.refresh_from_db()
    assert row.state == "done"
    return told
