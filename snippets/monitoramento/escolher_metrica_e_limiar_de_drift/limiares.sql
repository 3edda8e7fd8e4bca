-- Numéricas em JS e canal em L-infinito, cada uma com o limiar do próprio histórico.
SELECT input, metric, value, threshold, is_anomaly
FROM ML.VALIDATE_DATA_DRIFT(
  (
    SELECT imc, NULLIF(glicose, 9999) AS glicose, COALESCE(canal, '(nulo)') AS canal
    FROM `minha-operadora.risco.treino`
  ),
  (
    SELECT imc, NULLIF(glicose, 9999) AS glicose, COALESCE(canal, '(nulo)') AS canal
    FROM `minha-operadora.risco.semana`
  ),
  STRUCT([('imc', 0.0011), ('glicose', 0.0016), ('canal', 0.0302)] AS thresholds)
);

-- A métrica de categórica vale para a chamada inteira: prestador pede outra.
SELECT input, metric, value, threshold, is_anomaly
FROM ML.VALIDATE_DATA_DRIFT(
  (SELECT CAST(prestador AS STRING) AS prestador FROM `minha-operadora.risco.treino`),
  (SELECT CAST(prestador AS STRING) AS prestador FROM `minha-operadora.risco.semana`),
  STRUCT(
    'JENSEN_SHANNON_DIVERGENCE' AS categorical_metric_type,
    1000 AS num_rank_histogram_buckets,
    0.0815 AS categorical_default_threshold
  )
);
