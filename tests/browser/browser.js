// A browser to drive, and pages whose faults are written down.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { after } from "node:test";
import { chromium } from "playwright-core";

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };
export const narrow = { width: 320, height: 640 };

// The shell without windows draws by the same engine as the others, and opens a page in a third of the time.
const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];

function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const found = names
    .flatMap((name) => process.env.PATH.split(delimiter).map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
  if (!found) throw new Error("there is no Chromium on the PATH; name one in CHROMIUM");
  return found;
}

/** Starts a browser that is closed when the file's tests are over. */
export async function browse() {
  const browser = await chromium.launch({
    executablePath: executable(),
    // Chromium's own sandbox does not start for root, nor in most containers. The pages are ours.
    chromiumSandbox: false,
    args: ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic"],
  });
  after(() => browser.close());
  return browser;
}

/**
 * Opens an empty page in a context of its own, which remembers nothing of others.
 *
 * `page.faults` fills with a line for every request that fails or leaves `base`, every error the
 * browser reports, and every breach of a content security policy.
 */
export async function open(browser, { base, viewport = desktop, ...options } = {}) {
  const context = await browser.newContext({ viewport, reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.faults = [];
  const note = (kind, text) => page.faults.push({ kind, text: `${page.url()}: ${text}` });
  page.on("request", (request) => {
    const address = request.url();
    if (base && !address.startsWith(base) && !address.startsWith("data:")) note("elsewhere", address);
  });
  page.on("requestfailed", (request) => {
    // A request that is still on its way when the next page is opened is given up by the browser.
    const reason = request.failure()?.errorText;
    if (reason !== "net::ERR_ABORTED") note("request", `${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) note("request", `${response.url()} is answered with ${response.status()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") note("console", message.text());
    if (message.type() === "debug" && message.text().startsWith("policy: ")) note("policy", message.text());
  });
  page.on("pageerror", (error) => note("console", error.message));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.debug(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  return page;
}

/** The faults of one kind as lines, each once. */
export function faults(page, kind) {
  return [...new Set(page.faults.filter((fault) => fault.kind === kind).map((fault) => fault.text))];
}
