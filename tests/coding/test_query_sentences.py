from datetime import date

import pytest
from django.utils import translation

from coding.analysis.query import (
    All,
    Any,
    Coded,
    CodedBy,
    CodedOn,
    Having,
    InRound,
    InTranscript,
    Near,
    Nearness,
    Not,
    OfParticipant,
    Saying,
    SpokenBy,
    Tagged,
    Tree,
    Voice,
    WithMemo,
)
from coding.retrieval.names import Names
from coding.retrieval.sentences import sentence
from interviews.models import Attribute

NAMES = Names(
    codes={1: "Fear", 2: "Blame"},
    under={1: 2},
    participants={7: "P07"},
    attributes={3: Attribute(name="Rank")},
    choices={4: "sergeant", 5: "inspector", 6: "chief"},
    tags={8: "odd"},
    transcripts={9: "Second talk"},
    coders={10: "Ana"},
    rounds={11: "“Pilot”"},
)


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        (Coded(2), "Passages coded “Blame”."),
        (Coded(1), "Passages coded “Fear” (or one of 2 under it)."),
        (Coded(1, False), "Passages coded “Fear” itself."),
        (Coded(99), "Passages coded “something that is gone”."),
        (Not(Coded(2)), "Passages not coded “Blame”."),
        (All((Coded(2), OfParticipant(7))), "Passages coded “Blame” and from P07."),
        (
            Any((Coded(2), SpokenBy(Voice.INTERVIEWER), SpokenBy())),
            "Passages coded “Blame”, spoken by the interviewer or spoken by participants.",
        ),
        (
            All((Coded(2), Not(Any((Tagged(8), InTranscript(9)))))),
            "Passages coded “Blame” and not (tagged “odd” or in “Second talk”).",
        ),
        (
            Near(Nearness.OVERLAPPING, Coded(2)),
            "Passages overlapping a passage coded “Blame”.",
        ),
        (
            All((Near(Nearness.INSIDE, Coded(2)), Coded(1, False), Saying("of"))),
            "Passages coded “Fear” itself, with the words “of” and inside a passage coded “Blame”.",
        ),
        (Near(Nearness.INSIDE, Coded(2)), "Passages inside a passage coded “Blame”."),
        (Near(Nearness.WITHIN, Coded(2)), "Passages in the same turn as a passage coded “Blame”."),
        (Near(Nearness.WITHIN, Coded(2), 1), "Passages within 1 turn of a passage coded “Blame”."),
        (
            Near(Nearness.FOLLOWED, Coded(2), 3),
            "Passages followed within 3 turns by a passage coded “Blame”.",
        ),
        (
            Having(3, (4, 5, 6)),
            "Passages from participants whose Rank is sergeant, inspector or chief.",
        ),
        (Having(3, low="2", high="4"), "Passages from participants whose Rank is 2 to 4."),
        (Having(3, low="2"), "Passages from participants whose Rank is 2 or more."),
        (Having(3, flag=False), "Passages from participants whose Rank is no."),
        (Having(99, (4,)), "Passages from participants by something that is gone."),
        (CodedBy(10), "Passages coded by Ana."),
        (InRound(11), "Passages coded in the round “Pilot”."),
        (Not(InRound(11, 2)), "Passages not coded “Blame” in the round “Pilot”."),
        (
            InRound(12, 2),
            "Passages coded “Blame” in a round that is gone or not revealed yet, which finds nothing.",
        ),
        (CodedOn(date(2026, 3, 1), date(2026, 3, 9)), "Passages coded from 1 Mar 2026 to 9 Mar 2026."),
        (CodedOn(until=date(2026, 3, 9)), "Passages coded until 9 Mar 2026."),
        (Saying("of blame"), "Passages with the words “of blame”."),
        (WithMemo(), "Passages with a memo."),
        (WithMemo("odd"), "Passages with a memo that says “odd”."),
    ],
)
def test_a_query_reads_as_a_sentence(tree: Tree, said: str) -> None:
    with translation.override("en"):
        assert sentence(tree, NAMES) == said
