"""Shape of what is noted of a turn."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from itc.cases.forms import WordsField
from itc.cases.rules.files import MOST_BYTES
from itc.cases.rules.files_faults import TOO_LARGE
from itc.machines.models.turns import MOST_WORDS
from itc.machines.rules.turns import QUICK


class NoteForm(forms.Form):
    """Quick words, words and a photo. The photo comes last: what stands before it is read even if it is too
    large."""

    quick = forms.MultipleChoiceField(
        label=_("Quick words"), required=False, choices=list(QUICK.items()),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    words = WordsField(
        label=_("In your words"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": MOST_WORDS}),
    )
    reader = forms.ChoiceField(
        label=_("Who reads it"),
        choices=[("us", _("for us only")), ("firm", _("for the firm too"))],
        initial="us",
        widget=forms.RadioSelect,
    )
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={
                "accept": "image/jpeg,image/png,image/webp",
                "data-most": MOST_BYTES, "data-too-large": TOO_LARGE,
            }
        ),
    )  # fmt: skip

    @property
    def given(self) -> dict[str, Any]:
        """Return it as `add_note` takes it."""
        clean = self.cleaned_data
        photo = clean["photo"]
        return {
            "quick": clean["quick"],
            "words": clean["words"],
            "photo": (photo.name, photo.read()) if photo else None,
            "for_firm": clean["reader"] == "firm",
        }
