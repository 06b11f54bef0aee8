"""Addresses of frameworks."""

from django.urls import path

from . import item_views, scale_views, version_views, views

ONE = "e/<slug:slug>/frameworks/<uuid:uuid>/"
ITEM = f"{ONE}items/<uuid:item>/"

urlpatterns = [
    path("e/<slug:slug>/frameworks/", views.frameworks, name="frameworks"),
    path("e/<slug:slug>/frameworks/new/", views.new, name="framework-new"),
    path("e/<slug:slug>/frameworks/scales/new/", scale_views.new, name="scale-new"),
    path("e/<slug:slug>/frameworks/scales/<uuid:uuid>/", scale_views.edit, name="scale-edit"),
    path(ONE, views.framework, name="framework"),
    path(f"{ONE}edit/", views.edit, name="framework-edit"),
    path(f"{ONE}versions/new/", version_views.new_version, name="framework-version"),
    path(f"{ONE}adopt/", version_views.adopt, name="framework-adopt"),
    path(f"{ONE}end/", version_views.end, name="framework-end"),
    path(ITEM, item_views.item, name="framework-item"),
    path(f"{ITEM}scale/", item_views.scale, name="item-scale"),
    path(f"{ITEM}tie/", item_views.tie, name="item-tie"),
    path(f"{ITEM}ties/<uuid:tie>/remove/", item_views.untie, name="item-untie"),
]
