"""Django's own messages, as listed for our catalogue and as people read them in Thai."""

import re
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django import forms
from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import override

from itc.web import django_messages
from scripts.messages import KEYWORDS, by_key

THAI = re.compile("[\u0e01-\u0e5b]")
ENGLISH = sorted(Path(django.__file__).parent.rglob("locale/en/LC_MESSAGES/django.po"))


def listed() -> Iterator[tuple[str, ...]]:
    """Yield the forms of each message of the module."""
    with Path(django_messages.__file__).open("rb") as code:
        for _, message, _, _ in extract("python", code, KEYWORDS):
            yield tuple(message) if isinstance(message, list | tuple) else (message,)


def test_every_listed_message_is_one_of_django() -> None:
    known = set()
    for file in ENGLISH:
        with file.open("rb") as source:
            known |= {
                tuple(each.id) if isinstance(each.id, list | tuple) else (each.id,)
                for each in by_key(read_po(source)).values()
            }
    assert len(known) > 500
    assert set(listed()) - known == set()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (forms.CharField(), ""),
        (forms.CharField(max_length=3), "abcd"),
        (forms.CharField(min_length=3), "a"),
        (forms.DecimalField(max_digits=4, decimal_places=1), "1.25"),
        (forms.DecimalField(max_digits=2), "12345"),
        (forms.IntegerField(max_value=3), "9"),
        (forms.IntegerField(), "abc"),
        (forms.ChoiceField(choices=[("1", "1")]), "2"),
        (forms.EmailField(), "nobody"),
    ],
)
def test_a_field_refuses_in_thai(field: forms.Field, value: str) -> None:
    with override("th"), pytest.raises(ValidationError) as refused:
        field.clean(value)
    with override("th"):
        assert all(
            THAI.search(each) and not re.search("[A-Za-z]", each) for each in refused.value.messages
        ), refused.value.messages


def test_a_short_password_is_refused_with_the_length_it_needs() -> None:
    with override("th"), pytest.raises(ValidationError) as refused:
        MinimumLengthValidator(10).validate("short")
    with override("th"):
        assert refused.value.messages == ["รหัสผ่านสั้นไป ใช้อย่างน้อย 10 ตัวอักษร"]


def test_a_common_password_is_refused_in_thai() -> None:
    with override("th"), pytest.raises(ValidationError) as refused:
        CommonPasswordValidator().validate("password123")
    with override("th"):
        assert THAI.search(refused.value.messages[0])
