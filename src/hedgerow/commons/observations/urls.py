"""Addresses of indicators."""

from django.urls import path

from . import views

urlpatterns = [
    path("e/<slug:slug>/indicators/", views.indicators, name="indicators"),
    path("e/<slug:slug>/indicators/new/", views.new, name="indicator-new"),
    path("e/<slug:slug>/indicators/<uuid:uuid>/", views.indicator, name="indicator"),
    path("e/<slug:slug>/indicators/<uuid:uuid>/edit/", views.edit, name="indicator-edit"),
    path("e/<slug:slug>/indicators/<uuid:uuid>/record/", views.record, name="indicator-record"),
]
