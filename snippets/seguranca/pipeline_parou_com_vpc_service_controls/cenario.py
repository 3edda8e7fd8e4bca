"""O que a equipe tinha na segunda-feira: o erro de cada passo e o log de negações."""

from __future__ import annotations

import textwrap
from collections import Counter

from google.api_core import exceptions
from registro import Denial, denials, short

PIP = "Connection to pypi.org timed out. (connect timeout=15)"
WRAP = textwrap.TextWrapper(74, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
URL = "https://bigquery.googleapis.com/bigquery/v2/projects/ml-prod/jobs"


# --8<-- [start:erro]
def step_error(denial: Denial) -> str:
    """A exceção que o cliente levanta com o 403 que o serviço devolve."""
    identifier = f"vpcServiceControlsUniqueIdentifier: {denial.unique_id}"
    message = f"VPC Service Controls: Request is prohibited by organization's policy. {identifier}"
    error = exceptions.from_http_status(403, f"POST {URL}: {message}")
    return f"{type(error).__name__}: {error}"


# --8<-- [end:erro]
def line(denial: Denial, times: int) -> str:
    repeated = f" ({times} vezes)" if times > 1 else ""
    moment = f"{denial.time[8:10]}/{denial.time[5:7]} {denial.time[11:16]}Z"
    who = short(denial) + (" com chave" if denial.key else "")
    level = ", nível " + "".join(denial.levels).rpartition("/")[2] if denial.levels else ""
    what = ", ".join(denial.permissions) or denial.method
    ends = f"{denial.direction}Violations: " if denial.direction else "sem lista de violações"
    ends += f"{denial.source or 'sem source'} -> {denial.target}" if denial.direction else ""
    return "\n".join(
        [
            f"{denial.unique_id[:6]} {moment} {denial.reason}{repeated}",
            f"  {who}, callerIp {denial.caller_ip}{level}",
            f"  {denial.service}: {what}",
            f"  {ends}",
        ]
    )


def main() -> None:
    found = denials()
    kinds = [(denial.principal, denial.reason, denial.caller_ip) for denial in found]
    last = next(denial for denial in found if denial.direction == "egress")
    print("passo extrair")
    print(WRAP.fill(step_error(last)))
    print(f"passo validar\n  {PIP}: /simple/kfp/\n")
    seen: set[tuple[str, str, str]] = set()
    for denial, kind in zip(found, kinds, strict=True):
        if kind not in seen:
            print(line(denial, Counter(kinds)[kind]))
        seen.add(kind)


if __name__ == "__main__":
    main()
