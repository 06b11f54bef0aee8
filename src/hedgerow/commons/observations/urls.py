"""Addresses of indicators."""

from django.urls import path

from . import sample_views, views

urlpatterns = [
    path("e/<slug:slug>/samples/", sample_views.samples, name="samples"),
    path("e/<slug:slug>/samples/<uuid:uuid>/", sample_views.sample, name="sample"),
    path("e/<slug:slug>/samples/<uuid:uuid>/<uuid:record>/", sample_views.sampled, name="sampled"),
    path("e/<slug:slug>/indicators/", views.indicators, name="indicators"),
    path("e/<slug:slug>/indicators/new/", views.new, name="indicator-new"),
    path("e/<slug:slug>/indicators/<uuid:uuid>/", views.indicator, name="indicator"),
    path("e/<slug:slug>/indicators/<uuid:uuid>/edit/", views.edit, name="indicator-edit"),
    path("e/<slug:slug>/indicators/<uuid:uuid>/record/", views.record, name="indicator-record"),
]
