"""Addresses of signing in and out, and of groups."""

from django.urls import path

from . import (
    asking_views,
    card_views,
    consent_views,
    group_views,
    inviting_views,
    member_views,
    own_pages,
    password_views,
    role_views,
    views,
    year_views,
)

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/password/", views.sign_in_password, name="sign-in-password"),
    path("sign-in/<str:secret>/", views.sign_in_link, name="sign-in-link"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("me/password/", password_views.password, name="password"),
    path("card/", card_views.card, name="card"),
    path("card/<str:secret>/", card_views.card_link, name="card-link"),
    path("e/<slug:slug>/groups/<uuid:uuid>/cards/", card_views.group_cards, name="group-cards"),
    path("e/<slug:slug>/people/<uuid:uuid>/card/", card_views.person_card, name="person-card"),
    path("e/<slug:slug>/groups/", views.groups, name="groups"),
    path("e/<slug:slug>/groups/new/", group_views.new, name="group-new"),
    path("e/<slug:slug>/groups/<uuid:uuid>/", views.group, name="group"),
    path("e/<slug:slug>/groups/<uuid:uuid>/edit/", group_views.edit, name="group-edit"),
    path("e/<slug:slug>/groups/<uuid:uuid>/add/", group_views.add, name="group-add"),
    path("e/<slug:slug>/groups/<uuid:uuid>/remove/", group_views.remove, name="group-remove"),
    path("e/<slug:slug>/groups/<uuid:uuid>/back/", group_views.restore, name="group-put-back"),
    path("e/<slug:slug>/groups/<uuid:uuid>/end/", group_views.end, name="group-end"),
    path("e/<slug:slug>/school-year/", year_views.school_year, name="school-year"),
    path("e/<slug:slug>/school-year/undo/", year_views.undo, name="school-year-undo"),
    path("e/<slug:slug>/invitations/", inviting_views.invitations, name="invitations"),
    path("e/<slug:slug>/invitations/new/", inviting_views.new, name="invite"),
    path(
        "e/<slug:slug>/invitations/<uuid:uuid>/again/", inviting_views.resend, name="invite-again"
    ),
    path(
        "e/<slug:slug>/invitations/<uuid:uuid>/withdraw/",
        inviting_views.withdraw,
        name="withdraw-invitation",
    ),
    path("e/<slug:slug>/roles/", role_views.roles, name="roles"),
    path("e/<slug:slug>/roles/new/", role_views.assign, name="role-new"),
    path("e/<slug:slug>/roles/<uuid:uuid>/end/", role_views.end, name="role-end"),
    path("invitation/<str:secret>/", inviting_views.invitation, name="invitation"),
    path("me/consents/", consent_views.own, name="consents"),
    path("me/consents/answer/", consent_views.answer, name="consent-answer"),
    path("e/<slug:slug>/groups/<uuid:uuid>/consents/", consent_views.group, name="group-consents"),
    path("e/<slug:slug>/consents/", asking_views.purposes, name="purposes"),
    path("e/<slug:slug>/consents/new/", asking_views.purpose_new, name="purpose-new"),
    path("e/<slug:slug>/consents/<uuid:uuid>/", asking_views.purpose_edit, name="purpose"),
    path("e/<slug:slug>/consents/<uuid:uuid>/end/", asking_views.purpose_end, name="purpose-end"),
    path(
        "e/<slug:slug>/organisations/<uuid:uuid>/membership/",
        member_views.membership,
        name="organisation-membership",
    ),
    path(
        "e/<slug:slug>/organisations/<uuid:uuid>/membership/end/",
        member_views.leave,
        name="organisation-leave",
    ),
    path("me/tokens/", own_pages.tokens, name="tokens"),
    path("me/tokens/<uuid:uuid>/revoke/", own_pages.token_revoke, name="token-revoke"),
]
