"""What rows about a person are called."""

from hedgerow.foundation import privacy
from hedgerow.portal.wording import RECORDS


def test_every_kind_of_row_about_a_person_has_a_word() -> None:
    kinds = {rule.model._meta.label_lower for rule in privacy.rules()}
    assert kinds - set(RECORDS) == set()
