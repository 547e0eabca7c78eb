"""Content in two columns, read by the language of the page."""

from typing import Any

from django.utils.translation import get_language


class Bilingual:
    """Descriptor: `name = Bilingual("name")` reads `name_th` or `name_en`, whichever the page's language is,
    and falls back to the other where it is empty."""

    def __init__(self, stem: str) -> None:
        self.thai, self.english = f"{stem}_th", f"{stem}_en"

    def __get__(self, instance: Any, owner: type) -> str:
        if instance is None:
            raise AttributeError(f"{self.thai} and {self.english} are the columns")
        thai, english = getattr(instance, self.thai), getattr(instance, self.english)
        return str((thai or english) if get_language() == "th" else (english or thai))
