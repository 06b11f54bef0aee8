"""What an archive has no place for, in words."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import ngettext_lazy

LEFT_OUT: Final = {
    "roles": ngettext_lazy(
        "%(n)s role that OneRoster has no word for, such as convener or partner",
        "%(n)s roles that OneRoster has no word for, such as convener or partner",
        "n",
    ),
    "people": ngettext_lazy(
        "%(n)s person whose record another ecosystem keeps",
        "%(n)s people whose records other ecosystems keep",
        "n",
    ),
    "groups": ngettext_lazy(
        "%(n)s group that belongs to no school or other organisation with classes",
        "%(n)s groups that belong to no school or other organisation with classes",
        "n",
    ),
    "places": ngettext_lazy(
        "%(n)s place in such a group, or of such a person",
        "%(n)s places in such groups, or of such people",
        "n",
    ),
    "erased": ngettext_lazy(
        "%(n)s person who was erased since: if the other system knows them by a number of yours, delete them there by hand",
        "%(n)s people who were erased since: if the other system knows them by numbers of yours, delete them there by hand",
        "n",
    ),
    "second_roles": ngettext_lazy(
        "%(n)s further role: OneRoster 1.1 has room for one of each person, 1.2 for all",
        "%(n)s further roles: OneRoster 1.1 has room for one of each person, 1.2 for all",
        "n",
    ),
}


def words_for(left_out: Mapping[str, int]) -> list[str]:
    """A phrase for each kind of row that is in no file, in the reader's language."""
    return [str(LEFT_OUT[name] % {"n": n}) for name, n in left_out.items() if n]
