"""Characters that no text has are read as if they were not there."""

import pytest
from django.http import QueryDict

from hedgerow.foundation.texts import cleaned


def test_texts_are_cleaned_of_control_characters_alone() -> None:
    sent = cleaned(QueryDict("a=x%00y&a=%07%EF%BF%BF&b%00=tab%09line%0A"))
    assert dict(sent.lists()) == {"a": ["xy", ""], "b": ["tab\tline\n"]}
    with pytest.raises(AttributeError):
        sent["a"] = "changed"


def test_what_has_none_is_left_alone() -> None:
    sent = QueryDict("a=x&ünï=ß")
    assert cleaned(sent) is sent
