"""What a row lacks stands on a wide page as a dash, and not at all on a phone."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.template.loader import render_to_string

from hedgerow.foundation.ui.tables import Column, Table

pytestmark = pytest.mark.django_db


def test_a_phone_leaves_out_what_a_row_lacks() -> None:
    class Lacking(Table):
        caption = "Kinds"
        columns = (
            Column("pk", "Number", kind="number", sort="pk"),
            Column("model", "Ends", kind="date", value=lambda _row: None),
            Column("zero", "Hours", kind="number", value=lambda _row: 0),
        )

    shown = Lacking(ContentType.objects.filter(app_label="sessions"), {}).page()
    text = render_to_string("ui/table.html", {"table": shown})
    assert '<td data-label="Ends" class="date idle">' in text
    assert '<td data-label="Hours" class="number">' in text
    assert (
        text.count('<th scope="col" class="number">') == 1
    )  # what leads a row stands at its start
