import { expect, test } from "./test";

test("a wrong password is refused in place, the right one opens the fleet", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByLabel("Password")).toBeFocused();
  await page.getByLabel("Password").fill("wrong");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("do not fit");
  await page.getByLabel("Password").fill("partridge-42");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Fleet", level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "aurora" }).first()).toBeVisible();
});

test("the page asked for opens after logging in", async ({ page }) => {
  await page.goto("/clusters/self/users?q=chen");
  await page.getByLabel("Password").fill("partridge-42");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "chen.wei", exact: true })).toBeVisible();
});

test.describe("a first password", () => {
  test.use({ world: "first" });

  test("must be changed before all else", async ({ page }) => {
    await page.goto("/");
    await page.getByLabel("Password").fill("partridge-42");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Choose a password" })).toBeVisible();
    await page.getByLabel("Present password").fill("partridge-42");
    await page.getByLabel("New password", { exact: true }).fill("short");
    await page.getByLabel("New password again").fill("other");
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByText("The two are not the same.")).toBeVisible();
    await page.getByLabel("New password again").fill("short");
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByText("at least 10 characters, but")).toBeVisible();
    await page.getByLabel("New password", { exact: true }).fill("longer-than-ten");
    await page.getByLabel("New password again").fill("longer-than-ten");
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByRole("heading", { name: "Fleet", level: 1 })).toBeVisible();
  });
});

test("logging out ends the session", async ({ page, enter }) => {
  await enter("/");
  await page.getByRole("button", { name: /admin/ }).click();
  await page.getByRole("menuitem", { name: "Log out" }).click();
  await expect(page.getByRole("heading", { name: "Log in" })).toBeVisible();
  await page.goto("/clusters/self");
  await expect(page.getByRole("heading", { name: "Log in" })).toBeVisible();
});

test("the look is kept over a reload", async ({ page, enter }) => {
  await enter("/");
  await page.getByRole("button", { name: /admin/ }).click();
  await page.getByRole("menuitem", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
