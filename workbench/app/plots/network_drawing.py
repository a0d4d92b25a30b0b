"""The stack drawn, folded or unrolled through time, with the shape on every arrow."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QMenu, QWidget

from workbench.app.appearance.theme import Theme
from workbench.app.plots.taken_pictures import add_picture_actions
from workbench.app.translation import tr
from workbench.core.layers import LSTM, RecurrentSpec
from workbench.core.layers.ends import WindowNode
from workbench.core.layers.stack import Row, Stack

_BOX, _GAP = 46, 38  # height of a layer, height of an arrow
_CELL, _APART = 64, 26  # width of one step's cell, distance to the next
FOLDED_WIDTH = 300
_NAMES = 160  # width of the rows' names beside the cells
_LANE = 16  # how far left of the boxes a handed-on state goes
_IN_A_CELL = {"LayerNorm": "Norm", "RepeatVector": "Repeat", "Segments": "Segment"}  # whose titles are too wide


class NetworkDrawing(QWidget):
    """Paints a stack from its input, at the top, to its output."""

    failed = Signal(object)  # an exception, when its picture cannot be saved

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._stack: Stack | None = None
        self._unrolled = False

    def show_stack(self, stack: Stack, *, unrolled: bool) -> None:
        """Draw ``stack``; ``unrolled`` shows the recurrent layers step by step."""
        self._stack, self._unrolled = stack, unrolled
        names = [
            *(f"{tr(node.title)} {tr(node.formula)} {node.output}" for node in stack.first_nodes),
            *(f"{row.spec.title} {row.spec.headline} {row.output}" for row in stack.active_rows),
            f"{tr('Output')} {stack.output}",
            *(f"{tr(node.title)} {tr(node.formula)} {node.output}" for node in stack.last_nodes),
        ]
        self.setAccessibleName(tr("Network: {layers}", layers=", ".join(names)))
        self.setMinimumSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        if self._stack is None:
            return QSize(320, 200)
        rows = len(self._stack.first_nodes) + len(self._stack.active_rows) + len(self._stack.last_nodes) + 2
        height = rows * (_BOX + _GAP) + 8
        if not self._unrolled:
            return QSize(FOLDED_WIDTH, height)
        return QSize(self._widest(self._stack) * (_CELL + _APART) + _NAMES + 32, height)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        add_picture_actions(menu, self, self.failed.emit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._stack is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._unrolled:
            self._paint_unrolled(painter, self._stack)
        else:
            self._paint_folded(painter, self._stack)
        painter.end()

    def _paint_folded(self, painter: QPainter, stack: Stack) -> None:
        colours = self._theme.colours
        width, middle, y = self._box_width, self.width() / 2 - 12, 4.0
        drawn: dict[str, QRectF] = {}  # by the layers' names
        box = QRectF(middle - width / 2, y, width, _BOX)
        self._box(painter, box, tr("Input"), tr("{steps} timesteps × {features} features",
                  steps=stack.input.steps, features=stack.input.channels), colours.quiet)  # fmt: skip
        shape = str(stack.input)
        for node in stack.first_nodes:
            y = self._node_below(painter, middle, y, node, shape)
            shape = str(node.output)
        for row in stack.active_rows:
            y += _BOX
            self._arrow(painter, QPointF(middle, y), QPointF(middle, y + _GAP), shape)
            y += _GAP
            box = QRectF(middle - width / 2, y, width, _BOX)
            self._box(painter, box, f"{row.spec.title} {row.spec.headline}", self._words(row), self._colour(row))
            if isinstance(row.spec, RecurrentSpec):
                self._loop(painter, box, "h, c" if isinstance(row.spec, LSTM) else "h")
                if row.spec.initial_state in drawn:
                    self._hand_on(painter, drawn[row.spec.initial_state], box)
            drawn[row.name] = box
            shape = str(row.output)
        y += _BOX
        self._arrow(painter, QPointF(middle, y), QPointF(middle, y + _GAP), shape)
        y += _GAP
        box = QRectF(middle - width / 2, y, width, _BOX)
        output = stack.output
        self._box(painter, box, f"{tr('Output')} {output}",
                  tr("{count} parameters", count=f"{output.parameters:,}"), colours.forecast)  # fmt: skip
        shape = str(output)
        for node in stack.last_nodes:
            y = self._node_below(painter, middle, y, node, shape)

    @property
    def _box_width(self) -> float:
        """As wide as there is room for, beside the loops and the states that are handed on."""
        return min(260.0, max(220.0, self.width() - 80.0))

    def _node_below(self, painter: QPainter, middle: float, y: float, node: WindowNode, shape: str) -> float:
        """Draw a node without weights below the box at height ``y``, and give its own height."""
        self._arrow(painter, QPointF(middle, y + _BOX), QPointF(middle, y + _BOX + _GAP), shape)
        y += _BOX + _GAP
        box = QRectF(middle - self._box_width / 2, y, self._box_width, _BOX)
        self._box(painter, box, tr(node.title), tr(node.formula), self._theme.colours.quiet)
        return y

    def _paint_unrolled(self, painter: QPainter, stack: Stack) -> None:
        colours, y = self._theme.colours, 4.0
        steps = self._window(stack.input.steps)
        self._row_name(painter, y, tr("Input"), str(stack.input))
        for step, x in self._placed(steps):
            self._cell(painter, x, y, f"x{_subscript(step)}" if step else "…", colours.quiet)
        for primes, node in enumerate(stack.first_nodes, start=1):
            top, y = y + _BOX, y + _BOX + _GAP
            passed, steps = steps, self._window(node.output.steps)
            self._join(painter, passed[-len(steps) :], steps, top)
            self._row_name(painter, y, tr(node.title), str(node.output))
            for step, x in self._placed(steps):
                self._cell(painter, x, y, f"x{'′' * primes}{_subscript(step)}" if step else "…", colours.quiet)
        passed = steps  # the steps that the layer at hand passes on
        for row in stack.active_rows:
            recurrent = isinstance(row.spec, RecurrentSpec)
            keeps_steps = recurrent or row.output.steps == row.given.steps
            steps = passed if keeps_steps else _columns(row.output.steps, passed[-1])
            top, y = y + _BOX, y + _BOX + _GAP
            self._join(painter, passed, steps, top)
            self._row_name(painter, y, _row_title(row), str(row.output))
            for step, x in self._placed(steps):
                title = row.spec.title
                mark = f"h{_subscript(step)}" if recurrent else _IN_A_CELL.get(title, title)
                self._cell(painter, x, y, mark if step else "…", self._colour(row))
            if recurrent:
                self._time_arrows(painter, [x for _, x in self._placed(steps)], y, row)
            passed = steps if row.output.steps is not None else steps[-1:]
        top, y = y + _BOX, y + _BOX + _GAP
        ends = passed if stack.output.each_step else passed[-1:]
        self._join(painter, passed, ends, top)
        self._row_name(painter, y, tr("Output"), str(stack.output))
        primes = len(stack.last_nodes)  # each of the last nodes undoes one of the first
        self._ends(painter, ends, y, primes, colours.forecast)
        for node in stack.last_nodes:
            top, y, primes = y + _BOX, y + _BOX + _GAP, primes - 1
            self._join(painter, ends, ends, top)
            self._row_name(painter, y, tr(node.title), str(node.output))
            self._ends(painter, ends, y, primes, colours.quiet)

    def _ends(self, painter: QPainter, steps: list[int], y: float, primes: int, colour: str) -> None:
        """Draw the forecast: one cell for all of it, or one for each of its steps."""
        for step, x in self._placed(steps):
            which = _subscript(step) if len(steps) > 1 else ""
            self._cell(painter, x, y, f"ŷ{'′' * primes}{which}" if step else "…", colour)

    def _window(self, steps: int | None) -> list[int]:
        """Give the steps that are drawn of the window or, behind a seasonal residual, of its last ``steps``."""
        assert self._stack is not None  # it is being painted
        late = (self._stack.input.steps or 1) - (steps or 1)
        return [step + late if step else 0 for step in _columns(steps, 1)]

    def _placed(self, steps: list[int]) -> list[tuple[int, float]]:
        """Give each step the middle of its cell; the last steps of all layers stand below each other."""
        assert self._stack is not None  # it is being painted
        left = float(_NAMES) + (self._widest(self._stack) - len(steps)) * (_CELL + _APART)
        return [(step, left + at * (_CELL + _APART) + _CELL / 2) for at, step in enumerate(steps)]

    def _join(self, painter: QPainter, upper: list[int], lower: list[int], top: float) -> None:
        """Draw an arrow from each cell of one layer to the next layer's; several share one where the counts differ."""
        above, below = self._placed(upper), self._placed(lower)
        most = max(len(above), len(below))
        for at in range(most):
            start, end = above[at * len(above) // most][1], below[at * len(below) // most][1]
            self._arrow(painter, QPointF(start, top), QPointF(end, top + _GAP), "")

    def _widest(self, stack: Stack) -> int:
        """Count the cells of the layer with the most."""
        shapes = [stack.input, *(row.output for row in stack.active_rows)]
        return max(len(_columns(shape.steps, 1)) for shape in shapes)

    def _time_arrows(self, painter: QPainter, centres: list[float], y: float, row: Row) -> None:
        spec = row.spec
        assert isinstance(spec, RecurrentSpec)  # the caller looked
        ways = [spec.go_backwards] if not spec.bidirectional else [False, True]
        for backwards in ways:
            height = y + _BOX / 2 + (0 if len(ways) == 1 else (7 if backwards else -7))
            for left, right in pairwise(centres):
                start, end = QPointF(left + _CELL / 2, height), QPointF(right - _CELL / 2, height)
                self._arrow(painter, *((end, start) if backwards else (start, end)), "")

    def _colour(self, row: Row) -> str:
        colours = self._theme.colours
        given = row.given.steps
        if row.spec.reads_sequences if given is None else row.spec.reads_vectors:
            return colours.error
        return {"lstm": colours.train, "gru": colours.train, "simple_rnn": colours.train,
                "dropout": colours.naive}.get(row.spec.kind, colours.test)  # fmt: skip

    def _words(self, row: Row) -> str:
        words = [tr("{count} parameters", count=f"{row.parameters:,}")]
        states = row.spec.state_shapes(row.given)
        if states:  # those of both directions have the same names and shapes
            names = ", ".join(dict.fromkeys(name.split()[-1] for name in states))
            words.append(f"{names} {next(iter(states.values()))}")
        if isinstance(row.spec, RecurrentSpec) and row.spec.initial_state is not None:
            words.insert(0, tr("starts from {layer}", layer=row.spec.initial_state))
        return " · ".join(words)

    def _box(self, painter: QPainter, box: QRectF, title: str, words: str, colour: str) -> None:
        colours = self._theme.colours
        painter.setPen(QPen(QColor(colour), 1.5))
        painter.setBrush(QColor(colours.card))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(QColor(colours.text))
        painter.setFont(self._font(bold=True))
        painter.drawText(box.adjusted(6, 5, -6, -box.height() / 2 + 4), Qt.AlignmentFlag.AlignCenter, title)
        painter.setPen(QColor(colours.quiet))
        painter.setFont(self._font(small=True))
        shown = _elided(painter, words, int(box.width()) - 12)
        painter.drawText(box.adjusted(6, box.height() / 2 - 2, -6, -3), Qt.AlignmentFlag.AlignCenter, shown)

    def _cell(self, painter: QPainter, x: float, y: float, mark: str, colour: str) -> None:
        colours = self._theme.colours
        box = QRectF(x - _CELL / 2, y, _CELL, _BOX)
        if mark != "…":
            painter.setPen(QPen(QColor(colour), 1.5))
            painter.setBrush(QColor(colours.card))
            painter.drawRoundedRect(box, 6, 6)
        painter.setPen(QColor(colours.text))
        painter.setFont(self._font())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _elided(painter, mark, _CELL - 6))

    def _row_name(self, painter: QPainter, y: float, title: str, shape: str) -> None:
        colours = self._theme.colours
        painter.setFont(self._font(bold=True))
        painter.setPen(QColor(colours.text))
        shown = _elided(painter, title, _NAMES - 12)
        painter.drawText(QRectF(4, y + 4, _NAMES - 12, _BOX / 2), Qt.AlignmentFlag.AlignLeft, shown)
        painter.setFont(self._font(small=True))
        painter.setPen(QColor(colours.quiet))
        painter.drawText(QRectF(4, y + _BOX / 2, _NAMES - 12, _BOX / 2), Qt.AlignmentFlag.AlignLeft, shape)

    def _arrow(self, painter: QPainter, start: QPointF, end: QPointF, words: str) -> None:
        colours = self._theme.colours
        painter.setPen(QPen(QColor(colours.grid), 1.4))
        painter.drawLine(start, end)
        along = end - start
        length = max(1.0, (along.x() ** 2 + along.y() ** 2) ** 0.5)
        unit = along / length
        across = QPointF(-unit.y(), unit.x())
        head = QPolygonF([end, end - unit * 7 + across * 4, end - unit * 7 - across * 4])
        painter.setBrush(QColor(colours.grid))
        painter.drawPolygon(head)
        if words:
            painter.setPen(QColor(colours.quiet))
            painter.setFont(self._font(small=True))
            painter.drawText(QPointF(start.x() + 10, (start.y() + end.y()) / 2 + 4), words)

    def _hand_on(self, painter: QPainter, source: QRectF, target: QRectF) -> None:
        """Draw how the state that one layer ends with becomes the first state of a later one."""
        colours = self._theme.colours
        painter.setPen(QPen(QColor(colours.grid), 1.4, Qt.PenStyle.DashLine))
        out, back = QPointF(source.left(), source.center().y()), QPointF(target.left(), target.center().y())
        left = source.left() - _LANE
        painter.drawPolyline(QPolygonF([out, QPointF(left, out.y()), QPointF(left, back.y())]))
        self._arrow(painter, QPointF(left, back.y()), back, "")

    def _loop(self, painter: QPainter, box: QRectF, words: str) -> None:
        colours = self._theme.colours
        painter.setPen(QPen(QColor(colours.grid), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        loop = QRectF(box.right() - 9, box.center().y() - 11, 26, 22)
        painter.drawArc(loop, -110 * 16, 220 * 16)
        tip = QPointF(box.right() + 1, loop.bottom() - 1)
        painter.setBrush(QColor(colours.grid))
        painter.drawPolygon(QPolygonF([tip, tip + QPointF(8, -4), tip + QPointF(7, 4)]))
        painter.setPen(QColor(colours.quiet))
        painter.setFont(self._font(small=True))
        painter.drawText(QPointF(box.right() + 22, box.center().y() + 4), words)

    def _font(self, *, bold: bool = False, small: bool = False) -> QFont:
        font = QFont(self.font())
        font.setBold(bold)
        if small:
            font.setPointSizeF(font.pointSizeF() - 1)
        return font


def _row_title(row: Row) -> str:
    """Give the layer's kind and size, and the layer whose state it starts from."""
    title = f"{row.spec.title} {row.spec.headline}"
    if isinstance(row.spec, RecurrentSpec) and row.spec.initial_state is not None:
        title += f" ← {row.spec.initial_state}"
    return title


def _elided(painter: QPainter, words: str, width: int) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)


def _columns(steps: int | None, last: int) -> list[int]:
    """Give the numbers of the steps that are drawn, 0 for those left out; of a single vector, ``last``."""
    if steps is None:
        return [last]
    return list(range(1, steps + 1)) if steps <= 6 else [1, 2, 3, 0, steps]


def _subscript(step: int) -> str:
    return "".join("₀₁₂₃₄₅₆₇₈₉"[int(digit)] for digit in str(step)) if step else ""
