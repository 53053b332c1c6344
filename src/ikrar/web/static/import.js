// Import: files may be dropped on their field, and too much is told before it is sent.
"use strict";

const form = document.querySelector("form.import");
if (form) {
  const files = form.querySelector("input[type=file]");
  const drop = form.querySelector(".drop");
  for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, () => drop.classList.add("over"));
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
  files.addEventListener("change", () => {
    const whole = [...files.files].reduce((sum, file) => sum + file.size, 0);
    files.setCustomValidity(whole > Number(form.dataset.most) ? form.dataset.toomuch : "");
    files.reportValidity();
  });
}
