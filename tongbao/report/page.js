"use strict";
// The page: a list of findings, the text of one bulletin, and the finding that is chosen. Text is only ever set as text.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const SEVERITIES = ["error", "warning", "note", "pass"];
  const state = { language: data.language, shown: new Set(["error", "warning"]), rule: "", document: "", words: "", chosen: null };
  const at = (id) => document.getElementById(id);
  const word = (key, blanks = {}) =>
    data.words.page[key][state.language].replace(/\{(\w+)\}/g, (_, name) => blanks[name] ?? "");
  const called = (group, key) => (data.words[group][key] || { zh: key, en: key })[state.language];

  const all = [];
  data.documents.forEach((held, index) => held.findings.forEach((finding) => all.push({ finding, held, index })));
  if (!all.some((one) => state.shown.has(one.finding.severity))) SEVERITIES.forEach((one) => state.shown.add(one));

  function make(tag, text, ...classes) {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    node.classList.add(...classes.filter(Boolean));
    return node;
  }

  function fits({ finding, held, index }) {
    if (!state.shown.has(finding.severity)) return false;
    if (state.rule && finding.rule !== state.rule) return false;
    if (state.document !== "" && index !== Number(state.document)) return false;
    if (!state.words) return true;
    const said = [finding.zh, finding.en, finding.formula, held.name, ...finding.quotes].join("\n").toLowerCase();
    return said.includes(state.words);
  }

  // --- the list ---
  let listed = [];
  function list() {
    listed = all.filter(fits);
    at("findings").replaceChildren(...listed.map(row));
    at("none").hidden = listed.length > 0;
    if (state.chosen && !listed.includes(state.chosen)) state.chosen = null;
    mark();
  }

  function row(one, number) {
    const { finding, held } = one;
    const node = make("li", undefined, finding.severity, finding.decision && "decided");
    node.id = `finding-${number}`;
    node.setAttribute("role", "option");
    const head = make("div", undefined, "head");
    head.append(make("span", called("severities", finding.severity), "severity"), make("span", called("rules", finding.rule)),
      make("span", called("verdicts", finding.verdict)));
    if (data.documents.length > 1) head.append(make("span", held.name));
    node.append(head, make("div", finding[state.language]));
    node.addEventListener("click", () => choose(one));
    return node;
  }

  // --- the text of one bulletin ---
  let open = null;
  function show(index) {
    if (open === index) return;
    open = index;
    const held = data.documents[index];
    at("name").textContent = held ? held.name : "";
    at("facts").textContent = held ? [...held.facts, held.source].filter(Boolean).join(" · ") : "";
    at("text").replaceChildren(...(held ? pieces(held) : []));
    at("text").scrollTop = 0;
  }

  // Offsets count characters; JavaScript counts a character outside the first plane as two.
  function pieces(held) {
    const characters = Array.from(held.text);
    const spans = held.records.map(({ start, end, told }) => ({ start, end, told }));
    held.findings.forEach((finding) => finding.places.filter(Boolean).forEach(([start, end]) => spans.push({ start, end, finding })));
    const cuts = [...new Set([0, characters.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
    const opening = Map.groupBy ? Map.groupBy(spans, (span) => span.start) : grouped(spans);
    const covering = new Set();
    return cuts.slice(0, -1).map((start, place) => {
      const end = cuts[place + 1];
      covering.forEach((span) => { if (span.end <= start) covering.delete(span); });
      (opening.get(start) || []).forEach((span) => { if (span.end > start) covering.add(span); });
      return piece(characters.slice(start, end).join(""), [...covering], start, end);
    });
  }

  function grouped(spans) {
    const found = new Map();
    spans.forEach((span) => found.set(span.start, [...(found.get(span.start) || []), span]));
    return found;
  }

  function piece(text, covering, start, end) {
    if (!covering.length) return document.createTextNode(text);
    const node = make("mark", text);
    node.dataset.start = start;
    node.dataset.end = end;
    node.title = covering.map((span) => span.told).filter(Boolean).join("\n");
    const found = covering.map((span) => span.finding).filter(Boolean);
    if (found.length) {
      node.classList.add("found", SEVERITIES.find((one) => found.some((finding) => finding.severity === one)));
      node.addEventListener("click", () => next(found));
    }
    return node;
  }

  // A click on a number goes to its findings, one after the other.
  function next(found) {
    found.forEach((finding) => state.shown.add(finding.severity));
    state.rule = state.document = state.words = "";
    filters();
    list();
    const those = all.filter((one) => found.includes(one.finding));
    choose(those[(those.indexOf(state.chosen) + 1) % those.length]);
  }

  // --- the finding that is chosen ---
  function choose(one) {
    state.chosen = one;
    mark();
  }

  function mark() {
    const { chosen } = state;
    if (chosen) show(chosen.index);
    else if (open === null) show(0);
    const number = listed.indexOf(chosen);
    at("findings").querySelectorAll("li").forEach((node, place) => node.setAttribute("aria-selected", place === number));
    at("findings").setAttribute("aria-activedescendant", chosen ? `finding-${number}` : "");
    if (chosen) at(`finding-${number}`).scrollIntoView({ block: "nearest" });
    const places = chosen ? chosen.finding.places.filter(Boolean) : [];
    const marks = [...at("text").querySelectorAll("mark")];
    marks.forEach((node) => node.classList.toggle("operand",
      places.some(([start, end]) => start <= node.dataset.start && node.dataset.end <= end)));
    const first = marks.find((node) => node.classList.contains("operand"));
    detail(chosen);
    if (first) first.scrollIntoView({ block: "center" });
  }

  function detail(chosen) {
    const box = at("detail");
    box.hidden = !chosen;
    if (!chosen) return;
    const { finding } = chosen;
    const facts = make("dl");
    const fact = (key, ...values) => { const cell = make("dd"); cell.append(...values); facts.append(make("dt", word(key)), cell); };
    if (finding.formula) fact("formula", finding.formula);
    if (finding.reported) fact("reported", interval(finding.reported));
    if (finding.expected) fact("expected", interval(finding.expected));
    if (finding.quotes.length) fact("operands", ...finding.quotes.map((quote, number) => operand(quote, finding.places[number], finding.documents[number])));
    if (finding.decision) fact("decision", finding.decision);
    box.replaceChildren(make("p", finding[state.language]), facts);
  }

  const interval = ([low, high]) => (low !== null && low === high ? low : `[${low ?? "−∞"}, ${high ?? "∞"})`);

  function operand(quote, place, source) {
    const node = make("button", quote);
    node.type = "button";
    if (!place) { node.title = `${word("outside")} ${source || ""}`; node.disabled = true; return node; }
    node.addEventListener("click", () => {
      const found = [...at("text").querySelectorAll("mark")].find((one) => Number(one.dataset.start) === place[0]);
      if (found) found.scrollIntoView({ block: "center" });
    });
    return node;
  }

  function step(by) {
    if (!listed.length) return;
    const number = listed.indexOf(state.chosen);
    choose(listed[number < 0 ? (by > 0 ? 0 : listed.length - 1) : Math.min(Math.max(number + by, 0), listed.length - 1)]);
  }

  // --- filters and words ---
  function options(select, pairs, value) {
    select.replaceChildren(...[["", word("all")], ...pairs].map(([key, text]) => {
      const node = make("option", text);
      node.value = key;
      return node;
    }));
    select.value = value;
  }

  function filters() {
    document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
    document.querySelectorAll("[data-word]").forEach((node) => { node.textContent = word(node.dataset.word); });
    document.title = word("title");
    const counts = Object.fromEntries(SEVERITIES.map((one) => [one, all.filter(({ finding }) => finding.severity === one).length]));
    at("summary").textContent = word("summary", { documents: data.documents.length, ...counts });
    const rules = [...new Set(all.map(({ finding }) => finding.rule))];
    options(at("rule"), rules.map((rule) => [rule, called("rules", rule)]), state.rule);
    options(at("document"), data.documents.map((held, index) => [String(index), held.name]), state.document);
    at("search").value = state.words;
    at("severities").replaceChildren(at("severities").firstElementChild, ...SEVERITIES.map((one) => {
      const label = make("label", undefined);
      const box = make("input");
      box.type = "checkbox";
      box.value = one;
      box.checked = state.shown.has(one);
      box.addEventListener("change", () => { state.shown[box.checked ? "add" : "delete"](one); list(); });
      label.append(box, make("span", `${called("severities", one)} ${counts[one]}`));
      return label;
    }));
  }

  function paper() {
    at("print").replaceChildren(...data.documents.flatMap((held) => {
      const shown = listed.filter((one) => one.held === held);
      if (!shown.length) return [];
      const rows = make("ol");
      rows.append(...shown.map(({ finding }) => {
        const node = make("li");
        node.append(make("span", `${called("severities", finding.severity)} · ${called("rules", finding.rule)} `, "severity"),
          make("span", finding[state.language]));
        return node;
      }));
      return [make("h2", held.name), make("p", held.facts.join(" · ")), rows];
    }));
  }

  at("language").addEventListener("click", () => { state.language = state.language === "zh" ? "en" : "zh"; filters(); list(); });
  at("search").addEventListener("input", (event) => { state.words = event.target.value.trim().toLowerCase(); list(); });
  at("rule").addEventListener("change", (event) => { state.rule = event.target.value; list(); });
  at("document").addEventListener("change", (event) => {
    state.document = event.target.value;
    list();
    if (state.document !== "") show(Number(state.document));
  });
  at("filters").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { state.chosen = null; document.activeElement.blur(); mark(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT)$/.test(event.target.tagName)) return;
    const inList = event.target === at("findings");
    if (event.key === "j" || (inList && event.key === "ArrowDown")) step(1);
    else if (event.key === "k" || (inList && event.key === "ArrowUp")) step(-1);
    else if (event.key === "/") at("search").focus();
    else return;
    event.preventDefault();
  });
  window.addEventListener("beforeprint", paper);
  filters();
  list();
})();
