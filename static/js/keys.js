// Adds to the page: the arrow keys turn pages, where the reader is neither writing nor moving
// inside something that scrolls.
(() => {
  "use strict";
  const busy = "input, textarea, select, button, [contenteditable], [role=region], pre, audio, video";

  function page(name) { return document.querySelector("link[rel=" + name + "]"); }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest && event.target.closest(busy)) return;
    const scroller = document.scrollingElement;
    if (scroller && scroller.scrollWidth > scroller.clientWidth) return;
    const onward = (event.key === "ArrowRight") === (document.documentElement.dir !== "rtl");
    const target = page(onward ? "next" : "prev");
    if (target) window.location.href = target.href;
  });
})();
