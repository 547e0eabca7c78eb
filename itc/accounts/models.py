"""People who sign in, by e-mail, phone, LINE or ThaID; codes by which a centre hands an account over."""

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes people."""

    def create_user(self, *, name: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new person with at least an e-mail or a phone; without a password she cannot sign in."""
        if email := fields.pop("email", None):
            fields["email"] = self.normalize_email(email).lower()
        user = self.model(name=name, **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, **fields: Any) -> "User":
        """Return a person who may do everything; for the command line."""
        return self.create_user(is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Firms, posts and what she may see hang on memberships and posts, never on this row.

    `pending_since` is set from her sign-up until she has typed the code that was sent to her. Nobody is
    signed in as a pending person, nothing hangs on one, and whoever signs up next with the same e-mail or
    phone takes her place: an address belongs to who can read what is sent there.
    """

    class KnownBy(models.TextChoices):
        """Who vouches for a person without e-mail and phone; nobody does for one who is erased."""

        LINE = "line", "LINE"
        THAID = "thaid", "ThaID"
        CENTRE = "centre", _("her centre")
        ERASED = "erased", _("nobody: erased")

    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    email_confirmed_at = models.DateTimeField(_("e-mail confirmed"), null=True, blank=True, editable=False)
    phone = models.CharField(
        _("phone"),
        max_length=16,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^\+[1-9]\d{7,14}$", _("Write the phone as +66812345678."))],
    )
    phone_confirmed_at = models.DateTimeField(_("phone confirmed"), null=True, blank=True, editable=False)
    known_by = models.CharField(_("known by"), max_length=10, blank=True, choices=KnownBy.choices)
    pending_since = models.DateTimeField(_("signing up since"), null=True, blank=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="th")
    is_staff = models.BooleanField(_("may use the back office"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(phone__isnull=False) | ~Q(known_by=""),
                name="person_can_be_reached",
                violation_error_message=_(
                    "Write an e-mail or a phone: a person must be reached by one of them."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; without e-mail or phone there is none, which is not the same as an empty one."""
        self.email = self.email or None
        self.phone = self.phone or None
        super().save(*args, **kwargs)


class ClaimCodeQuerySet(models.QuerySet["ClaimCode"]):
    """Claim codes by their state."""

    def unused(self) -> "ClaimCodeQuerySet":
        """Return those that nobody has used and no newer one has ended, expired or not."""
        return self.filter(used_at=None, ended_at=None)


class ClaimCode(models.Model):
    """A code on paper by which a person takes over the account that her centre made for her.

    Only a digest of it is kept. A person has one at a time.
    """

    DAYS = 30

    person = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="claim_codes", verbose_name=_("person")
    )
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = ClaimCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim code")
        verbose_name_plural = _("claim codes")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(used_at=None, ended_at=None), name="claim_code_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.made_at:%Y-%m-%d}"

    @property
    def valid_until(self) -> dt.datetime:
        """The moment from which it is no longer taken."""
        return self.made_at + dt.timedelta(days=self.DAYS)


class KeptMessage(models.Model):
    """An SMS or mail that was not sent, since this site has no gateway: the demo shows it on the page.

    Kept for some minutes, under a digest of the number or address it would have gone to.
    """

    MINUTES = 15

    to = models.CharField(_("to"), max_length=32, db_index=True)
    text = models.TextField(_("text"))
    kept_at = models.DateTimeField(_("kept"), db_index=True)

    class Meta:
        verbose_name = _("message that was not sent")
        verbose_name_plural = _("messages that were not sent")

    def __str__(self) -> str:
        return f"{self.kept_at:%H:%M}"


class SentCode(models.Model):
    """That a code went to a contact, under a digest of it; kept for a day: codes are not guessed."""

    to = models.CharField(_("to"), max_length=32, db_index=True)
    sent_at = models.DateTimeField(_("sent"), db_index=True)

    class Meta:
        verbose_name = _("code that was sent")
        verbose_name_plural = _("codes that were sent")

    def __str__(self) -> str:
        return f"{self.sent_at:%Y-%m-%d %H:%M}"
