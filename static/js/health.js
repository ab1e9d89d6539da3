// Adds to .grid-health: where two sides are far apart or a mark is low, it is said in words beneath
// the table, the widest gap first, with a link to what to run. The words and limits stand in `data-`.
(function () {
  "use strict";

  document.querySelectorAll(".grid-health[data-steps]").forEach(function (table) {
    var place = table.closest(".sheet").querySelector(".health-says");
    var steps = Number(table.getAttribute("data-steps"));
    var far = Number(table.getAttribute("data-apart"));
    var numbers = table.getAttribute("data-numbers").split(",");
    var rows = Array.prototype.slice.call(table.querySelectorAll("tr[data-name]"));
    var later = 0;

    function text(name, n, what) {
      var words = table.getAttribute("data-" + (n === 1 && name !== "low" ? "one-" : "") + name);
      return words.split("{n}").join(numbers[n] || String(n)).split("{what}").join(what || "");
    }

    function judged(row, order) {
      var marks = Array.prototype.map.call(row.querySelectorAll("input:checked"), function (field) { return Number(field.value); });
      var least = Math.min.apply(null, marks);
      return {
        name: row.getAttribute("data-name"),
        run: row.getAttribute("data-run"),
        title: row.getAttribute("data-run-title"),
        order: order,
        least: least,
        gap: marks.length > 1 ? Math.max.apply(null, marks) - least : -1,
        // Below the middle of the scale.
        low: marks.length > 0 && 2 * least < steps + 1
      };
    }

    function line(words, run) {
      var item = document.createElement("li");
      var parts = words.split("{run}");
      item.append(parts[0]);
      if (run && parts.length > 1) {
        var link = document.createElement("a");
        link.href = run.run;
        link.textContent = run.title;
        item.append(link, parts[1]);
      }
      return item;
    }

    function check() {
      var all = rows.map(judged);
      var apart = all.filter(function (row) { return row.gap >= far; });
      var low = all.filter(function (row) { return row.low && row.run; });
      apart.sort(function (a, b) { return b.gap - a.gap || a.order - b.order; });
      low.sort(function (a, b) { return a.least - b.least || a.order - b.order; });
      var list = document.createElement("ul");
      apart.forEach(function (row) { list.append(line(text("far", row.gap, row.name))); });
      low.forEach(function (row) { list.append(line(text("low", 0, row.name), row)); });
      if (apart.length === 0 && all.some(function (row) { return row.gap >= 0; })) list.prepend(line(text("near", far)));
      rows.forEach(function (row, order) { row.classList.toggle("is-apart", all[order].gap >= far); });
      if (place.innerHTML !== (list.firstChild ? list.outerHTML : "")) place.replaceChildren.apply(place, list.firstChild ? [list] : []);
    }

    // Marks are judged when the reader leaves a row or pauses, not between two keys.
    table.addEventListener("change", function () {
      clearTimeout(later);
      later = setTimeout(check, 900);
    });
    table.addEventListener("focusout", function (event) {
      if (event.relatedTarget && event.target.closest("tr") === event.relatedTarget.closest("tr")) return;
      clearTimeout(later);
      check();
    });
    document.addEventListener("partnerbook:restored", check);
    check();
  });
})();
