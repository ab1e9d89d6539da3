// Adds to <html>: the class `js`, and `data-scheme` when the reader has chosen light or dark.
// Adds to #pb-scheme: the choice itself, remembered on this device. Runs in the head, before the
// page is drawn, so that a dark page never flashes white.
(() => {
  "use strict";
  const root = document.documentElement;
  const key = "partnerbook:scheme";

  function stored() {
    try { return localStorage.getItem(key); } catch (refused) { return null; }
  }

  function show(choice) {
    if (choice === "light" || choice === "dark") root.setAttribute("data-scheme", choice);
    else root.removeAttribute("data-scheme");
  }

  function keep(choice) {
    try {
      if (choice === "auto") localStorage.removeItem(key);
      else localStorage.setItem(key, choice);
    } catch (refused) { /* The choice then lasts as long as the page. */ }
  }

  root.classList.add("js");
  show(stored());

  document.addEventListener("DOMContentLoaded", () => {
    const place = document.getElementById("pb-scheme");
    if (!place) return;
    const select = place.querySelector("select");
    select.value = root.getAttribute("data-scheme") || "auto";
    place.hidden = false;
    select.addEventListener("change", () => {
      show(select.value);
      keep(select.value);
    });
    window.addEventListener("storage", (event) => {
      if (event.key !== key) return;
      show(event.newValue);
      select.value = root.getAttribute("data-scheme") || "auto";
    });
  });
})();
