"""Nothing is kept of people that nobody declares: asked of the models, so that no new one is forgotten."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from itc.accounts.models import User
from itc.accounts.registry import Fate, Kept, kept
from itc.db.models import Reference

DOC = Path(__file__).resolve().parents[2] / "docs" / "privacy.md"
WORDS = (
    models.CharField, models.TextField, models.FileField, models.JSONField, models.BinaryField,
    models.GenericIPAddressField,
)  # fmt: skip
NAMES_OF_OURS = {"auth.Group", "auth.Permission", "contenttypes.ContentType", "socialaccount.SocialApp"}
"""Names of roles and tables, and keys under which others know this site."""


def may_tell(model: type[models.Model], field: Any) -> bool:
    """Return whether a column points to a person or may hold words of hers."""
    if isinstance(field, models.ForeignKey | models.ManyToManyField):
        return field.related_model is User
    if model._meta.label in NAMES_OF_OURS or issubclass(model, Reference):
        return False  # rows of public files, with their source
    return isinstance(field, WORDS) and not field.choices


def declared() -> dict[str, Fate]:
    return {
        f"{table.model._meta.label}.{name}": fate for table in kept() for name, fate in table.fields.items()
    }


def test_every_column_that_may_tell_of_a_person_is_declared() -> None:
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if may_tell(model, field)
    }
    assert found - declared().keys() == set()
    assert len(found) > 60


def test_what_is_declared_is_there() -> None:
    for table in kept():
        names = {field.name for field in table.model._meta.concrete_fields}
        assert set(table.fields) <= names, table.model


def test_a_model_that_nobody_declares_would_be_found() -> None:
    class Diary(models.Model):
        words = models.TextField()
        of = models.ForeignKey(User, on_delete=models.PROTECT)

        class Meta:
            app_label = "tests"
            managed = False

    try:
        assert [field.name for field in Diary._meta.concrete_fields if may_tell(Diary, field)] == [
            "words", "of",
        ]  # fmt: skip
    finally:
        del apps.all_models["tests"]["diary"]
        apps.clear_cache()


def row_of_the_document(table: Kept) -> str:
    """Return the line of docs/privacy.md for a table."""
    fates: dict[Fate, list[str]] = {}
    for name, fate in table.fields.items():
        fates.setdefault(fate, []).append(name)
    what = "; ".join(f"**{fate}**: {', '.join(names)}" for fate, names in fates.items()) or "as above"
    return f"| {table.model._meta.label} | {what} | {table.why} | {table.how_long} |"


@pytest.mark.parametrize("table", kept(), ids=lambda table: table.model._meta.label)
def test_the_document_says_what_the_code_declares(table: Kept) -> None:
    assert row_of_the_document(table) in DOC.read_text(encoding="utf-8").splitlines()
    assert table.why
    assert table.how_long
