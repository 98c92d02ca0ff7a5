import { dialogOf, expect, row, test } from "./test";

test("a broken connection is told, and made good by itself", async ({ page, enter, bend }) => {
  await enter("/clusters/self");
  await page.route("**/v1/clusters/self/watch*", (r) => r.abort());
  await bend({ cut: true });
  await expect(page.getByText("No connection to this master.")).toBeVisible();
  await expect(page.getByText("Not live")).toBeVisible();
  await expect(page.getByRole("link", { name: "ams-1" })).toHaveAttribute(
    "href",
    "https://198.51.100.21:8443/",
  );
  await page.unroute("**/v1/clusters/self/watch*");
  await page.getByRole("button", { name: "Try now" }).click();
  await expect(page.getByText("No connection to this master.")).toBeHidden();
  await expect(page.getByTitle("Changes are shown as they happen.")).toBeVisible();
});

test("after a break the page goes on where it was", async ({ page, enter, bend }) => {
  await enter("/clusters/self/routes");
  const resumed = page.waitForRequest(
    (r) => r.url().includes("/watch") && r.headers()["last-event-id"] !== undefined,
  );
  await bend({ cut: true });
  await resumed;
  await bend({ rename: ["routes", "Europe", "Old World"] });
  await expect(row(page, "Old World")).toBeVisible();
});

test("without quorum the page says so, shows what it has, and changes nothing", async ({
  page,
  enter,
  bend,
}) => {
  await enter("/clusters/self/users");
  await bend({ stale: 42 });
  await expect(page.getByText("The masters have no quorum.")).toBeVisible();
  await expect(page.getByText("covey quorum recover")).toBeVisible();
  await expect(row(page, "chen.wei")).toBeVisible();
  const create = page.getByRole("button", { name: "New user" });
  await expect(create).toHaveAttribute("aria-disabled", "true");
  await bend({ stale: null });
  await expect(page.getByText("The masters have no quorum.")).toBeHidden();
  await expect(create).not.toHaveAttribute("aria-disabled", "true");
});

test("an unknown outcome is asked for again under the same id and applied once", async ({
  page,
  enter,
}) => {
  await enter("/clusters/self/routes?dialog=new-route");
  const ids: (string | undefined)[] = [];
  let first = true;
  await page.route("**/v1/clusters/self/routes", async (r) => {
    ids.push(r.request().headers()["request-id"]);
    if (first) {
      first = false;
      await r.fetch();
      await r.fulfill({
        status: 504,
        contentType: "application/problem+json",
        body: JSON.stringify({ code: "unknown", status: 504, detail: "It may have been done." }),
      });
    } else {
      await r.continue();
    }
  });
  await page.getByLabel("Name").fill("Asia");
  await page.getByRole("button", { name: "Create route" }).click();
  await expect(page.getByText("No answer came.")).toBeVisible();
  await page.getByRole("button", { name: "Ask again" }).click();
  await expect(dialogOf(page)).toBeHidden();
  await expect(row(page, "Asia")).toHaveCount(1);
  expect(new Set(ids).size).toBe(1);
});

test("events ring the bell as they happen", async ({ page, enter, bend }) => {
  await enter("/");
  await page.getByRole("button", { name: /^Notifications/ }).click();
  await expect(dialogOf(page)).toContainText("Inbound Warsaw does not answer");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Notifications", exact: true })).toBeVisible();
  await bend({ lose: "lon-1" });
  await expect(page.getByRole("button", { name: "Notifications, 1 new" })).toBeVisible();
  await expect(page.getByText("lon-1 is lost")).toBeVisible();
});

test.describe("a viewer", () => {
  test.use({ world: "viewer" });

  test("sees everything and is told why nothing can be changed", async ({ page, enter }) => {
    await enter("/clusters/self/users");
    await expect(row(page, "chen.wei")).toBeVisible();
    const create = page.getByRole("button", { name: "New user" });
    await expect(create).toHaveAttribute("aria-disabled", "true");
    await expect(create).toHaveAccessibleDescription(/signed in as a viewer/);
    await create.click({ force: true });
    await expect(dialogOf(page)).toBeHidden();
  });
});
