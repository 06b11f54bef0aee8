"""Tables that sort, filter, page by key and export, declared once; pages work by plain links."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar, Self

from django.core import signing
from django.db.models import F, Model, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .table_pages import Cell, Filter, Heading, Kind, TablePage, Text

COUNT_CAP, COUNT_CAP_OF_MANY = 1000, 200
"""So far rows are counted; where each must be asked whether it may be seen, of very many, less far."""

IN_A_FILE = 500
"""So many rows are read at a time for a file: what they name is asked for by as many terms, of which SQLite takes 1,000."""
CURSOR_SALT = "hedgerow.table"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``value`` reads a row (attribute named ``key`` by default).

    ``sort`` names the database field it sorts by; ``search`` the field a text filter looks in;
    ``choices`` (value, words) filter ``choice_field`` exactly; ``match`` filters in a way of its
    own, by what was typed or chosen; ``link`` gives a row's address.
    """

    key: str
    heading: Text
    kind: Kind = "text"
    value: Callable[[Any], object] | None = None
    link: Callable[[Any], str] | None = None
    sort: str = ""
    search: str = ""
    choice_field: str = ""
    choices: Sequence[tuple[str, Text]] = ()
    match: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None

    @property
    def filters(self) -> bool:
        return bool(self.search or self.choices or self.match)

    def refuses(self, chosen: str) -> bool:
        """Whether it is none of the choices that there are."""
        return bool(self.choices) and chosen not in {value for value, _words in self.choices}

    def read(self, row: Any) -> object:
        """The cell's value for this row."""
        return self.value(row) if self.value else getattr(row, self.key)


