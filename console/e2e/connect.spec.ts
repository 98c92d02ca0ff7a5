import { type Page, dialogOf, expect, test } from "./test";

async function fill(page: Page, host: string, password = "secret"): Promise<void> {
  await page.getByRole("button", { name: "Connect a server" }).click();
  await page.getByLabel("Address").fill(host);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Name").fill("mad-1");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
}

test("a server is connected: its host key first, then the stages live", async ({ page, enter }) => {
  await enter("/clusters/self");
  await fill(page, "192.0.2.88");
  await expect(page.getByRole("heading", { name: "Is this your server?" })).toBeVisible();
  await expect(page.getByText("SHA256:Jq0cU0wL3Tn2bT7n6m9yqk1ZyYH2rV5v4mW8d1xPzXo")).toBeVisible();
  await page.getByRole("button", { name: "They match, connect" }).click();
  const dialog = dialogOf(page);
  for (const stage of ["Connect", "Check", "Upload", "Install", "Join", "Verify"]) {
    await expect(dialog.getByText(stage, { exact: true })).toBeVisible();
  }
  await expect(dialog.getByRole("log")).toContainText("logged in as");
  await expect(dialog.getByText("mad-1 is Ready.")).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.locator(".react-flow__node-worker").filter({ hasText: "mad-1" })).toBeVisible();
});

test("a failed stage says why, and is tried again with another password", async ({
  page,
  enter,
}) => {
  await enter("/clusters/self");
  await fill(page, "192.0.2.88", "wrong");
  await page.getByRole("button", { name: "They match, connect" }).click();
  const dialog = dialogOf(page);
  await expect(dialog.getByText("refused the password").first()).toBeVisible();
  await dialog.getByRole("button", { name: "Retry" }).click();
  await dialog.getByLabel("Password", { exact: true }).fill("right");
  await dialog.getByRole("button", { name: "Try again now" }).click();
  await expect(dialog.getByText("mad-1 is Ready.")).toBeVisible();
});

test("what is missing is said beside its field", async ({ page, enter }) => {
  await enter("/clusters/self?dialog=connect");
  await expect(page.getByLabel("Address")).toBeFocused();
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByLabel("Address")).toHaveAccessibleDescription(
    /a host name or an IP address/,
  );
  await page.getByLabel("Address").fill("192.0.2.88");
  await page.getByLabel("SSH port").fill("99999");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByText("A number from 1 to 65535.")).toBeVisible();
});

test("a key can be given instead of a password", async ({ page, enter }) => {
  await enter("/clusters/self?dialog=connect");
  await page.getByLabel("Address").fill("192.0.2.88");
  await page.getByRole("button", { name: "Private key" }).click();
  await page
    .getByRole("textbox", { name: "Private key" })
    .fill("-----BEGIN OPENSSH PRIVATE KEY-----");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Is this your server?" })).toBeVisible();
  await page.getByRole("button", { name: "Back" }).click();
  await expect(page.getByLabel("Address")).toHaveValue("192.0.2.88");
});

test("a running operation survives a reload of the page and can be cancelled", async ({
  page,
  enter,
}) => {
  await enter("/clusters/self");
  await fill(page, "slow.example.org");
  await page.getByRole("button", { name: "They match, connect" }).click();
  await expect(page).toHaveURL(/dialog=operation/);
  await page.reload();
  await page.getByRole("button", { name: "Cancel the operation" }).click();
  await expect(dialogOf(page).getByText("Cancelled").first()).toBeVisible();
});

test("a join command is made and who comes with it appears", async ({ page, enter }) => {
  await enter("/clusters/self?dialog=join");
  await page.getByRole("button", { name: "Make the command" }).click();
  const dialog = dialogOf(page);
  await expect(dialog.getByText(/install\.sh join covey1-.* --service/)).toBeVisible();
  await expect(dialog.getByText("Waiting for the worker…")).toBeVisible();
  await expect(dialog.getByText("node-9")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Done" })).toBeVisible();
});
