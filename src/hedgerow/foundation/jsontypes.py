"""Of which type of JSON a column is, for constraints on both engines."""

from typing import Any

from django.db import models


class JsonType(models.Func):
    """``object``, ``array`` and so on."""

    function = "JSON_TYPE"
    output_field = models.CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_TYPEOF", **context)
