"""Where its pages are."""

from django.urls import path

from . import adviser_views, agreement_views, contact_views, views

HERE = "e/<slug:slug>/partners/"

urlpatterns = [
    path(HERE, views.partners, name="partners"),
    path(f"{HERE}advisers/", adviser_views.advisers, name="advisers"),
    path(f"{HERE}advisers/new/", adviser_views.new, name="adviser-new"),
    path(f"{HERE}advisers/<uuid:uuid>/", adviser_views.adviser, name="adviser"),
    path(f"{HERE}agreements/<uuid:uuid>/", agreement_views.agreement, name="agreement"),
    path(f"{HERE}agreements/<uuid:uuid>/edit/", agreement_views.edit, name="agreement-edit"),
    path(f"{HERE}agreements/<uuid:uuid>/answer/", agreement_views.answer, name="agreement-answer"),
    path(f"{HERE}agreements/<uuid:uuid>/end/", agreement_views.end, name="agreement-end"),
    path(f"{HERE}<uuid:uuid>/", views.partner, name="partner"),
    path(f"{HERE}<uuid:uuid>/agree/", agreement_views.propose, name="agreement-new"),
    path(f"{HERE}<uuid:uuid>/contacts/new/", contact_views.new, name="contact-new"),
    path(f"{HERE}<uuid:uuid>/contacts/<uuid:contact>/", contact_views.contact, name="contact"),
]
