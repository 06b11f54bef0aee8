"""Addresses of learners' records."""

from django.urls import path

from . import views

urlpatterns = [
    path("e/<slug:slug>/people/<uuid:uuid>/progress/", views.progress, name="progress"),
    path("e/<slug:slug>/groups/<uuid:uuid>/progress/", views.group_progress, name="group-progress"),
]
