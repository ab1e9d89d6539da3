// From folders to what the Nu HTML checker says of the HTML and CSS in them.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

const jar = fileURLToPath(new URL("node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url));

/** Every error and every warning as a line: `error: index.html:7 …`. Empty when all is valid. */
export async function faultsOfMarkup(folder) {
  const options = ["-Xss4m", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html", "--also-check-css", "--also-check-svg"];
  const { stdout, stderr } = await new Promise((done, fail) => {
    execFile("java", [...options, folder], { maxBuffer: 1 << 28 }, (error, out, err) => {
      if (error) fail(new Error(`the Nu HTML checker did not run: ${error.message}${err}`));
      else done({ stdout: out, stderr: err });
    });
  });
  if (stderr.trim()) throw new Error(`the Nu HTML checker says: ${stderr}`);
  return JSON.parse(stdout).messages.map((message) => {
    const path = decodeURI(message.url ?? "").replace(/^file:/, "").slice(folder.length + 1);
    return `${message.subType ?? message.type}: ${path}:${message.lastLine ?? ""} ${message.message}`;
  });
}
