#!/usr/bin/env bash
# As três tabelas que situam um time: código, versões e tráfego. Uso: bash coletar.sh PASSO
set -euo pipefail

codigo() {
  # --8<-- [start:codigo]
  # Data do merge e hash de cada mudança que entra na imagem de treino.
  git log --reverse --first-parent --format='%H %cI' main -- treino
  # --8<-- [end:codigo]
}

versoes() {
  # --8<-- [start:versoes]
  # commit e dados_ate são labels que o próprio treino grava.
  gcloud ai models list-version faltas --region=us-central1 \
    --format='csv(versionId,versionCreateTime,labels.commit,labels.dados_ate,pipelineJob)'
  # --8<-- [end:versoes]
}

trafego() {
  # --8<-- [start:trafego]
  # Com --order=asc, --freshness é ignorado: a data vai no filtro.
  gcloud logging read --order=asc \
    --format='csv(timestamp,operation.id,protoPayload.methodName,protoPayload.authenticationInfo.principalEmail,protoPayload.authenticationInfo.principalSubject)' \
    'timestamp>="2026-05-25T00:00:00Z" AND log_id("cloudaudit.googleapis.com/activity") AND protoPayload.serviceName="aiplatform.googleapis.com" AND protoPayload.methodName=~"EndpointService\.(DeployModel|UndeployModel|UpdateEndpoint)"'
  # --8<-- [end:trafego]
}

case "${1:-}" in
  codigo | versoes | trafego) "$1" ;;
  *)
    echo "Uso: bash coletar.sh codigo|versoes|trafego" >&2
    exit 2
    ;;
esac
