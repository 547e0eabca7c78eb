"""Standards and laws, what they require, the tests that show it, and claims that need proof."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from itc.catalogue.models.recipes import Operation
from itc.db.bilingual import Bilingual
from itc.db.fields import TextList
from itc.db.models import Reference


class Standard(Reference):
    """A standard, law or certificate; `compulsory` is always read with its condition."""

    class Compulsory(models.TextChoices):
        """Whether the law asks for it."""

        YES = "yes", _("compulsory")
        NO = "no", _("voluntary")
        DEPENDS = "depends", _("depends")

    code = models.CharField(_("code"), primary_key=True, max_length=60)
    kind = models.CharField(_("kind"), max_length=20)
    operation = models.ForeignKey(
        Operation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="standards",
        verbose_name=_("operation"),
    )
    number = models.CharField(_("number"), max_length=120, blank=True)
    name_th = models.CharField(_("Thai name"), max_length=300)
    name_en = models.CharField(_("English name"), max_length=300)
    issuer = models.CharField(_("issued by"), max_length=200)
    compulsory = models.CharField(_("compulsory"), max_length=10, choices=Compulsory.choices)
    condition_th = models.TextField(_("on which condition, in Thai"), blank=True)
    condition_en = models.TextField(_("on which condition, in English"), blank=True)
    ask_first_th = models.TextField(_("question to ask first, in Thai"), blank=True)
    ask_first_en = models.TextField(_("question to ask first, in English"), blank=True)
    applies_to = TextList(_("applies to"))
    market = TextList(_("markets"))
    asks_th = models.TextField(_("what it asks, in Thai"), blank=True)
    asks_en = models.TextField(_("what it asks, in English"), blank=True)
    documents = TextList(_("documents"))
    steps = TextList(_("steps"))
    validity = models.TextField(_("valid for"), blank=True)
    seen_on = models.DateField(_("source read on"), null=True, blank=True)
    confirmed_parts = models.TextField(_("what the source confirms"), blank=True)
    note = models.TextField(_("note"), blank=True)

    name = Bilingual("name")
    asks = Bilingual("asks")
    ask_first = Bilingual("ask_first")

    class Meta:
        verbose_name = _("standard")
        verbose_name_plural = _("standards")

    def __str__(self) -> str:
        return self.name


class Requirement(Reference):
    """One limit or rule of a standard."""

    code = models.CharField(_("code"), primary_key=True, max_length=80)
    standard = models.ForeignKey(
        Standard, on_delete=models.PROTECT, related_name="requirements", verbose_name=_("standard")
    )
    parameter_th = models.CharField(_("parameter in Thai"), max_length=300)
    parameter_en = models.CharField(_("parameter in English"), max_length=300)
    operator = models.CharField(pgettext_lazy("comparison", "operator"), max_length=20, blank=True)
    limit = models.CharField(_("limit"), max_length=120, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    lower = models.CharField(_("lower limit"), max_length=40, blank=True)
    upper = models.CharField(_("upper limit"), max_length=40, blank=True)
    limit_text = models.TextField(_("limit in words"), blank=True)
    condition = models.TextField(_("condition, in English"), blank=True)
    condition_th = models.TextField(_("condition, in Thai"), blank=True)
    method = models.TextField(_("method"), blank=True)
    sampling = models.TextField(_("sampling"), blank=True)
    seen_on = models.DateField(_("source read on"), null=True, blank=True)
    currency = models.CharField(_("how current"), max_length=20, blank=True)
    note = models.TextField(_("note"), blank=True)

    parameter = Bilingual("parameter")

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")

    def __str__(self) -> str:
        return f"{self.standard_id}: {self.parameter}"


class Test(Reference):
    """A laboratory test: what it measures, by which methods, with how much sample."""

    code = models.CharField(_("code"), primary_key=True, max_length=60)
    name_th = models.CharField(_("Thai name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    measures_th = models.TextField(_("measures, in Thai"), blank=True)
    measures_en = models.TextField(_("measures, in English"), blank=True)
    methods = models.TextField(_("methods"), blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    sample_amount = models.CharField(_("sample"), max_length=120, blank=True)
    typical_days = models.CharField(_("usual days"), max_length=20, blank=True)
    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="tests", verbose_name=_("operation")
    )
    relevant_standards = TextList(_("standards"))
    seen_on = models.DateField(_("source read on"), null=True, blank=True)
    confirmed_parts = models.TextField(_("what the source confirms"), blank=True)
    note = models.TextField(_("note"), blank=True)

    name = Bilingual("name")
    measures = Bilingual("measures")

    class Meta:
        verbose_name = _("test")
        verbose_name_plural = _("tests")

    def __str__(self) -> str:
        return self.name


class Claim(Reference):
    """Something said on a label that needs proof: the evidence, and what backs it."""

    code = models.CharField(_("code"), primary_key=True, max_length=60)
    claim_th = models.CharField(_("claim in Thai"), max_length=200)
    claim_en = models.CharField(_("claim in English"), max_length=200)
    evidence_th = models.TextField(_("evidence in Thai"))
    evidence_en = models.TextField(_("evidence in English"))
    standards = TextList(_("standards"))
    tests = TextList(_("tests"))
    compulsory_th = models.TextField(_("what the law says, in Thai"), blank=True)
    seen_on = models.DateField(_("source read on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    name = Bilingual("claim")
    evidence = Bilingual("evidence")

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")

    def __str__(self) -> str:
        return self.name
