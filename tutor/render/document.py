"""A derivation as a document: blocks in reading order, the same for every format.

The document decides what is said: which steps are shown, what is left out of a long derivation, where
a condition has to be stated and which claims failed their check.  A writer decides only how each
block looks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from msgspec import Struct, field
from sympy import Basic

from tutor.core.claims import Claim, Extremum, TailProbability
from tutor.core.errors import NotUnderstood
from tutor.core.figure import Figure
from tutor.core.step import Step, Trace
from tutor.render import prose
from tutor.render.formats import DETAILS
from tutor.render.large import condensed, is_large
from tutor.render.prose import Runs
from tutor.render.related import related
from tutor.render.report import Report, Verdict
from tutor.render.restrictions import of_answer, restricting
from tutor.render.short_names import ShortNames
from tutor.render.typeset import Condensed, Style, Typesetter
from tutor.render.typeset.condensing import DIGITS, ENDS
from tutor.render.typeset.style import ON_SCREEN

# A derivation with more steps than LONGEST shows the first and last KEPT of them, and those between
# whose rule occurs once; the others are kept for formats that can fold them away, unless there are
# more than FOLDABLE of them in a row.
LONGEST = 40
KEPT = 10
FOLDABLE = 200
_WORST_LAST = ("no claim", "proved", "supported", "unchecked", "refuted")


class Statement(Struct, frozen=True):
    """The problem, or another paragraph with a label such as "Read as" before it."""

    label: str
    runs: Runs


class StepBlock(Struct, frozen=True):
    """One step: what is done, the formula, where it holds, why, and the smaller steps it is made of.

    `open` says that the reason and the smaller steps are to be shown; otherwise a format that can
    fold them away does so.  `faults` says what the verifier did not accept here.
    """

    number: str
    runs: Runs
    formula: Claim | Condensed
    conditions: Runs = ()
    why: Runs = ()
    steps: tuple[StepBlock | LeftOut, ...] = ()
    faults: tuple[Runs, ...] = ()
    open: bool = False


class LeftOut(Struct, frozen=True):
    """Steps that are not shown: how many, of what kind, and the steps for those who can fold."""

    count: int
    kinds: str
    steps: tuple[StepBlock | LeftOut, ...] = ()


class Steps(Struct, frozen=True):
    """The steps of a derivation in order."""

    items: tuple[StepBlock | LeftOut, ...]


class Answer(Struct, frozen=True):
    """The closing sentence, and where it holds."""

    runs: Runs
    conditions: Runs = ()


class FigureBlock(Struct, frozen=True):
    """A picture, numbered through the document, with the words that say what it shows."""

    number: int
    figure: Figure
    runs: Runs


class Checks(Struct, frozen=True):
    """What the verifier found, in a sentence; `faults` belong to the answer or to no step."""

    runs: Runs
    passed: bool
    faults: tuple[Runs, ...] = ()


class Space(Struct, frozen=True):
    """Room to write: this many lines."""

    lines: int


Block = Statement | Steps | Answer | FigureBlock | Checks | Space


class Part(Struct, frozen=True):
    """The blocks about one problem; `number` is empty unless the document has several."""

    title: str
    blocks: tuple[Block, ...]
    number: str = ""
    decimals: bool = False
    rising: frozenset[Basic] = frozenset()

    def style(self, language: str, width: int = ON_SCREEN) -> Style:
        """How its values are written."""
        return Style(self.decimals, language, width, rising=self.rising)


class Document(Struct, frozen=True):
    """A whole page; `instructions` stand below the title, and `named` asks for the student's name."""

    title: str
    language: str
    parts: tuple[Part, ...]
    instructions: str = ""
    named: bool = False


def spoken(runs: Runs, language: str) -> str:
    """A sentence with its formulas in words, to be read aloud."""
    return prose.plain_words(runs, Typesetter(Style(language=language)).spoken)


def figures(made: Document) -> tuple[FigureBlock, ...]:
    """The figures of a document in order."""
    return tuple(b for part in made.parts for b in part.blocks if isinstance(b, FigureBlock))


def document(
    trace: Trace,
    report: Report | None = None,
    *,
    detail: str = "normal",
    language: str = "en",
) -> Document:
    """The document of one derivation.

    `detail` is `brief` (no reasons, no smaller steps), `normal` or `why` (everything open).
    """
    title = prose.title(trace.topic, language)
    inside = derivation(trace, report, detail=detail, language=language)
    label = prose.label("read_as", language)
    asked = related(prose.ask(trace.topic, dict(trace.inputs), language))
    statement = Statement(label, condensed(asked) if is_large(trace) else asked)
    rising = prose.rising(trace, language)
    part = Part(title, (statement, *inside), decimals=trace.decimals, rising=rising)
    return Document(title, language, (part,))


