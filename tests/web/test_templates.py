"""Rules of templates and styles: nothing inline, no address outside, arguments named, colours readable."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parent.parent.parent / "itc"
TEMPLATES = sorted(ROOT.rglob("templates/**/*.html"))
STYLES = sorted(ROOT.rglob("static/**/*.css"))
COMPONENTS = sorted((ROOT / "web" / "templates" / "components").glob("*.html"))
TOKENS = (ROOT / "web" / "static" / "web" / "css" / "tokens.css").read_text()


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_carries_style_script_or_handlers_of_its_own(path: Path) -> None:
    markup = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)
    inline = re.findall(
        r"""\sstyle\s*=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=|hx-on|javascript:""",
        markup,
        flags=re.IGNORECASE,
    )
    assert inline == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_template_compiles(path: Path) -> None:
    assert get_template(str(path).split("/templates/")[1])


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_every_component_names_its_arguments_at_the_top(path: Path) -> None:
    assert path.read_text().startswith("{% comment %}")


def test_every_component_is_used_by_a_page() -> None:
    used = {name for path in TEMPLATES for name in re.findall(r'"components/(\w+)\.html"', path.read_text())}
    assert {path.stem for path in COMPONENTS} == used


@pytest.mark.parametrize("path", STYLES, ids=name_of)
def test_no_style_asks_an_address_outside(path: Path) -> None:
    assert (
        re.findall(r"@import|https?:|//[a-z]", re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL))
        == []
    )


def used_in(style: str) -> set[str]:
    return set(re.findall(r"var\(--([\w-]+)", style))


def test_every_custom_property_that_is_used_is_given() -> None:
    styles = "".join(path.read_text() for path in STYLES)
    given = set(re.findall(r"--([\w-]+)\s*:", styles))
    assert used_in(styles) - given == set()


def palette(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*#([0-9a-f]{6})\b", css))


def palettes() -> Iterator[tuple[str, dict[str, str]]]:
    light, dark = TOKENS.split("@media (prefers-color-scheme: dark)")
    yield "light", palette(light)
    yield "dark", palette(light) | palette(dark)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


STATION_COLOURS = ("s1", "s2", "s3", "s4", "s5")
TEXT = [
    *product(("ink", "soft", "link", "amber", "leaf", "clay", *STATION_COLOURS), ("paper", "card")),
    *product(("ink", "soft", "link"), ("well", "amber-wash", "leaf-wash", "clay-wash")),
    ("on-main", "main"), ("on-main", "main-hover"),
    ("amber", "amber-wash"), ("leaf", "leaf-wash"), ("clay", "clay-wash"),
    *(("on-station", colour) for colour in STATION_COLOURS),
]  # fmt: skip
LARGE_OR_EDGE = [*product(("amber-strong", "indigo", "edge"), ("paper", "card"))]


@pytest.mark.parametrize(("mode", "colours"), list(palettes()))
def test_every_pair_of_colours_can_be_read(mode: str, colours: dict[str, str]) -> None:
    faint = [
        f"{front} on {back}: {contrast(colours[front], colours[back]):.2f}"
        for pairs, least in ((TEXT, 4.5), (LARGE_OR_EDGE, 3.0))
        for front, back in pairs
        if contrast(colours[front], colours[back]) < least
    ]
    assert faint == [], mode


def test_the_contrast_of_black_on_white_is_21() -> None:
    assert contrast("000000", "ffffff") == pytest.approx(21)
