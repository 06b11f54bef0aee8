"""Every field of every form has a label of its own, and says it in the reader's language."""

from collections.abc import Iterator
from importlib import import_module

from django.forms import Field, Form
from django.utils.functional import Promise
from scripts.messages import SOURCE


def forms(above: type[Form] = Form) -> Iterator[type[Form]]:
    for form in above.__subclasses__():
        yield form
        yield from forms(form)


def fields() -> Iterator[tuple[str, Field]]:
    """Each visible field of the product's forms, with where it stands."""
    for file in sorted(SOURCE.rglob("*forms.py")):
        import_module(".".join(file.relative_to(SOURCE.parent).with_suffix("").parts))
    for form in forms():
        is_ours = form.__module__.startswith("hedgerow.") and ".tests." not in form.__module__
        if is_ours and not form.__module__.endswith(".sample"):
            for name, field in form.base_fields.items():
                if not field.widget.is_hidden:
                    yield f"{form.__module__}.{form.__name__}.{name}", field


def test_every_field_has_a_label_in_the_reader_s_language() -> None:
    assert [where for where, field in fields() if not isinstance(field.label, Promise)] == []


def test_every_hint_is_in_the_reader_s_language() -> None:
    hints = [(where, field.help_text) for where, field in fields() if field.help_text]
    assert [where for where, hint in hints if not isinstance(hint, Promise)] == []
