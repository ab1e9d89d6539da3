// Adds to every page of a preview: it shows what was saved. Where the change is in the text alone, it is put in place and
// nothing else is touched. Otherwise the page is loaded again, with the place, the folds, the focus and what was typed as
// before. Style sheets are exchanged where they stand. Faults are shown above the page by `faults.js`.
(() => {
  "use strict";
  let mine = tag(document);
  const KEPT = "partnerbook-live";
  // What scripts may have taken hold of: exchanged, it would be dead.
  const BOUND = "script, link, input, select, textarea, button, form, dialog, iframe, [data-sheet], [data-tools], [data-print], .entry";
  let was = null;
  let queue = Promise.resolve();

  // ---- What was on the page comes back after it was loaded again.

  function all(what, within) { return Array.from((within || document).querySelectorAll(what)); }

  function value(field) { return /^(checkbox|radio)$/.test(field.type) ? field.checked : field.value; }

  // A field by what it is called, so that it is found among others.
  function name(field, index) { return field.getAttribute("data-item") || field.id || field.name || String(index); }

  function named(elements) {
    const seen = {};
    return elements.map((element, index) => {
      const sheet = element.closest("[data-sheet]");
      const called = (sheet ? sheet.getAttribute("data-sheet") : "") + " " + name(element, index) + " " + (element.type === "radio" ? element.value : "");
      seen[called] = (seen[called] || 0) + 1;
      return { element, name: called + " " + seen[called] };
    });
  }

  function fields() { return named(all("input:not([type=file]), textarea, select")); }

  // The words by which a fold opens stay when others come before it.
  function folds() {
    const seen = {};
    return all("details").map((fold) => {
      const summary = fold.querySelector("summary");
      const words = fold.id || (summary ? summary.textContent.trim() : "");
      seen[words] = (seen[words] || 0) + 1;
      return { element: fold, name: words + " " + seen[words] };
    });
  }

  // The heading nearest to the top, and how far from it: text above may have become longer.
  function place() {
    let best = null;
    all("main [id]").forEach((element) => {
      const top = element.getBoundingClientRect().top;
      if (element.getClientRects().length > 0 && (best === null || Math.abs(top) < Math.abs(best.top))) best = { id: element.id, top };
    });
    return { x: scrollX, y: scrollY, near: best };
  }

  function keep() {
    const focus = document.activeElement;
    const typed = {};
    const open = {};
    let focused = null;
    fields().forEach((field) => {
      typed[field.name] = value(field.element);
      if (field.element === focus) focused = { field: field.name, start: caret(focus, "selectionStart"), end: caret(focus, "selectionEnd") };
    });
    folds().forEach((fold) => { open[fold.name] = fold.element.open; });
    if (!focused && focus && focus.id) focused = { id: focus.id };
    sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, place: place(), typed, open, focused }));
  }

  // Fields of some types have no caret, and say so by an exception.
  function caret(field, end) { try { return field[end]; } catch (none) { return null; } }

  function restore() {
    let kept = null;
    try { kept = JSON.parse(sessionStorage.getItem(KEPT)); sessionStorage.removeItem(KEPT); } catch (refused) { return; }
    if (!kept || kept.path !== location.pathname) return;
    folds().forEach((fold) => { if (fold.name in kept.open) fold.element.open = kept.open[fold.name]; });
    fields().forEach((field) => {
      if (!(field.name in kept.typed) || value(field.element) === kept.typed[field.name]) return;
      if (typeof kept.typed[field.name] === "boolean") field.element.checked = kept.typed[field.name];
      else field.element.value = kept.typed[field.name];
      ["input", "change"].forEach((type) => { field.element.dispatchEvent(new Event(type, { bubbles: true })); });
    });
    focus(kept.focused);
    const near = kept.place.near && document.getElementById(kept.place.near.id);
    if (near && kept.place.y > 0) scrollBy({ top: near.getBoundingClientRect().top - kept.place.near.top, behavior: "instant" });
    else scrollTo({ left: kept.place.x, top: kept.place.y, behavior: "instant" });
  }

  function focus(kept) {
    if (!kept) return;
    const found = kept.id ? document.getElementById(kept.id) : fields().filter((field) => field.name === kept.field).map((field) => field.element)[0];
    if (!found) return;
    found.focus({ preventScroll: true });
    try { if (kept.start !== null && found.setSelectionRange) found.setSelectionRange(kept.start, kept.end); } catch (none) { /* It has no caret. */ }
  }

  function reload() {
    try { keep(); } catch (full) { /* The page is shown all the same. */ }
    history.scrollRestoration = "manual";
    location.reload();
  }

  // ---- A change is put in place.

  function same(one, other) { return one.isEqualNode(other); }

  function attributes(element) {
    return Array.from(element.attributes, (each) => each.name + "=" + each.value).sort().join("\n");
  }

  function isBound(node) { return node.nodeType === 1 && (node.matches(BOUND) || node.querySelector(BOUND) !== null); }

  // Adds to `steps` what makes of `live`, which was loaded as `old`, the node `fresh`. Returns whether that can be done.
  function compare(live, old, fresh, steps) {
    if (same(old, fresh)) return true;
    if (live.nodeName !== old.nodeName || old.nodeName !== fresh.nodeName) return false;
    if (old.nodeType !== 1) {
      if (live.nodeValue !== old.nodeValue) return false;
      steps.push(() => { live.nodeValue = fresh.nodeValue; });
      return true;
    }
    if (attributes(old) !== attributes(fresh)) return false;
    return children(live, old, fresh, steps);
  }

  function children(live, old, fresh, steps) {
    const l = live.childNodes, o = old.childNodes, f = fresh.childNodes;
    // Scripts have been at work here: nobody knows what belongs to what.
    if (l.length !== o.length) return false;
    let begin = 0, end = 0;
    while (begin < o.length && begin < f.length && same(o[begin], f[begin])) begin += 1;
    while (end < o.length - begin && end < f.length - begin && same(o[o.length - 1 - end], f[f.length - 1 - end])) end += 1;
    const gone = Array.from(l).slice(begin, l.length - end);
    const come = Array.from(f).slice(begin, f.length - end);
    if (gone.length === come.length) {
      const inner = [];
      if (come.every((node, index) => compare(gone[index], o[begin + index], node, inner) || swap([gone[index]], [o[begin + index]], [node], inner))) {
        steps.push(...inner);
        return true;
      }
      return false;
    }
    const before = Array.from(o).slice(begin, o.length - end);
    return swap(gone, before, come, steps, live, l[l.length - end] || null);
  }

  function swap(gone, before, come, steps, parent, next) {
    const untouched = gone.every((node, index) => same(node, before[index]));
    if (!untouched || gone.some(isBound) || come.some(isBound)) return false;
    const around = parent || gone[0].parentNode;
    const after = parent ? next : gone[0].nextSibling;
    steps.push(() => {
      gone.forEach((node) => { node.remove(); });
      come.forEach((node) => { around.insertBefore(document.importNode(node, true), after); });
    });
    return true;
  }

  function sheets(page) { return Array.from(page.querySelectorAll("link[rel=stylesheet]")); }

  // The new style is there before the old one goes, so that the page does not flash.
  function dress(fresh) {
    const now = sheets(document.head);
    sheets(fresh.head).forEach((link, index) => {
      const old = now[index];
      if (old.getAttribute("href") === link.getAttribute("href")) return;
      const next = old.cloneNode();
      next.href = link.getAttribute("href");
      next.addEventListener("load", () => { old.remove(); });
      old.after(next);
    });
  }

  // The head without what is exchanged on its own, and without our tag, which says another version each time.
  function head(page) {
    const copy = page.head.cloneNode(true);
    all("link[rel=stylesheet], title, script[data-version]", copy).forEach((node) => { node.remove(); });
    return copy.innerHTML.replace(/\s+/g, " ");
  }

  function show(fresh) {
    const steps = [];
    const plain = was && head(was) === head(fresh) && attributes(was.documentElement) === attributes(fresh.documentElement) &&
      sheets(was.head).length === sheets(fresh.head).length && sheets(document.head).length === sheets(was.head).length;
    if (!plain || !compare(document.body, was.body, fresh.body, steps)) return false;
    dress(fresh);
    document.title = fresh.title;
    steps.forEach((step) => { step(); });
    return true;
  }

  // ---- The preview tells what was saved.

  function fetched() {
    return fetch(location.pathname + location.search, { cache: "no-cache" }).then((answer) => answer.text())
      .then((text) => new DOMParser().parseFromString(text, "text/html"));
  }

  function tag(page) {
    const script = page.querySelector("script[data-version]");
    if (!script) return {};
    return { version: script.getAttribute("data-version"), page: script.getAttribute("data-page"), parts: script.getAttribute("data-parts") };
  }

  function hear(told) {
    document.dispatchEvent(new CustomEvent("partnerbook-told", { detail: told }));
    if (told.version === mine.version || !told.is_good) return undefined;
    if (told.parts !== mine.parts) return reload();
    return fetched().then((fresh) => {
      const theirs = tag(fresh);
      if (theirs.page !== mine.page && !show(fresh)) return reload();
      mine = theirs;
      was = fresh;
      document.dispatchEvent(new CustomEvent("partnerbook-shown", { detail: theirs }));
      return undefined;
    });
  }

  let source = null;

  function listen() {
    if (source || document.hidden) return;
    source = new EventSource("/.partnerbook/live");
    source.addEventListener("message", (event) => {
      const told = JSON.parse(event.data);
      queue = queue.then(() => hear(told)).catch(() => { /* It stopped; it is asked again once it is back. */ });
    });
    source.addEventListener("open", () => { document.dispatchEvent(new CustomEvent("partnerbook-lost", { detail: false })); });
    source.addEventListener("error", () => {
      document.dispatchEvent(new CustomEvent("partnerbook-lost", { detail: true }));
      // Some browsers give up.
      if (source && source.readyState === EventSource.CLOSED) { source = null; setTimeout(listen, 2000); }
    });
  }

  // A browser holds few connections to a host: pages that nobody looks at let go of theirs.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && source) { source.close(); source = null; } else { listen(); }
  });
  addEventListener("pagehide", () => { if (source) source.close(); source = null; });
  addEventListener("pageshow", listen);

  restore();
  // What scripts have not touched yet: what is changed later is compared with it.
  queue = fetched().then((page) => { if (tag(page).page === mine.page) was = page; }).catch(() => { /* The page is loaded again instead. */ });
  listen();
})();
