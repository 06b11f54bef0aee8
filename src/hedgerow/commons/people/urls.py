"""Addresses of organisations and people."""

from django.urls import path

from . import views

urlpatterns = [
    path("e/<slug:slug>/organisations/", views.organisations, name="organisations"),
    path("e/<slug:slug>/organisations/new/", views.new_organisation, name="new-organisation"),
    path("e/<slug:slug>/organisations/<uuid:uuid>/", views.organisation, name="organisation"),
    path(
        "e/<slug:slug>/organisations/<uuid:uuid>/edit/",
        views.edit_organisation,
        name="edit-organisation",
    ),
]
