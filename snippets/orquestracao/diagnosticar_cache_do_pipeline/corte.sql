-- O passo monta o instante a partir de day: 3h em Brasília são 6h em UTC.
SELECT imc, progressao
FROM `meu-projeto.clinica.pacientes`
FOR SYSTEM_TIME AS OF TIMESTAMP '2026-11-24 06:00:00+00:00'
