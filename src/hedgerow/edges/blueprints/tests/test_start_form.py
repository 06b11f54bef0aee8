"""What is asked of a new ecosystem."""

from django.http import QueryDict

from hedgerow.edges.blueprints.forms import StartForm


def test_a_new_ecosystem_has_the_blueprint_s_first_language_first() -> None:
    sent = QueryDict("languages=ar&languages=he")  # as a browser sends its boxes
    form = StartForm(sent, initial={"languages": ["he", "ar"]})
    form.is_valid()
    assert form.cleaned_data["languages"] == ["he", "ar"]
