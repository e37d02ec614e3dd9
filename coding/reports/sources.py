"""Where the formulas come from."""

from typing import NamedTuple


class Work(NamedTuple):
    """A reference in three parts, of which the middle one is set in italics."""

    before: str
    title: str
    after: str = ""

    def __str__(self) -> str:
        return f"{self.before}{self.title}{self.after}"


SOURCES = (
    Work(
        "Brennan, R. L., & Prediger, D. J. (1981). Coefficient kappa: Some uses, misuses, and alternatives. ",
        "Educational and Psychological Measurement",
        ", 41(3), 687–699.",
    ),
    Work(
        "Cicchetti, D. V., & Feinstein, A. R. (1990). High agreement but low kappa: II. Resolving the "
        "paradoxes. ",
        "Journal of Clinical Epidemiology",
        ", 43(6), 551–558.",
    ),
    Work(
        "Cohen, J. (1960). A coefficient of agreement for nominal scales. ",
        "Educational and Psychological Measurement",
        ", 20(1), 37–46.",
    ),
    Work(
        "Conger, A. J. (1980). Integration and generalization of kappas for multiple raters. ",
        "Psychological Bulletin",
        ", 88(2), 322–328.",
    ),
    Work(
        "De Vries, H., Elliott, M. N., Kanouse, D. E., & Teleki, S. S. (2008). Using pooled kappa to "
        "summarize interrater agreement across many items. ",
        "Field Methods",
        ", 20(3), 272–282.",
    ),
    Work("Efron, B., & Tibshirani, R. J. (1993). ", "An introduction to the bootstrap", ". Chapman & Hall."),
    Work(
        "Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. ",
        "Psychological Bulletin",
        ", 76(5), 378–382.",
    ),
    Work(
        "Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence "
        "of high agreement. ",
        "British Journal of Mathematical and Statistical Psychology",
        ", 61(1), 29–48.",
    ),
    Work(
        "Hanley, J. A., & Lippman-Hand, A. (1983). If nothing goes wrong, is everything all right? "
        "Interpreting zero numerators. ",
        "JAMA",
        ", 249(13), 1743–1745.",
    ),
    Work(
        "Holsti, O. R. (1969). ",
        "Content analysis for the social sciences and humanities",
        ". Addison-Wesley.",
    ),
    Work(
        "Hripcsak, G., & Rothschild, A. S. (2005). Agreement, the F-measure, and reliability in "
        "information retrieval. ",
        "Journal of the American Medical Informatics Association",
        ", 12(3), 296–298.",
    ),
    Work(
        "Krippendorff, K. (2019). ",
        "Content analysis: An introduction to its methodology",
        " (4th ed.). SAGE.",
    ),
    Work(
        "Krippendorff, K., Mathet, Y., Bouvry, S., & Widlöcher, A. (2016). On the reliability of unitizing "
        "textual continua: Further developments. ",
        "Quality & Quantity",
        ", 50(6), 2347–2364.",
    ),
    Work(
        "Künsch, H. R. (1989). The jackknife and the bootstrap for general stationary observations. ",
        "The Annals of Statistics",
        ", 17(3), 1217–1241.",
    ),
    Work(
        "O’Connor, C., & Joffe, H. (2020). Intercoder reliability in qualitative research: Debates and "
        "practical guidelines. ",
        "International Journal of Qualitative Methods",
        ", 19.",
    ),
    Work(
        "Passonneau, R. (2006). Measuring agreement on set-valued items (MASI) for semantic and pragmatic "
        "annotation. ",
        "Proceedings of LREC 2006",
        ".",
    ),
    Work(
        "Scott, W. A. (1955). Reliability of content analysis: The case of nominal scale coding. ",
        "Public Opinion Quarterly",
        ", 19(3), 321–325.",
    ),
)
