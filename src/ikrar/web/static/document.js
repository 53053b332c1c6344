// The text and what was read in it point at each other; words that are selected go into the form. All of it works without.
"use strict";

(() => {
  const text = document.getElementById("text");
  if (!text) return;
  const pieces = [...text.querySelectorAll("[data-of]")];
  const cards = [...document.querySelectorAll(".entry[data-of]")];
  const keys = (element) => element.dataset.of.split(" ");

  // -- each lights up the other ------------------------------------------------------------------------------
  const light = (lit) => {
    for (const piece of pieces) piece.classList.toggle("lit", keys(piece).some((key) => lit.has(key)));
    for (const card of cards) card.classList.toggle("lit", lit.has(card.dataset.of));
  };
  const pointed = (event) => {
    const at = event.target.closest ? event.target.closest("[data-of]") : null;
    light(new Set(at ? keys(at) : []));
  };
  const record = document.querySelector(".record");
  for (const place of [text, record]) {
    if (!place) continue;
    place.addEventListener("mouseover", pointed);
    place.addEventListener("focusin", pointed);
    place.addEventListener("mouseleave", () => light(new Set()));
    place.addEventListener("focusout", () => light(new Set()));
  }
  // A card that a word leads to is opened, where its kind is folded.
  const unfold = () => {
    const card = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const kind = card && card.closest("details");
    if (kind) kind.open = true;
  };
  addEventListener("hashchange", unfold);
  unfold();
  const at = document.getElementById("at");
  if (at && (!location.hash || location.hash === "#at")) at.scrollIntoView({ block: "center" });

  // -- words that are selected --------------------------------------------------------------------------------
  const form = document.querySelector("#by-hand form");
  if (!form) return;
  const whats = form.querySelectorAll("[name=what]");
  const show = () => {
    const chosen = form.querySelector("[name=what]:checked");
    form.dataset.what = chosen ? chosen.value : "commitment";
  };
  whats.forEach((what) => what.addEventListener("change", show));
  show();

  const count = (words) => Array.from(words).length; // places are counted in characters, not in JavaScript's halves of them
  const place = (node, offset) => {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
    return piece && node.nodeType === Node.TEXT_NODE ? Number(piece.dataset.at) + count(node.data.slice(0, offset)) : null;
  };
  const bar = document.createElement("div");
  bar.className = "chosen";
  bar.hidden = true;
  bar.setAttribute("role", "toolbar");
  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", act);
    bar.append(made);
  };
  let chosen = null;
  const fill = (name, value) => {
    const field = form.elements.namedItem(name);
    if (field && "value" in field) field.value = value;
  };
  const use = (what) => () => {
    const [words, start, end] = chosen;
    form.closest("details").open = true; // what is folded takes no focus
    if (what === "commitment" || what === "event") {
      fill("words", words);
      fill("at", `${start}-${end}`);
      whats.forEach((one) => { one.checked = one.value === what; });
      show();
      form.elements.namedItem("who").focus();
    } else {
      fill(what, words);
      form.elements.namedItem(what).focus();
    }
    bar.hidden = true;
    form.scrollIntoView({ block: "nearest" });
  };
  if (whats.length) for (const what of whats) button(`+ ${what.parentElement.textContent.trim()}`, use(what.value));
  else for (const name of ["action", "condition", "place"].filter((name) => form.elements.namedItem(name))) button(form.elements.namedItem(name).parentElement.firstChild.textContent.trim(), use(name));
  document.body.append(bar);

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const range = selection && selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    // Three clicks on the last line reach to the beginning of what follows the text.
    const within = range && text.contains(range.startContainer) && (text.contains(range.endContainer) || range.endOffset === 0);
    if (!within) {
      if (!bar.contains(document.activeElement)) bar.hidden = true;
      return;
    }
    const start = place(range.startContainer, range.startOffset);
    const end = place(range.endContainer, range.endOffset);
    const words = selection.toString().trim();
    if (!words) return;
    chosen = [words, start ?? 0, end ?? (start ?? 0) + count(words)];
    const box = range.getBoundingClientRect();
    bar.hidden = false;
    bar.style.left = `${Math.max(8, Math.min(box.left + scrollX, scrollX + innerWidth - bar.offsetWidth - 8))}px`;
    bar.style.top = `${box.bottom + scrollY + 6}px`;
  });
})();
