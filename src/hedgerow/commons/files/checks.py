"""What ``hedgerow doctor`` looks at: whether rows and the data folder tell of the same files."""

from collections.abc import Iterator
from datetime import datetime

from hedgerow.foundation.installation.checked import Check

from . import keeping
from .clearing import LEFT_AFTER
from .models import StoredFile

SAID = 3


def checks(now: datetime) -> Iterator[Check]:
    """Files that are missing or of another size, and those that lie there for nothing."""
    sizes = {uuid: path.stat().st_size for uuid, path in keeping.lying()}
    known = dict(StoredFile.objects.values_list("uuid", "bytes"))
    wrong = [str(uuid) for uuid, size in known.items() if sizes.get(uuid) != size]
    left = [
        uuid
        for uuid, path in keeping.lying()
        if uuid not in known and keeping.written_at(path) < now - 2 * LEFT_AFTER
    ]
    if wrong:
        found = f"{len(wrong)} of {len(known)} missing or damaged: {', '.join(wrong[:SAID])}"
        yield Check("files", False, found, "Bring the folder files/ back from a back-up.")
    elif left:
        found = f"{len(left)} that nothing points at"
        yield Check("files", False, found, "Start the server: its worker removes them each day.")
    else:
        yield Check("files", True, f"{len(known)}, all there")
