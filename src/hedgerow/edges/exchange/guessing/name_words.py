"""Words of headings for parts of a name, as headings are compared."""

from typing import Final

from . import further


def _said(text: str) -> frozenset[str]:
    return frozenset(one.strip() for one in text.split(","))


FIRST: Final = further.names("first") | _said(
    "first, first name, given name, forename, vorname, nombres, primer nombre, nombre de pila, nombre pila, prenom, "
    "prenoms, nome proprio, primeiro nome, الاسم الاول"
)
LAST: Final = further.names("last") | _said(
    "last, last name, family name, surname, nachname, familienname, zuname, apellido, apellidos, primer apellido, "
    "segundo apellido, apellido paterno, apellido materno, nom, nom de famille, nom famille, nom d usage, nom usage, "
    "sobrenome, apelido, ultimo nome, اسم العايله, اللقب, الكنيه"
)
BARE: Final = further.names("bare") | _said("name, nombre, nome, الاسم")
"""A name, or what stands before a column of family names."""
