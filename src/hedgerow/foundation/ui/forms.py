"""Renders every form the same way: label, hint, field, errors beside it, a summary on top.

No field says how long its text may be, as a browser then cuts what is pasted without a word: the
server says it, and the text stands there still.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import Field
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _

SELECT: Final = "django/forms/widgets/select.html"
DASHES: Final = BLANK_CHOICE_DASH[0][1]


class Renderer(DjangoTemplates):
    """Django's form templates replaced by the kit's, and its dashes by words."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        if "widget" in context:
            context["widget"]["attrs"].pop("maxlength", None)
        if template_name == SELECT:
            _say_what_is_empty(context["widget"])
        return str(super().render(template_name, context, request))


def say_when_needed(field: Field, when: str | Promise) -> None:
    """Write ``when`` beside the label of a field that only some answers need, in place of "optional"."""
    field.needed_if = when  # type: ignore[attr-defined]  # the template of a field reads it


def _say_what_is_empty(widget: Mapping[str, Any]) -> None:
    """In a list of choices, name the empty one: a question where one has to be chosen."""
    for _group, options, _index in widget["optgroups"]:
        for option in options:
            if option["label"] == DASHES:
                option["label"] = _("Choose one") if widget["required"] else _("Nothing chosen")
