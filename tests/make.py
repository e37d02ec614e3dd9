"""Makes the rows and browsers that a test needs; a test names only what matters to it."""

import itertools
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from coding.leaving.checking import Checked, packed
from coding.models import (
    Code,
    Coding,
    Edition,
    Exemplar,
    Layer,
    PickedQuote,
    Publication,
    Reading,
    Recipe,
    Round,
    RoundCoder,
    RoundTranscript,
)
from interviews.models import Appearance, Participant, Revision, Speaker, Transcript, Turn
from projects import files
from projects.models import Invitation, Job, Membership, Project, Role, User

PASSWORD = "correct horse battery staple"
_numbers = itertools.count(101)
"""Beyond the participants that tests name themselves."""


def user(name: str = "ana") -> User:
    """A person whose email is ``name@verbatim.test`` and password ``PASSWORD``."""
    number = next(_numbers)
    return User.objects.create_user(f"{name}{number}@verbatim.test", PASSWORD, name=name.capitalize())


def browser(who: User | None = None) -> Client:
    """One in which the person is signed in, or nobody."""
    client = Client()
    if who:
        client.force_login(who)
    return client


def member(project: Project, role: Role, name: str = "") -> User:
    person = user(name or role.value)
    Membership.objects.create(project=project, user=person, role=role)
    return person


def project(owner: User | None = None, *coders: User, name: str = "Police and social media") -> Project:
    """A project with an owner, coders, a first codebook edition and the open layer."""
    made = Project.objects.create(name=name, slug=f"study-{next(_numbers)}")
    Membership.objects.create(project=made, user=owner or user("olga"), role=Role.OWNER)
    for coder in coders:
        Membership.objects.create(project=made, user=coder, role=Role.CODER)
    Edition.objects.create(project=made, number=1)
    Layer.objects.create(project=made, kind=Layer.Kind.OPEN)
    return made


def participant(project: Project, code: str = "", **fields: object) -> Participant:
    return Participant.objects.create(project=project, code=code or f"P{next(_numbers)}", **fields)


def transcript(
    text: str, project: Project, *participants: Participant, title: str = "Interview"
) -> Transcript:
    """A transcript of which every line ``Name: words`` is a turn; ``Interviewer`` is the interviewer."""
    made = Transcript.objects.create(project=project, title=title)
    revision = Revision.objects.create(transcript=made, number=1, text=text, length=len(text))
    for person in participants:
        Appearance.objects.create(transcript=made, participant=person, number=person.appearances.count() + 1)
    speakers: dict[str, Speaker] = {}
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        label, colon, _words = line.partition(": ")
        if colon and label not in speakers:
            speakers[label] = _speaker(made, label, participants)
        Turn.objects.create(
            revision=revision,
            number=number,
            speaker=speakers[label] if colon else None,
            start=start + len(label) + len(colon) if colon else start,
            end=start + len(line),
        )
        start += len(line) + 1
    made.current = revision
    made.save(update_fields=["current"])
    return made


def _speaker(transcript: Transcript, label: str, participants: tuple[Participant, ...]) -> Speaker:
    if label == "Interviewer":
        return Speaker.objects.create(transcript=transcript, label=label, kind=Speaker.Kind.INTERVIEWER)
    named = next((person for person in participants if person.code == label), None)
    return Speaker.objects.create(
        transcript=transcript,
        label=label,
        kind=Speaker.Kind.PARTICIPANT,
        participant=named or (participants[0] if participants else None),
    )


def code(name: str, project: Project, parent: Code | None = None, **fields: object) -> Code:
    return Code.objects.create(project=project, name=name, parent=parent, **fields)


def coding(words: str, code: Code, by: User, in_: Transcript, layer: Layer | None = None) -> Coding:
    """The code applied to the first place where the words stand in the current text."""
    assert in_.current is not None
    start = in_.current.text.index(words)
    return Coding.objects.create(
        layer=layer or Layer.objects.open_work(in_.project),
        coder=by,
        transcript=in_,
        revision=in_.current,
        code=code,
        edition=in_.project.editions.latest("number"),
        start=start,
        end=start + len(words),
    )


