"""What a desk keeps of its own: the paper forms that were printed blank."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from itc.cases.models import Case
from itc.cases.models.cases import new_code
from itc.db.constraints import all_or_none
from itc.network.models import Centre

PERSON = settings.AUTH_USER_MODEL


class PaperForm(models.Model):
    """A blank form, printed with a number of its own: it is typed in once."""

    code = models.CharField(_("number"), max_length=8, unique=True, default=new_code, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+", verbose_name=_("centre"))
    printed_at = models.DateTimeField(_("printed"))
    printed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("printed by")
    )
    typed_at = models.DateTimeField(_("typed in"), null=True, blank=True)
    typed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("typed by")
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("case")
    )

    class Meta:
        verbose_name = _("paper form")
        verbose_name_plural = _("paper forms")
        constraints = [
            models.CheckConstraint(
                condition=all_or_none("typed_at", "typed_by", "case"), name="paper_form_typed_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(typed_at=None) | Q(typed_at__gte=models.F("printed_at")),
                name="paper_form_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class SavedView(models.Model):
    """A narrowing of her queue that an officer has named: a tab of her desk."""

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=40)
    query = models.CharField(_("what it asks"), max_length=1500)  # 100 Thai letters are 900 here
    position = models.PositiveSmallIntegerField(_("place"))
    is_default = models.BooleanField(_("opens first"), default=False)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="saved_view_name_once"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(is_default=True), name="saved_view_one_default"
            ),
        ]

    def __str__(self) -> str:
        return self.name
