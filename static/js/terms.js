// Adds to .term: Escape closes an explanation that is open, and an open one is moved under its
// word. Without this script it opens at the start of the line.
(function () {
  "use strict";
  var terms = document.querySelectorAll(".term");
  var edge = 12;

  function place(term) {
    var tip = term.querySelector(".term-tip");
    if (!tip) return;
    tip.style.left = "";
    tip.style.right = "";
    var within = tip.offsetParent;
    if (!within) return;
    var frame = within.getBoundingClientRect();
    var word = term.getBoundingClientRect();
    var width = tip.offsetWidth;
    var most = document.documentElement.clientWidth - edge - width;
    var left = Math.max(edge, Math.min(word.left, most));
    tip.style.right = "auto";
    tip.style.left = (left - frame.left - within.clientLeft) + "px";
  }

  function reopen(term) { term.classList.remove("is-closed"); }

  terms.forEach(function (term) {
    term.addEventListener("mouseenter", function () { reopen(term); place(term); });
    term.addEventListener("mouseleave", function () { reopen(term); });
    term.addEventListener("focusin", function () { place(term); });
    term.addEventListener("focusout", function (event) {
      if (!term.contains(event.relatedTarget)) reopen(term);
    });
    term.addEventListener("click", function (event) {
      if (event.target.closest(".term-button")) { reopen(term); place(term); }
    });
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    terms.forEach(function (term) {
      if (!term.matches(":hover") && !term.contains(document.activeElement)) return;
      var word = term.querySelector(".term-button");
      if (term.contains(document.activeElement) && document.activeElement !== word && word) word.focus();
      term.classList.add("is-closed");
    });
  });
})();
