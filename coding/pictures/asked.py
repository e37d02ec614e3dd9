"""What a picture is asked to show."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from coding.charts.grid import Heading
from coding.codebook.colours import colour_of
from coding.codebook.tree import CodeTree, Node
from coding.excerpts.retrieval import Whose
from coding.matrix.grouping import Condition
from coding.matrix.together import Near
from interviews.models import Attribute, Transcript
from projects.models import Project, User

THEMES, CODES = "", "codes"


@dataclass(frozen=True)
class Asked:
    project: Project
    user: User
    tree: CodeTree
    """With the names withheld that are quotes."""
    whose: Whose = field(default_factory=Whose)
    level: str = THEMES
    """Themes, all codes, or the codes of the theme with this id."""
    attribute: Attribute | None = None
    """Whose values make the groups."""
    transcript: Transcript | None = None
    """The only one to be shown."""
    near: Near = field(default_factory=Near)
    where: Condition | None = None
    """Only these participants."""
    by_upload: bool = False
    """Whether interviews come in the order in which they were added, and not by their participants' IDs."""

    @property
    def nodes(self) -> list[Node]:
        """The codes that are shown, a theme with all below it where only themes are."""
        if self.level == THEMES:
            return self.tree.themes
        if self.level == CODES:
            return list(self.tree)
        return [node for node in self.tree if str(node.theme.pk) == self.level]

    @property
    def of_whom(self) -> list[str]:
        """Of whom it is, where not of everybody."""
        return [_("Only participants with %(value)s.") % {"value": self.where.label}] if self.where else []

    @property
    def opened(self) -> frozenset[int]:
        """What is open for these to be seen."""
        nodes = self.nodes
        return frozenset(above.pk for node in nodes for above in node.path[:-1])


def heading(node: Node) -> Heading:
    return Heading(node.code.name, colour_of(node), is_theme=not node.depth)


def headings(nodes: Iterable[Node]) -> list[Heading]:
    return [heading(node) for node in nodes]
