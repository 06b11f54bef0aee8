"""Addresses of collaboration."""

from django.urls import path

from . import views

urlpatterns = [path("e/<slug:slug>/network/", views.network, name="network")]
