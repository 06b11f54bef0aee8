"""The form in which progress is recorded, for one learner or a group."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.models import Item, Scale

from .levels import LEAST, MOST, LevelField

Choices = list[tuple[str, Any]]


class ProgressForm(forms.Form):
    """An item, the level that was reached, and what was seen."""

    item = forms.ModelChoiceField(Item.objects.none(), label=gettext_lazy("What was learned"))
    level: forms.Field = forms.IntegerField(
        label=gettext_lazy("Level"), initial=1, min_value=LEAST, max_value=MOST,
        help_text=gettext_lazy("These items have no steps of their own: 1 says that it was reached."),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("What was seen"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, ecosystem: Ecosystem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Item.objects.filter(framework__ecosystem=ecosystem, framework__status="adopted")
        rows = rows.select_related("framework__scale", "scale")
        rows = rows.order_by("framework__title", "framework_id", "position", "code")
        self.fields["item"].queryset = rows  # type: ignore[attr-defined]
        items = list(rows)
        scales = {one.rated_on.pk: one.rated_on for one in items if one.rated_on}
        self.fields["item"].choices = _grouped(items, several=len(scales) > 1)  # type: ignore[attr-defined]
        if scales:
            alone = any(one.rated_on is None for one in items)
            self.fields["level"] = LevelField(list(scales.values()), alone=alone)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        item, level = given.get("item"), given.get("level")
        if item is None or not isinstance(level, tuple):
            return given
        scale, given["level"] = level
        rated: Scale | None = item.rated_on
        if scale is not None and scale != (rated.pk if rated else 0):
            steps = ", ".join(label for _value, label in rated.said_steps) if rated else "1"
            text = _("“%(item)s” is rated otherwise: %(steps)s.")
            self.add_error("level", text % {"item": item, "steps": steps})
        return given


def _grouped(items: Sequence[Item], *, several: bool) -> Choices:
    """Items under their frameworks; where there are several scales each says its own."""
    found: Choices = [("", _("Choose one"))]
    for framework, rows in groupby(items, key=lambda one: one.framework):
        found.append((str(framework), [(one.pk, _told(one, several=several)) for one in rows]))
    return found


def _told(item: Item, *, several: bool) -> str:
    return f"{item} ({item.rated_on.said('name')})" if several and item.rated_on else str(item)


class GroupProgressForm(ProgressForm):
    """The same for several learners of a group; all are chosen to begin with."""

    learners = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Learners"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, ecosystem: Ecosystem, learners: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, ecosystem=ecosystem, **kwargs)
        self.fields["learners"].choices = learners  # type: ignore[attr-defined]
        self.fields["learners"].initial = [pk for pk, _name in learners]
