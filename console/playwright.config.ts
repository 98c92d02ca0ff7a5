import { defineConfig } from "@playwright/test";

const port = Number(process.env["E2E_PORT"] ?? 4180);

// The built console (npm run build) with the mock API, in the Chromium of this machine.
export default defineConfig({
  testDir: "e2e",
  outputDir: "target/e2e",
  reporter: [["list"], ["json", { outputFile: "target/e2e.json" }]],
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --mode mock --port ${port} --strictPort`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
});
