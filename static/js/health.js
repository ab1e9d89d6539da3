// Adds to .grid-health: where two sides are far apart or a mark is low, it is said in words beneath
// the table, the widest gap first, with a link to what to run. The words and limits stand in `data-`.
(() => {
  "use strict";

  document.querySelectorAll(".grid-health[data-steps]").forEach((table) => {
    const place = table.closest(".sheet").querySelector(".health-says");
    const steps = Number(table.getAttribute("data-steps"));
    const far = Number(table.getAttribute("data-apart"));
    const numbers = table.getAttribute("data-numbers").split(",");
    const rows = Array.from(table.querySelectorAll("tr[data-name]"));
    let later = 0;

    function text(name, n, what) {
      const words = table.getAttribute("data-" + (n === 1 && name !== "low" ? "one-" : "") + name);
      return words.split("{n}").join(numbers[n] || String(n)).split("{what}").join(what || "");
    }

    function judged(row, order) {
      const marks = Array.from(row.querySelectorAll("input:checked"), (field) => Number(field.value));
      const least = Math.min(...marks);
      return {
        name: row.getAttribute("data-name"),
        run: row.getAttribute("data-run"),
        title: row.getAttribute("data-run-title"),
        order,
        least,
        gap: marks.length > 1 ? Math.max(...marks) - least : -1,
        // Below the middle of the scale.
        low: marks.length > 0 && 2 * least < steps + 1
      };
    }

    function line(words, run) {
      const item = document.createElement("li");
      const parts = words.split("{run}");
      item.append(parts[0]);
      if (run && parts.length > 1) {
        const link = document.createElement("a");
        link.href = run.run;
        link.textContent = run.title;
        item.append(link, parts[1]);
      }
      return item;
    }

    function check() {
      const all = rows.map(judged);
      const apart = all.filter((row) => row.gap >= far);
      const low = all.filter((row) => row.low && row.run);
      apart.sort((a, b) => b.gap - a.gap || a.order - b.order);
      low.sort((a, b) => a.least - b.least || a.order - b.order);
      const list = document.createElement("ul");
      apart.forEach((row) => { list.append(line(text("far", row.gap, row.name))); });
      low.forEach((row) => { list.append(line(text("low", 0, row.name), row)); });
      if (apart.length === 0 && all.some((row) => row.gap >= 0)) list.prepend(line(text("near", far)));
      rows.forEach((row, order) => { row.classList.toggle("is-apart", all[order].gap >= far); });
      if (place.innerHTML !== (list.firstChild ? list.outerHTML : "")) place.replaceChildren(...(list.firstChild ? [list] : []));
    }

    // Marks are judged when the reader leaves a row or pauses, not between two keys.
    table.addEventListener("change", () => {
      clearTimeout(later);
      later = setTimeout(check, 900);
    });
    table.addEventListener("focusout", (event) => {
      if (event.relatedTarget && event.target.closest("tr") === event.relatedTarget.closest("tr")) return;
      clearTimeout(later);
      check();
    });
    document.addEventListener("partnerbook:restored", check);
    check();
  });
})();
