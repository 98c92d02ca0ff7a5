// Weighs what the browser must have before the first page stands, and what the map adds.
// Fails over the budget.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_KILOBYTES = 300;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

const first = weigh("first page (log-in, then the fleet)", ["index.html"]);
const map = weigh("the map besides", ["src/pages/map/MapPage.tsx"], first.files);
console.log(
  `first page ${kilo(first.total).trim()} kB of ${BUDGET_KILOBYTES} kB, ` +
    `with the map ${kilo(first.total + map.total).trim()} kB (gzip)`,
);
if (first.total > BUDGET_KILOBYTES * 1000) {
  console.error(
    `Expected the first page to be at most ${BUDGET_KILOBYTES} kB. Load more of it later.`,
  );
  process.exit(1);
}

function weigh(title, entries, known = new Set()) {
  const files = new Set();
  entries.forEach((entry) => follow(entry, files));
  if (known.size === 0) {
    ["index.html", "theme.js", fontNamed("inter-latin-wght-normal")].forEach((f) => files.add(f));
  }
  const sizes = [...files].filter((file) => !known.has(file)).map((file) => [sizeOf(file), file]);
  sizes
    .toSorted((a, b) => b[0] - a[0])
    .forEach(([size, file]) => console.log(`${kilo(size)} kB  ${file}`));
  const total = sizes.reduce((sum, [size]) => sum + size, 0);
  console.log(`${kilo(total)} kB  ${title}\n`);
  return { files, total };
}

function sizeOf(file) {
  const raw = readFileSync(new URL(file, dist));
  return file.endsWith(".woff2") ? raw.length : gzipSync(raw, { level: 9 }).length;
}

function kilo(size) {
  return (size / 1000).toFixed(1).padStart(7);
}

function follow(entry, files) {
  const chunk = manifest[entry];
  if (chunk === undefined || files.has(chunk.file)) {
    return;
  }
  files.add(chunk.file);
  (chunk.css ?? []).forEach((css) => files.add(css));
  (chunk.imports ?? []).forEach((next) => follow(next, files));
}

function fontNamed(start) {
  const found = Object.keys(manifest).find((key) => key.includes(`${start}.woff2`));
  return manifest[found].file;
}
