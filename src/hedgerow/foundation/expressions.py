"""Parts of queries are copied with nothing but what copying them needs.

Django asks ``copy.copy`` for it, which looks for five ways that a class might have of being copied and
then makes each part as if anew. Whom somebody sees is asked by conditions within conditions, and each
filter copies them: a sixth of what a page takes of the processor went there.
"""

import copy
from typing import Any

from django.db.models.expressions import BaseExpression

STATE = BaseExpression.__getstate__
CONVERTS = "convert_value"  # kept on what was used, and no part of a copy (``__getstate__``)


def _copied(self: BaseExpression) -> Any:
    """As ``copy.copy``: the same attributes, none of them copied."""
    if type(self).__getstate__ is not STATE:
        return copy.copy(self)  # a query within a query says itself what it keeps
    copied = object.__new__(type(self))
    copied.__dict__.update(self.__dict__)
    copied.__dict__.pop(CONVERTS, None)
    return copied


def copy_quickly() -> None:
    """Let all expressions be copied so; those with a way of their own begin with this one."""
    BaseExpression.copy = _copied  # type: ignore[method-assign]
