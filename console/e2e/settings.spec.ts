import { expect, test } from "./test";

test("a token is shown once, then only its name", async ({ page, enter }) => {
  await enter("/settings/tokens");
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByLabel("Name").fill("backup");
  await page.getByRole("button", { name: "Make token" }).click();
  await expect(page.getByText(/^cvt_/)).toBeVisible();
  await page.getByRole("button", { name: "I have it" }).click();
  await expect(page.getByText(/^cvt_/)).toHaveCount(0);
  await expect(page.getByRole("cell", { name: "backup", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Revoke backup" }).click();
  await expect(page.getByRole("cell", { name: "backup", exact: true })).toHaveCount(0);
});

test("an administrator is added with a password that is made, then removed", async ({
  page,
  enter,
}) => {
  await enter("/settings/administrators");
  await page.getByRole("button", { name: "New administrator" }).click();
  await page.getByLabel("Name").fill("noor");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Password of noor" })).toBeVisible();
  await page.getByRole("button", { name: "I have it" }).click();
  await page.getByRole("button", { name: "Actions for noor" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(page.getByRole("cell", { name: "noor", exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Actions for admin" }).click();
  await expect(page.getByRole("menuitem", { name: /Remove/ })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
});

test("the own password is changed, and a wrong old one refused beside its field", async ({
  page,
  enter,
}) => {
  await enter("/settings");
  await page.getByLabel("Present password").fill("nonsense");
  await page.getByLabel("New password", { exact: true }).fill("longer-than-ten");
  await page.getByLabel("New password again").fill("longer-than-ten");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByLabel("Present password")).toHaveAccessibleDescription(
    /not your present password/,
  );
  await page.getByLabel("Present password").fill("partridge-42");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
});

test("the cluster's name changes everywhere at once", async ({ page, enter }) => {
  await enter("/settings/cluster");
  await page.getByLabel("Name").fill("borealis");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "borealis", exact: true })).toBeVisible();
});

test("the audit says who did what", async ({ page, enter }) => {
  await enter("/settings/audit");
  await expect(page.getByRole("row").filter({ hasText: "user yara.nassar" })).toContainText(
    "Token billing",
  );
});
