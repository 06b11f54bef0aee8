"""What membership decides without asking anybody."""

import re

BREAKS = re.compile(r"[\n\r,;]+")
NAMED = re.compile(r"^.*<([^<>]*)>$")


def addresses_in(text: str) -> list[str]:
    """The e-mail addresses of a text, one a line or between commas, in lower case, each once.

    ``Ada Birch <ada@example.org>``, as mail programs copy it, is the address in it. What is no
    address comes back as it stands: whoever typed it is told.
    """
    parts = (part.strip() for part in BREAKS.split(text))
    bare = (NAMED.sub(r"\1", part).strip().lower() for part in parts if part)
    return list(dict.fromkeys(part for part in bare if part))
