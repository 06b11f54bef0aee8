"""What persons are asked to agree to, and what they answered; answers are only ever added."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.commons.ecosystems.told import ToldRow, told_by_language
from hedgerow.commons.people.models import Person
from hedgerow.foundation.rows import PublicRow


class ConsentPurpose(PublicRow):
    """One version of what an ecosystem asks; the one that is not retired is asked now."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    titles = models.JSONField(default=dict, help_text="Language → what it is called.")
    texts = models.JSONField(default=dict, help_text="Language → what is asked.")
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = OfEcosystem["ConsentPurpose"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ecosystem", "key", "version"), name="one_text_a_version"
            ),
            models.UniqueConstraint(
                fields=("ecosystem", "key"),
                condition=Q(retired_at__isnull=True),
                name="one_purpose_asked_now",
            ),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class Consent(PublicRow):
    """An answer to one purpose: given, refused or withdrawn; the newest row counts."""

    class Answer(models.TextChoices):
        GIVEN = "given", _("given")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Capacity(models.TextChoices):
        SELF = "self", _("by oneself")
        GUARDIAN = "guardian", _("by a guardian")
        RECORDED = "recorded", _("from paper")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1, help_text="Of the text that was shown.")
    answer = models.CharField(max_length=9, choices=Answer.choices)
    capacity = models.CharField(max_length=8, choices=Capacity.choices, default=Capacity.SELF)
    given_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(blank=True, help_text="What was asked, as it was shown.")
    at = models.DateTimeField()
    until = models.DateField(null=True, blank=True)

    objects = OfEcosystem["Consent"].as_manager()

    class Meta:
        indexes = (models.Index(fields=("person", "ecosystem", "purpose"), name="consents_of"),)

    def __str__(self) -> str:
        return f"{self.purpose} {self.answer}"


class Customs(ToldRow):
    """How an ecosystem has its membership: its tiers, and from which age one answers oneself."""

    tellable: ClassVar = {"tier.": 120}

    ecosystem = models.OneToOneField(Ecosystem, models.CASCADE, related_name="+")
    age_of_consent = models.PositiveSmallIntegerField(default=16)
    tiers = models.JSONField(default=list, help_text="[key, title] in order.")

    objects = OfEcosystem["Customs"].as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(age_of_consent__gte=6) & Q(age_of_consent__lte=21),
                name="age_of_consent_is_one",
            ),
            told_by_language("customs"),
        )

    def __str__(self) -> str:
        return f"customs of {self.ecosystem_id}"
