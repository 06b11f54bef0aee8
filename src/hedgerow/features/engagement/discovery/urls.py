"""Addresses of searches."""

from django.urls import path

from . import views

urlpatterns = [
    path("find/", views.find_everywhere, name="find-everywhere"),
    path("e/<slug:slug>/find/", views.find, name="find"),
]
