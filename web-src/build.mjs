// Bundles the pages into the package: node build.mjs [--out FOLDER] [--watch]
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: { out: { type: "string" }, watch: { type: "boolean", default: false } },
});
const out = resolve(values.out ?? join(here, "../coach/apps/web/static"));

// Each page is src/NAME/NAME.jsx, which imports its style sheet.
const pages = (await readdir(join(here, "src"), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && entry.name !== "styles" && entry.name !== "parts")
  .map((entry) => `src/${entry.name}/${entry.name}.jsx`)
  .sort();

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await cp(join(here, "public"), out, { recursive: true });
await cp(join(here, "shell.html"), join(out, "shell.html"));

const context = await esbuild.context({
  absWorkingDir: here,
  entryPoints: pages,
  entryNames: "[name]",
  chunkNames: "part-[hash]",
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  jsx: "automatic",
  jsxImportSource: "preact",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
});
const built = await context.rebuild();
await writeFile(join(out, "LICENSES.txt"), await licences(Object.keys(built.metafile.inputs)));
if (values.watch) await context.watch();
else await context.dispose();

/** The licences of the libraries that went into the bundle. */
async function licences(inputs) {
  const folders = new Set();
  for (const input of inputs) {
    const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) folders.add(found[1]);
  }
  const parts = [];
  for (const name of [...folders].sort()) {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(basename(entry)));
    const text = file ? await readFile(join(folder, file), "utf8") : `${license}\n`;
    parts.push(`${name} ${version}\n\n${text.trim()}\n`);
  }
  return parts.join(`\n${"-".repeat(72)}\n\n`);
}
