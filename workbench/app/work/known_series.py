"""The series that were read last, so that undoing "open another file" needs no second reading."""

from __future__ import annotations

import os
import stat
from collections import OrderedDict
from typing import TYPE_CHECKING

from workbench.core.experiment import DataSpec, FileSource

if TYPE_CHECKING:
    from workbench.core.series import Series

_KEPT = 4


class KnownSeries:
    """Keeps a few series by what was read."""

    def __init__(self) -> None:
        self._series: OrderedDict[str, Series] = OrderedDict()

    def __len__(self) -> int:
        return len(self._series)

    def get(self, key: str) -> Series | None:
        """Give the series under ``key``, or None."""
        return self._series.get(key)

    def remember(self, key: str, series: Series) -> None:
        """Keep ``series``; the one that was kept longest goes."""
        self._series[key] = series
        while len(self._series) > _KEPT:
            self._series.popitem(last=False)


def key_of(data: DataSpec) -> str:
    """Name what would be read now: a file that has changed since is another one."""
    key = data.source.model_dump_json() + data.options.model_dump_json() + repr(data.group)
    if isinstance(data.source, FileSource):
        try:
            found = os.stat(data.source.path)
            if stat.S_ISDIR(found.st_mode):
                files = sorted((one.name, *_changed(one.stat())) for one in os.scandir(data.source.path))
                return f"{key} {files}"
        except (OSError, ValueError):
            return f"{key} missing"
        return f"{key} {_changed(found)}"
    return key


def _changed(found: os.stat_result) -> tuple[int, int]:
    return found.st_mtime_ns, found.st_size
