import pytest
from django.db import transaction

from coding.excerpts.excerpts import Cited, Excerpt, Extras
from coding.excerpts.filters import Filters
from coding.excerpts.listing import Listing, tree_to_list
from coding.models import CodingQualifier, Qualifier, QualifierValue
from interviews.models import Attribute, AttributeChoice, AttributeValue, Participant
from projects import log
from projects.models import Project
from tests import make

pytestmark = pytest.mark.django_db

TALK = (
    "Interviewer: Why not? Say more.\n"
    "P07: It was dark. Because of the chief I stopped. Then rain.\nInterviewer: And?"
)


def excerpt(project: Project, extras: Extras) -> Excerpt:
    owner = project.memberships.first()
    assert owner is not None
    (found,) = Cited(Listing(tree_to_list(project), project, owner.user, Filters()), extras).all()
    return found


@pytest.fixture
def project() -> Project:
    owner = make.user("ana")
    project = make.project(owner)
    talk = make.transcript(TALK, project, make.participant(project, "P07"))
    make.coding("the chief I stopped.", make.code("Fear", project), owner, talk)
    return project


def test_question_and_context_come_only_if_asked(project: Project) -> None:
    plain, full = excerpt(project, Extras()), excerpt(project, Extras(question=True, context=150))
    assert (plain.question, plain.before, plain.after) == ("", "", "")
    assert full.question == "Why not? Say more."
    assert full.before + full.text + full.after == "It was dark. Because of the chief I stopped. Then rain."


def test_context_ends_at_a_sentence_or_a_word_and_within_the_turn(project: Project) -> None:
    assert excerpt(project, Extras(context=20)).before == "Because of "
    assert excerpt(project, Extras(context=8)).before == "… of "
    assert excerpt(project, Extras(context=500)).after == " Then rain."


def test_qualifiers_and_chosen_attributes_go_with_it(project: Project) -> None:
    person = Participant.objects.get()
    langs = Attribute.objects.create(project=project, name="languages", kind=Attribute.Kind.MANY_OF)
    rank = Attribute.objects.create(project=project, name="rank", position=1)
    secret = Attribute.objects.create(project=project, name="home", never_print=True)
    for position, value in enumerate(("Welsh", "English")):
        choice = AttributeChoice.objects.create(attribute=langs, value=value, position=position)
        AttributeValue.objects.create(participant=person, attribute=langs, choice=choice)
    AttributeValue.objects.create(participant=person, attribute=secret, text="Bala")
    direction_ = Qualifier.objects.create(project=project, name="direction")
    mutes = QualifierValue.objects.create(qualifier=direction_, value="mutes")
    unsure = Qualifier.objects.create(project=project, name="unsure", position=1)
    doubt = QualifierValue.objects.create(qualifier=unsure, value="unsure")
    for mark in (doubt, mutes):
        CodingQualifier.objects.create(coding=project.transcripts.get().codings.get(), value=mark)
    found = excerpt(project, Extras(attributes=(langs, rank, secret)))
    assert found.attributes == ("Welsh, English", "", "")
    assert found.qualifiers == ("direction: mutes", "unsure")


def test_a_value_of_a_qualifier_is_said_from_its_event_on(project: Project) -> None:
    assert excerpt(project, Extras()).qualifiers == ()
    mutes = QualifierValue.objects.create(
        qualifier=Qualifier.objects.create(project=project, name="direction"), value="mutes"
    )
    coding = project.transcripts.get().codings.get()
    CodingQualifier.objects.create(coding=coding, value=mutes)
    with transaction.atomic():
        log.record(project, None, "qualified", coding)
    assert excerpt(Project.objects.get(), Extras()).qualifiers == ("direction: mutes",)


def test_a_value_made_after_the_qualifiers_were_read_is_left_out(project: Project) -> None:
    direction = Qualifier.objects.create(project=project, name="direction")
    known = QualifierValue.objects.create(qualifier=direction, value="mutes")
    coding = project.transcripts.get().codings.get()
    CodingQualifier.objects.create(coding=coding, value=known)
    assert excerpt(project, Extras()).qualifiers == ("direction: mutes",)
    later = QualifierValue.objects.create(qualifier=direction, value="voices")
    CodingQualifier.objects.create(coding=coding, value=later)
    assert excerpt(project, Extras()).qualifiers == ("direction: mutes",)


def test_a_passage_across_turns_says_who_speaks() -> None:
    owner = make.user("ana")
    project = make.project(owner)
    talk = make.transcript(
        "Interviewer: Why?\nReal Name: The chief.", project, make.participant(project, "P07")
    )
    make.coding("Why?\nReal Name: The chief.", make.code("Fear", project), owner, talk)
    assert excerpt(project, Extras()).text == "Interviewer: Why?\nP07: The chief."
