"""The first steps of a new ecosystem, which tick themselves."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hedgerow.commons.activities.models import Activity, Session
from hedgerow.commons.ecosystems.models import Ecosystem, PopulationFigure
from hedgerow.commons.membership.models import Invitation
from hedgerow.commons.membership.sites import has_sites
from hedgerow.features.engagement.care.queries import LEAD, leads_of
from hedgerow.foundation.ui.steps import Step
from hedgerow.portal.wording import address


def first_steps(row: Ecosystem) -> Sequence[Step]:
    """What is left to do before the leaf can be read; nothing once all is done.

    Nor where what happens is simulated: but a part that opens later waits for its first activity.
    """
    if row.simulated and (not row.parent_id or Activity.objects.filter(ecosystem=row).exists()):
        return ()
    steps = (*_telling(row), *_gathering(row), *_working(row))
    return () if all(step.done for step in steps) else steps


def _telling(row: Ecosystem) -> Sequence[Step]:
    """What the ecosystem is, which no blueprint knows."""
    return (
        Step(
            _("Say what it is for and where it is"),
            _("Fill it in"),
            address("settings", row.slug),
            _("Purpose, territory and country: readers see them first."),
            bool(row.purpose and row.territory and row.country),
        ),
        Step(
            _("Say how many learners you could reach"),
            _("Add the figure"),
            address("settings-figures", row.slug),
            _("With source and date. The reach of the network is read against it."),
            PopulationFigure.objects.filter(ecosystem=row).exists(),
        ),
    )


def _gathering(row: Ecosystem) -> Sequence[Step]:
    return (
        Step(
            _("Bring in the schools"),
            _("Import"),
            address("imports", row.slug),
            _("From the spreadsheet you have; you see what changes before anything is saved."),
            has_sites(row),
        ),
        Step(
            _("Invite people"),
            _("Invite"),
            address("invitations", row.slug) or address("people", row.slug),
            _("Each gets a link; children and tutors without e-mail get a printed card."),
            Invitation.objects.filter(ecosystem=row).exists(),
        ),
        Step(
            _("Name a safeguarding lead"),
            _("Name somebody"),
            f"{address('role-new', row.slug)}?role={LEAD}",
            _("What is told in confidence is read by them and by nobody else."),
            bool(leads_of(row, None, timezone.now())),
        ),
    )


def _working(row: Ecosystem) -> Sequence[Step]:
    return (
        Step(
            _("Create an activity"),
            _("Create"),
            address("activities", row.slug),
            _("A club, a class, a visit: whatever happens at a time with people."),
            Activity.objects.filter(ecosystem=row).exists(),
        ),
        Step(
            _("Mark attendance"),
            pgettext("an act", "Mark"),
            address("activities", row.slug),
            _("All present, then the exceptions. From these records the leaf is read."),
            Session.objects.filter(ecosystem=row, marked_at__isnull=False).exists(),
        ),
    )
