"""The first steps of a new ecosystem, which tick themselves."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from hedgerow.commons.activities.models import Activity, Session
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment, Invitation, OrganisationMembership
from hedgerow.foundation.ui.steps import Step
from hedgerow.portal.wording import address


def first_steps(row: Ecosystem) -> Sequence[Step]:
    """What is left to do before the leaf can be read; nothing once all is done."""
    members = OrganisationMembership.objects.filter(ecosystem=row)
    people = Assignment.objects.filter(ecosystem=row)
    activities = Activity.objects.filter(ecosystem=row)
    steps = (
        Step(
            _("Bring in the schools"),
            _("Import"),
            address("imports", row.slug),
            _("From the spreadsheet you have; you see what changes before anything is saved."),
            members.filter(organisation__kind="school").exists(),
        ),
        Step(
            _("Invite people"),
            _("Invite"),
            address("invitations", row.slug) or address("people", row.slug),
            _("Each gets a link; children and tutors without e-mail get a printed card."),
            people.count() > 1 or Invitation.objects.filter(ecosystem=row).exists(),
        ),
        Step(
            _("Create an activity"),
            _("Create"),
            address("activities", row.slug),
            _("A club, a class, a visit: whatever happens at a time with people."),
            activities.exists(),
        ),
        Step(
            _("Mark attendance"),
            _("Mark"),
            address("activities", row.slug),
            _("All present, then the exceptions. From these records the leaf is read."),
            Session.objects.filter(ecosystem=row, marked_at__isnull=False).exists(),
        ),
    )
    return () if all(step.done for step in steps) else steps
