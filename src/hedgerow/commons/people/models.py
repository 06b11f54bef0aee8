"""Persons, accounts, guardians, organisations, declared population groups."""

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import EditedRow, PublicRow, among_filled, origin_field

from .declared import DeclaredGroup, PopulationGroup
from .erased_codes import ErasedCode
from .sight import organisations_visible_to, persons_visible_to

__all__ = (
    "Account", "AccountManager", "Barring", "DeclaredGroup", "ErasedCode",
    "Guardian", "GuardianQuerySet", "Merge", "NameWord", "Organisation",
    "OrganisationQuerySet", "Person", "PersonQuerySet", "PopulationGroup", "Sector",
)  # fmt: skip


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """A way to sign in. Children and tutors without e-mail have none, only a card."""

    email = models.EmailField(unique=True, null=True, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    last_login = None  # people sign in without an account too: ``Person.signed_in_at`` says when

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()

    def __str__(self) -> str:
        return self.email or ""


class Sector(models.TextChoices):
    """The closed list of sectors (measure 4.3)."""

    SCHOOL = "school", _("schools")
    GOVERNMENT = "government", _("local and state government")
    HIGHER_EDUCATION = "higher_education", _("colleges and universities")
    HEALTH = "health", _("health")
    SOCIAL = "social", _("social services")
    FAITH = "faith", _("faith communities")
    BUSINESS = "business", _("business and employers")
    CULTURE = "culture", _("arts, culture, libraries, museums")
    SPORT = "sport", _("sport and recreation")
    ENVIRONMENT = "environment", _("environment")
    COMMUNITY = "community", _("community associations")
    PHILANTHROPY = "philanthropy", _("foundations and funders")
    TECHNOLOGY = "technology", _("technology")
    OTHER = "other", _("other")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, actor: Actor) -> Self:
        """Organisations of ecosystems that the actor may see."""
        return self.filter(organisations_visible_to(actor))


class Organisation(EditedRow):
    """A school, district, agency, partner…; ``parent`` as in county > district > school."""

    kept_by = models.ForeignKey(Ecosystem, models.PROTECT, related_name="+")
    name = models.CharField(max_length=250)
    kind = models.CharField(max_length=40, help_text="school, district, county, partner, agency…")
    sector = models.CharField(max_length=20, choices=Sector.choices, default=Sector.OTHER)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    operator = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="operated"
    )
    code = models.CharField(max_length=60, blank=True, help_text="Official code, as text.")
    address = models.CharField(max_length=300, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    website = models.URLField(blank=True)
    low_grade = models.CharField(max_length=20, blank=True)
    high_grade = models.CharField(max_length=20, blank=True)
    details = models.JSONField(default=dict, help_text="Further columns of a source, as text.")
    origin = models.CharField(max_length=9, default="live")
    created_at = models.DateTimeField()

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kept_by", "code"),
                condition=~Q(code=""),
                name="one_organisation_a_code",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="organisation_is_not_its_own_parent",
            ),
        )
        indexes = (
            models.Index(fields=("kept_by", "kind", "name")),
            models.Index(fields=("name", "id")),  # as they are listed
        )

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, actor: Actor) -> Self:
        """Oneself, one's wards, and the persons one's roles open (see ``sight``)."""
        return self.filter(persons_visible_to(actor))


class Person(EditedRow):
    """Somebody who takes part, with or without an account."""

    kept_by = models.ForeignKey(Ecosystem, models.PROTECT, null=True, related_name="+")
    account = models.OneToOneField(
        Account, models.SET_NULL, null=True, blank=True, related_name="person"
    )
    name = models.CharField(max_length=200, help_text="As the person writes it.")
    called = models.CharField(max_length=80, blank=True, help_text="Short name for daily use.")
    sort_name = models.CharField(max_length=200, blank=True)
    born = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=10, blank=True)
    time_zone = models.CharField(max_length=60, blank=True, help_text="Empty: the ecosystem's.")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=60, blank=True, help_text="Number in the source system.")
    origin = models.CharField(max_length=9, default="live")
    erased_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", db_index=False,
        help_text="The record that this one was merged into; it is empty then.",
    )  # fmt: skip
    created_at = models.DateTimeField()
    signed_in_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="The last time, by whatever way."
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kept_by", "code"), condition=~Q(code=""), name="one_person_a_code"
            ),
        )
        indexes = (
            models.Index(fields=("kept_by", "sort_name")),
            models.Index(fields=("sort_name",)),
            models.Index(
                fields=("kept_by", "sort_name", "born"),
                condition=Q(born__isnull=False),
                name="people_namesakes_born",
            ),
            among_filled("merged_into", "people_merged_into"),
            models.Index(
                fields=("kept_by",), condition=Q(erased_at__isnull=False), name="people_erased"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Merge(PublicRow):
    """Two records of one person that became one; ``trace`` says what it wrote, to be put back."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    kept = models.ForeignKey(Person, models.CASCADE, related_name="+")
    gone = models.ForeignKey(Person, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    trace = models.JSONField(default=list)

    objects = OfEcosystem["Merge"].as_manager()

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_of_two"),)


class NameWord(models.Model):
    """One searchable word of a name, folded by ``rules.words``; found by its beginning."""

    word = models.CharField(max_length=40, db_index=True)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="words", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, related_name="words", db_index=False
    )

    class Meta:
        indexes = (
            among_filled("person", "people_words_of_person"),
            among_filled("organisation", "people_words_of_place"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(organisation__isnull=True),
                name="word_of_one_thing",
            ),
        )


class GuardianQuerySet(OfEcosystem["Guardian"]):
    def seeing(self) -> Self:
        """Ties by which a guardian sees the learner, as far as nobody took that sight away.

        Whoever is barred from a learner in one ecosystem sees nothing of that learner in any; a
        learner who decides for themselves takes it away tie by tie.
        """
        barred = Guardian.objects.filter(
            barred=True, guardian=OuterRef("guardian"), learner=OuterRef("learner")
        )
        return self.filter(~Exists(barred), barred=False, narrowed=False)

    def unbarred(self) -> Self:
        """Ties that no court's order touches here: who is family, whether or not they see."""
        return self.filter(barred=False)


class Guardian(PublicRow):
    """``guardian`` answers for ``learner`` in an ecosystem.

    Who is ``barred``, by a court, sees nothing; ``narrowed`` are ties of learners old enough to
    decide, by which they let nothing be seen.
    """

    # the index of pairs begins with the ecosystem
    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+", db_index=False)
    guardian = models.ForeignKey(Person, models.CASCADE, related_name="wards")
    learner = models.ForeignKey(Person, models.CASCADE, related_name="guardians")
    relation = models.CharField(max_length=40, blank=True)
    barred = models.BooleanField(default=False)
    narrowed = models.BooleanField(default=False, db_default=False)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    origin = origin_field()

    objects = GuardianQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ecosystem", "guardian", "learner"), name="one_guardianship_a_pair"
            ),
            models.CheckConstraint(
                condition=~Q(guardian=F("learner")), name="nobody_guards_oneself"
            ),
        )


class Barring(PublicRow):
    """Somebody answers for a learner and may see nothing of them, from a day to a day.

    ``reason`` says by what order; only who may bar reads it. It is over once ``ended_at`` is set,
    by hand or by the day after ``ends``.
    """

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    tie = models.ForeignKey(Guardian, models.CASCADE, related_name="barrings")
    reason = models.CharField(max_length=400)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = OfEcosystem["Barring"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("tie",), condition=Q(ended_at__isnull=True), name="one_open_barring"
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="barring_order"
            ),
        )
