"""Sessions and places of one activity, as lists that go on for as long as there are any."""

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from hedgerow.commons.activities.models import Activity, Attendance, Enrolment, Session
from hedgerow.foundation.permissions import Actor


def sessions(actor: Actor, activity: Activity) -> QuerySet[Session]:
    """The activity's sessions, for a table."""
    return Session.objects.visible_to(actor).filter(activity=activity)


def places(actor: Actor, activity: Activity) -> QuerySet[Enrolment]:
    """Places in the activity, as far as the actor may see them, each with ``reached`` minutes."""
    spent = Attendance.objects.filter(session__activity=activity, person=OuterRef("person"))
    reached = spent.order_by().values("person").annotate(sum=Sum("minutes")).values("sum")
    rows = Enrolment.objects.visible_to(actor).filter(activity=activity)
    return rows.select_related("person").annotate(reached=Coalesce(Subquery(reached), 0))
