// The dates of a sheet are a calendar file that another program reads as it is meant.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import calendars from "ical.js";
import { files, pages, site } from "./site.js";

const weekdays = { SU: 1, MO: 2, TU: 3, WE: 4, TH: 5, FR: 6, SA: 7 };
const found = files(site, ".ics");

test("the site has calendar files", () => assert.ok(found.length > 0));

for (const file of found) {
  describe(file, () => {
    const bytes = readFileSync(join(site, file));
    const component = new calendars.Component(calendars.parse(bytes.toString("utf8")));
    const events = component.getAllSubcomponents("vevent").map((event) => new calendars.Event(event));

    test("keeps to the form of its lines", () => {
      const lines = bytes.toString("utf8").split("\r\n");
      assert.equal(lines.pop(), "", "it ends with a line end");
      assert.deepEqual(lines.filter((line) => Buffer.byteLength(line) > 75 || /[\r\n]/.test(line)), []);
    });

    test("has entries with names of their own, each with a beginning and a title", () => {
      assert.equal(component.name, "vcalendar");
      assert.equal(component.getFirstPropertyValue("version"), "2.0");
      assert.ok(component.getFirstPropertyValue("prodid"));
      assert.ok(events.length > 0);
      assert.equal(new Set(events.map((event) => event.uid)).size, events.length);
      for (const event of events) {
        assert.match(event.uid, /@partnerbook$/);
        assert.ok(event.summary && event.startDate && event.component.hasProperty("dtstamp"));
        assert.ok(!/\\[,;n]/.test(event.summary + (event.description ?? "")), "what was escaped is read back");
      }
    });

    test("comes again on the day that it says, the first time too", () => {
      for (const event of events.filter((event) => event.isRecurring())) {
        const rule = event.component.getFirstPropertyValue("rrule");
        const times = event.iterator();
        const days = (rule.parts.BYDAY ?? []).map((day) => weekdays[day.slice(-2)]);
        for (let number = 0; number < 12; number += 1) {
          const time = times.next();
          if (number === 0) assert.equal(time.compare(event.startDate), 0, `${event.summary} does not begin with its first time`);
          if (days.length > 0) assert.ok(days.includes(time.dayOfWeek()), `${event.summary} on ${time}`);
          assert.equal(time.hour, event.startDate.hour);
        }
      }
    });

    test("is linked from its page", () => {
      const name = file.split("/").pop();
      assert.ok(pages().some((page) => page.path === file.replace(/ics$/, "html") && page.html.includes(`href="${name}" download`)));
    });
  });
}
