"""The tables that imports write, those first on which others stand, and how they are called."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.models import (
    Activity,
    Attendance,
    Delivery,
    Enrolment,
    Kind,
    Session,
)
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.models import (
    Association,
    Definition,
    Framework,
    Item,
    Scale,
)
from hedgerow.commons.membership.models import (
    Assignment,
    Group,
    GroupPlace,
    OrganisationMembership,
)
from hedgerow.commons.observations.models import Indicator, Observation
from hedgerow.commons.people.models import (
    DeclaredGroup,
    Guardian,
    Organisation,
    Person,
)
from hedgerow.foundation.targets import Text


@dataclass(frozen=True, slots=True)
class Written:
    """A table, and the way from a row of it to its ecosystem."""

    model: type[Model]
    within: str = "ecosystem"

    def rows(self, ecosystem: Ecosystem) -> QuerySet[Any]:
        """The rows of the ecosystem."""
        return self.model._default_manager.filter(**{self.within: ecosystem})


TABLES: tuple[Written, ...] = (
    Written(Organisation, "kept_by"),
    Written(OrganisationMembership),
    Written(Person, "kept_by"),
    Written(Guardian),
    Written(DeclaredGroup),
    Written(Assignment),
    Written(Group),
    Written(GroupPlace, "group__ecosystem"),
    Written(Scale),
    Written(Framework),
    Written(Item, "framework__ecosystem"),
    Written(Association, "framework__ecosystem"),
    Written(Definition, "framework__ecosystem"),
    Written(Indicator),
    Written(Observation),
    Written(Kind),
    Written(Activity),
    Written(Delivery, "activity__ecosystem"),
    Written(Session),
    Written(Enrolment),
    Written(Attendance),
)

WORDS: Mapping[str, Text] = {
    "people.organisation": _("organisations"),
    "people.merge": _("records made one"),
    "membership.organisationmembership": _("memberships of organisations"),
    "people.person": _("people"),
    "people.guardian": _("guardians"),
    "people.declaredgroup": _("declared population groups"),
    "membership.assignment": _("roles"),
    "membership.group": _("groups"),
    "membership.groupplace": _("places in groups"),
    "membership.consent": _("consents"),
    "membership.invitation": _("invitations"),
    "membership.signincard": _("sign-in cards"),
    "membership.signinlink": _("sign-in links"),
    "membership.opensession": _("sign-ins"),
    "membership.apitoken": _("tokens for the API"),
    "frameworks.scale": _("scales"),
    "frameworks.framework": _("frameworks"),
    "frameworks.item": _("framework items"),
    "frameworks.association": _("ties between items"),
    "frameworks.definition": _("definitions of frameworks"),
    "bodies.body": _("bodies"),
    "bodies.mandate": _("mandates"),
    "observations.indicator": _("indicators"),
    "observations.observation": _("observations"),
    "activities.kind": _("kinds of activity"),
    "activities.activity": _("activities"),
    "activities.delivery": _("partners who deliver an activity"),
    "activities.session": _("sessions"),
    "activities.enrolment": _("enrolments"),
    "activities.attendance": _("marks of attendance"),
    "records.progress": _("records of progress"),
    "exchange.import": _("imports that they made"),
}


def rows_word(model: type[Model]) -> Text:
    """What rows of a table are called; where nobody gave them a word, records in general."""
    label = model._meta.label_lower
    return WORDS[label] if label in WORDS else _("other records")
