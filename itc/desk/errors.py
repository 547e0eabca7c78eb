"""Refusals of the desk."""

from django.utils.translation import gettext_lazy as _

from itc.lib.refusal import Conflict, NotFound, NotReady


class LedElsewhere(NotReady):
    """Firms of this province are led by another centre."""

    code = "led-elsewhere"

    def __init__(self, centre: str) -> None:
        super().__init__(
            _("%(centre)s leads firms of this province. Print the plan and send them there with it.")
            % {"centre": centre}
        )


class WordsChanged(Conflict):
    """What is wanted was changed after its plans were shown."""

    code = "words-changed"

    def __init__(self) -> None:
        super().__init__(
            _("What is wanted was changed, so these are new plans. Look at them, then press again.")
        )


class UnknownPaperForm(NotFound):
    """No form with this number was printed at her centre."""

    code = "unknown-paper-form"

    def __init__(self) -> None:
        super().__init__(_("Your centre has printed no form with this number. Compare the letters."))


class TypedInAlready(Conflict):
    """A paper form was typed in before; `case` is the code of what it became."""

    code = "typed-in-already"

    def __init__(self, case: str) -> None:
        super().__init__(_("This form is typed in already: it is case %(case)s.") % {"case": case})
        self.case = case
