"""What the list of standards is narrowed by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from itc.catalogue.queries.pages.words import MARKETS, STANDARD_KINDS
from itc.web.line import Text

ANY: tuple[str, Text] = ("", _("All"))


class StandardFilter(forms.Form):
    """A word, a kind, a market, a force; what cannot be read narrows nothing."""

    q = forms.CharField(
        label=_("Name or number"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *STANDARD_KINDS.items()])
    market = forms.ChoiceField(label=_("Where it is sold"), required=False, choices=[ANY, *MARKETS.items()])
    compulsory = forms.ChoiceField(
        label=_("Is it the law?"),
        required=False,
        choices=[
            ANY,
            ("yes", _("Compulsory, on its condition")),
            ("depends", _("Depends")),
            ("no", _("Voluntary")),
        ],
    )

    def chosen(self) -> dict[str, str]:
        """Return what narrows the list, by field; fields left empty or with a fault are not in it."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
