"""Pede uma predição de nove formas: o que cada uma exige, e a cara que um 403 tem em cada uma."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import GeneratorType
from urllib.parse import urlsplit

import grpc
import requests
from google.api.httpbody_pb2 import HttpBody
from google.api_core.exceptions import Forbidden
from google.auth.credentials import AnonymousCredentials
from google.cloud import aiplatform
from google.cloud.aiplatform_v1 import PredictionServiceClient, PredictResponse
from google.cloud.aiplatform_v1.services.prediction_service.transports import (
    PredictionServiceGrpcTransport,
)
from google.protobuf import any_pb2
from google.protobuf.struct_pb2 import Value
from google.rpc import code_pb2, error_details_pb2, status_pb2
from grpc_status import rpc_status
from requests.adapters import HTTPAdapter
from servico import NAME, PREDICT, ROW, RPCS, Caller, Service, decide, serve

GET = "aiplatform.endpoints.get"
EXPLAIN = "aiplatform.endpoints.explain"
JSON = {"Content-Type": "application/json"}
BODY = b'{"instances": [[0.3, 1.0]]}'


class ToService(HTTPAdapter):
    """Leva ao serviço local o que o SDK manda direto a um endereço do Google."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address

    def send(
        self, request: requests.PreparedRequest, *args: object, **kwargs: object
    ) -> requests.Response:
        request.url = self.address + urlsplit(request.url).path
        return super().send(request, *args, **kwargs)


def endpoint(service: Service) -> aiplatform.Endpoint:
    found = aiplatform.Endpoint(NAME)
    found.authorized_session = requests.Session()
    found.authorized_session.trust_env = False
    found.authorized_session.mount("https://", ToService(service.address))
    return found


class Rpcs(grpc.GenericRpcHandler):
    """A mesma decisão, em gRPC."""

    def __init__(self, service: Service) -> None:
        self.local = service

    def service(self, details: grpc.HandlerCallDetails) -> grpc.RpcMethodHandler:
        rpc = details.method.rpartition("/")[2]
        return grpc.unary_unary_rpc_method_handler(lambda _, context: self.answer(rpc, context))

    def answer(self, rpc: str, context: grpc.ServicerContext) -> bytes:
        self.local.seen.extend(sorted(RPCS[rpc]))
        refusal = decide(rpc, frozenset({self.local.caller.scope}), self.local.caller)
        if refusal:
            detail = any_pb2.Any()
            detail.Pack(error_details_pb2.ErrorInfo(**refusal))
            status = status_pb2.Status(code=code_pb2.PERMISSION_DENIED, details=[detail])
            context.abort_with_status(rpc_status.to_status(status))
        return PredictResponse.serialize(PredictResponse(deployed_model_id="11"))


@contextmanager
def grpc_client(service: Service) -> Iterator[PredictionServiceClient]:
    server = grpc.server(ThreadPoolExecutor(1), handlers=[Rpcs(service)])
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    channel = grpc.insecure_channel(f"127.0.0.1:{port}")
    yield PredictionServiceClient(transport=PredictionServiceGrpcTransport(channel=channel))
    channel.close()
    server.stop(None).wait()


# --8<-- [start:formas]
def ways(service: Service, rpc: PredictionServiceClient) -> dict[str, Callable[[], object]]:
    rest = PredictionServiceClient(
        credentials=AnonymousCredentials(),
        transport="rest",
        client_options={"api_endpoint": service.address},
    )
    row = Value()
    row.list_value.extend(ROW)
    body = HttpBody(content_type="application/json", data=BODY)
    return {
        "cliente gRPC: predict": lambda: rpc.predict(endpoint=NAME, instances=[row]),
        "cliente REST: predict": lambda: rest.predict(endpoint=NAME, instances=[row]),
        "cliente REST: raw_predict": lambda: rest.raw_predict(endpoint=NAME, http_body=body),
        "Endpoint.direct_predict": lambda: endpoint(service).direct_predict([]),
        "Endpoint.predict": lambda: endpoint(service).predict([ROW]),
        "Endpoint.explain": lambda: endpoint(service).explain([ROW]),
        "Endpoint.raw_predict": lambda: endpoint(service).raw_predict(BODY, JSON),
        "Endpoint.stream_raw_predict": lambda: endpoint(service).stream_raw_predict(BODY, JSON),
        "Endpoint.predict, dedicado": lambda: endpoint(service).predict([ROW]),
    }


def outcome(call: Callable[[], object]) -> str:
    """O que o programa que chamou vê."""
    try:
        answer = call()
        lines = b"".join(answer) if isinstance(answer, GeneratorType) else b""
    except Forbidden as error:
        return f"{type(error).__name__} ({_short([error.metadata['permission']])})"
    except ValueError as error:
        return f"ValueError ({'403' if '403' in str(error) else 'outro'})"
    if isinstance(answer, requests.Response) and answer.status_code == 403:
        return "devolve a resposta 403"
    return "entrega o erro como linha" if b"IAM_PERMISSION_DENIED" in lines else "passa"


# --8<-- [end:formas]
def _short(names: Iterable[str]) -> str:
    return ", ".join(name.rpartition(".")[2] for name in names)


def observe(service: Service, call: Callable[[], object], granted: set[str]) -> str:
    service.seen.clear()
    service.caller = Caller(frozenset(granted))
    return outcome(call)


def main() -> None:
    seen = {}
    with serve() as service, grpc_client(service) as rpc:
        aiplatform.init(
            credentials=AnonymousCredentials(),
            api_endpoint=service.address,
            api_transport="rest",
        )
        for name, call in ways(service, rpc).items():
            service.dedicated = name.endswith("dedicado")
            assert observe(service, call, {GET, PREDICT, EXPLAIN}) == "passa"
            asks = _short(service.seen)
            seen[name] = (asks, observe(service, call, {PREDICT}), observe(service, call, {GET}))
    rows = [("", "pede", "só predict", "só get"), *((name, *row) for name, row in seen.items())]
    for name, asks, predict_only, get_only in rows:
        print(f"{name:<28}{asks:<14}{predict_only:<27}{get_only}")
    assert seen["Endpoint.direct_predict"][1] == "passa"
    assert seen["Endpoint.raw_predict"][2] == "devolve a resposta 403"


if __name__ == "__main__":
    main()
