"""Refusals of consents."""

from django.utils.translation import gettext_lazy as _

from itc.lib.refusal import NotAllowed, NotFound, TooMany


class UnknownPurpose(NotFound):
    """Nobody asks for consent to this, or not today."""

    code = "unknown-purpose"

    def __init__(self) -> None:
        super().__init__(_("We do not ask for consent to this. Please look at “My data” again."))


class NotHerConsent(NotAllowed):
    """Only she herself gives and withdraws, or an officer in post for her, on paper she signed."""

    code = "not-her-consent"

    def __init__(self) -> None:
        super().__init__(_("Only she herself can do this, or an officer who has the paper she signed."))


class ConsentMissing(NotAllowed):
    """Nobody of the firm agrees that an officer acts for them, or no longer."""

    code = "consent-missing"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Nobody of this firm agrees that an officer acts for them, or no longer. They can agree "
                "under “My data”; or record the paper they sign in front of you."
            )
        )


class TakenTooOften(TooMany):
    """Her data was taken along often just now."""

    code = "taken-too-often"

    def __init__(self, *, retry_after: int) -> None:
        super().__init__(
            _("You took your data along often just now. Please wait a few minutes."), retry_after=retry_after
        )
