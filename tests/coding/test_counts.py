import pytest

from coding.excerpts.retrieval import Whose, codings_of
from coding.matrix.counts import code_counts
from projects.models import Project, User
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Why not?\nP07: Because of the chief.\nInterviewer: And then?\nP07: I stopped."


def counts(project: Project, user: User) -> list[int]:
    return list(code_counts(project, codings_of(project, user, Whose())).values())


@pytest.mark.parametrize(
    ("words", "is_counted"),
    [
        ("the chief", True),
        ("Why not?", False),
        ("Interviewer: And then?", False),  # begins in the label
        ("chief.\nInterviewer: And", True),  # begins in an answer
        ("And then?\nP07: I", True),  # goes on into an answer
    ],
)
def test_a_passage_in_which_only_the_interviewer_speaks_is_not_counted(words: str, is_counted: bool) -> None:
    ana, ben = make.user("ana"), make.user("ben")
    project = make.project(ana, ben)
    fear = make.code("Fear", project)
    talk = make.transcript(TALK, project, make.participant(project, "P07"))
    for coder in (ana, ben):
        make.coding(words, fear, coder, talk)
    assert counts(project, ana) == [1] * is_counted


def test_codes_are_counted_in_each_transcript_for_themselves() -> None:
    ana = make.user("ana")
    project = make.project(ana)
    fear, hope = make.code("Fear", project), make.code("Hope", project)
    talks = [make.transcript(TALK, project) for _number in range(2)]
    for words in ("the chief", "stopped", "Why"):
        make.coding(words, fear, ana, talks[0])
    make.coding("the chief", hope, ana, talks[1])
    found = code_counts(project, codings_of(project, ana, Whose()))
    assert found == {(fear.pk, talks[0].pk): 2, (hope.pk, talks[1].pk): 1}
