"""Inicia o servidor como a plataforma o iniciaria e cobra o contrato por HTTP."""

from __future__ import annotations

import http.server
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpx
import joblib
import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

# Os caminhos que a plataforma usa quando o modelo registrado não escolhe outros.
HEALTH = "/v1/endpoints/123/deployedModels/456"
PREDICT = f"{HEALTH}:predict"
ARTIFACT = "modelos/recompra/model.joblib"
START_SECONDS = 60.0


class Bucket(http.server.BaseHTTPRequestHandler):
    """Um bucket com um objeto só, que se deixa baixar quando o teste libera."""

    content = b""
    released = threading.Event()

    def do_GET(self) -> None:
        self.released.wait()
        found = unquote(urlsplit(self.path).path).endswith(f"/o/{ARTIFACT}")
        body = self.content if found else b"Not Found"
        self.send_response(200 if found else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Sem registro: a saída do teste é só o resultado."""


# --8<-- [start:start]
def platform(port: int, storage_uri: str) -> dict[str, str]:
    """As variáveis que o contêiner recebe na implantação."""
    return {
        "AIP_HTTP_PORT": str(port),
        "AIP_HEALTH_ROUTE": HEALTH,
        "AIP_PREDICT_ROUTE": PREDICT,
        "AIP_STORAGE_URI": storage_uri,
    }


@contextmanager
def container(storage_uri: str, extra: Mapping[str, str]) -> Iterator[httpx.Client]:
    """O servidor em outro processo; ao sair, SIGTERM, como num redimensionamento."""
    port = free_port()
    environment = {**os.environ, **platform(port, storage_uri), **extra}
    command = [sys.executable, "servidor.py"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_for_port(port, process)
        address = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
            yield client
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=START_SECONDS)


# --8<-- [end:start]


def free_port() -> int:
    """Uma porta livre agora."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for_port(port: int, process: subprocess.Popen[bytes]) -> None:
    """A prova de vida da plataforma: uma conexão TCP, e nada mais."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("o servidor não abriu a porta")


def wait_while_loading(client: httpx.Client) -> httpx.Response:
    """A primeira resposta de saúde que não diz "carregando"."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        response = client.get(HEALTH)
        if response.json()["estado"] != "carregando":
            return response
        time.sleep(0.05)
    raise AssertionError("a carga do modelo não terminou")


def expect(label: str, response: httpx.Response, status: int, note: str = "") -> None:
    """Imprime a linha e para tudo se o código não for o do contrato."""
    assert response.status_code == status, f"{label}: {response.status_code} {response.text}"
    print(f"{label:<34} {status}  {note}".rstrip())


# --8<-- [start:contract]
def check_loading(client: httpx.Client) -> None:
    """Porta aberta e saúde 503 enquanto o artefato não chega; depois, 200."""
    body = {"instances": [[0.0] * 30]}
    expect("saúde, modelo baixando", client.get(HEALTH), 503, "a porta já aceita conexão")
    expect("predição, modelo baixando", client.post(PREDICT, json=body), 503)
    Bucket.released.set()
    expect("saúde, modelo carregado", wait_while_loading(client), 200)
    expect("GET em /health", client.get("/health"), 404, "a rota é a da variável")


def check_answers(client: httpx.Client, model: Pipeline, rows: np.ndarray) -> None:
    """Uma predição por instância, na ordem, iguais às do modelo fora do servidor."""
    response = client.post(PREDICT, json={"instances": rows.tolist(), "parameters": {}})
    answer = response.json()
    assert list(answer) == ["predictions"]
    assert np.allclose(answer["predictions"], model.predict_proba(rows)[:, 1])
    expect(f"predição, {len(rows)} instâncias", response, 200, "iguais às do modelo local")


# --8<-- [end:contract]


def check_refusals(client: httpx.Client) -> None:
    """Pedido errado é 4xx: culpa de quem chama, fora do orçamento de erro do serviço."""
    good = "0," * 29
    bodies = {
        "corpo que não é JSON": "instances=1",
        "sem instances": '{"linhas": []}',
        "instances vazio": '{"instances": []}',
        "texto no lugar de número": f'{{"instances": [[{good}"7"]]}}',
        "NaN": f'{{"instances": [[{good}NaN]]}}',
        "3 números em vez de 30": '{"instances": [[1, 2, 3]]}',
    }
    for label, body in bodies.items():
        response = client.post(PREDICT, content=body, headers={"Content-Type": "application/json"})
        expect(label, response, 400, response.json()["detail"])


def check_parallel(client: httpx.Client, model: Pipeline, rows: np.ndarray) -> None:
    """Requisições ao mesmo tempo: nenhuma recebe a resposta de outra."""

    def ask(row: np.ndarray) -> float:
        response = client.post(PREDICT, json={"instances": [row.tolist()]})
        assert response.status_code == 200, response.text
        score: float = response.json()["predictions"][0]
        return score

    with ThreadPoolExecutor(16) as pool:
        scores = list(pool.map(ask, rows))
    expected = model.predict_proba(rows)[:, 1]
    assert np.ptp(expected) > 0.9, "as linhas precisam ter respostas bem diferentes"
    assert np.allclose(scores, expected)
    label = f"{len(rows)} predições, 16 por vez"
    print(f"{label:<34} 200  cada uma com a sua resposta")


def check_storage(folder: Path, model: Pipeline, rows: np.ndarray) -> None:
    """O artefato vem do Cloud Storage: gs:// na variável, HTTP por baixo."""
    Bucket.content = (folder / "model.joblib").read_bytes()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Bucket)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    # A variável em que a biblioteca do Cloud Storage aceita outro endereço.
    host = {"STORAGE_EMULATOR_HOST": f"http://127.0.0.1:{server.server_port}"}
    with container("gs://bucket-gerenciado/modelos/recompra", host) as client:
        check_loading(client)
        check_answers(client, model, rows[:3])
        check_refusals(client)
        check_parallel(client, model, rows)
    with container("gs://bucket-gerenciado/modelos/outro", host) as client:
        response = wait_while_loading(client)
        expect("saúde, artefato inexistente", response, 503, response.json()["estado"])
    server.shutdown()
    server.server_close()


def check_image(folder: Path, model: Pipeline, rows: np.ndarray) -> None:
    """Sem artifactUri, a variável existe e vem vazia: o modelo está na imagem."""
    with container("", {"MODEL_DIR": str(folder)}) as client:
        response = wait_while_loading(client)
        expect("saúde, AIP_STORAGE_URI vazia", response, 200, "modelo na imagem")
        check_answers(client, model, rows[:3])


def check_incomplete() -> None:
    """Variável esquecida é erro na partida, com nome, e não KeyError na primeira requisição."""
    environment = {**os.environ, "AIP_HTTP_PORT": "8080"}
    command = [sys.executable, "servidor.py"]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 2, done
    assert "AIP_HEALTH_ROUTE" in done.stderr, done


def main() -> None:
    """Treina um modelo pequeno, salva o artefato e testa as duas origens."""
    data, target = load_breast_cancer(return_X_y=True)
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(data, target)
    with tempfile.TemporaryDirectory() as name:
        joblib.dump(model, Path(name) / "model.joblib")
        check_storage(Path(name), model, data[:64])
        check_image(Path(name), model, data[:64])
    check_incomplete()


if __name__ == "__main__":
    main()
