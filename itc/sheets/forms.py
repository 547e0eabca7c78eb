"""Shape of what comes with a spreadsheet."""

from django import forms
from django.utils.translation import gettext_lazy as _

KINDS = ".xlsx,.csv"


class SheetForm(forms.Form):
    """A file to upload."""

    sheet = forms.FileField(
        label=_("Workbook (.xlsx) or CSV"),
        widget=forms.FileInput(attrs={"accept": KINDS}),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("The file is empty. Choose it once more."),
        },
        help_text=_("Up to 5 MB. Nothing is written before you have seen what would change."),
        allow_empty_file=True,
    )


class WriteFirmsForm(forms.Form):
    """What an officer says before firms are entered."""

    consent = forms.BooleanField(
        label=_("The consent that each of them signed is here"),
        error_messages={"required": _("Let each of them read and sign it first; leave out who has not.")},
    )
    others = forms.BooleanField(label=_("Firms of the same name below are other firms"), required=False)
