// Adds to .grid-scorecard: sums and percents of each candidate, and in words what the result means.
// A must-have with fewer than half of the points is told whatever the total. Limits and words stand in `data-`.
(function () {
  "use strict";

  document.querySelectorAll(".grid-scorecard[data-points]").forEach(function (table) {
    var sheet = table.closest(".sheet");
    var place = sheet.querySelector(".score-says");
    var points = Number(table.getAttribute("data-points"));
    var most = Number(table.getAttribute("data-most"));
    var names = table.tHead.querySelectorAll("textarea");
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var bands = Array.prototype.slice.call(sheet.querySelectorAll(".score-bands li"));
    var later = 0;

    function text(name, values) {
      var words = table.getAttribute("data-" + name);
      Object.keys(values).forEach(function (key) { words = words.split("{" + key + "}").join(values[key]); });
      return words;
    }

    function meaning(percent) {
      var band = bands.find(function (each) { return Number(each.getAttribute("data-from")) <= percent; });
      return band ? band.querySelector(".score-do").textContent : "";
    }

    function judge(at, said) {
      var who = names[at].value.trim() || text("candidate", { n: at + 1 });
      var sum = 0;
      var whole = true;
      var flags = [];
      rows.forEach(function (row) {
        var field = row.querySelectorAll(".letter")[at];
        var written = field.value.trim();
        var fits = /^\d+$/.test(written) && Number(written) <= points;
        if (written && !fits) said.push({ flag: true, words: text("wrong", { points: written, most: points }) });
        field.setAttribute("aria-invalid", String(Boolean(written) && !fits));
        if (!fits) { whole = false; return; }
        sum += Number(written) * Number(row.getAttribute("data-weight"));
        if (row.hasAttribute("data-must") && 2 * Number(written) < points) flags.push(row.getAttribute("data-name"));
      });
      var percent = Math.floor(sum * 100 / Math.max(most, 1));
      if (whole) said.push({ flag: false, words: text("result", { who: who, percent: percent, say: meaning(percent) }) });
      flags.forEach(function (what) { said.push({ flag: true, words: text("flag", { who: who, what: what }) }); });
      table.querySelectorAll(".score-sum .answer")[at].textContent = whole ? sum : "";
      table.querySelectorAll(".score-percent .answer")[at].textContent = whole ? percent : "";
    }

    function check() {
      var said = [];
      Array.prototype.forEach.call(names, function (name, at) { judge(at, said); });
      var list = document.createElement("ul");
      said.forEach(function (each) {
        var item = document.createElement("li");
        item.textContent = each.words;
        item.classList.toggle("is-flag", each.flag);
        list.append(item);
      });
      if (place.innerHTML !== (said.length ? list.outerHTML : "")) place.replaceChildren.apply(place, said.length ? [list] : []);
    }

    // Points are judged when the reader leaves a field or pauses, not while a number is being typed.
    table.addEventListener("input", function () {
      clearTimeout(later);
      later = setTimeout(check, 900);
    });
    table.addEventListener("focusout", function () {
      clearTimeout(later);
      check();
    });
    document.addEventListener("partnerbook:restored", check);
    check();
  });
})();
