#!/usr/bin/env bash
# Cria, concede, prova e desliga o papel. Uso: bash papel.sh PASSO
set -euo pipefail

conceder() {
  # --8<-- [start:conceder]
  # No ID, letras, algarismos, ponto e sublinhado: hífen é recusado.
  gcloud iam roles create chamadorEndpoint --project=acme-ml-prod --file=chamador.role.json
  gcloud projects add-iam-policy-binding acme-ml-prod \
    --member=serviceAccount:cotacao@acme-loja.iam.gserviceaccount.com \
    --role=projects/acme-ml-prod/roles/chamadorEndpoint --condition=None
  # --8<-- [end:conceder]
}

procurar() {
  # --8<-- [start:procurar]
  # O que dá para perguntar neste projeto; apiDisabled avisa que a resposta não vale.
  gcloud iam list-testable-permissions //cloudresourcemanager.googleapis.com/projects/acme-ml-prod \
    --format="table(name,customRolesSupportLevel,apiDisabled)"
  # Tudo o que alcança a conta na organização, direto ou por grupo.
  gcloud asset analyze-iam-policy --organization=317604825119 --expand-roles \
    --identity=serviceAccount:cotacao@acme-loja.iam.gserviceaccount.com
  # Por que a prova ficou vermelha em uma permissão.
  gcloud policy-intelligence troubleshoot-policy iam \
    //cloudresourcemanager.googleapis.com/projects/acme-ml-prod \
    --principal-email=cotacao@acme-loja.iam.gserviceaccount.com \
    --permission=aiplatform.endpoints.list
  # --8<-- [end:procurar]
}

desligar() {
  # --8<-- [start:desligar]
  # Corta todas as contas que têm o papel, sem tocar em nenhum binding.
  gcloud iam roles update chamadorEndpoint --project=acme-ml-prod --stage=DISABLED
  # --8<-- [end:desligar]
}

case "${1:-}" in
  conceder | procurar | desligar) "$1" ;;
  *)
    echo "Uso: bash papel.sh conceder|procurar|desligar" >&2
    exit 2
    ;;
esac
