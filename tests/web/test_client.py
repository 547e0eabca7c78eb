"""Where a form may lead on to: a path of ours, or nowhere."""

import pytest
from django.test import RequestFactory

from itc.web.client import way_back


@pytest.mark.parametrize("path", ["/", "/desk?q=ก", "/plans/x/accept?kind=earliest", "/centres/A-1#units"])
def test_a_path_of_ours_is_taken(path: str) -> None:
    assert way_back(RequestFactory().post("/", {"next": path})) == path
    assert way_back(RequestFactory().get("/", {"next": path})) == path
    assert way_back(RequestFactory().post("/", {"to": path}), "to") == path


@pytest.mark.parametrize(
    "path",
    [
        "", "desk", "centre_list", "ลอง", "evil.example", "//evil.example", "///evil.example",
        "/\\evil.example",
        "\\\\evil.example", "https://evil.example/", "http:///evil.example", "javascript:alert(1)",
        " //evil.example", "\t//evil.example", "http://testserver/desk", "\x00/desk",
    ],
)  # fmt: skip
def test_all_else_leads_nowhere(path: str) -> None:
    assert way_back(RequestFactory().post("/", {"next": path})) == ""
    assert way_back(RequestFactory().get("/", {"next": path})) == ""


def test_what_was_sent_counts_before_the_address() -> None:
    assert way_back(RequestFactory().post("/?next=/b", {"next": "/a"})) == "/a"
    assert way_back(RequestFactory().post("/?next=/b", {})) == "/b"
    assert way_back(RequestFactory().post("/?next=/b", {"next": "//c"})) == ""
