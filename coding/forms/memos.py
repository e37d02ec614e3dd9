"""What a person writes in a memo, and what they ask of the page of all memos."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coding.codebook.tree import CodeTree
from coding.forms.excerpts import MOST_WORDS, Choices, chooser
from coding.memos.finding import OPEN, RESOLVED, Wish
from coding.memos.threads import kind_labels, memos_seen
from coding.memos.writing import MOST
from coding.models import Memo
from projects.models import Project, User


class MemoForm(forms.Form):
    """The words of a memo, as they are written."""

    body = forms.CharField(
        label=_lazy("Memo"),
        strip=False,
        max_length=2 * MOST,
        widget=forms.Textarea({"rows": 4}),
        help_text=_lazy("Plain Markdown: **bold**, *italic*, - lists, > quotes, [links](https://…)."),
    )


class ReplyForm(MemoForm):
    def __init__(self, posted: QueryDict | None = None) -> None:
        super().__init__(posted, auto_id="reply_%s")
        self.fields["body"].label = _("Reply")
        self.fields["body"].help_text = ""


class ChangeForm(MemoForm):
    """Other words for a memo, on the version that was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    @classmethod
    def of(cls, memo: Memo, posted: QueryDict | None) -> "ChangeForm":
        return cls(posted, initial={"body": memo.body, "version": memo.version})

    def on(self, memo: Memo) -> "ChangeForm":
        """The same words on the version that stands now, so that they overwrite it knowingly."""
        return ChangeForm({"body": self.cleaned_data["body"], "version": memo.version})


class MemosForm(forms.Form):
    """The filters; ids and dates only, for they stand in the address."""

    def __init__(self, asked: QueryDict, project: Project, user: User, tree: CodeTree) -> None:
        super().__init__(asked, auto_id="ask_%s")
        self.project, self.tree = project, tree
        self.fields["author"] = chooser(_("Written by"), _authors(project, user), _("Anybody"))
        self.fields["kind"] = chooser(_("On"), list(kind_labels().items()), _("Anything"))
        states = [(OPEN, _("open")), (RESOLVED, _("resolved"))]
        self.fields["state"] = chooser(_("Open or resolved"), states, _("Both"))
        codes = [(str(node.code.pk), "\N{EN SPACE}" * node.depth + node.code.name) for node in tree]
        self.fields["code"] = chooser(_("Code"), codes, _("Any or none"))
        titles = project.transcripts.in_order().values_list("pk", "title")
        self.fields["transcript"] = chooser(_("Transcript"), _keyed(titles), _("Any or none"))
        people = project.participants.in_study().values_list("pk", "code")
        self.fields["participant"] = chooser(_("Participant"), _keyed(people), _("Any or none"))
        self.fields["since"] = _day(_("Written from"))
        self.fields["until"] = _day(_("Written until"))

    @property
    def narrows(self) -> bool:
        """Whether something is asked in the folded part."""
        return any(self.data.get(name) for name in ("code", "transcript", "participant", "since", "until"))

    def wish(self, words: str) -> Wish:
        """What was asked and makes sense."""
        asked, project = self.cleaned_data, self.project
        code, talk, person = (asked.get(name) for name in ("code", "transcript", "participant"))
        return Wish(
            words=words,
            author=int(asked.get("author") or 0) or None,
            kind=asked.get("kind", ""),
            codes=self.tree.under(int(code)) if code else (),
            transcript=project.transcripts.get(pk=talk) if talk else None,
            participant=project.participants.get(pk=person) if person else None,
            state=asked.get("state", ""),
            since=asked.get("since"),
            until=asked.get("until"),
        )


class MemoWordsForm(forms.Form):
    """Words to look for; posted, so that they stand in no address."""

    words = forms.CharField(label=_lazy("Words in the memo"), max_length=MOST_WORDS, required=False)


def _authors(project: Project, user: User) -> Choices:
    wrote = memos_seen(project, user).order_by().values("author")
    people = User.objects.filter(pk__in=wrote).only("name", "email").order_by("name", "pk")
    return [(str(person.pk), str(person)) for person in people]


def _keyed(rows: object) -> Choices:
    return [(str(pk), label) for pk, label in rows]  # type: ignore[attr-defined]


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)
