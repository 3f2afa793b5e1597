"""The plots of docs/performance.md: small SVGs, the same for the same figures, to be read on light and dark ground."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Figures = Mapping[str, Any]

# Dark enough for white paper, light enough for a dark page: 4.5 to 1 and 4 to 1.
_INK = "#767676"
_COLOURS = ("#2f81c7", "#c8641e", "#3c9a5f", "#9a6bc4", "#b58a12", "#c74b6b")
_INCHES = (6.4, 2.8)


@dataclass(frozen=True, slots=True)
class Plot:
    """What a plot shows, for those who do not see it, and how it is drawn."""

    said: str
    draw: "Callable[[Axes, Figures], None]"


def digest(figures: Figures) -> str:
    """Tells the figures that a plot was drawn from; it stands in the file."""
    return sha256(json.dumps(figures, sort_keys=True).encode()).hexdigest()


def svg(plot: Plot, figures: Figures) -> str:
    """The plot as SVG."""
    # Not needed to measure, only to publish what was measured.
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    settings: Any = dict.fromkeys(("text.color", "axes.edgecolor", "axes.labelcolor"), _INK)
    settings |= dict.fromkeys(("xtick.color", "ytick.color", "grid.color"), _INK)
    settings |= {"svg.fonttype": "none", "svg.hashsalt": "mingzhang", "font.size": 9, "grid.alpha": 0.25}
    with rc_context(settings):
        figure = Figure(figsize=_INCHES, layout="constrained")
        axes = figure.subplots()
        axes.spines[["top", "right"]].set_visible(False)
        plot.draw(axes, figures)
        file = StringIO()
        metadata = {"Date": None, "Creator": None, "Description": digest(figures)}
        figure.savefig(file, format="svg", transparent=True, metadata=metadata)
    return "".join(line.rstrip() + "\n" for line in file.getvalue().splitlines())


def _growth(axes: "Axes", figures: Figures) -> None:
    results = figures["results"]
    documents = [each["documents"] for each in results]
    for step, colour in zip(("load", "check", "publish"), _COLOURS, strict=False):
        times = [1000 * each["processor"][step] / each["documents"] for each in results]
        axes.plot(documents, times, "o-", color=colour, label=step, markersize=4)
    axes.set(xscale="log", yscale="log", xlabel="documents together", ylabel="ms of processor a document")
    _ticks(axes, documents)
    _finish(axes)


def _cells(axes: "Axes", figures: Figures) -> None:
    cells = [each["cells"] for each in figures["growth"]]
    axes.plot(cells, [each["ms"] for each in figures["growth"]], "o-", color=_COLOURS[0], markersize=4)
    axes.set(xscale="log", yscale="log", xlabel="cells on one page", ylabel="ms to read it")
    _ticks(axes, cells)
    _finish(axes)


def _memory(axes: "Axes", figures: Figures) -> None:
    pages = [each["pages"] for each in figures["soak"]]
    axes.plot(pages, [each["resident_mib"] for each in figures["soak"]], "o-", color=_COLOURS[0], markersize=4)
    axes.set(xlabel="pages read by one process", ylabel="MiB resident")
    axes.set_ylim(0, 1.1 * max(each["resident_mib"] for each in figures["soak"]))
    axes.xaxis.set_major_formatter("{x:,.0f}")
    _finish(axes)


def _rooms(axes: "Axes", figures: Figures) -> None:
    rooms: dict[str, float] = {}
    for room, _, seconds in figures["seconds"]:
        rooms[room] = rooms.get(room, 0.0) + seconds
    whole, left = sum(rooms.values()), 0.0
    for (room, seconds), colour in zip(rooms.items(), _COLOURS, strict=False):
        share = 100 * seconds / whole
        axes.barh(0, share, left=left, color=colour, height=0.5, label=f"{room} {share:.1f} %")
        left += share
    axes.set(xlim=(0, 100), ylim=(-0.4, 1.4), xlabel="% of the processor time of a document", yticks=[])
    axes.legend(ncols=3, frameon=False, loc="upper left")


def _ticks(axes: "Axes", values: Sequence[int]) -> None:
    """Mark what was measured, not the powers of ten."""
    axes.set_xticks(values, [f"{value:,}" for value in values])
    axes.set_xticks([], minor=True)
    axes.yaxis.set_major_formatter("{x:g}")


def _finish(axes: "Axes") -> None:
    axes.grid(axis="y")
    if axes.get_legend_handles_labels()[0]:
        axes.legend(frameon=False)


# By the name of the figures in results/.
PLOTS: Mapping[str, Plot] = {
    "growth": Plot("Milliseconds a document to load, check and publish, by the number of documents", _growth),
    "pdf-memory": Plot("Resident memory of a process, by the pages it has read", _memory),
    "pdf-speed": Plot("Milliseconds to read a page, by the cells of its table", _cells),
    "rooms": Plot("Share of each room in the time of a document", _rooms),
}
