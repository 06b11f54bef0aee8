from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, their accounts, guardians and organisations."""

    name = "hedgerow.commons.people"
    label = "people"
