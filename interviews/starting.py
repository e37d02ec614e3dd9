"""The attributes with which a project on police and social media starts."""

from django.db import transaction

from interviews.attributes import Definition, define
from interviews.models import Attribute
from projects.models import Project, User

ONE_OF, MANY_OF = Attribute.Kind.ONE_OF, Attribute.Kind.MANY_OF

DEFAULT_ATTRIBUTES = (
    Definition(
        "employment", ONE_OF, ("police officer", "police staff", "PCSO", "special constable", "other")
    ),
    Definition(
        "rank",
        ONE_OF,
        (
            "constable",
            "sergeant",
            "inspector",
            "chief inspector",
            "superintendent",
            "chief superintendent",
            "chief officer (ACC/Commander and above)",
            "not applicable (staff)",
            "not disclosed",
        ),
    ),
    Definition(
        "role group",
        ONE_OF,
        (
            "chief officer team",
            "corporate communications",
            "neighbourhood / community policing",
            "response",
            "investigation / intelligence",
            "contact centre / digital desk",
            "ICT",
            "training / professional standards",
            "engagement / partnership",
            "other",
        ),
    ),
    Definition("force"),
    Definition(
        "force type",
        ONE_OF,
        ("metropolitan", "mixed urban-rural", "mainly rural", "national or specialist"),
    ),
    Definition("area served", ONE_OF, ("force-wide", "district / borough", "neighbourhood")),
    Definition(
        "account type",
        MANY_OF,
        (
            "corporate account",
            "team or neighbourhood account",
            "named individual account",
            "reads only",
            "none",
        ),
    ),
    Definition(
        "platforms",
        MANY_OF,
        (
            "Twitter/X",
            "Facebook",
            "YouTube",
            "Snapchat",
            "Instagram",
            "blog",
            "wiki",
            "messaging",
            "other",
        ),
    ),
    Definition("posting frequency", ONE_OF, ("daily", "weekly", "less often", "never", "not stated")),
    Definition("years using for work", Attribute.Kind.NUMBER),
    Definition("training received", ONE_OF, ("none", "informal / peer", "formal", "not stated")),
    Definition("approval needed", ONE_OF, ("always", "sometimes", "no", "not stated")),
    Definition("years of service", ONE_OF, ("0–5", "6–10", "11–20", "21+", "not stated")),
    Definition("gender", ONE_OF, ("woman", "man", "other", "not stated")),
    Definition("interview mode", ONE_OF, ("in person", "telephone", "video", "group")),
    Definition("interview date", Attribute.Kind.DATE, never_print=True),
    Definition("interview minutes", Attribute.Kind.NUMBER),
    Definition("interviewer", never_print=True),
    Definition("transcriber", never_print=True),
    Definition("anonymised", Attribute.Kind.YES_NO),
)
"""Those of the default codebook; its ID and its consent are columns of every participant."""


@transaction.atomic
def start_with_defaults(project: Project, by: User | None) -> None:
    for definition in DEFAULT_ATTRIBUTES:
        define(project, definition, by)
