import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from coding.excerpts.retrieval import Passage
from coding.models import Code, PickedQuote
from coding.retrieval import picking
from coding.retrieval.balance import balance
from coding.retrieval.bank import picked_quotes
from coding.retrieval.picking import Why
from interviews import withdrawal
from interviews.models import Attribute, AttributeValue, Participant, Transcript
from interviews.models.participants import Consent
from projects import undo
from projects.models import Project, User
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Interviewer: And then?\nP01: I was afraid 👮🏽 of blame.\nP01: Never of error."
Reason = PickedQuote.Reason
TYPICAL = Why(Reason.TYPICAL)


@pytest.fixture
def person(study: Project) -> Participant:
    return make.participant(study, "P01")


@pytest.fixture
def talk(study: Project, person: Participant) -> Transcript:
    return make.transcript(TEXT, study, person)


def passage(words: str, talk: Transcript) -> Passage:
    assert talk.current
    start = talk.current.text.index(words)
    return Passage(talk.pk, start, start + len(words))


def shown(study: Project, who: User) -> list[tuple[str, str, str]]:
    return [(each.citation, each.words, each.why) for each in picked_quotes(study, who).quotes]


def test_a_picked_quote_is_cited_with_its_question_its_codes_and_why(
    study: Project, ana: User, fear: Code, talk: Transcript
) -> None:
    blame = make.code("Blame", study)
    for code in (fear, blame):
        make.coding("afraid 👮🏽 of blame", code, ana, talk)
    picking.pick(study, [passage("afraid 👮🏽 of blame", talk)], Why(Reason.VIVID, " a \n sign "), ana)
    (quote,) = picked_quotes(study, ana).quotes
    assert (quote.words, quote.citation, quote.question) == ("afraid 👮🏽 of blame", "P01:T2", "And then?")
    assert (quote.why, quote.codes, quote.length) == ("vivid: a sign", ("Blame", "Fear"), 4)
    assert quote.href == f"/{study.slug}/transcripts/{talk.pk}/code/?at=34-52"


def test_quotes_stand_in_the_order_that_the_team_gives_them(
    study: Project, ana: User, talk: Transcript
) -> None:
    words = ["Never", "afraid", "blame", "error"]
    for one in words:
        picking.pick(study, [passage(one, talk)], TYPICAL, ana)
    picking.move(study, study.picked_quotes.all()[3], 1, ana)
    assert [each[1] for each in shown(study, ana)] == ["error", "Never", "afraid", "blame"]
    picking.move(study, study.picked_quotes.all()[0], 99, ana)
    assert [each[1] for each in shown(study, ana)] == words
    undo.undo(study, ana)
    assert [each[1] for each in shown(study, ana)] == ["error", "Never", "afraid", "blame"]


def test_many_are_picked_in_one_act_and_one_undo_takes_all_of_them_off(
    study: Project, ana: User, talk: Transcript
) -> None:
    picking.pick(study, [passage("Never", talk)], TYPICAL, ana)
    picking.pick(study, [passage(each, talk) for each in ("error", "afraid", "Never")], TYPICAL, ana)
    assert [each[1] for each in shown(study, ana)] == ["Never", "afraid", "error"]
    undo.undo(study, ana)
    assert [each[1] for each in shown(study, ana)] == ["Never"]


def test_a_passage_is_picked_once(study: Project, ana: User, talk: Transcript) -> None:
    picking.pick(study, [passage("Never", talk)], TYPICAL, ana)
    with pytest.raises(Refused, match="already"):
        picking.pick(study, [passage("Never", talk)], Why(Reason.VIVID), ana)


def test_another_reason_is_said_in_words(study: Project, ana: User, talk: Transcript) -> None:
    with pytest.raises(Refused, match="in words"):
        picking.pick(study, [passage("Never", talk)], Why(Reason.OTHER, " \n"), ana)
    (quote,) = picking.pick(study, [passage("Never", talk)], TYPICAL, ana)
    picking.give_reason(study, quote, Why(Reason.OTHER, "the only one who laughs"), ana)
    assert shown(study, ana) == [("P01:T3", "Never", "the only one who laughs")]
    undo.undo(study, ana)
    assert shown(study, ana) == [("P01:T3", "Never", "typical")]


def test_a_quote_that_was_taken_off_meanwhile_is_not_taken_off_again(
    study: Project, ana: User, talk: Transcript
) -> None:
    (quote,) = picking.pick(study, [passage("Never", talk)], TYPICAL, ana)
    picking.remove(study, quote, ana)
    assert shown(study, ana) == []
    with pytest.raises(Refused, match="meanwhile"):
        picking.remove(study, quote, ana)


