"""Which standards and laws ask for a step of her product, for the markets and claims she named.

A standard stands behind a step when it names the step's operation, or a test done there. It applies when its
scope holds her product (the family, its sector, or any) and its market is hers. Thai law always holds: what
is made here is made under it, also for export. Rows of a group that no family stands for (`group:helmet`)
never apply.

What is not law, and either backs a claim or is for anything at all (ISO 9001), would say the same to
everybody: it counts only where she makes the claim, or at its own step. The legal check is nobody's own step:
the table names it for standards that have no other.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

SHOWN = 6
"""How many a page shows at a step before it folds the rest away."""

LEGAL_CHECK = "legal-standard-check"

ANYTHING = 2
"""How wide a scope is that holds for anything at all."""

_FORCE = {"yes": 0, "depends": 1, "no": 2}


@dataclass(frozen=True)
class StandardRule:
    """A standard as the path needs it; `compulsory` yes, no or depends is always read with its condition."""

    code: str
    operation: str | None
    number: str
    name_th: str
    name_en: str
    compulsory: str
    condition_th: str
    condition_en: str
    ask_first_th: str
    ask_first_en: str
    applies_to: tuple[str, ...]
    market: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A standard that asks for a step; `claimed` when a claim of hers rests on it.

    A `question` is no fact yet: her family is wider than the standard, and `ask_first` must be answered
    first.
    """

    standard: StandardRule
    claimed: bool

    @property
    def question(self) -> bool:
        """Whether it applies only if she says yes to its question."""
        return bool(self.standard.ask_first_th)

    @property
    def compulsory(self) -> bool:
        """Whether the law asks for it, if it applies."""
        return self.standard.compulsory == "yes"


@dataclass(frozen=True, slots=True)
class Standards:
    """All standards by the operations they stand behind, and the claims that rest on each."""

    behind: Mapping[str, tuple[StandardRule, ...]]
    claims: Mapping[str, frozenset[str]]


def arrange(
    standards: Iterable[StandardRule],
    tests: Iterable[tuple[str, Collection[str]]],
    claims: Iterable[tuple[str, Collection[str]]],
) -> Standards:
    """Return the standards by operation.

    `tests` gives the operation of each test with the codes of the standards it is for; `claims` gives each
    claim's code with the codes of the standards it rests on.
    """
    by_code = {each.code: each for each in standards}
    behind: dict[str, dict[str, StandardRule]] = defaultdict(dict)
    for standard in by_code.values():
        if standard.operation:
            behind[standard.operation][standard.code] = standard
    for operation, codes in tests:
        behind[operation].update((code, by_code[code]) for code in codes if code in by_code)
    resting: dict[str, set[str]] = defaultdict(set)
    for claim, codes in claims:
        for code in codes:
            resting[code].add(f"claim:{claim}")
    return Standards(
        behind={operation: tuple(found.values()) for operation, found in behind.items()},
        claims={code: frozenset(found) for code, found in resting.items()},
    )


def asked(
    standards: Standards,
    operation: str,
    *,
    family: str,
    sector: str,
    triggers: Collection[str],
) -> tuple[Asked, ...]:
    """Return what asks for a step, the most pressing first.

    Order: the law before what depends and what is voluntary; facts before questions; what her claims rest on;
    what names her family before what names its sector or anything.
    """
    scope = {family: 0, f"sector:{sector}": 1, "any": ANYTHING}
    found: list[tuple[tuple[int, bool, bool, int, str], Asked]] = []
    for standard in standards.behind.get(operation, ()):
        width = min((scope[each] for each in standard.applies_to if each in scope), default=None)
        if width is None or not _in_market(standard, operation, triggers):
            continue
        behind = standards.claims.get(standard.code, frozenset())
        claimed = not behind.isdisjoint(triggers)
        own = standard.operation == operation != LEGAL_CHECK
        if (behind or width == ANYTHING) and not (standard.compulsory == "yes" or claimed or own):
            continue
        one = Asked(standard, claimed)
        found.append(((_FORCE[standard.compulsory], one.question, not claimed, width, standard.code), one))
    return tuple(one for _, one in sorted(found, key=lambda each: each[0]))


def _in_market(standard: StandardRule, operation: str, triggers: Collection[str]) -> bool:
    """Return whether a standard holds where she sells.

    The table keeps halal as a market: it is met by the claim, and at the certificate's own step, which
    countries switch on too.
    """
    return any(
        market in ("TH", "any")
        or f"market:{market}" in triggers
        or f"claim:{market}" in triggers
        or (market == "halal" and standard.operation == operation)
        for market in standard.market
    )
