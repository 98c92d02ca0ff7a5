import { type BrowserContext, type Page, expect, test } from "@playwright/test";
import { PHONE, WIDE } from "../../playwright.browser";
import { choose, dialogOf, drag, row, sideways } from "../page";
import { cluster } from "./cluster";

// One story: each chapter goes on with what the one before has left in the cluster.
test.describe.configure({ mode: "serial" });

const VIEWER = { name: "vera", own: "chosen-by-vera-2" };
const WORKER = "worker-2";
const errors: string[] = [];
let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
  context = await browser.newContext();
  // Cookies know no ports: whatever else runs on the host has set its own.
  await context.addCookies([{ name: "another", value: "server", url: cluster.url }]);
  page = await context.newPage();
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      errors.push(message.text());
    }
  });
});

test.afterEach(() => {
  expect(errors.splice(0)).toEqual([]);
});

test.afterAll(() => context.close());

const following = () => page.getByTitle("Changes are shown as they happen.");

const card = (kind: "master" | "worker" | "route", name: string) =>
  page.locator(`.react-flow__node-${kind}`).filter({ hasText: name });

/** What a route's card says when all of its inbounds are live. */
const live = (route: string, count: number) =>
  card("route", route).getByText(count === 1 ? "1 inbound" : `${count} inbounds`, { exact: true });

async function open(path: string): Promise<void> {
  await page.goto(path);
  await expect(following()).toBeVisible();
}

async function logIn(name: string, password: string): Promise<void> {
  await page.getByLabel("Administrator").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
}

async function logOut(name: RegExp): Promise<void> {
  await page.getByRole("button", { name }).click();
  await page.getByRole("menuitem", { name: "Log out" }).click();
  await expect(page.getByRole("heading", { name: "Log in" })).toBeVisible();
}

test("a wrong password is refused clearly, the first one opens the console", async () => {
  await page.goto("/");
  await logIn("admin", "not-the-password");
  await expect(page.getByRole("alert")).toContainText(/password/i);
  await logIn("admin", cluster.password);
  await expect(following()).toBeVisible();
  await expect(page.getByRole("heading", { name: "Fleet", level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "covey" }).first()).toBeVisible();
});

test("the map shows the first server, its inbound and the route", async () => {
  await open("/clusters/self");
  await expect(card("master", cluster.master)).toContainText("Active master");
  await expect(card("worker", cluster.master)).toContainText("inbound-1");
  await expect(live("default", 1)).toBeVisible();
});

test("a server is connected over SSH: its host key first, then the stages live", async () => {
  const { host, port, user, password, hostKey } = cluster.server;
  await page.getByRole("button", { name: "Connect a server" }).click();
  await page.getByLabel("Address").fill(host);
  await page.getByLabel("SSH port").fill(port);
  await page.getByLabel("User").fill(user);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Name").fill(WORKER);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Is this your server?" })).toBeVisible();
  await expect(dialogOf(page).getByText(hostKey, { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "They match, connect" }).click();
  const dialog = dialogOf(page);
  await expect(dialog.getByText("Running", { exact: true }).first()).toBeVisible();
  for (const stage of ["Connect", "Check", "Upload", "Install", "Join", "Verify"]) {
    await expect(dialog.getByText(stage, { exact: true })).toBeVisible();
  }
  await expect(dialog.getByRole("log")).toContainText(`logged in as ${user}@${host}`);
  await expect(dialog.getByText("Succeeded").first()).toBeVisible({ timeout: 240_000 });
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(card("worker", WORKER)).toContainText("No inbound yet");
  await expect(page.getByText("2 ready")).toBeVisible();
});

test("the new worker gets an inbound, and a route beside the first", async () => {
  await page.getByRole("button", { name: "New inbound" }).click();
  const dialog = dialogOf(page);
  await dialog.getByLabel("Name").fill("Second");
  await choose(page, "Server", WORKER);
  await dialog.getByLabel("Masquerade site").fill(cluster.site);
  await dialog.getByRole("button", { name: "Create inbound" }).click();
  await expect(dialog).toBeHidden();
  await expect(live("default", 2)).toBeVisible();
  await page.getByRole("button", { name: "New route" }).click();
  await dialogOf(page).getByLabel("Name").fill("Streaming");
  await dialogOf(page).getByRole("button", { name: "Create route" }).click();
  await expect(card("route", "Streaming")).toContainText("Empty");
});

