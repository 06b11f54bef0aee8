"""What is told where the family says no to a placement, or yes after all: subject and text."""

from django.utils.translation import gettext as _

from hedgerow.features.engagement.placements.models import Placement


def no(row: Placement) -> tuple[str, str]:
    if row.state == Placement.State.RUNNING:
        return (
            _("%(name)s: no agreement to the placement any more"),
            _(
                "%(who)s says that the family does not agree any more to %(kind)s of %(name)s at "
                "%(host)s, which has begun. Talk with them at once, and end it if they stay with it."
            ),
        )
    return (
        _("%(name)s: no agreement to the placement"),
        _(
            "%(who)s says that the family does not agree to %(kind)s of %(name)s at %(host)s from "
            "%(first)s to %(last)s. It does not begin like this. Read what was said and talk with "
            "them: they can still agree."
        ),
    )


def no_to_learner(row: Placement) -> tuple[str, str]:
    if row.state == Placement.State.RUNNING:
        return (
            _("Your placement at %(host)s: your family does not agree any more"),
            _("Talk with them, and with %(school)s, about what would have to be different."),
        )
    return (
        _("Your placement at %(host)s cannot begin yet"),
        _(
            "Your family has not agreed to it. Talk with them, and with %(school)s, about what "
            "would have to be different. They can still agree."
        ),
    )


def yes() -> tuple[str, str]:
    return (
        _("%(name)s: the family agrees after all"),
        _(
            "%(who)s says that the family agrees after all to %(kind)s of %(name)s at %(host)s from "
            "%(first)s to %(last)s."
        ),
    )


def yes_to_learner() -> tuple[str, str]:
    return (
        _("Your placement at %(host)s: your family agrees after all"),
        _("See what else is due before %(first)s."),
    )
