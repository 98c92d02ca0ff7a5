import { choose, dialogOf, expect, row, test } from "./test";

test("an inbound is created and turns active", async ({ page, enter }) => {
  await enter("/clusters/self/inbounds");
  await page.getByRole("button", { name: "New inbound" }).click();
  await page.getByLabel("Name").fill("Frankfurt 3");
  await choose(page, "Server", "fra-1");
  await expect(page.getByText("203.0.113.10:8446")).toBeVisible();
  await page.getByLabel("Masquerade site").fill("old.example.org");
  await page.getByRole("button", { name: "Create inbound" }).click();
  await expect(page.getByText("to speak TLS 1.3, but it does not")).toBeVisible();
  await page.getByRole("button", { name: "Use it anyway" }).click();
  await expect(row(page, "Frankfurt 3")).toContainText("Pending");
  await expect(row(page, "Frankfurt 3")).toContainText("Active");
});

test("a taken port is refused beside its field", async ({ page, enter }) => {
  await enter("/clusters/self/inbounds");
  await page.getByRole("button", { name: "Frankfurt TV", exact: true }).click();
  await page.getByLabel("Port").fill("443");
  await expect(page.getByText("lose this server until their app")).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Port")).toHaveAccessibleDescription(/Choose another port/);
});

test("deleting the last inbound of a route is foretold", async ({ page, enter }) => {
  await enter("/clusters/self/inbounds");
  await page.getByRole("button", { name: "Actions for London" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await expect(dialogOf(page)).toContainText("Route United Kingdom becomes empty");
  await page.getByRole("button", { name: "Delete inbound" }).click();
  await expect(row(page, "London")).toHaveCount(0);
});

test("a route is created, renamed and deleted", async ({ page, enter }) => {
  await enter("/clusters/self/routes");
  await page.getByRole("button", { name: "New route" }).click();
  await page.getByLabel("Name").fill("Asia");
  await choose(page, "Balancing", "Round-robin");
  await page.getByRole("button", { name: "Create route" }).click();
  await expect(row(page, "Asia")).toContainText("Empty: users do not see it");
  await page.getByRole("button", { name: "Asia", exact: true }).click();
  await page.getByLabel("Name").fill("Far East");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(row(page, "Far East")).toBeVisible();
  await page.getByRole("button", { name: "Actions for Far East" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await page.getByRole("button", { name: "Delete route" }).click();
  await expect(row(page, "Far East")).toHaveCount(0);
});

test("an edit of what another has changed is not lost, nor is the other's", async ({
  page,
  enter,
  bend,
}) => {
  await enter("/clusters/self/routes");
  await page.getByRole("button", { name: "Europe", exact: true }).click();
  await choose(page, "Balancing", "Round-robin");
  await bend({ rename: ["routes", "Europe", "Old World"] });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Somebody changed it meanwhile.")).toBeVisible();
  await page.getByRole("button", { name: "Save mine anyway" }).click();
  await expect(row(page, "Old World")).toContainText("Round-robin");
});
