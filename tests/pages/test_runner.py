from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import venv
from pathlib import Path

import pytest

from tests.pages.made_up import MadeUp
from tests.pages.runner import Run, Runner, interpreter


def _run(project: MadeUp, code: str, name: str = "tema/a.py", timeout: float = 60.0) -> Run:
    return Runner(timeout).run_file(project.snippet(name, code))


def _problem(project: MadeUp, code: str, name: str = "tema/a.py", timeout: float = 60.0) -> str:
    (problem,) = _run(project, code, name, timeout).problems
    return problem


def test_what_a_snippet_prints_is_kept_byte_for_byte(project: MadeUp) -> None:
    assert _run(project, "print('ação', end='')\n") == Run("ação".encode(), ())


def test_snippet_runs_in_its_own_folder(project: MadeUp) -> None:
    project.snippet("tema/dados.csv", "1,2\n")
    code = "from pathlib import Path\nprint(Path('dados.csv').read_text(), end='')\n"
    assert _run(project, code) == Run(b"1,2\n", ())


def test_file_runs_once_however_often_it_is_shown(project: MadeUp) -> None:
    runner = Runner()
    file = project.snippet("tema/a.py", "import uuid\nprint(uuid.uuid4())\n")
    assert runner.run_file(file) is runner.run_file(file)


def test_shell_snippet_runs_in_bash_with_this_python_first(project: MadeUp) -> None:
    code = "python -c 'import pytest; print(1)'\n"
    assert _run(project, code, "tema/a.sh") == Run(b"1\n", ())


def test_failure_shows_what_went_to_stderr(project: MadeUp) -> None:
    problem = _problem(project, "raise SystemExit('faltou o modelo')\n")
    assert "código 1" in problem
    assert "faltou o modelo" in problem


def test_warning_that_the_snippet_provokes_is_an_error(project: MadeUp) -> None:
    problem = _problem(project, "import warnings\nwarnings.warn('velho', DeprecationWarning)\n")
    assert "DeprecationWarning: velho" in problem


def test_warning_of_a_neighbour_module_is_an_error(project: MadeUp) -> None:
    project.snippet("tema/vizinho.py", "import warnings\nwarnings.warn('velho', UserWarning)\n")
    assert "UserWarning: velho" in _problem(project, "import vizinho\n")


def test_warning_that_a_reader_would_see_is_refused(project: MadeUp) -> None:
    code = """\
        import sys
        print('/lib/x.py:3: FutureWarning: some por aí', file=sys.stderr)
        """
    assert "aviso em stderr" in _problem(project, code)


def test_hidden_warning_of_a_library_is_no_problem(project: MadeUp) -> None:
    code = """\
        import warnings
        warnings.warn_explicit('velho', DeprecationWarning, 'lib.py', 1, module='lib')
        """
    assert _run(project, code) == Run(b"", ())


def test_snippet_that_hangs_is_stopped_with_its_children(project: MadeUp) -> None:
    code = """\
        import subprocess, sys, time
        subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])
        time.sleep(60)
        """
    started = time.monotonic()
    assert "não terminou em 2 s" in _problem(project, code, timeout=2)
    assert time.monotonic() - started < 20


def test_server_left_running_does_not_hold_the_run(project: MadeUp) -> None:
    code = """\
        import subprocess, sys
        subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])
        print('fim')
        """
    started = time.monotonic()
    assert _run(project, code) == Run(b"fim\n", ())
    assert time.monotonic() - started < 20


def test_environment_of_this_machine_does_not_reach_the_snippet(
    project: MadeUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", "meu-projeto")
    monkeypatch.setenv("CLOUDSDK_CORE_PROJECT", "meu-projeto")
    code = f"""\
        import os
        from pathlib import Path
        print(sorted(k for k in os.environ if k.startswith(('GOOGLE', 'CLOUDSDK'))))
        print(str(Path.home()) == {os.environ.get("HOME", "")!r})
        """
    assert _run(project, code) == Run(b"[]\nFalse\n", ())


@pytest.mark.parametrize(
    "call",
    [
        "urllib.request.urlopen('https://exemplo.invalid')",
        "urllib.request.urlopen('http://203.0.113.7')",
        "socket.create_connection(('203.0.113.7', 80), 5)",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('203.0.113.7', 80))",
        "socket.getaddrinfo('exemplo.invalid', 80)",
    ],
)
def test_snippet_that_tries_the_network_fails(project: MadeUp, call: str) -> None:
    problems = _run(project, f"import socket, urllib.request\n{call}\n").problems
    assert "tentou acessar a rede" in problems[0]
    assert "código 1" in problems[1]


def test_snippet_that_hides_its_try_at_the_network_fails(project: MadeUp) -> None:
    code = """\
        import socket
        try:
            socket.create_connection(('203.0.113.7', 80), 5)
        except OSError:
            print('tudo bem')
        """
    assert "tentou acessar a rede (203.0.113.7)" in _problem(project, code)


def test_own_machine_may_be_called(project: MadeUp) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        code = f"""\
            import socket
            for host in ('127.0.0.1', 'localhost'):
                socket.create_connection((host, {port}), 5).close()
            """
        assert _run(project, code) == Run(b"", ())


def test_snippet_that_writes_into_its_folder_fails(project: MadeUp) -> None:
    code = "open('modelo.bin', 'w').close()\n"
    assert "mexeu na própria pasta (modelo.bin)" in _problem(project, code)


def test_snippet_that_changes_a_neighbour_fails(project: MadeUp) -> None:
    project.snippet("tema/dados.csv", "1\n")
    code = "f = open('dados.csv', 'a')\nf.write('2')\nf.close()\n"
    assert "mexeu na própria pasta (dados.csv)" in _problem(project, code)


def test_snippet_may_write_to_a_temporary_folder(project: MadeUp) -> None:
    code = "import tempfile\nwith tempfile.NamedTemporaryFile('w') as f:\n    f.write('x')\n"
    assert _run(project, code) == Run(b"", ())


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("import os; print(os.getcwd())", "um caminho desta máquina"),
        ("import tempfile; print(tempfile.gettempdir())", "um caminho desta máquina"),
        ("print('\\x1b[31mvermelho')", "caractere de controle"),
        ("import sys; sys.stdout.buffer.write(b'\\xff')", "UTF-8"),
    ],
)
def test_output_that_only_this_machine_can_print_is_refused(
    project: MadeUp, code: str, why: str
) -> None:
    assert why in _problem(project, code)


def test_typed_code_runs_by_itself() -> None:
    assert Runner().run_typed("print(sum([1, 2]))") == Run(b"3\n", ())


def test_typed_code_that_needs_what_is_not_there_fails() -> None:
    (problem,) = Runner().run_typed("print(modelo)").problems
    assert "NameError" in problem


def test_a_python_in_a_folder_with_a_space_is_run_by_another_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = tmp_path / "pasta com espaço"
    venv.create(environment, symlinks=True)
    monkeypatch.setattr(sys, "prefix", str(environment))
    monkeypatch.setattr(sys, "executable", str(environment / "bin" / "python"))
    interpreter.cache_clear()
    try:
        path = interpreter()
    finally:
        interpreter.cache_clear()
    assert " " not in path
    code = "import sys; print(sys.prefix != sys.base_prefix)"
    assert subprocess.check_output([path, "-c", code], text=True) == "True\n"
