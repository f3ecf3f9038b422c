"use strict";
const form = document.getElementById("filters");
const rows = Array.from(document.querySelectorAll("article"), (node) => ({ node, text: node.textContent.toLowerCase() }));
function apply() {
  const chosen = new FormData(form);
  const severities = new Set(chosen.getAll("severity"));
  const kind = chosen.get("kind");
  const group = chosen.get("group");
  const words = chosen.get("text").toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { node, text } of rows) {
    const fits =
      severities.has(node.dataset.severity) &&
      (!kind || node.dataset.kind === kind) &&
      (!group || node.dataset.group === group) &&
      words.every((word) => text.includes(word));
    node.hidden = !fits;
    shown += fits ? 1 : 0;
  }
  form.elements.shown.value = `${shown} of ${rows.length}`;
}
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
apply();