def derivation(
    trace: Trace,
    report: Report | None,
    *,
    detail: str,
    language: str,
    first_figure: int = 1,
) -> tuple[Block, ...]:
    """The blocks that follow the problem: steps, answer, what the verifier says, and figures."""
    if detail not in DETAILS:
        raise NotUnderstood(
            "detail",
            f"There is no level of detail named {detail!r}.",
            fix=f"Choose one of: {', '.join(DETAILS)}.",
        )
    large = is_large(trace)
    typesetter = Typesetter(
        Style(trace.decimals, language, condensed=large, rising=prose.rising(trace, language))
    )
    teller = _Teller(trace, report, detail, language, typesetter, large)
    goals = [goal for _, goal in trace.goals]
    blocks: list[Block] = [Steps(teller.blocks(trace.steps))]
    if large:
        said = prose.fixed("condensed", language, ends=ENDS, digits=DIGITS)
        blocks.insert(0, Statement("", said))
    if not goals:  # the work was stopped before it came to an end
        return (*blocks, Checks(prose.fixed("unfinished", language), passed=False))
    sentence = prose.answer(trace, language)
    answer = related(teller.names.in_answer(sentence))
    blocks.append(Answer(answer, teller.all_conditions(sentence)))
    blocks.append(teller.checks())
    for k, figure in enumerate(trace.figures, start=first_figure):
        caption = related(prose.caption(trace.topic, figure, language))
        blocks.append(FigureBlock(k, figure, caption))
    return tuple(blocks)


class _Teller(Struct):
    trace: Trace
    report: Report | None
    detail: str
    language: str
    typesetter: Typesetter
    large: bool
    stated: frozenset[Any] = frozenset()
    faults: dict[tuple[Any, ...], list[Runs]] = {}
    long: bool = False
    names: ShortNames = field(default_factory=ShortNames)

    def __post_init__(self) -> None:
        self.long = sum(1 for _ in self.trace.walk()) > LONGEST
        for finding in self.report.verdicts if self.report else ():
            if not finding.verdict.passes:
                told = self._fault(finding.verdict)
                self.faults.setdefault(tuple(finding.path), []).append(told)

    def _fault(self, verdict: Verdict) -> Runs:
        name = "refuted" if verdict.status == "refuted" else "unchecked"
        return prose.fixed(name, self.language, why=prose.clean(verdict.why))

    def blocks(
        self, steps: Sequence[Step], path: tuple[int, ...] = ()
    ) -> tuple[StepBlock | LeftOut, ...]:
        """The blocks for the steps below `path`; the middle of a long list is left out."""
        if len(steps) <= LONGEST:
            return tuple(self._block(s, (*path, k)) for k, s in enumerate(steps, start=1))
        often = Counter(s.rule for s in steps)
        shown: list[StepBlock | LeftOut] = []
        hidden: list[tuple[Step, tuple[int, ...]]] = []
        for k, part in enumerate(steps, start=1):
            place = (*path, k)
            at_end = k <= KEPT or k > len(steps) - KEPT
            if at_end or often[part.rule] == 1 or self._is_faulty(place):
                shown += self._left_out(hidden)
                shown.append(self._block(part, place))
                hidden = []
            else:
                hidden.append((part, place))
        return tuple(shown)

    def _left_out(self, hidden: Sequence[tuple[Step, tuple[int, ...]]]) -> tuple[LeftOut, ...]:
        """One block for steps that are not shown."""
        if not hidden:
            return ()
        outside = self.stated  # what is said below may be folded away
        folded: tuple[StepBlock, ...] = ()
        if len(hidden) <= FOLDABLE:
            folded = tuple(self._block(*one) for one in hidden)
        self.stated = outside
        return (
            LeftOut(len(hidden), prose.kinds((s.rule for s, _ in hidden), self.language), folded),
        )

    def _is_faulty(self, path: tuple[int, ...]) -> bool:
        return any(place[: len(path)] == path for place in self.faults)

    def _block(self, part: Step, path: tuple[int, ...]) -> StepBlock:
        topic, language = self.trace.topic, self.language
        formula = self.names.of_claim(part.claims[0])
        conditions = self.conditions(formula)
        outside = self.stated
        below: tuple[StepBlock | LeftOut, ...] = ()
        # A fault is shown whatever the level of detail.
        if part.substeps and (self.detail != "brief" or self._is_faulty(path)):
            below = self.blocks(part.substeps, path)
            if self.long and self.detail == "normal" and not self._is_faulty(path):
                kinds = prose.kinds((s.rule for s in part.substeps), language)
                below = (LeftOut(len(part.substeps), kinds, below),)
        # What is said in a smaller step may be folded away, so it counts as said only there.
        self.stated = outside
        why: Runs = ()
        if self.detail != "brief":
            why = related(self.names.of_runs(prose.sentence(topic, part, "why", language)))
        runs = related(self.names.of_runs(prose.sentence(topic, part, "", language)))
        if len(path) == 1:  # a smaller step may be folded away
            self.names.learn(part)
        return StepBlock(
            number=".".join(map(str, path)),
            runs=condensed(runs) if self.large else runs,
            formula=Condensed(formula) if self.large else formula,
            conditions=conditions,
            why=condensed(why) if self.large else why,
            steps=below,
            faults=tuple(self.faults.get(path, ())),
            open=self.detail == "why",
        )

    def conditions(self, claim: Claim) -> Runs:
        """Where the claim holds, if that was not said at a step before."""
        given = frozenset(restricting(claim, self.trace))
        if isinstance(claim, TailProbability):
            name = "where"
        elif given - self.stated:
            name = "among" if isinstance(claim, Extremum) else "provided"
            self.stated |= given
        else:
            return ()
        return prose.fixed(name, self.language, conditions=self.typesetter.conditions(claim))

    def all_conditions(self, sentence: Runs) -> Runs:
        """Where the answer holds, each condition once, unless its sentence says so itself."""
        named = prose.answered(self.trace.topic, self.language)
        shown = [run.value for run in sentence if isinstance(run, prose.Math)]
        said: Runs = ()
        for name, given in of_answer(self.trace, named, shown).items():
            conditions = self.typesetter.chained(tuple(given))
            space = (prose.Text(" "),) if said else ()
            said += (*space, *prose.fixed(name, self.language, conditions=conditions))
        return said

    def checks(self) -> Checks:
        if self.report is None:
            return Checks(prose.fixed("not_checked", self.language), passed=False)
        found = self._counts(self.report)
        rest = tuple(
            told
            for path, several in self.faults.items()
            if not all(isinstance(k, int) for k in path)
            for told in several
        )
        if self.report.ok:
            good = {name: found[name] for name in ("steps", "proved", "supported", "nothing")}
            return Checks(prose.fixed("checked", self.language, **good), passed=True)
        said = prose.fixed("doubted", self.language, **found)
        return Checks(said, passed=False, faults=rest)

    def _counts(self, report: Report) -> dict[str, int]:
        """How many steps have each verdict; a step has the worst verdict of its claims."""
        worst: dict[tuple[Any, ...], int] = {}
        for finding in report.verdicts:
            path = tuple(finding.path)
            if all(isinstance(k, int) for k in path):
                rank = _WORST_LAST.index(finding.verdict.status)
                worst[path] = max(rank, worst.get(path, 0))
        counted = Counter(_WORST_LAST[rank] for rank in worst.values())
        found = {"nothing" if s == "no claim" else s: counted[s] for s in _WORST_LAST}
        return {"steps": len(worst), **found}


