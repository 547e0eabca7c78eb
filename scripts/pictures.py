"""Pictures of pages at 360 and 1280 px, Thai and English, light and dark.

`python -m scripts.pictures FOLDER [PATH …] [--site URL]` needs the site running (`itc demo`), and names a
picture after its path, width in CSS pixels, language and mode: `help-360-th-light.png`.
"""

import argparse
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
WIDTHS = {360: 740, 1280: 800}  # width: height in CSS pixels
PREFIXES = {"th": "", "en": "/en"}
MODES = ("light", "dark")
PATHS = ("/", "/help", "/help/counting", "/search", "/styleguide", "/no-such-page")


def main() -> None:
    """Take the pictures the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("paths", nargs="*", default=PATHS)
    parser.add_argument("--site", default="http://127.0.0.1:8000")
    parser.add_argument("--modes", nargs="+", choices=MODES, default=MODES)
    parser.add_argument("--languages", nargs="+", choices=PREFIXES, default=list(PREFIXES))
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width, language, mode in product(WIDTHS, asked.languages, asked.modes):
            take(
                browser,
                asked.site,
                list(asked.paths),
                asked.folder,
                width=width,
                language=language,
                mode=mode,
            )
        browser.close()


def take(
    browser: Browser, site: str, paths: list[str], folder: Path, *, width: int, language: str, mode: str
) -> None:
    """Write a picture of each whole page, at one width (CSS pixels), in one language and mode."""
    page = browser.new_page(
        viewport={"width": width, "height": WIDTHS[width]},
        device_scale_factor=2 if width < 600 else 1,
        color_scheme="dark" if mode == "dark" else "light",
    )
    for path in paths:
        page.goto(f"{site}{PREFIXES[language]}{path}", wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        name = path.strip("/").replace("/", "-").replace("?", "-") or "home"
        page.screenshot(path=folder / f"{name}-{width}-{language}-{mode}.png", full_page=True)
    page.close()


if __name__ == "__main__":
    main()
