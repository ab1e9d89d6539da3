// Adds to .grid-board: a column with more notes than its limit says so in words beneath the table, all
// lanes counted together. A note is a line. The limits stand in `data-limit`.
(() => {
  "use strict";

  document.querySelectorAll(".sheet[data-sheet] .grid-board").forEach((table) => {
    const place = table.closest(".sheet").querySelector(".board-says");
    const heads = Array.from(table.tHead.querySelectorAll("[data-limit]"));
    let later = 0;

    function notes(column) {
      return Array.from(table.tBodies[0].rows).reduce((sum, row) => {
        const field = row.querySelectorAll("textarea")[column];
        return sum + field.value.split("\n").filter((line) => line.trim()).length;
      }, 0);
    }

    function check() {
      const said = [];
      heads.forEach((head, column) => {
        const limit = Number(head.getAttribute("data-limit"));
        const count = notes(column);
        const over = limit > 0 && count > limit;
        head.classList.toggle("is-over", over);
        if (over) said.push(table.getAttribute("data-over").replace("{column}", head.querySelector(".board-title").textContent).replace("{n}", count).replace("{limit}", limit));
      });
      if (place.textContent !== said.join("\n")) place.textContent = said.join("\n");
    }

    table.addEventListener("input", () => { clearTimeout(later); later = setTimeout(check, 900); });
    table.addEventListener("change", check);
    document.addEventListener("partnerbook:restored", check);
    check();
  });
})();
