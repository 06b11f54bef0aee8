"""Addresses of the portal."""

from django.urls import path

from hedgerow.portal import views

urlpatterns = [
    path("", views.atlas, name="atlas"),
    path("e/<slug:slug>/", views.ecosystem, name="ecosystem"),
]
