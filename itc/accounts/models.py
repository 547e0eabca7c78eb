"""People who sign in, by e-mail or by phone."""

from typing import Any, ClassVar

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
    """A person. Firms, posts and what she may see hang on memberships and posts, never on this row."""

    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    phone = models.CharField(
        _("phone"),
        max_length=16,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^\+[1-9]\d{7,14}$", _("Write the phone as +66812345678."))],
    )
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=2, default="th")
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
                condition=Q(email__isnull=False) | Q(phone__isnull=False),
                name="person_can_be_reached",
                violation_error_message=_(
                    "Write an e-mail or a phone: a person must be reached by one of them."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name
