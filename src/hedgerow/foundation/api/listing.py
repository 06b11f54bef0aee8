"""Pages of a list: the same tables as on the pages, a cursor in place of a page number."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.ui.tables import Table

from .shapes import Queried

Item = TypeVar("Item")


class Listing(Queried):
    """How a list is asked for; subclasses add the filters of their table."""

    sort: str = Field("", max_length=40, description="A column, or a minus and a column.")
    after: str = Field("", max_length=2000, description="`next` of the page before.")
    limit: int = Field(50, ge=1, le=200)

    def asked(self) -> dict[str, str]:
        """What the table reads."""
        return {name: str(value) for name, value in self.dict().items() if name != "limit"}


class Page(Schema, Generic[Item]):
    """Some items of a list; `next` asks for those after them, null at the end."""

    items: list[Item]
    next: str | None = None


def page_of(table: Table, asked: Listing, shown: Callable[[Any], object] | None = None) -> Any:
    """The page that was asked for; ``shown`` makes an item of a row.

    Raises Invalid for an order or a cursor that the table does not know.
    """
    if asked.sort and not table.sorts_by(asked.sort):
        raise Invalid({"sort": [_("The list is not ordered by this.")]})
    if asked.after and not table.is_after(asked.after):
        raise Invalid({"after": [_("This cursor belongs to another list or order.")]})
    rows, following = table.portion(asked.limit)
    return {"items": [shown(row) if shown else row for row in rows], "next": following}
