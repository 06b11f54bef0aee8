"""Django's settings; everything that differs between installations comes from ``env``."""

from pathlib import Path

from csp.constants import NONE, SELF

from hedgerow.config.databases import database
from hedgerow.config.env import env
from hedgerow.config.navigation import NAVIGATION
from hedgerow.config.roles import ROLES
from hedgerow.config.secret import secret_key
from hedgerow.foundation.installation import logs

PACKAGE = Path(__file__).resolve().parent.parent

HEDGEROW_HOME = env.home
HEDGEROW_ROLES = ROLES
HEDGEROW_NAVIGATION = NAVIGATION
HEDGEROW_URL = env.url
HEDGEROW_HERE = env.url or f"http://{env.reachable}:{env.port}"  # for links no request asked for
HEDGEROW_CLOSED_DAYS = env.closed_days
HEDGEROW_TRUSTED_PROXIES = env.trusted_proxies
# modules whose TABLES are published to the warehouse; each app adds its own with its tables.py
HEDGEROW_TABLES: tuple[str, ...] = (
    "hedgerow.commons.ecosystems.tables",
    "hedgerow.commons.people.tables",
    "hedgerow.commons.membership.tables",
    "hedgerow.commons.activities.tables",
    "hedgerow.commons.observations.tables",
)
# modules whose SOURCES are found by their words
HEDGEROW_SEARCHABLE: tuple[str, ...] = ("hedgerow.features.engagement.opportunities.searchable",)
# modules whose RULES say what becomes of personal data, in the order of erasing: leaves first
HEDGEROW_PRIVACY: tuple[str, ...] = (
    "hedgerow.features.engagement.discovery.privacy",
    "hedgerow.features.engagement.opportunities.privacy",
    "hedgerow.foundation.acts.privacy",
    "hedgerow.edges.exchange.privacy",
    "hedgerow.edges.archives.privacy",
    "hedgerow.edges.blueprints.privacy",
    "hedgerow.features.engagement.placements.privacy",
    "hedgerow.features.engagement.partners.privacy",
    "hedgerow.features.engagement.choice.privacy",
    "hedgerow.features.engagement.mentoring.privacy",
    "hedgerow.features.engagement.care.privacy",
    "hedgerow.features.engagement.families.privacy",
    "hedgerow.commons.records.privacy",
    "hedgerow.commons.files.privacy",
    "hedgerow.commons.activities.privacy",
    "hedgerow.commons.observations.privacy",
    "hedgerow.commons.bodies.privacy",
    "hedgerow.commons.notices.privacy",
    "hedgerow.commons.membership.privacy",
    "hedgerow.commons.people.privacy",
)

# modules whose ``checks(now)`` doctor looks at besides its own
HEDGEROW_CHECKS: tuple[str, ...] = (
    "hedgerow.commons.files.checks",
    "hedgerow.edges.exchange.checks",
    "hedgerow.commons.notices.checks",
    "hedgerow.features.engagement.care.checks",
    "hedgerow.portal.checks",
)
# knows who is in the database although erased, and erases them again
HEDGEROW_ERASING = "hedgerow.portal.erasing_again"
HEDGEROW_MERGING: tuple[str, ...] = (
    "hedgerow.features.engagement.discovery.merging",
    "hedgerow.features.engagement.opportunities.merging",
    "hedgerow.edges.exchange.merging",
    "hedgerow.edges.blueprints.merging",
    "hedgerow.edges.archives.merging",
    "hedgerow.features.engagement.placements.merging",
    "hedgerow.features.engagement.partners.merging",
    "hedgerow.features.engagement.choice.merging",
    "hedgerow.features.engagement.mentoring.merging",
    "hedgerow.features.engagement.care.merging",
    "hedgerow.features.engagement.families.merging",
    "hedgerow.commons.records.merging",
    "hedgerow.commons.files.merging",
    "hedgerow.commons.activities.merging",
    "hedgerow.commons.observations.merging",
    "hedgerow.commons.bodies.merging",
    "hedgerow.commons.notices.merging",
    "hedgerow.commons.membership.merging",
    "hedgerow.commons.people.merging",
)

