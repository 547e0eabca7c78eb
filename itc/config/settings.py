"""One settings file: what differs between deployments is an environment variable, read by `env`."""

import gc
from pathlib import Path

import django_stubs_ext
import fontpkg_sarabun
from csp.constants import NONE, SELF

from itc.config import env

django_stubs_ext.monkeypatch()
# a search for plans makes many short-lived tuples: to look among them for circles after every 700, as is
# usual, took a fifth of its time (560 ms against 470 with these, 5,000 units)
gc.set_threshold(20_000, 20, 20)

BASE_DIR = Path(__file__).resolve().parent.parent.parent
HOME = Path(env.text("OPENITC_HOME", str(BASE_DIR / "var")))
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = env.flag("OPENITC_DEBUG", default=False)
SECRET_KEY = env.secret("OPENITC_SECRET_KEY", HOME / "secret-key")
ALLOWED_HOSTS = env.words("OPENITC_HOSTS", "127.0.0.1,localhost,testserver")
HTTPS = env.flag("OPENITC_HTTPS", default=False)
CSRF_TRUSTED_ORIGINS = env.words("OPENITC_ORIGINS", "")
PUBLIC_LIMIT = env.number("OPENITC_PUBLIC_LIMIT", 2000)  # cost units a minute and caller; 0 = no limit
PROXIES = env.number("OPENITC_PROXIES", 0)  # trusted proxies in front, for the client's address
MEANING = env.flag("OPENITC_MEANING", default=True)  # use the sentence encoder where it is installed

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "template_partials",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "itc.db",
    "itc.web",
    "itc.continuity",
    "itc.audit",
    "itc.jobs",
    "itc.accounts",  # before allauth, whose templates it replaces
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.line",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "itc.notices",
    "itc.search",
    "itc.catalogue",
    "itc.network",
    "itc.firms",
    "itc.consents",
    "itc.resources",
    "itc.cases",
    "itc.planning",
    "itc.sheets",
    "itc.machines",
    "itc.centres",
    "itc.desk",
    "itc.site",
]

MIDDLEWARE = [
    "itc.continuity.middleware.Health",  # for load balancers: any host, no https, no session, no log
    "itc.web.middleware.Requests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pages; CSRF tokens are masked, so their length tells nothing
    "django.contrib.sessions.middleware.SessionMiddleware",
    "itc.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "itc.web.middleware.Door",
    "itc.web.csrf.Csrf",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "itc.accounts.middleware.SecondFactor",
    "itc.web.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "itc.config.urls"
WSGI_APPLICATION = "itc.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "itc.notices.context.new_notices",
            ],
            "builtins": ["itc.web.templatetags.web"],
        },
    }
]

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{HOME / 'openitc.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a read that turns into a write cannot die of "database is locked" (docs/adr/0003).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    # A file, as in use: SQLite's memory has one lock for all and waits for none (the browser's threads do).
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "tests.sqlite3")}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
STAFF_SECOND_FACTOR = env.flag("OPENITC_STAFF_SECOND_FACTOR", default=True)

