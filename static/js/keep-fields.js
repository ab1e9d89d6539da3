// Adds Partnerbook.fields to pages with a [data-sheet]: what its fields hold, by `data-item`, and how they are given
// something else. A box that is ticked holds true; what is empty holds nothing.
(() => {
  "use strict";
  const root = document.documentElement;
  const fields = (window.Partnerbook ??= {}).fields = {};

  fields.item = (field) => field.getAttribute("data-item");

  fields.value = (field) => {
    if (field.type === "radio") return field.checked ? field.value : "";
    return field.type === "checkbox" ? field.checked : field.value;
  };

  fields.values = (all) => {
    const items = {};
    all.forEach((field) => { if (fields.value(field)) items[fields.item(field)] = fields.value(field); });
    return items;
  };

  // Gives the wrapper the text, so that it grows with it on screen and carries it on paper.
  fields.mirror = (field) => {
    const wrapper = field.parentElement;
    if (!wrapper.classList.contains("write")) return;
    let text = field.value;
    if (field.type === "date" && field.valueAsDate) {
      text = field.valueAsDate.toLocaleDateString(root.lang || undefined, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    }
    wrapper.setAttribute("data-value", text);
  };

  fields.assign = (field, known) => {
    if (field.type === "checkbox") field.checked = known === true;
    else if (field.type === "radio") field.checked = String(known) === field.value;
    else if (field.value !== String(known)) field.value = known === true ? "" : String(known);
    fields.mirror(field);
  };

  // What counts stands on the sheet itself. A question with several choices counts once.
  fields.progress = (all) => {
    const filled = {};
    all.forEach((field) => {
      if (fields.item(field).charAt(0) === "_") return;
      const name = field.closest(".choices") ? fields.item(field).split("=")[0] : fields.item(field);
      filled[name] = filled[name] || Boolean(fields.value(field));
    });
    const names = Object.keys(filled);
    return { done: names.filter((name) => filled[name]).length, total: names.length };
  };
})();
