// Adds to #pb-search-dialog: what is typed in its field finds pages. Adds to Partnerbook.search:
// `open`, which shows it. Its field is a combobox with a list of links: arrows choose, Enter opens,
// with Ctrl or ⌘ in a new tab. The last words looked for are there again while the window is open.
(() => {
  "use strict";
  const search = window.Partnerbook?.search;
  const dialog = document.getElementById("pb-search-dialog");
  if (!search || !dialog) return;
  const view = search.view;
  const form = dialog.querySelector("form");
  const field = document.getElementById("pb-search-field");
  const list = document.getElementById("pb-search-list");
  const says = dialog.querySelector(".search-says");
  const all = dialog.querySelector(".search-all");
  const slash = dialog.querySelector("[data-slash]");
  const states = dialog.querySelectorAll("[data-state]");
  const kept = "partnerbook:search:" + (document.documentElement.getAttribute("data-playbook") || "");
  const number = 12; // Results in the dialog.
  const each = 3; // Of one kind, as long as there are others.
  let asked = 0;
  let waiting = 0;
  let speaking = 0;
  let options = [];
  let active = -1;

  function recall() {
    try { return sessionStorage.getItem(kept) || ""; } catch (refused) { return ""; }
  }

  function remember(text) {
    try { sessionStorage.setItem(kept, text); } catch (refused) { /* Then it is forgotten with the page. */ }
  }

  // Which of the parts is seen: `hint`, `found`, `none` or `missing`.
  function show(state) {
    states.forEach((part) => {
      part.hidden = part.getAttribute("data-state") !== state;
    });
    field.setAttribute("aria-expanded", String(state === "found"));
  }

  // Said when the reader pauses, so that not every letter is answered aloud.
  function say(text) {
    clearTimeout(speaking);
    speaking = setTimeout(() => { says.textContent = text; }, 300);
  }

  function choose(at) {
    if (options[active]) options[active].setAttribute("aria-selected", "false");
    active = at;
    const option = options[active];
    if (!option) { field.removeAttribute("aria-activedescendant"); return; }
    option.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function option(row) {
    const link = view.option(row, "pb-search-option-" + options.length);
    options.push(link);
    return link;
  }

  function fill(results, rows) {
    list.textContent = "";
    options = [];
    choose(-1);
    view.grouped(results).forEach((group) => {
      const box = view.element("div", "search-group search-" + group.name);
      const title = view.element("div", "search-kind", list.getAttribute("data-" + group.name));
      const links = view.element("div", "search-links");
      title.id = "pb-search-kind-" + group.name;
      title.setAttribute("role", "presentation");
      links.setAttribute("role", "presentation");
      box.setAttribute("role", "group");
      box.setAttribute("aria-labelledby", title.id);
      group.results.forEach((result) => { links.appendChild(option(rows[results.indexOf(result)])); });
      box.appendChild(title);
      box.appendChild(links);
      list.appendChild(box);
    });
    list.scrollTop = 0;
  }

  function settle(text, found, results, rows) {
    fill(results, rows);
    all.href = search.home + "?q=" + encodeURIComponent(text);
    show(results.length ? "found" : "none");
    if (!results.length) view.near(dialog, text, ask);
    say(view.count(says, found.results.length, text) + (found.isPartial ? " " + says.getAttribute("data-partly") : ""));
  }

  function look() {
    const text = field.value;
    const turn = asked += 1;
    clearTimeout(waiting);
    remember(text);
    if (!text.trim()) {
      fill([], []);
      show("hint");
      say("");
      return;
    }
    waiting = setTimeout(() => { says.textContent = says.getAttribute("data-loading"); }, 400);
    search.find(text).then((found) => {
      const results = view.selected(found.results, number, each);
      return view.read(results, found).then((rows) => {
        if (turn !== asked) return;
        clearTimeout(waiting);
        view.finder(dialog);
        settle(text.trim(), found, results, rows);
      });
    }).catch(() => {
      if (turn !== asked) return;
      clearTimeout(waiting);
      fill([], []);
      show("missing");
      say(says.getAttribute("data-missing"));
    });
  }

  function ask(text) {
    field.value = text;
    field.focus();
    look();
  }

  function leave() { dialog.close(); }

  field.addEventListener("input", look);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!options.length) return;
      event.preventDefault();
      // One step before the first is the field itself.
      const steps = options.length + 1;
      choose((active + 1 + (event.key === "ArrowDown" ? 1 : steps - 1)) % steps - 1);
    } else if (event.key === "Enter" && options[active]) {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) window.open(options[active].href, "_blank", "noopener");
      else options[active].click();
    }
  });
  form.addEventListener("submit", (event) => {
    if (field.value.trim()) leave(); else event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (event.target.closest("a") && !isElsewhere) leave();
  });
  dialog.querySelector(".search-close").addEventListener("click", leave);
  dialog.addEventListener("click", (event) => { if (event.target === dialog) leave(); });
  slash.addEventListener("change", () => { search.slash(slash.checked); });

  // Shows the dialog with what was `typed` before it was there, or else with the words of last time.
  search.open = (typed) => {
    slash.checked = search.slash();
    field.value = typed || field.value || recall();
    dialog.showModal();
    field.focus();
    if (!typed) field.select();
    search.index.load().then(() => { view.finder(dialog); }, () => {});
    look();
  };
})();
