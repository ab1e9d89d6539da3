// Adds to #pb-menu-link and #pb-rail: on narrow screens the list of pages opens over the text, takes the
// focus, and closes with Escape. Without this script the link leads to the same list.
(function () {
  "use strict";
  var link = document.getElementById("pb-menu-link");
  var rail = document.getElementById("pb-rail");
  if (!link || !rail) return;
  var close = rail.querySelector(".rail-close");

  link.setAttribute("role", "button");
  link.setAttribute("aria-controls", rail.id);
  link.setAttribute("aria-expanded", "false");
  if (close) close.setAttribute("role", "button");

  function isOpen() { return link.getAttribute("aria-expanded") === "true"; }

  function open() {
    link.setAttribute("aria-expanded", "true");
    rail.classList.add("is-open");
    document.documentElement.classList.add("has-menu");
    var here = rail.querySelector("[aria-current]") || rail.querySelector("a:not(.rail-close)");
    if (here) here.scrollIntoView({ block: "center" });
    if (close) close.focus();
  }

  function shut(back) {
    link.setAttribute("aria-expanded", "false");
    rail.classList.remove("is-open");
    document.documentElement.classList.remove("has-menu");
    if (back) link.focus();
  }

  function pressed(act) {
    return function (event) {
      if (event.type === "keydown" && event.key !== " " && event.key !== "Enter") return;
      event.preventDefault();
      act();
    };
  }

  var toggle = pressed(function () { if (isOpen()) shut(true); else open(); });
  link.addEventListener("click", toggle);
  link.addEventListener("keydown", toggle);
  if (close) {
    var leave = pressed(function () { shut(true); });
    close.addEventListener("click", leave);
    close.addEventListener("keydown", leave);
  }
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && isOpen()) shut(true);
  });
  rail.addEventListener("focusout", function (event) {
    if (isOpen() && event.relatedTarget && !rail.contains(event.relatedTarget) && event.relatedTarget !== link) shut(false);
  });
  document.addEventListener("click", function (event) {
    if (isOpen() && !rail.contains(event.target) && !link.contains(event.target)) shut(false);
  });
})();
