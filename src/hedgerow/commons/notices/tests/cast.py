"""Kinds of notice and persons to be told, for tests."""

from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.proved import note_proved
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.notices import kinds
from hedgerow.commons.notices.actions import Said, tell
from hedgerow.commons.notices.models import Notice
from hedgerow.commons.people.models import Person

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
NEWS = kinds.Kind("tests.news", _("Activities"))
RIGHTS = kinds.Kind("tests.rights", _("Consents"), optional=False)
kinds.register(NEWS)
kinds.register(RIGHTS)


def reader(place: Ecosystem, name: str = "Bo", language: str = "en") -> Person:
    """Somebody with a role and a proved address."""
    somebody = factories.person(place, name)
    somebody.email, somebody.language = f"{name.lower()}@example.org", language
    somebody.save()
    factories.assigned(somebody, "guardian", place)
    note_proved(somebody, somebody.email, NOON)
    return somebody


def told(
    person: Person, place: Ecosystem, kind: str = NEWS.key, at: datetime = NOON, **more: object
) -> Notice | None:
    """A notice that speaks the reader's language by the catalogue."""
    return tell(
        person, kind, lambda: Said(str(_("Consents")), "It begins at four.", "/me/consents/"),
        ecosystem=place, at=at, **more,  # type: ignore[arg-type]
    )  # fmt: skip
