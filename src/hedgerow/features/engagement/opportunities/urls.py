"""Addresses of opportunities."""

from django.urls import path

from . import copying, editing, judging, kinds, placing, proposing, signing, views

HERE = "e/<slug:slug>/opportunities/"
ONE = f"{HERE}<uuid:uuid>/"

urlpatterns = [
    path(HERE, views.opportunities, name="opportunities"),
    path(f"{HERE}past/", views.past, name="past-opportunities"),
    path(f"{HERE}new/", editing.offer, name="offer-opportunity"),
    path(f"{HERE}propose/", proposing.propose, name="propose-opportunity"),
    path(f"{ONE}proposal/change/", proposing.change, name="change-proposal"),
    path(f"{ONE}proposal/withdraw/", proposing.withdraw, name="withdraw-proposal"),
    path(f"{ONE}proposal/decline/", proposing.decline, name="decline-proposal"),
    path(f"{HERE}mine/", views.offers, name="own-offers"),
    path(f"{HERE}places/", placing.mine, name="own-places"),
    path(f"{HERE}kinds/", kinds.kinds, name="opportunity-kinds"),
    path(f"{HERE}kinds/new/", kinds.new, name="new-opportunity-kind"),
    path(f"{HERE}kinds/usual/", kinds.add_usual, name="usual-opportunity-kinds"),
    path(f"{HERE}kinds/<uuid:uuid>/", kinds.edit, name="opportunity-kind"),
    path(ONE, views.opportunity, name="opportunity"),
    path(f"{ONE}edit/<slug:step>/", editing.edit, name="edit-opportunity"),
    path(f"{ONE}open/", editing.move, {"to": "open"}, name="open-opportunity"),
    path(f"{ONE}close/", editing.move, {"to": "close"}, name="close-opportunity"),
    path(f"{ONE}archive/", editing.move, {"to": "archive"}, name="archive-opportunity"),
    path(f"{ONE}copy/", copying.copy, name="copy-opportunity"),
    path(f"{ONE}repeat/", copying.repeat, name="repeat-opportunity"),
    path(f"{ONE}challenge/", judging.challenge, name="challenge"),
    path(f"{ONE}challenge/set-up/", judging.set_up, name="set-challenge"),
    path(f"{ONE}challenge/hand-in/", judging.hand_in, name="hand-in"),
    path(f"{ONE}challenge/publish/", judging.publish, name="publish-results"),
    path(f"{ONE}challenge/<uuid:entry>/", judging.score, name="score-entry"),
    path(f"{ONE}sign-up/", signing.sign_up, name="sign-up"),
    path(f"{ONE}places/", placing.places, name="opportunity-places"),
    path(f"{ONE}places/give/", placing.give, name="give-places"),
    path(f"{ONE}places/<uuid:place>/accept/", signing.accept, name="accept-place"),
    path(f"{ONE}places/<uuid:place>/decline/", signing.decline, name="decline-place"),
    path(f"{ONE}places/<uuid:place>/leave/", signing.leave, name="leave-place"),
]
