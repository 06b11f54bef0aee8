"""Addresses of the portal."""

from django.urls import path

from hedgerow.portal import views

urlpatterns = [
    path("", views.atlas, name="atlas"),
    path("home/", views.home, name="home"),
    path("me/", views.me, name="me"),
    path("e/<slug:slug>/", views.ecosystem, name="ecosystem"),
]
