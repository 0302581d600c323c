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
  drawer.addEventListener("close", () => { body.replaceChildren(); if (opener) opener.focus(); opener = null; });

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
    if (event.key === "?") { const keys = document.querySelector(".keys"); if (keys) keys.scrollIntoView(); return; }
    const scope = drawer.open ? body : items.length ? (items[Math.max(at, 0)]) : null;
    if (!scope) return;
    if (event.key === "j" && !drawer.open) go(at + 1);
    else if (event.key === "k" && !drawer.open) go(at - 1);
    else if ("areu".includes(event.key)) {
      const place = event.key === "u" ? document : scope;
      const button = place.querySelector(`[data-key="${event.key}"]`);
      if (button) { event.preventDefault(); sessionStorage.setItem("item", String(at)); button.click(); }
    }
  });
  const left = sessionStorage.getItem("item");
  if (items.length && left !== null) { sessionStorage.removeItem("item"); go(Number(left)); }

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
  for (const form of document.querySelectorAll("form[data-busy]")) {
    form.addEventListener("submit", () => { const button = form.querySelector("button[type=submit]"); button.textContent = form.dataset.busy; button.setAttribute("aria-disabled", "true"); });
  }
})();
