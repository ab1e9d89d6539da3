// Adds to .filters: choices made from the entries on the page (time, people, kind, stage,
// need, format); entries
// that do not fit are hidden, and the number shown is said. Without this script all entries stand.
(() => {
  "use strict";
  const bar = document.querySelector(".filters");
  const entries = Array.from(document.querySelectorAll(".entry"));
  if (!bar || entries.length < 4) return;
  const says = document.getElementById("filter-says");
  const times = [15, 30, 60, 90, 120, 240];
  const people = bar.querySelector("[data-filter=people]");
  const selects = Array.from(bar.querySelectorAll("select"));

  function option(value, text) {
    const made = document.createElement("option");
    made.value = value;
    made.textContent = text;
    return made;
  }

  // An entry can have several values of one sort: "in person|remote".
  function values(entry, name) {
    return (entry.getAttribute("data-" + name) || "").split("|").filter(Boolean);
  }

  function distinct(name, title) {
    const seen = {};
    entries.forEach((entry) => {
      values(entry, name).forEach((value) => {
        seen[value] = (title && entry.getAttribute("data-" + title)) || value;
      });
    });
    return seen;
  }

  function minutes(entry) { return Number(entry.getAttribute("data-minutes")) || 0; }

  // "4–14", "up to 8" and "6" become the least and the most.
  function range(entry) {
    const found = (entry.getAttribute("data-people") || "").match(/\d+/g);
    if (!found) return null;
    if (found.length > 1) return [Number(found[0]), Number(found[1])];
    return [1, Number(found[0])];
  }

  function fill(select) {
    const kind = select.getAttribute("data-filter");
    let choices;
    select.appendChild(option("", bar.getAttribute("data-any")));
    if (kind === "minutes") {
      const known = entries.map(minutes).filter(Boolean);
      choices = times.filter((limit) => known.some((n) => n <= limit) && known.some((n) => n > limit));
      choices.forEach((limit) => {
        select.appendChild(option(String(limit), bar.getAttribute("data-up-to").replace("{n}", limit)));
      });
      if (choices.length < 1) select.closest(".filter").hidden = true;
      return;
    }
    choices = distinct(kind, kind === "stage" ? "stage-title" : "");
    Object.keys(choices).forEach((value) => { select.appendChild(option(value, choices[value])); });
    if (Object.keys(choices).length < 2) select.closest(".filter").hidden = true;
  }

  function fits(entry) {
    const wanted = selects.every((select) => {
      if (!select.value) return true;
      if (select.getAttribute("data-filter") === "minutes") {
        return minutes(entry) > 0 && minutes(entry) <= Number(select.value);
      }
      return values(entry, select.getAttribute("data-filter")).includes(select.value);
    });
    if (!wanted) return false;
    const n = Number(people.value);
    if (!n) return true;
    const span = range(entry);
    return span === null || (n >= span[0] && n <= span[1]);
  }

  function show() {
    let shown = 0;
    entries.forEach((entry) => {
      entry.hidden = !fits(entry);
      if (!entry.hidden) shown += 1;
    });
    document.querySelectorAll(".list-group").forEach((group) => {
      const list = group.querySelectorAll(".entry");
      group.hidden = list.length > 0 && !group.querySelector(".entry:not([hidden])");
    });
    says.textContent = shown === 0
      ? bar.getAttribute("data-none")
      : bar.getAttribute("data-shown").replace("{n}", shown).replace("{total}", entries.length);
  }

  selects.forEach(fill);
  if (!entries.some(range)) people.closest(".filter").hidden = true;
  bar.hidden = false;
  bar.addEventListener("input", show);
  bar.addEventListener("change", show);
  document.getElementById("filter-clear").addEventListener("click", () => {
    selects.forEach((select) => { select.value = ""; });
    people.value = "";
    show();
  });
  show();
})();
