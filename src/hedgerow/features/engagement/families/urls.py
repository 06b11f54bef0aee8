"""Addresses of families' pages."""

from django.urls import path

from .views import children, contacts, duty, messages

CHILD = "me/children/<uuid:uuid>/"
HERE = "e/<slug:slug>/families/"

urlpatterns = [
    path("me/children/", children.children, name="children"),
    path(CHILD, children.child, name="child"),
    path(f"{CHILD}read/", children.read, name="child-read"),
    path(f"{CHILD}absence/<slug:slug>/", children.absence, name="child-absence"),
    path(
        f"{CHILD}absence/<slug:slug>/<uuid:absence>/back/",
        children.withdraw,
        name="child-absence-back",
    ),
    path(f"{CHILD}details/<slug:slug>/", children.details, name="child-details"),
    path(f"{CHILD}messages/<uuid:copy>/", children.answer, name="child-answer"),
    path(f"{CHILD}consents/<uuid:purpose>/", children.consent, name="child-consent"),
    path("me/guardians/", children.guardians, name="own-guardians"),
    path("me/guardians/<uuid:tie>/", children.decide, name="decide-sight"),
    path(HERE, contacts.families, name="families"),
    path(f"{HERE}messages/", messages.messages, name="family-messages"),
    path(f"{HERE}messages/new/<slug:key>/", messages.write, name="family-write"),
    path(f"{HERE}messages/<uuid:uuid>/", messages.message, name="family-message"),
    path(f"{HERE}templates/<slug:key>/", messages.template, name="family-template"),
    path(f"{HERE}rule/", messages.rule, name="family-rule"),
    path(f"{HERE}contacts/", contacts.contacts, name="family-contacts"),
    path(f"{HERE}contacts/<uuid:uuid>/back/", contacts.take_back, name="contact-back"),
    path("e/<slug:slug>/people/<uuid:uuid>/contacts/", contacts.learner, name="learner-contacts"),
    path("e/<slug:slug>/sessions/<uuid:uuid>/emergency/", duty.emergency, name="session-emergency"),
    path(
        "e/<slug:slug>/sessions/<uuid:uuid>/emergency/<uuid:person>/",
        duty.open_one,
        name="open-emergency",
    ),
]
