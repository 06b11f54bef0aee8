"""Where its pages are."""

from django.urls import path

from . import host_views, hours_views, kind_views, step_views, views

HERE = "e/<slug:slug>/placements/"
ONE = f"{HERE}<uuid:uuid>/"
STEP = f"{ONE}steps/<uuid:step>/"
ENTRY = f"{ONE}hours/<uuid:entry>/"

urlpatterns = [
    path(HERE, views.placements, name="placements"),
    path(f"{HERE}new/", views.ask, name="placement-new"),
    path(f"{HERE}kinds/", kind_views.kinds, name="placement-kinds"),
    path(f"{HERE}kinds/new/", kind_views.new, name="placement-kind-new"),
    path(f"{HERE}kinds/usual/", kind_views.add_usual, name="usual-placement-kinds"),
    path(f"{HERE}kinds/<uuid:uuid>/", kind_views.kind, name="placement-kind"),
    path(ONE, views.placement, name="placement"),
    path(f"{ONE}summary/", views.summary, name="placement-summary"),
    path(f"{ONE}arrange/", views.arrange, name="placement-arrange"),
    path(f"{ONE}host/", host_views.answer, name="placement-host"),
    path(f"{ONE}start/", views.start, name="placement-start"),
    path(f"{ONE}close/", views.close, name="placement-close"),
    path(f"{ONE}end/", views.end, name="placement-end"),
    path(f"{ONE}evaluate/", hours_views.evaluate, name="placement-evaluate"),
    path(f"{ONE}hours/", hours_views.log, name="hours-log"),
    path(f"{ONE}confirm/", hours_views.confirm, name="hours-confirm"),
    path(ENTRY, hours_views.entry, name="hours-entry"),
    path(f"{ENTRY}dispute/", hours_views.dispute, name="hours-dispute"),
    path(f"{ENTRY}correct/", hours_views.correct, name="hours-correct"),
    path(f"{STEP}done/", step_views.done, name="step-done"),
    path(f"{STEP}waive/", step_views.waive, name="step-waive"),
    path(f"{STEP}reopen/", step_views.reopen, name="step-reopen"),
]