class Table:
    """Subclass with ``name``, ``caption``, ``empty`` and ``columns``; give it a queryset.

    One query for the rows, and one for the count, which stops at ``count_cap``, where a page does
    not hold them all. Cursors are signed; a forged one starts anew.
    """

    name: ClassVar[str] = "table"
    caption: ClassVar[Text]
    empty: ClassVar[Text] = _("Nothing to show yet.")
    columns: ClassVar[Sequence[Column]]
    default_sort: ClassVar[str] = ""
    page_size: ClassVar[int] = 50
    count_cap: ClassVar[int] = COUNT_CAP

    def __init__(self, queryset: QuerySet[Any], parameters: QueryDict | Mapping[str, str]) -> None:
        self._all = queryset
        self._parameters = {key: str(parameters.get(key, "")) for key in parameters}
        self._shown = self.columns

    def calling(self, headings: Mapping[str, Text]) -> Self:
        """With these headings, by the columns' keys, on its page; a file has the usual ones,
        by which it is known when it is brought in again."""
        named = ((one, headings.get(one.key)) for one in self.columns)
        self._shown = [replace(one, heading=said) if said else one for one, said in named]
        return self

    @cached_property
    def _sort(self) -> tuple[str, bool, str]:
        """Field, whether descending, and the parameter as it was understood."""
        for asked in (self._parameters.get("sort", ""), self.default_sort):
            key = asked.removeprefix("-")
            for column in self.columns:
                if column.sort and column.key == key:
                    return column.sort, asked.startswith("-"), asked
        return "pk", False, ""

    @cached_property
    def _chosen(self) -> dict[str, str]:
        return {
            column.key: self._parameters[column.key].strip()[:200]
            for column in self.columns
            if column.filters and self._parameters.get(column.key, "").strip()
        }

    @property
    def misread(self) -> list[tuple[str, str, list[str]]]:
        """Filter, what was asked of it and its choices, for each that was asked for another."""
        return [
            (one.key, self._chosen[one.key], [value for value, _words in one.choices])
            for one in self.columns
            if one.key in self._chosen and one.refuses(self._chosen[one.key])
        ]

    @cached_property
    def filtered(self) -> QuerySet[Any]:
        """The rows that the filters leave, not yet in order."""
        found = self._all
        for column in self.columns:
            chosen = self._chosen.get(column.key)
            if not chosen or column.refuses(chosen):
                continue
            if column.match:
                found = column.match(found, chosen)
            elif column.search:
                found = found.filter(**{f"{column.search}__has": chosen})
            else:
                found = found.filter(**{column.choice_field or column.key: chosen})
        return found

    @cached_property
    def ordered(self) -> QuerySet[Any]:
        """The filtered rows in order: rows without a value last, equal values by key.

        Keys fall where values do: an index of both then holds the order in either direction, and
        of thousands with one value only those that are shown are read.
        """
        field, descending, _asked = self._sort
        if field == "pk":
            return self.filtered.order_by("pk")
        order = F(field)
        # an index holds the order only where nothing is said of rows without a value
        last = True if self._may_lack(field) else None
        first = order.desc(nulls_last=last) if descending else order.asc(nulls_last=last)
        ordered: QuerySet[Any] = self.filtered.annotate(table_sort=order)
        return ordered.order_by(first, "-pk" if descending else "pk")

    def _may_lack(self, path: str) -> bool:
        """Whether rows may be without what they are sorted by."""
        model: Any = self._all.model
        for name in path.split("__"):
            if name in self._all.query.annotations:
                return True
            step = model._meta.get_field(name)
            if step.null:
                return True
            model = step.related_model
        return False

    def portion(self, size: int) -> tuple[list[Any], str | None]:
        """Rows after the cursor, at most ``size``, and the cursor of those after them."""
        rows = list(self.ordered.filter(self._after())[: size + 1])
        more, rows = len(rows) > size, rows[:size]
        return rows, self._cursor(rows[-1]) if more else None

    def sorts_by(self, asked: str) -> bool:
        """Whether a column of that name sorts."""
        return self._sort[2] == asked

    def is_after(self, cursor: str) -> bool:
        """Whether the cursor is one of this list in this order."""
        return bool(self._after()) and self._parameters.get("after") == cursor

    def page(self) -> TablePage:
        """One page of rows, with the links to sort, filter, page and export."""
        rows, following = self.portion(self.page_size)
        counted = self._counted(len(rows), is_all=following is None and not self._after())
        return TablePage(
            id=f"table-{self.name}",
            caption=self.caption,
            empty=self.empty,
            headings=[self._heading(column) for column in self._shown],
            rows=[self._cells(row) for row in rows],
            filters=self._filters(),
            count=min(counted, self.count_cap),
            count_is_capped=counted > self.count_cap,
            is_filtered=bool(self._chosen),
            next_query=self._query(after=following) if following else "",
            first_query=self._query() if self._parameters.get("after") else "",
            export_query=self._query(),
            sorted_by=self._sort[2],
        )

    def _counted(self, shown: int, *, is_all: bool) -> int:
        """How many rows there are, at most one more than the cap."""
        if is_all:
            return shown
        # in order: what the list found soon, the count finds as soon
        # by key alone: what rows are shown with is else worked out for each that is counted
        return self.ordered.values("pk")[: self.count_cap + 1].count()

    def lines(self) -> Iterator[Sequence[object]]:
        """Every filtered row in order, as plain values, for a file."""
        yield [str(column.heading) for column in self.columns]
        for row in self.ordered.iterator(IN_A_FILE):
            yield [column.read(row) for column in self.columns]

    def _cells(self, row: Any) -> list[Cell]:
        return [
            Cell(
                column.read(row),
                column.heading,
                column.kind,
                column.link(row) if column.link else "",
            )
            for column in self._shown
        ]

    def _heading(self, column: Column) -> Heading:
        asked = self._sort[2]
        if not column.sort:
            return Heading(column.heading, column.kind, "", "")
        if asked.removeprefix("-") != column.key:
            return Heading(column.heading, column.kind, self._query(sort=column.key), "")
        falls = asked.startswith("-")
        turned = self._query(sort=column.key if falls else f"-{column.key}")
        return Heading(column.heading, column.kind, turned, "descending" if falls else "ascending")

    def _filters(self) -> list[Filter]:
        return [
            Filter(column.key, column.heading, self._chosen.get(column.key, ""), column.choices)
            for column in self._shown
            if column.filters
        ]

    def _query(self, **changes: str) -> str:
        query = QueryDict(mutable=True)
        query.update({**self._chosen, **({"sort": self._sort[2]} if self._sort[2] else {})})
        for key, value in changes.items():
            query[key] = value
        return "?" + query.urlencode()

    def _cursor(self, row: Model) -> str:
        field, _descending, asked = self._sort
        value = row.pk if field == "pk" else getattr(row, "table_sort")  # noqa: B009
        plain = value if value is None or isinstance(value, int | float | str) else _as_text(value)
        return signing.dumps([asked, plain, row.pk], salt=CURSOR_SALT)

    def _after(self) -> Q:
        field, descending, asked = self._sort
        try:
            sort, value, key = signing.loads(self._parameters.get("after", ""), salt=CURSOR_SALT)
        except signing.BadSignature:
            return Q()
        if sort != asked:
            return Q()
        if field == "pk":
            return Q(pk__gt=key)
        way = "lt" if descending else "gt"
        next_key = Q(**{f"pk__{way}": key})
        if value is None:
            return Q(table_sort__isnull=True) & next_key
        beyond = Q(**{f"table_sort__{way}": value})
        return beyond | Q(table_sort=value) & next_key | Q(table_sort__isnull=True)


def _as_text(value: object) -> str:
    """Dates as ISO, decimals and uuids as they print: the database reads them back."""
    isoformat = getattr(value, "isoformat", None)
    return isoformat() if isoformat else str(value)
