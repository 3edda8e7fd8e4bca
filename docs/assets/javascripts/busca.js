// Search worker: speaks Material's four messages, but folds accents, stems Portuguese and knows
// synonyms, in the index and in the query alike. Nothing is fetched before the first query.
"use strict"

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3
const DOCUMENTS = new URL("../../search/documents.json", self.location.href)
const TEASER = 220
const TITLE_WEIGHT = 8
const EXACT = 1, SYNONYM = 0.7, PREFIX = 0.5, TYPO = 0.3
// How soon repeating a word stops to count, how much a long section is held back, and how much
// the other sections of a page add to its best one.
const SATURATION = 1.2, LENGTH = 0.6, REST = 0.15
// What the title, description and tags of a page say of the whole of it.
const OWN = 0.6
// What a page that is no question is worth beside one that says the same: who searches has a question.
const QUESTION = /^perguntas\/[^/]+\/[^/]+\//, ASIDE = 0.6
const MIN_PREFIX = 3, MIN_TYPO = 5

const STOPWORDS = new Set(
  ("a o as os ao aos de da do das dos e em no na nos nas um uma uns umas para por com como " +
   "que qual quais se eu ou um the of to in and").split(" "))

// Each line: words that a Brazilian uses for one thing. They are stemmed when loaded.
const SYNONYMS = [
  "deploy deployment implantar publicar",
  "drift desvio",
  "rollback reverter reversao",
  "canario canary",
  "registry registro",
  "serving servir inferencia predicao previsao prediction inference",
  "treino treinar training train",
  "retreino retreinar retraining",
  "versao versionar version versioning",
  "monitorar monitoring observabilidade",
  "metrica metric indicador",
  "latencia latency",
  "seguranca security",
  "privacidade privacy",
  "acesso access permissao permission",
  "segredo secret",
  "chave key",
  "conta account",
  "servico service",
  "papel role",
  "custo preco cost billing",
  "kubernetes k8s gke",
  "escalar escalabilidade autoscaling scaling",
  "alerta alert",
  "vies skew",
  "conceito concept",
  "fluxo workflow",
  "credencial credential",
  "criptografia cmek encryption",
  "lgpd gdpr",
  "integracao ci",
  "entrega cd delivery",
  "portao gate",
]

// Longest first within each step; the number is the shortest stem that may be left.
const PLURALS = [["oes", "ao"], ["aes", "ao"], ["ais", "al"], ["eis", "el"], ["ois", "ol"],
  ["ns", "m"], ["res", "r"], ["zes", "z"], ["s", ""]]
const SUFFIXES = ["izacao", "amento", "imento", "adora", "edora", "idade", "mente", "acao", "icao",
  "ador", "edor", "idor", "avel", "ivel", "ando", "endo", "indo", "acia", "ante", "cao", "sao",
  "ado", "ada", "ido", "ida", "ivo", "iva", "ar", "er", "ir", "ao"]
const MIN_STEM = 4

const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()

function stem(word) {
  if (word.length < MIN_STEM || /\d/.test(word)) return word
  return withoutVowel(withoutSuffix(singular(word)))
}

function singular(word) {
  if (/(ss|us|is)$/.test(word) && !/(ais|eis|ois)$/.test(word)) return word
  for (const [ending, instead] of PLURALS)
    if (word.endsWith(ending) && word.length - ending.length >= 3)
      return word.slice(0, -ending.length) + instead
  return word
}

function withoutSuffix(word) {
  for (const suffix of SUFFIXES)
    if (word.endsWith(suffix) && word.length - suffix.length >= MIN_STEM)
      return word.slice(0, -suffix.length)
  return word
}

const withoutVowel = word => word.length > MIN_STEM ? word.replace(/[aeo]$/, "") : word

// A name such as CustomJob or service_account is found whole and by its parts.
function* words(text) {
  for (const match of text.matchAll(/[\p{L}\p{N}_]+/gu)) {
    const parts = match[0].split(/_+|(?<=\p{Ll})(?=\p{Lu})/u).filter(Boolean)
    yield fold(match[0])
    if (parts.length > 1) yield* parts.map(fold)
  }
}

const SYNONYMS_OF = new Map()
for (const line of SYNONYMS) {
  const stems = line.split(" ").map(stem)
  for (const one of stems) SYNONYMS_OF.set(one, stems.filter(other => other !== one))
}

