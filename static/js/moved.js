// Adds to a page at an old address, which only leads on: the part of the address after `#` goes with
// the reader. Without it, or without scripting, the page itself leads on to the top of the new one.
(() => {
  "use strict";
  const to = document.currentScript.getAttribute("data-to");
  if (to && location.hash) location.replace(to + location.hash);
})();
