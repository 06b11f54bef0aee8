"""A letter has its sentences and its days in one language, though the ecosystem's has no words here."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

import hedgerow
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import Offer, invite_people
from hedgerow.commons.membership.actions.letters import send_letter
from hedgerow.commons.membership.actions.stepping_back import write_to
from hedgerow.commons.membership.models import Invitation
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.notices.actions import Said, choose_paces, tell
from hedgerow.commons.notices.actions.digests import compose
from hedgerow.commons.notices.actions.letters import contents, send
from hedgerow.commons.notices.models import Letter, Notice
from hedgerow.commons.people.models import Person
from hedgerow.foundation.ui.speaking import reading_as, words_in

from .cast import NEWS, NOON, reader

pytestmark = pytest.mark.django_db
HOME = Path(hedgerow.__file__).parent
TEMPLATES = sorted(HOME.glob("**/templates/*/mail/*.txt"))
DAY = date(2026, 3, 5)
SPOKEN = {
    "ko": "en", "he": "en", "de es": "es", "he ar es": "ar", "it": "en", "es-MX": "es", "": "en",
}  # fmt: skip
"""What an ecosystem speaks, and the one of the catalogue's in which its letters are."""
SAYS = {"en": "5 March 2026", "es": "5 de marzo de 2026", "ar": "5 مارس 2026"}
FOREIGN = ("년", "März", "במרץ", "marzo 2026")
"""As Django writes that day in a language in which we have no sentences."""
SAID = {
    "name": "김하나", "address": "a@example.org", "other": "Dana", "ecosystem": "마을", "stays": True,
    "inviter": "Dana", "role": "member", "organisation": "Oak", "message": "", "url": "https://a/",
    "until": DAY, "left": "", "notices": [], "many": True, "stop": "x", "choose": "y",
}  # fmt: skip


def place_of(languages: str) -> Ecosystem:
    return factories.ecosystem("마을", languages=languages.split())


def saying() -> Said:
    return Said(str(_("Consents")), f"{_('Save')}: {date_format(DAY, 'DATE_FORMAT')}.", "/me/")


def in_words_of(language: str) -> Said:
    with override(language):
        return saying()


def test_there_are_templates_of_letters() -> None:
    assert len(TEMPLATES) >= 11


@pytest.mark.parametrize("hands_over", [True, False])
@pytest.mark.parametrize(("languages", "catalogue"), SPOKEN.items())
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.stem)
def test_each_letter_is_in_one_language_of_the_catalogue(
    template: Path, languages: str, catalogue: str, hands_over: bool
) -> None:
    name = template.relative_to(template.parents[2]).as_posix()
    said = {**SAID, "hands_over": hands_over}
    with reading_as(*languages.split()):
        text = render_to_string(name, said)
    with override(catalogue):
        assert text == render_to_string(name, said)
    if name.endswith("invitation.txt"):
        assert SAYS[catalogue] in text
    assert not [one for one in FOREIGN if one in text]


@pytest.mark.parametrize(("languages", "catalogue"), SPOKEN.items())
def test_an_invitation_leaves_in_one_language(
    languages: str, catalogue: str, mailoutbox: list[EmailMessage]
) -> None:
    place = place_of(languages)
    offer = Offer("member", language=(place.languages or [""])[0])
    by = factories.actor(factories.convener(place))
    invite_people(place, ["bo@example.org"], offer, by=by, at=NOON, root="https://a/")
    row = Invitation.objects.get()
    send_letter(row, "https://a/")
    with override(catalogue):
        assert str(mailoutbox[0].subject) == _("Invitation to %(ecosystem)s") % {
            "ecosystem": "마을"
        }
        assert date_format(row.expires_at, "DATE_FORMAT") in mailoutbox[0].body


def test_a_letter_on_who_convenes_goes_by_all_languages_of_the_ecosystem(
    mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Any
) -> None:
    place = place_of("he ar es")
    bo = reader(place, language="")
    row = Invitation(ecosystem=place, role="convener")
    with django_capture_on_commit_callbacks(execute=True):
        write_to(bo, row, "membership/mail/handed_over.txt", Person(name="Dana"))
    with override("ar"):
        assert mailoutbox[0].subject == _("%(ecosystem)s changes hands") % {"ecosystem": "마을"}


@pytest.mark.parametrize("own", ["", "ko", "de", "es"])
@pytest.mark.parametrize(("languages", "catalogue"), SPOKEN.items())
def test_a_notice_is_in_the_readers_language_else_the_ecosystems_and_its_letter_too(
    languages: str, catalogue: str, own: str, mailoutbox: list[EmailMessage]
) -> None:
    place = place_of(languages)
    meant = own if own == "es" else catalogue
    bo, expected = reader(place, language=own), in_words_of(meant)
    row = tell(bo, NEWS.key, saying, ecosystem=place, at=NOON)
    assert row is not None
    assert (row.subject, row.text, row.language) == (expected.subject, expected.text, meant)
    letter = Letter.objects.get()
    send(letter, contents(letter, NOON), "bo@example.org")
    with override(meant):
        assert _("Hello %(name)s,") % {"name": "Bo"} in mailoutbox[0].body
    assert mailoutbox[0].extra_headers["Content-Language"] == meant


def test_what_somebody_wrote_stays_in_its_language_and_says_so(
    mailoutbox: list[EmailMessage],
) -> None:
    place = place_of("de es")
    bo = reader(place, language="de")
    tell(
        bo, NEWS.key, lambda: Said("Elternabend", "Am 5. März.", "", "de"), ecosystem=place, at=NOON
    )
    assert Notice.objects.get().language == "de"
    letter = Letter.objects.get()
    send(letter, contents(letter, NOON), "bo@example.org")
    with override("es"):
        assert _("Hello %(name)s,") % {"name": "Bo"} in mailoutbox[0].body
    assert mailoutbox[0].extra_headers["Content-Language"] == "es, de"


def test_who_is_told_things_in_two_languages_gets_a_letter_in_each() -> None:
    village, barrio = place_of("ko"), factories.ecosystem("Barrio", languages=["es"])
    bo = reader(village, language="")
    factories.assigned(bo, "guardian", barrio)
    choose_paces({NEWS.key: "daily"}, by=factories.actor(bo), at=NOON)
    for place in (village, barrio, village):
        tell(bo, NEWS.key, saying, ecosystem=place, at=NOON)
    assert compose([bo.pk], Notice.objects.latest("due_at").due_at or NOON) == 2
    told = [sorted(one.notices.values_list("language", flat=True)) for one in Letter.objects.all()]
    assert sorted(told) == [["en", "en"], ["es"]]


def test_the_first_language_with_words_is_taken() -> None:
    assert [words_in(*one.split()) for one in SPOKEN] == [*SPOKEN.values()]
