"""Where its pages are."""

from django.urls import path

from . import pair_views, proposal_views, term_views, views

HERE = "e/<slug:slug>/mentoring"
PAIR = f"{HERE}/pairs/<uuid:uuid>"

urlpatterns = [
    path(f"{HERE}/", views.mentoring, name="mentoring"),
    path(f"{HERE}/offers/new/", views.new_offer, name="mentoring-offer-new"),
    path(f"{HERE}/offers/<uuid:uuid>/", views.offer, name="mentoring-offer"),
    path(f"{HERE}/wishes/", views.wishes, name="mentoring-wishes"),
    path(f"{HERE}/wishes/new/", views.new_wish, name="mentoring-wish-new"),
    path(f"{HERE}/wishes/<uuid:uuid>/", views.wish, name="mentoring-wish"),
    path(f"{HERE}/pairs/", views.pairs, name="mentoring-pairs"),
    path(f"{HERE}/mine/", pair_views.mine, name="mentoring-mine"),
    path(f"{PAIR}/", pair_views.pair, name="mentoring-pair"),
    path(f"{PAIR}/answer/", pair_views.answer, name="mentoring-answer"),
    path(f"{PAIR}/begin/", pair_views.begin, name="mentoring-begin"),
    path(f"{PAIR}/end/", pair_views.end, name="mentoring-end"),
    path(f"{PAIR}/notes/", pair_views.note, name="mentoring-note"),
    path(f"{PAIR}/notes/<uuid:note>/", pair_views.share, name="mentoring-share"),
    path(f"{HERE}/proposals/", views.proposals, name="mentoring-proposals"),
    path(f"{HERE}/proposals/<uuid:uuid>/", proposal_views.proposal, name="mentoring-proposal"),
    path(f"{HERE}/checks/", term_views.checks, name="mentoring-checks"),
    path(f"{HERE}/checks/<uuid:uuid>/", term_views.check, name="mentoring-check"),
    path(f"{HERE}/terms/", term_views.terms, name="mentoring-terms"),
]
