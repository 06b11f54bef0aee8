"""A long form asks in groups."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.ui.groups import Grouped


class Asked(Grouped):
    GROUPS = (("Who", ("name", "gone")), ("Of nobody", ("absent",)), ("When", ("day",)))
    day = forms.DateField(label=_("Day"))
    name = forms.CharField(label=_("Name"))
    kept = forms.CharField(label=_("Name"), widget=forms.HiddenInput, required=False)


def test_each_group_stands_under_its_title_and_an_empty_one_is_left_out() -> None:
    page = str(Asked())
    assert page.count('<fieldset class="asked">') == len(["Who", "When"])
    assert page.index("Who") < page.index("id_name") < page.index("When") < page.index("id_day")
    assert "Of nobody" not in page


def test_hidden_values_and_what_is_wrong_are_there_too() -> None:
    page = str(Asked({"name": ""}))
    assert 'name="kept"' in page
    assert page.index('href="#id_name"') < page.index("<legend>")
