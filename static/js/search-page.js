// Adds to #pb-search-page, the field of the page of the search: all results below it, some of each
// kind and more on wish, and an address that always holds what was asked. Coming back shows the same.
(() => {
  "use strict";
  const search = window.Partnerbook?.search;
  const field = document.getElementById("pb-search-page");
  const place = document.getElementById("pb-search-results");
  if (!search || !field || !place) return;
  const view = search.view;
  const index = document.getElementById("pb-search-index");
  const says = place.querySelector(".search-says");
  const list = place.querySelector(".search-found");
  const states = place.querySelectorAll("[data-state]");
  const step = 8; // Results of one kind at first, and each time more are wanted.
  let asked = 0;
  let speaking = 0;
  let state = history.state && history.state.search || { more: {}, at: 0 };

  if ("scrollRestoration" in history) history.scrollRestoration = "manual";

  function keep() {
    const text = field.value.trim();
    try {
      history.replaceState({ search: state }, "", location.pathname + (text ? "?q=" + encodeURIComponent(text) : ""));
    } catch (refused) { /* A browser that forbids it on a disk keeps the old address. */ }
  }

  function show(name) {
    states.forEach((part) => { part.hidden = part.getAttribute("data-state") !== name; });
    index.hidden = name === "found";
  }

  function say(text) {
    clearTimeout(speaking);
    speaking = setTimeout(() => { says.textContent = text; }, 200);
  }

  // Adds the results of a group from `from` on, and a button for more.
  function extend(group, found, section, from) {
    const until = state.more[group.name] || step;
    const some = group.results.slice(from, until);
    return view.read(some, found).then((rows) => {
      const lines = section.querySelector("ol");
      let first = null;
      rows.forEach((row) => {
        lines.appendChild(view.line(row));
        first = first || row.link;
      });
      const left = group.results.length - until;
      if (left > 0) section.appendChild(more(group, found, section, until, left));
      return first;
    });
  }

  function more(group, found, section, until, left) {
    const button = view.element("button", "search-more", view.filled(list, "more", { n: Math.min(step, left) }));
    button.type = "button";
    button.addEventListener("click", () => {
      state.more[group.name] = until + step;
      button.remove();
      extend(group, found, section, until).then((first) => { if (first) first.focus(); });
      keep();
    });
    return button;
  }

  function sections(found) {
    return Promise.all(view.grouped(found.results).map((group) => {
      const section = view.element("section", "search-group search-" + group.name);
      const title = view.element("h2", "search-kind", list.getAttribute("data-" + group.name));
      title.id = "pb-search-kind-" + group.name;
      title.appendChild(view.element("span", "search-count", String(group.results.length)));
      section.setAttribute("aria-labelledby", title.id);
      section.appendChild(title);
      const box = view.element("div", "search-links");
      box.appendChild(view.element("ol"));
      section.appendChild(box);
      return extend(group, found, box, 0).then(() => section);
    }));
  }

  function fill(text, found, made) {
    list.textContent = "";
    made.forEach((section) => { list.appendChild(section); });
    show(made.length ? "found" : "none");
    view.finder(place);
    if (!made.length) view.near(place, text, (word) => { field.value = word; change(); field.focus(); });
    say(view.count(says, found.results.length, text) + (found.isPartial ? " " + says.getAttribute("data-partly") : ""));
  }

  function look() {
    const text = field.value.trim();
    const turn = asked += 1;
    if (!text) {
      list.textContent = "";
      show("");
      say("");
      return Promise.resolve();
    }
    return search.find(field.value).then((found) => sections(found).then((made) => {
      if (turn === asked) fill(text, found, made);
    })).catch(() => {
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
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    change();
  });
  window.addEventListener("pagehide", () => {
    state.at = window.scrollY;
    keep();
  });

  field.value = new URLSearchParams(location.search).get("q") || field.value;
  const at = state.at;
  look().then(() => { if (at) window.scrollTo(0, at); });
})();
