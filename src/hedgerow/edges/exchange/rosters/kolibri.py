"""Kolibri's one file for bringing in users, their classes and who coaches them.

Its headings end in a key, whatever the language before it: ``Nombre de usuario (USERNAME)``.
Source: Kolibri's documentation of bulk user import.
"""

from typing import Final

from .layout import File, Format, Heading, one_of, sensitive

FILE: Final = "kolibri.csv"
MARK: Final = b"(USERNAME)"
TYPES: Final = ("ADMIN", "FACILITY_COACH", "CLASS_COACH", "LEARNER")
USERS: Final = File(
    FILE,
    (
        Heading("USERNAME", must=True), Heading("PASSWORD", refused=True),
        Heading("FULL_NAME", must=True), one_of("USER_TYPE", *TYPES), Heading("IDENTIFIER"),
        Heading("BIRTH_YEAR", "birth"), *sensitive("GENDER"),
        Heading("ENROLLED_IN", many=True), Heading("ASSIGNED_TO", many=True),
    ),
    ("USERNAME",),
)  # fmt: skip
KOLIBRI: Final = Format("kolibri", "Kolibri", {"kolibri": USERS}, strict=False)
