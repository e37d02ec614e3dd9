"""The demo study's reports: one with every part, and an appendix as a thesis has it."""

from collections.abc import Mapping

from coding.recipes.starting import Start, begun
from coding.recipes.writing import compose
from projects.models import Project, User

CONVENTIONS = (
    "[laughs] what is heard beside the words\n"
    "– a word or sentence broken off\n"
    "… a pause of more than two seconds\n"
    "[inaudible 00:12:03] not to be understood, with the time in the recording"
)


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
