"""A refusal: a sentence a person can act on, with a code for machines and a family for the edge."""

from typing import ClassVar


class Refusal(Exception):
    """Something asked for cannot be done; `code` names the fact, `reasons` are sentences.

    Raise a subclass of one of the families below; `itc.web` turns families into 403, 404, 409, 422 and 429.
    Sentences may be lazy translations: they are turned into text only where they are shown.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, *reasons: object) -> None:
        super().__init__(*reasons)
        self.reasons = reasons

    def __str__(self) -> str:
        return " ".join(str(reason) for reason in self.reasons)


class NotAllowed(Refusal):
    """The person may know of the thing, but not do this to it."""

    code = "not-allowed"


class NotFound(Refusal):
    """There is no such thing, or the person may not know of it."""

    code = "not-found"


class Conflict(Refusal):
    """Somebody or something else holds it already."""

    code = "conflict"


class NotReady(Refusal):
    """What was given is not enough, or not right, to do it."""

    code = "not-ready"


class TooMany(Refusal):
    """Asked too often; `retry_after` says in how many seconds to try again."""

    code = "too-many"

    def __init__(self, *reasons: object, retry_after: int) -> None:
        super().__init__(*reasons)
        self.retry_after = retry_after
