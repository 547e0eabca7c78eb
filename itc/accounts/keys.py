"""The key under which secrets of second factors are kept, made from the one of the site."""

import base64
import hashlib

from cryptography.fernet import Fernet
from django.conf import settings


def second_factor_key() -> Fernet:
    """Return what opens and closes them; with another secret key of the site, nothing of before opens."""
    digest = hashlib.sha256(f"itc.accounts.second-factor {settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
