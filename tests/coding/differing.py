"""A finished round in which two coders differ in two turns and agree in two, once on other words."""

from coding.consensus.deciding import Decision, decide
from coding.consensus.places import Found, Place, places_in
from coding.models import Code, Coding, Layer, Resolution
from interviews.spans import Span
from projects.models import Role, User
from tests import make

TALK = "\n".join(
    (
        "Interviewer: Who taught you?",
        "P07: Nobody sat us down. We learned it from each other.",
        "Interviewer: And the chief?",
        "P07: The chief muted us. Then it stopped.",
        "P07: So it goes.",
        "P07: We were afraid.",
        "P07: Nothing came of it.",
    )
)


class Study:
    """Turn 2: Ana alone coded. 4: another code each. 6: the same code on other words. 7: the same."""

    def __init__(self) -> None:
        self.olga, self.ana, self.ben = make.user("olga"), make.user("ana"), make.user("ben")
        self.project = make.project(self.olga, self.ana, self.ben)
        self.person = make.participant(self.project, "P07")
        self.talk = make.transcript(TALK, self.project, self.person, title="Sergeant")
        self.training, self.chief = make.code("Training", self.project), make.code("Chief", self.project)
        self.fear = make.code("Fear", self.project)
        self.round = make.finished_round(self.project, (self.ana, self.ben), (self.talk,))
        for words, code, coder in (
            ("Nobody sat us down.", self.training, self.ana),
            ("The chief muted us.", self.chief, self.ana),
            ("Then it stopped.", self.fear, self.ben),
            ("afraid", self.fear, self.ana),
            ("We were afraid.", self.fear, self.ben),
            ("Nothing came of it.", self.fear, self.ana),
            ("Nothing came of it.", self.fear, self.ben),
        ):
            self.code(words, code, coder)

    def code(self, words: str, code: Code, coder: User) -> Coding:
        return make.coding(words, code, coder, self.talk, make.round_layer(self.round, coder))

    @property
    def found(self) -> Found:
        return places_in(self.round, self.olga)

    def place(self, turn: int) -> Place:
        """The one of this turn."""
        assert self.talk.current is not None
        turn_ = self.talk.current.turns.get(number=turn)
        (place,) = [each for each in self.found.places if each.span == Span(turn_.start, turn_.end)]
        return place

    def span(self, words: str) -> Span:
        start = TALK.index(words)
        return Span(start, start + len(words))

    def decide(self, turn: int, outcome: str, by: User | None = None, **more: object) -> Resolution:
        """Over whatever stands there."""
        place = self.place(turn)
        seen = self.found.resolution(place).version
        decision = Decision(Resolution.Outcome(outcome), seen, **more)  # type: ignore[arg-type]
        return decide(self.round, place.key, decision, by or self.olga)

    @property
    def agreed(self) -> list[tuple[str, str]]:
        """Code and words of what stands in the consensus."""
        rows = Coding.objects.filter(layer__kind=Layer.Kind.CONSENSUS).order_by("start", "code")
        return [(coding.code.name, TALK[coding.start : coding.end]) for coding in rows.select_related("code")]

    def reader(self) -> User:
        return make.member(self.project, Role.READER)
