import type { Page } from "@playwright/test";

/** The open dialog; a toast calls itself one too. */
export function dialogOf(page: Page) {
  return page.getByRole("dialog").and(page.locator("[data-open]"));
}

export function row(page: Page, name: string) {
  return page.getByRole("row").filter({ has: page.getByRole("button", { name, exact: true }) });
}

export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole("combobox", { name: label }).click();
  await page.getByRole("option", { name: option }).click();
}

/** Where an inbound is dragged by on the map. */
export function grip(page: Page, inbound: string) {
  return page
    .locator(".react-flow__node-worker li")
    .filter({ has: page.getByRole("button", { name: inbound, exact: true }) })
    .locator(".react-flow__handle");
}

/** Drags an inbound of the map onto what the selector names. */
export async function drag(page: Page, inbound: string, target: string): Promise<void> {
  // Hovering waits until the map stands still.
  await grip(page, inbound).hover();
  const to = await page.locator(target).boundingBox();
  if (to === null) {
    throw new Error("The map does not show where to drop.");
  }
  await page.mouse.down();
  await page.mouse.move(to.x - 30, to.y + 10, { steps: 8 });
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 4 });
  await page.mouse.up();
}

/** By how many pixels the page scrolls sideways; runs in the page. */
export function sideways(): number {
  const main = document.querySelector("main");
  return Math.max(
    document.documentElement.scrollWidth - document.documentElement.clientWidth,
    main === null ? 0 : main.scrollWidth - main.clientWidth,
  );
}
