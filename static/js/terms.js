// Adds to .term: Escape closes an explanation that is open, and an open one is moved under its
// word. Without this script it opens at the start of the line.
(() => {
  "use strict";
  const terms = document.querySelectorAll(".term");
  const edge = 12;

  function place(term) {
    const tip = term.querySelector(".term-tip");
    if (!tip) return;
    tip.style.left = "";
    tip.style.right = "";
    const within = tip.offsetParent;
    if (!within) return;
    const frame = within.getBoundingClientRect();
    const word = term.getBoundingClientRect();
    const width = tip.offsetWidth;
    const most = document.documentElement.clientWidth - edge - width;
    const left = Math.max(edge, Math.min(word.left, most));
    tip.style.right = "auto";
    tip.style.left = (left - frame.left - within.clientLeft) + "px";
  }

  function reopen(term) { term.classList.remove("is-closed"); }

  terms.forEach((term) => {
    term.addEventListener("mouseenter", () => { reopen(term); place(term); });
    term.addEventListener("mouseleave", () => { reopen(term); });
    term.addEventListener("focusin", () => { place(term); });
    term.addEventListener("focusout", (event) => {
      if (!term.contains(event.relatedTarget)) reopen(term);
    });
    term.addEventListener("click", (event) => {
      if (event.target.closest(".term-button")) { reopen(term); place(term); }
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    terms.forEach((term) => {
      if (!term.matches(":hover") && !term.contains(document.activeElement)) return;
      const word = term.querySelector(".term-button");
      if (term.contains(document.activeElement) && document.activeElement !== word && word) word.focus();
      term.classList.add("is-closed");
    });
  });
})();
