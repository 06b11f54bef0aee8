"""Where its page is."""

from django.urls import path

from . import views

urlpatterns = [path("e/<slug:slug>/serving/", views.serving, name="serving")]
