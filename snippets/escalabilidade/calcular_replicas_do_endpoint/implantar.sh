#!/usr/bin/env bash
set -euo pipefail

# 50% de 4 vCPUs são 200% no gráfico: 40 requisições por segundo por réplica.
# O mínimo começa no pico, porque 100% do tráfego chega de uma vez; depois desce a 3.
# A cota se planeja pelo máximo: 10 x 4 vCPUs.
gcloud ai endpoints deploy-model 1234567890 \
  --region=southamerica-east1 \
  --model=frete@3 \
  --display-name=frete-v3 \
  --deployed-model-id=20261124 \
  --machine-type=n2-standard-4 \
  --min-replica-count=6 \
  --max-replica-count=10 \
  --autoscaling-metric-specs=cpu-usage=50 \
  --traffic-split=0=100
