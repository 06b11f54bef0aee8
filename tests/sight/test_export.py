"""A child's export is handed to each guardian: it holds nothing that one of them wrote alone."""

import pytest

from hedgerow.features.engagement.families.privacy import export_copies

from .world import world

pytestmark = pytest.mark.django_db


def test_a_childs_export_names_messages_without_what_guardians_received_and_wrote() -> None:
    made = world()
    of_child, own = list(export_copies(made.child.pk)), list(export_copies(made.parent.pk))
    assert [(row["subject"], row["body"], row["answer_note"]) for row in of_child] == [
        ("Mia", "", "")
    ] * 4
    assert {(row["body"], row["answer_note"]) for row in own} == {("To Pat", "By Pat")}
