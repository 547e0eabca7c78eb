"""Where the network is, who runs it, and which centre leads where."""

import datetime as dt

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from itc.accounts.models import User
from itc.db.bilingual import Bilingual
from itc.db.models import DatedQuerySet, Reference, TouchedQuerySet

USUAL_NOTICE_HOURS, MOST_NOTICE_HOURS = 24, 30 * 24
USUAL_FIRM_DAYS, MOST_FIRM_DAYS = 45, 365


class HowSure(models.TextChoices):
    """How sure a fact is."""

    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class Province(Reference):
    """One of the 77 provinces, by ISO 3166-2 code; coordinates are those of its town."""

    code = models.CharField(_("code"), primary_key=True, max_length=5)
    name_th = models.CharField(_("Thai name"), max_length=80)
    name_en = models.CharField(_("English name"), max_length=80)
    region = models.CharField(_("region (NESDC)"), max_length=40)
    region_6 = models.CharField(_("region (geography)"), max_length=40)
    dopa_code = models.CharField(_("code of the interior ministry"), max_length=2, blank=True)
    provincial_group = models.CharField(_("provincial group of 2017"), max_length=40, blank=True)
    dip_centre = models.CharField(_("number of its DIP centre"), max_length=2, blank=True)
    dip_centre_confidence = models.CharField(
        _("how sure that this DIP centre serves it"), max_length=10, choices=HowSure.choices, blank=True
    )
    lat = models.FloatField(_("latitude"))
    lon = models.FloatField(_("longitude"))

    name = Bilingual("name")

    class Meta:
        verbose_name = _("province")
        verbose_name_plural = _("provinces")

    def __str__(self) -> str:
        return self.name

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude in degrees."""
        return self.lat, self.lon


class Agency(Reference):
    """An agency of the network: estate authority, bank, federation, office, university, ministry."""

    code = models.CharField(_("code"), primary_key=True, max_length=20)
    name_th = models.CharField(_("Thai name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=60)
    role_en = models.TextField(_("role in the network"), blank=True)
    evidence = models.TextField(_("evidence"), blank=True)

    name = Bilingual("name")

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")

    def __str__(self) -> str:
        return self.name


class CentreQuerySet(TouchedQuerySet["Centre"]):
    """Centres, by whether they are there for everybody yet."""

    def settled(self) -> "CentreQuerySet":
        """Return those that are open, or will be on a day that is settled: all but drafts."""
        return self.filter(is_draft=False)

    def open(self, on: dt.date) -> "CentreQuerySet":
        """Return those that are open on a day: what lists, search and figures know of."""
        return self.settled().filter(Q(opens_on=None) | Q(opens_on__lte=on))

    def visible_to(self, person: object, *, on: dt.date) -> "CentreQuerySet":
        """Return those whose page somebody may open: a draft is there for its own officers and its parent's,
        and for who administers the network."""
        if not isinstance(person, User):
            return self.settled()
        if may_administer(person):
            return self.all()
        hers = Post.objects.on(on).filter(person=person, role=Post.Role.OFFICER, centre__isnull=False)
        codes = hers.values("centre")
        return self.filter(Q(is_draft=False) | Q(pk__in=codes) | Q(parent__in=codes))


def may_administer(person: object) -> bool:
    """Return whether somebody administers the network: staff who may add centres in the back office."""
    asked = isinstance(person, User) and person.is_active and person.is_staff
    return asked and isinstance(person, User) and person.has_perm("network.add_centre")


class Centre(Reference):
    """A centre of the network: DIP regional, network institute, estate or Mini ITC.

    One that is to be opened is a draft first, which nobody sees but who prepares it. Once its day is settled
    it can be planned with and booked from that day on; from that day it stands in lists and in search.
    """

    Confidence = HowSure

    code = models.CharField(_("code"), primary_key=True, max_length=20)
    operator_type = models.CharField(_("kind of operator"), max_length=30)
    name_th = models.CharField(_("Thai name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="centres", verbose_name=_("province")
    )
    specialty_en = models.TextField(_("specialty in English"), blank=True)
    specialty_th = models.TextField(_("specialty in Thai"), blank=True)
    lat = models.FloatField(_("latitude"))
    lon = models.FloatField(_("longitude"))
    confidence_is_itc = models.CharField(
        _("how sure that it is an ITC"), max_length=10, choices=HowSure.choices
    )
    confidence_location = models.CharField(
        _("how sure where it stands"), max_length=10, choices=HowSure.choices
    )
    firm_window_days = models.PositiveSmallIntegerField(
        _("firm window (days)"),
        default=USUAL_FIRM_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_FIRM_DAYS)],
        help_text=_("days ahead of which slots are held at once; later ones are a forecast"),
    )
    notice_hours = models.PositiveSmallIntegerField(
        _("least notice (hours)"),
        default=USUAL_NOTICE_HOURS,
        validators=[MaxValueValidator(MOST_NOTICE_HOURS)],
        help_text=_("between asking and the earliest start, for what has no notice of its own"),
    )

    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent centre"),
        help_text=_("whose officers open it, and who led its province before"),
    )
    is_draft = models.BooleanField(_("being prepared"), default=False)
    opens_on = models.DateField(
        _("opens on"), null=True, blank=True, help_text=_("empty: it is open, or its day is not settled")
    )

    name = Bilingual("name")
    specialty = Bilingual("specialty")

    objects = CentreQuerySet.as_manager()  # type: ignore[misc]  # richer than the abstract row's

    class Meta:
        verbose_name = _("centre")
        verbose_name_plural = _("centres")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_draft=False) | Q(opens_on=None),
                name="a_draft_has_no_day_yet",
                violation_error_message=_(
                    "What is being prepared opens on no day yet: empty one of the two."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def is_open(self, on: dt.date) -> bool:
        """Whether it is open on a day, as `CentreQuerySet.open` asks of many."""
        return not self.is_draft and (self.opens_on is None or self.opens_on <= on)

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude in degrees."""
        return self.lat, self.lon


