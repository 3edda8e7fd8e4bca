terraform {
  required_version = ">= 1.9"
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.45"
    }
  }
}

variable "project" { type = string }
variable "region" {
  type        = string
  description = "A do dataset de features; confirme antes se o Feature Store existe nela"
}

locals {
  features = {
    conta_dia  = "contestacoes_180d"
    conta_hora = "compras_24h"
  }
}

# --8<-- [start:registro]
resource "google_vertex_ai_feature_group" "this" {
  for_each = local.features
  project  = var.project
  region   = var.region
  name     = each.key

  big_query {
    entity_id_columns = ["entity_id"]
    big_query_source {
      input_uri = "bq://${var.project}.features.${each.key}"
    }
  }
}

resource "google_vertex_ai_feature_group_feature" "this" {
  for_each      = local.features
  project       = var.project
  region        = var.region
  feature_group = google_vertex_ai_feature_group.this[each.key].name
  name          = each.value
}
# --8<-- [end:registro]

# --8<-- [start:serving]
resource "google_vertex_ai_feature_online_store" "this" {
  project = var.project
  region  = var.region
  name    = "online"

  bigtable {
    auto_scaling {
      min_node_count         = 1 # não desce a zero
      max_node_count         = 3 # até 10 vezes o mínimo
      cpu_utilization_target = 50
    }
  }
}

resource "google_vertex_ai_feature_online_store_featureview" "account" {
  project              = var.project
  region               = var.region
  feature_online_store = google_vertex_ai_feature_online_store.this.name
  name                 = "conta"

  sync_config {
    cron = "10 * * * *" # o job de hora grava no minuto 5
  }
  feature_registry_source {
    dynamic "feature_groups" {
      for_each = google_vertex_ai_feature_group_feature.this
      content {
        feature_group_id = feature_groups.key
        feature_ids      = [feature_groups.value.name]
      }
    }
  }
}
# --8<-- [end:serving]
