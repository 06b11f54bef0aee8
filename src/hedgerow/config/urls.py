"""Every address, put together from each app's own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("hedgerow.foundation.installation.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("hedgerow.foundation.ui.urls")),
    path("", include("hedgerow.commons.membership.urls")),
    path("", include("hedgerow.commons.notices.urls")),
    path("", include("hedgerow.profile.urls")),
    path("", include("hedgerow.features.collaboration.urls")),
    path("", include("hedgerow.features.engagement.opportunities.urls")),
    path("", include("hedgerow.features.engagement.discovery.urls")),
    path("", include("hedgerow.features.engagement.partners.urls")),
    path("", include("hedgerow.features.engagement.mentoring.urls")),
    path("", include("hedgerow.features.engagement.placements.urls")),
    path("", include("hedgerow.features.engagement.choice.urls")),
    path("", include("hedgerow.features.engagement.families.urls")),
    path("", include("hedgerow.features.engagement.care.urls")),
    path("", include("hedgerow.features.engagement.serving.urls")),
    path("", include("hedgerow.commons.people.urls")),
    path("", include("hedgerow.commons.activities.urls")),
    path("", include("hedgerow.commons.records.urls")),
    path("", include("hedgerow.edges.blueprints.urls")),
    path("", include("hedgerow.edges.exchange.urls")),
    path("", include("hedgerow.edges.archives.urls")),
    path("", include("hedgerow.commons.files.urls")),
    path("", include("hedgerow.commons.bodies.urls")),
    path("", include("hedgerow.commons.frameworks.urls")),
    path("", include("hedgerow.commons.observations.urls")),
    path("", include("hedgerow.foundation.jobs.urls")),
    path("", include("hedgerow.commons.ecosystems.urls")),
    path("", include("hedgerow.portal.urls")),
    path("", include("hedgerow.config.api")),
]

handler400 = "hedgerow.foundation.uploads.unreadable"
handler500 = "hedgerow.foundation.ui.views.broken"