test("an inbound dragged to another route stays there", async () => {
  await drag(page, "Second", ".react-flow__node-route:has-text('Streaming')");
  await expect(page.getByText("Second now serves Streaming")).toBeVisible();
  await expect(live("Streaming", 1)).toBeVisible();
  await expect(live("default", 1)).toBeVisible();
  await page.reload();
  await expect(live("Streaming", 1)).toBeVisible();
  await expect(live("default", 1)).toBeVisible();
});

test("a user is created, and its link is what its app needs", async () => {
  await open("/clusters/self/users");
  await page.getByRole("button", { name: "New user" }).click();
  await page.getByLabel("Name").fill("zoe");
  await page.getByRole("group", { name: "Usual values of Data limit" }).getByText("50 GB").click();
  await page.getByRole("button", { name: "Create user" }).click();
  const dialog = dialogOf(page);
  const link = dialog.locator("code", { hasText: "/sub/" });
  const code = dialog.getByRole("img", { name: "QR code of the subscription of zoe" });
  await expect
    .poll(() => code.evaluate((i: HTMLImageElement) => i.naturalWidth))
    .toBeGreaterThan(0);
  const url = (await link.textContent()) ?? "";
  expect(new URL(url).origin).toBe(cluster.url);
  const subscription = await page.request.get(url, { headers: { Accept: "*/*" } });
  expect(subscription.headers()["subscription-userinfo"]).toContain("total=50000000000");
  const lines = Buffer.from(await subscription.text(), "base64")
    .toString()
    .trim()
    .split("\n");
  expect(lines.map((line) => new URL(line).protocol)).toEqual(["vless:", "vless:"]);
  await dialog.getByRole("button", { name: "Single links" }).click();
  await expect(dialog.getByText(/^vless:\/\//)).toHaveCount(2);
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(row(page, "zoe")).toContainText("50 GB");
  await expect(row(page, "zoe")).toContainText("Active");
});

test("no page scrolls sideways on a phone", async () => {
  await page.setViewportSize(PHONE);
  const pages = ["", "/inbounds", "/routes", "/users", "/operations", "/notifications"];
  for (const path of ["/", "/settings", ...pages.map((p) => `/clusters/self${p}`)]) {
    await open(path);
    expect(await page.evaluate(sideways), path).toBe(0);
  }
  await open("/clusters/self");
  await page.getByRole("button", { name: "Actions for Second" }).click();
  await page.getByRole("menuitem", { name: "default" }).click();
  await expect(page.getByText("Second now serves default")).toBeVisible();
  await page.setViewportSize(WIDE);
});

test("a viewer sees everything, changes nothing, and is told why", async () => {
  await open("/settings/administrators");
  await page.getByRole("button", { name: "New administrator" }).click();
  const dialog = dialogOf(page);
  await dialog.getByLabel("Name").fill(VIEWER.name);
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(dialog).toContainText(`Password of ${VIEWER.name}`);
  const first = (await dialog.locator("code").textContent()) ?? "";
  await dialog.getByRole("button", { name: "I have it" }).click();
  await expect(page.getByRole("cell", { name: VIEWER.name, exact: true })).toBeVisible();
  await logOut(/^admin/i);

  await logIn(VIEWER.name, first);
  await expect(page.getByRole("heading", { name: "Choose a password" })).toBeVisible();
  await page.getByLabel("Present password").fill(first);
  await page.getByLabel("New password", { exact: true }).fill(VIEWER.own);
  await page.getByLabel("New password again").fill(VIEWER.own);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(following()).toBeVisible();
  await open("/clusters/self");
  for (const name of ["New route", "New inbound", "Add a node", "Connect a server"]) {
    const button = page.getByRole("button", { name });
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await expect(button).toHaveAccessibleDescription(/viewer/);
  }
  await open("/clusters/self/users");
  await expect(row(page, "zoe")).toContainText("50 GB");
  await expect(page.getByRole("button", { name: "New user" })).toHaveAccessibleDescription(
    /viewer/,
  );
  const refused = await page.request.post("/v1/clusters/self/users", { data: { name: "eve" } });
  expect(refused.status()).toBe(403);
});

test("who has logged out is out", async () => {
  await logOut(new RegExp(VIEWER.name, "i"));
  await page.goto("/clusters/self/users");
  await expect(page.getByRole("heading", { name: "Log in" })).toBeVisible();
  expect((await page.request.get("/v1/clusters/self/users")).status()).toBe(401);
});
