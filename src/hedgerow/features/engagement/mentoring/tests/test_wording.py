"""Why two fit is said as the reader's language says it."""

from django.utils.translation import override

from hedgerow.features.engagement.mentoring.queries.wording import sentence


def test_what_is_listed_is_parted_by_the_readers_own_comma() -> None:
    terms = {"languages": ["en", "es"], "online": True}
    with override("ar"):
        assert "English، Español" in sentence(terms)
    with override("en"):
        assert sentence(terms) == "Both speak English, Español, they meet online."
