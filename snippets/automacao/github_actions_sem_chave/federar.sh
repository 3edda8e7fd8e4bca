#!/usr/bin/env bash
set -euo pipefail

# --8<-- [start:pool]
gcloud iam workload-identity-pools create github --project=acme-identidades --location=global

# As IDs são textos no token: as aspas simples fazem parte da condição.
gcloud iam workload-identity-pools providers create-oidc churn \
  --project=acme-identidades --location=global --workload-identity-pool=github \
  --issuer-uri=https://token.actions.githubusercontent.com \
  --attribute-mapping="google.subject=assertion.sub,\
attribute.repository_owner_id=assertion.repository_owner_id,\
attribute.repository_id=assertion.repository_id,\
attribute.ref=assertion.ref,\
attribute.event_name=assertion.event_name,\
attribute.job_workflow_ref=assertion.job_workflow_ref" \
  --attribute-condition="assertion.repository_owner_id == '52100417' && \
assertion.repository_id == '731904226' && \
assertion.ref == 'refs/heads/main' && \
assertion.event_name == 'push' && \
assertion.job_workflow_ref == 'acme/churn/.github/workflows/treino.yml@refs/heads/main'"
# --8<-- [end:pool]

# --8<-- [start:papeis]
POOL=projects/123456789012/locations/global/workloadIdentityPools/github
REPO="principalSet://iam.googleapis.com/$POOL/attribute.repository_id/731904226"

gcloud artifacts repositories add-iam-policy-binding ml \
  --project=meu-projeto --location=us-central1 \
  --role=roles/artifactregistry.writer --member="$REPO"

gcloud iam roles create submeterPipeline --project=meu-projeto \
  --permissions=aiplatform.pipelineJobs.create,aiplatform.pipelineJobs.get
gcloud projects add-iam-policy-binding meu-projeto --condition=None \
  --role=projects/meu-projeto/roles/submeterPipeline --member="$REPO"

gcloud iam service-accounts add-iam-policy-binding \
  treino-run@meu-projeto.iam.gserviceaccount.com --project=meu-projeto \
  --role=roles/iam.serviceAccountUser --member="$REPO"
# --8<-- [end:papeis]

# --8<-- [start:chave]
for account in $(gcloud iam service-accounts list --project=meu-projeto --format="value(email)"); do
  gcloud iam service-accounts keys list --iam-account="$account" --managed-by=user \
    --format="table(name, validAfterTime, disabled)"
done
gcloud iam service-accounts keys disable \
  projects/meu-projeto/serviceAccounts/ci@meu-projeto.iam.gserviceaccount.com/keys/8f3c0d1be2a94756
gcloud resource-manager org-policies enable-enforce \
  constraints/iam.disableServiceAccountKeyCreation --project=meu-projeto
# --8<-- [end:chave]

# --8<-- [start:quem_entrou]
gcloud logging read --project=acme-identidades --freshness=7d \
  'protoPayload.methodName="google.identity.sts.v1.SecurityTokenService.ExchangeToken"' \
  --format="table(timestamp, protoPayload.metadata.mapped_principal)"
# --8<-- [end:quem_entrou]
