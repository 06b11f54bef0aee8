"""Addresses of archives."""

from django.urls import path

from . import views

AT = "e/<slug:slug>/settings/archive/"

urlpatterns = [
    path(AT, views.archives, name="archives"),
    path(f"{AT}<uuid:uuid>/", views.archive, name="archive"),
    path(f"{AT}<uuid:uuid>/archive.zip", views.archive_file, name="archive-file"),
]
