"""Run a snippet as its reader would, in a process of its own that can't lean on this machine."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.pages.model import MissingTool

GUARD = Path(__file__).with_name("guard")
TIMEOUT = 120.0
# Port 9 is closed: what honours a proxy fails at once instead of leaving the machine.
_NO_PROXY_SERVER = "http://127.0.0.1:9"
_WARNING = re.compile(r"^.*:\d+: \w*Warning: .*$", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LISTED_LINES = 40


@dataclass(frozen=True)
class Run:
    """What a run printed, and what was wrong with it, each in a line or more of Portuguese."""

    stdout: bytes
    problems: tuple[str, ...]


class Runner:
    """Runs each file once a session, however many blocks show it.

    `timeout` is in seconds, for one run.
    """

    def __init__(self, timeout: float = TIMEOUT) -> None:
        self._timeout = timeout
        self._runs: dict[Path, Run] = {}

    def run_file(self, file: Path) -> Run:
        """Run a `.py` or `.sh` file in its folder. Raises MissingTool."""
        if file not in self._runs:
            command = _python(file) if file.suffix == ".py" else _bash(file)
            self._runs[file] = _run(command, file.parent, self._timeout)
        return self._runs[file]

    def run_typed(self, code: str) -> Run:
        """Run Python code that was typed in a page, in an empty folder."""
        with tempfile.TemporaryDirectory(prefix="pagina-") as folder:
            file = Path(folder) / "trecho.py"
            file.write_text(code + "\n", encoding="utf-8")
            return _run(_python(file), file.parent, self._timeout)


@cache
def interpreter() -> str:
    """Return this Python by a path without spaces: kfp.local hands it to a shell unquoted."""
    if " " not in sys.executable:
        return sys.executable
    link = Path(tempfile.mkdtemp(prefix="python-")) / "venv"
    # The whole environment, not the program: a program linked to alone forgets its packages.
    link.symlink_to(sys.prefix, target_is_directory=True)
    return str(link / Path(sys.executable).relative_to(sys.prefix))


def _python(file: Path) -> list[str]:
    # Only what the snippet itself provokes is an error: the SDKs warn while they are imported, and
    # a reader can do nothing about that.
    own = ["__main__", *sorted(module.stem for module in file.parent.glob("*.py"))]
    filters = [argument for name in own for argument in ("-W", f"error:::{name}")]
    return [interpreter(), *filters, file.name]


def _bash(file: Path) -> list[str]:
    bash = shutil.which("bash")
    if bash is None:
        raise MissingTool("falta o bash; instale-o pelo gerenciador de pacotes do sistema")
    return [bash, file.name]


def _run(command: Sequence[str], folder: Path, timeout: float) -> Run:
    with tempfile.TemporaryDirectory(prefix="pagina-") as scratch:
        before = _listing(folder)
        outcome = _execute(command, folder, Path(scratch), timeout)
        problems = [*outcome.problems, *_written(before, _listing(folder))]
        if not problems:
            problems = _indiscretions(outcome.stdout, [Path(scratch), folder])
        return Run(outcome.stdout, tuple(problems))


def _execute(command: Sequence[str], folder: Path, scratch: Path, timeout: float) -> Run:
    home, network = scratch / "home", scratch / "network"
    home.mkdir()
    outputs = [scratch / "stdout", scratch / "stderr"]
    # Files, not pipes: a server that the snippet left behind would keep a pipe open.
    with outputs[0].open("wb") as stdout, outputs[1].open("wb") as stderr:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(home, network),
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            start_new_session=True,
        )
        late = _wait(process, timeout)
    errors = outputs[1].read_text(encoding="utf-8", errors="replace")
    problems = [] if late is None else [late]
    problems += _network_problems(network)
    problems += _exit_problems(process.returncode, errors) if late is None else []
    return Run(outputs[0].read_bytes(), tuple(problems))


def _wait(process: subprocess.Popen[bytes], timeout: float) -> str | None:
    try:
        process.wait(timeout)
        return None
    except subprocess.TimeoutExpired:
        return f"não terminou em {timeout:g} s; diminua o trabalho do snippet"
    finally:
        _end_group(process)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    # Whoever the snippet left running must not outlive it; most leave nobody.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _environment(home: Path, network: Path) -> dict[str, str]:
    scripts = str(Path(interpreter()).parent)
    proxies = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY")
    return {
        **dict.fromkeys(proxies, _NO_PROXY_SERVER),
        "no_proxy": "localhost,127.0.0.1,::1",
        "NO_PROXY": "localhost,127.0.0.1,::1",
        "PATH": os.pathsep.join([scripts, os.environ.get("PATH", os.defpath)]),
        "HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(GUARD),
        "SNIPPET_NETWORK_LOG": str(network),
    }


def _network_problems(log: Path) -> list[str]:
    if not log.exists():
        return []
    hosts = sorted(set(log.read_text(encoding="utf-8").split()))
    return [f"tentou acessar a rede ({', '.join(hosts)}); use só dados e servidores locais"]


def _exit_problems(code: int, errors: str) -> list[str]:
    if code:
        return [f"terminou com código {code}; o que saiu em stderr:\n{_tail(errors)}"]
    warning = _WARNING.search(errors)
    if warning:
        return [f"deixou um aviso em stderr; elimine a causa:\n{warning.group()}"]
    return []


def _tail(text: str) -> str:
    lines = text.rstrip().split("\n")[-_LISTED_LINES:]
    return "\n".join(f"    {line}" for line in lines)


def _listing(folder: Path) -> dict[str, tuple[int, int]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    stats = {path.relative_to(folder): path.stat() for path in files}
    return {
        str(path): (stat.st_size, stat.st_mtime_ns)
        for path, stat in stats.items()
        if "__pycache__" not in path.parts
    }


def _written(before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]) -> list[str]:
    touched = sorted(
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    )
    if not touched:
        return []
    return [f"mexeu na própria pasta ({', '.join(touched)}); escreva em tempfile.mkdtemp()"]


def _indiscretions(stdout: bytes, folders: Sequence[Path]) -> list[str]:
    """Return what in stdout would be another text on another machine, or not be text."""
    try:
        text = stdout.decode("utf-8")
    except UnicodeDecodeError:
        return ["a saída não está em UTF-8; imprima só texto"]
    rules: list[tuple[Callable[[], bool], str]] = [
        (lambda: bool(_CONTROL.search(text)), "a saída tem cor ou caractere de controle; tire-o"),
        (
            lambda: any(str(folder) in text for folder in folders),
            "a saída mostra um caminho desta máquina; imprima só o nome do arquivo",
        ),
    ]
    return [message for applies, message in rules if applies()]
