"""Pages: a parent's way through one child, and a sender's way to a message."""

import pytest
from tests.permissions.cast import AT, DAY, Cast
from tests.permissions.conftest import cast

from hedgerow.commons.activities.models import Absence
from hedgerow.commons.membership.actions import close_ecosystem
from hedgerow.commons.membership.models import Consent, ConsentPurpose
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.families.actions import log_contact
from hedgerow.features.engagement.families.models import Contact, MessageCopy
from hedgerow.foundation.permissions import Actor

__all__ = ["cast"]

from .family import seen_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_parent_sees_reports_consents_and_keeps_details(cast: Cast) -> None:
    child, names = cast.home.persons["learner"], cast.home.names
    Person.objects.filter(pk=child.pk).update(born="2016-01-01")
    parent, page = cast.client("guardian", token=False), f"/me/children/{child.uuid}/"
    day = {"starts": "2098-03-02", "ends": "2098-03-03", "reason": "ill", "note": "fever"}
    assert parent.get("/me/children/").headers["Location"] == page
    assert parent.post(f"{page}absence/home/", day).status_code == 302
    agree = f"{page}consents/{ConsentPurpose.objects.get(uuid=names['purpose']).uuid}/"
    assert parent.post(agree, {"answer": "yes"}).status_code == 302
    said = {"name1": "Nana", "phone1": "12", "allergies": "nuts"}
    assert parent.post(f"{page}details/home/", said).status_code == 302
    text = parent.get(page).content.decode()
    for words in ("2 March 2098", "Nana", "nuts", "agreed"):
        assert words in text, words
    assert Consent.objects.get().answer == "given"
    back = f"{page}absence/home/{Absence.objects.get().uuid}/back/"
    assert parent.post(back).status_code == 302
    assert "2098" not in parent.get(page).content.decode()


def test_a_sender_looks_first_and_then_sends(cast: Cast) -> None:
    educator, here = cast.client("educator", token=False), "/e/home/families/"
    school = f"site:{cast.home.names['organisation']}"
    said = {"to": school, "note": "Reads aloud now"}
    looked = educator.post(f"{here}messages/new/good-news/", {**said, "look": "1"})
    assert "Reads aloud now" in looked.content.decode()
    assert not MessageCopy.objects.exists()
    assert "Send it to 1 guardian<" in looked.content.decode()
    seen = seen_in(looked)
    for other in ({"send": ""}, {"send": f"1 {school}"}, {"send": seen, "note": "Is ill"}):
        again = educator.post(f"{here}messages/new/good-news/", {**said, **other})
        assert (again.status_code, MessageCopy.objects.count()) == (422, 0)
        assert "has changed since you looked" in again.content.decode()
    sent = educator.post(f"{here}messages/new/good-news/", {**said, "send": seen})
    assert sent.status_code == 302
    assert educator.get(sent.headers["Location"]).status_code == 200
    assert MessageCopy.objects.get().guardian == cast.home.persons["guardian"]
    assert educator.get(f"{here}messages/?format=csv").status_code == 200


def test_nobody_is_chosen_until_the_sender_chooses(cast: Cast) -> None:
    educator = cast.client("educator", token=False)
    page = "/e/home/families/messages/new/good-news/"
    first = educator.get(page).content.decode()
    assert '<option value="" selected>Choose to whom it goes</option>' in first
    assert first.count(" selected>") == 2  # nobody, and the language of the page
    answer = educator.post(page, {"to": "", "note": "Reads", "look": "1"})
    assert answer.status_code == 422
    assert "Choose to whom it goes." in answer.content.decode()
    school = f"site:{cast.home.names['organisation']}"
    asked = educator.get(f"{page}?to={school}").content.decode()
    assert f'<option value="{school}" selected>' in asked


def test_a_positive_call_is_noted_and_counted(cast: Cast) -> None:
    tutor, child = cast.client("tutor", token=False), cast.home.persons["learner"]
    page = f"/e/home/people/{child.uuid}/contacts/"
    day = Contact._meta.get_field("on").to_python("2026-11-20")
    said = {"kind": "call", "tone": "positive", "topic": "read", "on": day, "reached": "on"}
    assert tutor.post(page, said).status_code == 302
    assert "100 %" in tutor.get("/e/home/families/?by=month").content.decode()
    csv = tutor.get("/e/home/families/?by=month&table=shares&format=csv")
    assert "2026-11,1,1,1,0,100" in csv.getvalue().decode()


def test_what_was_noted_is_read_once_it_is_closed_and_nothing_more_is_noted(cast: Cast) -> None:
    child, home, steward = cast.home.persons["learner"], cast.home.ecosystem, Actor.the_steward()
    log_contact(home, child, "call", "positive", "reads aloud", on=DAY, by=steward, at=AT)
    close_ecosystem(home, home.name, by=steward, at=AT)
    convener, page = cast.client("convener", token=False), f"/e/home/people/{child.uuid}/contacts/"
    for address, may_note in (("/e/home/families/contacts/", 'name="q"'), (page, 'name="topic"')):
        text = convener.get(address).content.decode()
        assert "reads aloud" in text, address
        assert may_note not in text, address
    said = {"kind": "call", "tone": "positive", "topic": "late", "on": "2026-11-02"}
    assert convener.post(page, said).status_code == 409
    assert cast.client("learner", token=False).get(page).status_code == 403
    assert Contact.objects.count() == 1