def test_nothing_is_picked_of_who_allows_no_quotes_and_not_half_of_a_list(
    study: Project, ana: User, talk: Transcript
) -> None:
    silent = make.participant(study, "P02", consent=Consent.NO_QUOTES)
    other = make.transcript("P02: Say nothing.", study, silent)
    with pytest.raises(Refused, match="P02 allows no quotes"):
        picking.pick(study, [passage("Never", talk), passage("nothing", other)], TYPICAL, ana)
    assert not PickedQuote.objects.exists()


def test_a_quote_is_withheld_as_soon_as_consent_says_so(
    study: Project, ana: User, talk: Transcript, person: Participant
) -> None:
    picking.pick(study, [passage("Never", talk)], Why(Reason.OTHER, "her own words: never"), ana)
    person.consent = Consent.NO_QUOTES
    person.save()
    found = picked_quotes(study, ana)
    assert (found.quotes, found.withheld) == ((), 1)


def test_words_outside_the_text_or_of_another_study_are_not_picked(
    study: Project, ana: User, talk: Transcript
) -> None:
    elsewhere = make.transcript("P01: Here.", make.project(ana))
    for one in (Passage(talk.pk, 70, 900), Passage(talk.pk, 9, 9), Passage(elsewhere.pk, 0, 3)):
        with pytest.raises(Refused, match="meanwhile"):
            picking.pick(study, [one], TYPICAL, ana)


def test_nothing_is_picked_from_an_interview_while_it_is_coded_blind(
    study: Project, ana: User, talk: Transcript
) -> None:
    make.running_round(study, (ana,), (talk,))
    with pytest.raises(Refused, match="blind"):
        picking.pick(study, [passage("Never", talk)], TYPICAL, ana)


def test_a_code_given_blind_is_not_said_of_a_quote(
    study: Project, ana: User, fear: Code, talk: Transcript
) -> None:
    picking.pick(study, [passage("Never", talk)], TYPICAL, ana)
    blind = make.running_round(study, (ana,), (talk,))
    make.coding("Never", fear, ana, talk, make.round_layer(blind, ana))
    assert picked_quotes(study, ana).quotes[0].codes == ()


def test_a_withdrawal_erases_what_was_picked_and_what_undo_kept_of_it(
    study: Project, ana: User, talk: Transcript, person: Participant
) -> None:
    picking.pick(study, [passage("Never", talk)], Why(Reason.VIVID, "never, she says"), ana)
    erased = withdrawal.withdraw(person, ana)
    assert erased["quote picked for the report"] == 1
    assert not PickedQuote.objects.exists()
    assert not study.events.filter(kind="pickedquote", rows__isnull=False).exists()


def test_the_log_tells_of_a_pick_without_a_word(study: Project, ana: User, talk: Transcript) -> None:
    (quote,) = picking.pick(study, [passage("Never", talk)], Why(Reason.OTHER, "laughs"), ana)
    event = study.events.latest("number")
    assert (event.verb, event.kind, event.object_id) == ("picked", "pickedquote", str(quote.guid))
    assert event.facts == {"transcript": talk.pk, "start": quote.start, "end": quote.end}


def test_the_balance_counts_quotes_and_words_and_says_who_is_never_quoted(
    study: Project, ana: User, talk: Transcript, person: Participant
) -> None:
    """P01, a sergeant, has two quotes of 1 and 2 words; P02, a constable, none; P03 allows none."""
    rank = Attribute.objects.create(project=study, name="Rank", kind=Attribute.Kind.ONE_OF)
    constable, sergeant = (rank.choices.create(value=each) for each in ("constable", "sergeant"))
    other, silent = make.participant(study, "P02"), make.participant(study, "P03", consent=Consent.NO_QUOTES)
    make.participant(study, "P04")
    for who, choice in ((person, sergeant), (other, constable), (silent, constable)):
        AttributeValue.objects.create(participant=who, attribute=rank, choice=choice)
    for who in (other, silent):
        make.transcript(f"{who.code}: Well.", study, who)
    picking.pick(study, [passage(each, talk) for each in ("Never", "of error", "And then")], TYPICAL, ana)
    found = balance(study, ana, picked_quotes(study, ana).quotes, rank)
    assert [(share.label, share.quotes, share.words) for share in found.participants] == [
        ("P01", 2, 3),
        ("P02", 0, 0),
        ("P03", 0, 0),
    ]
    assert [(share.label, share.quotes, share.quoted, share.people) for share in found.groups] == [
        ("constable", 0, 0, 2),
        ("sergeant", 2, 1, 1),
    ]
    assert found.sentences == [
        "Quoted: 1 of 3 participants.",
        "Never quoted: P02.",
        "Never quoted by Rank: constable.",
    ]


def test_reading_the_quotes_takes_as_many_queries_for_five_as_for_one(
    study: Project, ana: User, talk: Transcript, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for words in ("Never", "afraid", "blame", "error", "of"):
        picking.pick(study, [passage(words, talk)], TYPICAL, ana)
    with django_assert_max_num_queries(12):
        assert len(picked_quotes(study, ana).quotes) == 5
