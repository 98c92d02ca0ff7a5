import { dialogOf, expect, row, test } from "./test";

const PAGE = "/clusters/self/users";

test("a user is created and gets a link and a QR code", async ({ page, enter }) => {
  await enter(PAGE);
  await page.getByRole("button", { name: "New user" }).click();
  await page.getByLabel("Name").fill("zoe");
  await page.getByRole("group", { name: "Usual values of Data limit" }).getByText("50 GB").click();
  await page.getByRole("group", { name: "Usual values of Last day" }).getByText("Never").click();
  const sent = page.waitForRequest((r) => r.method() === "POST" && r.url().endsWith("/users"));
  await page.getByRole("button", { name: "Create user" }).click();
  expect((await sent).postDataJSON()).toEqual({
    name: "zoe",
    dataLimitBytes: 50e9,
    routes: [],
    note: "",
  });
  const dialog = dialogOf(page);
  await expect(dialog.getByText(/\/sub\//)).toBeVisible();
  const code = dialog.getByRole("img", { name: "QR code of the subscription of zoe" });
  await expect
    .poll(() => code.evaluate((i: HTMLImageElement) => i.naturalWidth))
    .toBeGreaterThan(0);
  await dialog.getByRole("button", { name: "Single links" }).click();
  await expect(dialog.getByText(/^vless:\/\//).first()).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(row(page, "zoe")).toContainText("50 GB");
});

test("refusals stand beside their fields", async ({ page, enter }) => {
  await enter(`${PAGE}?dialog=new-user`);
  await page.getByLabel("Name").fill("chen.wei");
  await page.getByLabel("Data limit", { exact: true }).fill("plenty");
  await page.getByRole("button", { name: "Create user" }).click();
  await expect(page.getByText("An amount like 50 GB")).toBeVisible();
  await page.getByLabel("Data limit", { exact: true }).fill("");
  await page.getByRole("button", { name: "Create user" }).click();
  await expect(page.getByLabel("Name")).toHaveAccessibleDescription(/Choose another name/);
});

test("searching, filtering and sorting are in the address line", async ({ page, enter }) => {
  await enter(PAGE);
  await page.getByLabel("Search users").fill("chen");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.reload();
  await expect(page.getByLabel("Search users")).toHaveValue("chen");
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByRole("button", { name: /^Expired/ }).click();
  await expect(page.getByRole("row")).toHaveCount(3);
  await page.getByRole("button", { name: /^All/ }).click();
  await page.getByRole("button", { name: "Used", exact: true }).click();
  await expect(page).toHaveURL(/sort=usedBytes/);
  await expect(page.getByRole("columnheader", { name: "Used" })).toHaveAttribute(
    "aria-sort",
    /.+ing/,
  );
  await page.getByLabel("Search users").fill("nobody at all");
  await page.getByRole("button", { name: /^Expired/ }).click();
  await expect(page.getByText("No user fits")).toBeVisible();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(page).not.toHaveURL(/q=|state=/);
  await expect(page.getByRole("row")).toHaveCount(41);
});

test("an edit sends only what was changed", async ({ page, enter }) => {
  await enter(`${PAGE}?q=amelie`);
  await page.getByRole("button", { name: "amelie.laurent", exact: true }).click();
  await page.getByLabel("Data limit", { exact: true }).fill("1.5 TB");
  const sent = page.waitForRequest((r) => r.method() === "PATCH");
  await page.getByRole("button", { name: "Save" }).click();
  expect((await sent).postDataJSON()).toEqual({ dataLimitBytes: 1.5e12 });
  await expect(row(page, "amelie.laurent")).toContainText("of 1.5 TB");
});

test("a limited user is reset, disabled, enabled and deleted", async ({ page, enter }) => {
  await enter(`${PAGE}?q=farid`);
  const farid = row(page, "farid.rahimi");
  const act = async (name: string) => {
    await farid.getByRole("button", { name: "Actions for farid.rahimi" }).click();
    await page.getByRole("menuitem", { name }).click();
  };
  await expect(farid).toContainText("Limited");
  await act("Reset usage to 0");
  await expect(farid).toContainText("Active");
  await act("Disable: cut off at once");
  await expect(farid).toContainText("Disabled");
  await act("Enable");
  await expect(farid).toContainText("Active");
  await act("Delete…");
  await page.getByRole("button", { name: "Delete user" }).click();
  await expect(page.getByText("No user fits")).toBeVisible();
});

test("revoking gives another link", async ({ page, enter }) => {
  await enter(`${PAGE}?q=amelie`);
  await page.getByRole("button", { name: "Link and QR code of amelie.laurent" }).click();
  const link = dialogOf(page).locator("code", { hasText: "/sub/" });
  const before = await link.textContent();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Actions for amelie.laurent" }).click();
  await page.getByRole("menuitem", { name: "Revoke the links…" }).click();
  await page.getByRole("button", { name: "Revoke and make new ones" }).click();
  await expect(page.getByRole("heading", { name: "Links of amelie.laurent" })).toBeVisible();
  await expect(link).not.toHaveText(before ?? "");
});

test("many users are changed at once, and what was refused is told", async ({
  page,
  enter,
  bend,
}) => {
  await enter(`${PAGE}?state=expired`);
  await page.getByLabel("Choose all").check();
  await expect(page.getByText("2 users chosen")).toBeVisible();
  await bend({
    fault: {
      method: "PATCH",
      path: "/v1/clusters/self/users/",
      status: 409,
      problem: { code: "conflict", detail: "Expected one thing, but it is another." },
      times: 1,
    },
  });
  await page.getByRole("toolbar").getByRole("button", { name: "Disable" }).click();
  await expect(page.getByText("1 user not disabled").first()).toBeVisible();
});

test.describe("a cluster without users", () => {
  test.use({ world: "empty" });

  test("says what to do", async ({ page, enter }) => {
    await enter(PAGE);
    await expect(page.getByText("No user yet")).toBeVisible();
  });
});

test.describe("more users than a page can follow", () => {
  test.use({ world: "large" });

  test("come page by page, are sought by the server, and are changed like any", async ({
    page,
    enter,
  }) => {
    await enter(PAGE);
    await expect(page.getByText("2,400 users, by name.")).toBeVisible();
    await expect(page.getByRole("row")).toHaveCount(101);
    await page.getByRole("button", { name: "Show more" }).click();
    await expect(page.getByRole("row")).toHaveCount(201);
    await page.getByLabel("Search users").fill("chen.wei.4");
    await expect(page.getByRole("row")).toHaveCount(12);
    await page.getByRole("button", { name: "chen.wei.40", exact: true }).click();
    await page.getByLabel("Data limit", { exact: true }).fill("1.5 TB");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(row(page, "chen.wei.40")).toContainText("of 1.5 TB");
    await page.getByLabel("Search users").fill("nobody at all");
    await expect(page.getByText("No user fits")).toBeVisible();
  });
});
