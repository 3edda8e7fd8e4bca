// A escolha de perguntas do export_kit.py, no navegador: o mesmo pedido dá as mesmas perguntas.
// Os testes rodam as duas versões sobre pedidos sorteados e comparam.
"use strict"

{
  const OPENING = [3, 5], CLOSING = [3, 10], IDLE = 6, MAX_MINUTES = 480
  const between = ([low, high], minutes) => Math.max(low, Math.min(high, minutes))
  const opening = total => between(OPENING, Math.floor(total / 10))
  const closing = total => between(CLOSING, Math.floor((total - 5) / 10))
  const buffer = total => Math.ceil(total / 10)
  const roomFor = total => total - opening(total) - closing(total) - buffer(total)

  async function sha256(text) {
    const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))
    return [...new Uint8Array(bytes)].map(byte => byte.toString(16).padStart(2, "0")).join("")
  }

  function needed(asking) {
    let total = asking
    while (roomFor(total) < asking) total++
    return total
  }

  async function choose(bank, request) {
    const pool = bank.questions.filter(question =>
      question.levels.includes(request.level) &&
      (request.themes.length === 0 || request.themes.includes(question.theme)) &&
      (request.kinds.length === 0 || request.kinds.includes(question.kind)))
    if (pool.length === 0) return {problem: "O banco não tem pergunta para este pedido; peça menos restrições."}
    const ranked = await Promise.all(pool.map(async question =>
      ({question, rank: await sha256(`${request.seed}${question.id}`)})))
    ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1))
    const room = roomFor(request.minutes)
    const chosen = fill(ranked.map(one => one.question), room)
    if (chosen.length === 0) {
      const shortest = Math.min(...pool.map(question => question.minutes))
      return {problem: `${request.minutes} minutos não bastam: a pergunta mais curta pede ${shortest}; use ${needed(shortest)} ou mais.`}
    }
    const left = room - sum(chosen)
    return {
      id: await kitId(request, chosen),
      questions: chosen,
      shortfalls: shortfalls(bank, pool, chosen, request, left),
      plan: plan(request.minutes, chosen),
    }
  }

  const sum = questions => questions.reduce((total, question) => total + question.minutes, 0)
  const count = (questions, key, value) => questions.filter(question => question[key] === value).length

  function fill(ordered, room) {
    const taken = new Set()
    for (;;) {
      let best = null
      ordered.forEach((question, place) => {
        if (taken.has(place) || question.minutes > room) return
        const chosen = [...taken].map(one => ordered[one])
        const key = [count(chosen, "theme", question.theme), count(chosen, "kind", question.kind), place]
        if (best === null || before(key, best)) best = key
      })
      if (best === null) return [...taken].sort((a, b) => a - b).map(place => ordered[place])
      taken.add(best[2])
      room -= ordered[best[2]].minutes
    }
  }

  const before = (a, b) => (a[0] - b[0] || a[1] - b[1] || a[2] - b[2]) < 0

  function shortfalls(bank, pool, chosen, request, left) {
    const themes = request.themes.length ? request.themes : bank.themes.map(theme => theme.slug)
    const found = []
    for (const slug of themes) {
      const title = bank.themes.find(theme => theme.slug === slug).title
      found.push(missing(`de ${title}`, "theme", slug, themes.length, pool, chosen, request, left))
    }
    for (const kind of request.kinds)
      found.push(missing(`do tipo ${kind}`, "kind", kind, request.kinds.length, pool, chosen, request, left))
    if (left >= IDLE) found.push(`sobram ${left} min em que nenhuma outra pergunta cabe; ficam na reserva`)
    return found.filter(Boolean)
  }

  function missing(what, key, value, groups, pool, chosen, request, left) {
    const due = Math.max(1, Math.floor(chosen.length / groups))
    const short = due - count(chosen, key, value)
    if (short <= 0) return ""
    const available = pool.filter(question => question[key] === value)
    const others = available.filter(question => !chosen.includes(question))
    const questions = short === 1 ? "falta 1 pergunta" : `faltam ${short} perguntas`
    return `${questions} ${what} para ${request.level}: ${reason(others, available.length, left)}`
  }

  function reason(others, stock, left) {
    if (others.length === 0) return stock ? `o banco só tem ${stock}` : "o banco não tem nenhuma"
    const shortest = Math.min(...others.map(question => question.minutes))
    return `não coube; a mais curta pede ${shortest} min e sobravam ${left}`
  }

  function plan(total, questions) {
    const parts = [
      ["Abertura", opening(total)],
      ...questions.map(question => [question.id, question.minutes]),
      ["Perguntas do candidato", closing(total)],
      ["Reserva", buffer(total) + roomFor(total) - sum(questions)],
    ]
    let clock = 0
    return parts.map(([label, minutes]) => {
      const step = {label, start: clock, minutes}
      clock += minutes
      return step
    })
  }

  async function kitId(request, questions) {
    // A ordem das chaves e a ausência de espaços são as do json.dumps de scripts/kit/kit.py.
    const fields = JSON.stringify({
      excluded: [], kinds: request.kinds, level: request.level, minutes: request.minutes,
      questions: [], seed: "SEED", themes: request.themes,
    }).replace('"SEED"', request.seed)
    const chosen = JSON.stringify(questions.map(question => [question.id, question.hash]))
    return (await sha256(`[${fields},${chosen}]`)).slice(0, 10)
  }

  // --- O formulário e o endereço dizem o mesmo pedido -------------------------------------------

  const values = (form, name) => [...form.querySelectorAll(`[name=${name}]:checked`)].map(box => box.value)

  function requestOf(form) {
    const seed = form.elements.semente.value.trim()
    return {
      level: form.elements.nivel.value,
      minutes: Math.trunc(Number(form.elements.minutos.value)),
      seed: /^[+-]?[0-9]{1,18}$/.test(seed) ? BigInt(seed).toString() : "",
      themes: values(form, "tema"),
      kinds: values(form, "tipo"),
    }
  }

  function addressOf(request) {
    const query = new URLSearchParams([
      ["nivel", request.level], ["minutos", request.minutes], ["semente", request.seed],
      ...request.themes.map(theme => ["tema", theme]), ...request.kinds.map(kind => ["tipo", kind]),
    ])
    return `${location.pathname}?${query}`
  }

  function restore(form) {
    const query = new URLSearchParams(location.search)
    for (const name of ["nivel", "minutos", "semente"]) {
      const field = form.elements[name], wanted = query.get(name)
      if (wanted === null) continue
      if (field.options && ![...field.options].some(option => option.value === wanted)) continue
      field.value = wanted
    }
    for (const name of ["tema", "tipo"])
      for (const box of form.querySelectorAll(`[name=${name}]`))
        box.checked = query.getAll(name).includes(box.value)
  }

  function invalid(request) {
    if (!(request.minutes >= 1 && request.minutes <= MAX_MINUTES))
      return `A duração vai de 1 a ${MAX_MINUTES} minutos.`
    return request.seed === "" ? "A semente é um número inteiro, como 42." : ""
  }

  // --- O que se vê ------------------------------------------------------------------------------

  const element = (tag, text = "", children = []) => {
    const made = document.createElement(tag)
    made.textContent = text
    made.append(...children)
    return made
  }
  const clock = minutes => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`

  function rows(kit) {
    return kit.plan.map(step => {
      const question = kit.questions.find(one => one.id === step.label)
      const label = element("td", "", question ? [element("strong", step.label), ` ${question.title}`] : [step.label])
      const minutes = element("td", `${step.minutes} min`)
      minutes.className = "a-right"
      return element("tr", "", [element("td", clock(step.start)), label, minutes])
    })
  }

  function show(root, kit, request) {
    const output = root.querySelector("[data-plano]"), ready = !kit.problem
    root.querySelector("[data-acoes]").hidden = !ready
    if (!ready) return output.replaceChildren(element("p", kit.problem))
    const head = element("thead", "", [element("tr", "", ["Início", "Parte", "Duração"].map(text => element("th", text)))])
    const table = element("table", "", [head, element("tbody", "", rows(kit))])
    const many = kit.questions.length === 1 ? "1 pergunta" : `${kit.questions.length} perguntas`
    const parts = [element("p", `Kit ${kit.id} · ${request.level} · ${request.minutes} min · ${many}`), table]
    if (kit.shortfalls.length)
      parts.push(element("p", "Não atendido:"), element("ul", "", kit.shortfalls.map(line => element("li", line))))
    output.replaceChildren(...parts)
    root.querySelector("[data-comando]").textContent = command(request)
  }

  function command(request) {
    const list = (name, items) => (items.length ? ` ${name} ${items.join(" ")}` : "")
    return `python scripts/export_kit.py --level ${request.level} --minutes ${request.minutes} --seed ${request.seed}` +
      list("--theme", request.themes) + list("--kind", request.kinds)
  }

  // --- As folhas: as do formato html, com todas as perguntas; ficam as do kit ---------------------

  function adapt(sheet, kit, request) {
    const wanted = kit.questions.map(question => question.id)
    for (const part of sheet.querySelectorAll("[data-pergunta]"))
      if (!wanted.includes(part.dataset.pergunta)) part.remove()
    for (const kind of ["section.pergunta", "section.apendice"]) reorder(sheet, kind, wanted)
    const put = (selector, text) => sheet.querySelectorAll(selector).forEach(one => { one.textContent = text })
    put("[data-kit]", kit.id)
    put("dd[data-nivel]", request.level)
    put("[data-minutos]", request.minutes)
    put("[data-quantas]", wanted.length)
    put("[data-abertura]", opening(request.minutes))
    put("[data-fechamento]", closing(request.minutes))
    put("[data-maximo]", 4 * wanted.length)
    sheet.querySelectorAll("tbody[data-plano]").forEach(body => body.replaceChildren(...rows(kit).map(row => sheet.adoptNode(row))))
    for (const row of sheet.querySelectorAll("tr[data-nivel]")) {
      const expected = row.dataset.nivel === request.level
      row.classList.toggle("esperada", expected)
      row.querySelector(".selo").textContent = expected ? " esperada" : ""
    }
    sums(sheet)
    sheet.title = sheet.title.replace(/kit \w+$/, `kit ${kit.id}`)
  }

  function sums(sheet) {
    // Cada tema diz o nome na primeira linha que restou e a soma na última.
    const rowsOf = new Map()
    for (const row of sheet.querySelectorAll(".fechamento tr[data-tema]"))
      rowsOf.set(row.dataset.tema, [...(rowsOf.get(row.dataset.tema) ?? []), row])
    for (const [theme, all] of rowsOf) all.forEach((row, number) => {
      row.cells[0].textContent = number === 0 ? theme : ""
      row.cells[row.cells.length - 1].textContent = number === all.length - 1 ? `____ de ${4 * all.length}` : ""
    })
  }

  function reorder(sheet, selector, wanted) {
    const parts = [...sheet.querySelectorAll(selector)]
    if (parts.length === 0) return
    const mark = document.createComment("")
    parts[0].before(mark)
    mark.after(...wanted.map(id => parts.find(part => part.dataset.pergunta === id)))
  }

  function printSheet(address, kit, request) {
    const frame = document.createElement("iframe")
    frame.className = "folha-oculta"
    frame.title = "Folha a imprimir"
    frame.src = address
    frame.addEventListener("load", () => {
      adapt(frame.contentDocument, kit, request)
      frame.contentWindow.addEventListener("afterprint", () => setTimeout(() => frame.remove()))
      frame.contentWindow.print()
    })
    document.querySelectorAll(".folha-oculta").forEach(old => old.remove())
    document.body.append(frame)
  }

  function start(root) {
    const form = root.querySelector("form")
    const bank = JSON.parse(root.dataset.banco)
    let turn = 0, kit = {problem: ""}, request
    async function update({keep = true} = {}) {
      const mine = ++turn
      request = requestOf(form)
      const problem = invalid(request)
      const found = problem ? {problem} : await choose(bank, request)
      if (mine !== turn) return
      kit = found
      show(root, kit, request)
      if (keep && !problem) history.replaceState(history.state, "", addressOf(request))
    }
    form.addEventListener("input", () => update())
    form.addEventListener("submit", event => event.preventDefault())
    root.querySelectorAll("[data-imprimir]").forEach(button =>
      button.addEventListener("click", () => printSheet(button.dataset.imprimir, kit, request)))
    root.querySelector("[data-copiar]").addEventListener("click", async event => {
      await navigator.clipboard.writeText(location.href)
      event.target.nextElementSibling.textContent = "Copiado."
    })
    restore(form)
    root.hidden = false
    update({keep: false})
  }

  document.querySelectorAll("[data-monte-seu-kit]").forEach(start)
  globalThis.monteSeuKit = {choose}
}
