from django.apps import AppConfig


class MentoringConfig(AppConfig):
    """Who mentors or tutors whom: offers, languages, load, checks and notes."""

    name = "hedgerow.features.engagement.mentoring"
    label = "mentoring"
