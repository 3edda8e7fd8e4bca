#!/usr/bin/env bash
set -euo pipefail

readonly POLICY=318420573812 PERIMETER=seguros
readonly INSIDE=(ml-prod dados-prod)

# --8<-- [start:ler]
# A negação fica no projeto de dentro. O NOT vale com dryRun falso ou ausente.
denied='log_id("cloudaudit.googleapis.com/policy") severity=ERROR
  protoPayload.metadata."@type"="type.googleapis.com/google.cloud.audit.VpcServiceControlAuditMetadata"
  NOT protoPayload.metadata.dryRun=true'
for project in "${INSIDE[@]}"; do
  gcloud logging read "${denied}" --project="${project}" --freshness=7d --order=asc --format=yaml
done
# Um 403 só, pelo identificador da mensagem; o de extrair fica em ml-prod.
gcloud logging read "protoPayload.metadata.vpcServiceControlsUniqueId=\"${1:?identificador}\"" \
  --project=ml-prod --freshness=7d --format=yaml
# --8<-- [end:ler]

# --8<-- [start:ensaiar]
# --set-* troca a lista inteira: guarde a de hoje e some as regras a ela.
gcloud access-context-manager perimeters describe "${PERIMETER}" --policy="${POLICY}" \
  --format='yaml(status.ingressPolicies,status.egressPolicies)' > antes.yaml
gcloud access-context-manager perimeters dry-run update "${PERIMETER}" --policy="${POLICY}" \
  --set-ingress-policies=entrada.yaml --set-egress-policies=saida.yaml
gcloud access-context-manager perimeters dry-run describe "${PERIMETER}" --policy="${POLICY}"
# Agora, no analisador de violações: o identificador de cada 403, no modo dry-run.
# --8<-- [end:ensaiar]

# --8<-- [start:aplicar]
# enforce copia o dry-run inteiro: confira no describe que a mudança é só a sua.
gcloud access-context-manager perimeters dry-run enforce "${PERIMETER}" --policy="${POLICY}"
# --8<-- [end:aplicar]
