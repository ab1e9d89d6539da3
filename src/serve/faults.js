// Adds to every page of a preview, above it: what is wrong in the playbook, with the last good page behind it; and a notice
// when the preview has stopped. Listens to what `live.js` hears. Its elements stand in a shadow tree of their own.
(() => {
  "use strict";
  const host = document.createElement("partnerbook-live");
  const root = host.attachShadow({ mode: "open" });
  let isHidden = false;
  let latest = null;

  function make(kind, attributes, children) {
    const element = document.createElement(kind);
    Object.keys(attributes).forEach((name) => { element.setAttribute(name, attributes[name]); });
    (children || []).forEach((child) => { if (child) element.append(child); });
    return element;
  }

  const panel = make("section", { class: "faults", hidden: "", tabindex: "-1", "aria-label": "What is wrong in the playbook" });
  const again = make("button", { class: "again", type: "button", hidden: "" });
  const notice = make("p", { class: "notice", hidden: "", role: "status" }, ["The preview has stopped. This page comes back to life when it is started again."]);
  // It is there before there is something to say, as screen readers want it.
  const alert = make("div", { role: "alert" });
  const hide = make("button", { type: "button" }, ["Hide (Esc)"]);
  const list = make("ol", {});
  const rest = make("p", { class: "rest quiet", hidden: "" }, ["The terminal tells the others."]);
  const style = make("link", { rel: "stylesheet", href: "/.partnerbook/live.css" });
  // Without its style it would stand in the page as bare text.
  style.addEventListener("load", () => { host.hidden = false; });
  host.hidden = true;
  root.append(style, panel, again, notice);
  panel.append(make("div", { class: "head" }, [alert, hide]), list, rest);
  document.documentElement.append(host);

  function count(many, what) { return many + " " + what + (many === 1 ? "" : "s"); }

  function excerpt(line) {
    if (!line) return null;
    return make("pre", { tabindex: "0", "aria-label": "Line " + line.number }, [
      make("span", { class: "number" }, [line.number + " | "]), line.before, make("mark", {}, [line.marked || " "]), line.after,
    ]);
  }

  function place(text) { return text ? make("code", { class: "place" }, [text]) : null; }

  // `names` between backticks are set apart.
  function words(text) {
    const parts = text.split("`");
    return parts.map((part, index) => index % 2 === 1 && index < parts.length - 1 ? make("code", {}, [part]) : part);
  }

  function fault(each) {
    const related = each.related.map((other) => make("div", {}, [make("p", { class: "quiet" }, words(other.label + ":")), place(other.place), excerpt(other.excerpt)]));
    return make("li", { class: each.severity }, [
      make("p", { class: "message" }, [make("span", { class: "weight" }, [each.severity + " "])].concat(words(each.message))),
      place(each.place), excerpt(each.excerpt),
    ].concat(related, [each.help ? make("p", {}, words(each.help)) : null]));
  }

  function title(told) {
    if (told.refused) return told.refused;
    return count(told.errors, "error") + (told.warnings > 0 ? ", " + count(told.warnings, "warning") : "");
  }

  function draw(told) {
    const isWrong = !told.is_good || Boolean(told.refused);
    if (!isWrong) isHidden = false;
    panel.hidden = !isWrong || isHidden;
    again.hidden = !isWrong || !isHidden;
    if (latest === told) return;
    latest = told;
    again.textContent = title(told);
    rest.hidden = told.errors + told.warnings <= told.faults.length;
    list.replaceChildren(...told.faults.map(fault));
    alert.replaceChildren();
    if (isWrong) alert.append(make("h2", {}, words(title(told))));
    if (isWrong && !document.body.classList.contains("waiting")) alert.append(make("p", { class: "quiet" }, ["This page shows the last good state until that is mended."]));
  }

  function conceal() {
    isHidden = true;
    if (latest) draw(latest);
  }

  hide.addEventListener("click", conceal);
  again.addEventListener("click", () => {
    isHidden = false;
    draw(latest);
    panel.focus();
  });

  // A menu or dialog of the page that is open hears the key first.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden && !event.defaultPrevented && !document.querySelector("dialog[open]")) conceal();
  });

  document.addEventListener("partnerbook-told", (event) => { draw(event.detail); });
  document.addEventListener("partnerbook-lost", (event) => { notice.hidden = !event.detail; });
})();
