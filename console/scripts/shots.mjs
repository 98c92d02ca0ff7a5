// Takes pictures of every page: node scripts/shots.mjs [--base URL] [--out DIR] [--only A,B]
// [--size wide,phone] [--theme light,dark] [--node NAME] [--inbound NAME] [--as FILE]
// Against the mock by default (npm run preview serves it). For people to look at, and for the docs.
import { mkdir } from "node:fs/promises";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";

const { values: options } = parseArgs({
  options: {
    base: { type: "string", default: "http://localhost:4173" },
    out: { type: "string", default: "target/shots" },
    only: { type: "string" },
    world: { type: "string", default: "usual" },
    user: { type: "string", default: "admin" },
    password: { type: "string", default: "partridge-42" },
    theme: { type: "string" },
    size: { type: "string" },
    as: { type: "string" },
    node: { type: "string", default: "fra-2" },
    inbound: { type: "string", default: "Warsaw" },
  },
});

const PAGES = [
  ["fleet", "/"],
  ["map", "/clusters/self"],
  ["map-node", "/clusters/self", { inspect: options.node }],
  ["map-inbound", "/clusters/self", { inspect: options.inbound }],
  ["map-list", "/clusters/self?view=list"],
  ["inbounds", "/clusters/self/inbounds"],
  ["routes", "/clusters/self/routes"],
  ["users", "/clusters/self/users"],
  ["operations", "/clusters/self/operations"],
  ["notifications", "/clusters/self/notifications"],
  ["settings", "/settings"],
  ["settings-admins", "/settings/administrators"],
  ["settings-tokens", "/settings/tokens"],
  ["settings-audit", "/settings/audit"],
  ["connect", "/clusters/self?dialog=connect"],
  ["join", "/clusters/self?dialog=join"],
  ["new-inbound", "/clusters/self?dialog=new-inbound"],
  ["new-user", "/clusters/self/users?dialog=new-user"],
];

const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

await mkdir(options.out, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
});
try {
  for (const size of options.size?.split(",") ?? Object.keys(SIZES)) {
    for (const colorScheme of options.theme?.split(",") ?? ["light", "dark"]) {
      await shoot(size, SIZES[size], colorScheme);
    }
  }
} finally {
  await browser.close();
}

async function shoot(size, viewport, colorScheme) {
  const context = await browser.newContext({
    baseURL: options.base,
    viewport,
    colorScheme,
    reducedMotion: "reduce",
    hasTouch: size === "phone",
    ignoreHTTPSErrors: true,
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error("page error:", error.message));
  page.on("console", (m) => {
    if (m.type() === "error") {
      console.error("console:", m.text(), m.location().url);
    }
  });
  await context.addCookies([
    { name: "covey_mock", value: `${options.world}-shots`, url: options.base },
  ]);
  await page.goto("/");
  await page.getByLabel("Password").waitFor();
  await save(page, "login", size, colorScheme);
  await page.getByLabel("Administrator").fill(options.user);
  await page.getByLabel("Password").fill(options.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByTitle("Changes are shown as they happen.").waitFor();
  for (const [name, path, extra] of PAGES) {
    if (options.only === undefined || options.only.split(",").includes(name)) {
      await visit(page, path, extra);
      await save(page, name, size, colorScheme);
    }
  }
  await context.close();
}

async function visit(page, path, extra) {
  await page.goto(path);
  await page.getByTitle("Changes are shown as they happen.").waitFor();
  await page.waitForTimeout(900);
  if (extra?.inspect) {
    const card = page.getByRole("button", { name: extra.inspect, exact: true }).first();
    await card.focus();
    await page.keyboard.press("Enter");
    await page.waitForTimeout(500);
  }
}

async function save(page, name, size, colorScheme) {
  if (options.only === undefined || options.only.split(",").includes(name)) {
    const path = options.as ?? `${options.out}/${name}-${size}-${colorScheme}.png`;
    await page.screenshot({ path });
  }
}
