#!/usr/bin/env bash
# Sobe a concorrência do contêiner em uma versão nova. Uso: bash corrigir.sh PASSO
# 1234567890 é o endpoint; 1001 é o DeployedModel que atende hoje.
set -euo pipefail

registrar() {
  # --8<-- [start:registrar]
  # A variável é da versão do modelo e não muda depois: outro valor é outra versão.
  # Quatro workers são quatro cópias do modelo na memória da réplica.
  gcloud ai models upload \
    --region=us-central1 \
    --parent-model=projects/meu-projeto/locations/us-central1/models/carrinho \
    --display-name=carrinho \
    --version-aliases=candidata \
    --artifact-uri=gs://meu-bucket/carrinho/v7 \
    --container-image-uri=us-central1-docker.pkg.dev/meu-projeto/serving/carrinho:threads \
    --container-predict-route=/predict \
    --container-health-route=/health \
    --container-ports=8080 \
    --container-env-vars=VERTEX_CPR_WEB_CONCURRENCY=4
  # --8<-- [end:registrar]
}

implantar() {
  # --8<-- [start:implantar]
  # O log de acesso só se liga aqui, na implantação.
  gcloud ai endpoints deploy-model 1234567890 \
    --region=us-central1 \
    --model=carrinho@candidata \
    --display-name=carrinho-4-workers \
    --machine-type=n2-standard-4 \
    --min-replica-count=2 \
    --max-replica-count=6 \
    --enable-access-logging \
    --traffic-split=0=10,1001=90
  # --8<-- [end:implantar]
}

case "${1:-}" in
  registrar | implantar) "$1" ;;
  *) echo "uso: bash corrigir.sh registrar|implantar" >&2 && exit 2 ;;
esac
