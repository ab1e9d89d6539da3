// Adds to every [data-sheet]: what is ticked and written stays on this device (keep-store.js), by the `data-item` of each
// field. Adds to the buttons of [data-tools] (keep-tools.js) what they do: print blank, print as filled in, start over with a
// way back. Other tabs stay in step. A sheet with `data-private` is kept only when the reader asks for it. What was kept
// under a name that the sheet had before (`data-former`) goes on under the present one.
//
// What stands on the page wins until it is safely kept. Each sheet knows the items that it last read or wrote (`base`)
// and what its fields showed then (`seen`): where a field shows something else by now, the reader's letters stay and are
// written; everything else becomes what other windows left.
(() => {
  "use strict";
  const root = document.documentElement;
  const { fields, store, tools } = window.Partnerbook;
  const item = fields.item;
  const elements = Array.from(document.querySelectorAll("[data-sheet]"));
  if (elements.length === 0) return;

  // A page may show one sheet twice: both are one.
  function gather() {
    const found = {};
    elements.forEach((element) => {
      const id = element.getAttribute("data-sheet");
      found[id] = found[id] || {
        id, name: store.name(id), elements: [], fields: [], base: {}, seen: {}, asked: false, trouble: "", cleared: null, was: true,
        isPrivate: element.hasAttribute("data-private"),
        former: (element.getAttribute("data-former") || "").split("/").filter(Boolean),
        bars: Array.from(document.querySelectorAll('[data-tools="' + CSS.escape(id) + '"]'))
      };
      found[id].elements.push(element);
      found[id].fields = found[id].fields.concat(Array.from(element.querySelectorAll("[data-item]")));
    });
    return Object.keys(found).map((id) => found[id]);
  }

  // A browser may refuse the store or have no room in it; both are told apart and said.
  function attempt(sheet, act) {
    try {
      const made = act();
      sheet.trouble = "";
      return made;
    } catch (refused) {
      sheet.trouble = refused && /quota/i.test(refused.name) ? "full" : "lost";
      return undefined;
    }
  }

  // ---- The page.

  function isEmpty(items) { return Object.keys(items).length === 0; }

  function has(items, name) { return Object.prototype.hasOwnProperty.call(items, name); }

  // Shows `items` in every field but those of the items in `but`. Says so when that changed something.
  function put(sheet, items, but) {
    const before = JSON.stringify(fields.values(sheet.fields));
    sheet.fields.forEach((field) => {
      if (!but.includes(item(field))) fields.assign(field, has(items, item(field)) ? items[item(field)] : "");
    });
    if (before !== JSON.stringify(fields.values(sheet.fields))) document.dispatchEvent(new CustomEvent("partnerbook:restored"));
  }

  // The item that the reader is writing: nothing is changed under the cursor.
  function underCursor(sheet) {
    const field = document.activeElement;
    const writes = sheet.fields.includes(field) && document.hasFocus() && !/checkbox|radio|select/.test(field.type);
    return writes ? [item(field)] : [];
  }

  // ---- The page and the store.

  // A private sheet is kept once the reader has asked for it.
  function keeps(sheet) { return !sheet.isPrivate || sheet.asked; }

  // The items that the reader changed since page and store last agreed.
  function changes(sheet) {
    const now = fields.values(sheet.fields);
    return Object.keys(Object.assign({}, sheet.seen, now)).filter((name) => now[name] !== sheet.seen[name]);
  }

  function laid(items, sheet, changed) {
    const now = fields.values(sheet.fields);
    const all = Object.assign({}, items);
    changed.forEach((name) => {
      if (now[name]) all[name] = now[name];
      else delete all[name];
    });
    return all;
  }

  // Page and store agree on all items but `but`, which stay as they were known.
  function agree(sheet, items, but) {
    const known = { base: Object.assign({}, items), seen: {} };
    put(sheet, items, but);
    known.seen = fields.values(sheet.fields);
    but.forEach((name) => {
      ["base", "seen"].forEach((which) => {
        if (has(sheet[which], name)) known[which][name] = sheet[which][name];
        else delete known[which][name];
      });
    });
    sheet.base = known.base;
    sheet.seen = known.seen;
  }

  // Brings both together: the reader's changes into the store, those of other windows onto the page.
  function settle(sheet) {
    const kept = attempt(sheet, () => store.read(sheet.name));
    if (!kept) return;
    const wiped = sheet.isPrivate && !kept.text && !isEmpty(sheet.base);
    // What is kept for nobody but the reader is not written again by itself.
    if (wiped) { sheet.asked = false; sheet.base = {}; sheet.seen = {}; }
    // Where nothing stands on it, it shows what another window keeps, unless the reader has just cleared it.
    if (!keeps(sheet) && !sheet.cleared && isEmpty(fields.values(sheet.fields)) && kept.items) { sheet.asked = true; sheet.seen = {}; }
    if (!keeps(sheet)) return;
    const changed = changes(sheet);
    const others = store.others(sheet.name, kept, sheet.base);
    const items = laid(others, sheet, changed);
    const fresh = kept.items ? JSON.stringify(items) !== JSON.stringify(kept.items) : kept.text ? changed.length > 0 : !isEmpty(items);
    const isLost = changed.some((name) => typeof others[name] === "string" && others[name] !== sheet.base[name] && others[name] !== items[name]);
    attempt(sheet, () => {
      if (fresh && isLost) store.putAside(sheet.name);
      if (fresh) store.write(sheet.name, items);
    });
    const waiting = underCursor(sheet).filter((name) => !changed.includes(name));
    agree(sheet, items, sheet.trouble ? waiting.concat(changed) : waiting);
  }

  // ---- What is said.

  function look(act, otherwise) { try { return act(); } catch (refused) { return otherwise; } }

  function facts(sheet) {
    const empty = isEmpty(fields.values(sheet.fields));
    return {
      isEmpty: empty, isKept: keeps(sheet), progress: fields.progress(sheet.fields),
      isAside: look(() => store.aside(sheet.name).length > 0, false),
      comesBack: empty && Boolean(sheet.cleared || look(() => !isEmpty(store.before(sheet.name)), false)),
      state: sheet.trouble || (empty ? "empty" : keeps(sheet) ? "kept" : "private")
    };
  }

  function show(sheet) {
    const now = facts(sheet);
    sheet.shown = JSON.stringify(now);
    sheet.bars.forEach((bar) => { tools.show(bar, now); });
  }

  function tell(sheet, name) {
    if (!sheet.trouble) sheet.bars.forEach((bar) => { tools.tell(bar, name); });
  }

  // What was told of an act stays as long as nothing changes.
  function settleAndShow(sheet) {
    settle(sheet);
    if (sheet.shown !== JSON.stringify(facts(sheet))) show(sheet);
  }

  function settleAll() { sheets.forEach(settleAndShow); }

  // ---- What the reader does.

  function changed(sheet, field) {
    sheet.fields.forEach((other) => { if (other !== field && item(other) === item(field)) fields.assign(other, fields.value(field)); });
    fields.mirror(field);
    settle(sheet);
    show(sheet);
  }

  function keep(sheet, bar) {
    sheet.asked = true;
    settle(sheet);
    show(sheet);
    tools.focus(bar, "filled");
  }

  function reset(sheet, bar) {
    settle(sheet);
    const items = keeps(sheet) ? laid(sheet.base, sheet, changes(sheet)) : fields.values(sheet.fields);
    const isKept = keeps(sheet) && attempt(sheet, () => store.clear(sheet.name, sheet.isPrivate ? null : items));
    sheet.cleared = isKept ? null : items;
    sheet.was = keeps(sheet);
    sheet.asked = false;
    agree(sheet, {}, []);
    show(sheet);
    tools.focus(bar, "undo");
    tell(sheet, "cleared");
  }

  function undo(sheet, bar) {
    const items = sheet.cleared || attempt(sheet, () => store.before(sheet.name)) || {};
    sheet.asked = sheet.was;
    sheet.cleared = null;
    put(sheet, items, []);
    sheet.base = {};
    sheet.seen = {};
    // Items that this page has no field for come back, too.
    if (keeps(sheet)) attempt(sheet, () => { store.write(sheet.name, Object.assign({}, store.read(sheet.name).items, items)); });
    if (!sheet.trouble) settle(sheet);
    show(sheet);
    tools.focus(bar, "reset");
    tell(sheet, "restored");
  }

  function print(way) {
    root.classList.add(way);
    window.print();
  }

  function save(sheet, bar) {
    const link = document.createElement("a");
    const text = look(() => store.aside(sheet.name).join("\n"), "");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    link.download = sheet.id + ".txt";
    link.click();
    setTimeout(() => { URL.revokeObjectURL(link.href); }, 60000);
    tools.hide(bar, "forget", false);
  }

  function forget(sheet, bar) {
    attempt(sheet, () => { store.dropAside(sheet.name); });
    tools.hide(bar, "forget", true);
    settle(sheet);
    show(sheet);
  }

  const acts = { keep, reset, undo, save, forget };

  // ---- From the beginning.

  // A browser may fill fields again by itself when a page is loaded again: what is kept decides. It leaves those alone
  // that say so, and there the reader has written before this script came.
  function begin(sheet) {
    attempt(sheet, () => { store.carry(sheet.id, sheet.former); });
    const trouble = sheet.trouble;
    const kept = attempt(sheet, () => store.read(sheet.name));
    if (!kept) return;
    sheet.asked = Boolean(kept.items);
    const early = sheet.fields.filter((field) => field.autocomplete === "off" && field.value && field.value !== field.defaultValue).map(item);
    agree(sheet, kept.items || {}, early);
    settle(sheet);
    sheet.trouble = sheet.trouble || trouble;
  }

  const sheets = gather();
  sheets.forEach((sheet) => {
    begin(sheet);
    sheet.fields.forEach(fields.mirror);
    show(sheet);
    sheet.elements.forEach((element) => {
      element.addEventListener("input", (event) => { if (event.target.hasAttribute("data-item")) changed(sheet, event.target); });
      element.addEventListener("focusout", () => { setTimeout(() => { settleAndShow(sheet); }); });
    });
    sheet.bars.forEach((bar) => {
      bar.addEventListener("click", (event) => {
        const pressed = event.target.closest("[data-act]");
        if (!pressed) return;
        const act = pressed.getAttribute("data-act");
        if (acts[act]) acts[act](sheet, bar);
        else print("print-" + act);
      });
    });
  });

  window.addEventListener("afterprint", () => { root.classList.remove("print-blank", "print-filled"); });
  // Another window may have made room, too.
  window.addEventListener("storage", (event) => {
    sheets.forEach((sheet) => {
      if (event.key !== null && !event.key.startsWith(sheet.name) && !sheet.trouble) return;
      settleAndShow(sheet);
    });
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) settleAll(); });
  window.addEventListener("blur", settleAll);
  document.addEventListener("visibilitychange", settleAll);
  document.dispatchEvent(new CustomEvent("partnerbook:restored"));
})();
