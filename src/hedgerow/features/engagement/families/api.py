"""Operations of families: a guardian's, a learner's, and of those who stay in touch."""

from dataclasses import asdict
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from hedgerow.commons.activities.queries import session_row
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.acts.looking import keep_no_answer
from hedgerow.foundation.api.asking import expected, one, person_asking
from hedgerow.foundation.api.listing import Page, page_of
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.requests import actor

from . import actions
from .actions.reach import learners_in_reach
from .audiences import audience, learners_of
from .listing import Contacts
from .models import Contact, FamilyRule, MessageCopy
from .permissions import EDIT_RULE, LOG_CONTACT, VIEW_FAMILIES
from .previews import previews
from .queries.children import child_for, child_page, children_of
from .queries.contacts import By, between, contacts_of, shares
from .queries.details import details_of
from .queries.drafted import Own
from .queries.drafts import copies_for, template_of, templates_of
from .queries.say import watching
from .queries.sent import copy_rows, messages_of, sent_page
from .shapes import (
    ChildOut,
    ChildPageOut,
    ContactsAsked,
    CopiesRead,
    DetailsIn,
    DetailsOut,
    FamilyContactIn,
    FamilyContactOut,
    FamilyRuleShape,
    GoodNewsOut,
    LookOut,
    MessageAnswerIn,
    MessageIn,
    MessageOut,
    MessagePageOut,
    SentOut,
    SightIn,
    TemplateIn,
    TemplateOut,
    WatchingOut,
)

router = Router(tags=["Families"])
HERE: Final = "/ecosystems/{slug}/families"
CHILD: Final = "/me/children/{child}"


@router.get("/me/children", response=list[ChildOut], summary="List one's children")
def list_children(request: HttpRequest) -> Any:
    """For whom one answers, and sees."""
    return children_of(person_asking(request), timezone.now())


@router.get(CHILD, response=ChildPageOut, summary="Read about one's child")
def read_child(request: HttpRequest, child: UUID) -> Any:
    """What comes in the next two weeks, the last two months, and the messages."""
    return child_page(person_asking(request), child, timezone.now())


@router.post(f"{CHILD}/messages/read", response={204: None}, summary="Note what one has read")
def read_copies(request: HttpRequest, child: UUID, body: CopiesRead) -> Any:
    by, now = person_asking(request), timezone.now()
    child_for(by, child, now)
    actions.read_messages(body.copies, by=by, at=now)
    return Status(204, None)


@router.post(
    f"{CHILD}/messages/{{received}}/answer", response={204: None}, summary="Answer a message"
)
def answer_message(request: HttpRequest, child: UUID, received: UUID, body: MessageAnswerIn) -> Any:
    """Once, where the message asks."""
    by = person_asking(request)
    rows = MessageCopy.objects.of_family(by).filter(learner__uuid=child)
    actions.answer_message(one(rows, received), body.answer, body.note, by=by, at=timezone.now())
    return Status(204, None)


@router.get(
    f"{CHILD}/details/{{slug}}", response=DetailsOut, summary="Read the emergency details kept"
)
def read_details(request: HttpRequest, child: UUID, slug: str) -> Any:
    """Of one's child in one ecosystem."""
    who, place = _child(person_asking(request), child, slug)
    return details_of(place, who)


@router.put(f"{CHILD}/details/{{slug}}", response={204: None}, summary="Keep emergency details")
def keep_details(request: HttpRequest, child: UUID, slug: str, body: DetailsIn) -> Any:
    """Whom to call and what must be known; those on duty see it, around a session."""
    by = person_asking(request)
    who, place = _child(by, child, slug)
    contacts = [row.dict() for row in body.contacts]
    health = body.dict(include={"allergies", "medicines", "other"})
    actions.keep_details(place, who, contacts, health, by=by, at=timezone.now())
    return Status(204, None)


@router.get("/me/guardians", response=list[WatchingOut], summary="List who sees one's record")
def list_guardians(request: HttpRequest) -> Any:
    """One's guardians, in each ecosystem."""
    return watching(person_asking(request), timezone.now())


@router.put("/me/guardians/{tie}", response={204: None}, summary="Decide whether a guardian sees")
def decide_sight(request: HttpRequest, tie: UUID, body: SightIn) -> Any:
    """From the age of own consent on."""
    by = person_asking(request)
    row = one(Guardian.objects.filter(learner=by.person_id or 0), tie)
    actions.decide_sight(row, body.sees, by=by, at=timezone.now())
    return Status(204, None)


@router.post(
    "/ecosystems/{slug}/sessions/{session}/emergency/{person}",
    response=DetailsOut,
    summary="Open emergency details",
)
def open_details(request: HttpRequest, slug: str, session: UUID, person: UUID) -> Any:
    """For who is on duty, around the session. It is noted, so it is no reading."""
    by = actor(request)
    row = session_row(by, slug, session)
    learner = one(Person.objects.filter(erased_at=None), person)
    keep_no_answer(request)
    return actions.open_details(row, learner, by=by, at=timezone.now())


@router.get(f"{HERE}/rule", response=FamilyRuleShape, summary="Read the rule of own say")
def read_rule(request: HttpRequest, slug: str) -> Any:
    by, place = _place(request, slug)
    require_held(by, EDIT_RULE, within=place.pk)
    return FamilyRule.objects.filter(ecosystem=place).first() or FamilyRule()


