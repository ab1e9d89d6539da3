// Adds window.partnerbookStore to pages with a [data-sheet]: what is kept of each sheet on this device under
// `partnerbook:PLAYBOOK:SHEET`, as `{ version: 1, items: { ITEM: text or true } }`, and under `…:before` what stood there
// before the reader started over. Nothing is written over that was not read: what another version of the page left, or
// another window wrote into the same place, goes to `…:aside:N` first. Touches nothing on the page. Throws what the
// browser throws when it keeps nothing or has no room.
(function () {
  "use strict";
  var store = window.partnerbookStore = {};
  var version = 1;
  var playbook = named("data-playbook");
  // What the playbook was called before.
  var formerly = named("data-playbook-former");
  var belonging = /:before$|:aside:\d+$/;

  function named(attribute) {
    return (document.documentElement.getAttribute(attribute) || "").normalize("NFKD").toLowerCase()
      .replace(/[\u0300-\u036f]/g, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  }

  store.name = function (sheet) { return "partnerbook:" + playbook + ":" + sheet; };

  function understood(kept) {
    var items = kept && (kept.version === undefined || kept.version === version) ? kept.items : null;
    if (!items || typeof items !== "object" || Array.isArray(items)) return null;
    var fit = Object.keys(items).every(function (item) { return ["string", "boolean", "number"].indexOf(typeof items[item]) >= 0; });
    return fit ? items : null;
  }

  // The text under `name`, null when there is none, and its items, null when it cannot be read.
  store.read = function (name) {
    var text = localStorage.getItem(name) || null;
    try { return { text: text, items: understood(JSON.parse(text)) }; } catch (broken) { return { text: text, items: null }; }
  };

  store.before = function (name) { return store.read(name + ":before").items || {}; };

  // What every window but this one has made of the items that this one knew, `known`. The reader cleared what stands
  // under `…:before`; what is gone without that was wiped by somebody else, and is not gone here.
  store.others = function (name, kept, known) {
    if (kept.items) return kept.items;
    if (kept.text) return known;
    var before = store.before(name);
    return Object.keys(known).reduce(function (left, item) {
      if (before[item] !== known[item]) left[item] = known[item];
      return left;
    }, {});
  };

  store.write = function (name, items) {
    var kept = store.read(name);
    if (kept.text && !kept.items) move(name, free(name));
    localStorage.setItem(name, JSON.stringify({ version: version, items: items }));
  };

  // Takes away what is kept, and leaves `items` where the reader can have them back. Returns whether there was room for it.
  store.clear = function (name, items) {
    var kept = store.read(name);
    if (kept.text && !kept.items) move(name, free(name));
    if (!items) { localStorage.removeItem(name); return false; }
    var before = store.read(name + ":before");
    if (before.text && !before.items) move(name + ":before", free(name));
    try { localStorage.setItem(name + ":before", JSON.stringify({ version: version, items: items })); } catch (full) {
      // There is room once the sheet itself is gone; the longer name takes what the version would.
      localStorage.removeItem(name);
      localStorage.setItem(name + ":before", JSON.stringify({ items: items }));
    }
    localStorage.removeItem(name);
    return true;
  };

  // ---- What was put aside.

  // A name that nothing stands under yet.
  function free(name) {
    var number = 1;
    while (localStorage.getItem(name + ":aside:" + number) !== null) number += 1;
    return name + ":aside:" + number;
  }

  // There may be no room for both at once.
  function move(from, to) {
    var text = localStorage.getItem(from);
    localStorage.removeItem(from);
    try { localStorage.setItem(to, text); } catch (refused) { localStorage.setItem(from, text); throw refused; }
  }

  function names(name) {
    var kept = store.read(name);
    return Object.keys(localStorage).filter(function (other) {
      return other.indexOf(name + ":aside:") === 0 || (other === name && kept.text && !kept.items);
    }).sort();
  }

  // Copies what is kept, before something else is written into the same place.
  store.putAside = function (name) {
    var text = localStorage.getItem(name);
    if (store.aside(name).indexOf(text) < 0) localStorage.setItem(free(name), text);
  };

  // The texts that were put aside, and the one that will be.
  store.aside = function (name) { return names(name).map(function (other) { return localStorage.getItem(other); }); };

  store.dropAside = function (name) { names(name).forEach(function (other) { localStorage.removeItem(other); }); };

  // ---- What is kept under a name that the sheet had before, `former`, or under that of the playbook before, moves to its
  // present one, unless something is kept there already.
  store.carry = function (sheet, former) {
    var now = store.name(sheet);
    if (localStorage.getItem(now) || localStorage.getItem(now + ":before")) return;
    carry(now, store.name(""), former);
    if (formerly && formerly !== playbook) carry(now, "partnerbook:" + formerly + ":", former.concat(plain(sheet)));
  };

  function plain(name) { return name.toLowerCase().replace(/[^\p{L}\p{N}_]+/gu, "-").replace(/^-|-$/g, ""); }

  function carry(now, all, names) {
    if (names.length === 0) return;
    Object.keys(localStorage).filter(function (name) { return name.indexOf(all) === 0; }).forEach(function (name) {
      var part = (name.match(belonging) || [""])[0];
      var old = plain(name.slice(all.length, name.length - part.length));
      if (names.indexOf(old) >= 0 && !localStorage.getItem(now + part)) move(name, now + part);
    });
  }
})();
