"""Notes that carry both languages in one cell: `ภาษาไทย / English`."""


def side(note: str, *, thai: bool) -> str:
    """Return the Thai or the English half of a note; all of it where it has not both."""
    first, slash, second = note.partition(" / ")
    return (first if thai else second) if slash else note
