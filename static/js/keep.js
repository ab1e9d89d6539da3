// Adds to every [data-sheet]: what is ticked and written stays on this device, under
// `partnerbook:PLAYBOOK:SHEET`, by the `data-item` of each field. Adds to [data-tools]: progress,
// print blank, print as filled in, start over with a way back. Other tabs stay in step. A sheet with
// `data-private` is kept only when the reader asks for it. What was kept under a name that the sheet had before
// (`data-former`) goes on under the present one.
(function () {
  "use strict";
  var sheets = Array.prototype.slice.call(document.querySelectorAll("[data-sheet]"));
  if (sheets.length === 0) return;
  var root = document.documentElement;
  var cleared = {};
  var asked = {};
  var was = {};

  var playbook = (root.getAttribute("data-playbook") || "").normalize("NFKD").toLowerCase()
    .replace(/[\u0300-\u036f]/g, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");

  function key(id) { return "partnerbook:" + playbook + ":" + id; }
  function id(sheet) { return sheet.getAttribute("data-sheet"); }
  function item(field) { return field.getAttribute("data-item"); }
  function fields(sheet) { return Array.prototype.slice.call(sheet.querySelectorAll("[data-item]")); }
  function tools(sheet) { return document.querySelector('[data-tools="' + CSS.escape(id(sheet)) + '"]'); }

  // ---- The store. A browser may refuse it or have no room; both are told apart and said.

  function read(name) {
    var text = localStorage.getItem(name);
    if (!text) return null;
    try {
      var kept = JSON.parse(text);
      return kept && typeof kept.items === "object" ? kept.items : null;
    } catch (broken) { return null; }
  }

  function write(name, items) {
    if (Object.keys(items).length === 0) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify({ version: 1, items: items }));
  }

  function attempt(sheet, act) {
    try { return act(); } catch (refused) {
      var full = refused && /quota/i.test(refused.name);
      tell(sheet, full ? "full" : "lost");
      sheet.setAttribute("data-trouble", full ? "full" : "lost");
      return undefined;
    }
  }

  // What is kept under an old name of the sheet moves to its present one, unless something is kept there already.
  function carry(sheet) {
    var former = (sheet.getAttribute("data-former") || "").split("/").filter(Boolean);
    var now = key(id(sheet));
    if (former.length === 0 || localStorage.getItem(now) || localStorage.getItem(now + ":before")) return;
    Object.keys(localStorage).filter(function (name) { return name.indexOf(key("")) === 0; }).forEach(function (name) {
      var before = /:before$/.test(name) ? ":before" : "";
      var old = name.slice(key("").length, name.length - before.length).toLowerCase().replace(/[^\p{L}\p{N}_]+/gu, "-").replace(/^-|-$/g, "");
      if (former.indexOf(old) < 0 || localStorage.getItem(now + before)) return;
      var text = localStorage.getItem(name);
      localStorage.removeItem(name);
      try { localStorage.setItem(now + before, text); } catch (refused) { localStorage.setItem(name, text); throw refused; }
    });
  }

  // ---- The page.

  function value(field) {
    if (field.type === "radio") return field.checked ? field.value : "";
    return field.type === "checkbox" ? field.checked : field.value;
  }

  function values(sheet) {
    var items = {};
    fields(sheet).forEach(function (field) { if (value(field)) items[item(field)] = value(field); });
    return items;
  }

  // Gives the wrapper the text, so that it grows with it on screen and carries it on paper.
  function mirror(field) {
    var wrapper = field.parentElement;
    if (!wrapper.classList.contains("write")) return;
    var text = field.value;
    if (field.type === "date" && field.valueAsDate) {
      text = field.valueAsDate.toLocaleDateString(root.lang || undefined, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    }
    wrapper.setAttribute("data-value", text);
  }

  function put(sheet, items) {
    fields(sheet).forEach(function (field) {
      var known = Object.prototype.hasOwnProperty.call(items, item(field)) ? items[item(field)] : "";
      if (field.type === "checkbox") field.checked = known === true;
      else if (field.type === "radio") field.checked = String(known) === field.value;
      else if (field.value !== String(known)) field.value = known === true ? "" : String(known);
      mirror(field);
    });
    show(sheet);
  }

  function tell(sheet, name) {
    var bar = tools(sheet);
    if (!bar) return;
    var place = bar.querySelector(".kept");
    var words = bar.getAttribute("data-" + name);
    if (place && place.textContent !== words) place.textContent = words;
    bar.setAttribute("data-state", name);
  }

  function counted(sheet) {
    return fields(sheet).filter(function (field) { return item(field).charAt(0) !== "_"; });
  }

  // A question with several choices counts once.
  function progress(sheet) {
    var filled = {};
    counted(sheet).forEach(function (field) {
      var name = field.closest(".choices") ? item(field).split("=")[0] : item(field);
      filled[name] = filled[name] || Boolean(value(field));
    });
    var names = Object.keys(filled);
    return { done: names.filter(function (name) { return filled[name]; }).length, total: names.length };
  }

  function show(sheet) {
    var bar = tools(sheet);
    if (!bar) return;
    var now = progress(sheet);
    var place = bar.querySelector(".progress");
    if (place && now.total > 0) {
      var words = function (name) { return bar.getAttribute(name).replace("{done}", now.done).replace("{total}", now.total).replace("{left}", now.total - now.done); };
      place.hidden = false;
      place.querySelector("progress").max = now.total;
      place.querySelector("progress").value = now.done;
      place.querySelector("progress").setAttribute("aria-label", words("data-progress-label"));
      place.querySelector(".progress-words").textContent = words("data-progress");
      bar.classList.toggle("is-done", now.done === now.total);
    }
    var empty = Object.keys(values(sheet)).length === 0;
    button(bar, "reset").hidden = empty;
    button(bar, "filled").hidden = empty;
    button(bar, "blank").hidden = false;
    if (!empty) button(bar, "undo").hidden = true;
    if (button(bar, "keep")) button(bar, "keep").hidden = empty || keeps(sheet);
    if (sheet.getAttribute("data-trouble")) tell(sheet, sheet.getAttribute("data-trouble"));
    else tell(sheet, empty ? "empty" : keeps(sheet) ? "kept" : "private");
  }

  function button(bar, act) { return bar.querySelector('[data-act="' + act + '"]'); }

  // ---- What the reader does.

  // A private sheet is kept once the reader has asked for it.
  function keeps(sheet) { return !sheet.hasAttribute("data-private") || asked[id(sheet)] === true; }

  function changed(sheet, field) {
    if (field) mirror(field);
    var items = values(sheet);
    if (keeps(sheet) && attempt(sheet, function () { write(key(id(sheet)), items); return true; })) sheet.removeAttribute("data-trouble");
    show(sheet);
    sheets.forEach(function (other) { if (other !== sheet && id(other) === id(sheet)) put(other, items); });
  }

  function reset(sheet, bar) {
    var items = values(sheet);
    cleared[id(sheet)] = items;
    was[id(sheet)] = keeps(sheet);
    if (sheet.hasAttribute("data-private")) asked[id(sheet)] = false;
    else attempt(sheet, function () { write(key(id(sheet)) + ":before", items); });
    attempt(sheet, function () { write(key(id(sheet)), {}); });
    put(sheet, {});
    button(bar, "undo").hidden = false;
    button(bar, "undo").focus();
    tell(sheet, "cleared");
    document.dispatchEvent(new CustomEvent("partnerbook:restored"));
  }

  function undo(sheet, bar) {
    var items = cleared[id(sheet)] || attempt(sheet, function () { return read(key(id(sheet)) + ":before"); }) || {};
    asked[id(sheet)] = was[id(sheet)] !== false;
    if (keeps(sheet)) attempt(sheet, function () { write(key(id(sheet)), items); });
    put(sheet, items);
    button(bar, "reset").focus();
    tell(sheet, "restored");
    document.dispatchEvent(new CustomEvent("partnerbook:restored"));
  }

  function print(way) {
    root.classList.add(way);
    window.print();
  }

  window.addEventListener("afterprint", function () { root.classList.remove("print-blank", "print-filled"); });

  sheets.forEach(function (sheet) {
    var bar = tools(sheet);
    attempt(sheet, function () { carry(sheet); });
    var items = attempt(sheet, function () { return read(key(id(sheet))); });
    asked[id(sheet)] = Boolean(items);
    // A browser may fill fields again by itself when a page is reloaded: what is kept decides.
    put(sheet, items || (sheet.getAttribute("data-trouble") ? values(sheet) : {}));
    sheet.addEventListener("input", function (event) { if (event.target.hasAttribute("data-item")) changed(sheet, event.target); });
    if (!bar) return;
    var before = attempt(sheet, function () { return read(key(id(sheet)) + ":before"); });
    button(bar, "undo").hidden = !(before && !items);
    bar.addEventListener("click", function (event) {
      var pressed = event.target.closest("[data-act]");
      if (!pressed) return;
      var act = pressed.getAttribute("data-act");
      if (act === "reset") reset(sheet, bar);
      else if (act === "undo") undo(sheet, bar);
      else if (act === "keep") { asked[id(sheet)] = true; changed(sheet, null); button(bar, "filled").focus(); }
      else print("print-" + act);
    });
  });

  window.addEventListener("storage", function (event) {
    sheets.forEach(function (sheet) {
      if (event.key !== null && event.key !== key(id(sheet))) return;
      put(sheet, attempt(sheet, function () { return read(key(id(sheet))); }) || {});
      document.dispatchEvent(new CustomEvent("partnerbook:restored"));
    });
  });
  document.dispatchEvent(new CustomEvent("partnerbook:restored"));
})();
