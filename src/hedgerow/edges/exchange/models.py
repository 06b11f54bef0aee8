"""Imports: what was uploaded, what it would do, how it went."""

from typing import Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.permissions import IMPORT
from hedgerow.commons.people.models import Person
from hedgerow.foundation.keptjson import KeptJSON
from hedgerow.foundation.permissions import Actor, scope
from hedgerow.foundation.rows import PublicRow


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, actor: Actor) -> Self:
        """Imports of the ecosystems where the actor may import."""
        return self.filter(scope(actor, IMPORT))


class Import(PublicRow):
    """One file on its way in. ``stored`` is its random name in the uploads; empty once deleted."""

    class State(models.TextChoices):
        ASKING = "asking", _("waits for its columns to be named")
        CHECKING = "checking", _("being looked through")
        READY = "ready", _("waits for confirmation")
        WRONG = "wrong", _("has problems")
        RUNNING = "running", _("being imported")
        MOVED = "moved", _("waits for another look")
        DONE = "done", _("imported")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("discarded")
        ASIDE = "aside", _("put aside, as somebody was erased")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    target = models.CharField(max_length=40)
    mapping = models.TextField(help_text="TOML")
    mapping_name = models.CharField(max_length=120)
    stored = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.CHECKING)
    preview = KeptJSON(default=dict, help_text="Counts, first rows and problems.")
    digest = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=10, blank=True)
    job = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("ecosystem", "created_at")),)

    def __str__(self) -> str:
        return self.file_name

    @property
    def came_in(self) -> bool:
        """Whether its rows came in, be it that they were taken out again."""
        return self.state in (Import.State.DONE, Import.State.UNDOING, Import.State.UNDONE)

    @property
    def waits(self) -> bool:
        """Whether it waits for somebody to confirm it."""
        return self.state in (Import.State.READY, Import.State.MOVED)

    def state_text(self) -> str:
        """The state in words; a file that had nothing to bring in is done with, too."""
        written = any(self.preview.get(kind) for kind in ("new", "changed", "ended"))
        if self.state == Import.State.DONE and not written:
            return gettext("nothing new in it")
        return str(self.get_state_display())


class ImportTrace(models.Model):
    """What an import wrote (``tracing.Trace``, packed), for as long as it may be undone.

    ``about`` are keys of the people of whom it says what stood, packed, ``first`` to ``last``; None
    in traces of earlier versions.
    """

    of = models.OneToOneField(Import, models.CASCADE, related_name="trace")
    content = models.BinaryField()
    first = models.BigIntegerField(null=True)
    last = models.BigIntegerField(null=True)
    about = models.BinaryField(null=True)


class Listed(models.Model):
    """Who was in the lists of one kind: keys of roles, places or enrolments by day, packed."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    sign = models.CharField(max_length=64, help_text="Which fields from which columns.")
    content = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ecosystem", "sign"), name="one_list_a_kind"),
        )


class Lacking(models.Model):
    """A role (``key``) that a set lacks which waits to be imported, as its page numbers them.

    ``gone`` where the person is in the set no more. The key is no reference: it is in nobody's way.
    """

    of = models.ForeignKey(Import, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    key = models.BigIntegerField()
    gone = models.BooleanField()
    day = models.DateField(help_text="Of the last set that had it.")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("of", "number"), name="one_lacking_a_number"),
        )


class SavedMapping(PublicRow):
    """A mapping that an ecosystem keeps for the next file of its kind."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    target = models.CharField(max_length=40)
    text = models.TextField()
    headings = models.CharField(
        max_length=64, blank=True, help_text="Of which set of headings it was made."
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ecosystem", "name"), name="one_mapping_a_name"),
        )
