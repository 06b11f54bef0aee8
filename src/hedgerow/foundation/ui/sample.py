"""What the kit's own page shows: one of each part."""

from types import SimpleNamespace
from typing import Any

from django import forms

from hedgerow.foundation.ui.days import DayField
from hedgerow.foundation.ui.leaf import FeatureReading
from hedgerow.foundation.ui.steps import Step


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        max_length=120, label="Name of the activity", help_text="As families will read it."
    )
    starts = DayField(label="First day", widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(
        label="Kind",
        choices=[("club", "Club"), ("tutoring", "Tutoring"), ("camp", "Camp")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(max_length=500, label="Note", widget=forms.Textarea, required=False)
    is_open = forms.BooleanField(label="Open to every school", required=False)
    plan = forms.FileField(label="Plan", required=False)


def readings(*levels: int | None) -> list[FeatureReading]:
    """Measured where a level is given, insufficient elsewhere."""
    return [
        FeatureReading() if level is None else FeatureReading(level, level, level, "measured")
        for level in levels
    ]


def sample() -> dict[str, Any]:
    """The context of the kit's page."""
    first = readings(3, 2, 4, 3, 2, None, 1)
    first[3] = FeatureReading(3, 2, 4, "measured", "#reading")
    first[6] = FeatureReading(state="withheld")
    return {
        "form": SampleForm(),
        "wrong_form": SampleForm({"name": "", "starts": "31 June"}, prefix="wrong"),
        "readings": first,
        "full": readings(4, 4, 4, 4, 4, 4, 4),
        "job": _job("a", "running", 3),
        "done_job": _job("b", "done", 7),
        "steps": [
            Step("Bring in the schools", "Import", "#imports", done=True),
            Step("Create an activity", "Create", "#new", "Whatever happens at a time with people."),
        ],
        "new": [FeatureReading(state="unbuilt")] * 7,
    }


def _job(uuid: str, state: str, done: int) -> SimpleNamespace:
    """A job as ``hedgerow.foundation.jobs.queries.Progress`` describes it."""
    finished = state == "done"
    return SimpleNamespace(uuid=uuid, state=state, done=done, total=7, is_finished=finished)
