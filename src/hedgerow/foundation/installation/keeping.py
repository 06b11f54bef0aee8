"""Letters kept as files for nobody but whoever runs the server: their links sign people in."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.mail.backends.filebased import EmailBackend


class KeptLetters(EmailBackend):
    """Writes each letter as a file that its owner alone can read, in a folder of the same kind."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        with suppress(PermissionError):  # a folder of somebody else's is theirs to close
            Path(self.file_path).chmod(0o700)

    def open(self) -> bool:
        if self.stream is not None:
            return False
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        self.stream = os.fdopen(os.open(self._get_filename(), flags, 0o600), "ab")
        return True
