// One style for the scripts of a site, those of its preview, and their tests. `style.test.js` holds them to it; what can be
// mended by itself is mended, from the root of the repository, by
// `tests/browser/node_modules/.bin/eslint --config tests/browser/eslint.config.js --fix static/js src/serve tests/browser`.

import js from "@eslint/js";
import globals from "globals";

const style = {
  "arrow-body-style": "error",
  "eqeqeq": "error",
  "no-duplicate-imports": "error",
  "no-implicit-coercion": "error",
  "no-shadow-restricted-names": "error",
  "no-unused-expressions": "error",
  // What a browser refuses is often told by its name alone: `catch (refused) {}`.
  "no-unused-vars": ["error", { caughtErrors: "none" }],
  // A `const` that is read before it is set stops a script, where a `var` was only undefined.
  "no-use-before-define": ["error", { functions: false, variables: false }],
  "no-useless-call": "error",
  "no-useless-return": "error",
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-arrow-callback": "error",
  "prefer-const": "error",
  "prefer-rest-params": "error",
  "prefer-spread": "error",
};

// Names that every window has by itself: a variable that nobody declared would not be missed.
const likely = ["event", "find", "length", "name", "open", "parent", "self", "status", "stop", "top"];

// What scripts hand to each other stands in this global. It has a capital, for the id of an element is a global, too, and a
// heading `Partnerbook` has one without.
const shared = "Partnerbook";

// Classic scripts, as `file://` loads no modules. All browsers that know the layers of style sheets read ECMAScript 2021.
const published = {
  files: ["static/js/**", "src/serve/**"],
  languageOptions: { ecmaVersion: 2021, sourceType: "script", globals: { ...globals.browser } },
  rules: {
    "no-implicit-globals": ["error", { lexicalBindings: true }],
    "no-restricted-globals": ["error", ...likely],
    "no-restricted-syntax": ["error",
      { selector: "TemplateLiteral", message: "what leaves out comments knows no string of several lines" },
      {
        selector: `AssignmentExpression > .left[object.name=/^(window|self|globalThis)$/]:not([property.name="${shared}"])`,
        message: `what another script needs stands in ${shared}`,
      },
      { selector: ":not(Property) > FunctionExpression", message: "write an arrow, or a function with a name" },
    ],
    "strict": ["error", "function"],
  },
};

// Tests run in Node.js, and hand functions to pages, which run them in a browser.
const tests = {
  files: ["tests/**"],
  languageOptions: { sourceType: "module", globals: { ...globals.node, ...globals.browser } },
};

export default [
  { ignores: ["**/node_modules/", "**/venv/", "**/results/"] },
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: "error" }, rules: style },
  published,
  tests,
];
