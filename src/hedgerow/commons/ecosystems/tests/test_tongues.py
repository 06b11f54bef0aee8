"""Languages by the names they give themselves."""

import pytest

from hedgerow.commons.ecosystems.forms import LANGUAGES
from hedgerow.commons.ecosystems.tongues import own_name


@pytest.mark.parametrize(("code", "name"), [*LANGUAGES.items(), ("pt-BR", "Português (Brasil)")])
def test_a_language_is_called_as_it_calls_itself(code: str, name: str) -> None:
    assert own_name(code) == name


@pytest.mark.parametrize("code", ["qqq", "no code", ""])
def test_an_unknown_one_keeps_its_code(code: str) -> None:
    assert own_name(code) == code
