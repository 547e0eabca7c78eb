"""Lists of links in groups, narrowed by a word: families by sector, operations by stage, machines by work."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from itc.algorithms.search.normalise import normalise
from itc.web.line import Text


@dataclass(frozen=True)
class Link:
    """A link of a list; `also` is the other word that was looked for, where the name does not hold it."""

    name: str
    url: str
    also: str = ""


@dataclass(frozen=True)
class Group:
    """Links under one title."""

    title: Text
    links: Sequence[Link]


def groups(titles: Mapping[str, Text], links: Iterable[tuple[str, Link]]) -> list[Group]:
    """Return the links by group, in the order of `titles`; a group without a title is named by its code."""
    found: dict[str, list[Link]] = {}
    for code, link in links:
        found.setdefault(code, []).append(link)
    order = [*(code for code in titles if code in found), *sorted(found.keys() - titles.keys())]
    return [Group(titles.get(code, code), found[code]) for code in order]


def word_with(query: str, names: Iterable[str]) -> str | None:
    """Return the first of the names that holds the query, None where none does; any holds an empty one."""
    wanted = normalise(query)
    return next((name for name in names if wanted in normalise(name)), None)


def link_if(query: str, url: str, name: str, others: Iterable[str]) -> Link | None:
    """Return the link of a thing whose name, or another word for it, holds the query; else None."""
    word = word_with(query, [name, *others])
    return None if word is None else Link(name, url, "" if word == name else word)