class Item(NamedTuple):
    """One problem of a worksheet: its derivation, what the verifier said, and room for the answer.

    `story` is what was told, to stand on the sheet instead of how it was read; `method` is the one asked for.
    """

    trace: Trace
    report: Report | None = None
    lines: int = 8
    story: str = ""
    method: str = ""


def sheet(
    title: str,
    items: Sequence[Item],
    *,
    answers: bool = False,
    instructions: str = "",
    detail: str = "normal",
    language: str = "en",
) -> Document:
    """A worksheet for students or, with `answers`, its key; both number the problems alike."""
    parts = []
    figure = 1
    for k, item in enumerate(items, start=1):
        topic = item.trace.topic
        asked = related(prose.ask(topic, dict(item.trace.inputs), language))
        blocks: list[Block] = [Statement("", asked)]
        if story := prose.clean(item.story).strip():
            blocks = [Statement("", (prose.Text(story),))]
            if answers:
                blocks.append(Statement(prose.label("read_as", language), asked))
        if item.method:
            said = prose.label("method_name", language, name=item.method)
            blocks.append(Statement(prose.label("method", language), (prose.Text(said),)))
        if answers:
            blocks += derivation(
                item.trace,
                item.report,
                detail=detail,
                language=language,
                first_figure=figure,
            )
            figure += len(item.trace.figures)
        else:
            blocks.append(Space(item.lines))
        name = prose.label("question", language, number=k)
        rising = prose.rising(item.trace, language)
        parts.append(Part(name, tuple(blocks), str(k), item.trace.decimals, rising))
    shown = prose.clean(title).strip() or prose.label("worksheet", language)
    if answers:
        shown = prose.label("key", language, title=shown)
    said = prose.clean(instructions).strip()
    return Document(shown, language, tuple(parts), said, named=not answers)
