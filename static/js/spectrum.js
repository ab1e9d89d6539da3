// Adds to .grid-spectrum: how far apart the marks of a row are, in words beside the row at once, and
// read out beneath the table when the reader pauses. The words stand in `data-apart`.
(function () {
  "use strict";

  document.querySelectorAll(".sheet[data-sheet] .grid-spectrum").forEach(function (table) {
    var place = table.closest(".sheet").querySelector(".spectrum-says");
    var apart = table.getAttribute("data-apart").split("|");
    var later = 0;

    // The gap of a row in words; empty until all its marks are set, and when there is only one.
    function gap(row) {
      var marks = row.querySelectorAll("input:checked");
      if (marks.length < 2 || marks.length < row.rows.length) return "";
      var steps = Array.prototype.map.call(marks, function (mark) { return Number(mark.value); });
      return apart[Math.max.apply(null, steps) - Math.min.apply(null, steps)] || "";
    }

    function name(row) {
      var field = row.querySelector("textarea");
      return (field ? field.value || field.getAttribute("aria-label") : row.querySelector(".spectrum-name").textContent).trim();
    }

    function show(row) {
      var words = gap(row);
      var where = row.querySelector(".spectrum-gap");
      if (where.textContent !== words) where.textContent = words;
      return words;
    }

    function all() { Array.prototype.forEach.call(table.tBodies, show); place.textContent = ""; }

    table.addEventListener("change", function (event) {
      var row = event.target.closest("tbody");
      var words = show(row);
      clearTimeout(later);
      later = setTimeout(function () {
        place.textContent = words ? table.getAttribute("data-says").replace("{row}", name(row)).replace("{apart}", words) : "";
      }, 900);
    });
    document.addEventListener("partnerbook:restored", all);
    all();
  });
})();
