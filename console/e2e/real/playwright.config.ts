import { defineConfig } from "@playwright/test";
import { WIDE, chromium } from "../../playwright.browser";
import { cluster } from "./cluster";

const target = process.env["COVEY_TEST_RESULTS"] ?? "../../target/real";

// The console that a running cluster serves. ConsoleInBrowserTest of dist starts both.
export default defineConfig({
  testDir: ".",
  outputDir: `${target}/traces`,
  reporter: [["list"], ["json", { outputFile: `${target}/report.json` }]],
  workers: 1,
  timeout: 300_000,
  expect: { timeout: 60_000 },
  use: {
    baseURL: cluster.url,
    viewport: WIDE,
    reducedMotion: "reduce",
    // The cluster's certificates are its own.
    ignoreHTTPSErrors: true,
    trace: "retain-on-failure",
    launchOptions: chromium,
  },
});
