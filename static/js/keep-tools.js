// Adds Partnerbook.tools to pages with a [data-sheet]: `show` and `tell` bring a [data-tools] up to date: progress,
// the buttons that can do something now, and in its words (`data-kept`, `data-full`, …) what becomes of what is written.
(() => {
  "use strict";
  const tools = (window.Partnerbook ??= {}).tools = {};

  function button(bar, act) { return bar.querySelector('[data-act="' + act + '"]'); }

  tools.focus = (bar, act) => { button(bar, act).focus(); };

  tools.hide = (bar, act, isHidden) => { if (button(bar, act)) button(bar, act).hidden = isHidden; };

  tools.tell = (bar, name) => {
    const place = bar.querySelector(".kept");
    const words = bar.getAttribute("data-" + name) || "";
    if (place && place.textContent !== words) place.textContent = words;
    bar.setAttribute("data-state", name);
  };

  function showProgress(bar, now) {
    const place = bar.querySelector(".progress");
    if (!place || now.total === 0) return;
    const words = (name) => bar.getAttribute(name).replace("{done}", now.done).replace("{total}", now.total).replace("{left}", now.total - now.done);
    const line = place.querySelector("progress");
    place.hidden = false;
    line.max = now.total;
    line.value = now.done;
    line.setAttribute("aria-label", words("data-progress-label"));
    place.querySelector(".progress-words").textContent = words("data-progress");
    bar.classList.toggle("is-done", now.done === now.total);
  }

  // What stands: `isEmpty`, `isKept`, `comesBack` (what was cleared can be had again), `isAside` (something kept cannot
  // be shown), `progress` and the name of the words to say, `state`.
  tools.show = (bar, now) => {
    const note = bar.querySelector(".aside");
    showProgress(bar, now.progress);
    tools.hide(bar, "reset", now.isEmpty);
    tools.hide(bar, "filled", now.isEmpty);
    tools.hide(bar, "blank", false);
    tools.hide(bar, "undo", !now.comesBack);
    tools.hide(bar, "keep", now.isEmpty || now.isKept);
    if (note) note.hidden = !now.isAside;
    tools.tell(bar, now.state);
  };
})();