class Coverage(Reference):
    """Which centre serves a province from when to when: dated, since zones are redrawn."""

    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="coverage", verbose_name=_("province")
    )
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, related_name="coverage", verbose_name=_("centre")
    )
    scope = models.CharField(_("scope"), max_length=20)
    rank = models.PositiveSmallIntegerField(_("rank"))
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)
    default_lead = models.BooleanField(_("leads by default"))
    note = models.TextField(_("note"), blank=True)

    objects = DatedQuerySet["Coverage"].as_manager()  # type: ignore[misc]  # richer than the abstract row's

    class Meta:
        verbose_name = _("coverage")
        verbose_name_plural = _("coverage")
        constraints = [
            models.UniqueConstraint(
                fields=["province", "centre", "scope", "valid_from"], name="coverage_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="coverage_runs_forward",
                violation_error_message=_("The last day comes before the first: mend one of the two."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.province_id} {self.centre_id}"


class PostQuerySet(models.QuerySet["Post"]):
    """Posts of a day."""

    def on(self, day: dt.date) -> "PostQuerySet":
        """Return the posts held on a day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)

    def serving(self) -> "PostQuerySet":
        """Return the posts of those who do the work of a centre: its officers, operators and experts."""
        roles = (Post.Role.OFFICER, Post.Role.OPERATOR, Post.Role.EXPERT)
        return self.filter(role__in=roles, centre__isnull=False)


class Post(models.Model):
    """Ties a person to a centre or an agency, in a role, from a day to a day."""

    class Role(models.TextChoices):
        """What the post is."""

        OFFICER = "officer", _("officer")
        OPERATOR = "operator", _("operator")
        EXPERT = "expert", _("expert")
        MINISTRY = "ministry", _("ministry reader")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    centre = models.ForeignKey(
        Centre,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("centre"),
    )
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("agency"),
    )
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.CheckConstraint(
                condition=Q(centre=None) ^ Q(agency=None),
                name="post_is_at_a_centre_or_an_agency",
                violation_error_message=_(
                    "Choose a centre or an agency: a post is at one of them, not both."
                ),
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="post_runs_forward",
                violation_error_message=_("The last day comes before the first: mend one of the two."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.centre_id or self.agency_id}"
