-- Roda com a conta de preparação, a única com papel na chave do token.
-- --8<-- [start:tabela]
-- A chave de dados nasce em claro: embrulhe-a uma vez e apague a cópia, que reabre tudo.
DECLARE wrapped_key BYTES DEFAULT FROM_BASE64('CHAVE_EMBRULHADA_EM_BASE64');

CREATE OR REPLACE TABLE `saude-treino.preparo.reinternacao` AS
WITH tokenized AS (
  SELECT
    -- Lista fechada: coluna nova na origem não chega ao treino sozinha.
    sexo, dias_internado, internacoes_no_ano, hemoglobina, reinternou,
    DLP_DETERMINISTIC_ENCRYPT(
      DLP_KEY_CHAIN(
        'gcp-kms://projects/saude-chaves/locations/southamerica-east1/keyRings/treino/cryptoKeys/token',
        wrapped_key),
      -- Sem pontuação e com os zeros à esquerda, ou a mesma pessoa ganha dois tokens.
      LPAD(REGEXP_REPLACE(cpf, r'\D', ''), 11, '0'),
      '',
      'reinternacao') AS pessoa,
    20 * DIV(EXTRACT(YEAR FROM nascimento), 20) AS geracao,
    SUBSTR(cep, 1, 1) AS regiao_postal
  FROM `saude-origem.clinico.internacoes`
)
SELECT
  *,
  -- Treino e teste por pessoa, para ninguém ficar dos dois lados.
  ABS(MOD(FARM_FINGERPRINT(pessoa), 10)) = 0 AS teste
FROM tokenized;
-- --8<-- [end:tabela]

-- --8<-- [start:portao]
-- A consulta falha, e o pipeline para, se algum grupo tiver menos de cinco pessoas.
SELECT
  IF(
    IFNULL(MIN(people), 0) < 5,
    ERROR('grupo com menos de 5 pessoas: generalize ou suprima'),
    MIN(people)) AS k
FROM (
  SELECT COUNT(DISTINCT pessoa) AS people
  FROM `saude-treino.preparo.reinternacao`
  GROUP BY geracao, sexo, regiao_postal
);

-- Só depois do portão o treino recebe a tabela, e sem o token.
CREATE OR REPLACE TABLE `saude-treino.treino.reinternacao` AS
SELECT * EXCEPT (pessoa) FROM `saude-treino.preparo.reinternacao`;
-- --8<-- [end:portao]

-- --8<-- [start:auditoria]
-- Quem consulta a view só recebe grupos com 20 pessoas ou mais, e nunca o token.
-- Autorize-a no dataset preparo: assim o auditor não precisa ler a tabela.
-- O guia escreve privacy_unit_column; a referência da DDL, privacy_unit_columns.
CREATE OR REPLACE VIEW `saude-treino.auditoria.reinternacao`
OPTIONS (
  privacy_policy = '{"aggregation_threshold_policy": {"threshold": 20, "privacy_unit_column": "pessoa"}}'
)
AS SELECT * FROM `saude-treino.preparo.reinternacao`;
-- --8<-- [end:auditoria]
