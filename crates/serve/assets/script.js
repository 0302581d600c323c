// Makes the pages quicker: the evidence drawer, keys for review, dropping of files. Everything works without it.
"use strict";
(() => {
  const drawer = document.getElementById("drawer");
  const body = document.getElementById("drawer-body");
  const whole = document.getElementById("drawer-whole");
  let opener = null;

  async function show(address) {
    const part = new URL(address, location.href);
    part.searchParams.set("part", "1");
    const answer = await fetch(part, { headers: { accept: "text/html" } });
    if (!answer.ok) { location.href = address; return; }
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    // Ids of the page stay unique: those of the drawer get a mark of their own, and what points to them follows.
    for (const one of parsed.querySelectorAll("[id]")) one.id = "d-" + one.id;
    for (const one of parsed.querySelectorAll("[aria-labelledby]")) one.setAttribute("aria-labelledby", "d-" + one.getAttribute("aria-labelledby"));
    for (const field of parsed.querySelectorAll("input[name=back]")) field.value = location.pathname + location.search;
    body.replaceChildren(...parsed.body.childNodes);
    whole.href = address;
    if (!drawer.open) drawer.showModal();
    drawer.scrollTop = 0;
    // A link may point to a part: that is opened, and its first field has the focus.
    const part_of = part.hash && document.getElementById("d-" + part.hash.slice(1));
    if (part_of) {
      if (part_of.tagName === "DETAILS") part_of.open = true;
      const field = part_of.querySelector("select, input:not([type=hidden]), button");
      if (field) { field.focus(); return; }
    }
    const head = body.querySelector("h1");
    if (head) { head.tabIndex = -1; head.focus(); }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-drawer]");
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (!drawer.open) opener = link;
    const address = link.href instanceof SVGAnimatedString ? link.href.baseVal : link.href;
    show(address).catch(() => { location.href = address; });
  });
  document.getElementById("drawer-close").addEventListener("click", () => drawer.close());
  drawer.addEventListener("click", (event) => { if (event.target === drawer) drawer.close(); });
  // The event comes with the next frame: by then the drawer may be open again for another entry.
  drawer.addEventListener("close", () => { if (drawer.open) return; body.replaceChildren(); if (opener) opener.focus(); opener = null; });

  // Keys of the review.
  const items = [...document.querySelectorAll("[data-item]")];
  let at = -1;
  function go(to) {
    if (!items.length) return;
    at = Math.max(0, Math.min(items.length - 1, to));
    items.forEach((item, n) => item.classList.toggle("current", n === at));
    items[at].focus();
    items[at].scrollIntoView({ block: "nearest" });
  }
  items.forEach((item, n) => item.addEventListener("focusin", () => { at = n; items.forEach((other, m) => other.classList.toggle("current", m === n)); }));
  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "/") { event.preventDefault(); document.getElementById("top-q").focus(); return; }
    if (event.key === "?") { if (!drawer.open) document.getElementById("keys-link").click(); return; }
    const zoom = { "+": "closer", "=": "closer", "-": "wider", "[": "earlier", "]": "later" }[event.key];
    if (zoom && !drawer.open) { const link = document.querySelector(`[data-zoom="${zoom}"]`); if (link) { event.preventDefault(); link.click(); } return; }
    const scope = drawer.open ? body : items.length ? (items[Math.max(at, 0)]) : null;
    if (!scope) return;
    if (event.key === "j" && !drawer.open) go(at + 1);
    else if (event.key === "k" && !drawer.open) go(at - 1);
    else if ("areum".includes(event.key)) {
      const place = event.key === "u" ? document : scope;
      const button = place.querySelector(`[data-key="${event.key}"]`);
      if (button) { event.preventDefault(); sessionStorage.setItem("item", String(at)); button.click(); }
    }
  });
  const left = sessionStorage.getItem("item");
  if (items.length && left !== null) { sessionStorage.removeItem("item"); go(Number(left)); }

  // A timeline wider than the screen begins where most of its marks are.
  for (const region of document.querySelectorAll(".days")) {
    const left = region.getBoundingClientRect().left, width = region.clientWidth;
    if (region.scrollWidth <= width) continue;
    const marks = [...region.querySelectorAll(".shape")].filter((shape) => !shape.closest(".legend")).map((shape) => shape.getBoundingClientRect().left - left + region.scrollLeft).sort((a, b) => a - b);
    let best = 0, most = 0;
    for (const start of marks) {
      const inside = marks.filter((at) => at >= start && at < start + width * .7).length;
      if (inside >= most) { most = inside; best = start; }
    }
    region.scrollLeft = Math.max(0, best - 16);
  }

  // Commands to copy.
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) break;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.parentElement.querySelector("code").textContent);
      button.firstChild.textContent = "Copied";
      setTimeout(() => { button.firstChild.textContent = "Copy"; }, 1500);
    });
  }

  // Dropping of files.
  const drop = document.getElementById("drop");
  if (drop) {
    const input = drop.querySelector("input[type=file]");
    const chosen = document.getElementById("chosen");
    const tell = () => { chosen.textContent = [...input.files].map((file) => file.name).slice(0, 12).join(", ") + (input.files.length > 12 ? ", …" : ""); };
    input.addEventListener("change", tell);
    for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
    for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => { event.preventDefault(); input.files = event.dataTransfer.files; tell(); });
  }

  // Reports on their way in: sent from here, so that what happens shows.
  const bar = document.getElementById("bar");
  const busyForm = document.querySelector("form[data-busy]");
  if (busyForm) busyForm.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = busyForm.querySelector("button[type=submit]"), outcome = document.getElementById("outcome"), word = button.textContent;
    if (button.getAttribute("aria-disabled")) return;
    button.textContent = busyForm.dataset.busy;
    button.setAttribute("aria-disabled", "true");
    outcome.replaceChildren();
    const end = (page, words) => {
      button.textContent = word;
      button.removeAttribute("aria-disabled");
      bar.hidden = true;
      tell("");
      if (page) {
        outcome.replaceChildren(...page.body.childNodes);
        const note = outcome.querySelector("[data-state]");
        if (note) { document.body.dataset.state = note.dataset.state; busyForm.reset(); if (drop) document.getElementById("chosen").textContent = ""; changed.hidden = true; }
      } else { const note = document.createElement("p"); note.className = "note"; note.setAttribute("role", "alert"); note.textContent = words; outcome.replaceChildren(note); }
      outcome.focus();
    };
    const sending = new XMLHttpRequest();
    sending.open("POST", busyForm.getAttribute("action") + "?part=1");
    bar.removeAttribute("value");
    bar.hidden = false;
    sending.upload.addEventListener("progress", (at) => { if (at.lengthComputable && at.loaded < at.total) { bar.value = 100 * at.loaded / at.total; tell(`Sent ${Math.round(100 * at.loaded / at.total)} %`); } });
    sending.addEventListener("load", () => {
      const html = (sending.getResponseHeader("content-type") || "").startsWith("text/html");
      end(html ? new DOMParser().parseFromString(sending.responseText, "text/html") : null, sending.responseText);
    });
    sending.addEventListener("error", () => end(null, "The server does not answer. Is it still running?"));
    sending.send(new FormData(busyForm));
  });

  // What happens meanwhile: progress of reading in, and that the record is another one. Nothing is loaded unasked.
  const progress = document.getElementById("live-progress"), changed = document.getElementById("live-changed"), old = document.getElementById("busy");
  let told = false;
  function tell(words) { if (progress.textContent !== words) { progress.textContent = words; } progress.hidden = !words; if (words && old) old.hidden = true; }
  function reached(at) {
    const left = [at.known ? `${at.known} known already` : "", at.failed ? `${at.failed} not readable` : ""].filter(Boolean).join(", ");
    const more = left ? ` (${left})` : "";
    const words = {
      fetching: `Fetching addresses: ${at.seen} of ${at.received} done${more}.`,
      reading: `Reports received: ${at.received}. Read so far: ${at.read}${more}.`,
      fusing: `All ${at.received} reports looked at, ${at.read} read${more}. The record is being brought up to date …`,
      done: told ? `Done: ${at.read} of ${at.received} reports read${more}.` : "",
      failed: told ? "Reading in broke off." : "",
    };
    told = told || ["fetching", "reading", "fusing"].includes(at.phase);
    tell(words[at.phase] || "");
    if (bar && at.received && at.phase !== "fetching") bar.value = at.phase === "fusing" ? 95 : 90 * at.seen / at.received;
  }
  let source = null;
  function listen() {
    // A browser keeps few connections to one server: pages that nobody sees give theirs back.
    if (document.visibilityState !== "visible") { if (source) source.close(); source = null; return; }
    if (source) return;
    source = new EventSource("/api/v1/events");
    source.addEventListener("progress", (event) => reached(JSON.parse(event.data)));
    source.addEventListener("state", (event) => {
      const now = JSON.parse(event.data);
      if (now.busy || String(now.state) === document.body.dataset.state || busyForm && busyForm.querySelector("[aria-disabled]")) return;
      changed.querySelector("span").textContent = "The record has changed since this page was made.";
      changed.hidden = false;
    });
  }
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => { if (source) source.close(); source = null; });
  addEventListener("pageshow", listen);
  listen();
})();
