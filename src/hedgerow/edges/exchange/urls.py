"""Addresses of imports."""

from django.urls import path

from . import confirming_views, views
from .case import serving
from .case import views as case
from .case.discovery import FILE
from .guessing import views as guessed

AT = "e/<slug:slug>/imports/"
FRAMEWORKS = "e/<slug:slug>/frameworks/"
CASE = "ims/case/<slug:version>/"

urlpatterns = [
    path(AT, views.imports, name="imports"),
    path(f"{AT}new/", views.new_import, name="new-import"),
    path(f"{AT}templates/<slug:target>.<slug:kind>", views.template, name="import-template"),
    path(f"{AT}<uuid:uuid>/", views.one_import, name="import"),
    path(f"{AT}<uuid:uuid>/columns/", guessed.columns, name="import-columns"),
    path(f"{AT}<uuid:uuid>/mapping.toml", guessed.mapping, name="import-mapping"),
    path(f"{AT}<uuid:uuid>/confirm/", confirming_views.confirm, name="confirm-import"),
    path(f"{AT}<uuid:uuid>/again/", views.look_again, name="look-again"),
    path(f"{AT}<uuid:uuid>/discard/", views.discard, name="discard-import"),
    path(f"{AT}<uuid:uuid>/undo/", views.undo, name="undo-import"),
    path(f"{AT}<uuid:uuid>/problems.csv", views.problems, name="import-problems"),
    path(f"{FRAMEWORKS}import/", case.new_case, name="import-framework"),
    path(f"{FRAMEWORKS}<uuid:uuid>/case.json", case.as_json, name="framework-json"),
    path(f"{FRAMEWORKS}<uuid:uuid>/case.csv", case.as_csv, name="framework-csv"),
    path(f"ims/case/v1p1/discovery/{FILE}", serving.discovered, name="case-discovery"),
    path(f"{CASE}CFDocuments", serving.documents, name="case-documents"),
    path(f"{CASE}<str:kind>/<str:identifier>", serving.one, name="case-one"),
    path("ims/<path:rest>", serving.nothing),
]
