// Adds to #pb-search-dialog: what is typed in its field finds pages. Adds to window.partnerbookSearch:
// `open`, which shows it. Its field is a combobox with a list of links: arrows choose, Enter opens,
// with Ctrl or ⌘ in a new tab. The last words looked for are there again while the window is open.
(function () {
  "use strict";
  var search = window.partnerbookSearch;
  var dialog = document.getElementById("pb-search-dialog");
  if (!search || !dialog) return;
  var view = search.view;
  var form = dialog.querySelector("form");
  var field = document.getElementById("pb-search-field");
  var list = document.getElementById("pb-search-list");
  var says = dialog.querySelector(".search-says");
  var all = dialog.querySelector(".search-all");
  var slash = dialog.querySelector("[data-slash]");
  var states = dialog.querySelectorAll("[data-state]");
  var kept = "partnerbook:search:" + (document.documentElement.getAttribute("data-playbook") || "");
  var number = 12; // Results in the dialog.
  var each = 3; // Of one kind, as long as there are others.
  var asked = 0;
  var waiting = 0;
  var speaking = 0;
  var options = [];
  var active = -1;

  function recall() {
    try { return sessionStorage.getItem(kept) || ""; } catch (refused) { return ""; }
  }

  function remember(text) {
    try { sessionStorage.setItem(kept, text); } catch (refused) { /* Then it is forgotten with the page. */ }
  }

  // Which of the parts is seen: `hint`, `found`, `none` or `missing`.
  function show(state) {
    Array.prototype.forEach.call(states, function (part) {
      part.hidden = part.getAttribute("data-state") !== state;
    });
    field.setAttribute("aria-expanded", String(state === "found"));
  }

  // Said when the reader pauses, so that not every letter is answered aloud.
  function say(text) {
    clearTimeout(speaking);
    speaking = setTimeout(function () { says.textContent = text; }, 300);
  }

  function choose(at) {
    if (options[active]) options[active].setAttribute("aria-selected", "false");
    active = at;
    var option = options[active];
    if (!option) { field.removeAttribute("aria-activedescendant"); return; }
    option.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function option(row) {
    var link = view.option(row, "pb-search-option-" + options.length);
    options.push(link);
    return link;
  }

  function fill(results, rows) {
    list.textContent = "";
    options = [];
    choose(-1);
    view.grouped(results).forEach(function (group) {
      var box = view.element("div", "search-group search-" + group.name);
      var title = view.element("div", "search-kind", list.getAttribute("data-" + group.name));
      var links = view.element("div", "search-links");
      title.id = "pb-search-kind-" + group.name;
      title.setAttribute("role", "presentation");
      links.setAttribute("role", "presentation");
      box.setAttribute("role", "group");
      box.setAttribute("aria-labelledby", title.id);
      group.results.forEach(function (result) { links.appendChild(option(rows[results.indexOf(result)])); });
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
    var text = field.value;
    var turn = asked += 1;
    clearTimeout(waiting);
    remember(text);
    if (!text.trim()) {
      fill([], []);
      show("hint");
      say("");
      return;
    }
    waiting = setTimeout(function () { says.textContent = says.getAttribute("data-loading"); }, 400);
    search.find(text).then(function (found) {
      var results = view.selected(found.results, number, each);
      return view.read(results, found).then(function (rows) {
        if (turn !== asked) return;
        clearTimeout(waiting);
        view.finder(dialog);
        settle(text.trim(), found, results, rows);
      });
    }).catch(function () {
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
  field.addEventListener("keydown", function (event) {
    if (event.isComposing || event.altKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!options.length) return;
      event.preventDefault();
      // One step before the first is the field itself.
      var steps = options.length + 1;
      choose((active + 1 + (event.key === "ArrowDown" ? 1 : steps - 1)) % steps - 1);
    } else if (event.key === "Enter" && options[active]) {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) window.open(options[active].href, "_blank", "noopener");
      else options[active].click();
    }
  });
  form.addEventListener("submit", function (event) {
    if (field.value.trim()) leave(); else event.preventDefault();
  });
  list.addEventListener("click", function (event) {
    var isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (event.target.closest("a") && !isElsewhere) leave();
  });
  dialog.querySelector(".search-close").addEventListener("click", leave);
  dialog.addEventListener("click", function (event) { if (event.target === dialog) leave(); });
  slash.addEventListener("change", function () { search.slash(slash.checked); });

  // Shows the dialog with what was `typed` before it was there, or else with the words of last time.
  search.open = function (typed) {
    slash.checked = search.slash();
    field.value = typed || field.value || recall();
    dialog.showModal();
    field.focus();
    if (!typed) field.select();
    search.index.load().then(function () { view.finder(dialog); }, function () {});
    look();
  };
})();
