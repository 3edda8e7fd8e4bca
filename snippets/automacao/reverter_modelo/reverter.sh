#!/usr/bin/env bash
# Registra duas versões, abre um canário e reverte. Uso: bash reverter.sh PASSO
# 1234567890 é o endpoint; 1001 é o DeployedModel da versão 1; 2002, o da versão 2.
set -euo pipefail

registrar() {
  # --8<-- [start:registrar]
  # --model-id fixa o ID: é por ele, e não pelo nome de exibição, que se acha o modelo.
  # A imagem 1.6 perdeu suporte em 14/10/2026: confira a lista antes de copiar.
  gcloud ai models upload \
    --region=us-central1 \
    --model-id=churn \
    --display-name=churn \
    --artifact-uri=gs://meu-bucket/churn/v1 \
    --container-image-uri=us-docker.pkg.dev/vertex-ai/prediction/sklearn-cpu.1-6:latest

  # Sem --parent-model, este comando criaria outro modelo com o mesmo nome.
  gcloud ai models upload \
    --region=us-central1 \
    --parent-model=projects/meu-projeto/locations/us-central1/models/churn \
    --display-name=churn \
    --version-aliases=candidata \
    --artifact-uri=gs://meu-bucket/churn/v2 \
    --container-image-uri=us-docker.pkg.dev/vertex-ai/prediction/sklearn-cpu.1-6:latest
  # --8<-- [end:registrar]
}

versoes() {
  # --8<-- [start:versoes]
  gcloud ai models list-version churn --region=us-central1
  gcloud ai models describe churn@candidata --region=us-central1
  # --8<-- [end:versoes]
}

canario() {
  # --8<-- [start:canario]
  # 0 é a versão que entra agora; as outras chaves são IDs de DeployedModel.
  gcloud ai endpoints deploy-model 1234567890 \
    --region=us-central1 \
    --model=churn@2 \
    --display-name=churn-v2 \
    --deployed-model-id=2002 \
    --machine-type=n2-standard-4 \
    --min-replica-count=2 \
    --max-replica-count=5 \
    --traffic-split=0=10,1001=90
  # --8<-- [end:canario]
}

estado() {
  # --8<-- [start:estado]
  gcloud ai endpoints describe 1234567890 \
    --region=us-central1 \
    --format='yaml(deployedModels[].id,deployedModels[].modelVersionId,trafficSplit,etag)'
  # --8<-- [end:estado]
}

reverter() {
  # --8<-- [start:reverter]
  gcloud ai endpoints update 1234567890 \
    --region=us-central1 \
    --traffic-split=1001=100
  # --8<-- [end:reverter]
}

conferir() {
  # --8<-- [start:conferir]
  # Quem respondeu? Repita: com o mapa dividido, cada resposta pode vir de um.
  # Em endpoint dedicado, use Endpoint.predict(..., use_dedicated_endpoint=True), do SDK.
  gcloud ai endpoints predict 1234567890 \
    --region=us-central1 \
    --json-request=cliente.json \
    --format='value(deployedModelId,modelVersionId)'
  # --8<-- [end:conferir]
}

desimplantar() {
  # --8<-- [start:desimplantar]
  # Só depois da investigação: enquanto existe, a versão 2 com 0% ainda é cobrada.
  gcloud ai endpoints undeploy-model 1234567890 \
    --region=us-central1 \
    --deployed-model-id=2002
  # --8<-- [end:desimplantar]
}

case "${1:-}" in
  registrar) registrar ;;
  versoes) versoes ;;
  canario) canario ;;
  estado) estado ;;
  reverter) reverter ;;
  conferir) conferir ;;
  desimplantar) desimplantar ;;
  *)
    echo "Uso: bash reverter.sh registrar|versoes|canario|estado|reverter|conferir|desimplantar" >&2
    exit 2
    ;;
esac
