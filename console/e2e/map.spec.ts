import { drag } from "./page";
import { type Page, dialogOf, expect, test } from "./test";

const route = (page: Page, name: string) =>
  page.locator(".react-flow__node-route").filter({ hasText: name });

test("shows masters, workers with inbounds, and routes, and follows what happens", async ({
  page,
  enter,
  bend,
}) => {
  await enter("/clusters/self");
  await expect(page.locator(".react-flow__node-master")).toHaveCount(3);
  await expect(page.locator(".react-flow__node-worker")).toHaveCount(6);
  await expect(page.locator(".react-flow__node-route")).toHaveCount(3);
  await expect(page.getByText("6 ready")).toBeVisible();
  await bend({ lose: "lon-1" });
  await expect(page.getByText("5 of 6 ready")).toBeVisible();
  const london = page.locator(".react-flow__node-worker").filter({ hasText: "lon-1" });
  await expect(london).toContainText("Lost");
  await expect(route(page, "United Kingdom")).toContainText("0 of 1 inbound live");
});

test("an inbound is dragged from one route to another, and out of any", async ({ page, enter }) => {
  await enter("/clusters/self");
  await expect(route(page, "Europe")).toContainText("3 of 4 inbounds live");
  await drag(page, "Frankfurt 1", ".react-flow__node-route:has-text('Streaming')");
  await expect(page.getByText("Frankfurt 1 now serves Streaming")).toBeVisible();
  await expect(route(page, "Streaming")).toContainText("3 inbounds");
  await expect(route(page, "Europe")).toContainText("2 of 3 inbounds live");
  await drag(page, "Frankfurt 1", ".react-flow__node-loose");
  await expect(page.getByText("2 in no route")).toBeVisible();
});

test("the keyboard does what dragging does", async ({ page, enter }) => {
  await enter("/clusters/self");
  await page.getByRole("button", { name: "Actions for Paris" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Europe" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Paris now serves Streaming")).toBeVisible();
});

test("a refused move goes back to where it was and says why", async ({ page, enter, bend }) => {
  await enter("/clusters/self");
  await bend({
    fault: {
      method: "PATCH",
      path: "/v1/clusters/self/inbounds/",
      status: 423,
      problem: { code: "locked", detail: "Expected no swap to run, but one does. Wait for it." },
      times: 1,
    },
  });
  await drag(page, "London", ".react-flow__node-route:has-text('Streaming')");
  await expect(page.getByText("London was not moved").first()).toBeVisible();
  await expect(page.getByText("Expected no swap to run").first()).toBeVisible();
  await expect(route(page, "United Kingdom")).toContainText("1 inbound");
});

test("the inspector is in the address line and acts on the server", async ({ page, enter }) => {
  await enter("/clusters/self");
  await page.getByRole("button", { name: "fra-2", exact: true }).click();
  const panel = page.getByRole("complementary", { name: "Server" });
  await expect(panel).toContainText("203.0.113.12");
  await expect(page).toHaveURL(/inspect=node/);
  await page.reload();
  await expect(panel.getByRole("heading", { name: "fra-2" })).toBeVisible();
  await panel.getByRole("button", { name: "Drain" }).click();
  await expect(panel.getByText("Drained: connected users stay")).toBeVisible();
  await panel.getByRole("button", { name: "Resume" }).click();
  await expect(panel.getByRole("button", { name: "Drain" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
});

test("what cannot be done is disabled and says why", async ({ page, enter }) => {
  await enter("/clusters/self");
  await page.getByRole("button", { name: "fra-2", exact: true }).click();
  const button = page.getByRole("button", { name: "Make this the master…" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toHaveAccessibleDescription(/Connect it as a master first/);
  await button.hover();
  await expect(page.getByText("Connect it as a master first").last()).toBeVisible();
});

test("a standby becomes the active master", async ({ page, enter }) => {
  await enter("/clusters/self");
  await page.getByRole("button", { name: "hel-1", exact: true }).click();
  await page.getByRole("button", { name: "Make this the master…" }).click();
  await expect(page.getByText("Users notice nothing")).toBeVisible();
  await page.getByRole("button", { name: "Make hel-1 the master" }).click();
  const card = page.locator(".react-flow__node-master").filter({ hasText: "hel-1" });
  await expect(card).toContainText("Active master");
});

test("removing a server shows what goes first", async ({ page, enter }) => {
  await enter("/clusters/self");
  await page.getByRole("button", { name: "lon-1", exact: true }).click();
  await page.getByRole("button", { name: "Remove…" }).click();
  const dialog = dialogOf(page);
  await expect(dialog).toContainText("Route United Kingdom becomes empty");
  await expect(dialog.getByRole("button", { name: "Keep it" })).toBeFocused();
  await dialog.getByRole("button", { name: "Remove server" }).click();
  await expect(page.locator(".react-flow__node-worker")).toHaveCount(5);
  await expect(route(page, "United Kingdom")).toContainText("Empty");
});

test("server details are edited, and only what was changed is sent", async ({ page, enter }) => {
  await enter("/clusters/self");
  await page.getByRole("button", { name: "fra-2", exact: true }).click();
  await page.getByRole("button", { name: "Edit…" }).click();
  await page.getByLabel("Load coefficient").fill("two");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("A number from 0 to 1000")).toBeVisible();
  await page.getByLabel("Load coefficient").fill("2");
  const sent = page.waitForRequest((r) => r.method() === "PATCH");
  await page.getByRole("button", { name: "Save" }).click();
  expect((await sent).postDataJSON()).toEqual({ coefficientMilli: 2000 });
  await expect(page.getByRole("complementary")).toContainText("2.0");
});

test.describe("an empty cluster", () => {
  test.use({ world: "empty" });

  test("says what to do first", async ({ page, enter }) => {
    await enter("/clusters/self");
    await expect(page.getByText("Nobody can connect yet.")).toBeVisible();
    await page.getByRole("button", { name: "New inbound" }).first().click();
    await expect(dialogOf(page)).toContainText("New inbound");
  });
});

test.describe("a hundred workers", () => {
  test.use({ world: "large" });

  test("are all on the map, drawn as far as they are seen", async ({ page, enter }) => {
    await enter("/clusters/self");
    await expect(page.getByText("106 ready")).toBeVisible();
    await page.getByRole("button", { name: "Zoom in" }).click();
    await page.getByRole("button", { name: "Show all" }).click();
    await expect(page.getByRole("button", { name: "wrk-100", exact: true })).toBeVisible();
  });
});
