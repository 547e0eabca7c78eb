"""A page as a reader without a browser sees it: its forms, its fields and their labels, its headings."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

NOT_SENT = {"submit", "button", "reset", "image", "file"}
VOID = {"input", "br", "img", "meta", "link", "hr", "source", "wbr", "col"}
UNSAID = {"script", "style", "textarea", "option"}
SAID = ("aria-label", "placeholder", "title", "alt")
Attributes = dict[str, str]


@dataclass
class Form:
    """A form: where it goes, how, and what it sends when nothing is touched."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


@dataclass
class Page:
    """What a page is made of."""

    lang: str = ""
    forms: list[Form] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """What it says, less what is marked as another language, chosen from a list or read by machines."""


class Reader(HTMLParser):
    """Reads one page; `read` is its use."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.page, self.address = Page(), address
        self.labels: set[str] = set()
        self.loose: list[Attributes] = []
        self.by_id: dict[str, Form] = {}
        self.form: Form | None = None
        self.in_label = 0
        self.select: Attributes | None = None
        self.textarea: Attributes | None = None
        self.unsaid: list[bool] = []
        self.speaking: list[tuple[str, Attributes, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        page = self.page
        if tag not in VOID:
            self.unsaid.append(tag in UNSAID or ("lang" in at and tag != "html"))
        if not any(self.unsaid):
            page.words += [at[name] for name in SAID if at.get(name)]
        page.ids += [at["id"]] if "id" in at else []
        page.inline += [f"{tag} {name}" for name in at if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in at and "json" not in at.get("type", "")):
            page.inline.append(tag)
        if tag in {"button", "a"}:
            self.speaking.append((tag, at, []))
        elif tag == "img" and self.speaking:
            self.speaking[-1][2].append(at.get("alt", ""))
        if tag == "img" and "alt" not in at:
            page.nameless.append(f"img {at.get('src')}")
        if handle := getattr(self, f"on_{tag}", None):
            handle(at)
        elif tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            page.headings.append(int(tag[1]))

    def on_html(self, at: Attributes) -> None:
        self.page.lang = at.get("lang", "")

    def on_a(self, at: Attributes) -> None:
        self.page.links.append(at.get("href", ""))

    def on_form(self, at: Attributes) -> None:
        self.form = Form(
            urljoin(self.address, at.get("action") or self.address), at.get("method", "get").lower()
        )
        self.page.forms.append(self.form)
        self.by_id[at.get("id", "")] = self.form

    def on_label(self, at: Attributes) -> None:
        self.in_label += 1
        self.labels.add(at.get("for", ""))

    def on_input(self, at: Attributes) -> None:
        kind = at.get("type", "text")
        if kind not in {"hidden", "submit", "button"}:
            self.asked(at)
        if kind == "file":
            self.files_of(at).append(at.get("name", ""))
        elif kind not in NOT_SENT:
            chosen = kind not in {"checkbox", "radio"} or "checked" in at
            self.keep(at, [at.get("value", "on" if chosen and kind == "checkbox" else "")] if chosen else [])
            self.offer(at, kind)

    def on_select(self, at: Attributes) -> None:
        self.select = at
        self.asked(at)
        self.keep(at, [])

    def on_option(self, at: Attributes) -> None:
        if self.select is not None:
            self.offer(self.select | {"value": at.get("value", "")}, "select")
            self.keep(self.select, [at.get("value", "")] if "selected" in at else [])

    def on_textarea(self, at: Attributes) -> None:
        self.textarea = at
        self.asked(at)
        self.keep(at, [""])

    def on_button(self, at: Attributes) -> None:
        self.keep(at, [])
        self.offer(at, "button")

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(self.unsaid):
            self.page.words.append(" ".join(data.split()))
        if self.speaking:
            self.speaking[-1][2].append(data)
        if self.textarea is not None and (form := self.form_of(self.textarea)):
            form.fields[self.textarea.get("name", "")][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.unsaid:
            self.unsaid.pop()
        if tag == "form":
            self.form = None
        elif tag == "label":
            self.in_label -= 1
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.textarea = None
        elif tag in {"button", "a"} and self.speaking:
            name, at, words = self.speaking.pop()
            said = "".join(words).strip() or at.get("aria-label") or at.get("aria-labelledby")
            if not said and "hidden" not in at:
                self.page.nameless.append(f"{name} {at}")

    def form_of(self, at: Attributes) -> Form | None:
        return self.by_id.get(at["form"]) if "form" in at else self.form

    def files_of(self, at: Attributes) -> list[str]:
        form = self.form_of(at)
        return form.files if form else []

    def keep(self, at: Attributes, values: list[str]) -> None:
        if (form := self.form_of(at)) and at.get("name"):
            form.fields.setdefault(at["name"], []).extend(values)

    def offer(self, at: Attributes, kind: str) -> None:
        if (form := self.form_of(at)) and at.get("name"):
            form.kinds[at["name"]] = kind
            form.choices.setdefault(at["name"], []).extend([at["value"]] if at.get("value") else [])

    def asked(self, at: Attributes) -> None:
        """Note a field that must have a name a screen reader can say."""
        if not (self.in_label or {"aria-label", "aria-labelledby"} & {*at} or at.get("alt")):
            self.loose.append(at)


def read(answer: Any, address: str) -> Page:
    """Return what the page of an answer is made of, its forms' addresses made whole by its own."""
    reader = Reader(address)
    reader.feed(answer.content.decode())
    reader.page.nameless += [f"field {at}" for at in reader.loose if at.get("id") not in reader.labels]
    return reader.page
