"""Reads about people."""

from itc.accounts.models import User


def confirmed(user: User) -> bool:
    """Return whether a person can be reached: she confirmed an e-mail, a phone, LINE or ThaID."""
    return bool(user.phone or user.email)
