"""Addresses of searches."""

from django.urls import path

from . import following, saving, views

HERE = "e/<slug:slug>/opportunities"
MINE = "me/searches/"
ONE = f"{HERE}/<uuid:uuid>"

urlpatterns = [
    path("find/", views.find_everywhere, name="find-everywhere"),
    path("e/<slug:slug>/find/", views.find, name="find"),
    path("find/save/", saving.save, name="save-search-everywhere"),
    path("e/<slug:slug>/find/save/", saving.save, name="save-search"),
    path(MINE, saving.searches, name="saved-searches"),
    path(f"{MINE}<uuid:uuid>/", saving.search, name="saved-search"),
    path(f"{MINE}<uuid:uuid>/change/", saving.change, name="change-saved-search"),
    path(f"{MINE}<uuid:uuid>/delete/", saving.delete, name="delete-saved-search"),
    path("opportunities.ics", following.calendar_everywhere, name="every-opportunity-calendar"),
    path("opportunities.atom", following.atom_everywhere, name="every-opportunity-atom"),
    path(f"{HERE}.ics", following.calendar_of_all, name="opportunities-calendar"),
    path(f"{HERE}.atom", following.atom, name="opportunities-atom"),
    path(f"{ONE}.ics", following.calendar_of_one, name="opportunity-calendar"),
    path(f"{ONE}.jsonld", following.linked_data, name="opportunity-linked"),
]
