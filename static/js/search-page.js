// Adds to #pb-search-page, the field of the page of the search: all results below it, some of each
// kind and more on wish, and an address that always holds what was asked. Coming back shows the same.
(function () {
  "use strict";
  var search = window.partnerbookSearch;
  var field = document.getElementById("pb-search-page");
  var place = document.getElementById("pb-search-results");
  if (!search || !field || !place) return;
  var view = search.view;
  var index = document.getElementById("pb-search-index");
  var says = place.querySelector(".search-says");
  var list = place.querySelector(".search-found");
  var states = place.querySelectorAll("[data-state]");
  var step = 8; // Results of one kind at first, and each time more are wanted.
  var asked = 0;
  var speaking = 0;
  var state = history.state && history.state.search || { more: {}, at: 0 };

  if ("scrollRestoration" in history) history.scrollRestoration = "manual";

  function keep() {
    var text = field.value.trim();
    try {
      history.replaceState({ search: state }, "", location.pathname + (text ? "?q=" + encodeURIComponent(text) : ""));
    } catch (refused) { /* A browser that forbids it on a disk keeps the old address. */ }
  }

  function show(name) {
    Array.prototype.forEach.call(states, function (part) { part.hidden = part.getAttribute("data-state") !== name; });
    index.hidden = name === "found";
  }

  function say(text) {
    clearTimeout(speaking);
    speaking = setTimeout(function () { says.textContent = text; }, 200);
  }

  // Adds the results of a group from `from` on, and a button for more.
  function extend(group, found, section, from) {
    var until = state.more[group.name] || step;
    var some = group.results.slice(from, until);
    return view.read(some, found).then(function (rows) {
      var lines = section.querySelector("ol");
      var first = null;
      rows.forEach(function (row) {
        lines.appendChild(view.line(row));
        first = first || row.link;
      });
      var left = group.results.length - until;
      if (left > 0) section.appendChild(more(group, found, section, until, left));
      return first;
    });
  }

  function more(group, found, section, until, left) {
    var button = view.element("button", "search-more", view.filled(list, "more", { n: Math.min(step, left) }));
    button.type = "button";
    button.addEventListener("click", function () {
      state.more[group.name] = until + step;
      button.remove();
      extend(group, found, section, until).then(function (first) { if (first) first.focus(); });
      keep();
    });
    return button;
  }

  function sections(found) {
    return Promise.all(view.grouped(found.results).map(function (group) {
      var section = view.element("section", "search-group search-" + group.name);
      var title = view.element("h2", "search-kind", list.getAttribute("data-" + group.name));
      title.id = "pb-search-kind-" + group.name;
      title.appendChild(view.element("span", "search-count", String(group.results.length)));
      section.setAttribute("aria-labelledby", title.id);
      section.appendChild(title);
      var box = view.element("div", "search-links");
      box.appendChild(view.element("ol"));
      section.appendChild(box);
      return extend(group, found, box, 0).then(function () { return section; });
    }));
  }

  function fill(text, found, made) {
    list.textContent = "";
    made.forEach(function (section) { list.appendChild(section); });
    show(made.length ? "found" : "none");
    view.finder(place);
    if (!made.length) view.near(place, text, function (word) { field.value = word; change(); field.focus(); });
    say(view.count(says, found.results.length, text) + (found.isPartial ? " " + says.getAttribute("data-partly") : ""));
  }

  function look() {
    var text = field.value.trim();
    var turn = asked += 1;
    if (!text) {
      list.textContent = "";
      show("");
      say("");
      return Promise.resolve();
    }
    return search.find(field.value).then(function (found) {
      return sections(found).then(function (made) { if (turn === asked) fill(text, found, made); });
    }).catch(function () {
      if (turn !== asked) return;
      show("missing");
      say(says.getAttribute("data-missing"));
    });
  }

  function change() {
    state = { more: {}, at: 0 };
    keep();
    look();
  }

  field.addEventListener("input", change);
  field.form.addEventListener("submit", function (event) {
    event.preventDefault();
    change();
  });
  window.addEventListener("pagehide", function () {
    state.at = window.scrollY;
    keep();
  });

  field.value = new URLSearchParams(location.search).get("q") || field.value;
  var at = state.at;
  look().then(function () { if (at) window.scrollTo(0, at); });
})();
