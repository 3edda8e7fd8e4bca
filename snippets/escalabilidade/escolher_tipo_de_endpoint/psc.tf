variable "service_attachment" {
  description = "Vazio só no primeiro apply, antes do deploy; sem default, porque vazio depois apaga a regra"
  type        = string
}

data "google_project" "ml" {
  project_id = "acme-ml"
}

# --8<-- [start:endpoint]
resource "google_vertex_ai_endpoint" "cotacao" {
  project      = "acme-ml"
  name         = "3003"
  display_name = "cotacao"
  location     = "us-central1"
  region       = "us-central1"

  private_service_connect_config {
    enable_private_service_connect = true
    # Não muda depois de criada, ainda que o plan mostre troca no lugar.
    project_allowlist = ["acme-ml", "acme-vendas"]
  }

  lifecycle {
    prevent_destroy = true
  }
}
# --8<-- [end:endpoint]

# --8<-- [start:rede]
resource "google_compute_address" "cotacao" {
  project      = "acme-vendas"
  name         = "cotacao-psc"
  region       = "us-central1"
  subnetwork   = "sub-psc"
  address_type = "INTERNAL"
}

resource "google_compute_forwarding_rule" "cotacao" {
  count                   = var.service_attachment == "" ? 0 : 1
  project                 = "acme-vendas"
  name                    = "cotacao-psc"
  region                  = "us-central1"
  network                 = "vpc-vendas"
  ip_address              = google_compute_address.cotacao.id
  target                  = var.service_attachment
  load_balancing_scheme   = ""
  allow_psc_global_access = true
  recreate_closed_psc     = true
}

resource "google_dns_managed_zone" "vertex" {
  project    = "acme-vendas"
  name       = "vertex-psc"
  dns_name   = "prediction.p.vertexai.goog."
  visibility = "private"

  private_visibility_config {
    networks {
      network_url = "projects/acme-vendas/global/networks/vpc-vendas"
    }
  }
}

resource "google_dns_record_set" "cotacao" {
  project      = "acme-vendas"
  managed_zone = google_dns_managed_zone.vertex.name
  name         = "3003-us-central1-${data.google_project.ml.number}.${google_dns_managed_zone.vertex.dns_name}"
  type         = "A"
  ttl          = 60
  rrdatas      = [google_compute_address.cotacao.address]
}
# --8<-- [end:rede]
