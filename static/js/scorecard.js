// Adds to .grid-scorecard: sums and percents of each candidate, and in words what the result means.
// A must-have with fewer than half of the points is told whatever the total. Limits and words stand in `data-`.
(() => {
  "use strict";

  document.querySelectorAll(".grid-scorecard[data-points]").forEach((table) => {
    const sheet = table.closest(".sheet");
    const place = sheet.querySelector(".score-says");
    const points = Number(table.getAttribute("data-points"));
    const most = Number(table.getAttribute("data-most"));
    const names = table.tHead.querySelectorAll("textarea");
    const rows = Array.from(table.tBodies[0].rows);
    const bands = Array.from(sheet.querySelectorAll(".score-bands li"));
    let later = 0;

    function text(name, values) {
      let words = table.getAttribute("data-" + name);
      Object.keys(values).forEach((key) => { words = words.split("{" + key + "}").join(values[key]); });
      return words;
    }

    function meaning(percent) {
      const band = bands.find((each) => Number(each.getAttribute("data-from")) <= percent);
      return band ? band.querySelector(".score-do").textContent : "";
    }

    function judge(at, said) {
      const who = names[at].value.trim() || text("candidate", { n: at + 1 });
      let sum = 0;
      let whole = true;
      const flags = [];
      rows.forEach((row) => {
        const field = row.querySelectorAll(".letter")[at];
        const written = field.value.trim();
        const fits = /^\d+$/.test(written) && Number(written) <= points;
        if (written && !fits) said.push({ flag: true, words: text("wrong", { points: written, most: points }) });
        field.setAttribute("aria-invalid", String(Boolean(written) && !fits));
        if (!fits) { whole = false; return; }
        sum += Number(written) * Number(row.getAttribute("data-weight"));
        if (row.hasAttribute("data-must") && 2 * Number(written) < points) flags.push(row.getAttribute("data-name"));
      });
      const percent = Math.floor(sum * 100 / Math.max(most, 1));
      if (whole) said.push({ flag: false, words: text("result", { who, percent, say: meaning(percent) }) });
      flags.forEach((what) => { said.push({ flag: true, words: text("flag", { who, what }) }); });
      table.querySelectorAll(".score-sum .answer")[at].textContent = whole ? sum : "";
      table.querySelectorAll(".score-percent .answer")[at].textContent = whole ? percent : "";
    }

    function check() {
      const said = [];
      names.forEach((name, at) => { judge(at, said); });
      const list = document.createElement("ul");
      said.forEach((each) => {
        const item = document.createElement("li");
        item.textContent = each.words;
        item.classList.toggle("is-flag", each.flag);
        list.append(item);
      });
      if (place.innerHTML !== (said.length ? list.outerHTML : "")) place.replaceChildren(...(said.length ? [list] : []));
    }

    // Points are judged when the reader leaves a field or pauses, not while a number is being typed.
    table.addEventListener("input", () => {
      clearTimeout(later);
      later = setTimeout(check, 900);
    });
    table.addEventListener("focusout", () => {
      clearTimeout(later);
      check();
    });
    document.addEventListener("partnerbook:restored", check);
    check();
  });
})();
