"""Addresses of files."""

from django.urls import path

from . import views

urlpatterns = [
    path("e/<slug:slug>/files/<uuid:uuid>/", views.file, name="file"),
    path("e/<slug:slug>/files/<uuid:uuid>/remove/", views.remove, name="file-remove"),
    path("e/<slug:slug>/files/add/<str:kind>/<uuid:about>/", views.add, name="file-add"),
]
