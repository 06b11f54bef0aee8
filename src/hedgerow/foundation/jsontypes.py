"""Of which type of JSON a column is, and whether it holds anything, on both engines."""

from typing import Any

from django.db import models


class JsonType(models.Func):
    """``object``, ``array`` and so on."""

    function = "JSON_TYPE"
    output_field = models.CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_TYPEOF", **context)


class HoldsAny(models.Func):
    """Whether a mapping holds anything; a partial index and a query say it with the same words."""

    arity = 1
    template = "NOT (%(expressions)s = '{}')"
    output_field = models.BooleanField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "NOT (%(expressions)s = '{}'::jsonb)"
        return self.as_sql(compiler, connection, template=template, **context)
