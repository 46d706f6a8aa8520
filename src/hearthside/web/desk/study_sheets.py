"""The questions of a study on paper: words, free seats to cross, and a code in place of a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hearthside.outcomes import answering
from hearthside.outcomes.codes import Given
from hearthside.outcomes.studies import Told
from hearthside.web.frame import house_of
from hearthside.web.study_words import consent_of


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One question on paper, with the answers to cross."""

    number: int
    words: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperPart:
    """One questionnaire: what stands above its questions, and whose it is."""

    instructions: str
    attribution: str
    questions: tuple[PaperQuestion, ...]


@dataclass(frozen=True, slots=True)
class OnePaper:
    """One paper: the code for the desk, and the code and address for whoever has a phone."""

    code: str
    link: str
    link_address: str


@dataclass(frozen=True, slots=True)
class QuestionsPaperPage:
    """Everything desk/questions.html and the sheet "questions" may show.

    address -- of the first paper, for its squares; why -- why this is no file.
    """

    why: str
    title: str
    lang: str
    organisation: str
    study_name: str
    consent: tuple[str, ...]
    yes: str
    how: str
    code_words: str
    link_words: str
    back: str
    page_of: str
    parts: tuple[PaperPart, ...]
    papers: tuple[OnePaper, ...]
    help: str


def papers_of(
    request: HttpRequest, study: Told, given: Sequence[Given]
) -> QuestionsPaperPage:
    """Return the papers of these codes.

    Raises CannotAsk.
    """
    house = house_of(request)
    return QuestionsPaperPage(
        why="",
        title=house.tab_title,
        lang=(get_language() or "en").split("-")[0],
        organisation=house.name,
        study_name=study.name,
        consent=consent_of(study, on_paper=True),
        yes=_("Yes, I want to take part."),
        how=_(
            "Cross one seat in each line. Leave out what you do not want to answer. Write no "
            "name anywhere."
        ),
        code_words=_("The code of this paper"),
        link_words=_("On a phone or computer instead: open this address, and type"),
        back=_(
            "Give it back folded, to a facilitator or in the box. Keep the small strip: with "
            "it you answer later, or leave the study, and nobody asks who you are."
        ),
        page_of=_("#at of #all"),
        parts=_parts(study.id),
        papers=tuple(
            OnePaper(
                one.code,
                " ".join(one.link[at : at + 4] for at in range(0, len(one.link), 4)),
                f"{settings.CONFIG.base_address}{reverse('study_code')}",
            )
            for one in given
        ),
        help=_("If it is hard just now: ring 116 123, at any hour, for nothing.")
        if house.country == "GB"
        else _(
            "If it is hard just now, ask a facilitator for the number of a helpline."
        ),
    )


def _parts(study_id: int) -> tuple[PaperPart, ...]:
    found: list[PaperPart] = []
    for questions in answering.by_part(study_id):
        first = questions[0]
        found.append(
            PaperPart(
                first.instructions,
                first.attribution,
                tuple(
                    PaperQuestion(
                        one.number,
                        one.words,
                        tuple(words for _at, words in one.choices),
                    )
                    for one in questions
                ),
            )
        )
    return tuple(found)
