// Adds to .grid-waits: who waits for itself, who waits in a circle and which day has passed is said
// in words beneath the table, for the rows that are printed and those that are filled in.
(function () {
  "use strict";

  function say(table, name, values) {
    var text = table.getAttribute("data-" + name);
    Object.keys(values).forEach(function (key) { text = text.split("{" + key + "}").join(values[key]); });
    return text;
  }

  function told(row, name) {
    var field = row.querySelector('[data-item$="-' + name + '"]');
    return field ? field.value : row.getAttribute("data-" + name) || "";
  }

  // The shortest way along the arrows from one group to another, both counted in.
  function way(arrows, start, end) {
    var ways = [[start]];
    var seen = [start];
    for (var at = 0; at < ways.length; at += 1) {
      var last = ways[at][ways[at].length - 1];
      if (last === end) return ways[at];
      arrows.forEach(function (arrow) {
        if (arrow[0] !== last || seen.indexOf(arrow[1]) >= 0) return;
        seen.push(arrow[1]);
        ways.push(ways[at].concat(arrow[1]));
      });
    }
    return null;
  }

  // Each circle once, as the builder finds them.
  function circles(arrows) {
    var found = {};
    arrows.forEach(function (arrow) {
      var circle = way(arrows, arrow[1], arrow[0]);
      if (!circle) return;
      var name = circle.slice().sort().join("\n");
      if (!found[name]) found[name] = [arrow[0]].concat(circle.slice(0, -1));
    });
    return Object.keys(found).map(function (name) { return found[name]; });
  }

  function today() {
    var now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  document.querySelectorAll(".grid-waits").forEach(function (table) {
    var place = table.closest(".sheet").querySelector(".waits-say");
    if (!place) return;
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var later = 0;

    function check() {
      var said = [];
      var arrows = [];
      rows.forEach(function (row, at) {
        var who = told(row, "who");
        var from = told(row, "from");
        var by = told(row, "by");
        var isPast = Boolean(by) && by < today();
        row.classList.toggle("is-past", isPast);
        if (isPast) said.push(say(table, "past", { n: at + 1 }));
        if (who && who === from) said.push(say(table, "self", { who: who }));
        else if (who && from) arrows.push([who, from]);
      });
      circles(arrows).forEach(function (circle) {
        var waits = circle.map(function (who, at) {
          return say(table, "waits-for", { who: who, from: circle[(at + 1) % circle.length] });
        });
        said.push(say(table, "circle", { waits: waits.join(", ") }));
      });
      var words = said.filter(function (line, at) { return said.indexOf(line) === at; }).join("\n");
      if (place.textContent !== words) place.textContent = words;
    }

    // A row is judged when the reader leaves a field or pauses.
    table.addEventListener("input", function () {
      clearTimeout(later);
      later = setTimeout(check, 900);
    });
    table.addEventListener("change", check);
    document.addEventListener("partnerbook:restored", check);
    check();
  });
})();
