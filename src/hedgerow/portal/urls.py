"""Addresses of the portal."""

from django.urls import path

from hedgerow.portal import barring, guardians, own_kept_views, people, personal, views

urlpatterns = [
    path("", views.atlas, name="atlas"),
    path("home/", views.home, name="home"),
    path("me/", views.me, name="me"),
    path("me/kept/", own_kept_views.kept_of_me, name="kept-of-me"),
    path("me/children/<uuid:uuid>/kept/", own_kept_views.kept_of_child, name="kept-of-child"),
    path("me/export/", personal.export_me, name="export-me"),
    path("me/erase/", personal.erase_me, name="erase-me"),
    path("erased/", personal.erased, name="erased"),
    path("e/<slug:slug>/settings/kept/", personal.kept, name="kept"),
    path("e/<slug:slug>/people/", people.people, name="people"),
    path("e/<slug:slug>/people/<uuid:uuid>/", people.person, name="person"),
    path("e/<slug:slug>/people/<uuid:uuid>/guardians/add/", guardians.add, name="add-guardian"),
    path(
        "e/<slug:slug>/people/<uuid:uuid>/guardians/<uuid:tie>/end/",
        guardians.end,
        name="end-guardian",
    ),
    path(
        "e/<slug:slug>/people/<uuid:uuid>/guardians/<uuid:tie>/bar/",
        barring.bar,
        name="bar-guardian",
    ),
    path(
        "e/<slug:slug>/people/<uuid:uuid>/guardians/<uuid:tie>/bar/lift/",
        barring.lift,
        name="lift-bar",
    ),
    path(
        "e/<slug:slug>/people/<uuid:uuid>/guardians/<uuid:tie>/back/",
        guardians.back,
        name="guardian-back",
    ),
    path("e/<slug:slug>/people/<uuid:uuid>/export/", personal.export_one, name="export-person"),
    path("e/<slug:slug>/people/<uuid:uuid>/erase/", personal.erase, name="erase-person"),
    path("e/<slug:slug>/", views.ecosystem, name="ecosystem"),
]
