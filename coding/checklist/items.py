"""The 32 items of COREQ, the criteria for reporting qualitative research, in short words of ours.

Tong, A., Sainsbury, P., & Craig, J. (2007). Consolidated criteria for reporting qualitative research
(COREQ): a 32-item checklist for interviews and focus groups. International Journal for Quality in Health
Care, 19(6), 349-357.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coding.reports.sources import Work

Words = str | Promise


class Item(NamedTuple):
    number: int
    topic: Words
    question: Words


class Group(NamedTuple):
    title: Words
    items: tuple[Item, ...]


class Domain(NamedTuple):
    title: Words
    groups: tuple[Group, ...]


SOURCE = Work(
    "Tong, A., Sainsbury, P., & Craig, J. (2007). Consolidated criteria for reporting qualitative research "
    "(COREQ): A 32-item checklist for interviews and focus groups. ",
    "International Journal for Quality in Health Care",
    ", 19(6), 349–357.",
)

DOMAINS = (
    Domain(
        _("Research team and reflexivity"),
        (
            Group(
                _("Personal characteristics"),
                (
                    Item(1, _("Interviewer"), _("Who held the interviews or groups?")),
                    Item(2, _("Credentials"), _("Which degrees or qualifications do the researchers have?")),
                    Item(3, _("Occupation"), _("What did they work as at the time?")),
                    Item(4, _("Gender"), _("What is their gender?")),
                    Item(5, _("Experience and training"), _("What had prepared them for this research?")),
                ),
            ),
            Group(
                _("Relationship with participants"),
                (
                    Item(6, _("Relationship before"), _("Did they know each other before the study began?")),
                    Item(
                        7,
                        _("What participants knew"),
                        _("What did participants know of the researcher, such as goals and reasons?"),
                    ),
                    Item(
                        8,
                        _("Interviewer’s characteristics"),
                        _("What is told of the interviewer, such as interests and possible bias?"),
                    ),
                ),
            ),
        ),
    ),
    Domain(
        _("Study design"),
        (
            Group(
                _("Theoretical framework"),
                (
                    Item(
                        9,
                        _("Methodological orientation"),
                        _("On which methodology does the study stand, such as framework analysis?"),
                    ),
                ),
            ),
            Group(
                _("Selection of participants"),
                (
                    Item(10, _("Sampling"), _("How were participants chosen?")),
                    Item(11, _("Approach"), _("How were they approached?")),
                    Item(12, _("Sample size"), _("How many took part?")),
                    Item(13, _("Non-participation"), _("How many refused or dropped out, and why?")),
                ),
            ),
            Group(
                _("Setting"),
                (
                    Item(14, _("Place"), _("Where were the data collected?")),
                    Item(
                        15, _("Others present"), _("Was anybody there beside participants and researchers?")
                    ),
                    Item(
                        16, _("Description of the sample"), _("What characterises the sample, and its dates?")
                    ),
                ),
            ),
            Group(
                _("Data collection"),
                (
                    Item(
                        17,
                        _("Interview guide"),
                        _("Were questions and prompts given by a guide? Was it piloted?"),
                    ),
                    Item(18, _("Repeat interviews"), _("Was anybody interviewed again? How many?")),
                    Item(19, _("Recording"), _("Was sound or video recorded?")),
                    Item(20, _("Field notes"), _("Were notes made during the interviews or after them?")),
                    Item(21, _("Duration"), _("How long did they last?")),
                    Item(22, _("Saturation"), _("Was it discussed whether more data would add anything?")),
                    Item(
                        23,
                        _("Transcripts returned"),
                        _("Could participants comment on or correct transcripts?"),
                    ),
                ),
            ),
        ),
    ),
    Domain(
        _("Analysis and findings"),
        (
            Group(
                _("Analysis"),
                (
                    Item(
                        24,
                        _("Coders, and how they agreed"),
                        _("How many people coded, and how were differences settled?"),
                    ),
                    Item(25, _("Coding tree"), _("Is the coding tree described?")),
                    Item(
                        26, _("Derivation of themes"), _("Were themes given beforehand or found in the data?")
                    ),
                    Item(27, _("Software"), _("Which software served to manage the data?")),
                    Item(28, _("Participant checking"), _("Did participants comment on the findings?")),
                ),
            ),
            Group(
                _("Reporting"),
                (
                    Item(
                        29,
                        _("Quotations"),
                        _("Do quotations illustrate the findings, each with a participant’s number?"),
                    ),
                    Item(
                        30, _("Data and findings"), _("Do the findings agree with the data that are shown?")
                    ),
                    Item(31, _("Major themes"), _("Are the major themes clearly presented?")),
                    Item(
                        32, _("Minor themes"), _("Are diverse cases or minor themes described or discussed?")
                    ),
                ),
            ),
        ),
    ),
)
ITEMS = {item.number: item for domain in DOMAINS for group in domain.groups for item in group.items}
