// Adds to .grid-spectrum: how far apart the marks of a row are, in words beside the row at once, and
// read out beneath the table when the reader pauses. The words stand in `data-apart`.
(() => {
  "use strict";

  document.querySelectorAll(".sheet[data-sheet] .grid-spectrum").forEach((table) => {
    const place = table.closest(".sheet").querySelector(".spectrum-says");
    const apart = table.getAttribute("data-apart").split("|");
    let later = 0;

    // The gap of a row in words; empty until all its marks are set, and when there is only one.
    function gap(row) {
      const marks = row.querySelectorAll("input:checked");
      if (marks.length < 2 || marks.length < row.rows.length) return "";
      const steps = Array.from(marks, (mark) => Number(mark.value));
      return apart[Math.max(...steps) - Math.min(...steps)] || "";
    }

    function name(row) {
      const field = row.querySelector("textarea");
      return (field ? field.value || field.getAttribute("aria-label") : row.querySelector(".spectrum-name").textContent).trim();
    }

    function show(row) {
      const words = gap(row);
      const where = row.querySelector(".spectrum-gap");
      if (where.textContent !== words) where.textContent = words;
      return words;
    }

    function all() { Array.from(table.tBodies).forEach(show); place.textContent = ""; }

    table.addEventListener("change", (event) => {
      const row = event.target.closest("tbody");
      const words = show(row);
      clearTimeout(later);
      later = setTimeout(() => {
        place.textContent = words ? table.getAttribute("data-says").replace("{row}", name(row)).replace("{apart}", words) : "";
      }, 900);
    });
    document.addEventListener("partnerbook:restored", all);
    all();
  });
})();
