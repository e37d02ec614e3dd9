from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from coding.excerpts.retrieval import (
    DISTINCT_PASSAGES,
    Basis,
    Passage,
    Whose,
    codings_of,
    silent_in,
    whose_choices,
)
from coding.models import Coding, Layer, Reading, Round
from interviews.models import Participant, Revision
from interviews.models.participants import Consent
from interviews.places import places_of
from interviews.spans import Span
from projects import log
from projects.models import Project, User
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Why not?\nP07: Because of the chief.\nInterviewer: And then?\nP07: I stopped."


@pytest.fixture
def ana() -> User:
    return make.user("ana")


@pytest.fixture
def ben() -> User:
    return make.user("ben")


@pytest.fixture
def project(ana: User, ben: User) -> Project:
    return make.project(ana, ben)


def words(codings: "list[Coding]") -> list[str]:
    return sorted(coding.revision.text[coding.start : coding.end] for coding in codings)


def found(project: Project, user: User, whose: Whose | None = None) -> list[str]:
    return words(list(codings_of(project, user, whose or Whose())))


def test_without_a_consensus_everybodys_work_is_read(project: Project, ana: User, ben: User) -> None:
    talk, fear = make.transcript(TALK, project, make.participant(project, "P07")), make.code("fear", project)
    make.coding("the chief", fear, ana, talk)
    make.coding("stopped", fear, ben, talk)
    assert found(project, ana) == ["stopped", "the chief"]
    assert found(project, ana, Whose(Basis.CODER, ben)) == ["stopped"]
    assert found(project, ana, Whose(Basis.CONSENSUS)) == []


def test_a_consensus_stands_for_its_transcript_alone(project: Project, ana: User) -> None:
    fear = make.code("fear", project)
    settled, other = make.transcript(TALK, project), make.transcript(TALK, project)
    consensus = Layer.objects.create(project=project, kind=Layer.Kind.CONSENSUS)
    make.coding("the chief", fear, ana, settled)
    make.coding("Because of the chief", fear, ana, settled, consensus)
    make.coding("stopped", fear, ana, other)
    make.agreed(settled, ana)
    assert found(project, ana) == ["Because of the chief", "stopped"]
    assert found(project, ana, Whose(Basis.ALL)) == ["stopped", "the chief"]
    assert found(project, ana, Whose(Basis.CONSENSUS)) == ["Because of the chief"]


def test_half_a_consensus_stands_for_nothing_but_itself(project: Project, ana: User) -> None:
    talk, fear = make.transcript(TALK, project), make.code("fear", project)
    consensus = Layer.objects.create(project=project, kind=Layer.Kind.CONSENSUS)
    make.coding("the chief", fear, ana, talk)
    make.coding("stopped", fear, ana, talk, consensus)
    Reading.objects.create(layer=consensus, transcript=talk, coder=ana, state="in progress")
    assert found(project, ana) == ["the chief"]
    assert found(project, ana, Whose(Basis.CONSENSUS)) == ["stopped"]


def test_a_consensus_that_no_code_belongs_in_a_transcript_is_one(project: Project, ana: User) -> None:
    talk, fear = make.transcript(TALK, project), make.code("fear", project)
    make.coding("the chief", fear, ana, talk)
    make.agreed(talk, ana)
    assert found(project, ana) == []


def test_work_in_rounds_and_other_projects_is_not_read(project: Project, ana: User, ben: User) -> None:
    talk, fear = make.transcript(TALK, project), make.code("fear", project)
    round_ = Round.objects.create(project=project, name="one", edition=project.editions.get())
    layer = Layer.objects.create(project=project, kind=Layer.Kind.ROUND, round=round_, coder=ben)
    make.coding("the chief", fear, ben, talk, layer)
    stranger = make.project(ben)
    make.coding("stopped", make.code("fear", stranger), ben, make.transcript(TALK, stranger))
    assert found(project, ana) == []


def test_codings_on_a_text_that_was_edited_since_are_not_read(project: Project, ana: User) -> None:
    talk = make.transcript(TALK, project)
    make.coding("the chief", make.code("fear", project), ana, talk)
    talk.current = Revision.objects.create(transcript=talk, number=2, text="Anew.", length=5)
    talk.save()
    assert found(project, ana) == []


