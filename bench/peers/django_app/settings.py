"""Settings of the Django peer: what production needs, and nothing that a JSON address does not use."""

import os

DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY", "a benchmark signs nothing")
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
ROOT_URLCONF = "django_app.urls"
WSGI_APPLICATION = "django_app.wsgi.application"
INSTALLED_APPS = ["django_app"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]
USE_I18N = False
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"file:{os.environ['DATABASE']}?mode=ro",
        "OPTIONS": {"uri": True},
        # The connection is kept between requests.
        "CONN_MAX_AGE": None,
    }
}
