"""The demo study's reports: one with every part, and an appendix as a thesis has it."""

from collections.abc import Mapping

from coding.excerpts.retrieval import Passage, Whose, codings_of, silent_in
from coding.models import PickedQuote, RoundTranscript
from coding.recipes.starting import Start, begun
from coding.recipes.writing import compose
from coding.retrieval.picking import Why, pick
from projects.models import Project, User

CONVENTIONS = (
    "[laughs] what is heard beside the words\n"
    "– a word or sentence broken off\n"
    "… a pause of more than two seconds\n"
    "[inaudible 00:12:03] not to be understood, with the time in the recording"
)

SELECTION = (
    "Each coder proposed quotes while coding; kept were those that stand for many, and those that "
    "contradict them."
)

PICKED = (
    ("culture.nervous", PickedQuote.Reason.TYPICAL, ""),
    ("culture.formal", PickedQuote.Reason.NEGATIVE, "sees what the tone costs, and keeps to it"),
    ("org.training", PickedQuote.Reason.VIVID, ""),
    ("promise.dialogue", PickedQuote.Reason.TYPICAL, ""),
    ("practice.two_way", PickedQuote.Reason.TURNING_POINT, "the one story of a dialogue that went on"),
)
"""Codes of which an excerpt is picked for the report, and why."""
LENGTHS = range(120, 420)
"""Characters of a quote that is neither a scrap nor a page."""


def pick_quotes(project: Project, by: User) -> None:
    """Of each code, the first passage of about the right length that may be quoted."""
    rows = codings_of(project, by, Whose()).filter(transcript__in=_quotable(project))
    for name, reason, note in PICKED:
        spans = rows.filter(code__key=name).order_by("pk").values_list("transcript", "start", "end")
        fitting = (Passage._make(row) for row in spans if row[2] - row[1] in LENGTHS)
        passage = next(fitting, None)
        if passage:
            pick(project, [passage], Why(reason, note), by)


def _quotable(project: Project) -> list[int]:
    """Transcripts in which everybody may be quoted, and which nobody codes blind."""
    silent = silent_in(project).participants
    blind = RoundTranscript.objects.filter(round__project=project, round__is_blind=True, round__revealed=None)
    talks = project.transcripts.exclude(appearances__participant__in=silent)
    return list(talks.exclude(pk__in=blind.values("revision__transcript")).values_list("pk", flat=True))


def compose_reports(project: Project, people: Mapping[str, User]) -> None:
    authors = "Mara Ellis, Jonas Okafor, Tess Byrne"
    compose(
        project,
        people["mara"],
        "Full report",
        begun(Start.FULL, project),
        title="Half a conversation",
        subtitle="What officers and staff hope for from social media, and what mutes it",
        authors=authors,
        note="Working report of the team, made for the advisory board. Not for circulation.",
        conventions=CONVENTIONS,
        selection=SELECTION,
        language="en-gb",
    )
    compose(
        project,
        people["jonas"],
        "Appendix",
        begun(Start.APPENDIX, project),
        title="Half a conversation: appendix",
        authors=authors,
        conventions=CONVENTIONS,
        language="en-gb",
    )
