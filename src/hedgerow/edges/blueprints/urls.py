"""Addresses of starting an ecosystem, and of taking its set-up elsewhere."""

from django.urls import path

from . import views

urlpatterns = [
    path("start/", views.start, name="start"),
    path("start/at-work/<uuid:job>/", views.progress, name="planting"),
    path("start/bring/", views.bring, name="bring-blueprint"),
    path("start/<slug:key>/", views.name, name="start-from"),
    path("e/<slug:slug>/settings/blueprint/", views.carried, name="carried"),
    path("e/<slug:slug>/settings/blueprint.toml", views.take_elsewhere, name="take-elsewhere"),
]
