"""What is asked about a kind of placement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_forms import ask_in_languages, choose_by_name
from hedgerow.features.engagement.opportunities.models import OpportunityKind
from hedgerow.foundation.ui.revised import RevisedForm

from .forms import sentences
from .models import PlacementKind, Who
from .told_lists import LISTS, lines_of, lines_told


class KindForm(RevisedForm):
    """A kind of placement with what it requires, one a line."""

    title = forms.CharField(label=_("Name"), max_length=120)
    activity_kind = forms.ModelChoiceField(
        Kind.objects.none(), label=_("Hours count as"),
        help_text=_("The kind of activity under which they stand in reports."),
    )  # fmt: skip
    opportunity_kind = forms.ModelChoiceField(
        OpportunityKind.objects.none(), label=_("Comes from opportunities of the kind"),
        required=False, empty_label=_("none"),
        help_text=_("Their pages then lead to a request for such a placement."),
    )  # fmt: skip
    goal = forms.IntegerField(
        label=_("Hours to reach"), required=False, min_value=1, max_value=2000
    )
    requirements = sentences(
        _("What has to be there first"), 8000, rows=8, required=False,
        help_text=_(
            "One a line: who (learner, guardian, school, host, convener), what, and days before "
            "the first day; add “valid” where it is valid until a day, “must” where nobody may "
            "waive it, “private” where the host does not see it. Such as: host | Safeguarding "
            "check of the supervisor | 14 | valid must"
        ),
    )  # fmt: skip
    asked = sentences(
        _("What the host evaluates"), 4000, rows=5, required=False, help_text=_("One a line.")
    )
    scale = sentences(
        _("Levels, from the lowest to the highest"), 1000, rows=4, required=False,
        help_text=_("One a line, two at least."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, ecosystem: Ecosystem, of: PlacementKind | None = None, **given: Any
    ) -> None:
        super().__init__(*args, **given)
        choose_by_name(self.fields["activity_kind"], Kind.objects.filter(ecosystem=ecosystem))
        offered = OpportunityKind.objects.filter(ecosystem=ecosystem).order_by("position", "name")
        self.fields["opportunity_kind"].queryset = offered  # type: ignore[attr-defined]
        ask_in_languages(self, ("title", *LISTS), ecosystem, of)
        if of is not None:
            self.initial = {**self.initial, **lines_told(of)}

    def clean_requirements(self) -> list[dict[str, Any]]:
        return [self._requirement(line) for line in lines_of(self.cleaned_data["requirements"])]

    def clean(self) -> dict[str, Any]:
        """A list in another language has a line for each of the list, or none at all."""
        given = super().clean() or {}
        for name, _stop, code in (one.partition(".") for one in list(given) if "." in one):
            lines = lines_of(given[f"{name}.{code}"])
            if name in LISTS and lines and len(lines) != len(given.get(name) or ()):
                self.add_error(f"{name}.{code}", _("As many lines as in the first language."))
        return given

    def _requirement(self, line: str) -> dict[str, Any]:
        who, title, days, marks = [*(part.strip() for part in line.split("|")), "", "", ""][:4]
        if who not in Who.values or not title or not (days or "7").isdecimal():
            raise forms.ValidationError(
                _("“%(line)s” should say who, what, and how many days before."),
                params={"line": line[:60]},
            )
        return {
            "title": title[:120], "who": who, "due_days": int(days or "7"),
            "has_validity": "valid" in marks, "may_waive": "must" not in marks,
            "private": "private" in marks,
        }  # fmt: skip

    def clean_asked(self) -> list[str]:
        return [line[:120] for line in lines_of(self.cleaned_data["asked"])]

    def clean_scale(self) -> list[str]:
        return [line[:60] for line in lines_of(self.cleaned_data["scale"])]


def kind_said(row: PlacementKind) -> dict[str, Any]:
    """What the form shows of a kind that is there."""

    def line(one: Any) -> str:
        marks = (
            ("valid", one.has_validity), ("must", not one.may_waive), ("private", one.private),
        )  # fmt: skip
        words = " ".join(word for word, holds in marks if holds)
        return " | ".join(filter(None, (one.who, one.named, str(one.due_days), words)))

    return {
        "title": row.named,
        "activity_kind": row.activity_kind_id,
        "opportunity_kind": row.opportunity_kind_id,
        "goal": row.goal_minutes // 60 if row.goal_minutes else None,
        "requirements": "\n".join(map(line, row.requirements.order_by("position", "pk"))),
        "asked": "\n".join(title for _, title in row.named_asked()),
        "scale": "\n".join(words for _, words in row.named_levels()),
        "revision": row.revision,
    }
