"""Operations, families, their recipes, the platforms that shape them, and the words of chips."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from itc.db.bilingual import Bilingual
from itc.db.fields import TextList
from itc.db.models import Reference


class Stage(models.TextChoices):
    """The five stations of the line: groups for the eye, never an order (`after` is the order)."""

    PRODUCTS = "products", _("Product analysis and selection")
    ENGINEERING = "engineering", _("Engineering service")
    MANUFACTURING = "manufacturing", _("Finding a contract maker")
    CERTIFICATION = "certification", _("Testing and certification")
    MARKETS = "markets", _("Market test")


class Operation(Reference):
    """Something done to a product: at a machine, by a person, at a lab, before an office."""

    class BookedAs(models.TextChoices):
        """How a step of this operation takes its time (docs/glossary.md)."""

        RESOURCE = "resource", _("booked")
        COUNTER = "counter", _("lab order")
        FILING = "filing", _("filing")
        CHOICE = "choice", _("to be chosen")

    class Run(models.TextChoices):
        """Whether work pauses in closed hours."""

        SPLIT = "split", _("may pause over night")
        THROUGH = "through", _("runs without a break")

    class Presence(models.TextChoices):
        """Whether she must be there."""

        OWNER = "owner", _("you must be there")
        SAMPLE = "sample", _("send samples or material")
        REMOTE = "remote", _("from home")

    code = models.CharField(_("code"), primary_key=True, max_length=60)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices)
    name_th = models.CharField(_("Thai name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    aliases_th = TextList(_("other Thai words"))
    aliases_en = TextList(_("other English words"))
    kind = models.CharField(_("kind"), max_length=10)
    booked_as = models.CharField(_("booked as"), max_length=10, choices=BookedAs.choices)
    provider_kind = models.CharField(_("kind of provider"), max_length=10)
    provider = TextList(_("providers"))
    run = models.CharField(_("run"), max_length=10, choices=Run.choices)
    presence = models.CharField(_("presence"), max_length=10, choices=Presence.choices)
    skip_if_known = models.BooleanField(_("may be left out when already decided"))
    unit = models.CharField(_("unit of price"), max_length=10)
    needs_operator = models.CharField(_("needs an operator"), max_length=10)
    typical_hours = models.CharField(_("usual hours"), max_length=20)
    turnaround_days = models.CharField(_("days until the result"), max_length=20)
    materials = TextList(_("materials"))
    scale_range = models.CharField(_("scale"), max_length=120, blank=True)

    name = Bilingual("name")

    class Meta:
        verbose_name = _("operation")
        verbose_name_plural = _("operations")

    def __str__(self) -> str:
        return self.name


class Family(Reference):
    """What people make: a kind of product with one recipe."""

    code = models.CharField(_("code"), primary_key=True, max_length=60)
    name_th = models.CharField(_("Thai name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120)
    aliases_th = TextList(_("other Thai words"))
    aliases_en = TextList(_("other English words"))
    sector = models.CharField(_("sector"), max_length=40)
    tsic_division = models.CharField(_("TSIC division"), max_length=10, blank=True)
    typical_batch = models.CharField(_("usual batch"), max_length=120, blank=True)
    typical_amount = models.DecimalField(
        _("usual amount"), max_digits=12, decimal_places=3, null=True, blank=True
    )
    typical_unit = models.CharField(_("unit of the usual amount"), max_length=20, blank=True)
    shelf_life_note = models.TextField(_("on keeping"), blank=True)
    risk = models.CharField(_("risk"), max_length=10)
    hazards = TextList(_("hazards"))
    standards = TextList(
        _("standards"), help_text=_("codes of standards, or plain names where there is none")
    )
    confirmed_fields = TextList(_("what the source confirms"))

    name = Bilingual("name")

    class Meta:
        verbose_name = _("family")
        verbose_name_plural = _("families")

    def __str__(self) -> str:
        return self.name


class RecipeStep(Reference):
    """One step of a family's recipe; its `after` lists the steps that must be ready first."""

    class Per(models.TextChoices):
        """What the hours are counted by."""

        ONCE = "once", _("once")
        BATCH = "batch", _("a batch")
        UNIT = "unit", _("a unit")

    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, related_name="steps", verbose_name=_("family")
    )
    seq = models.PositiveSmallIntegerField(_("number"))
    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="steps", verbose_name=_("operation")
    )
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices)
    hours = models.DecimalField(_("hours"), max_digits=6, decimal_places=2)
    per = models.CharField(_("per"), max_length=5, choices=Per.choices)
    after = TextList(_("after"))
    optional = models.BooleanField(_("optional"))
    when = TextList(_("when"))
    why_th = models.TextField(_("why, in Thai"))
    why_en = models.TextField(_("why, in English"))
    parameter_hint = models.TextField(_("parameters"), blank=True)
    wait_days = models.PositiveSmallIntegerField(_("days to wait after"), default=0)

    why = Bilingual("why")

    class Meta:
        verbose_name = _("recipe step")
        verbose_name_plural = _("recipe steps")
        constraints = [
            models.UniqueConstraint(fields=["family", "seq"], name="step_number_once_in_a_recipe"),
            models.CheckConstraint(
                condition=models.Q(hours__gt=Decimal(0)),
                name="step_takes_time",
                violation_error_message=_("A step takes time: write more than 0 hours."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.family_id} {self.seq}"


class Platform(Reference):
    """A named way of transformation (T10): stresses, adds or drops steps for a kind of firm."""

    code = models.CharField(_("code"), primary_key=True, max_length=60)
    name_th = models.CharField(_("Thai name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120)
    for_whom_th = models.TextField(_("for whom, in Thai"))
    for_whom_en = models.TextField(_("for whom, in English"))
    stages = TextList(_("stages as they weigh"))
    emphasis_operations = TextList(_("operations it stresses"))
    rank = models.PositiveSmallIntegerField(_("rank among the proposals"))
    is_default = models.BooleanField(_("proposed where nothing else fits"))
    proposed_by = TextList(_("proposed by"), help_text=_("conditions, each enough; + joins, a comma offers"))
    reason_th = models.TextField(_("reason, in Thai"))
    reason_en = models.TextField(_("reason, in English"))
    drops = TextList(_("operations it leaves out"))
    gates = TextList(_("gates"), help_text=_("before>then: one operation waits for another"))

    name = Bilingual("name")
    for_whom = Bilingual("for_whom")
    reason = Bilingual("reason")

    class Meta:
        verbose_name = _("platform")
        verbose_name_plural = _("platforms")

    def __str__(self) -> str:
        return self.name


class ChipWord(Reference):
    """A word of a sentence that stands for a chip: a market, claim, material, channel, unit or platform."""

    class Match(models.TextChoices):
        """How the word must stand in the sentence."""

        LONGEST = "longest", _("anywhere, the longest word wins")
        TOKEN = "token", _("only as a whole word")
        AFTER_NUMBER = "after_number", _("only beside a number")

    word = models.CharField(_("word"), max_length=80)
    lang = models.CharField(_("language"), max_length=2)
    match = models.CharField(_("match"), max_length=15, choices=Match.choices)
    chip = models.CharField(_("chip"), max_length=80, db_index=True)
    kind = models.CharField(_("kind"), max_length=20)
    implies = TextList(_("implies"))
    note = models.TextField(_("note"), blank=True)
    base_unit = models.CharField(_("unit it is counted in"), max_length=20, blank=True)
    factor = models.DecimalField(
        _("base units in one"), max_digits=12, decimal_places=6, null=True, blank=True
    )

    class Meta:
        verbose_name = _("chip word")
        verbose_name_plural = _("chip words")
        constraints = [models.UniqueConstraint(fields=["word", "chip"], name="chip_word_once")]

    def __str__(self) -> str:
        return f"{self.word} → {self.chip}"