def exemplar(coding: Coding, kind: str = "typical", note: str = "") -> Exemplar:
    """The coding's words pinned to its code."""
    return Exemplar.objects.create(
        code=coding.code,
        transcript=coding.transcript,
        revision=coding.revision,
        start=coding.start,
        end=coding.end,
        kind=kind,
        note=note,
        by=coding.coder,
    )


def complete(transcript: Transcript, *coders: User) -> None:
    """Each coder says that they are done with the transcript."""
    layer = Layer.objects.open_work(transcript.project)
    for coder in coders:
        Reading.objects.create(layer=layer, transcript=transcript, coder=coder, state=Reading.State.COMPLETE)


def running_round(
    project: Project,
    coders: tuple[User, ...],
    transcripts: tuple[Transcript, ...],
    name: str = "Round 1",
    **fields: object,
) -> Round:
    """A round in which nothing is coded yet, blind unless said otherwise."""
    given = {"edition": project.editions.latest("number")} | fields
    made = Round.objects.create(project=project, name=name, **given)
    for talk in transcripts:
        RoundTranscript.objects.create(round=made, revision_id=talk.current_id or 0)
    for coder in coders:
        RoundCoder.objects.create(round=made, coder=coder)
        Layer.objects.create(
            project=project, kind=Layer.Kind.ROUND, round=made, coder=coder, closed=made.closed
        )
    return made


def finished_round(
    project: Project,
    coders: tuple[User, ...],
    transcripts: tuple[Transcript, ...],
    name: str = "Round 1",
    **fields: object,
) -> Round:
    """A round that is closed and revealed, all complete; ``round_layer`` finds a coder's layer."""
    now = timezone.now()
    made = running_round(project, coders, transcripts, name, **{"closed": now, "revealed": now} | fields)
    for coder in coders:
        for talk in transcripts:
            Reading.objects.create(
                layer=round_layer(made, coder), transcript=talk, coder=coder, state=Reading.State.COMPLETE
            )
    return made


def round_layer(round_: Round, coder: User) -> Layer:
    return round_.layers.get(coder=coder)


def agreed(transcript: Transcript, by: User) -> Layer:
    """The consensus' layer, in which the transcript is resolved to the end."""
    layer, _made = Layer.objects.get_or_create(project=transcript.project, kind=Layer.Kind.CONSENSUS)
    Reading.objects.create(layer=layer, transcript=transcript, coder=by, state=Reading.State.COMPLETE)
    return layer


def recipe(project: Project, by: User, *parts: str, **fields: object) -> Recipe:
    """A report of these parts, numbered from 1; each is a kind, and perhaps its query behind a ``?``."""
    chosen = [
        {"kind": kind, "query": query, "title": "", "paper": "", "turned": "", "number": number}
        for number, (kind, _mark, query) in enumerate((part.partition("?") for part in parts), start=1)
    ]
    given = {"name": "Our report"} | fields
    return Recipe.objects.create(project=project, by=by, parts=chosen, **given)


def invitation(
    project: Project, token: str = "token", role: Role = Role.CODER, days: float = 7
) -> Invitation:
    return Invitation.objects.create(
        project=project,
        role=role,
        digest=Invitation.digest_of(token),
        invited_by=project.memberships.get(role=Role.OWNER).user,
        expires=timezone.now() + timedelta(days=days),
    )


def job(project: Project, owner: User, kind: str = "test", **fields: object) -> Job:
    return Job.objects.create(project=project, owner=owner, kind=kind, title="A report", **fields)


def picked(coding: Coding, reason: str = "typical", note: str = "") -> PickedQuote:
    """The coding's words picked for the report, after those that are."""
    project = coding.transcript.project
    return PickedQuote.objects.create(
        project=project,
        transcript=coding.transcript,
        revision=coding.revision,
        start=coding.start,
        end=coding.end,
        reason=reason,
        note=note,
        position=project.picked_quotes.count() + 1,
        by=coding.coder,
    )


def publication(project: Project, name: str = "Paper") -> Publication:
    return Publication.objects.create(project=project, name=name, prefix="Officer ", number=1)


def looked_through(project: Project, owner: User) -> Job:
    """A file that was made to leave the house, and is to be decided on."""
    checked = Checked("a.csv", "text/csv", "0" * 64, (), (), (), 0)
    stored = files.store(project, owner, "a.csv.zip", "application/zip", packed(b"a", checked))
    return job(project, owner, "leaving", state="done", result=stored, wishes={"publication": None})