def test_a_new_text_is_read_from_its_event_on(project: Project, ana: User) -> None:
    talk = make.transcript(TALK, project)
    make.coding("the chief", make.code("fear", project), ana, talk)
    assert found(project, ana) == ["the chief"]
    talk.current = Revision.objects.create(transcript=talk, number=2, text="Anew.", length=5)
    talk.save()
    with transaction.atomic():
        log.record(project, ana, "edited", talk)
    assert found(Project.objects.get(pk=project.pk), ana) == []


def test_layers_are_read_each_time_without_an_event(project: Project, ana: User) -> None:
    talk, fear = make.transcript(TALK, project), make.code("fear", project)
    make.coding("the chief", fear, ana, talk)
    assert found(project, ana) == ["the chief"]
    consensus = Layer.objects.create(project=project, kind=Layer.Kind.CONSENSUS)
    make.coding("stopped", fear, ana, talk, consensus)
    make.agreed(talk, ana)
    assert found(project, ana) == ["stopped"]


def withdraw(person: Participant) -> None:
    person.consent, person.withdrawn = Consent.WITHDRAWN, timezone.now() - timedelta(days=1)
    person.save()


def test_who_withdrew_is_in_nothing_at_once_without_an_event(project: Project, ana: User) -> None:
    gone, stays, fear = (
        make.participant(project, "P07"),
        make.participant(project, "P08"),
        make.code("fear", project),
    )
    make.coding("the chief", fear, ana, make.transcript(TALK, project, gone))
    make.coding("stopped", fear, ana, make.transcript(TALK, project, stays))
    assert found(project, ana) == ["stopped", "the chief"]
    withdraw(gone)
    assert found(project, ana) == ["stopped"]


def test_in_a_joint_interview_only_the_turns_of_who_withdrew_go(project: Project, ana: User) -> None:
    gone, stays = make.participant(project, "P11"), make.participant(project, "P12")
    talk = make.transcript("P11: I design it.\nP12: I learnt it.", project, gone, stays)
    fear = make.code("fear", project)
    for passage in ("design", "learnt", "it.\nP12: I"):
        make.coding(passage, fear, ana, talk)
    withdraw(gone)
    assert found(project, ana) == ["learnt"]


def test_no_quotes_are_counted_but_barred(project: Project, ana: User) -> None:
    silent, open_ = (
        make.participant(project, "P11", consent=Consent.NO_QUOTES),
        make.participant(project, "P12"),
    )
    text = "Interviewer: So?\nP11: I design it.\nP12: I learnt it."
    talk = make.transcript(text, project, silent, open_)
    make.coding("design", make.code("fear", project), ana, talk)
    places, bars = places_of([talk.pk])[talk.pk], silent_in(project)
    assert found(project, ana) == ["design"]
    assert (set(bars.participants), set(bars.gone)) == ({silent.pk}, set())
    assert bars.bars(places, Span(text.index("design"), text.index("design") + 6))
    assert bars.bars(places, Span(text.index("it."), text.index("learnt")))
    assert bars.bars(places, Span(text.index("So?"), text.index("So?") + 3))
    assert not bars.bars(places, Span(text.index("learnt"), text.index("learnt") + 6))


def test_a_passage_counts_once_however_many_codes_and_coders(project: Project, ana: User, ben: User) -> None:
    talk = make.transcript(TALK, project)
    fear, hope = make.code("fear", project), make.code("hope", project)
    for code, by in ((fear, ana), (fear, ben), (hope, ana)):
        make.coding("the chief", code, by, talk)
    make.coding("chief", fear, ana, talk)
    ((transcript, passages),) = (
        codings_of(project, ana, Whose())
        .values_list("transcript")
        .annotate(n=DISTINCT_PASSAGES)
        .values_list("transcript", "n")
    )
    assert (transcript, passages) == (talk.pk, 2)


def test_whose_is_said_and_chosen(ana: User) -> None:
    assert [key for key, _label in whose_choices([ana])] == ["", "consensus", "all", f"coder-{ana.pk}"]
    assert Whose.named(f"coder-{ana.pk}", [ana]) == Whose(Basis.CODER, ana)
    assert Whose.named("coder-0", [ana]) == Whose() == Whose.named("nonsense", [ana])
    assert Whose.named("coder", [ana]) == Whose()
    assert Whose(Basis.CODER, ana).sentence == "Codings are those of Ana in open work."
    assert "counted once" in Whose().sentence


def test_a_passage_has_a_span() -> None:
    assert Passage(1, 4, 9).span == Span(4, 9)
