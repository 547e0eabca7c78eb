"""Translations without the gettext programs: `python -m scripts.messages extract|compile|check`.

extract   brings locale/th/LC_MESSAGES/django.po up to date with the messages in itc/
compile   writes django.mo beside it, which Django reads
check     lists every message whose translation is missing or doubtful, and fails if there is one
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%%|%(?:\(\w+\))?[\d.]*[sdfr]|\{[^{}]*\}")
CURE = "missing, stale: run `make messages`; all others: edit locale/th/LC_MESSAGES/django.po"


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Do what the one argument says in the project at `root`; return the exit code."""
    match arguments:
        case ["extract"]:
            update_catalogue(root)
        case ["compile"]:
            compile_catalogue(root)
        case ["check"]:
            found = sorted(faults(messages_in_code(root), read_catalogue(root)))
            print(
                *found, f"{len(found)} faults ({CURE})" if found else "Every message is translated.", sep="\n"
            )
            return 1 if found else 0
        case _:
            print(__doc__)
            return 2
    return 0


def messages_in_code(root: Path) -> Catalog:
    """Return every message marked for translation in the Python files and templates under `root`/itc."""
    found = new_catalogue()
    for file in sorted((root / "itc").rglob("*.*")):
        if file.suffix not in {".py", ".html", ".txt"} or (
            file.suffix != ".py" and "templates" not in file.parts
        ):
            continue
        source = file.read_text(encoding="utf-8")
        if file.suffix != ".py":
            # without indentation: what is left of the markup is no Python, and its blocks do not nest
            source = re.sub(r"(?m)^[ \t]+", "", templatize(source, origin=str(file)))
        code = BytesIO(source.encode())
        for _, message, comments, context in extract(
            "python", code, KEYWORDS, ["Translators:"], {"encoding": "utf-8"}
        ):
            found.add(message, auto_comments=comments, context=context)
    return found


def new_catalogue() -> Catalog:
    """Return an empty Thai catalogue."""
    names = {"project": "OpenITC", "version": "1", "last_translator": "OpenITC", "language_team": "Thai"}
    return Catalog(locale="th", fuzzy=False, header_comment="# Thai messages of OpenITC.", **names)


def po_file(root: Path) -> Path:
    """Return the place of the Thai catalogue."""
    return root / "locale" / "th" / "LC_MESSAGES" / "django.po"


def read_catalogue(root: Path) -> Catalog:
    """Return the Thai catalogue as it is in its file; an empty one if there is none yet."""
    if not po_file(root).exists():
        return new_catalogue()
    with po_file(root).open("rb") as file:
        return read_po(file, locale="th", abort_invalid=True)


def update_catalogue(root: Path) -> None:
    """Add new messages to the catalogue, drop those no longer in the code, and keep the translations."""
    catalogue = read_catalogue(root)
    catalogue.update(messages_in_code(root), no_fuzzy_matching=True, update_creation_date=False)
    po_file(root).parent.mkdir(parents=True, exist_ok=True)
    with po_file(root).open(
        "wb"
    ) as file:  # sorted, without line numbers: a change in the code stays a small diff
        write_po(file, catalogue, no_location=True, sort_output=True, ignore_obsolete=True, width=110)


def compile_catalogue(root: Path) -> None:
    """Write the compiled catalogue beside its source."""
    with po_file(root).with_suffix(".mo").open("wb") as file:
        write_mo(file, read_catalogue(root))


def faults(code: Catalog, catalogue: Catalog) -> Iterator[str]:
    """Yield a line for each message missing, stale, untranslated, fuzzy, or with other placeholders."""
    wanted, present = by_key(code), by_key(catalogue)
    for key in wanted.keys() ^ present.keys():
        yield f"{'missing' if key in wanted else 'stale'}: {key[0]!r}"
    for key in wanted.keys() & present.keys():
        message = present[key]
        source, translations = forms(message.id)[-1], forms(message.string)
        if not all(translations):
            yield f"untranslated: {key[0]!r}"
        elif message.fuzzy:
            yield f"fuzzy: {key[0]!r}"
        elif any(placeholders(translation) != placeholders(source) for translation in translations):
            yield f"other placeholders: {key[0]!r} has {placeholders(source)}"


def by_key(catalogue: Catalog) -> dict[tuple[str, str], Message]:
    """Return the messages of `catalogue`, without its header, by (first form, context)."""
    return {(forms(message.id)[0], message.context or ""): message for message in catalogue if message.id}


def forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """Return the singular and plural forms of a message, or its one form; empty if there is no text."""
    return [text or ""] if text is None or isinstance(text, str) else list(text)


def placeholders(text: str) -> list[str]:
    """Return the sorted placeholders of `text`, such as %(name)s, %d and {name}."""
    return sorted(found for found in PLACEHOLDER.findall(text) if found != "%%")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
