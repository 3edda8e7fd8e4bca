"""Quanto pesa a mesma foto em cada codificação, no pedido que o SDK monta."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from google.cloud import aiplatform
from google.cloud.aiplatform_v1 import PredictRequest
from google.oauth2.credentials import Credentials
from google.protobuf import json_format
from registro import PARENT, REGION, recording
from sklearn.datasets import load_sample_image

MB = 1_000_000
SHARED, DEDICATED = 1.5 * MB, 10 * MB
Instance = Any


# --8<-- [start:medir]
@dataclass(frozen=True)
class Sizes:
    """Bytes do mesmo pedido por três caminhos do SDK."""

    dedicated: int
    shared_grpc: int
    shared_rest: int


def on_the_wire(number: str, instance: Instance) -> int:
    with recording() as seen:
        aiplatform.Endpoint(f"{PARENT}/{number}").predict([instance])
    return len(seen[-1].body)


def in_grpc(instance: Instance) -> int:
    message = PredictRequest.pb(PredictRequest(endpoint=f"{PARENT}/1001"))
    json_format.ParseDict(instance, message.instances.add())
    return int(message.ByteSize())


def raw_on_the_wire(number: str, data: bytes) -> int:
    with recording() as seen:
        headers = {"content-type": "image/jpeg"}
        aiplatform.Endpoint(f"{PARENT}/{number}").raw_predict(data, headers)
    return len(seen[-1].body)


def measure(instance: Instance) -> Sizes:
    return Sizes(on_the_wire("1002", instance), in_grpc(instance), on_the_wire("1001", instance))


# --8<-- [end:medir]
def encoded(data: bytes) -> Instance:
    return {"b64": base64.b64encode(data).decode()}


def instances() -> dict[str, Instance]:
    crop = load_sample_image("china.jpg")[:224, :224]
    scaled = (crop / 255).astype("float32")
    return {
        # O base64 só depende do tamanho; o conteúdo da foto não importa.
        "foto de 1,2 MB, base64": encoded(bytes(1_200_000)),
        "foto de 4,0 MB, base64": encoded(bytes(4_000_000)),
        "224×224, inteiros": crop.tolist(),
        "224×224, decimais": scaled.tolist(),
        "224×224, float32 em base64": encoded(scaled.tobytes()),
    }


def largest_photo(limit: float) -> int:
    """O maior arquivo que, em base64 e com o JSON em volta, cabe no limite."""
    envelope = on_the_wire("1002", encoded(b""))
    return int(limit - envelope) // 4 * 3


def cell(size: int) -> str:
    mark = "" if size <= SHARED else "*"
    return f"{size / MB:.2f}{mark}".replace(".", ",")


def main() -> None:
    aiplatform.init(
        project="acme",
        location=REGION,
        credentials=Credentials(token="exemplo"),
        api_transport="rest",
    )
    print(f"{'MB no pedido':<28}{'dedicado':<10}{'gRPC':<8}REST")
    rows = {name: measure(instance) for name, instance in instances().items()}
    for name, row in rows.items():
        cells = (cell(row.dedicated), cell(row.shared_grpc), cell(row.shared_rest))
        print(f"{name:<28}{cells[0]:<10}{cells[1]:<8}{cells[2]}")
    raw = {number: cell(raw_on_the_wire(number, bytes(1_200_000))) for number in ("1001", "1002")}
    print(f"{'foto de 1,2 MB, rawPredict':<28}{raw['1002']:<10}{'—':<8}{raw['1001']}")
    print("* passa de 1,5 MB")
    for limit in (SHARED, DEDICATED):
        photo = largest_photo(limit)
        assert on_the_wire("1002", encoded(bytes(photo))) <= limit
        assert on_the_wire("1002", encoded(bytes(photo + 3))) > limit
        print(
            f"maior foto em {limit / MB:g} MB:".replace(".", ","),
            f"{photo:,} bytes".replace(",", "."),
        )
    # Mesmo que o limite seja contado em 2^20, a foto de 1,2 MB não cabe.
    assert rows["foto de 1,2 MB, base64"].dedicated > 1.5 * 2**20


if __name__ == "__main__":
    main()
