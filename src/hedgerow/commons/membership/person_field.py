"""The field of a form that asks for one person: a list of few, of many a name or a code.

Everything stands in the one form: sent with a name that several have, it comes back with those to
choose from, and nothing else in it is lost. Nothing needs JavaScript.
"""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.ui.forms import DASHES, SELECT

from .seeking import LONGEST, MOST, Among, Listed, Sought

WORDS: Final = ".words"
SHOWN: Final = ".shown"
"""The words whose people stand there to choose from; other words are looked up anew."""


class PersonWidget(forms.Select):
    """A list of all as long as they are few; a box for a name, and whoever may be meant by it."""

    beside = (WORDS, SHOWN)
    among: Among | None = None
    empty: Any = None

    @property
    def is_many(self) -> bool:
        return self.among is not None and self.among.few is None

    @property
    def template_name(self) -> str:  # type: ignore[override]  # it depends on how many there are
        return "membership/person.html" if self.is_many else SELECT

    @property
    def use_fieldset(self) -> bool:  # type: ignore[override]  # so does this
        return self.is_many

    def use_required_attribute(self, initial: Any) -> bool:
        return not self.is_many and super().use_required_attribute(initial)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The key of who is chosen, also by words that mean one person; else those words.

        What was written last counts: who was chosen before stands there until other words are.
        """
        sent = super().value_from_datadict(data, files, name)
        words, shown = (_said(data, f"{name}{one}") for one in self.beside)
        if self.among is None or (name in data and words in ("", shown)):
            return sent
        words = words or shown
        return self.among.seek(words, sent or "") if words else sent

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}{WORDS}" not in data

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        if self.among is not None and not self.is_many:
            empty = [] if self.empty is None else [("", self.empty)]
            self.choices = [*empty, *self.among.choices]
        elif self.among is not None:
            self.choices = ()
        context: dict[str, Any] = super().get_context(name, value, attrs)
        if self.among is not None and self.is_many:
            context["widget"] |= self._found(self.among, value)
            context["widget"]["is_wrong"] = "aria-invalid" in (attrs or {})
        return context

    def _found(self, among: Among, value: Any) -> dict[str, Any]:
        """Whom to choose from: whoever the words may mean, and who was chosen until then."""
        sought = value if isinstance(value, Sought) else Sought()
        key = sought.stood if sought else str(value or "")
        named = list(sought.found[:MOST])
        stood = [one for one in among.one(key) if one not in named]
        # of several nobody is chosen yet, and whoever was chosen is offered to be chosen again
        matches = among.matches([*named, *stood], "" if sought else key)
        is_told = self.empty not in (None, DASHES)
        may_be_empty = not self.is_required and bool(matches or is_told)
        return {
            "matches": matches, "words": sought, "shown": sought,
            "empty": (_("Nobody") if self.empty == DASHES else self.empty) if may_be_empty else "",
            "is_empty": not key and not sought, "is_sought": bool(named),
        }  # fmt: skip


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own takes none
    """One person; ``offer`` says of whom."""

    widget = PersonWidget

    def __init__(self, **given: Any) -> None:
        super().__init__(Person.objects.none(), **given)

    def offer(
        self, people: QuerySet[Person], place: Ecosystem, listed: Listed | None = None
    ) -> None:
        """Ask for one of the people, who belong to the place.

        ``listed`` makes the choices of a list, and is asked only where they are few.
        """
        self.queryset = people
        widget: Any = self.widget
        widget.among = Among(people, place, self.to_field_name or "pk", listed)
        widget.empty = self.empty_label

    def label_from_instance(self, obj: Any) -> str:
        """As it stands in the list; of many with what tells them apart."""
        widget: Any = self.widget
        among: Among | None = widget.among
        if among is None:
            return str(obj.name)
        if among.few is not None:
            return dict(_flat(among.choices)).get(among.key_of(obj), str(obj.name))
        found = among.matches([obj], "")[0]
        return " · ".join(filter(None, (found.name, found.grade, found.school)))

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Sought):
            raise ValidationError(_wrong(value), code="several" if value.found else "nobody")
        return super().to_python(value)


def _wrong(sought: Sought) -> str:
    if not sought.found:
        return _("Nobody of that name is here. Try the beginning of a name, or a code.")
    if len(sought.found) > MOST:
        return _(
            "More than %(n)s people have that name; some of them stand here. Choose one, or write more of the name."
        ) % {"n": MOST}
    return _("Several people have that name. Choose one of them.")


def _said(data: Any, name: str) -> str:
    return str(data.get(name) or "").replace("\0", "").strip()[:LONGEST]


def _flat(choices: Any) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for value, label in choices:
        grouped = isinstance(label, list | tuple)
        flat.extend(_flat(label) if grouped else [(str(value), str(label))])
    return flat
