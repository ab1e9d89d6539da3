// Adds to .grid-board: a column with more notes than its limit says so in words beneath the table, all
// lanes counted together. A note is a line. The limits stand in `data-limit`.
(function () {
  "use strict";

  document.querySelectorAll(".sheet[data-sheet] .grid-board").forEach(function (table) {
    var place = table.closest(".sheet").querySelector(".board-says");
    var heads = Array.prototype.slice.call(table.tHead.querySelectorAll("[data-limit]"));
    var later = 0;

    function notes(column) {
      return Array.prototype.reduce.call(table.tBodies[0].rows, function (sum, row) {
        var field = row.querySelectorAll("textarea")[column];
        return sum + field.value.split("\n").filter(function (line) { return line.trim(); }).length;
      }, 0);
    }

    function check() {
      var said = [];
      heads.forEach(function (head, column) {
        var limit = Number(head.getAttribute("data-limit"));
        var count = notes(column);
        var over = limit > 0 && count > limit;
        head.classList.toggle("is-over", over);
        if (over) said.push(table.getAttribute("data-over").replace("{column}", head.querySelector(".board-title").textContent).replace("{n}", count).replace("{limit}", limit));
      });
      if (place.textContent !== said.join("\n")) place.textContent = said.join("\n");
    }

    table.addEventListener("input", function () { clearTimeout(later); later = setTimeout(check, 900); });
    table.addEventListener("change", check);
    document.addEventListener("partnerbook:restored", check);
    check();
  });
})();
