// Adds to every page of a preview, above it: what is wrong in the playbook, with the last good page behind it; and a notice
// when the preview has stopped. Listens to what `live.js` hears. Its elements stand in a shadow tree of their own.
(function () {
  "use strict";
  var host = document.createElement("partnerbook-live");
  var root = host.attachShadow({ mode: "open" });
  var isHidden = false;
  var latest = null;

  function make(kind, attributes, children) {
    var element = document.createElement(kind);
    Object.keys(attributes).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    (children || []).forEach(function (child) { if (child) element.append(child); });
    return element;
  }

  var panel = make("section", { class: "faults", hidden: "", tabindex: "-1", "aria-label": "What is wrong in the playbook" });
  var again = make("button", { class: "again", type: "button", hidden: "" });
  var notice = make("p", { class: "notice", hidden: "", role: "status" }, ["The preview has stopped. This page comes back to life when it is started again."]);
  // It is there before there is something to say, as screen readers want it.
  var alert = make("div", { role: "alert" });
  var hide = make("button", { type: "button" }, ["Hide (Esc)"]);
  var list = make("ol", {});
  var rest = make("p", { class: "rest quiet", hidden: "" }, ["The terminal tells the others."]);
  var style = make("link", { rel: "stylesheet", href: "/.partnerbook/live.css" });
  // Without its style it would stand in the page as bare text.
  style.addEventListener("load", function () { host.hidden = false; });
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
    var parts = text.split("`");
    return parts.map(function (part, index) { return index % 2 === 1 && index < parts.length - 1 ? make("code", {}, [part]) : part; });
  }

  function fault(each) {
    var related = each.related.map(function (other) {
      return make("div", {}, [make("p", { class: "quiet" }, words(other.label + ":")), place(other.place), excerpt(other.excerpt)]);
    });
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
    var isWrong = !told.is_good || Boolean(told.refused);
    if (!isWrong) isHidden = false;
    panel.hidden = !isWrong || isHidden;
    again.hidden = !isWrong || !isHidden;
    if (latest === told) return;
    latest = told;
    again.textContent = title(told);
    rest.hidden = told.errors + told.warnings <= told.faults.length;
    list.replaceChildren.apply(list, told.faults.map(fault));
    alert.replaceChildren();
    if (isWrong) alert.append(make("h2", {}, words(title(told))));
    if (isWrong && !document.body.classList.contains("waiting")) alert.append(make("p", { class: "quiet" }, ["This page shows the last good state until that is mended."]));
  }

  function conceal() {
    isHidden = true;
    if (latest) draw(latest);
  }

  hide.addEventListener("click", conceal);
  again.addEventListener("click", function () {
    isHidden = false;
    draw(latest);
    panel.focus();
  });

  // A menu or dialog of the page that is open hears the key first.
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !panel.hidden && !event.defaultPrevented && !document.querySelector("dialog[open]")) conceal();
  });

  document.addEventListener("partnerbook-told", function (event) { draw(event.detail); });
  document.addEventListener("partnerbook-lost", function (event) { notice.hidden = !event.detail; });
}());
