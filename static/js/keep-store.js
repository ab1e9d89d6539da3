// Adds Partnerbook.store to pages with a [data-sheet]: what is kept of each sheet on this device under
// `partnerbook:PLAYBOOK:SHEET`, as `{ version: 1, items: { ITEM: text or true } }`, and under `…:before` what stood there
// before the reader started over. Nothing is written over that was not read: what another version of the page left, or
// another window wrote into the same place, goes to `…:aside:N` first. Touches nothing on the page. Throws what the
// browser throws when it keeps nothing or has no room.
(() => {
  "use strict";
  const store = (window.Partnerbook ??= {}).store = {};
  const version = 1;
  const playbook = named("data-playbook");
  // What the playbook was called before.
  const formerly = named("data-playbook-former");
  const belonging = /:before$|:aside:\d+$/;

  function named(attribute) {
    return (document.documentElement.getAttribute(attribute) || "").normalize("NFKD").toLowerCase()
      .replace(/[\u0300-\u036f]/g, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  }

  store.name = (sheet) => "partnerbook:" + playbook + ":" + sheet;

  function understood(kept) {
    const items = kept && (kept.version === undefined || kept.version === version) ? kept.items : null;
    if (!items || typeof items !== "object" || Array.isArray(items)) return null;
    const fit = Object.keys(items).every((item) => ["string", "boolean", "number"].includes(typeof items[item]));
    return fit ? items : null;
  }

  // The text under `name`, null when there is none, and its items, null when it cannot be read.
  store.read = (name) => {
    const text = localStorage.getItem(name) || null;
    try { return { text, items: understood(JSON.parse(text)) }; } catch (broken) { return { text, items: null }; }
  };

  store.before = (name) => store.read(name + ":before").items || {};

  // What every window but this one has made of the items that this one knew, `known`. The reader cleared what stands
  // under `…:before`; what is gone without that was wiped by somebody else, and is not gone here.
  store.others = (name, kept, known) => {
    if (kept.items) return kept.items;
    if (kept.text) return known;
    const before = store.before(name);
    return Object.keys(known).reduce((left, item) => {
      if (before[item] !== known[item]) left[item] = known[item];
      return left;
    }, {});
  };

  store.write = (name, items) => {
    const kept = store.read(name);
    if (kept.text && !kept.items) move(name, free(name));
    localStorage.setItem(name, JSON.stringify({ version, items }));
  };

  // Takes away what is kept, and leaves `items` where the reader can have them back. Returns whether there was room for it.
  store.clear = (name, items) => {
    const kept = store.read(name);
    if (kept.text && !kept.items) move(name, free(name));
    if (!items) { localStorage.removeItem(name); return false; }
    const before = store.read(name + ":before");
    if (before.text && !before.items) move(name + ":before", free(name));
    try { localStorage.setItem(name + ":before", JSON.stringify({ version, items })); } catch (full) {
      // There is room once the sheet itself is gone; the longer name takes what the version would.
      localStorage.removeItem(name);
      localStorage.setItem(name + ":before", JSON.stringify({ items }));
    }
    localStorage.removeItem(name);
    return true;
  };

  // ---- What was put aside.

  // A name that nothing stands under yet.
  function free(name) {
    let number = 1;
    while (localStorage.getItem(name + ":aside:" + number) !== null) number += 1;
    return name + ":aside:" + number;
  }

  // There may be no room for both at once.
  function move(from, to) {
    const text = localStorage.getItem(from);
    localStorage.removeItem(from);
    try { localStorage.setItem(to, text); } catch (refused) { localStorage.setItem(from, text); throw refused; }
  }

  function names(name) {
    const kept = store.read(name);
    return Object.keys(localStorage).filter((other) => other.startsWith(name + ":aside:") || (other === name && kept.text && !kept.items)).sort();
  }

  // Copies what is kept, before something else is written into the same place.
  store.putAside = (name) => {
    const text = localStorage.getItem(name);
    if (!store.aside(name).includes(text)) localStorage.setItem(free(name), text);
  };

  // The texts that were put aside, and the one that will be.
  store.aside = (name) => names(name).map((other) => localStorage.getItem(other));

  store.dropAside = (name) => { names(name).forEach((other) => { localStorage.removeItem(other); }); };

  // ---- What is kept under a name that the sheet had before, `former`, or under that of the playbook before, moves to its
  // present one, unless something is kept there already.
  store.carry = (sheet, former) => {
    const now = store.name(sheet);
    if (localStorage.getItem(now) || localStorage.getItem(now + ":before")) return;
    carry(now, store.name(""), former);
    if (formerly && formerly !== playbook) carry(now, "partnerbook:" + formerly + ":", former.concat(plain(sheet)));
  };

  function plain(name) { return name.toLowerCase().replace(/[^\p{L}\p{N}_]+/gu, "-").replace(/^-|-$/g, ""); }

  function carry(now, all, names) {
    if (names.length === 0) return;
    Object.keys(localStorage).filter((name) => name.startsWith(all)).forEach((name) => {
      const part = (name.match(belonging) || [""])[0];
      const old = plain(name.slice(all.length, name.length - part.length));
      if (names.includes(old) && !localStorage.getItem(now + part)) move(name, now + part);
    });
  }
})();
