"""Publications: IDs drawn once, told to owners, and never to be mistaken for those of the study."""

import pytest

from coding.leaving import publications
from coding.leaving.publications import as_written, call_the_rest, draw, forget, names_in
from coding.models import PublishedID
from coding.rounds.drawing import shuffled
from interviews.withdrawal import withdraw
from projects.models import Role
from projects.refusals import Refused
from tests import make
from tests.coding.leaving_study import Study

pytestmark = pytest.mark.django_db


def test_ids_are_drawn_in_the_order_that_the_number_makes() -> None:
    study = Study()
    paper = draw(study.project, study.olga, "Paper", "Officer ", number=4711)
    order = shuffled(["P07", "P08", "P09"], 4711)
    called = {study.people[code].pk: f"Officer {place}" for place, code in enumerate(order, start=1)}
    assert names_in(paper) == called
    event = study.project.events.get(verb="drew")
    assert (event.object_id, event.rows) == (str(paper.guid), None)


def test_who_comes_later_gets_the_next_ids_and_the_others_keep_theirs() -> None:
    study = Study()
    paper = study.drawn("Q")
    before = names_in(paper)
    assert sorted(before.values()) == ["Q1", "Q2", "Q3"]
    late = make.participant(study.project, "P10")
    assert publications.uncalled(paper) == [late]
    assert call_the_rest(paper, study.olga) == 1
    assert names_in(paper) == before | {late.pk: "Q4"}


def test_an_id_stays_taken_when_its_participant_withdraws() -> None:
    study = Study()
    paper = study.drawn()
    code = names_in(paper)[study.people["P07"].pk]
    withdraw(study.people["P07"], study.olga)
    assert study.people["P07"].pk not in names_in(paper)
    assert PublishedID.objects.get(publication=paper, code=code).participant is None
    make.participant(study.project, "P10")
    call_the_rest(paper, study.olga)
    assert sorted(paper.ids.values_list("code", flat=True)) == [f"Officer {n}" for n in (1, 2, 3, 4)]


def test_ids_written_down_are_taken_or_asked_for() -> None:
    study = Study()
    with pytest.raises(Refused, match=r"P07, P08, P09 have no"):
        as_written(study.project, study.olga, "Paper")
    for place, person in enumerate(study.people.values()):
        person.publication_code = "XYZ"[place]
        person.save()
    paper = as_written(study.project, study.olga, "Paper")
    assert names_in(paper)[study.people["P08"].pk] == "Y"


@pytest.mark.parametrize("prefix", ["P0", "", "=", "P07 ", "a,b"])
def test_an_id_that_might_be_taken_for_one_of_the_study_is_refused(prefix: str) -> None:
    study = Study()
    make.participant(study.project, "P01")
    with pytest.raises(Refused):
        draw(study.project, study.olga, "Paper", prefix)
    assert not study.project.publications.exists()


def test_one_that_something_left_by_stays() -> None:
    study = Study()
    paper = study.drawn()
    job = study.leave(study.url("excerpts_csv"), paper)
    study.decide(job)
    with pytest.raises(Refused):
        forget(paper, study.olga)
    other = draw(study.project, study.olga, "Talk", "Q")
    forget(other, study.olga)
    assert list(study.project.publications.all()) == [paper]


def test_only_owners_see_who_is_who() -> None:
    study = Study()
    paper = study.drawn()
    page = study.url("publication", paper.pk)
    shown = make.browser(study.olga).get(page).content.decode()
    assert "Officer 1" in shown
    assert "P07" in shown
    assert "drawn with the number 1" in shown
    for who, status in ((study.ana, 403), (study.ron, 403), (make.user("sam"), 404)):
        assert make.browser(who).get(page).status_code == status
        assert make.browser(who).post(page, {"remove": "1"}).status_code == status
    house = make.browser(study.ana).get(study.url("leaving")).content.decode()
    assert "Paper" in house
    assert page not in house


def test_an_owner_makes_one_and_is_told_what_is_wrong() -> None:
    study = Study()
    client, new = make.browser(study.olga), study.url("publication_new")
    refused = client.post(new, {"name": "Paper", "way": "drawn", "begins": "P0"})
    assert refused.status_code == 422
    assert "looks like an ID of the study" in refused.content.decode()
    made = client.post(new, {"name": "Paper", "way": "drawn", "begins": "Officer "})
    assert made["Location"] == study.url("publication", study.project.publications.get().pk)
    assert client.post(new, {"name": "Paper", "way": "drawn", "begins": "Q"}).status_code == 422
    for who, status in ((study.ana, 403), (study.ron, 403), (make.user("sam"), 404)):
        assert make.browser(who).post(new, {"name": "X", "way": "drawn", "begins": "Q"}).status_code == status


def test_the_smallest_group_is_the_owners_to_say() -> None:
    study = Study()
    page = study.url("leaving_groups")
    assert make.browser(study.ana).post(page, {"size": 5}).status_code == 403
    make.browser(study.olga).post(page, {"size": 5})
    study.project.refresh_from_db()
    assert study.project.smallest_group == 5
    assert study.project.events.get(verb="changed").facts == {"smallest_group": 5}
    assert make.browser(study.olga).post(page, {"size": 0}).status_code == 422


def test_another_owner_of_another_study_finds_none_of_it() -> None:
    study, other = Study(), Study()
    paper = study.drawn()
    client = make.browser(make.member(other.project, Role.OWNER, "otto"))
    assert client.get(other.url("publication", paper.pk)).status_code == 404


@pytest.mark.parametrize("code", ["R&D lead", "A<b>x", 'A"B', "Müller\N{RIGHT-TO-LEFT OVERRIDE}"])
def test_ids_with_other_signs_are_refused_wherever_they_stand(code: str) -> None:
    study = Study()
    for place, person in enumerate(study.people.values()):
        person.publication_code = "XYZ"[place] if place else code
        person.save()
    with pytest.raises(Refused, match="begin with a letter"):
        as_written(study.project, study.olga, "Paper")
