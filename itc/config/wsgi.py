"""The door for a web server; `itc serve` asks for a warm one, so that nobody's first question waits."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itc.config.settings")

application = get_wsgi_application()

if settings.WARM:
    # Only now are the apps ready to be imported.
    from itc.config.warm import warm

    warm()
