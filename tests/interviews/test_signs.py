"""What can't be seen or stored gets into no ID, tag, name or value, and into no error either."""

import pytest
from django.urls import reverse

from interviews import attributes, participants, sheets, tags
from interviews.attributes import Definition, define
from interviews.models import Attribute, RealName
from interviews.signs import hides, visible
from interviews.values import Invalid, typed
from projects.models import Role
from projects.refusals import Refused
from tests import make

HIDDEN = ["a\0b", "a\x1bb", "a\x7fb", "a\u202eb", "a\u2066b", "\ud800"]
LETTERS = ["P07", "ראיון\u200f", "می\u200cخواهم", "👩\u200d🔬", "Zoë – “x”"]


@pytest.mark.parametrize("words", LETTERS)
def test_letters_of_every_script_stay(words: str) -> None:
    assert not hides(words)
    assert visible(words) == words


@pytest.mark.django_db
@pytest.mark.parametrize("words", HIDDEN)
def test_hidden_signs_are_refused_with_a_sentence(words: str) -> None:
    project = make.project()
    one, person, by = make.transcript("x", project), make.participant(project), make.user()
    with pytest.raises(Refused, match="can't be seen"):
        participants.add(project, None, words)
    with pytest.raises(Refused, match="can't be seen"):
        participants.set_publication_code(person, words, by)
    with pytest.raises(Refused, match="can't be seen"):
        tags.add(one, words, None)
    with pytest.raises(Refused, match="can't be seen"):
        define(project, Definition(words), None)
    with pytest.raises(Refused, match="can't be seen"):
        attributes.define(project, Definition("rank", Attribute.Kind.ONE_OF, [words]), None)
    with pytest.raises(Invalid, match="can't be seen"):
        typed(Attribute(kind=Attribute.Kind.TEXT), words)


def test_a_sheet_is_cleaned_and_says_in_how_many_cells() -> None:
    read = sheets.read("a.csv", 'ID,force\n"P0\u202e1","Force\nA"\nP02,B\n'.encode())
    assert read.rows == (("P01", "Force A"), ("P02", "B"))
    assert read.cleaned == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "posted"),
    [
        ("tag_transcripts", {"transcript": "9" * 30, "tag": "x"}),
        ("tag_transcripts", {"transcript": "9" * 5000, "tag": "x"}),
        ("tag_transcripts", {"transcript": "{t}", "tag": "a\u202eb"}),
        ("tag_transcripts", {"transcript": "{t}", "tag": "a\0b"}),
        ("tag_transcripts", {"transcript": "{t}", "tag": "a\0b", "action": "remove"}),
        ("transcript_tag", {"tag": "a\0b"}),
        ("transcript_tag", {"remove": "9" * 30}),
        ("transcript_tag", {"remove": "9" * 5000}),
        ("transcript", {"title": "a\u202eb"}),
        ("participant", {"code": "a\u202eb", "consent": "full"}),
        ("participants", {"code": "a\x1bb"}),
        ("participant_name", {"name": "a\u202eb"}),
        ("attributes", {"name": "a\u202eb", "kind": "text"}),
    ],
)
def test_nonsense_is_answered_with_words(page: str, posted: dict[str, str]) -> None:
    project = make.project()
    one, person = make.transcript("x", project, title="Kept"), make.participant(project, "P07")
    pks = {"transcript_tag": [one.pk], "transcript": [one.pk]}
    pks |= {"participant": [person.pk], "participant_name": [person.pk]}
    url = reverse(page, args=[project.slug, *pks.get(page, [])])
    client = make.browser(project.memberships.get(role=Role.OWNER).user)
    answer = client.post(url, {name: words.format(t=one.pk) for name, words in posted.items()})
    assert answer.status_code < 500
    one.refresh_from_db()
    assert (one.title, one.tagged.count(), project.tags.count()) == ("Kept", 0, 0)
    assert list(project.participants.values_list("code", flat=True)) == ["P07"]
    assert (project.attributes.count(), RealName.objects.count()) == (0, 0)
