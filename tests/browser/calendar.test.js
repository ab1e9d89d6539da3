// The dates of a sheet are a calendar file that another program reads as it is meant.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import calendars from "ical.js";
import { files, pages, program, site } from "./site.js";

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

describe("a forum on Tuesdays at 16:00", () => {
  const folder = mkdtempSync(join(tmpdir(), "partnerbook calendar "));
  after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "playbook"));

  /** The times of the forum in a year, with the clocks of `zone` as the file itself tells them. */
  const times = (zone) => {
    const line = zone ? `zone = "${zone}"\n` : "";
    const forum = '[[forum]]\nname = "Talk"\nevery = "week"\non = "Tuesday 16:00"\nlasts = "30 min"\n';
    writeFileSync(join(folder, "playbook/us.toml"), `kind = "rhythm"\ntitle = "Us"\nbegins = 2026-12-07\n${line}${forum}`);
    execFileSync(program, ["build", "--quiet", folder], { stdio: "ignore" });
    const text = readFileSync(join(folder, "site/us.ics"), "utf8");
    const component = new calendars.Component(calendars.parse(text));
    const clocks = component.getFirstSubcomponent("vtimezone");
    const event = new calendars.Event(component.getFirstSubcomponent("vevent"));
    if (clocks) {
      event.startDate.zone = new calendars.Timezone(clocks);
      assert.equal(event.startDate.zone.tzid, zone);
      assert.equal(event.component.getFirstProperty("dtstart").getParameter("tzid"), zone);
    }
    const iterator = event.iterator(event.startDate);
    return Array.from({ length: 52 }, () => iterator.next());
  };
  const inUtc = (zone, month) => times(zone)
    .filter((time) => time.year === 2027 && time.month === month)
    .map((time) => time.convertToZone(calendars.Timezone.utcTimezone).toString().slice(11));

  test("is at the same time by the clocks of its zone, which is another by UTC in summer", () => {
    const hours = { "Europe/Berlin": [15, 14], "America/New_York": [21, 20], "Australia/Sydney": ["05", "06"] };
    for (const [zone, [january, july]] of Object.entries(hours)) {
      assert.deepEqual(inUtc(zone, 1), Array(4).fill(`${january}:00:00Z`), `${zone} in January`);
      assert.deepEqual(inUtc(zone, 7), Array(4).fill(`${july}:00:00Z`), `${zone} in July`);
    }
    assert.deepEqual(inUtc("Asia/Kolkata", 7), Array(4).fill("10:30:00Z"));
  });

  test("is by no clocks in particular without a zone", () => {
    assert.ok(times().every((time) => time.hour === 16 && time.zone === calendars.Timezone.localTimezone));
  });
});
