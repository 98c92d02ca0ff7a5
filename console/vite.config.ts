import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { mockApi } from "./mock/plugin.ts";

// What every page needs comes as one file.
const FIRST = new RegExp(
  "node_modules.(react|react-dom|scheduler|react-router|use-sync-external-store|" +
    "@tanstack.(query-core|react-query)).",
);

// `--mode mock` serves the in-memory API beside the console; else /v1 goes to a real master.
export default defineConfig(({ mode }) => ({
  plugins: [react(), mode === "mock" ? mockApi() : null],
  resolve: { alias: { "~": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: "es2022",
    // Nothing inline: the server's policy is default-src 'self', which refuses data: URLs too.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: "react", test: FIRST }],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: mode === "mock" ? undefined : { "/v1": { target: master(), secure: false } },
  },
  preview: { port: 4173 },
  test: {
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}", "mock/**/*.test.ts"],
    setupFiles: ["src/test/setup.ts"],
    css: { modules: { classNameStrategy: "non-scoped" } },
  },
}));

function master(): string {
  return process.env["COVEY_SERVER"] ?? "https://127.0.0.1:8443";
}
