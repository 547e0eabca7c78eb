"""What public callers have used of their budget."""

from django.db import models


class Spending(models.Model):
    """Cost units a caller used in a minute; the caller is a keyed digest, never an address."""

    caller = models.CharField(max_length=32)
    minute = models.BigIntegerField(db_index=True)
    spent = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["caller", "minute"], name="spending_once_a_minute")]

    def __str__(self) -> str:
        return f"{self.minute}: {self.spent}"
