"""A person's calendar, which other programs read at a secret address."""

from django.db import models
from django.db.models import Q

from hedgerow.commons.people.models import Person
from hedgerow.foundation.rows import PublicRow


class CalendarFeed(PublicRow):
    """The address of a person's calendar; each ``turn`` has a secret of its own."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    turn = models.PositiveIntegerField(default=1)
    secret_hash = models.CharField(max_length=64, blank=True, help_text="Empty once withdrawn.")
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("secret_hash",), condition=~Q(secret_hash=""), name="one_feed_a_secret"
            ),
        )
