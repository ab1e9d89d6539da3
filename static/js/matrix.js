// Adds to .grid-matrix: letters become capitals, and a row that breaks a rule says so in words
// beneath the table. The rules stand in `data-rules`.
(() => {
  "use strict";

  // "A,1,1;R,1," becomes: A at least once and at most once, R at least once.
  function rules(table) {
    return table.getAttribute("data-rules").split(";").filter(Boolean).map((rule) => {
      const parts = rule.split(",");
      return { letter: parts[0].toUpperCase(), least: Number(parts[1]), most: parts[2] ? Number(parts[2]) : Infinity };
    });
  }

  function rowName(row) {
    const head = row.querySelector("th");
    const field = head.querySelector("textarea, input");
    return (field ? field.value || field.getAttribute("aria-label") : (head.querySelector(".row-name") || head).textContent).trim();
  }

  function letters(row) {
    return Array.from(row.querySelectorAll(".letter"), (cell) => cell.value.toUpperCase().replace(/[^\p{L}]/gu, "")).join("");
  }

  function say(table, name, values) {
    let text = table.getAttribute("data-" + name);
    Object.keys(values).forEach((key) => { text = text.split("{" + key + "}").join(values[key]); });
    return text;
  }

  function faults(table, row, checks) {
    const all = letters(row);
    if (!all) return [];
    const known = table.getAttribute("data-letters");
    const title = rowName(row);
    const said = [];
    all.split("").forEach((letter) => {
      if (!known.includes(letter) && said.length === 0) said.push(say(table, "unknown", { row: title, letter }));
    });
    checks.forEach((check) => {
      const n = all.split(check.letter).length - 1;
      const one = check.least === 1 && check.most === 1;
      let name = "";
      if (n < check.least) name = one ? "one" : check.least === 1 ? "least-one" : "least";
      else if (n > check.most) name = one ? "many" : "most";
      if (name) said.push(say(table, name, { row: title, letter: check.letter, n, need: n < check.least ? check.least : check.most }));
    });
    return said;
  }

  document.querySelectorAll(".grid-matrix").forEach((table) => {
    const sheet = table.closest(".sheet");
    const place = sheet.querySelector(".matrix-says");
    if (!place) return;
    const checks = rules(table);
    const rows = Array.from(table.tBodies[0].rows);
    let later = 0;

    function check() {
      let said = [];
      let begun = false;
      rows.forEach((row) => {
        const wrong = faults(table, row, checks);
        begun = begun || letters(row) !== "";
        row.classList.toggle("is-wrong", wrong.length > 0);
        row.classList.toggle("is-right", wrong.length === 0 && letters(row) !== "" && checks.length > 0);
        said = said.concat(wrong);
      });
      const words = said.length ? said.join("\n") : (begun && checks.length ? table.getAttribute("data-fine") : "");
      if (place.textContent !== words) place.textContent = words;
      place.classList.toggle("is-fine", said.length === 0);
    }

    // A row is judged when the reader leaves it or pauses, not while a letter is being typed.
    table.addEventListener("input", (event) => {
      if (event.target.classList.contains("letter")) {
        const at = event.target.selectionStart;
        event.target.value = event.target.value.toUpperCase();
        event.target.setSelectionRange(at, at);
      }
      clearTimeout(later);
      later = setTimeout(check, 900);
    });
    table.addEventListener("change", check);
    document.addEventListener("partnerbook:restored", check);

    // The arrow keys move from cell to cell as on squared paper.
    table.addEventListener("keydown", (event) => {
      const cell = event.target;
      if (!cell.classList.contains("letter") || event.altKey || event.ctrlKey || event.metaKey) return;
      const row = cell.closest("tr");
      const cells = Array.from(row.querySelectorAll(".letter"));
      const across = cells.indexOf(cell);
      let down = rows.indexOf(row);
      if (event.key === "ArrowDown" || event.key === "Enter") down += 1;
      else if (event.key === "ArrowUp") down -= 1;
      else return;
      const target = rows[down] && rows[down].querySelectorAll(".letter")[across];
      if (!target) return;
      event.preventDefault();
      target.focus();
      target.select();
    });
    check();
  });
})();
