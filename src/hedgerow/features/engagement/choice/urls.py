"""Where the pages of rounds of choice are."""

from django.urls import path

from . import choosing, preparing, running, views

HERE = "e/<slug:slug>/choice/"
ONE = f"{HERE}<uuid:uuid>/"

urlpatterns = [
    path(HERE, views.rounds, name="choice-rounds"),
    path(f"{HERE}new/", preparing.plan, name="choice-plan"),
    path(ONE, views.round_page, name="choice-round"),
    path(f"{ONE}edit/", preparing.edit, name="choice-edit"),
    path(f"{ONE}drop/", preparing.drop, name="choice-drop"),
    path(f"{ONE}offers/new/", preparing.offer, name="choice-new-offer"),
    path(f"{ONE}offers/take/", preparing.take, name="choice-take"),
    path(f"{ONE}offers/<uuid:offer>/", preparing.offer, name="choice-offer"),
    path(f"{ONE}offers/<uuid:offer>/remove/", preparing.remove_offer, name="choice-remove-offer"),
    path(f"{ONE}offers/<uuid:offer>/activity/", running.tie, name="choice-tie"),
    path(f"{ONE}rules/new/", preparing.criterion, name="choice-new-rule"),
    path(f"{ONE}rules/<uuid:criterion>/", preparing.criterion, name="choice-rule"),
    path(
        f"{ONE}rules/<uuid:criterion>/remove/",
        preparing.remove_criterion,
        name="choice-remove-rule",
    ),
    path(f"{ONE}steps/<slug:act>/", running.step, name="choice-step"),
    path(f"{ONE}close/", running.close, name="choice-close"),
    path(f"{ONE}publish/", running.publish, name="choice-publish"),
    path(f"{ONE}reopen/", running.reopen, name="choice-reopen"),
    path(f"{ONE}run/", running.run, name="choice-run"),
    path(f"{ONE}remind/", running.remind, name="choice-remind"),
    path(f"{ONE}enrol/", running.enrol, name="choice-enrol"),
    path(f"{ONE}missing/", views.missing, name="choice-missing"),
    path(f"{ONE}results/", views.results, name="choice-results"),
    path(f"{ONE}draw/", views.draw, name="choice-draw"),
    path(f"{ONE}learners/<uuid:person>/", choosing.learner, name="choice-learner"),
    path(f"{ONE}learners/<uuid:person>/answer/", choosing.answer, name="choice-answer"),
]
