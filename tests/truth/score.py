"""Holds findings against the judgements: which are right, which are missing, which nobody has judged yet."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.truth.judgements import SEVERITIES, Finding, Judgement


@dataclass(frozen=True, slots=True)
class Matching:
    """Findings with the judgement that speaks of each; root findings without one; what must be found and was not.

    `missing` gives each judgement with the number of findings that it lacks.
    """

    judged: Sequence[tuple[Finding, Judgement]]
    unjudged: Sequence[Finding]
    missing: Sequence[tuple[Judgement, int]]


@dataclass(frozen=True, slots=True)
class Score:
    """Root findings by verdict, and how many of those that must be found were found, as roots or below a root."""

    true: int = 0
    false: int = 0
    unsure: int = 0
    unjudged: int = 0
    must: int = 0
    found: int = 0

    @property
    def precision(self) -> float | None:
        """True of those judged true or false; None where none is."""
        return self.true / (self.true + self.false) if self.true + self.false else None

    @property
    def recall(self) -> float | None:
        """Found of those that must be found; None where none must."""
        return self.found / self.must if self.must else None


def match(judgements: Sequence[Judgement], findings: Iterable[Finding]) -> Matching:
    """Give each finding the judgement that fits it best and still has room: roots first, since people see those."""
    taken: Counter[int] = Counter()
    judged: list[tuple[Finding, Judgement]] = []
    unjudged: list[Finding] = []
    for finding in sorted(findings, key=_order):
        fitting = [
            each for each in judgements if each.fits(finding) and (each.most is None or taken[each.line] < each.most)
        ]
        if fitting:
            best = min(fitting, key=lambda each: each.rank(finding))
            taken[best.line] += 1
            judged.append((finding, best))
        elif finding.is_root:
            unjudged.append(finding)
    lacking = [(each, each.least - taken[each.line]) for each in judgements if each.must]
    return Matching(judged, unjudged, [(each, number) for each, number in lacking if number > 0])


def by_severity(judgements: Sequence[Judgement], matching: Matching) -> Mapping[str, Score]:
    """A score for each severity: precision by that of the finding, recall by that of the judgement."""
    scores = _scores(judgements, matching, lambda finding: finding.severity, lambda judgement: judgement.severity)
    return {severity: scores.get(severity, Score()) for severity in SEVERITIES}


def by_identity(judgements: Sequence[Judgement], matching: Matching) -> Mapping[str, Score]:
    """A score for each identity, in order; recall by the pattern of the judgement."""
    scores = _scores(judgements, matching, lambda finding: finding.identity, lambda judgement: judgement.identity)
    return dict(sorted(scores.items()))


def _scores(
    judgements: Sequence[Judgement],
    matching: Matching,
    of_finding: Callable[[Finding], str],
    of_judgement: Callable[[Judgement], str],
) -> Mapping[str, Score]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for finding, judgement in matching.judged:
        if finding.is_root:
            counts[of_finding(finding)][judgement.verdict] += 1
    for finding in matching.unjudged:
        counts[of_finding(finding)]["unjudged"] += 1
    lacking = {judgement.line: number for judgement, number in matching.missing}
    for judgement in judgements:
        if judgement.must:
            counts[of_judgement(judgement)]["must"] += judgement.least
            counts[of_judgement(judgement)]["found"] += judgement.least - lacking.get(judgement.line, 0)
    return {name: Score(**number) for name, number in counts.items()}


def _order(finding: Finding) -> tuple[bool, str, str, str, str]:
    return not finding.is_root, finding.document, finding.identity, finding.key, finding.finding_id
