terraform {
  required_version = ">= 1.9"
  backend "gcs" {} # estado remoto; bucket e prefixo entram no terraform init, um por ambiente
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.45"
    }
  }
}

variable "project" { type = string }
variable "approval" {
  type        = bool
  description = "Exige aprovação antes do CD: falso em homologação, verdadeiro em produção."
}
variable "repository" {
  type        = string
  description = "Repositório conectado: projects/…/connections/…/repositories/…"
}

locals {
  region = "us-central1"
  image  = "${local.region}-docker.pkg.dev/${var.project}/ml/treino"
  members = {
    for name, account in google_service_account.this : name => "serviceAccount:${account.email}"
  }
}

provider "google" {
  project = var.project
  region  = local.region
}

# --8<-- [start:base]
resource "google_storage_bucket" "ml" {
  name                        = "${var.project}-ml"
  location                    = local.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
}

resource "google_artifact_registry_repository" "ml" {
  repository_id = "ml"
  location      = local.region
  format        = "DOCKER"
  docker_config {
    immutable_tags = true
  }
}

# Sem traffic_split: versões e tráfego pertencem à promoção, não ao Terraform.
resource "google_vertex_ai_endpoint" "churn" {
  name                       = "1001"
  display_name               = "churn"
  location                   = local.region
  dedicated_endpoint_enabled = true
}
# --8<-- [end:base]

# --8<-- [start:iam]
resource "google_service_account" "this" {
  for_each   = toset(["ci", "cd", "run"])
  account_id = "treino-${each.key}"
}

# O CI grava imagens; o CD só as lê.
resource "google_artifact_registry_repository_iam_member" "image" {
  for_each = {
    ci = "roles/artifactregistry.writer"
    cd = "roles/artifactregistry.reader"
  }
  repository = google_artifact_registry_repository.ml.name
  location   = local.region
  role       = each.value
  member     = local.members[each.key]
}

# Quem submete age como a conta que treina: papel nessa conta, nunca no projeto.
resource "google_service_account_iam_member" "cd_acts_as_run" {
  service_account_id = google_service_account.this["run"].name
  role               = "roles/iam.serviceAccountUser"
  member             = local.members["cd"]
}

# aiplatform.user traria customJobs.create: um job sem conta, rodando como o agente do projeto.
resource "google_project_iam_custom_role" "cd" {
  role_id = "treinoCd"
  title   = "Submete e agenda o pipeline"
  permissions = [
    "aiplatform.pipelineJobs.create",
    "aiplatform.pipelineJobs.get",
    "aiplatform.schedules.create",
    "aiplatform.schedules.delete",
    "aiplatform.schedules.get",
    "aiplatform.schedules.list",
  ]
}

resource "google_project_iam_custom_role" "run" {
  role_id = "treinoRun"
  title   = "Executa o pipeline e registra o modelo"
  permissions = [
    "aiplatform.metadataStores.create", # só na primeira execução do projeto
    "aiplatform.metadataStores.get",
    "aiplatform.models.get",
    "aiplatform.models.upload",
  ]
}

resource "google_project_iam_member" "vertex" {
  for_each = {
    cd  = google_project_iam_custom_role.cd.id
    run = google_project_iam_custom_role.run.id
  }
  project = var.project
  role    = each.value
  member  = local.members[each.key]
}

# Artefatos: só a conta que treina lê e grava.
resource "google_storage_bucket_iam_member" "artifacts" {
  bucket = google_storage_bucket.ml.name
  role   = "roles/storage.objectUser"
  member = local.members["run"]
}
# --8<-- [end:iam]

# storage.buckets.get: o SDK confere o bucket ao submeter, e o serviço ao executar.
resource "google_storage_bucket_iam_member" "metadata" {
  for_each = toset(["cd", "run"])
  bucket   = google_storage_bucket.ml.name
  role     = "roles/storage.legacyBucketReader"
  member   = local.members[each.key]
}

# Build com conta própria grava o log no Cloud Logging.
resource "google_project_iam_member" "logs" {
  for_each = toset(["ci", "cd"])
  project  = var.project
  role     = "roles/logging.logWriter"
  member   = local.members[each.key]
}

# --8<-- [start:gatilhos]
resource "google_cloudbuild_trigger" "ci" {
  name            = "ci"
  location        = local.region
  filename        = "cloudbuild.yaml"
  service_account = google_service_account.this["ci"].id
  substitutions   = { _IMAGE = local.image }
  repository_event_config {
    repository = var.repository
    push {
      branch = "^main$"
    }
  }
}

resource "google_cloudbuild_trigger" "cd" {
  name            = "cd-pipeline"
  location        = local.region
  filename        = "cloudbuild-cd.yaml"
  service_account = google_service_account.this["cd"].id
  substitutions   = { _IMAGE = local.image }
  repository_event_config {
    repository = var.repository
    push {
      tag = "^v[0-9]+\\.[0-9]+\\.[0-9]+$"
    }
  }
  approval_config {
    approval_required = var.approval
  }
}
# --8<-- [end:gatilhos]
