// Adds to every [data-search]: its button opens the search over the page, and so do Ctrl-K or ⌘-K and,
// unless the reader has switched it off, the / key. What searches is fetched when it is first
// wanted. Without this script the form leads to the page with the index from A to Z.
(() => {
  "use strict";
  const forms = Array.from(document.querySelectorAll("[data-search]"));
  const first = forms[0];
  if (!first || !window.HTMLDialogElement || !window.Promise) return;
  const page = document.getElementById("pb-search-page");
  const search = (window.Partnerbook ??= {}).search ??= {};
  const key = "partnerbook:search-slash";
  const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
  const writing = "input, textarea, select, [contenteditable]";
  let loading = null;
  let early = null; // What is typed while all of it is on its way.

  search.base = first.getAttribute("data-search");
  search.home = first.action;

  // Whether the / key opens the search: anyone who speaks to the device may want it off.
  search.slash = (wish) => {
    try {
      if (wish === false) localStorage.setItem(key, "off");
      if (wish === true) localStorage.removeItem(key);
      return localStorage.getItem(key) !== "off";
    } catch (refused) { return wish !== false; }
  };

  function fetched(element) {
    return new Promise((done, failed) => {
      element.onload = done;
      element.onerror = failed;
      document.head.appendChild(element);
    });
  }

  function script(name) {
    const made = document.createElement("script");
    made.src = search.base + name;
    made.async = false;
    return made;
  }

  function style(name) {
    const made = document.createElement("link");
    made.rel = "stylesheet";
    made.href = search.base + name;
    return made;
  }

  // What `search/dialog.js` calls: puts the dialog into the page, its links leading on from here.
  search.dialog = (html) => {
    const made = document.createElement("template");
    made.innerHTML = html;
    ["href", "action"].forEach((name) => {
      made.content.querySelectorAll("[" + name + "]").forEach((element) => {
        element.setAttribute(name, search.base + element.getAttribute(name));
      });
    });
    document.body.appendChild(made.content);
  };

  // The dialog, then its look and all scripts in their order, once.
  function load() {
    loading = loading || fetched(script("search/dialog.js")).then(() => {
      const dialog = document.getElementById("pb-search-dialog");
      const names = dialog.getAttribute("data-scripts").split(" ");
      return Promise.all([style(dialog.getAttribute("data-style"))].concat(names.map(script)).map(fetched));
    });
    return loading;
  }

  function open(form) {
    if (page) { page.focus(); page.select(); return; }
    // A dialog that is open already has the whole window.
    if (document.querySelector("dialog[open]") || early !== null) return;
    early = "";
    load().then(() => {
      search.open(early);
      early = null;
    }, () => { form.submit(); });
  }

  forms.forEach((form) => {
    const button = form.querySelector("button");
    button.setAttribute("aria-haspopup", "dialog");
    button.setAttribute("aria-keyshortcuts", isMac ? "Meta+K" : "Control+K");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      open(form);
    });
    // Whoever comes near will want it soon.
    form.addEventListener("pointerenter", () => { load().catch(() => {}); }, { once: true });
  });

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.repeat || event.isComposing) return;
    if (early !== null && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      early += event.key;
      event.preventDefault();
      return;
    }
    const isChord = (isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "k";
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !(event.target.closest && event.target.closest(writing)) && search.slash();
    if (!isChord && !isSlash) return;
    event.preventDefault();
    open(first);
  });
})();
