"""What a person who signs up has to do before she is signed in: type the code that was sent to her."""

from typing import Any

from allauth.account.stages import EmailVerificationStage, PhoneVerificationStage


def signs_up(person: Any) -> bool:
    """Return whether she has yet to confirm; nobody stands for a contact that has an account, unsaid."""
    return person is None or person.pending_since is not None


class ConfirmPhone(PhoneVerificationStage):
    """The code sent to her phone; passed by everybody who does not sign up with one."""

    def handle(self) -> Any:
        """Return the page of the code, or let her on. A contact that has an account gets the page as well."""
        answer: Any = super().handle() if signs_up(self.login.user) else (None, True)  # type: ignore[no-untyped-call]
        return answer


class ConfirmEmail(EmailVerificationStage):
    """The code sent to her e-mail; passed by everybody who does not sign up with one."""

    def handle(self) -> Any:
        """Return the page of the code, or let her on. A contact that has an account gets the page as well."""
        answer: Any = super().handle() if signs_up(self.login.user) else (None, True)  # type: ignore[no-untyped-call]
        return answer
