"""Addresses of activities."""

from django.urls import path

from . import (
    calendars,
    enrolling,
    kinds,
    noting,
    placing,
    registers,
    room_views,
    running,
    sampling_views,
    views,
)

HERE = "e/<slug:slug>/activities/"
ONE = f"{HERE}<uuid:uuid>/"
SESSION = f"{HERE}sessions/<uuid:uuid>/"

urlpatterns = [
    path("me/calendar/", calendars.my_calendar, name="my-calendar"),
    path("me/calendar/new/", calendars.make, name="make-calendar"),
    path("me/calendar/withdraw/", calendars.withdraw, name="withdraw-calendar"),
    path("calendar/<str:secret>.ics", calendars.feed, name="calendar-feed"),
    path("e/<slug:slug>/calendar.ics", calendars.of_ecosystem, name="ecosystem-calendar"),
    path("e/<slug:slug>/samples/new/", sampling_views.draw, name="sample-new"),
    path(HERE, views.activities, name="activities"),
    path(f"{HERE}new/", views.offer, name="offer-activity"),
    path(f"{HERE}untaken/", views.untaken, name="untaken"),
    path(f"{HERE}unconfirmed/", views.unconfirmed, name="unconfirmed"),
    path(f"{HERE}kinds/", kinds.kinds, name="kinds"),
    path(f"{HERE}kinds/new/", kinds.new, name="kind-new"),
    path(f"{HERE}kinds/usual/", kinds.add_usual, name="usual-kinds"),
    path(f"{HERE}kinds/<uuid:uuid>/", kinds.edit, name="kind"),
    path("e/<slug:slug>/rooms/", room_views.rooms, name="rooms"),
    path("e/<slug:slug>/rooms/new/", room_views.new, name="new-room"),
    path("e/<slug:slug>/rooms/<uuid:uuid>/", room_views.room, name="room"),
    path(f"{ONE}series/undo/", running.undo_series, name="undo-series"),
    path(ONE, views.activity, name="activity"),
    path(f"{ONE}calendar.ics", calendars.of_activity, name="activity-calendar"),
    path(f"{ONE}edit/", views.edit, name="edit-activity"),
    path(f"{ONE}plan/", running.plan, name="plan-sessions"),
    path(f"{ONE}enrol/", enrolling.enrol, name="enrol"),
    path(f"{ONE}sheet/", registers.sheet, name="register-sheet"),
    path(f"{ONE}places/<uuid:place>/", enrolling.end_place, name="end-place"),
    path(f"{ONE}places/<uuid:place>/edit/", placing.correct, name="correct-place"),
    path(f"{ONE}places/<uuid:place>/take-back/", placing.take_back, name="take-back-place"),
    path(f"{ONE}places/<uuid:place>/give-back/", placing.give_back, name="give-back-place"),
    path(SESSION, registers.session, name="session"),
    path(f"{SESSION}walk-in/", registers.walk_in, name="walk-in"),
    path(f"{SESSION}substitute/", running.substitute, name="substitute"),
    path(f"{SESSION}move/", running.move, name="move-session"),
    path(f"{SESSION}notes/", noting.note, name="note-session"),
    path(f"{SESSION}notes/<uuid:note>/", noting.remove, name="remove-note"),
    path(f"{SESSION}begin/", placing.begin_here, name="begin-here"),
    path(f"{SESSION}undo/", registers.undo, name="undo-marks"),
    path(f"{SESSION}cancel/undo/", registers.undo_cancelled, name="undo-cancelled"),
    path(f"{SESSION}clear/", registers.clear, name="clear-register"),
    path(f"{SESSION}cancel/", registers.cancel, name="cancel-session"),
    path(f"{SESSION}confirm/", registers.confirm, name="confirm-session"),
]
