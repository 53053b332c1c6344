// Keys for the cards. Each presses what stands on the page and says which key it has, so that all of it works without keys, too.
"use strict";

(() => {
  const OFF = "ikrar.keys.off";
  const dialog = document.getElementById("keys");
  const told = document.getElementById("keys-told");
  const toggle = document.getElementById("keys-off");
  const stored = { get: () => { try { return localStorage.getItem(OFF) === "yes"; } catch { return false; } },
    set: (off) => { try { localStorage.setItem(OFF, off ? "yes" : "no"); } catch { /* the choice holds for this page */ } } };
  let off = stored.get();

  // The dialog shows the very list that the page has for those without scripts; with scripts the list is in the dialog alone.
  dialog.querySelector("div").append(...[...told.children].filter((child) => child.tagName !== "SUMMARY"));
  told.hidden = true;
  const name = () => { toggle.textContent = off ? toggle.dataset.on : toggle.dataset.off; };
  toggle.hidden = false;
  name();
  toggle.addEventListener("click", () => { off = !off; stored.set(off); name(); });

  const open = () => { if (!dialog.open) dialog.showModal(); };
  document.querySelector('a[data-key="?"]')?.addEventListener("click", (event) => { event.preventDefault(); open(); });

  const typing = (element) => element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur(); // so that the keys work again
      return;
    }
    if (off || dialog.open) return;
    if (event.key === "?") { event.preventDefault(); open(); return; }
    if (event.key === "/") { event.preventDefault(); document.getElementById("q")?.focus(); return; }
    if (!/^[axceujk]$/.test(event.key)) return;
    const pressed = document.querySelector(`[data-key="${event.key}"]`);
    if (!pressed) return;
    event.preventDefault();
    if (pressed.tagName === "SUMMARY") {
      const edit = pressed.parentElement;
      edit.open = !edit.open;
      if (edit.open) edit.querySelector("select").focus();
    } else pressed.click();
  });

  // One answer is sent once, however often its button is pressed.
  for (const form of document.querySelectorAll("form.answer, .told form, form.undo")) {
    let sent = false;
    form.addEventListener("submit", (event) => { if (sent) event.preventDefault(); sent = true; });
    addEventListener("pageshow", () => { sent = false; });
  }

  // What was decided is told to who hears the page rather than sees it: a status that is there from the start is not read out.
  const said = document.getElementById("said");
  const news = document.querySelector("#told p");
  if (said && news) setTimeout(() => { said.textContent = news.textContent.replace(/\s+/g, " ").trim(); }, 150);
})();
