"""What is known of participants, and who may change it into what."""

import pytest

from interviews import participants
from interviews.attributes import Definition, define
from interviews.models import Attribute, AttributeValue, RealName
from interviews.models.participants import Consent
from interviews.tables import Wish, table, values_of
from interviews.values import Invalid
from projects.models import Event
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db

KIND = Attribute.Kind


def test_a_new_participant_gets_the_next_id() -> None:
    project = make.project()
    make.participant(project, "P06")
    assert participants.add(project, None).code == "P07"


def test_an_id_that_differs_only_in_case_is_taken() -> None:
    project = make.project()
    make.participant(project, "ID1")
    with pytest.raises(Refused, match="There is a participant id1 already"):
        participants.add(project, None, "id1")


def test_the_same_id_in_another_project_is_free() -> None:
    make.participant(make.project(), "P01")
    assert participants.add(make.project(), None, "P01").code == "P01"


def test_a_value_of_each_kind_comes_back_in_words() -> None:
    project = make.project()
    words = {
        define(project, Definition("force"), None): "Force A",
        define(project, Definition("years", KIND.NUMBER), None): "10",
        define(project, Definition("trained", KIND.YES_NO), None): "yes",
        define(project, Definition("on", KIND.DATE), None): "2026-03-31",
        define(project, Definition("rank", KIND.ONE_OF, ["constable", "sergeant"]), None): "sergeant",
        define(project, Definition("sites", KIND.MANY_OF, ["X", "YouTube"]), None): "YouTube; X",
    }
    person = make.participant(project)
    participants.set_words(person, words, None)
    known = values_of([person])[person.pk]
    shown = [known[attribute.pk] for attribute in words]
    assert shown == ["Force A", "10", "yes", "2026-03-31", "sergeant", "X; YouTube"]


def test_an_invalid_word_keeps_every_value_as_it_was() -> None:
    project = make.project()
    force = define(project, Definition("force"), None)
    years = define(project, Definition("years", KIND.NUMBER), None)
    person = make.participant(project)
    with pytest.raises(Invalid):
        participants.set_words(person, {force: "Force A", years: "many"}, None)
    assert not AttributeValue.objects.exists()


def test_empty_words_clear_a_value() -> None:
    project = make.project()
    force = define(project, Definition("force"), None)
    person = make.participant(project)
    participants.set_words(person, {force: "Force A"}, None)
    participants.set_words(person, {force: ""}, None)
    assert not AttributeValue.objects.exists()


def test_consent_can_change_but_not_to_withdrawn() -> None:
    person = make.participant(make.project())
    participants.set_consent(person, Consent.NO_QUOTES, None)
    person.refresh_from_db()
    assert person.consent == Consent.NO_QUOTES
    with pytest.raises(Refused, match="Withdrawing erases"):
        participants.set_consent(person, Consent.WITHDRAWN, None)


def test_nothing_is_written_of_who_withdrew() -> None:
    person = make.participant(make.project(), consent=Consent.WITHDRAWN)
    with pytest.raises(Refused, match="has withdrawn"):
        participants.set_name(person, "Ana", None)


def test_the_log_never_holds_a_name() -> None:
    person = make.participant(make.project())
    participants.set_name(person, "Ana Smith", None)
    assert RealName.objects.get().name == "Ana Smith"
    assert "Ana" not in str(list(Event.objects.values()))


def test_two_participants_are_not_printed_under_one_id() -> None:
    project = make.project()
    by = make.user()
    participants.set_publication_code(make.participant(project), "INT1", by)
    with pytest.raises(Refused, match="printed as INT1"):
        participants.set_publication_code(make.participant(project), "INT1", by)


def test_the_table_sorts_ids_and_numbers_by_size_and_blanks_last() -> None:
    project = make.project()
    years = define(project, Definition("years", KIND.NUMBER), None)
    for code, number in (("P10", "9"), ("P2", "10"), ("P1", "")):
        participants.set_words(make.participant(project, code), {years: number}, None)
    by_code = [row.participant.code for row in table(project, [years], Wish())]
    by_years = [row.participant.code for row in table(project, [years], Wish(str(years.pk), descending=True))]
    assert by_code == ["P1", "P2", "P10"]
    assert by_years == ["P2", "P10", "P1"]


def test_the_table_sorts_choices_as_they_are_offered() -> None:
    project = make.project()
    rank = define(project, Definition("rank", KIND.ONE_OF, ["sergeant", "inspector", "chief"]), None)
    for code, said in (("P1", "chief"), ("P2", "inspector"), ("P3", "sergeant")):
        participants.set_words(make.participant(project, code), {rank: said}, None)
    attributes = list(project.attributes.all())
    assert [row.participant.code for row in table(project, attributes, Wish(str(rank.pk)))] == [
        "P3",
        "P2",
        "P1",
    ]


def test_the_table_shows_those_with_the_words_in_the_attribute() -> None:
    project = make.project()
    force = define(project, Definition("force"), None)
    note = define(project, Definition("note"), None)
    one, other = make.participant(project), make.participant(project)
    participants.set_words(one, {force: "Force A", note: "B"}, None)
    participants.set_words(other, {force: "Force B"}, None)
    rows = table(project, [force, note], Wish(attribute=force.pk, words="force b"))
    assert [row.participant for row in rows] == [other]


def test_lists_have_p2_before_p10_after_a_change_of_id_too() -> None:
    project = make.project()
    ten, two, other = (make.participant(project, code) for code in ("P10", "P2", "P30"))
    for person in (ten, two, other):
        make.transcript("P: Hm.", project, person)
    participants.rename(other, "P3", make.user())
    assert [person.code for person in project.participants.all()] == ["P2", "P3", "P10"]
    heard = [talk.participants.get().code for talk in project.transcripts.in_order()]
    assert heard == ["P2", "P3", "P10"]
