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


class NoName(NotReady):
    """A view is found again by its name."""

    code = "no-name"

    def __init__(self) -> None:
        super().__init__(_("Give it a name, by which you find it again."))


class ViewNamed(Conflict):
    """She has another view of this name."""

    code = "view-named"

    def __init__(self) -> None:
        super().__init__(_("You have a view of this name already."))


class ViewsFull(Conflict):
    """A desk has room for so many views."""

    code = "views-full"

    def __init__(self) -> None:
        super().__init__(_("You have as many views as a desk has room for. Remove one first."))


class UnknownView(NotFound):
    """There is no such view of hers."""

    code = "unknown-view"

    def __init__(self) -> None:
        super().__init__(_("You have no such view."))
