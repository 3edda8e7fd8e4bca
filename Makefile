# Tudo o que precisa: Python 3.10 ou mais novo e make. O ambiente fica em .venv/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1
# As travas são completas. Sem --no-deps, o pip procura de novo o que um pacote pede com um extra,
# acha versão mais nova que a travada e recusa a instalação.
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes

.DEFAULT_GOAL := help
.PHONY: help serve site test kit check format outputs record lock clean

help: ## mostra esta ajuda
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1	/' | expand -t 18

serve: $(VENV)/site.stamp ## abre o site em http://127.0.0.1:8000 e atualiza a cada edição
	MERMAID_PREVIEW=true $(BIN)/python -m mkdocs serve --livereload --dev-addr 127.0.0.1:8000

site: $(VENV)/site.stamp ## confere as páginas e constrói o site em site/
	$(BIN)/python scripts/check.py
	$(BIN)/python -m mkdocs build --strict --quiet

test: $(VENV)/snippets.stamp ## roda todos os testes, inclusive o código das páginas
	$(BIN)/python -m pytest

kit: $(VENV)/site.stamp ## gera um kit de entrevista em build/kits/
	$(BIN)/python scripts/export_kit.py

check: $(VENV)/snippets.stamp ## formatação, lint, tipos e conteúdo
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python scripts/check.py

format: $(VENV)/site.stamp ## formata o código e corrige o que o lint sabe corrigir
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

outputs: $(VENV)/snippets.stamp ## roda os snippets e regrava as saídas (.out)
	$(BIN)/python -m pytest docs --rewrite-outputs

record: $(VENV)/snippets.stamp ## regrava a tabela de comandos gcloud conferidos (precisa de gcloud)
	$(BIN)/python -m tests.pages.validators.record gcloud

lock: ## trava as versões do que é novo; UPGRADE=1 atualiza todas (precisa de uv)
	mkdir -p .cache
	$(if $(UPGRADE),rm -f .cache/lock.txt,grep -hE '^[A-Za-z0-9]' requirements.txt snippets/requirements.txt | sed 's/ \\$$//' | sort -u > .cache/lock.txt)
	uv pip compile $(LOCK) requirements.in snippets/requirements.in -o .cache/lock.txt
	uv pip compile $(LOCK) --generate-hashes -c .cache/lock.txt requirements.in -o requirements.txt
	uv pip compile $(LOCK) --generate-hashes -c .cache/lock.txt snippets/requirements.in -o snippets/requirements.txt
LOCK := --quiet --universal --python-version 3.10 --no-emit-index-url --no-header --no-annotate

clean: ## apaga o que foi gerado, menos o ambiente
	rm -rf build site .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || \
	  { echo "É preciso Python 3.10 ou mais novo; indique um com: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "O Python não tem o módulo venv; no Debian e no Ubuntu: apt install python3-venv" >&2; exit 1; }

$(VENV)/site.stamp: requirements.txt | $(VENV)/bin/python
	@echo "Preparando o ambiente (só na primeira vez)…"
	$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/snippets.stamp: snippets/requirements.txt $(VENV)/site.stamp
	@echo "Instalando os SDKs que os snippets usam (só na primeira vez, alguns minutos)…"
	$(INSTALL) -r snippets/requirements.txt
	@touch $@
