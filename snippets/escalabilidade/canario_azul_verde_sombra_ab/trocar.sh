#!/usr/bin/env bash
# Troca o modelo de prazo de entrega. Uso: bash trocar.sh PASSO
# 1234567890 é o endpoint em produção, com a versão 1 no DeployedModel 1001;
# 1234567891, o endpoint da candidata.
set -euo pipefail

candidata() {
  # --8<-- [start:candidata]
  # Endpoint próprio: fumaça, espelho e o braço B usam o mesmo endereço.
  # Dos públicos, o gcloud 528 só cria o compartilhado; o dedicado sai do SDK ou de REST.
  gcloud ai endpoints create \
    --region=us-central1 \
    --endpoint-id=1234567891 \
    --display-name=prazo-candidata

  gcloud ai endpoints deploy-model 1234567891 \
    --region=us-central1 \
    --model=prazo@2 \
    --display-name=prazo-v2 \
    --deployed-model-id=2001 \
    --machine-type=n2-standard-4 \
    --min-replica-count=2 \
    --max-replica-count=8 \
    --traffic-split=0=100

  gcloud ai endpoints predict 1234567891 \
    --region=us-central1 \
    --json-request=pedidos-de-fumaca.json
  # --8<-- [end:candidata]
}

canario() {
  # --8<-- [start:canario]
  # Só onde ver as duas versões não incomoda: o endpoint não fixa o cliente.
  gcloud ai endpoints deploy-model 1234567890 \
    --region=us-central1 \
    --model=prazo@2 \
    --display-name=prazo-v2 \
    --deployed-model-id=2002 \
    --machine-type=n2-standard-4 \
    --min-replica-count=2 \
    --max-replica-count=8 \
    --traffic-split=0=5,1001=95

  # Depois da espera calculada, e não “quando parecer bom”:
  gcloud ai endpoints update 1234567890 \
    --region=us-central1 \
    --traffic-split=2002=25,1001=75
  # --8<-- [end:canario]
}

azul_verde() {
  # --8<-- [start:azul_verde]
  # Verde entra com 0% e com as réplicas que a azul usa no pico, não com o mínimo dela.
  gcloud ai endpoints deploy-model 1234567890 \
    --region=us-central1 \
    --model=prazo@2 \
    --display-name=prazo-v2 \
    --deployed-model-id=2002 \
    --machine-type=n2-standard-4 \
    --min-replica-count=5 \
    --max-replica-count=8 \
    --traffic-split=0=0,1001=100

  # A troca. A azul continua implantada, e cobrada, até o fim da observação.
  # Depois, mutateDeployedModel (API; o gcloud 528 não o tem) devolve o mínimo da verde a 2.
  gcloud ai endpoints update 1234567890 \
    --region=us-central1 \
    --traffic-split=2002=100,1001=0
  # --8<-- [end:azul_verde]
}

cloud_run() {
  # --8<-- [start:cloud_run]
  # A etiqueta dá uma URL à revisão que ainda não recebe tráfego.
  gcloud run deploy prazo \
    --region=us-central1 \
    --image=us-central1-docker.pkg.dev/meu-projeto/modelos/prazo:v2 \
    --no-traffic \
    --tag=v2

  gcloud run services update-traffic prazo \
    --region=us-central1 \
    --to-tags=v2=5
  # --8<-- [end:cloud_run]
}

case "${1:-}" in
  candidata | canario | azul_verde | cloud_run) "$1" ;;
  *)
    echo "Uso: bash trocar.sh candidata|canario|azul_verde|cloud_run" >&2
    exit 2
    ;;
esac
