"""The address of one job."""

from django.urls import path

from . import views

urlpatterns = [path("jobs/<uuid:uuid>/", views.job, name="job")]
