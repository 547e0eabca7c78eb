"""Shape of what people send on a case."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from itc.cases.models import Case, Reply, Step
from itc.cases.models.replies import MOST_REPLY
from itc.cases.models.talk import MOST_WORDS
from itc.cases.rules.files import MEDIA_TYPES, MOST_BYTES, MOST_BYTES_AT_ONCE
from itc.cases.rules.files_faults import ALL_TOO_LARGE, TOO_LARGE
from itc.cases.rules.words import plain
from itc.network.models import Centre
from itc.web.forms import offer


class WordsField(forms.CharField):
    """Words in plain text; a new line counts as one letter, as it does in the browser."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Return the words as they are kept."""
        return plain(super().to_python(value) or "")


class FilesInput(forms.FileInput):
    """Chooses several files at once, of the kinds that are taken.

    HEIC is not named: an iPhone then turns its photos into JPG by itself.
    """

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {
            "accept": ",".join(f".{ending}" for ending in (*MEDIA_TYPES, "jpeg")),
            "data-most": MOST_BYTES, "data-too-large": TOO_LARGE,
            "data-most-in-all": MOST_BYTES_AT_ONCE, "data-all-too-large": ALL_TOO_LARGE,
        }  # fmt: skip
        super().__init__(widget=FilesInput(attrs=attrs), **kwargs)

    def clean(self, data: Any, _initial: Any = None) -> list[UploadedFile[Any]]:
        """Return the files as they came; what is in them is looked into by the action."""
        return list(data or [])


class StepField(forms.ModelChoiceField[Step]):
    """One of the steps of a case, by its name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name of a step."""
        return str(obj.name)


@dataclass(frozen=True, slots=True)
class Unsent:
    """What somebody typed on a case who was signed out meanwhile; if she chose files, they are not kept."""

    case: str
    words: str
    step: str
    files: bool
    until: float
    """Seconds since 1970, until which it is kept."""


class TalkForm(forms.Form):
    """Words and files for a case. Files come last: words before them are read even if those are too large."""

    words = WordsField(
        label=_("Your message"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": MOST_WORDS}),
    )
    step = StepField(
        label=_("Files are for"),
        queryset=Step.objects.none(),
        required=False,
        empty_label=_("the whole case"),
    )
    attached = FilesField(
        label=_("Files"),
        required=False,
        help_text=_(
            "PDF, JPG, PNG, WEBP, DOCX, XLSX, CSV or TXT, up to 20 MB each. "
            "The place where a photo was taken is removed from it."
        ),
    )

    def __init__(self, *args: Any, case: Case, unsent: Unsent | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unsent = unsent
        if unsent:
            self.initial = {"words": unsent.words, "step": unsent.step}
        step = self.fields["step"]
        assert isinstance(step, StepField)
        step.queryset = case.steps.kept()


class ReplyForm(forms.Form):
    """A reply to choose from, in one language at least."""

    name = forms.CharField(label=_("Name"), max_length=60)
    words_th = WordsField(
        label=_("Words in Thai"),
        required=False,
        max_length=MOST_REPLY,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": MOST_REPLY, "lang": "th"}),
    )
    words_en = WordsField(
        label=_("Words in English"),
        required=False,
        max_length=MOST_REPLY,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": MOST_REPLY, "lang": "en"}),
    )
    centre = forms.ChoiceField(label=_("Who may choose it"), required=False)

    def __init__(self, *args: Any, centres: Iterable[Centre], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [(row.pk, _("all officers of %(centre)s") % {"centre": row.name}) for row in centres]
        offer(self, "centre", [("", _("I alone")), *every])

    @staticmethod
    def said(row: Reply) -> dict[str, Any]:
        """Return a reply as the form takes it."""
        return {
            "name": row.name, "words_th": row.words_th, "words_en": row.words_en, "centre": row.centre_id,
        }  # fmt: skip
