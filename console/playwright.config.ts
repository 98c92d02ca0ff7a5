import { defineConfig } from "@playwright/test";
import { WIDE, chromium } from "./playwright.browser";

const port = Number(process.env["E2E_PORT"] ?? 4180);

// The built console (npm run build) with the mock API, in the Chromium of this machine.
export default defineConfig({
  testDir: "e2e",
  testIgnore: "real/**",
  outputDir: "target/e2e",
  reporter: [["list"], ["json", { outputFile: "target/e2e.json" }]],
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: WIDE,
    reducedMotion: "reduce",
    launchOptions: chromium,
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --mode mock --port ${port} --strictPort`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
});
