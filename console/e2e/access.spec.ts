import { AxeBuilder } from "@axe-core/playwright";
import { sideways } from "./page";
import { type Page, dialogOf, expect, test } from "./test";

const PAGES = [
  "/",
  "/clusters/self",
  "/clusters/self?view=list",
  "/clusters/self/inbounds",
  "/clusters/self/routes",
  "/clusters/self/users",
  "/clusters/self/operations",
  "/clusters/self/notifications",
  "/settings",
  "/settings/cluster",
  "/settings/administrators",
  "/settings/tokens",
  "/settings/audit",
  "/clusters/self?dialog=connect",
  "/clusters/self?dialog=join",
  "/clusters/self/users?dialog=new-user",
  "/clusters/self/inbounds?dialog=new-inbound",
];

async function check(page: Page, what: string): Promise<void> {
  // The guards keep the focus inside of open popups; they take it for a moment only.
  // Menus stand at the end of the document, outside of its landmarks, while they are open.
  const builder = new AxeBuilder({ page })
    .exclude("[data-base-ui-focus-guard]")
    .exclude("[role=menu]");
  const { violations } = await builder.analyze();
  const found = violations.map(
    (v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`,
  );
  expect(found, what).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`${colorScheme} pages`, () => {
    test.use({ colorScheme });

    test("have nothing that axe objects to", async ({ page, enter }) => {
      test.setTimeout(240_000);
      await page.goto("/");
      await expect(page.getByLabel("Password")).toBeVisible();
      await check(page, "log in");
      await enter("/");
      for (const path of PAGES) {
        await page.goto(path);
        await expect(page.getByTitle("Changes are shown as they happen.")).toBeVisible();
        await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
        await check(page, path);
      }
    });
  });
}

test("open panels and menus have nothing that axe objects to", async ({ page, enter }) => {
  await enter("/clusters/self");
  await page.getByRole("button", { name: "waw-1", exact: true }).click();
  await expect(page.getByRole("complementary")).toBeVisible();
  await check(page, "inspector");
  await page.getByRole("button", { name: "Actions for London" }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await check(page, "menu");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Notifications/ }).click();
  await check(page, "notifications");
});

test.describe("a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("never scrolls sideways, and reaches every page", async ({ page, enter }) => {
    test.setTimeout(240_000);
    await enter("/");
    for (const path of PAGES) {
      await page.goto(path);
      await expect(page.getByTitle("Changes are shown as they happen.")).toBeVisible();
      expect(await page.evaluate(sideways), path).toBe(0);
    }
    await page.goto("/");
    await page.getByRole("button", { name: "Menu" }).click();
    await dialogOf(page).getByRole("link", { name: "Users" }).click();
    await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
    await expect(dialogOf(page)).toBeHidden();
  });

  test("moves an inbound by its menu", async ({ page, enter }) => {
    await enter("/clusters/self");
    await page.getByRole("button", { name: "Actions for Paris" }).tap();
    await page.getByRole("menuitem", { name: "United Kingdom" }).tap();
    await expect(page.getByText("Paris now serves United Kingdom")).toBeVisible();
  });
});

test("the keyboard alone walks from the log-in to a changed user", async ({ page }) => {
  await page.goto("/clusters/self/users?q=amelie");
  await page.getByLabel("Password").fill("partridge-42");
  await page.keyboard.press("Enter");
  const name = page.getByRole("button", { name: "amelie.laurent", exact: true });
  await expect(name).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
  await page.keyboard.press("Enter");
  for (let i = 0; i < 30 && !(await name.evaluate((e) => e === document.activeElement)); i += 1) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect(dialogOf(page).getByLabel("Name")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialogOf(page)).toBeHidden();
  await expect(name).toBeFocused();
});
