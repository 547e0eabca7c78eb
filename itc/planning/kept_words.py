"""Her words on their way from a plan back home: in her session, so that no address carries them."""

from django.contrib.sessions.backends.base import SessionBase

from itc.planning.rules.question import Question

KEY = "words"


def keep_words(session: SessionBase, question: Question) -> None:
    """Keep the idea and the province of a question for the next home page of this browser."""
    session[KEY] = {"idea": question.idea, "province": question.province}


def kept_words(session: SessionBase) -> dict[str, str]:
    """Return the idea and the province that were kept, once; nothing where none were."""
    words: dict[str, str] = session.pop(KEY) if KEY in session else {}
    return words
