"""Forms over rows that people edit: of two who change one at once, the second loses nothing of either."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict

from hedgerow.foundation.errors import Stale

from .two_versions import both_said, in_lines

REVISION: Final = "revision"
OK, CONFLICT, INVALID = 200, 409, 422

Version = tuple[str, str, str]


class RevisedForm(forms.Form):
    """Sends along the revision that it shows and what stood in each field, so as to know what was changed.

    Its initial values are those of the row as it is now, also where something was sent.
    ``versions`` are label, yours and theirs of each field that both changed, once it has met another's
    change; None before.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    versions: list[Version] | None = None
    met: str = ""

    def __getitem__(self, name: str) -> BoundField:
        if name != REVISION and name in self.fields:
            self.fields[name].show_hidden_initial = self._now(REVISION) is not None
        return super().__getitem__(name)

    def meet(self, stale: Stale) -> None:
        """Go on from what stands now: what was changed here stays so, all else is as it was saved meanwhile.

        Nothing is saved by it. The form then sends the newer revision, so that sending it again saves it.
        """
        data: Any = self.data.copy()  # type: ignore[attr-defined] # what a page sends can be copied
        changed = self._changed()
        self.versions, self.met = [], str(stale)
        for name in self.fields:
            if name == REVISION:
                continue
            field, theirs = self[name], self._now(name)
            if name not in changed:
                _send(data, field, theirs)
            elif self._moved(field, theirs) and (both := both_said(field, theirs))[0] != both[1]:
                self.versions.append((self.in_words(name), *both))
            _send_hidden(data, field, theirs)
        data[self.add_prefix(REVISION)] = self._now(REVISION)
        self.data = data

    def in_words(self, name: str) -> str:
        """A field's label, as it reads by itself."""
        return str(self.fields[name].label)

    def _now(self, name: str) -> Any:
        return self.get_initial_for_field(self.fields[name], name)

    def _changed(self) -> set[str]:
        """What was entered otherwise than it stood; all that was sent, where that was not sent along."""
        if any(self.add_initial_prefix(name) in self.data for name in self.fields):
            return {*self.changed_data}
        return {
            name
            for name, field in self.fields.items()
            if not field.widget.value_omitted_from_data(
                self.data, self.files, self.add_prefix(name)
            )
        }

    def _moved(self, field: BoundField, theirs: Any) -> bool:
        """Whether the other changed it, as far as what stood in it was sent along."""
        if field.html_initial_name not in self.data:
            return True
        hidden: Any = field.field.hidden_widget()
        sent = hidden.value_from_datadict(self.data, self.files, field.html_initial_name)
        try:
            stood = field.field.to_python(sent)
        except ValidationError:  # it was not this page that sent it
            return True
        return in_lines(field.field, stood) != in_lines(field.field, theirs)


def meet(form: Any, stale: Stale) -> None:
    """Let a form meet another's change; raises it where the form sends no revision along."""
    if not isinstance(form, RevisedForm):
        raise stale
    form.meet(stale)


def status_of(form: Any) -> int:
    """Of the page that shows a form: whether it met another's change, or is wrong."""
    return CONFLICT if getattr(form, "met", "") else INVALID if form.errors else OK


def _send(data: QueryDict, field: BoundField, value: Any) -> None:
    """Put a value into what was sent, as the field's own input would."""
    widget, name = field.field.widget, field.html_name
    for more in getattr(widget, "beside", ()):  # inputs of its own, of which nothing is left
        data.pop(f"{name}{more}", None)
    value = field.field.prepare_value(value)
    if isinstance(widget, forms.CheckboxInput):
        data.pop(name, None)
        if value:
            data[name] = "on"
    else:
        _set(data, name, widget.format_value(value))


def _send_hidden(data: QueryDict, field: BoundField, value: Any) -> None:
    """Put it there as what stood in the field when it was opened."""
    hidden: Any = field.field.hidden_widget()
    _set(data, field.html_initial_name, hidden.format_value(field.field.prepare_value(value)))


def _set(data: QueryDict, name: str, value: Any) -> None:
    many = value if isinstance(value, list | tuple) else ["" if value is None else value]
    data.setlist(name, [str(one) for one in many])
