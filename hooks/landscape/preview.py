"""What the preview remembers from one build to the next, and how it makes files only when they are asked for.

A build makes every file. A preview is built anew after each edit, and who edits looks at a page or two in between. So
there a build only says *how* each file is made (:meth:`Preview.put`), and a file is made when a browser first asks for
it. Nobody has to know which pages an edit touches: after every build all of them are due again, so none can be stale.

The checked data are the one thing that is kept (:meth:`Preview.kept`), until the data file changes. Code that changes
ends the process, and with it everything that it remembers.
"""

from __future__ import annotations

import posixpath
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from pathlib import Path
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

Make: TypeAlias = "Callable[[], str | bytes]"
T = TypeVar("T")


def write(path: Path, content: str | bytes) -> None:
    """Write a file, and the folders in which it lies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


class Preview(Generic[T]):
    """The files of the last build that nobody has asked for yet, and what is kept for the next one.

    Attributes:
        active: whether this is a preview; a build makes files at once and needs nothing else of what is here.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.active = False
        self._kept: tuple[Hashable, T] | None = None
        self._coming: dict[Path, Make] = {}
        self._due: dict[Path, Make] = {}
        self._builds = 0
        self._lock = Lock()

    def kept(self, made_of: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` returned the last time, unless that was made of something else."""
        if self._kept is None or self._kept[0] != made_of:
            self._kept = (made_of, make())
        return self._kept[1]

    def begin(self) -> None:
        """Begin a build; what one that failed has said is forgotten."""
        self._coming = {}

    def put(self, path: Path, make: Make) -> None:
        """Make a file: in a build at once, in a preview when it is asked for after the build has ended."""
        if self.active:
            self._coming[path] = make
        else:
            write(path, make())

    def end(self) -> None:
        """Let the files of this build take the place of the last one's."""
        with self._lock:
            self._due, self._coming = self._coming, {}
            self._builds += 1

    def make(self, path: Path) -> None:
        """Make a file if it is due."""
        with self._lock:
            if make := self._due.get(path):
                write(path, make())
                del self._due[path]

    def before(self, serve: WSGIApplication, root: Path, mounted: str) -> WSGIApplication:
        """Return ``serve`` with every file made before it is sent.

        Args:
            serve: sends files that lie in ``root``; waits while a build is going on.
            root: the folder of the site.
            mounted: what its addresses begin with.
        """

        def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            address = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore").removeprefix(mounted)
            path = root / posixpath.normpath(f"/{address}").lstrip("/")
            answer: list[Any] = []

            def note(*words: Any) -> None:
                answer[:] = words

            while True:
                builds = self._builds
                self.make(path)
                self.make(path / "index.html")
                body = serve(environ, note)  # type: ignore[arg-type]
                if builds == self._builds:  # else a build has ended meanwhile, and what was made is old
                    start_response(*answer)
                    return body

        return application
