"""Addresses of the kit: the choice of brightness and the page that shows every part."""

from django.urls import path

from hedgerow.foundation.ui.views import kit, theme

urlpatterns = [
    path("theme/", theme, name="theme"),
    path("ui/", kit, name="ui-kit"),
]
