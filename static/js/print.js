// Adds to [data-print]: the button itself, which prints the page. Nothing prints unasked.
(() => {
  "use strict";
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => { window.print(); });
  });
})();
