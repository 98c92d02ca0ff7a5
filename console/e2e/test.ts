import { test as base, expect, type Page } from "@playwright/test";

export { expect };
export { choose, dialogOf, row } from "./page";
export type { Page };

interface Fixtures {
  /** Which mock world: the word decides what is in it, the rest makes it the test's own. */
  world: string;
  /** Bends the world: see mock/control.ts. */
  bend(body: Record<string, unknown>): Promise<void>;
  /** Opens a page of the console as a signed-in administrator. */
  enter(path: string): Promise<void>;
}

let count = 0;
const account = { name: "admin", password: "partridge-42" };

/** Each test has a world of its own and ends without an error in the browser's console. */
export const test = base.extend<Fixtures>({
  world: ["usual", { option: true }],

  page: async ({ page, world, baseURL }, give) => {
    count += 1;
    const name = `${world}-${process.pid}-${count}`;
    await page.context().addCookies([{ name: "covey_mock", value: name, url: baseURL ?? "" }]);
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        errors.push(message.text());
      }
    });
    await give(page);
    expect(errors).toEqual([]);
    const mock = (await (await page.request.post("/mock", { data: {} })).json()) as object;
    expect(mock).toEqual({ broken: [] });
  },

  bend: async ({ page }, give) => {
    await give(async (body) => {
      await page.request.post("/mock", { data: body });
    });
  },

  enter: async ({ page }, give) => {
    await give(async (path) => {
      expect((await page.request.post("/v1/session", { data: account })).ok()).toBe(true);
      await page.goto(path);
      await expect(page.getByTitle("Changes are shown as they happen.")).toBeVisible();
    });
  },
});
