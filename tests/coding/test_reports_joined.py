"""Excerpts that repeat nearly the same words are printed once, and counted as before."""

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from coding.exports import excerpts as exports
from coding.models import CodingQualifier, Qualifier
from coding.recipes.composed import compose
from coding.recipes.linking import excerpt_anchor
from coding.reports.blocks import Quote
from coding.reports.excerpts import ExcerptsReport, Section
from coding.reports.in_blocks.excerpts import blocks_of_excerpts
from tests import make

pytestmark = pytest.mark.django_db

WORDS = "Nobody taught us anything at all, honestly, so that we learned it from each other at night"
SHORTER = WORDS.removesuffix(" at night")


class Study:
    """Ana and Ben draw other borders round the same words of P07, and Ben codes some of another place."""

    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project = make.project(self.ana, self.ben)
        self.code = make.code("Training", self.project)
        self.person = make.participant(self.project, "P07")
        self.talk = make.transcript(
            f"Interviewer: How?\nP07: {WORDS}.\nP07: There was no money.", self.project, self.person
        )
        self.longer = make.coding(WORDS, self.code, self.ana, self.talk)
        self.shorter = make.coding(SHORTER, self.code, self.ben, self.talk)
        make.coding("no money", self.code, self.ben, self.talk)

    def report(self, query: str = "coders=on") -> ExcerptsReport:
        return exports.report_asked(exports.asked_in(self.project, QueryDict(query)), self.ana, "")

    def section(self, query: str = "coders=on") -> Section:
        ((section,),) = [chapter.sections for chapter in self.report(query).chapters]
        return section

    def page(self, query: str = "coders=on") -> str:
        html = render_to_string("reports/excerpts.html", {"report": self.report(query)})
        return " ".join(html.split())


@pytest.fixture
def study() -> Study:
    return Study()


def test_words_that_two_coders_drew_otherwise_are_printed_once_and_counted_twice(study: Study) -> None:
    section, page = study.section(), study.page()
    assert [quote.excerpt.text for quote in section.printed] == [WORDS, "no money"]
    assert (section.passages, len(section.quotes)) == (3, 3)
    assert page.count("so that we learned it") == 1
    assert "3 passages · 1 of 1 participant" in page
    assert "1 excerpt repeats nearly the words of a longer one under the same code" in page


def test_borders_coders_and_qualifiers_of_the_other_stand_beside(study: Study) -> None:
    direction = Qualifier.objects.create(project=study.project, name="Direction")
    mutes = direction.values.create(value="mutes")
    CodingQualifier.objects.create(coding=study.shorter, value=mutes)
    (told, _money) = study.section().printed
    assert told.others == "1 “Nobody taught us … from each other” · Direction: mutes · B"
    assert "also coded with other borders: 1 “Nobody taught us … from each other”" in study.page()
    assert study.section("").printed[0].others.endswith("Direction: mutes")  # initials only where asked for


def test_the_codings_of_one_coder_are_printed_as_they_are(study: Study) -> None:
    make.coding(WORDS[:70], study.code, study.ana, study.talk)
    make.coding(WORDS[:72], study.code, study.ana, study.talk)
    section = study.section(f"whose=coder-{study.ana.pk}")
    assert section.printed == list(section.quotes)
    assert "repeat" not in study.page(f"whose=coder-{study.ana.pk}")


def test_word_has_each_as_a_quote_of_its_own_that_a_citation_can_lead_to(study: Study) -> None:
    quotes = [block for block in blocks_of_excerpts(study.report()) if isinstance(block, Quote)]
    assert len({quote.anchor for quote in quotes}) == 3


@pytest.mark.parametrize("words", ["it from each other at night", "Nobody taught us anything"])
def test_what_shares_too_little_with_the_longest_is_printed_too(study: Study, words: str) -> None:
    make.coding(words, study.code, study.ben, study.talk)
    assert words in [quote.excerpt.text for quote in study.section().printed]
    assert len(study.section().printed) == 3


def test_a_citation_of_either_leads_to_the_words_that_are_printed(study: Study) -> None:
    recipe = make.recipe(study.project, study.ana, "matrix?shows=citations", "excerpts")
    made = compose(recipe, study.project, study.ana, "", lambda *_told: None)
    html = render_to_string("reports/recipe.html", {"report": made, "links": made.links})
    printed = made.parts[1].report
    assert isinstance(printed, ExcerptsReport)
    number = printed.chapters[0].sections[0].printed[0].excerpt.number
    anchor = excerpt_anchor("p2-", number)
    assert set(made.links.excerpts.values()) == {anchor, excerpt_anchor("p2-", 3)}
    assert f'id="{anchor}"' in html
    assert html.count("in part") == 2
