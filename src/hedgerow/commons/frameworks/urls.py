"""Addresses of frameworks."""

from django.urls import path

from . import views

urlpatterns = [
    path("e/<slug:slug>/frameworks/", views.frameworks, name="frameworks"),
    path("e/<slug:slug>/frameworks/new/", views.new, name="framework-new"),
    path("e/<slug:slug>/frameworks/<uuid:uuid>/", views.framework, name="framework"),
    path("e/<slug:slug>/frameworks/<uuid:uuid>/edit/", views.edit, name="framework-edit"),
]
