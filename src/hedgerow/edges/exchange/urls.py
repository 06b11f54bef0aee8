"""Addresses of imports."""

from django.urls import path

from . import views

AT = "e/<slug:slug>/imports/"

urlpatterns = [
    path(AT, views.imports, name="imports"),
    path(f"{AT}new/", views.new_import, name="new-import"),
    path(f"{AT}templates/<slug:target>.<slug:kind>", views.template, name="import-template"),
    path(f"{AT}<uuid:uuid>/", views.one_import, name="import"),
    path(f"{AT}<uuid:uuid>/confirm/", views.confirm, name="confirm-import"),
    path(f"{AT}<uuid:uuid>/discard/", views.discard, name="discard-import"),
    path(f"{AT}<uuid:uuid>/undo/", views.undo, name="undo-import"),
    path(f"{AT}<uuid:uuid>/problems.csv", views.problems, name="import-problems"),
]