@router.put(f"{HERE}/rule", response={204: None}, summary="Choose the rule of own say")
def choose_rule(request: HttpRequest, slug: str, body: FamilyRuleShape) -> Any:
    """For learners who come of age from now on."""
    by, place = _place(request, slug)
    actions.choose_rule(place, body.until_said, by=by, at=timezone.now())
    return Status(204, None)


@router.get(f"{HERE}/templates", response=list[TemplateOut], summary="List message templates")
def list_templates(request: HttpRequest, slug: str) -> Any:
    """The ecosystem's own, and the defaults."""
    _by, place = _place(request, slug)
    return templates_of(place)


@router.put(f"{HERE}/templates/{{key}}", response=TemplateOut, summary="Word a message template")
def edit_template(request: HttpRequest, slug: str, key: str, body: TemplateIn) -> Any:
    """In each language a subject and a text, with the same blanks."""
    by, place = _place(request, slug)
    texts, read = {code: list(parts) for code, parts in body.texts.items()}, expected(request)
    actions.edit_template(place, key, texts, body.asks, by=by, at=timezone.now(), revision=read)
    return template_of(place, key)


@router.post(f"{HERE}/messages/look", response=list[LookOut], summary="Look at a message first")
def look_at_message(request: HttpRequest, slug: str, body: MessageIn) -> Any:
    """What each language's families would receive; nothing is sent."""
    by, place = _place(request, slug)
    to, template = audience(by, place, body.to, body.uuid), template_of(place, body.template)
    learners = learners_of(place, to, by)
    own, at = actions.checked(Own(body.own, body.own_language)), timezone.now()
    return previews(copies_for(place, template, learners, to.place, body.values, by, at, own))


@router.get(f"{HERE}/messages", response=list[MessageOut], summary="List messages to families")
def list_messages(request: HttpRequest, slug: str) -> Any:
    """The newest hundred that one may see."""
    by, place = _place(request, slug)
    return list(messages_of(by, place)[:100])


@router.post(f"{HERE}/messages", response={201: SentOut}, summary="Send a message to families")
def send_message(request: HttpRequest, slug: str, body: MessageIn) -> Any:
    """To each guardian in their language; of many, letters leave little by little afterwards."""
    by, place = _place(request, slug)
    to = audience(by, place, body.to, body.uuid)
    own, at = Own(body.own, body.own_language), timezone.now()
    row = actions.send_message(place, body.template, to, body.values, by=by, at=at, own=own)
    return Status(201, {"uuid": row.uuid, "copies": row.copies.count()})


@router.get(f"{HERE}/messages/{{message}}", response=MessagePageOut, summary="Read a message sent")
def read_message(request: HttpRequest, slug: str, message: UUID) -> Any:
    """Who has read it, and what they answered."""
    by, place = _place(request, slug)
    page = sent_page(by, place, message)
    return {**asdict(page), "copies": copy_rows(by, place, message)}


@router.get(
    f"{HERE}/contacts", response=Page[FamilyContactOut], summary="List contacts with families"
)
def list_contacts(request: HttpRequest, slug: str, asked: Query[ContactsAsked]) -> Any:
    """Those that one may read."""
    by, place = _place(request, slug)
    return page_of(Contacts(contacts_of(by, place), asked.asked(), by), asked)


@router.post(f"{HERE}/contacts", response={201: FamilyContactOut}, summary="Note a contact")
def log_contact(request: HttpRequest, slug: str, body: FamilyContactIn) -> Any:
    by, place = _place(request, slug)
    learner = one(learners_in_reach(by, LOG_CONTACT, place), body.learner)
    guardian = one(Person.objects.filter(erased_at=None), body.guardian) if body.guardian else None
    said = body.dict(exclude={"learner", "guardian"})
    now = timezone.now()
    row = actions.log_contact(place, learner, **said, guardian=guardian, by=by, at=now)
    return Status(201, row)


@router.delete(f"{HERE}/contacts/{{contact}}", response={204: None}, summary="Take back a contact")
def take_back_contact(request: HttpRequest, slug: str, contact: UUID) -> Any:
    """What one noted by mistake."""
    by, place = _place(request, slug)
    row = one(Contact.objects.visible_to(by).filter(ecosystem=place), contact)
    actions.take_back_contact(row, by=by, at=timezone.now())
    return Status(204, None)


@router.get(f"{HERE}/shares", response=list[GoodNewsOut], summary="Read the share of good news")
def read_shares(
    request: HttpRequest, slug: str, by: By = "site", first: date | None = None,
    last: date | None = None,
) -> Any:  # fmt: skip
    """By school, group or month, over the contacts that one may read."""
    asking, place = _place(request, slug)
    return shares(between(contacts_of(asking, place), first, last), by)


def _place(request: HttpRequest, slug: str) -> tuple[Actor, Ecosystem]:
    by = actor(request)
    place = ecosystem_for(by, slug)
    require(by, VIEW_FAMILIES, within=place.pk)
    return by, place


def _child(by: Actor, child: UUID, slug: str) -> tuple[Person, Ecosystem]:
    who, places = child_for(by, child, timezone.now())
    for place in places:
        if place.slug == slug:
            return who, place
    raise NotFound
