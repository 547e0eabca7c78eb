"""The path of one idea, ready for its page and for planning: steps, operations, and what asks for each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from itc.catalogue.queries.knowledge import Knowledge
from itc.catalogue.queries.rows import FamilyRow, OperationRow, PlatformRow
from itc.catalogue.rules.amounts import Amount, triggers_of
from itc.catalogue.rules.path import PathStep, path
from itc.catalogue.rules.platforms import Proposal, propose
from itc.catalogue.rules.standards_asked import Asked, asked


@dataclass(frozen=True, slots=True)
class StepOnPath:
    """A step with its operation and the standards that ask for it.

    `known` offers "I already have this"; `warn` says that a law stands behind it, so leaving it out needs a
    word.
    """

    step: PathStep
    operation: OperationRow
    asked: tuple[Asked, ...]

    @property
    def known(self) -> bool:
        """Whether she may have the result of this step already."""
        return self.step.line.skip_if_known

    @property
    def warn(self) -> bool:
        """Whether something compulsory asks for this step, if only after its question."""
        return any(each.compulsory for each in self.asked)


@dataclass(frozen=True, slots=True)
class FamilyPath:
    """All steps of a family for one idea, on and off, each after what it waits for.

    `proposal` is what her words point to; `platform` the one that holds.
    """

    family: FamilyRow
    platform: PlatformRow
    proposal: Proposal
    steps: tuple[StepOnPath, ...]

    @property
    def on(self) -> tuple[StepOnPath, ...]:
        """The steps she will do."""
        return tuple(each for each in self.steps if each.step.on)


def path_for(
    known: Knowledge,
    family: str,
    triggers: Mapping[str, str],
    *,
    platform: str = "",
    amount: Amount | None = None,
    switched_on: Collection[int] = (),
    switched_off: Collection[int] = (),
) -> FamilyPath:
    """Return the path of a family (its code, which must be known) for what was read from her sentence.

    `triggers` carry the words each was read from; the amount adds its own. Without a platform, or with one
    that is not known (a link outlives it), the proposed one holds.
    """
    about, lines = known.families[family], known.lines.get(family, ())
    acting = {**_by_amount(amount, {each for line in lines for each in line.when}), **triggers}
    proposal = propose(known.platforms.values(), acting, about.sector, family)
    holds = known.platforms.get(platform) or known.platforms[proposal.code]
    steps = tuple(
        StepOnPath(
            step,
            known.operations[step.line.operation],
            asked(
                known.asking,
                step.line.operation,
                family=family,
                sector=about.sector,
                triggers=acting,
            ),
        )
        for step in path(lines, acting, holds, switched_on, switched_off).steps
    )
    return FamilyPath(about, holds, proposal, steps)


def _by_amount(amount: Amount | None, triggers: Collection[str]) -> dict[str, str]:
    """Return the triggers of a recipe that the amount exceeds, with the amount as its words."""
    said = f"{amount.value.normalize():f} {amount.unit}" if amount else ""
    return dict.fromkeys(triggers_of(amount, sorted(triggers)), said)
