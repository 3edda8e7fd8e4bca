-- Uma linha por compra, com o último valor que o endpoint já podia ler.
-- corte: o instante da decisão, comprado_em. Atraso, em minutos: da linha
-- gravada no BigQuery até o fim da sincronização.
-- --8<-- [start:dia]
WITH dia AS (
  SELECT c.compra_id, f.contestacoes_180d
  FROM `loja.compras` AS c
  LEFT JOIN `features.conta_dia` AS f
    ON f.entity_id = c.entity_id
    AND f.feature_timestamp
      <= TIMESTAMP_SUB(c.corte, INTERVAL @atraso_dia MINUTE)
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY c.compra_id ORDER BY f.feature_timestamp DESC
  ) = 1
),
-- --8<-- [end:dia]
hora AS (
  SELECT c.compra_id, f.compras_24h
  FROM `loja.compras` AS c
  LEFT JOIN `features.conta_hora` AS f
    ON f.entity_id = c.entity_id
    AND f.feature_timestamp
      <= TIMESTAMP_SUB(c.corte, INTERVAL @atraso_hora MINUTE)
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY c.compra_id ORDER BY f.feature_timestamp DESC
  ) = 1
)
SELECT
  c.compra_id,
  c.comprado_em,
  c.valor,
  c.minutos_desde_a_ultima,
  -- Sem linha vale zero aqui e no endpoint.
  IFNULL(dia.contestacoes_180d, 0) AS contestacoes_180d,
  IFNULL(hora.compras_24h, 0) AS compras_24h,
  c.fraude
FROM `loja.compras` AS c
JOIN dia USING (compra_id)
JOIN hora USING (compra_id)
ORDER BY c.compra_id
