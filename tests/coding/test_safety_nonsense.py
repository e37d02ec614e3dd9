"""Nonsense in an address or a form is answered with a page or a sentence, and breaks nothing."""

import json
import uuid
from urllib.parse import urlencode

import pytest
from django.test import Client

from interviews.models import Attribute
from projects.models import Project, User
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Interviewer: Who taught you?\nP07: Nobody did, honestly."
FORM = "application/x-www-form-urlencoded"
NONSENSE = ("9" * 30, "1" * 5000, "²", "-1", "a\0b", "\ud800", "٣", "1e999", "NaN", "%00", "' OR 1=1", "[]")
EXCERPTS = ["code", "alone", "whose", "participant", "transcript", "tag", "show", "q", "context", "{asked}"]
MEMOS = ["author", "kind", "state", "code", "transcript", "participant", "since", "until", "q"]
COMPARISON = ["coders", "transcripts", "for", "unit", "threshold", "interviewer"]
PLACES = ["code", "times", "by", "apart", "called", "other"]
ROUND = [
    "name",
    "note",
    "count",
    "number",
    "transcripts",
    "attribute",
    "share",
    "coders",
    "threshold",
    "earlier",
]
PAGES = {
    "/{slug}/codebook/add/": ["under"],
    "/{slug}/codebook/{code}/onto/": ["target", "place"],
    "/{slug}/codebook/{code}/recode/": ["page"],
    "/{slug}/transcripts/{transcript}/code/": ["coders", "at", "round"],
    "/{slug}/transcripts/{transcript}/code/list/": ["coders", "page", "round"],
    "/api/{slug}/transcripts/{transcript}/codings": ["coders", "round"],
    "/api/{slug}/codes/counts": ["round"],
    "/api/{slug}/transcripts/{transcript}/news": ["round", "since", "coders"],
    "/{slug}/log/": ["act", "before", "after", "person", "kind"],
    "/{slug}/excerpts/": [*EXCERPTS, "page", "more", "group", "sort", "build", "query"],
    "/{slug}/quotes/": ["by"],
    "/{slug}/search/": [*EXCERPTS, "way", "who", "whole", "page", "more", "done"],
    "/{slug}/excerpts.csv": EXCERPTS,
    "/{slug}/memos/": [*MEMOS, "page"],
    "/{slug}/memos.csv": MEMOS,
    "/{slug}/memos/on/": ["coding", "code", "transcript", "participant"],
    "/{slug}/matrix/": ["rows", "where", "tag", "whose", "shows", "open"],
    "/{slug}/matrix.csv": ["rows", "where", "tag", "whose", "shows", "open"],
    "/{slug}/comparison/": [*COMPARISON, "sort", "unused", "transcripts_by", "pair"],
    "/{slug}/comparison/passages/": [*COMPARISON, *PLACES, "page"],
    "/{slug}/comparison/side-by-side/{transcript}/": [*COMPARISON, "code", "how", "turns", "pair"],
    "/{slug}/comparison.csv": [*COMPARISON, "list"],
    "/{slug}/transcripts/print/": ["transcript"],
    "/{slug}/checklist/item/": ["item"],
}
POSTED = {
    "/{slug}/codebook/add/": ["under", "new-name", "new-definition"],
    "/{slug}/codebook/{code}/": ["name", "definition", "colour", "code-name", "code-reason", "edition"],
    "/{slug}/codebook/{code}/move/": ["step", "under", "move-parent", "move-before"],
    "/{slug}/codebook/{code}/delete/": ["children", "reason"],
    "/{slug}/codebook/{code}/merge/": ["into", "reason"],
    "/{slug}/codebook/{code}/split/": ["name_1", "place", "of-1-2-3-4", "all-1"],
    "/{slug}/codebook/{code}/promote/": ["promote-name", "promote-parent"],
    "/{slug}/codebook/{code}/restore/": ["reason"],
    "/{slug}/codebook/{code}/recode/": ["excerpt", "into", "whose"],
    "/{slug}/rounds/new/": ROUND,
    "/{slug}/redo/": ["round"],
    "/{slug}/excerpts/recode/": ["excerpt", "into", "whose"],
    "/{slug}/excerpts/code/": ["excerpt", "code", "scope"],
    "/{slug}/excerpts/tag/": ["excerpt", "tag", "tag_whose"],
    "/{slug}/excerpts/pick/": ["excerpt", "reason", "note"],
    "/{slug}/excerpts/query/": ["q-is", "q-how", "q-new", "q.0-is", "remove"],
    "/{slug}/excerpts/query/save/": ["name", "shared"],
    "/{slug}/transcripts/{transcript}/code/list/": ["code", "turn", "words"],
    "/{slug}/transcripts/{transcript}/reading/": ["state"],
    "/{slug}/excerpts/": ["words", "code", "participant"],
    "/{slug}/memos/": ["words", "author", "since"],
    "/{slug}/memos/on/": ["body"],
    "/{slug}/search/": ["words", "way", "who", "participant"],
    "/{slug}/search/code/": ["code", "unit", "scope", "hit", "seal"],
    "/{slug}/transcripts/print/": ["transcript", "whose", "way", "times", "memos", "format"],
    "/{slug}/checklist/item/?item=3": ["body", "does_not_apply", "version"],
    "/{slug}/undo/": ["act", "before", "next", "round"],
}


