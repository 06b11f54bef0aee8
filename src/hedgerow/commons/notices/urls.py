"""Addresses of what one is told."""

from django.urls import path

from . import views

urlpatterns = [
    path("me/notices/", views.notices, name="notices"),
    path("me/notices/read/", views.read, name="notices-read"),
    path("me/notices/paces/", views.paces, name="notice-paces"),
    path("me/notices/hours/", views.hours, name="notice-hours"),
    path("unsubscribe/<str:token>/", views.stop, name="unsubscribe"),
]
