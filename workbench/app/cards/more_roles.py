"""What else the network is told of the data: transform of a column, group, calendar."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QToolButton, QVBoxLayout, QWidget

from workbench.app.appearance.theme import GRID
from workbench.app.translation import tr
from workbench.app.widgets.choice import Choice
from workbench.app.widgets.labels import label, tooltip
from workbench.app.widgets.number_field import NumberField
from workbench.core.experiment import DataSpec
from workbench.core.fields import settings_of
from workbench.core.preparing.calendar_features import CALENDAR_KINDS, CYCLES
from workbench.core.series import Series
from workbench.core.transforms import TRANSFORM_KINDS, SeasonalDifference, Transform


class MoreRoles(QWidget):
    """Folds; shows the transform of the chosen column, the group and the calendar, and tells what is wanted."""

    transform_wanted = Signal(str, object)  # column, the only Transform it shall have, or None
    group_wanted = Signal(object)  # str, or None
    calendar_wanted = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = ""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GRID)
        self.more = QToolButton()
        self.more.setText(tr("Transform, group and calendar"))
        self.more.setObjectName("quiet")
        self.more.setCheckable(True)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.toggled.connect(self._on_folded)
        whole.addWidget(self.more)
        self.inside = QWidget(self)
        self._grid = QGridLayout(self.inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID + 2)
        self._grid.setColumnStretch(1, 1)
        self._help = {setting.name: tr(setting.help) for setting in settings_of(DataSpec)}
        self._make_transform()
        self._make_group()
        self._make_calendar()
        whole.addWidget(self.inside)
        self._on_folded(False)

    def show_data(self, series: Series | None, data: DataSpec, column: str) -> None:
        """Show what ``data`` says, and the transform of ``column``."""
        self._column = column
        words = set() if series is None else {name for name in series.labels if name not in series.columns}
        self._show_transform(data, column if column not in words else "")
        self._show_group(series, data)
        for kind, box in self.calendar.items():
            box.blockSignals(True)
            box.setChecked(kind in data.calendar)
            box.blockSignals(False)
            has_clock = series is None or series.times is not None or kind in data.calendar
            box.setEnabled(has_clock)
            box.setToolTip(tooltip(self._help["calendar"] if has_clock else tr("The rows have no time column.")))
        if (data.transforms or data.group or data.calendar) and not self._was_shown:
            self.more.setChecked(True)
            self._was_shown = True

    _was_shown = False

    def _row(self, title: str, tip: str, widget: QWidget) -> None:
        at = self._grid.rowCount()
        words = label(title)
        words.setBuddy(widget)
        words.setToolTip(tooltip(tip))
        widget.setToolTip(tooltip(tip))
        widget.setAccessibleName(title)
        widget.setAccessibleDescription(tip)
        is_high = widget.sizeHint().height() > 2 * words.sizeHint().height()
        self._grid.addWidget(words, at, 0, Qt.AlignmentFlag.AlignTop if is_high else Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(widget, at, 1)

    def _make_transform(self) -> None:
        self.transform = Choice()
        self.transform.addItem(tr("None"), None)
        for at, kind in enumerate(TRANSFORM_KINDS, start=1):
            self.transform.addItem(tr(kind.title), kind)
            self.transform.setItemData(at, tooltip(tr(kind.summary)), Qt.ItemDataRole.ToolTipRole)
        self.transform.activated.connect(self._on_transform)
        self._row(tr("Transform"), self._help["transforms"], self.transform)
        self.of_column = label(role="quiet", wraps=True)
        self._grid.addWidget(self.of_column, self._grid.rowCount(), 1)
        self.season = NumberField(whole=True, low=2, high=50_000)
        self.season.edited.connect(self._on_season)
        self._row(tr("Season"), tr("Length of the season: 24 for the hours of a day."), self.season)

    def _make_group(self) -> None:
        self.group = Choice()
        self.group.activated.connect(lambda at: self.group_wanted.emit(self.group.itemData(at)))
        self._row(tr("Group"), self._help["group"], self.group)

    def _make_calendar(self) -> None:
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self.calendar: dict[str, QCheckBox] = {}
        for kind in CALENDAR_KINDS:
            box = QCheckBox(tr(CYCLES[kind].title))
            box.setObjectName(f"calendar_{kind}")
            # PySide would call a partial without the state
            box.clicked.connect(lambda on, kind=kind: self.calendar_wanted.emit(kind, on))
            column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
            self.calendar[kind] = box
        self._row(tr("Calendar"), self._help["calendar"], room)

    def _show_transform(self, data: DataSpec, column: str) -> None:
        own = [one for one in data.transforms if one.column == column]
        self.transform.setEnabled(bool(column))
        self.transform.setToolTip(tooltip(self._help["transforms"] if column else tr("Choose a column of numbers.")))
        self.transform.setCurrentIndex(self.transform.findData(type(own[0])) if own else 0)
        words = tr("of {column}", column=column) if column else tr("Choose a column of numbers.")
        if len(own) > 1:
            words = tr("of {column}: {transforms}", column=column, transforms=", ".join(tr(one.words) for one in own))
        self.of_column.setText(words)
        seasonal = own[0] if own and isinstance(own[0], SeasonalDifference) else None
        self._show_season(seasonal)

    def _show_season(self, seasonal: SeasonalDifference | None) -> None:
        at = self._grid.indexOf(self.season)
        row = self._grid.getItemPosition(at)[0]  # type: ignore[index]  # PySide types it as an object
        for place in (0, 1):
            item = self._grid.itemAtPosition(row, place)
            if item is not None and (widget := item.widget()) is not None:
                widget.setVisible(seasonal is not None)
        if seasonal is not None:
            self.season.show_value(seasonal.season)

    def _show_group(self, series: Series | None, data: DataSpec) -> None:
        words = [] if series is None else [name for name in series.labels if name not in series.columns]
        names = [] if series is None else [*words, *series.columns]
        if data.group is not None and data.group not in names:
            names.append(data.group)
        shown = [self.group.itemText(at) for at in range(1, self.group.count())]
        if shown != names:
            self.group.clear()
            self.group.addItem(tr("All rows are one series"), None)
            for name in names:
                self.group.addItem(name, name)
        self.group.setCurrentIndex(0 if data.group is None else 1 + names.index(data.group))

    def _on_transform(self, at: int) -> None:
        kind: type[Transform] | None = self.transform.itemData(at)
        self.transform_wanted.emit(
            self._column, None if kind is None else kind.model_validate({"column": self._column})
        )

    def _on_season(self, steps: int) -> None:
        self.transform_wanted.emit(self._column, SeasonalDifference(column=self._column, season=steps))

    def _on_folded(self, is_open: bool) -> None:
        self.inside.setVisible(is_open)
        self.more.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
