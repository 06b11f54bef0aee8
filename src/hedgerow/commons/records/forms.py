"""The form in which progress is recorded, for one learner or a group."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.models import Item


class ProgressForm(forms.Form):
    """An item, the level that was reached, and what was seen."""

    item = forms.ModelChoiceField(Item.objects.none(), label=_("What was learned"))
    level = forms.IntegerField(label=_("Level"), help_text=_("A number of the item's scale."))
    note = forms.CharField(
        label=_("What was seen"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, ecosystem: Ecosystem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = Item.objects.filter(framework__ecosystem=ecosystem, framework__status="adopted")
        items = items.select_related("framework").order_by("framework__title", "position", "code")
        self.fields["item"].queryset = items  # type: ignore[attr-defined]


class GroupProgressForm(ProgressForm):
    """The same for several learners of a group; all are chosen to begin with."""

    learners = forms.TypedMultipleChoiceField(
        label=_("Learners"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, ecosystem: Ecosystem, learners: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, ecosystem=ecosystem, **kwargs)
        self.fields["learners"].choices = learners  # type: ignore[attr-defined]
        self.fields["learners"].initial = [pk for pk, _name in learners]
