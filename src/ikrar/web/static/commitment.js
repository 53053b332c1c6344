// The citation is copied with a button; without, it is selected and copied by hand.
"use strict";

(() => {
  const button = document.getElementById("copy");
  const cite = document.getElementById("cite");
  if (!button || !cite) return;
  button.hidden = false;
  cite.addEventListener("focus", () => cite.select());
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(cite.value);
    } catch {
      cite.select();
      document.execCommand("copy");
    }
    const said = document.getElementById("said");
    button.textContent = button.dataset.done;
    if (said) said.textContent = button.dataset.done;
  });
})();
