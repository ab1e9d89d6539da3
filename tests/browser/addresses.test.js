// The same bytes work by double-click and at any address, under a strict policy and without a network.

import { browse, narrow } from "./browser.js";
import { claims } from "./crawl.js";
import { serve } from "./server.js";
import { fileAddress, site } from "./site.js";

const browser = await browse();
const atRoot = await serve(site);
const below = await serve(site, { prefix: "/team/a b/x/", headers: { "Content-Security-Policy": "default-src 'self'" } });

claims("opened by double-click", { browser, folder: site, base: fileAddress() });
claims("at the root of a host, in a window of 320 px", { browser, folder: site, base: atRoot, viewport: narrow });
claims("in the subfolder /team/a b/x/, under the policy default-src 'self'", { browser, folder: site, base: below });
