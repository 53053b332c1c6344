// What the pages do beyond forms and links. Everything works without it.
"use strict";

// Fields that are left empty are left out of the address of a view, which people pass on.
document.addEventListener("formdata", (event) => {
  if (!event.target.matches(".filter")) return;
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
});

// A view that was swapped in is told to who hears the page rather than sees it.
document.addEventListener("htmx:after:swap", () => {
  const said = document.getElementById("said");
  const found = document.getElementById("found");
  if (said && found) said.textContent = found.getAttribute("aria-label") + ": " + found.querySelectorAll("tbody tr").length;
});
