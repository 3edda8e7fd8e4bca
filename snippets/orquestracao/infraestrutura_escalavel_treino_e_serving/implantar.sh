#!/usr/bin/env bash
set -euo pipefail

# O repositório da imagem é regional, na mesma região do modelo.
gcloud ai models upload \
  --region=southamerica-east1 \
  --model-id=recompra \
  --display-name=recompra \
  --artifact-uri=gs://meu-bucket/recompra/v1 \
  --container-image-uri=southamerica-east1-docker.pkg.dev/meu-projeto/modelos/recompra:1.0.0 \
  --container-ports=8080

# A cota se planeja pelo máximo: 16 x 4 vCPUs.
gcloud ai endpoints deploy-model 1234567890 \
  --region=southamerica-east1 \
  --model=recompra@1 \
  --display-name=recompra-v1 \
  --machine-type=n2-standard-4 \
  --min-replica-count=3 \
  --max-replica-count=16 \
  --autoscaling-metric-specs=cpu-usage=60 \
  --service-account=serving@meu-projeto.iam.gserviceaccount.com \
  --traffic-split=0=100
