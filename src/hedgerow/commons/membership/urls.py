"""Addresses of signing in and out, and of groups."""

from django.urls import path

from . import card_views, password_views, views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/password/", views.sign_in_password, name="sign-in-password"),
    path("sign-in/<str:secret>/", views.sign_in_link, name="sign-in-link"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("me/password/", password_views.password, name="password"),
    path("card/", card_views.card, name="card"),
    path("card/<str:secret>/", card_views.card_link, name="card-link"),
    path("e/<slug:slug>/groups/<uuid:uuid>/cards/", card_views.group_cards, name="group-cards"),
    path("e/<slug:slug>/people/<uuid:uuid>/card/", card_views.person_card, name="person-card"),
    path("e/<slug:slug>/groups/", views.groups, name="groups"),
    path("e/<slug:slug>/groups/<uuid:uuid>/", views.group, name="group"),
]
