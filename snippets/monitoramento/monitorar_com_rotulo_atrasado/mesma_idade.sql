-- Por safra: a inadimplência até 30 dias, observada e prometida, dos contratos que já têm 30 dias.
-- @run_date vem da consulta agendada.
-- --8<-- [start:idade]
WITH contratos AS (
  SELECT
    DATE_TRUNC(aprovado_em, MONTH) AS safra,
    -- 1,00 para quem o corte aprova; 0,05 para o recusado que o sorteio aprovou.
    1 / prob_aprovacao AS peso,
    prometido_30,
    IF(DATE_DIFF(inadimplente_em, aprovado_em, DAY) <= 30, 1, 0) AS observado_30
  FROM `meu-banco.credito.decisoes`
  WHERE aprovado_em >= DATE_TRUNC(DATE_SUB(@run_date, INTERVAL 6 MONTH), MONTH)
    AND aprovado_em <= DATE_SUB(@run_date, INTERVAL 30 DAY)
)
SELECT
  safra,
  COUNT(*) AS contratos,
  -- Linhas efetivas: pesos desiguais valem menos que a contagem sugere.
  POW(SUM(peso), 2) / SUM(POW(peso, 2)) AS linhas_efetivas,
  SUM(peso * observado_30) / SUM(peso) AS observado,
  SUM(peso * prometido_30) / SUM(peso) AS prometido
FROM contratos
GROUP BY safra
ORDER BY safra
-- --8<-- [end:idade]
