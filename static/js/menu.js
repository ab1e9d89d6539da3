// Adds to #pb-menu-link and #pb-rail: on narrow screens the list of pages opens over the text, takes the
// focus, and closes with Escape. Without this script the link leads to the same list.
(() => {
  "use strict";
  const link = document.getElementById("pb-menu-link");
  const rail = document.getElementById("pb-rail");
  if (!link || !rail) return;
  const close = rail.querySelector(".rail-close");

  link.setAttribute("role", "button");
  link.setAttribute("aria-controls", rail.id);
  link.setAttribute("aria-expanded", "false");
  if (close) close.setAttribute("role", "button");

  function isOpen() { return link.getAttribute("aria-expanded") === "true"; }

  function open() {
    link.setAttribute("aria-expanded", "true");
    rail.classList.add("is-open");
    document.documentElement.classList.add("has-menu");
    const here = rail.querySelector("[aria-current]") || rail.querySelector("a:not(.rail-close)");
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
    return (event) => {
      if (event.type === "keydown" && event.key !== " " && event.key !== "Enter") return;
      event.preventDefault();
      act();
    };
  }

  const toggle = pressed(() => { if (isOpen()) shut(true); else open(); });
  link.addEventListener("click", toggle);
  link.addEventListener("keydown", toggle);
  if (close) {
    const leave = pressed(() => { shut(true); });
    close.addEventListener("click", leave);
    close.addEventListener("keydown", leave);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) shut(true);
  });
  rail.addEventListener("focusout", (event) => {
    if (isOpen() && event.relatedTarget && !rail.contains(event.relatedTarget) && event.relatedTarget !== link) shut(false);
  });
  document.addEventListener("click", (event) => {
    if (isOpen() && !rail.contains(event.target) && !link.contains(event.target)) shut(false);
  });
})();