# Messages to people. Where nobody carries them, a site that is not public shows them on its pages.
KEEP_MESSAGES = not HTTPS
SMS_URL = env.text("OPENITC_SMS_URL", "")
SMS_KEY = env.text("OPENITC_SMS_KEY", "")
SITE_URL = env.text("OPENITC_URL", "http://127.0.0.1:8000").rstrip("/")  # in what is sent to people
LINE_TOKEN = env.text("OPENITC_LINE_PUSH_TOKEN", "")
LINE_PUSH_URL = env.text("OPENITC_LINE_PUSH_URL", "https://api.line.me/v2/bot/message/push")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("OPENITC_MAIL_FROM", "openitc@localhost")
SMTP = env.smtp("OPENITC_SMTP")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if SMTP else "itc.accounts.mail.KeepingBackend"
EMAIL_TIMEOUT = 10  # seconds
if SMTP:
    EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = (
        SMTP.host,
        SMTP.port,
        SMTP.user,
        SMTP.password,
    )
    EMAIL_USE_SSL, EMAIL_USE_TLS = SMTP.tls, not SMTP.tls

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "web_cache"}}
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_ADAPTER = "itc.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
# One field takes either (itc.accounts.forms); allauth confirms by code only where an e-mail is required.
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900  # seconds, as of the other codes
ACCOUNT_EMAIL_SUBJECT_PREFIX = "OpenITC: "
ACCOUNT_EMAIL_NOTIFICATIONS = ACCOUNT_CHANGE_EMAIL = ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_SESSION_REMEMBER = True
# Ours stand in itc.accounts.limits; allauth keeps those of who is signed in or gives a second factor.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/5m/key"} | dict.fromkeys(
    ("signup", "login", "reset_password", "reset_password_from_key", "request_login_code", "confirm_email",
     "verify_phone", "change_phone")
)  # fmt: skip
ACCOUNT_FORMS = {
    "signup": "itc.accounts.forms.SignUpForm",
    "login": "itc.accounts.forms.SignInForm",
    "verify_phone": "itc.accounts.forms.ConfirmPhoneForm",
    "confirm_email_verification_code": "itc.accounts.forms.ConfirmEmailForm",
    "confirm_reauthentication_code": "itc.accounts.forms.ConfirmAccessForm",
    "reset_password": "itc.accounts.forms.ForgottenForm",
    "confirm_password_reset_code": "itc.accounts.forms.ForgottenCodeForm",
    "reset_password_from_key": "itc.accounts.forms.NewPasswordForm",
    "set_password": "itc.accounts.forms.FirstPasswordForm",
    "change_password": "itc.accounts.forms.OtherPasswordForm",
}
MFA_ADAPTER = "itc.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "OpenITC"
MFA_TOTP_TOLERANCE = 1  # periods of 30 s: the clock of a phone may be wrong
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody is signed in who only began to sign up
MFA_FORMS = {
    "authenticate": "itc.accounts.forms.SecondFactorForm",
    "reauthenticate": "itc.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "itc.accounts.forms.AppForm",
    "add_webauthn": "itc.accounts.forms.NewKeyForm",
    "edit_webauthn": "itc.accounts.forms.NamedKeyForm",
}
SOCIALACCOUNT_ADAPTER = "itc.accounts.adapters.SocialAdapter"
SOCIALACCOUNT_FORMS = {"disconnect": "itc.accounts.forms.UnlinkForm"}
SOCIALACCOUNT_EMAIL_REQUIRED = SOCIALACCOUNT_QUERY_EMAIL = False
SOCIALACCOUNT_PROVIDERS = env.providers()

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [("sarabun", Path(fontpkg_sarabun.ROOT) / "files")]
# `itc serve` collects static files under hashed names; without it they are served as they lie.
HASHED = env.flag("OPENITC_HASHED", default=False)
WARM = env.flag("OPENITC_WARM", default=False)  # a process reads all a question needs before the first comes
WHITENOISE_USE_FINDERS = not HASHED
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if HASHED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = HOME / "files"  # what people send; under random names, and read by nobody but this process
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
FILE_UPLOAD_HANDLERS = [
    "itc.web.uploads.Limited",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # bytes; an idea is text, not a file
# W003: ours stands in its place (itc.web.csrf). W005, W021: subdomains are not ours to bind.
SILENCED_SYSTEM_CHECKS = ["security.W003", "security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF, *env.provider_origins()],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOG_FORMAT = env.choice("OPENITC_LOG_FORMAT", ("text", "json"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": f"itc.web.logs.{'JsonFormatter' if LOG_FORMAT == 'json' else 'DiscreetFormatter'}",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "filters": {"brief": {"()": "itc.web.logs.Brief"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["brief"]}},
    "root": {"handlers": ["console"], "level": env.text("OPENITC_LOG", "WARNING")},
    # Django gives these two handlers of their own, which would write addresses as they are.
    "loggers": {
        "django": {"handlers": [], "level": "NOTSET"},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django_tasks_db": {"level": "WARNING"},  # a worker would say each second that nothing is due
    },
}
env.refuse_unknown()
