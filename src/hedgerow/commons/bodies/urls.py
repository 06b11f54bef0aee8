"""Addresses of bodies."""

from django.urls import path

from . import views

urlpatterns = [
    path("e/<slug:slug>/bodies/", views.bodies, name="bodies"),
    path("e/<slug:slug>/bodies/new/", views.found, name="body-new"),
    path("e/<slug:slug>/bodies/<uuid:uuid>/", views.body, name="body"),
    path("e/<slug:slug>/bodies/<uuid:uuid>/edit/", views.edit, name="body-edit"),
    path("e/<slug:slug>/bodies/<uuid:uuid>/seats/<uuid:seat>/", views.seat, name="seat"),
]
