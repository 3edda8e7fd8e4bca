#!/usr/bin/env bash
# Papéis, federação, concessões e vigilância de produção. Uso: bash acesso.sh PASSO
set -euo pipefail

REPO=principalSet://iam.googleapis.com/projects/730518264911/locations/global/workloadIdentityPools/github/attribute.repository_id/260064828
TREINO=treino@acme-credito-prod.iam.gserviceaccount.com

papeis() {
  # --8<-- [start:papeis]
  # O ID de um papel próprio não aceita hífen, e o linter não avisa.
  # Sem --condition=None, um script para se a política tem condição; cada elevação do PAM cria uma.
  gcloud iam roles create chamadorEndpoint --project=acme-credito-prod --file=chamador.role.json
  gcloud iam roles create submeteTreino \
    --project=acme-credito-prod --title="Submete treino" --stage=GA \
    --permissions=aiplatform.pipelineJobs.create,aiplatform.pipelineJobs.get,aiplatform.pipelineJobs.list
  gcloud projects add-iam-policy-binding acme-credito-prod \
    --member=serviceAccount:checkout@acme-loja.iam.gserviceaccount.com \
    --role=projects/acme-credito-prod/roles/chamadorEndpoint --condition=None
  # --8<-- [end:papeis]
}

federacao() {
  # --8<-- [start:federacao]
  # Só os IDs numéricos não mudam de dono; nome de repositório e de organização mudam.
  # event_name: pull_request_target também chega com ref da main.
  gcloud iam workload-identity-pools create github --project=acme-identidades --location=global
  gcloud iam workload-identity-pools providers create-oidc credito \
    --project=acme-identidades --location=global --workload-identity-pool=github \
    --issuer-uri=https://token.actions.githubusercontent.com/ \
    --attribute-mapping=google.subject=assertion.sub,attribute.repository_id=assertion.repository_id,attribute.repository_owner_id=assertion.repository_owner_id,attribute.ref=assertion.ref,attribute.event_name=assertion.event_name \
    --attribute-condition="assertion.repository_owner_id == '1342004' && assertion.repository_id == '260064828' && assertion.ref == 'refs/heads/main' && assertion.event_name == 'push'"
  # --8<-- [end:federacao]
}

ci() {
  # --8<-- [start:ci]
  # REPO é o principalSet://… de attribute.repository_id/260064828; TREINO é o e-mail da conta.
  # Cada papel no menor recurso que basta: projeto, uma conta, um repositório de imagens.
  gcloud projects add-iam-policy-binding acme-credito-prod \
    --member="$REPO" --role=projects/acme-credito-prod/roles/submeteTreino --condition=None
  gcloud iam service-accounts add-iam-policy-binding "$TREINO" \
    --project=acme-credito-prod --member="$REPO" --role=roles/iam.serviceAccountUser
  gcloud artifacts repositories add-iam-policy-binding credito --location=us-central1 \
    --project=acme-credito-prod --member="$REPO" --role=roles/artifactregistry.writer
  # --8<-- [end:ci]
}

vigiar() {
  # --8<-- [start:vigiar]
  gcloud org-policies set-custom-constraint job-com-conta.yaml
  # Quem age como a conta de treino, por permissão sobre ela:
  gcloud asset analyze-iam-policy --organization=317604825119 \
    --full-resource-name="//iam.googleapis.com/projects/acme-credito-prod/serviceAccounts/$TREINO" \
    --permissions=iam.serviceAccounts.actAs,iam.serviceAccounts.getAccessToken
  # O filtro do alerta, em cada projeto; setIamPermissions é a política de bucket:
  gcloud logging read --project=acme-credito-prod --limit=50 \
    'log_id("cloudaudit.googleapis.com/activity") AND protoPayload.methodName=~"(SetI(am|AM)Policy|setIamPermissions|(Create|Upload)ServiceAccountKey|UpdateRole|Create(CustomJob|HyperparameterTuningJob|TrainingPipeline)|DeployModel)$"'
  # --8<-- [end:vigiar]
}

case "${1:-}" in
  papeis | federacao | ci | vigiar) "$1" ;;
  *)
    echo "Uso: bash acesso.sh papeis|federacao|ci|vigiar" >&2
    exit 2
    ;;
esac
