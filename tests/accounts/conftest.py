"""A person with a second factor."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from itc.accounts.models import User


@pytest.fixture
def app(stranger: User) -> str:
    """The secret in the authenticator app of the stranger."""
    secret = generate_totp_secret()
    TOTP.activate(stranger, secret)
    return secret
