"""Signing in with an e-mail or a phone number, as people here write them."""

import re
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q
from django.http import HttpRequest

from itc.accounts.models import User
from itc.lib.thai import arabic_digits


def phone_number(text: str) -> str:
    """Return `+66812345678` for `081-234 5678`, also in Thai digits; other text comes back bare."""
    bare = re.sub(r"[\s\-().]", "", arabic_digits(text))
    return f"+66{bare[1:]}" if re.fullmatch(r"0\d{8,9}", bare) else bare


class EmailOrPhone(ModelBackend):
    """Finds the person by e-mail or phone and checks her password."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_rest: Any,
    ) -> User | None:
        """Return the person, or None; takes as long for an unknown name as for a wrong password."""
        if not username or password is None or "\x00" in username:
            return None
        user = User.objects.filter(
            Q(email=username.strip().lower()) | Q(phone=phone_number(username))
        ).first()
        if user is None:
            User().set_password(password)
            return None
        return user if user.check_password(password) and self.user_can_authenticate(user) else None
