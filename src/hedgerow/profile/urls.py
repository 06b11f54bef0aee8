"""Addresses of the profile."""

from django.urls import path

from hedgerow.profile import views

urlpatterns = [
    path("compare/", views.compare, name="compare"),
    path("compare/<str:number>/", views.compare_trend, name="compare-trend"),
    path("measures/", views.measures, name="measures"),
    path("e/<slug:slug>/profile/", views.profile, name="profile"),
    path("e/<slug:slug>/profile/<str:number>/", views.reading, name="reading"),
]
