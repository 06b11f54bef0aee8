"""Nothing ends before it began."""

from datetime import date
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hedgerow.foundation.errors import Invalid


def require_begun(rows: QuerySet[Any], on: date, today: date) -> None:
    """Raise Invalid (of ``on``) where one of them ran already and began after its last day.

    What begins today or later is taken back by a day before it.
    """
    late = rows.filter(starts__gt=on, starts__lt=today).aggregate(latest=Max("starts"))
    if latest := late["latest"]:
        said = _("It cannot end before it began: the last day is %(day)s or a later one.")
        raise Invalid({"on": [said % {"day": date_format(latest, "DATE_FORMAT")}]})
