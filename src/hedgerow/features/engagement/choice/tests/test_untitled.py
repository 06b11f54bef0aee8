"""What a framework's sources leave without a title can be told apart, and the convener says its title."""

import pytest
from django.urls import reverse

from hedgerow.commons.frameworks.models import Framework, Item
from hedgerow.commons.membership.tests import factories
from hedgerow.features.engagement.choice import actions, naming
from hedgerow.features.engagement.choice.models import Offer
from hedgerow.features.engagement.choice.planting import ChoiceRound, plan_one

from .choosing import browser
from .factories import NOW, STEWARD, a_round

WORDS = "P02, number 2 of 3: title not recorded"


def test_with_a_title_it_is_code_and_title_without_one_which_of_how_many() -> None:
    assert naming.title_of("P01", "Energy", 1, 16, "en") == "P01 Energy"
    assert naming.title_of("P04", "", 4, 16, "en") == "P04, number 4 of 16: title not recorded"
    spanish = naming.title_of("P04", "title not recorded", 4, 16, "es")
    assert spanish != "P04, number 4 of 16: title not recorded"
    assert spanish.startswith("P04")
    assert naming.is_untitled(spanish)
    assert naming.is_untitled(naming.title_of("P04", "", 4, 16, "ar"))
    assert not naming.is_untitled("P01 Energy")
    assert naming.is_of(spanish, "P04", "")
    assert not naming.is_of("P04 Energy", "P04", "")


@pytest.mark.slow
@pytest.mark.django_db
def test_learners_can_tell_them_apart_and_who_runs_the_round_says_the_title() -> None:
    made = a_round(1, (), opened=False)
    framework = Framework.objects.create(
        ecosystem=made.ecosystem, key="paths", title="Paths", kind="pathways"
    )
    for position, title in enumerate(("Energy", "", "")):
        Item.objects.create(
            framework=framework, code=f"P0{position + 1}", title=title, position=position
        )
    one = ChoiceRound(key="paths", title="Paths", framework="paths", seats=2)
    row = plan_one(made.ecosystem, one, by=STEWARD, at=NOW, first=NOW)
    titles = list(
        Offer.objects.filter(round=row).order_by("position").values_list("title", flat=True)
    )
    assert titles == ["P01 Energy", WORDS, "P03, number 3 of 3: title not recorded"]
    actions.open_round(row, by=STEWARD, at=NOW)
    page = reverse("choice-round", args=[made.ecosystem.slug, row.uuid])
    learner = browser(made.learners[0]).get(page).content.decode()
    assert WORDS in learner
    assert "Say its title" not in learner
    ada = browser(factories.convener(made.ecosystem))
    assert ada.get(page).content.decode().count("Say its title") == 2
    offer = Offer.objects.get(round=row, title=WORDS)
    actions.save_offer(row, {"title": "P02 Health"}, offer, by=STEWARD, at=NOW)
    said = ada.get(page).content.decode()
    assert "P02 Health" in said
    assert said.count("Say its title") == 1
