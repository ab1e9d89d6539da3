// Adds to .grid-waits: who waits for itself, who waits in a circle and which day has passed is said
// in words beneath the table, for the rows that are printed and those that are filled in.
(() => {
  "use strict";

  function say(table, name, values) {
    let text = table.getAttribute("data-" + name);
    Object.keys(values).forEach((key) => { text = text.split("{" + key + "}").join(values[key]); });
    return text;
  }

  function told(row, name) {
    const field = row.querySelector('[data-item$="-' + name + '"]');
    return field ? field.value : row.getAttribute("data-" + name) || "";
  }

  // The shortest way along the arrows from one group to another, both counted in.
  function way(arrows, start, end) {
    const ways = [[start]];
    const seen = [start];
    // Ways are added while it goes on.
    for (const known of ways) {
      const last = known[known.length - 1];
      if (last === end) return known;
      arrows.forEach((arrow) => {
        if (arrow[0] !== last || seen.includes(arrow[1])) return;
        seen.push(arrow[1]);
        ways.push(known.concat(arrow[1]));
      });
    }
    return null;
  }

  // Each circle once, as the builder finds them.
  function circles(arrows) {
    const found = {};
    arrows.forEach((arrow) => {
      const circle = way(arrows, arrow[1], arrow[0]);
      if (!circle) return;
      const name = circle.slice().sort().join("\n");
      if (!found[name]) found[name] = [arrow[0]].concat(circle.slice(0, -1));
    });
    return Object.keys(found).map((name) => found[name]);
  }

  function today() {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  document.querySelectorAll(".grid-waits").forEach((table) => {
    const place = table.closest(".sheet").querySelector(".waits-say");
    if (!place) return;
    const rows = Array.from(table.tBodies[0].rows);
    let later = 0;

    function check() {
      const said = [];
      const arrows = [];
      rows.forEach((row, at) => {
        const who = told(row, "who");
        const from = told(row, "from");
        const by = told(row, "by");
        const isPast = Boolean(by) && by < today();
        row.classList.toggle("is-past", isPast);
        if (isPast) said.push(say(table, "past", { n: at + 1 }));
        if (who && who === from) said.push(say(table, "self", { who }));
        else if (who && from) arrows.push([who, from]);
      });
      circles(arrows).forEach((circle) => {
        const waits = circle.map((who, at) => say(table, "waits-for", { who, from: circle[(at + 1) % circle.length] }));
        said.push(say(table, "circle", { waits: waits.join(", ") }));
      });
      const words = said.filter((line, at) => said.indexOf(line) === at).join("\n");
      if (place.textContent !== words) place.textContent = words;
    }

    // A row is judged when the reader leaves a field or pauses.
    table.addEventListener("input", () => {
      clearTimeout(later);
      later = setTimeout(check, 900);
    });
    table.addEventListener("change", check);
    document.addEventListener("partnerbook:restored", check);
    check();
  });
})();