const ENTITIES = {amp: "&", lt: "<", gt: ">", quot: "\"", "#39": "'", nbsp: " "}
const plain = html => html.replace(/<[^>]*>/g, " ")
  .replace(/&(#39|\w+);/g, (all, name) => ENTITIES[name] ?? all).replace(/\s+/g, " ").trim()
const escape = text => text.replace(/[&<>"]/g, char => `&#${char.charCodeAt(0)};`)

function buildIndex(documents) {
  const index = {documents: [], postings: new Map(), vocabulary: new Map(), letters: 0}
  documents.forEach((document, number) => {
    const entry = {location: document.location, title: plain(document.title), text: plain(document.text)}
    index.documents.push(entry)
    index.letters += entry.text.length
    add(index, number, entry.title, TITLE_WEIGHT)
    add(index, number, (document.tags ?? []).join(" "), TITLE_WEIGHT / 2)
    add(index, number, entry.text, 1)
  })
  return index
}

function add(index, number, text, weight) {
  for (const word of words(text)) {
    const root = stem(word)
    index.vocabulary.set(word, root)
    if (!index.postings.has(root)) index.postings.set(root, new Map())
    const counts = index.postings.get(root)
    counts.set(number, (counts.get(number) ?? 0) + weight)
  }
}

// The stems that a typed word may mean, each with how much it is worth.
function meanings(index, word) {
  const found = new Map()
  const note = (root, worth) => {
    if (index.postings.has(root)) found.set(root, Math.max(worth, found.get(root) ?? 0))
  }
  note(stem(word), EXACT)
  for (const other of SYNONYMS_OF.get(stem(word)) ?? []) note(other, SYNONYM)
  if (word.length >= MIN_PREFIX)
    for (const [known, root] of index.vocabulary) if (known.startsWith(word)) note(root, PREFIX)
  if (found.size === 0 && word.length >= MIN_TYPO)
    for (const [known, root] of index.vocabulary) if (isOneTypoAway(word, known)) note(root, TYPO)
  return found
}

function isOneTypoAway(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const [restA, restB] = [a.slice(start), b.slice(start)]
  return restA.slice(1) === restB.slice(1) || restA === restB.slice(1) || restA.slice(1) === restB ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
}

function search(index, query) {
  const typed = [...new Set([...query.matchAll(/[\p{L}\p{N}]+/gu)].map(match => fold(match[0])))]
  const wanted = typed.some(word => !STOPWORDS.has(word)) ? typed.filter(word => !STOPWORDS.has(word)) : typed
  const terms = wanted.map(word => meanings(index, word))
  const roots = new Set(terms.flatMap(term => [...term.keys()]))
  const scores = score(index, terms)
  return {items: grouped(index, scores, roots)}
}

function score(index, terms) {
  const totals = new Map(), matched = new Map()
  for (const term of terms)
    for (const [number, points] of best(index, term)) {
      totals.set(number, (totals.get(number) ?? 0) + points)
      matched.set(number, (matched.get(number) ?? 0) + 1)
    }
  // A section that holds every word comes before one that repeats a single word.
  for (const [number, points] of totals)
    totals.set(number, points * (matched.get(number) / terms.length) ** 2)
  return totals
}

function best(index, term) {
  const points = new Map()
  for (const [root, worth] of term) {
    const counts = index.postings.get(root)
    const rarity = Math.log(1 + index.documents.length / counts.size)
    for (const [number, count] of counts) {
      const value = worth * rarity * count / (count + SATURATION * relativeLength(index, number))
      points.set(number, Math.max(value, points.get(number) ?? 0))
    }
  }
  return points
}

const relativeLength = (index, number) =>
  1 - LENGTH + LENGTH * index.documents[number].text.length * index.documents.length / (index.letters + 1)

function grouped(index, scores, roots) {
  const pages = new Map()
  index.documents.forEach((document, number) => {
    const page = document.location.split("#")[0]
    if (!pages.has(page)) pages.set(page, {parent: null, hits: [], best: 0, sum: 0, own: 0, question: QUESTION.test(page)})
    const group = pages.get(page)
    if (document.location === page) {
      group.parent = number
      group.own = scores.get(number) ?? 0
    } else if (scores.has(number)) group.hits.push(number)
    group.best = Math.max(group.best, scores.get(number) ?? 0)
    group.sum += scores.get(number) ?? 0
  })
  const worth = group => (group.best + REST * (group.sum - group.best) + OWN * group.own) * (group.question ? 1 : ASIDE)
  return [...pages.values()]
    .filter(group => group.parent !== null && group.best > 0)
    .sort((a, b) => worth(b) - worth(a))
    .map(group => items(index, group, scores, roots))
}

function items(index, {parent, hits, best: top}, scores, roots) {
  const shown = hits.sort((a, b) => scores.get(b) - scores.get(a))
  return [parent, ...shown].map((number, position) => {
    const {location, title, text} = index.documents[number]
    const points = position === 0 ? top : scores.get(number)
    return {location, title: mark(title, roots), text: teaser(text, roots), score: points, terms: {}}
  })
}

const isHit = (word, roots) => [...words(word)].some(part => roots.has(stem(part)))
const mark = (text, roots) => text.split(/([\p{L}\p{N}_]+)/u)
  .map((part, odd) => odd % 2 && isHit(part, roots) ? `<mark>${escape(part)}</mark>` : escape(part)).join("")

function teaser(text, roots) {
  let start = 0
  for (const match of text.matchAll(/[\p{L}\p{N}_]+/gu))
    if (isHit(match[0], roots)) { start = match.index; break }
  const from = start < TEASER / 2 ? 0 : text.lastIndexOf(" ", start - TEASER / 3) + 1
  const end = text.length <= from + TEASER ? text.length : text.lastIndexOf(" ", from + TEASER)
  return (from > 0 ? "… " : "") + mark(text.slice(from, end), roots) + (end < text.length ? " …" : "")
}

let index

async function loaded() {
  index ??= fetch(DOCUMENTS).then(response => response.json()).then(buildIndex)
  return index
}

async function answer({type, data}) {
  if (type === SETUP) {
    // Where the index was not split, its documents come with the setup.
    if (data.docs.length > 0) index = Promise.resolve(buildIndex(data.docs))
    return {type: READY}
  }
  if (type !== QUERY) throw new TypeError(`Unknown message type ${type}`)
  return {type: RESULT, data: data.trim() ? search(await loaded(), data) : {items: []}}
}

addEventListener("message", async event => postMessage(await answer(event.data)))
