# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's settings, made from the one reading of the environment."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from duizend.ground.kernel.theme import keep_theme, sheet_name
from duizend.project.environment import read_environment

DUIZEND = read_environment()
DUIZEND_WIRING = "duizend.project.wiring.SUBSCRIBERS"

SECRET_KEY = DUIZEND.secret_key
DEBUG = False
ALLOWED_HOSTS = list(DUIZEND.hosts)
CSRF_TRUSTED_ORIGINS = list(DUIZEND.origins)
ROOT_URLCONF = "duizend.project.urls"
WSGI_APPLICATION = "duizend.project.wsgi.application"
AUTH_USER_MODEL = "access.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ROOMS = [
    "duizend.ground.kernel",
    "duizend.ground.region",
    "duizend.ground.access",
    "duizend.ground.workforce",
    "duizend.ground.directory",
    "duizend.catalogue",
    "duizend.record.families",
    "duizend.record.consents",
    "duizend.record.instruments",
    "duizend.record.signalling",
    "duizend.record.trajectories",
    "duizend.record.outcomes",
    "duizend.delivery.contacts",
    "duizend.delivery.visits",
    "duizend.delivery.places",
    "duizend.delivery.groups",
    "duizend.delivery.video",
    "duizend.delivery.matching",
    "duizend.delivery.conversations",
    "duizend.delivery.community",
    "duizend.safety.meldcode",
    "duizend.safety.referrals",
    "duizend.insight.facts",
    "duizend.insight.trials",
    "duizend.insight.reports",
    "duizend.doors.messaging",
    "duizend.doors.imports",
    "duizend.doors.senders",
    "duizend.doors.desk",
    "duizend.doors.rights",
    *(["duizend.doors.practice"] if DUIZEND.is_practice else []),
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    *ROOMS,
    # After the rooms: access has pages of its own in place of allauth's.
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "duizend.ground.kernel.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "duizend.doors.desk.middleware.RefusalMiddleware",
    "duizend.ground.access.middleware.ActingMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [DUIZEND.root / "assets" / "templates"],
        "OPTIONS": {
            "loaders": [
                ("duizend.ground.kernel.spoken.Loader", [
                    "django.template.loaders.filesystem.Loader",
                    "django.template.loaders.app_directories.Loader",
                ]),
            ],
            "builtins": [
                "duizend.ground.kernel.templatetags.icons",
                "duizend.ground.kernel.templatetags.pieces",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "duizend.doors.desk.surroundings.surroundings",
            ],
        },
    },
]  # fmt: skip

# 0: the reads that are written once (kernel/prepared) are planned once too, for each connection. None: never, because
# a pooler in transaction mode gives the next transaction another connection, which knows no statement of the last.
PREPARING = {"prepare_threshold": None if DUIZEND.pooled else 0}
POOLED = {"DISABLE_SERVER_SIDE_CURSORS": DUIZEND.pooled}
DATABASES = {
    "default": {**DUIZEND.database, **POOLED, "OPTIONS": {**PREPARING, **DUIZEND.database["OPTIONS"]}},
    "owner": {**DUIZEND.owner_database, "TEST": {"MIRROR": "default"}},
    "report": {**DUIZEND.report_database, **POOLED, "TEST": {"MIRROR": "default"}},
}

AUTHENTICATION_BACKENDS = ["duizend.ground.access.backend.StaffBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "duizend.ground.access.adapter.StaffAccountAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_FORMS = {
    "login": "duizend.ground.access.forms.LoginForm",
    "change_password": "duizend.ground.access.forms.ChangePasswordForm",
    "reauthenticate": "duizend.ground.access.forms.ReauthenticateForm",
}
# Per address of the sender, and per account; counted in the database, so that all workers count together.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "sign_up_link": "30/m/ip",
    "reply_link": "30/m/ip",
    "volunteer_link": "30/m/ip",
    # A file is opened by the glass by who knows whom she looks for; this is no way to search.
    "glass": "6/h/user",
    "neighbourhood": "10/5m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if DUIZEND.behind_proxy else 0
MFA_ADAPTER = "duizend.ground.access.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "duizend.ground.access.forms.ActivateSecondFactorForm",
    "authenticate": "duizend.ground.access.forms.SecondFactorForm",
    "reauthenticate": "duizend.ground.access.forms.ConfirmSecondFactorForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Duizend"
# Accounts are made by the administrator, who knows the address: nobody confirms it by mail.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# One step of 30 seconds either way, for a telephone whose clock is off.
MFA_TOTP_TOLERANCE = 1
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_counter",
        "KEY_FUNCTION": "duizend.ground.access.counters.hidden_key",
        # Culling forgets counters early: keep room for more than an attacker makes in a window.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [DUIZEND.locale]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DUIZEND.static
# An organisation's own tokens (DUIZEND_THEME), checked above; served beside the house's, by digest.
STATICFILES_DIRS = [keep_theme(DUIZEND.theme, DUIZEND.home)] if DUIZEND.theme else []
DUIZEND_THEME_SHEET = sheet_name(DUIZEND.theme) if DUIZEND.theme else ""
WHITENOISE_MAX_AGE = 3600
WHITENOISE_USE_FINDERS = True

FORM_RENDERER = "duizend.ground.kernel.inputs.PlainInputs"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_ENGINE = "duizend.ground.access.sessions"
SESSION_COOKIE_NAME = "duizend_session"
# The idle end; the longest time stands in ground/access/rules/sessions.py.
SESSION_COOKIE_AGE = DUIZEND.idle_minutes * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "duizend_csrf"
CSRF_FAILURE_VIEW = "duizend.doors.desk.errors.csrf_failure"
LANGUAGE_COOKIE_NAME = "duizend_language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
if not DUIZEND.is_practice:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    # What watches asks the machine itself, inside the proxy; the answer is one word.
    SECURE_REDIRECT_EXEMPT = ["^gezond$", "^klaar$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
if DUIZEND.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# No person in logs: only the kind of event, the path's pattern and the status. Never request data.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "duizend.ground.access.plain_log.NamelessFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers print addresses with their search words, or mail the whole request.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "propagate": False},
    },
}
