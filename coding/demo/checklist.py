"""Some answers to the demo study's reporting checklist; the others are left for whoever tries it."""

from collections.abc import Mapping

from coding.checklist.writing import Words, write
from projects.models import Project, User

ANSWERS = (
    (1, "mara", "Mara Ellis held all interviews; Jonas Okafor sat in when two were interviewed together."),
    (2, "mara", "PhD in criminology (ME), MSc in social research methods (JO), BA in sociology (TB)."),
    (3, "mara", "ME is a senior lecturer, JO a research associate, TB a doctoral student."),
    (6, "mara", "None of the participants knew the interviewer before they were approached."),
    (
        8,
        "jonas",
        "ME worked in a police press office for two years, a decade ago; JO and TB read her interviews with "
        "that in mind and wrote memos where they saw it at work.",
    ),
    (9, "mara", "Framework analysis, with codes given by earlier work and others found while coding."),
    (
        10,
        "mara",
        "Purposive: forces of different size and kind, in each force roles that post and roles that decide.",
    ),
    (11, "tess", "By letter through each force’s research liaison, then by phone."),
    (13, "tess", "Three of those approached declined, all of them for lack of time."),
    (14, "tess", "Seven at the workplace, four by telephone, one by video call."),
    (17, "mara", "A guide of eleven questions, piloted with two officers who are not in the sample."),
    (19, "jonas", "All interviews were recorded in sound and transcribed word for word."),
    (22, "jonas", "Discussed after every third interview; codes at the edge of the study still came up."),
)
DOES_NOT_APPLY = (
    (
        23,
        "mara",
        "Transcripts were not returned: several forces asked that no copy leave the research team.",
    ),
)


def answer(project: Project, people: Mapping[str, User]) -> None:
    for number, key, body in ANSWERS:
        write(project, people[key], number, Words(body), None)
    for number, key, body in DOES_NOT_APPLY:
        write(project, people[key], number, Words(body, does_not_apply=True), None)
