"""The form of an organisation says which kinds there are, in the ecosystem's own words."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.people.forms import OrganisationForm
from hedgerow.commons.people.models import Organisation
from hedgerow.commons.people.tests.factories import organisation

pytestmark = pytest.mark.django_db


def test_the_hint_begins_with_kinds_in_use_by_the_words_that_are_used_here() -> None:
    place = ecosystem()
    organisation(place, kind="hive")
    words = {"hive": {"en": "workshop of ours"}}
    form = OrganisationForm(choices=Organisation.objects.all(), words=words)
    told = str(form.fields["kind"].help_text)
    assert told.startswith("In a word or two, such as: workshop of ours, school,")
