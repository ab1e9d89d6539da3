// Adds to .grid-matrix: letters become capitals, and a row that breaks a rule says so in words
// beneath the table. The rules stand in `data-rules`.
(function () {
  "use strict";

  // "A,1,1;R,1," becomes: A at least once and at most once, R at least once.
  function rules(table) {
    return table.getAttribute("data-rules").split(";").filter(Boolean).map(function (rule) {
      var parts = rule.split(",");
      return { letter: parts[0].toUpperCase(), least: Number(parts[1]), most: parts[2] ? Number(parts[2]) : Infinity };
    });
  }

  function rowName(row) {
    var head = row.querySelector("th");
    var field = head.querySelector("textarea, input");
    return (field ? field.value || field.getAttribute("aria-label") : (head.querySelector(".row-name") || head).textContent).trim();
  }

  function letters(row) {
    return Array.prototype.map.call(row.querySelectorAll(".letter"), function (cell) {
      return cell.value.toUpperCase().replace(/[^\p{L}]/gu, "");
    }).join("");
  }

  function say(table, name, values) {
    var text = table.getAttribute("data-" + name);
    Object.keys(values).forEach(function (key) { text = text.split("{" + key + "}").join(values[key]); });
    return text;
  }

  function faults(table, row, checks) {
    var all = letters(row);
    if (!all) return [];
    var known = table.getAttribute("data-letters");
    var title = rowName(row);
    var said = [];
    all.split("").forEach(function (letter) {
      if (known.indexOf(letter) < 0 && said.length === 0) said.push(say(table, "unknown", { row: title, letter: letter }));
    });
    checks.forEach(function (check) {
      var n = all.split(check.letter).length - 1;
      var one = check.least === 1 && check.most === 1;
      var name = "";
      if (n < check.least) name = one ? "one" : check.least === 1 ? "least-one" : "least";
      else if (n > check.most) name = one ? "many" : "most";
      if (name) said.push(say(table, name, { row: title, letter: check.letter, n: n, need: n < check.least ? check.least : check.most }));
    });
    return said;
  }

  document.querySelectorAll(".grid-matrix").forEach(function (table) {
    var sheet = table.closest(".sheet");
    var place = sheet.querySelector(".matrix-says");
    if (!place) return;
    var checks = rules(table);
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var later = 0;

    function check() {
      var said = [];
      var begun = false;
      rows.forEach(function (row) {
        var wrong = faults(table, row, checks);
        begun = begun || letters(row) !== "";
        row.classList.toggle("is-wrong", wrong.length > 0);
        row.classList.toggle("is-right", wrong.length === 0 && letters(row) !== "" && checks.length > 0);
        said = said.concat(wrong);
      });
      var words = said.length ? said.join("\n") : (begun && checks.length ? table.getAttribute("data-fine") : "");
      if (place.textContent !== words) place.textContent = words;
      place.classList.toggle("is-fine", said.length === 0);
    }

    // A row is judged when the reader leaves it or pauses, not while a letter is being typed.
    table.addEventListener("input", function (event) {
      if (event.target.classList.contains("letter")) {
        var at = event.target.selectionStart;
        event.target.value = event.target.value.toUpperCase();
        event.target.setSelectionRange(at, at);
      }
      clearTimeout(later);
      later = setTimeout(check, 900);
    });
    table.addEventListener("change", check);
    document.addEventListener("partnerbook:restored", check);

    // The arrow keys move from cell to cell as on squared paper.
    table.addEventListener("keydown", function (event) {
      var cell = event.target;
      if (!cell.classList.contains("letter") || event.altKey || event.ctrlKey || event.metaKey) return;
      var row = cell.closest("tr");
      var cells = Array.prototype.slice.call(row.querySelectorAll(".letter"));
      var across = cells.indexOf(cell);
      var down = rows.indexOf(row);
      if (event.key === "ArrowDown" || event.key === "Enter") down += 1;
      else if (event.key === "ArrowUp") down -= 1;
      else return;
      var target = rows[down] && rows[down].querySelectorAll(".letter")[across];
      if (!target) return;
      event.preventDefault();
      target.focus();
      target.select();
    });
    check();
  });
})();
