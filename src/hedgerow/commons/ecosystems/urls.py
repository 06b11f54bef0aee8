"""Addresses of an ecosystem's settings."""

from django.urls import path

from . import keeping, views

urlpatterns = [
    path("e/<slug:slug>/settings/", views.settings, name="settings"),
    path("e/<slug:slug>/settings/words/", views.words, name="settings-words"),
    path("e/<slug:slug>/settings/calendar/", views.calendar, name="settings-calendar"),
    path("e/<slug:slug>/settings/figures/", views.figures, name="settings-figures"),
    path("e/<slug:slug>/settings/<slug:kind>/new/", keeping.new, name="kept-new"),
    path("e/<slug:slug>/settings/<slug:kind>/<uuid:uuid>/", keeping.edit, name="kept"),
    path(
        "e/<slug:slug>/settings/<slug:kind>/<uuid:uuid>/remove/", keeping.remove, name="kept-remove"
    ),
    path("e/<slug:slug>/settings/undo/<str:token>/", keeping.restore, name="kept-restore"),
]
