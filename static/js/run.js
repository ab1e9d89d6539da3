// Adds to every sheet of a session: a button for each of its three sheets that prints it alone, and a
// button that runs it by the clock in large type. What the `.run` dialog shows stands in its hidden
// list of moments and its `data-…` words. Nothing moves on by itself: the person who leads does that.
// Where one is is kept on this device under `partnerbook:PLAYBOOK:SHEET:run`.
(() => {
  "use strict";
  const root = document.documentElement;
  const minute = 60000;
  const hour = 60 * minute;
  const playbook = (root.getAttribute("data-playbook") || "").normalize("NFKD").toLowerCase()
    .replace(/[\u0300-\u036f]/g, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");

  function all(within, what) { return Array.from(within.querySelectorAll(what)); }

  function clock(time) {
    const date = new Date(time);
    return ("0" + date.getHours()).slice(-2) + ":" + ("0" + date.getMinutes()).slice(-2);
  }

  // ---- Each of the three sheets prints alone.

  all(document, ".session-page").forEach((page) => {
    const button = page.querySelector("[data-print-alone]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      page.classList.add("is-alone");
      page.parentElement.classList.add("prints-alone");
      window.print();
    });
  });
  window.addEventListener("afterprint", () => {
    all(document, ".is-alone, .prints-alone").forEach((each) => { each.classList.remove("is-alone", "prints-alone"); });
  });

  all(document, "[data-run]").forEach((bar) => {
    const sheet = bar.closest(".sheet");
    const dialog = sheet.querySelector(".run");
    const opener = bar.querySelector("[data-run-act=open]");
    if (!dialog || !dialog.showModal) return;
    const key = "partnerbook:" + playbook + ":" + bar.getAttribute("data-run") + ":run";
    const moments = all(dialog, ".run-moments > li").map((line) => ({
      title: line.getAttribute("data-title"),
      part: line.getAttribute("data-part"),
      length: Number(line.getAttribute("data-minutes")) * minute,
      columns: all(line, "span").map((column) => ({
        room: column.getAttribute("data-room"), title: column.getAttribute("data-title"), text: column.getAttribute("data-text")
      }))
    }));
    if (moments.length === 0) return;
    const begins = [];
    const whole = moments.reduce((sum, moment) => { begins.push(sum); return sum + moment.length; }, 0);
    let state = null;
    let memory = null;
    let ticking = 0;
    let awake = null;
    let filled = false;
    let shown = -2;
    let told = "";

    // ---- Where we are. `at` is -1 before we begin and the number of moments when we are done.

    function read() {
      try {
        const kept = JSON.parse(localStorage.getItem(key));
        const fits = kept && kept.version === 1 && kept.count === moments.length && kept.at >= -1 && kept.at <= moments.length;
        return fits && Math.abs(Date.now() - kept.zero) < whole + 12 * hour ? kept : null;
      } catch (broken) { return memory; }
    }

    function write() {
      memory = state;
      try { localStorage.setItem(key, JSON.stringify(state)); } catch (refused) { /* It still runs; a reload begins anew. */ }
    }

    // On the day itself the plan's own clock counts; at any other hour the plan begins now, for a rehearsal.
    function fresh() {
      const now = Date.now();
      const start = dialog.getAttribute("data-start").split(":");
      const planned = new Date(now).setHours(Number(start[0]), Number(start[1]), 0, 0);
      const made = { version: 1, count: moments.length, at: 0, began: now, extra: 0, lost: 0, stopped: 0, zero: now, past: [], open: true };
      if (now > planned - hour && now < planned + whole) {
        made.zero = planned;
        if (now < planned) made.at = -1;
        else {
          while (made.at + 1 < moments.length && planned + begins[made.at + 1] <= now) made.at += 1;
          made.began = planned + begins[made.at];
        }
      }
      return made;
    }

    function running() { return state.at >= 0 && state.at < moments.length; }
    function stopped() { return state.stopped > 0; }

    // Milliseconds left of this moment; below zero when it is over.
    function left(now) {
      if (state.at < 0) return state.zero - now;
      return moments[state.at].length + state.extra - ((state.stopped || now) - state.began - state.lost);
    }

    function go(step) {
      const at = state.at + step;
      if (at < -1 || at > moments.length) return;
      if (step > 0) state.past.push({ at: state.at, began: state.began, extra: state.extra, lost: state.lost });
      // A step back by mistake gives the clock of that moment back.
      const before = step < 0 && state.past.length > 0 ? state.past.pop() : null;
      if (at === -1 && !before) return;
      state.at = before ? before.at : at;
      state.began = before ? before.began : Date.now();
      state.extra = before ? before.extra : 0;
      state.lost = before ? before.lost : 0;
      state.stopped = 0;
      write();
      show();
    }

    function act(name) {
      if (name === "forward") go(1);
      else if (name === "back") go(-1);
      else if (name === "close") dialog.close();
      else if (name === "again") { state = fresh(); write(); show(); }
      else if (name === "more" && running()) { state.extra += 5 * minute; write(); show(); }
      else if (name === "pause" && running()) {
        if (stopped()) { state.lost += Date.now() - state.stopped; state.stopped = 0; }
        else state.stopped = Date.now();
        write();
        show();
      }
    }

    // ---- What is seen.

    function place(name) { return dialog.querySelector('[data-run-place="' + name + '"]'); }
    function button(name) { return dialog.querySelector('[data-run-act="' + name + '"]'); }
    function put(name, text) { if (place(name).textContent !== text) place(name).textContent = text; }

    function word(name, values) {
      let text = dialog.getAttribute("data-" + name);
      Object.keys(values || {}).forEach((each) => { text = text.split("{" + each + "}").join(values[each]); });
      return text;
    }

    function counted(name, n) { return n === 1 ? word(name + "-one") : word(name, { n }); }

    function columns(list) {
      const ul = place("columns");
      ul.textContent = "";
      ul.hidden = list.length === 0;
      list.forEach((column) => {
        const li = document.createElement("li");
        [["run-room", column.room], ["run-what", column.title], ["run-text", column.text]].forEach((piece) => {
          if (!piece[1]) return;
          const p = document.createElement("p");
          p.className = piece[0];
          p.textContent = piece[1];
          li.appendChild(p);
        });
        ul.appendChild(li);
      });
    }

    function plan(now, rest) {
      if (!running()) return "";
      const end = now + Math.max(rest, 0);
      const off = Math.round((end - state.zero - begins[state.at] - moments[state.at].length) / minute);
      return off === 0 ? word("on-plan") : counted(off > 0 ? "behind" : "ahead", Math.abs(off));
    }

    // What is said of the time, the number in it, and how calm it is.
    function remaining(rest) {
      const n = Math.max(Math.ceil(rest / minute), 0);
      const over = Math.floor(-rest / minute);
      if (state.at < 0) return { number: n || "", words: n > 0 ? word("waiting", { n }) : "", mood: "fine" };
      if (over >= 1) return { number: over, words: counted("over", over), mood: "over" };
      if (rest <= minute) return { number: "", words: word("left-none"), mood: "soon" };
      const soon = rest <= Math.max(2 * minute, Math.min(5 * minute, moments[state.at].length / 5));
      return { number: n, words: counted("left", n), mood: soon ? "soon" : "fine" };
    }

    function show() {
      const now = Date.now();
      const isDone = state.at === moments.length;
      const moment = running() ? moments[state.at] : null;
      const rest = isDone ? 0 : left(now);
      const seen = isDone ? { number: "", words: word("thanks"), mood: "fine" } : remaining(rest);
      put("clock", clock(now));
      put("of", moment ? word("of", { n: state.at + 1, total: moments.length }) : "");
      put("part", moment ? moment.part : "");
      put("title", isDone ? word("finished") : moment ? moment.title : word("before", { time: clock(state.zero) }));
      large(stopped() ? word("paused") + ", " + seen.words : seen.words, String(seen.number));
      put("plan", plan(now, rest));
      dialog.setAttribute("data-mood", stopped() ? "stopped" : seen.mood);
      place("bar").value = moment ? Math.min(1, Math.max(0, 1 - rest / Math.max(moment.length + state.extra, 1))) : isDone ? 1 : 0;
      const after = isDone ? null : moments[state.at + 1];
      const then = clock(state.at < 0 ? Math.max(now, state.zero) : now + Math.max(rest, 0));
      put("next", isDone ? "" : word(after ? "next" : "last", { time: then }));
      put("next-title", after ? after.title : "");
      button("back").disabled = state.at <= 0 && state.past.length === 0;
      button("forward").disabled = isDone;
      button("forward").textContent = word(state.at < 0 ? "begin" : "forward");
      button("pause").disabled = button("more").disabled = !moment;
      button("pause").textContent = word(stopped() ? "go-on" : "pause");
      if (shown !== state.at) {
        shown = state.at;
        columns(moment ? moment.columns : []);
        told = "";
        say(moment ? word("now", { title: moment.title, n: Math.round((moment.length + state.extra) / minute) }) + (after ? " " + word("next", { time: then }) + " " + after.title : "") : place("title").textContent);
      } else if (told !== dialog.getAttribute("data-mood")) say(place("words").textContent);
      told = dialog.getAttribute("data-mood");
    }

    // The number within the words is what is read from the back of the room.
    function large(words, number) {
      const line = place("words");
      if (line.textContent === words) return;
      const at = number ? words.indexOf(number) : -1;
      line.textContent = at < 0 ? words : words.slice(0, at);
      if (at < 0) return;
      const figure = document.createElement("span");
      figure.className = "run-number";
      figure.textContent = number;
      line.appendChild(figure);
      line.appendChild(document.createTextNode(words.slice(at + number.length)));
    }

    function say(text) { put("said", text); }

    // ---- Opening and closing.

    function wake() {
      if (!navigator.wakeLock || document.visibilityState !== "visible") return;
      navigator.wakeLock.request("screen").then((lock) => { if (dialog.open) awake = lock; else lock.release(); }, () => { awake = null; });
    }

    function open() {
      if (dialog.open) return;
      state = read() || fresh();
      state.open = true;
      write();
      shown = -2;
      dialog.showModal();
      show();
      place("title").focus();
      ticking = setInterval(show, 1000);
      wake();
    }

    opener.addEventListener("click", () => {
      // The screen is filled first: what is shown afterwards lies above it.
      const asked = root.requestFullscreen ? root.requestFullscreen() : null;
      if (!asked || !asked.then) open();
      else asked.then(() => { filled = true; open(); }, open);
    });
    dialog.addEventListener("close", () => {
      clearInterval(ticking);
      state.open = false;
      write();
      if (awake) awake.release();
      awake = null;
      if (filled && document.fullscreenElement) document.exitFullscreen();
      filled = false;
      opener.textContent = opener.getAttribute("data-resume");
      opener.focus();
    });
    document.addEventListener("fullscreenchange", () => { if (filled && !document.fullscreenElement && dialog.open) dialog.close(); });
    document.addEventListener("visibilitychange", () => { if (dialog.open) { wake(); show(); } });
    dialog.addEventListener("click", (event) => {
      const pressed = event.target.closest("[data-run-act]");
      if (!pressed) return;
      act(pressed.getAttribute("data-run-act"));
      // After a click the keys belong to the whole screen again.
      if (event.detail > 0 && dialog.open) place("title").focus();
    });
    dialog.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const onward = root.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
      const name = event.key === " " && !event.target.closest("button") ? "pause"
        : event.key === "+" ? "more"
        : event.key === onward ? "forward"
        : event.key === "ArrowLeft" || event.key === "ArrowRight" ? "back" : "";
      if (!name) return;
      event.preventDefault();
      act(name);
    });

    bar.hidden = false;
    const kept = read();
    if (kept) opener.textContent = opener.getAttribute("data-resume");
    if (kept && kept.open) open();
  });
})();
