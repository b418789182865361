"""Django settings. Every PAYUNG_… variable read here is documented in docs/reference/settings.md (a test compares)."""

from pathlib import Path

from csp.constants import NONE, SELF

from payung import __version__
from payung.config import environment

ROOT = Path(__file__).resolve().parents[3]

PAYUNG_VERSION = __version__
PAYUNG_DEMO = environment.flag("PAYUNG_DEMO")
PAYUNG_KEYS = environment.folder("PAYUNG_KEYS", default=ROOT / ".data" / "keys")
PAYUNG_COLUMN_MAPS = environment.optional_folder("PAYUNG_COLUMN_MAPS")
PAYUNG_TOTP_GRACE_STEPS = 1
PAYUNG_METRICS_TOKEN = environment.text("PAYUNG_METRICS_TOKEN")
PAYUNG_LOG = environment.one_of("PAYUNG_LOG", "text", "json")

SECRET_KEY = environment.secret(PAYUNG_KEYS)
DEBUG = environment.flag("PAYUNG_DEBUG")
ALLOWED_HOSTS = environment.words("PAYUNG_HOSTS", default="localhost 127.0.0.1 [::1]")
CSRF_TRUSTED_ORIGINS = environment.words("PAYUNG_ORIGINS", default="")
BEHIND_TLS = environment.flag("PAYUNG_TLS")

ROOT_URLCONF = "payung.config.urls"
WSGI_APPLICATION = "payung.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "ninja",
    "procrastinate.contrib.django",
    "payung.apps.accounts",
    "payung.apps.audit",
    "payung.apps.notify",
    "payung.apps.territory",
    "payung.apps.people",
    "payung.apps.coverage",
    "payung.apps.enrolment",
    "payung.apps.contributions",
    "payung.apps.linkage",
    "payung.apps.campaigns",
    "payung.web",
]

MIDDLEWARE = [
    "payung.web.operations.requests.WatchedMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "payung.web.compression.CompressedPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "payung.web.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "payung.web.account.activity.LastSeenMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "payung.web.middleware.ActingMiddleware",
    "payung.web.middleware.ScopeMiddleware",
    "payung.web.missing.NotAllowedMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "payung.web.context.page",
            ],
        },
    }
]

DATABASES = environment.databases()

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "payung_cache"},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["payung.apps.accounts.backend.SignInBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "payung.web.account.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,30/m/ip", "login": "60/m/ip"}
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Payung"
MFA_TOTP_TOLERANCE = PAYUNG_TOTP_GRACE_STEPS
MFA_ADAPTER = "payung.web.account.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "payung.web.account.forms.SignInCodeForm",
    "reauthenticate": "payung.web.account.forms.AskAgainCodeForm",
}
ACCOUNT_FORMS = {"change_password": "payung.web.account.forms.NewPasswordForm"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = ROOT / "build" / "static"
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
if DEBUG or not (STATIC_ROOT / "staticfiles.json").exists():
    STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    WHITENOISE_USE_FINDERS = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_TLS else 0  # the proxy says who asks; without one nobody is believed
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0

FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["payung.web.uploads.BoundedUploadHandler"]
PAYUNG_NOTICE_DAYS = environment.number("PAYUNG_NOTICE_DAYS", default=90)
PAYUNG_UPLOAD_BYTES = environment.number("PAYUNG_UPLOAD_BYTES", default=25 * 1024 * 1024)

PROCRASTINATE_ON_APP_READY = "payung.config.periodic.register"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"()": "payung.shared.log_lines.TextLines"},
        "json": {"()": "payung.shared.log_lines.JsonLines"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": PAYUNG_LOG}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "payung": {"level": "INFO"},
        "procrastinate": {"level": "WARNING"},
        "django": {"handlers": [], "propagate": True},  # its own handlers would write values that ours leave out
        "django.request": {"level": "ERROR"},  # every request has its line already
        "django.server": {"handlers": [], "propagate": True},
    },
}
