"""The empty choice of a list is said in words."""

import pytest
from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _


class Lists(forms.Form):
    needed = forms.ChoiceField(label=_("Kind"), choices=[("", "---------"), ("a", "Ash")])
    free = forms.ChoiceField(
        label=_("Kind"), choices=[("", "---------"), ("a", "Ash")], required=False
    )
    own = forms.ChoiceField(label=_("Kind"), choices=[("", "All kinds"), ("a", "Ash")])


def test_it_asks_where_one_has_to_choose_and_says_where_one_need_not() -> None:
    form = Lists()
    assert '<option value="" selected>Choose one</option>' in str(form["needed"])
    assert '<option value="" selected>Nothing chosen</option>' in str(form["free"])
    assert "All kinds" in str(form["own"])
    assert "---" not in str(form)


@pytest.mark.parametrize("language", ["ar", "es"])
def test_it_says_so_in_the_readers_language(language: str) -> None:
    with translation.override(language):
        shown = str(Lists())
    assert "Choose one" not in shown
    assert "---" not in shown
