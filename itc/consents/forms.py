"""The word she types before her data is erased."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

WORDS = {"ลบข้อมูล", "erase"}
"""Those of both languages: a page may be open in one, and typed in the other."""


class EraseForm(forms.Form):
    """That she means it."""

    word = forms.CharField(
        label=_("To show that you mean it, type: ERASE"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )

    def clean_word(self) -> Any:
        """Return the word. Raises ValidationError where it is another."""
        if self.cleaned_data["word"].strip().lower() not in WORDS:
            raise forms.ValidationError(
                _("Type the word as it stands there, so that nothing is erased by mistake.")
            )
        return self.cleaned_data["word"]
