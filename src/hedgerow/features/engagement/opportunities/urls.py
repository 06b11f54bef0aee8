"""Addresses of opportunities."""

from django.urls import path

from . import editing, views

HERE = "e/<slug:slug>/opportunities/"
ONE = f"{HERE}<uuid:uuid>/"

urlpatterns = [
    path(HERE, views.opportunities, name="opportunities"),
    path(f"{HERE}new/", editing.offer, name="offer-opportunity"),
    path(f"{HERE}mine/", views.offers, name="own-offers"),
    path(ONE, views.opportunity, name="opportunity"),
    path(f"{ONE}edit/<slug:step>/", editing.edit, name="edit-opportunity"),
    path(f"{ONE}open/", editing.move, {"to": "open"}, name="open-opportunity"),
    path(f"{ONE}close/", editing.move, {"to": "close"}, name="close-opportunity"),
    path(f"{ONE}archive/", editing.move, {"to": "archive"}, name="archive-opportunity"),
]
