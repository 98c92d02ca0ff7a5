// Weighs the first page: what the browser must have before the map stands. Fails over the budget.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_KILOBYTES = 300;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

const files = new Set(["index.html", "theme.js"]);
follow("index.html");
follow("src/pages/map/MapPage.tsx");
files.add(fontNamed("inter-latin-wght-normal"));

let total = 0;
for (const file of [...files].toSorted()) {
  const raw = readFileSync(new URL(file, dist));
  const size = file.endsWith(".woff2") ? raw.length : gzipSync(raw, { level: 9 }).length;
  total += size;
  console.log(`${(size / 1000).toFixed(1).padStart(7)} kB  ${file}`);
}
console.log(`${(total / 1000).toFixed(1).padStart(7)} kB  first page with the map, gzip`);
if (total > BUDGET_KILOBYTES * 1000) {
  console.error(
    `Expected the first page to be at most ${BUDGET_KILOBYTES} kB. Load more of it later.`,
  );
  process.exit(1);
}

function follow(entry) {
  const chunk = manifest[entry];
  if (chunk === undefined || files.has(chunk.file)) {
    return;
  }
  files.add(chunk.file);
  (chunk.css ?? []).forEach((css) => files.add(css));
  (chunk.imports ?? []).forEach(follow);
}

function fontNamed(start) {
  const found = Object.keys(manifest).find((key) => key.includes(`${start}.woff2`));
  return manifest[found].file;
}
