"""Addresses of learners' records."""

from django.urls import path

from . import views

urlpatterns = [
    path("e/<slug:slug>/people/<uuid:uuid>/progress/", views.progress, name="progress"),
]
