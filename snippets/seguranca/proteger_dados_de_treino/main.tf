terraform {
  required_version = ">= 1.9"
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.45"
    }
  }
}

variable "source_project" { type = string }
variable "project" { type = string }
variable "key_project" { type = string }
variable "access_policy" {
  type        = string
  description = "Número da política de acesso da organização"
}
variable "preparation" {
  type        = string
  description = "E-mail da conta de serviço que lê o CPF e grava o token"
}
variable "readers" {
  type        = list(string)
  description = "E-mails das contas de serviço do CustomJob e dos notebooks"
}

data "google_project" "this" {
  for_each   = toset([var.source_project, var.project, var.key_project])
  project_id = each.key
}

data "google_bigquery_default_service_account" "this" {
  project = var.project
}

data "google_storage_project_service_account" "this" {
  project = var.project
}

locals {
  region  = "southamerica-east1"
  numbers = { for id, project in data.google_project.this : id => project.number }
  # O agente do Vertex AI precisa existir antes: o primeiro recurso criado no projeto o cria.
  agents = {
    bigquery = data.google_bigquery_default_service_account.this.email
    storage  = data.google_storage_project_service_account.this.email_address
    vertex   = "service-${local.numbers[var.project]}@gcp-sa-aiplatform.iam.gserviceaccount.com"
  }
}

resource "google_kms_key_ring" "training" {
  name     = "treino"
  project  = var.key_project
  location = local.region
}

# --8<-- [start:chaves]
# Duas chaves no projeto de chaves: uma cifra o que está em repouso, a outra embrulha a do token.
resource "google_kms_crypto_key" "this" {
  for_each                   = toset(["repouso", "token"])
  name                       = each.key
  key_ring                   = google_kms_key_ring.training.id
  rotation_period            = "7776000s" # 90 dias
  destroy_scheduled_duration = "2592000s" # 30 dias; só se escolhe na criação
  lifecycle {
    prevent_destroy = true
  }
}

# CMEK: quem usa a chave são os agentes dos serviços, não as pessoas.
resource "google_kms_crypto_key_iam_member" "at_rest" {
  for_each      = local.agents
  crypto_key_id = google_kms_crypto_key.this["repouso"].id
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = "serviceAccount:${each.value}"
}

# Token: só a conta de preparação, que por isso também consegue reabrir o CPF.
# O papel está documentado para as funções AEAD; para as DLP, a documentação não diz qual.
resource "google_kms_crypto_key_iam_member" "token" {
  crypto_key_id = google_kms_crypto_key.this["token"].id
  role          = "roles/cloudkms.cryptoKeyDecrypterViaDelegation"
  member        = "serviceAccount:${var.preparation}"
}
# --8<-- [end:chaves]

# --8<-- [start:dados]
# Em preparo, com o token, só a preparação entra; treino tem a cópia sem ele.
resource "google_bigquery_dataset" "this" {
  for_each                    = toset(["preparo", "treino"])
  dataset_id                  = each.key
  project                     = var.project
  location                    = local.region
  default_table_expiration_ms = 7776000000 # 90 dias: tabela esquecida some
  max_time_travel_hours       = 48         # o padrão é 168; depois vêm 7 dias de fail-safe
  default_encryption_configuration {
    kms_key_name = google_kms_crypto_key.this["repouso"].id
  }
  # Sem access, quem tem Viewer no projeto lê o dataset.
  access {
    role          = "OWNER"
    user_by_email = var.preparation
  }
  dynamic "access" {
    for_each = each.key == "treino" ? var.readers : []
    content {
      role          = "READER"
      user_by_email = access.value
    }
  }
  depends_on = [google_kms_crypto_key_iam_member.at_rest]
}

resource "google_storage_bucket" "artifacts" {
  name                        = "${var.project}-artefatos"
  project                     = var.project
  location                    = local.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  encryption {
    default_kms_key_name = google_kms_crypto_key.this["repouso"].id
  }
  depends_on = [google_kms_crypto_key_iam_member.at_rest]
}
# --8<-- [end:dados]

# --8<-- [start:perimetro]
resource "google_access_context_manager_service_perimeter" "training" {
  parent                    = "accessPolicies/${var.access_policy}"
  name                      = "accessPolicies/${var.access_policy}/servicePerimeters/treino"
  title                     = "treino"
  use_explicit_dry_run_spec = true
  # spec é o ensaio: registra o que negaria. Só depois ele vira status, que nega.
  spec {
    resources = [for number in values(local.numbers) : "projects/${number}"]
    # O Google recomenda restringir todos; estes são os que tocam o dado aqui.
    restricted_services = [
      "aiplatform.googleapis.com",
      "artifactregistry.googleapis.com",
      "bigquery.googleapis.com",
      "cloudkms.googleapis.com",
      "dlp.googleapis.com",
      "logging.googleapis.com",
      "notebooks.googleapis.com", # sem ela, o shell do treino abre de fora
      "secretmanager.googleapis.com",
      "storage.googleapis.com",
    ]
  }
}

# Leitura de dado só vira log se for ligada; no BigQuery ela já vem.
resource "google_project_iam_audit_config" "reads" {
  for_each = toset(["aiplatform", "cloudkms", "storage"])
  project  = each.key == "cloudkms" ? var.key_project : var.project
  service  = "${each.key}.googleapis.com"
  audit_log_config {
    log_type = "DATA_READ"
  }
  audit_log_config {
    log_type = "DATA_WRITE"
  }
}
# --8<-- [end:perimetro]
