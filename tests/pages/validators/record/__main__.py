"""Rewrite a recorded table: python -m tests.pages.validators.record gcloud|terraform|iam."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.pages.model import MissingTool, ValidationError
from tests.pages.validators import gcloud_table, iam_names, terraform_table
from tests.pages.validators.record.gcloud_tree import record_gcloud
from tests.pages.validators.record.iam_dataset import record_iam
from tests.pages.validators.record.terraform_schema import record_terraform

ROOT = Path(__file__).resolve().parents[4]


def main(arguments: Sequence[str] | None = None) -> int:
    """Record the table that the command line names; return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        file, table, left_out = _record(options)
    except subprocess.CalledProcessError as error:
        return _fail(f"{Path(error.cmd[0]).name} falhou; confira a pasta ou a rede")
    except (MissingTool, ValidationError, OSError) as error:
        return _fail(str(error))
    text = json.dumps(table, ensure_ascii=False, indent=1) + "\n"
    file.write_text(text, encoding="utf-8")
    for name in left_out:
        print(f"não existe, ficou fora da tabela: {name}")
    print(f"gravado: {file.relative_to(ROOT).as_posix()}")
    return 0


def _record(options: argparse.Namespace) -> tuple[Path, dict[str, Any], list[str]]:
    if options.table == "gcloud":
        return gcloud_table.TABLE, *record_gcloud(ROOT)
    if options.table == "terraform":
        return terraform_table.TABLE, *record_terraform(ROOT, options.esquema, options.versao)
    return iam_names.TABLE, *record_iam(ROOT, options.dados)


def _fail(why: str) -> int:
    print(f"a tabela ficou como estava: {why}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.pages.validators.record",
        description="Regrava uma tabela com o que os snippets e as páginas usam hoje.",
    )
    tables = parser.add_subparsers(dest="table", required=True, metavar="TABELA")
    tables.add_parser("gcloud", help="comandos e opções, do gcloud instalado (sem rede)")
    terraform = tables.add_parser("terraform", help="recursos do provider google (baixa um wheel)")
    terraform.add_argument(
        "--esquema", type=Path, help="em vez do wheel, a saída de terraform providers schema -json"
    )
    terraform.add_argument("--versao", help="versão do provider que gerou --esquema")
    iam = tables.add_parser("iam", help="papéis e permissões, de um clone do iam-dataset")
    iam.add_argument("dados", type=Path, help="pasta do clone de github.com/iann0036/iam-dataset")
    return parser


if __name__ == "__main__":
    sys.exit(main())
