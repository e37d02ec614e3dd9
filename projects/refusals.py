"""How a writer says no."""


class Refused(Exception):
    """What was asked for can't be done; ``str(error)`` says why, and what to do, in words for the person."""


class Gone(Refused):
    """What it is about is not there, or not in the study that the person asked in."""
