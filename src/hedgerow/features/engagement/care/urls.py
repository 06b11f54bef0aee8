"""Addresses of care."""

from django.urls import path

from .views import concerns, referrals

urlpatterns = [
    path("e/<slug:slug>/referrals/", referrals.referrals, name="referrals"),
    path("e/<slug:slug>/people/<uuid:uuid>/refer/", referrals.refer, name="refer"),
    path("e/<slug:slug>/referrals/<uuid:uuid>/", referrals.referral, name="referral"),
    path("e/<slug:slug>/referrals/<uuid:uuid>/move/", referrals.move, name="move-referral"),
    path("me/referrals/", referrals.own, name="own-referrals"),
    path("me/referrals/<uuid:uuid>/", referrals.answer, name="answer-referral"),
    path("e/<slug:slug>/concern/", concerns.raise_one, name="raise-concern"),
    path("e/<slug:slug>/concerns/", concerns.concerns, name="concerns"),
    path("e/<slug:slug>/concerns/<uuid:uuid>/", concerns.look, name="concern"),
    path("e/<slug:slug>/concerns/<uuid:uuid>/note/", concerns.note, name="concern-note"),
    path("e/<slug:slug>/concerns/<uuid:uuid>/close/", concerns.close, name="concern-close"),
]
