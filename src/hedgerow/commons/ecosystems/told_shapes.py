"""How the API sends and takes what is told in further languages."""

from typing import Annotated

from pydantic import Field

LONGEST_NAME = 80
"""Of a part of a list: its name, a full stop, its key."""

Language = Annotated[str, Field(max_length=35)]
Name = Annotated[str, Field(max_length=LONGEST_NAME)]
Text = Annotated[str, Field(max_length=4000)]
Told = Annotated[
    dict[Language, Annotated[dict[Name, Text], Field(max_length=200)]],
    Field(
        max_length=30,
        description="Language → name of the field → the same in that language. Under the language "
        "of the fields themselves nothing stands.",
    ),
]
