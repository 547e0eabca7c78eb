"""A new password by a code sent to a phone; allauth itself knows only e-mail."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.password_reset_by_code import PasswordResetVerificationProcess

from itc.accounts.models import User


class ResetByCode(PasswordResetVerificationProcess):
    """Sends the code to the contact she wrote, which allauth keeps as `email` whatever it is."""

    def send(self) -> None:
        """Send the code by mail or SMS; who has no account is told so there, not on the page."""
        contact, adapter = self.state["email"], get_adapter()
        if "@" in contact:
            super().send()
        elif self.user is None:
            adapter.send_unknown_account_sms(contact)
        else:
            self.state["code"] = adapter.generate_password_reset_code()
            adapter.send_verification_code_sms(user=self.user, phone=contact, code=self.state["code"])


def send_reset_code(request: Any, *, person: User | None, contact: str) -> None:
    """Begin a reset: the code goes to the contact, and what is expected into the session."""
    process = ResetByCode(request, state=ResetByCode.initial_state(person, contact), user=person)
    process.send()
    process.persist()
