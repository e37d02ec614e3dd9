"""What a person asked of the excerpts, read from an address and said in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.codebook.tree import CodeTree
from coding.excerpts.excerpts import Extras
from coding.excerpts.filters import Filters
from coding.excerpts.listing import Listing, tree_to_list
from coding.excerpts.ordering import Order
from coding.forms.excerpts import MOST_WORDS, ExcerptsForm
from coding.models import Code, SavedQuery
from coding.retrieval.question import QUERY, question_of
from projects.models import Project, User

WORDS = "q"
"""In an address, names the saved query that holds the words."""
PAGE = "page"
MORE = "more"
"""In an address, asks for the whole form."""
BUILD = "build"
"""In an address, asks for the builder of queries."""
TICK = "tick"
"""In an address, asks for boxes to tick excerpts by, so that many are recoded at once."""


@dataclass(frozen=True)
class Asked:
    """The filters and extras of one request, and the codebook that they speak of."""

    project: Project
    tree: CodeTree
    filters: Filters
    extras: Extras

    def listing(self, user: User) -> Listing:
        return Listing(self.tree, self.project, user, self.filters)

    @property
    def by_code(self) -> "Asked":
        """The same under its codes, as it is printed."""
        return replace(self, filters=replace(self.filters, order=Order()))

    @property
    def name(self) -> str:
        """What the query is called, if one is asked that has a name."""
        return self.filters.question.name if self.filters.question else ""

    @property
    def codes(self) -> str:
        """``Chief officers and the 2 codes under it``."""
        return self._codes(lambda code: code.name)

    @property
    def neutral_codes(self) -> str:
        """The same in no words of an interview, for what outlives it: of a code in vivo its number."""
        return self._codes(
            lambda code: _("In vivo %(number)d") % {"number": code.pk} if code.is_in_vivo else code.name
        )

    def _codes(self, called: Callable[[Code], str]) -> str:
        node = self.filters.code
        if not node:
            return ngettext("the %(n)s code", "all %(n)s codes", len(self.tree)) % {"n": len(self.tree)}
        below = len(self.tree.under(node.code.pk)) - 1 if self.filters.with_below else 0
        name = " › ".join(map(called, node.path))
        if not below:
            return name
        said = ngettext("%(code)s and the code under it", "%(code)s and the %(below)s codes under it", below)
        return said % {"code": name, "below": below}

    @property
    def people(self) -> str:
        """``participants whose Rank is sergeant``."""
        if self.filters.participant:
            return str(self.filters.participant)
        conditions = [
            _("whose %(attribute)s is %(values)s") % {"attribute": wanted.attribute, "values": wanted.words}
            for wanted in self.filters.attributes
        ]
        return (
            " ".join([_("participants"), _(" and ").join(conditions)])
            if conditions
            else _("all participants")
        )

    @property
    def sentence(self) -> str:
        """What is shown, in one sentence."""
        if self.filters.question and self.filters.question.sentence:
            return " ".join([self.filters.question.sentence, *self._narrowed])
        parts = [
            _("Excerpts under %(codes)s, from %(people)s") % {"codes": self.codes, "people": self.people}
        ]
        if self.filters.transcript:
            parts.append(_("in “%s”") % self.filters.transcript)
        if self.filters.tag:
            parts.append(_("tagged “%s” on the coding or its transcript") % self.filters.tag)
        if self.filters.words:
            parts.append(_("with the words “%s”") % self.filters.words)
        return ", ".join(parts) + "."

    @property
    def _narrowed(self) -> Iterator[str]:
        """What a query is narrowed by beside."""
        if self.filters.code:
            yield _("Only those under %s.") % self.codes
        if self.filters.narrows_people:
            yield _("Only those from %s.") % self.people

    @property
    def terms(self) -> Iterator[tuple[str, str]]:
        """The same for a title page, as term and words."""
        if self.filters.question and self.filters.question.sentence:
            yield _("Query"), self.filters.question.sentence
        yield _("Codes"), self.codes
        yield _("Participants"), self.people
        if self.filters.transcript:
            yield _("Transcript"), str(self.filters.transcript)
        if self.filters.tag:
            yield _("Tag"), str(self.filters.tag)
        if self.filters.words:
            yield _("Words"), f"“{self.filters.words}”"


def form_of(project: Project, query: QueryDict, *, whole: bool = False) -> ExcerptsForm:
    """The form of what is asked; ``whole`` with all that could be."""
    return ExcerptsForm(query, project=project, tree=tree_to_list(project), whole=whole)


def understood(
    project: Project, query: QueryDict, *, whole: bool
) -> tuple[ExcerptsForm, QueryDict, list[str]]:
    """The form of what makes sense, its query, and in words what of the query does not."""
    form = form_of(project, query, whole=whole)
    if form.is_valid():
        return form, query, []
    left = query.copy()
    odd = [f"{form[name].label} ({', '.join(left.pop(name, []))})" for name in form.errors]
    form = form_of(project, left, whole=whole)
    form.full_clean()
    return form, left, odd


def asked_of(project: Project, form: ExcerptsForm, query: QueryDict) -> Asked:
    """The wishes of a valid form."""
    words = saved_words(project, query.get(WORDS, ""))
    question = question_of(project, form.tree, query.get(QUERY, ""))
    return Asked(project, form.tree, form.filters(words, question), form.extras())


def saved_words(project: Project, guid: str) -> str:
    """The words that the saved query holds; it must be of this project."""
    if not guid:
        return ""
    try:
        saved = SavedQuery.objects.get(project=project, guid=UUID(guid))
    except (ValueError, SavedQuery.DoesNotExist) as error:
        raise Http404 from error
    return str(saved.wishes.get("words", ""))


def save_words(project: Project, by: User, words: str) -> str:
    """Keep the words, and hand back what names them in an address."""
    wishes = {"words": words}
    saved = SavedQuery.objects.filter(project=project, by=by, wishes=wishes).first()
    return str((saved or SavedQuery.objects.create(project=project, by=by, wishes=wishes)).guid)


def without(query: QueryDict, *keys: str) -> QueryDict:
    """The query without these keys."""
    left = query.copy()
    for key in keys:
        left.pop(key, None)
    return left


def address_of(project: Project, by: User, posted: QueryDict, words: str) -> str:
    """The posted filters as a query string, the words behind the id of a saved query."""
    asked = without(posted, "csrfmiddlewaretoken", "words", WORDS, PAGE, MORE, QUERY, BUILD)
    if words:
        asked[WORDS] = save_words(project, by, words)
    return without(asked, *[key for key in asked if not any(asked.getlist(key))]).urlencode()


def phrase_of(posted: QueryDict) -> str:
    """The posted words in one line."""
    return " ".join(posted.get("words", "").replace("\0", " ").split())[:MOST_WORDS]


def how_many(listing: Listing) -> list[str]:
    """Sentences: how many passages, from how many of whom, and what is withheld."""
    counts = listing.counts
    people = listing.people.interviewed
    found = ngettext("%(n)s passage", "%(n)s passages", counts.passages) % {"n": f"{counts.passages:,}"}
    said = ngettext(
        "%(found)s from %(n)s of %(of)s participant.",
        "%(found)s from %(n)s of %(of)s participants.",
        len(people),
    )
    sentences = [said % {"found": found, "n": len(counts.participants & people), "of": len(people)}]
    if listing.excerpts > counts.passages:
        sentences.append(
            _("A passage stands under each of its codes, so there are %(n)s excerpts.")
            % {"n": f"{listing.excerpts:,}"}
        )
    return sentences + list(_withheld(listing))


def _withheld(listing: Listing) -> Iterator[str]:
    counts = listing.counts
    if counts.withheld:
        said = ngettext(
            "%(n)s more passage is withheld: its participant (%(who)s) allows no quotes.",
            "%(n)s more passages are withheld: their participants (%(who)s) allow no quotes.",
            counts.withheld,
        )
        who = ", ".join(sorted(listing.people.codes[pk] for pk in counts.withheld_from))
        yield said % {"n": counts.withheld, "who": who}
