"""Every page that somebody may open, as a reader without a browser meets it: in Thai and in English."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest

from itc.accounts.models import User
from itc.cases.models import Case
from tests.everyone import between_them, everyone  # noqa: F401 - fixtures are used by their names
from tests.reading import Page
from tests.test_bad_input import _offered, _then, pages  # noqa: F401 - as above

THAI, ENGLISH = re.compile(r"[ก-ฺเ-๛]"), re.compile(r"[A-Za-z][a-z']*(?:[ ,]+[a-z'][a-z']+){3,}")
"""A letter of Thai; and four words of English in a row, which no name of a place or a machine is."""
WRITTEN = re.compile("แม่คำลำไย|แม่คำ|ใบมีดสึก|ขอถามหน่อย|ลำไยอบแห้ง|ธนาคาร|ลำพูน|คำ แก้วมา|ภาษาไทย")
"""What people of the tests wrote, what an example of a sheet says, and what leads to the page in Thai."""
PAGES = 50
"""At least so many are looked at: were fewer found, the tests below would say little."""


def faults(page: Page, language: str) -> Iterator[str]:
    """Yield what is wrong with how a page is made."""
    if page.lang != language:
        yield f"its language is {page.lang}"
    if page.headings.count(1) != 1:
        yield f"{page.headings.count(1)} first headings"
    if jumps := [pair for pair in pairwise(page.headings) if pair[1] > pair[0] + 1]:
        yield f"headings leave out a level: {jumps}"
    yield from (f"inline: {each}" for each in page.inline)
    yield from (f"without a name: {each}" for each in page.nameless)
    yield from (f"twice: {name}" for name, times in Counter(page.ids).items() if times > 1)
    yield from (f"leads nowhere: {link}" for link in page.links if link in {"", "#"} or "None" in link)


def in_the_other_language(page: Page, language: str) -> Iterator[str]:
    """Yield what stands on a page in the language it is not in, less what people wrote."""
    other = ENGLISH if language == "th" else THAI
    yield from (f"untranslated: {each}" for each in page.words if other.search(WRITTEN.sub("", each)))


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_page_is_whole_and_in_one_language(
    case: Case, cast: dict[str, User | None], language: str
) -> None:
    found = list(pages(case, cast, "" if language == "th" else "/en"))
    assert len(found) >= PAGES
    wrong = [
        (url, fault)
        for _client, url, page in found
        for fault in (*faults(page, language), *in_the_other_language(page, language))
    ]
    assert not wrong, "\n".join(map(str, wrong))


def test_every_form_that_changes_something_is_sent_as_such(case: Case, cast: dict[str, User | None]) -> None:
    """With its proof, to a page of ours; what is only asked for carries no proof in its address."""
    for _client, url, page in pages(case, cast):
        for form in page.forms:
            assert form.action.startswith("/"), (url, form.action)
            assert form.method in {"get", "post"}, (url, form.action)
            assert ("csrfmiddlewaretoken" in form.fields) == (form.method == "post"), (url, form.action)
            assert not form.files or form.method == "post", (url, form.action)
