-- Precisão dos pedidos sinalizados, por semana da previsão e com a mesma espera:
-- só vale o rótulo que chegou em até 30 dias. @run_date é a data que a consulta agendada recebe.
-- --8<-- [start:previsoes]
WITH previsoes AS (
  -- O log tem uma linha por chamada; instâncias e respostas são listas na mesma ordem.
  SELECT
    JSON_VALUE(instancia, '$.pedido_id') AS pedido_id,
    CAST(JSON_VALUE(r.response_payload[OFFSET(i)], '$.score') AS FLOAT64) AS score,
    r.logging_time AS previsto_em
  FROM `minha-loja.predicoes.request_response_logging` AS r
  CROSS JOIN UNNEST(r.request_payload) AS instancia WITH OFFSET AS i
  -- Começa em uma segunda-feira: meia semana daria um intervalo que não se compara.
  WHERE r.logging_time >= TIMESTAMP(
    DATE_TRUNC(DATE_SUB(@run_date, INTERVAL 16 WEEK), ISOWEEK), 'America/Sao_Paulo'
  )
),
-- --8<-- [end:previsoes]
-- --8<-- [start:rotulos]
casados AS (
  SELECT p.pedido_id, p.previsto_em, d.devolvido
  FROM previsoes AS p
  LEFT JOIN `minha-loja.pedidos.desfechos` AS d
    ON d.pedido_id = p.pedido_id
    AND d.rotulado_em <= TIMESTAMP_ADD(p.previsto_em, INTERVAL 30 DAY)
  WHERE p.score >= 0.5
  -- Chamada repetida conta uma vez; rótulo corrigido vale o mais novo dentro do prazo.
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY p.pedido_id ORDER BY p.previsto_em, d.rotulado_em DESC
  ) = 1
),
semanas AS (
  SELECT
    DATE_TRUNC(DATE(previsto_em, 'America/Sao_Paulo'), ISOWEEK) AS semana,
    COUNT(*) AS sinalizados,
    -- Sem rótulo nenhum, a semana fica na saída, com cobertura 0.
    NULLIF(COUNT(devolvido), 0) AS n,
    SAFE_DIVIDE(COUNTIF(devolvido), COUNT(devolvido)) AS p
  FROM casados
  GROUP BY semana
),
-- --8<-- [end:rotulos]
-- --8<-- [start:intervalo]
wilson AS (
  SELECT
    *,
    1 + POW(1.96, 2) / n AS divisor,
    1.96 * SQRT(p * (1 - p) / n + POW(1.96 / (2 * n), 2)) AS meia_largura
  FROM semanas
)
SELECT
  semana,
  sinalizados,
  IFNULL(n, 0) / sinalizados AS cobertura,
  -- O último dia da semana precisa de seus 30 dias: 7 + 30.
  DATE_ADD(semana, INTERVAL 37 DAY) <= @run_date AS madura,
  p AS precisao,
  (p + POW(1.96, 2) / (2 * n) - meia_largura) / divisor AS ic_inferior,
  (p + POW(1.96, 2) / (2 * n) + meia_largura) / divisor AS ic_superior
FROM wilson
ORDER BY semana
-- --8<-- [end:intervalo]
