"""Renders every form the same way: label, hint, field, errors beside it, a summary on top."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Django's form templates replaced by the kit's."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
