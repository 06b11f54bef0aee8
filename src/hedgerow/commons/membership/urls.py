"""Addresses of signing in and out, and of groups."""

from django.urls import path

from . import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/password/", views.sign_in_password, name="sign-in-password"),
    path("sign-in/<str:secret>/", views.sign_in_link, name="sign-in-link"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("e/<slug:slug>/groups/", views.groups, name="groups"),
    path("e/<slug:slug>/groups/<uuid:uuid>/", views.group, name="group"),
]
