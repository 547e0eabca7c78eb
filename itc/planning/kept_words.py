"""Her words on their way from a plan back home: in her session, so that no address carries them."""

from django.http import HttpRequest

from itc.planning.rules.question import Question

KEY = "words"


def keep_words(request: HttpRequest, question: Question) -> None:
    """Keep the idea and the province of a question for the next home page of this browser."""
    request.session[KEY] = {"idea": question.idea, "province": question.province}


def kept_words(request: HttpRequest) -> dict[str, str]:
    """Return the idea and the province that were kept, once; nothing where none were."""
    words: dict[str, str] = request.session.pop(KEY) if KEY in request.session else {}
    return words