DEBUG = env.debug
SECRET_KEY = secret_key(env.home, env.secret_key)
ALLOWED_HOSTS = [*env.hosts, *env.host_of_url]
ROOT_URLCONF = "hedgerow.config.urls"
ASGI_APPLICATION = "hedgerow.config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Account"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "csp",
    "hedgerow.foundation.ui",
    "hedgerow.foundation.api",
    "hedgerow.foundation.acts",
    "hedgerow.foundation.journal",
    "hedgerow.foundation.jobs",
    "hedgerow.foundation.installation",
    "hedgerow.foundation.accesslog",
    "hedgerow.foundation.warehouse",
    "hedgerow.foundation.search",
    "hedgerow.commons.ecosystems",
    "hedgerow.commons.people",
    "hedgerow.commons.membership",
    "hedgerow.commons.notices",
    "hedgerow.commons.files",
    "hedgerow.commons.bodies",
    "hedgerow.commons.frameworks",
    "hedgerow.commons.observations",
    "hedgerow.commons.activities",
    "hedgerow.commons.records",
    "hedgerow.features.collaboration",
    "hedgerow.features.engagement.opportunities",
    "hedgerow.features.engagement.discovery",
    "hedgerow.features.engagement.partners",
    "hedgerow.features.engagement.mentoring",
    "hedgerow.features.engagement.placements",
    "hedgerow.features.engagement.choice",
    "hedgerow.features.engagement.families",
    "hedgerow.features.engagement.care",
    "hedgerow.features.engagement.serving",
    "hedgerow.edges.exchange",
    "hedgerow.edges.archives",
    "hedgerow.profile",
    "hedgerow.portal",
    "hedgerow.edges.blueprints",
]

MIDDLEWARE = [
    "hedgerow.foundation.proxies.ForwardedMiddleware",
    "hedgerow.foundation.installation.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "hedgerow.foundation.ui.middleware.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "hedgerow.foundation.texts.PlainTextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "hedgerow.foundation.ui.speaking.ReaderMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hedgerow.foundation.uploads.UploadLimitMiddleware",
    "hedgerow.commons.membership.middleware.ActorMiddleware",
    "hedgerow.commons.membership.zones.ZoneMiddleware",
    "hedgerow.foundation.ui.middleware.RefusalMiddleware",
    "hedgerow.commons.membership.middleware.SignInMiddleware",
    "hedgerow.commons.ecosystems.middleware.ClosedMiddleware",
    "hedgerow.foundation.acts.middleware.OnceMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hedgerow.foundation.ui.context.ui",
                "hedgerow.commons.ecosystems.navigation.context",
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "hedgerow.foundation.acts.templatetags.acts",
            ],
        },
    }
]
FORM_RENDERER = "hedgerow.foundation.ui.forms.Renderer"

DATABASES = {"default": database(env)}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "installation_cache",
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español"), ("ar", "العربية")]
LANGUAGES_BIDI = ["ar", "he"]
FORMAT_MODULE_PATH = "hedgerow.config.formats"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = env.home / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = env.debug

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.tls
SECURE_HSTS_SECONDS = 31_536_000 if env.tls else 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.tls and env.trusted_proxies else None
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "atlas"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# a register sends three fields a learner, and of the 5,000 learners of the largest ecosystem all may
# be on one; Django's 1,000 lost the marks of 333. How much is read the size above bounds.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 16_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
LOGGING = logs.configuration(as_json=env.log == "json")
HEDGEROW_COPIES_DAYS = env.copies_days
HEDGEROW_UPLOAD_LIMIT = env.upload_limit_mb * 1024 * 1024
DEFAULT_FROM_EMAIL = env.from_email
EMAIL = env.email
EMAIL_BACKEND = EMAIL.backend
EMAIL_HOST, EMAIL_PORT = EMAIL.host, EMAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL.user, EMAIL.password
EMAIL_TIMEOUT = 20  # seconds: a mail server that hangs keeps no page waiting
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL.starttls, EMAIL.ssl
EMAIL_FILE_PATH = str(env.home / "outbox")
