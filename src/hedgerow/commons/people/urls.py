"""Addresses of organisations and people."""

from django.urls import path

from . import group_views, merge_views, person_views, views

urlpatterns = [
    path("e/<slug:slug>/organisations/", views.organisations, name="organisations"),
    path("e/<slug:slug>/organisations/<uuid:uuid>/", views.organisation, name="organisation"),
    path(
        "e/<slug:slug>/organisations/<uuid:uuid>/edit/",
        views.edit_organisation,
        name="edit-organisation",
    ),
    path("e/<slug:slug>/people/duplicates/", person_views.duplicates, name="people-duplicates"),
    path(
        "e/<slug:slug>/people/<uuid:uuid>/merge/<uuid:other>/",
        merge_views.merge,
        name="merge-people",
    ),
    path("e/<slug:slug>/people/merges/<uuid:uuid>/undo/", merge_views.undo, name="undo-merge"),
    path("e/<slug:slug>/people/<uuid:uuid>/edit/", person_views.edit_person, name="edit-person"),
    path("e/<slug:slug>/people/groups/", group_views.population_groups, name="population-groups"),
    path("me/details/", person_views.my_details, name="my-details"),
    path("me/details/groups/", group_views.my_groups, name="my-groups"),
]
