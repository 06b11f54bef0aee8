"""Somebody whom no ecosystem keeps has no page, and is named without a link to one."""

import pytest
from django.utils import timezone

from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.foundation.journal.actions import record
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db


def test_what_changed_lately_names_whom_nobody_keeps_without_a_link() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    ada = factories.convener(aspen, "Ada")
    Person.objects.filter(pk=ada.pk).update(kept_by=None)
    record(
        "activities.saved", by=Actor.the_steward(), at=timezone.now(), ecosystem=aspen.pk,
        subjects=[("people.person", ada.uuid)],
    )  # fmt: skip
    page = factories.browser(ada).get(f"/e/{aspen.slug}/").content.decode()
    told = page.split('id="lately"')[1].split("</section>")[0]
    assert "<bdi>Ada</bdi>" in told
    assert 'href=""' not in told
