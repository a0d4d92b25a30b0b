"""What the window remembers from one start to the next."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from workbench.app.appearance.theme import ThemeChoice
from workbench.core import places

MOST_RECENT = 10


class Settings:
    """A small INI file in the user's configuration folder."""

    def __init__(self) -> None:
        folder = places.config_folder()
        self._store = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    @property
    def language(self) -> str | None:
        """The language the user chose, or None: as the system."""
        return self._text("language")

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    @property
    def theme(self) -> ThemeChoice:
        """The look the user chose."""
        match self._text("theme"):
            case "light":
                return "light"
            case "dark":
                return "dark"
        return "system"

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._store.setValue("theme", choice)

    @property
    def hint_seen(self) -> bool:
        """Whether the three-step hint has done its work."""
        return self._text("hint_seen") == "yes"

    @hint_seen.setter
    def hint_seen(self, seen: bool) -> None:
        self._store.setValue("hint_seen", "yes" if seen else "no")

    @property
    def recent(self) -> list[Path]:
        """Files that were opened, the latest first."""
        listed = self._store.value("recent", [])
        paths = [listed] if isinstance(listed, str) else list(listed) if isinstance(listed, list) else []
        return [Path(str(path)) for path in paths]

    def remember(self, path: Path) -> None:
        """Put ``path`` at the head of the recent files."""
        paths = [str(path.resolve()), *(str(other) for other in self.recent)]
        self._store.setValue("recent", list(dict.fromkeys(paths))[:MOST_RECENT])

    def forget_recent(self) -> None:
        """Empty the list of recent files."""
        self._store.setValue("recent", [])

    @property
    def last_folder(self) -> str:
        """Where the last file was opened or saved."""
        return self._text("last_folder") or str(Path.home())

    @last_folder.setter
    def last_folder(self, folder: Path) -> None:
        self._store.setValue("last_folder", str(folder))

    def layout(self, name: str) -> QByteArray | None:
        """Give the remembered state of a window or splitter."""
        state = self._store.value(f"layout/{name}")
        return state if isinstance(state, QByteArray) else None

    def keep_layout(self, name: str, state: QByteArray) -> None:
        """Remember the state of a window or splitter."""
        self._store.setValue(f"layout/{name}", state)

    def _text(self, name: str) -> str | None:
        value = self._store.value(name)
        return value if isinstance(value, str) and value else None