class Study:
    def __init__(self) -> None:
        self.olga, self.ana = make.user("olga"), make.user("ana")
        self.project: Project = make.project(self.olga, self.ana)
        person = make.participant(self.project, "P07")
        self.transcript = make.transcript(TEXT, self.project, person)
        self.code = make.code("Training", self.project)
        for coder in (self.olga, self.ana):
            make.coding("Nobody", self.code, coder, self.transcript)
        make.complete(self.transcript, self.olga, self.ana)
        self.attributes = [
            Attribute.objects.create(project=self.project, name=kind, kind=kind, position=place)
            for place, kind in enumerate(Attribute.Kind.values)
        ]

    def address(self, page: str) -> str:
        return page.format(slug=self.project.slug, transcript=self.transcript.pk, code=self.code.pk)

    def names(self, names: list[str]) -> list[str]:
        """``{asked}`` stands for the fields that ask for values of attributes."""
        asked = [f"a{each.pk}{end}" for each in self.attributes for end in ("", "_from", "_to")]
        return [name for name in names if name != "{asked}"] + (asked if "{asked}" in names else [])


def said(name: str, nonsense: str) -> str:
    return urlencode({name: nonsense.encode("utf-8", "surrogatepass")})


def browser(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.mark.parametrize("page", PAGES)
def test_nonsense_in_an_address_breaks_no_page(page: str) -> None:
    study = Study()
    client, url = browser(study.olga), study.address(page)
    for name in study.names(PAGES[page]):
        for nonsense in NONSENSE:
            status = client.get(f"{url}?{said(name, nonsense)}").status_code
            assert status < 500, (name, nonsense[:20])


@pytest.mark.parametrize("page", POSTED)
def test_nonsense_in_a_form_is_answered_with_words(page: str) -> None:
    study = Study()
    client, url = browser(study.olga), study.address(page)
    for name in POSTED[page]:
        for nonsense in NONSENSE:
            status = client.post(url, said(name, nonsense), FORM).status_code
            assert status < 500, (name, nonsense[:20])


@pytest.mark.parametrize("name", ["guid", "code", "start", "end", "revision", "qualifiers"])
def test_nonsense_sent_to_the_api_is_refused(name: str) -> None:
    study = Study()
    client, url = browser(study.ana), study.address("/api/{slug}/transcripts/{transcript}/codings")
    right = {"guid": str(uuid.uuid4()), "code": study.code.pk, "start": 1, "end": 5, "revision": 1}
    wrong: list[object] = [*NONSENSE, [*NONSENSE], [10**30], 10**30, -1, None, {}, 1e308, [[]]]
    for nonsense in wrong:
        wish = json.dumps(right | {name: nonsense})
        status = client.post(url, wish, "application/json").status_code
        assert 400 <= status < 500, nonsense


@pytest.mark.parametrize("number", ["9" * 30, "9" * 19])
@pytest.mark.parametrize(
    "page",
    [
        "/{slug}/codebook/%s/",
        "/{slug}/transcripts/%s/code/",
        "/{slug}/transcripts/%s/code/list/",
        "/api/{slug}/transcripts/%s/codings",
    ],
)
def test_a_number_that_no_row_can_have_is_not_found(page: str, number: str) -> None:
    study = Study()
    assert browser(study.olga).get(study.address(page) % number).status_code == 404
