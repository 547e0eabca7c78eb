"""The Thai catalogue is complete, or the check says what is not."""

import gettext
from pathlib import Path

import pytest

from scripts import messages

CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext
greeting = _("Hello %(name)s")
slots = ngettext("%(count)d slot", "%(count)d slots", 2)
month = pgettext("calendar", "May")
share = _("10%% off {item}")
"""
TEMPLATE = """{% load i18n %}<h1>{% translate "What do you want to make?" %}</h1>
{% blocktranslate count n=days trimmed %} one day {% plural %} {{ n }} days {% endblocktranslate %}"""
TRANSLATIONS = {
    "Hello %(name)s": "สวัสดี %(name)s",
    "%(count)d slot": "%(count)d ช่วง",
    "May": "พฤษภาคม",
    "10%% off {item}": "ลด 10%% สำหรับ {item}",
    "What do you want to make?": "อยากผลิตอะไร",
    "one day": "%(n)s วัน",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose few messages are all translated."""
    (tmp_path / "itc" / "site" / "templates").mkdir(parents=True)
    (tmp_path / "itc" / "site" / "views.py").write_text(CODE)
    (tmp_path / "itc" / "site" / "templates" / "home.html").write_text(TEMPLATE)
    assert messages.main(["extract"], tmp_path) == 0
    for message, translation in TRANSLATIONS.items():
        translate(tmp_path, message, translation)
    return tmp_path


def po(project: Path) -> str:
    return messages.po_file(project).read_text(encoding="utf-8")


def edit(project: Path, old: str, new: str) -> None:
    assert old in po(project)
    messages.po_file(project).write_text(po(project).replace(old, new, 1), encoding="utf-8")


def translate(project: Path, message: str, translation: str) -> None:
    before, found, after = po(project).partition(f'msgid "{message}"\n')
    assert found, f"{message} was not extracted"
    field = 'msgstr[0] ""' if after.startswith("msgid_plural") else 'msgstr ""'
    after = after.replace(field, field.replace('""', f'"{translation}"'), 1)
    messages.po_file(project).write_text(before + found + after, encoding="utf-8")


def check(project: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the faults that the check prints, without its summary."""
    code = messages.main(["check"], project)
    lines = capsys.readouterr().out.splitlines()
    assert code == (0 if lines == ["Every message is translated."] else 1)
    return lines[:-1]


def test_a_complete_catalogue_passes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(project, capsys) == []


def test_a_message_without_translation_is_listed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project, "อยากผลิตอะไร", "")
    assert check(project, capsys) == ["untranslated: 'What do you want to make?'"]


def test_a_plural_without_translation_is_listed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project, "%(n)s วัน", "")
    assert check(project, capsys) == ["untranslated: 'one day'"]


def test_a_fuzzy_translation_is_listed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project, 'msgctxt "calendar"', '#, fuzzy\nmsgctxt "calendar"')
    assert check(project, capsys) == ["fuzzy: 'May'"]


def test_a_message_the_code_no_longer_has_is_stale(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "itc" / "site" / "templates" / "home.html").write_text("")
    assert check(project, capsys) == ["stale: 'What do you want to make?'", "stale: 'one day'"]


def test_a_new_message_of_the_code_is_missing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "itc" / "site" / "forms.py").write_text('label = _("Province")')
    assert check(project, capsys) == ["missing: 'Province'"]


def test_the_same_word_in_another_context_is_another_message(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "itc" / "site" / "forms.py").write_text('label = pgettext("may do", "May")')
    assert check(project, capsys) == ["missing: 'May'"]


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("สวัสดี %(name)s", "สวัสดี %(nam)s", "'Hello %(name)s' has ['%(name)s']"),
        ("สวัสดี %(name)s", "สวัสดี", "'Hello %(name)s' has ['%(name)s']"),
        ("%(count)d ช่วง", "%(count)s ช่วง", "'%(count)d slot' has ['%(count)d']"),
        ("สำหรับ {item}", "สำหรับ {thing}", "'10%% off {item}' has ['{item}']"),
        ("%(n)s วัน", "หนึ่งวัน", "'one day' has ['%(n)s']"),
    ],
)
def test_placeholders_must_be_those_of_the_source(
    project: Path, capsys: pytest.CaptureFixture[str], right: str, wrong: str, message: str
) -> None:
    edit(project, right, wrong)
    assert check(project, capsys) == [f"other placeholders: {message}"]


def test_extracting_keeps_translations_and_drops_what_is_gone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "itc" / "site" / "templates" / "home.html").write_text(
        '{% load i18n %}{% translate "Province" %}'
    )
    messages.main(["extract"], project)
    assert check(project, capsys) == ["untranslated: 'Province'"]
    assert "อยากผลิตอะไร" not in po(project)


def test_extracting_again_changes_nothing(project: Path) -> None:
    messages.main(["extract"], project)
    before = po(project)
    messages.main(["extract"], project)
    assert po(project) == before
    assert "#:" not in before  # no line numbers, so that an edit above does not touch the catalogue


def test_the_compiled_catalogue_speaks_thai(project: Path) -> None:
    assert messages.main(["compile"], project) == 0
    with messages.po_file(project).with_suffix(".mo").open("rb") as file:
        thai = gettext.GNUTranslations(file)
    assert thai.gettext("Hello %(name)s") == "สวัสดี %(name)s"
    assert thai.ngettext("one day", "%(n)s days", 1) == "%(n)s วัน"
    assert thai.pgettext("calendar", "May") == "พฤษภาคม"


def test_text_files_outside_templates_are_not_read(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "itc" / "site" / "notes.txt").write_text('{% translate "Not a template" %}')
    assert check(project, capsys) == []


def test_the_indentation_of_a_template_does_not_matter(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nested = '<ul>\n      <li>\n   {% translate "Province" %}\n        </li>\n  {{ _("Centre") }}</ul>'
    (project / "itc" / "site" / "templates" / "list.html").write_text("{% load i18n %}" + nested)
    assert check(project, capsys) == ["missing: 'Centre'", "missing: 'Province'"]


def test_an_unknown_word_prints_how_to_use_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.main(["translate"], project) == 2
    assert "extract|compile|check" in capsys.readouterr().out
