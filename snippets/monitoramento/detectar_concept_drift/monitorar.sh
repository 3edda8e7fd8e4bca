#!/usr/bin/env bash
# Liga o registro das predições e, depois, o Model Monitoring v1. Uso: bash monitorar.sh PASSO
# 1234567890 é o endpoint.
set -euo pipefail

registrar() {
  # --8<-- [start:registrar]
  # Primeiro o log: com um job do Model Monitoring v1 no endpoint, ele não pode mais ser ligado.
  # O dataset precisa existir, e a tabela não: o serviço a cria. A página do log diz que só a API
  # REST faz isto, mas o gcloud 528 tem as flags.
  gcloud ai endpoints update 1234567890 \
    --region=us-central1 \
    --request-response-logging-rate=1.0 \
    --request-response-logging-table=bq://minha-loja.predicoes.request_response_logging
  # --8<-- [end:registrar]
}

vigiar() {
  # --8<-- [start:vigiar]
  # Um limiar por coluna, tirado do histórico dela. Sem o esquema, o job pode ficar pendente
  # até a milésima requisição: com 200 por dia, cinco dias.
  # Com --anomaly-cloud-logging, a anomalia também vira log, que um sink leva ao Pub/Sub.
  gcloud ai model-monitoring-jobs create \
    --region=us-central1 \
    --display-name=devolucao-drift \
    --endpoint=1234567890 \
    --emails=mlops@example.com \
    --prediction-sampling-rate=1.0 \
    --monitoring-frequency=24 \
    --analysis-instance-schema=gs://minha-loja-modelos/devolucao/esquema.yaml \
    --feature-thresholds=valor=0.05,prazo_de_entrega=0.04 \
    --anomaly-cloud-logging
  # --8<-- [end:vigiar]
}

case "${1:-}" in
  registrar | vigiar) "$1" ;;
  *)
    echo "Uso: bash monitorar.sh registrar|vigiar" >&2
    exit 2
    ;;
esac
