// Makes dist/ from src/: the page, the launcher for other pages, the demonstration of it. Needs no network.

import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import less from "less";

const here = fileURLToPath(new URL(".", import.meta.url));
const path = (...names) => join(here, ...names);

// The chat library's styles are written in Less, a file for each component: only those in use are taken.
const styles = {
  name: "less",
  setup(bundle) {
    bundle.onLoad({ filter: /\.less$/ }, async ({ path: file }) => {
      const made = await less.render(await readFile(file, "utf8"), { filename: file, paths: [path("node_modules")] });
      return { contents: made.css, loader: "css", watchFiles: made.imports };
    });
  },
};

const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  // What the kernels of 360 and 搜狗 on offices' machines understand (docs/web-page.md).
  target: ["chrome78", "firefox78", "safari14.1"],
  legalComments: "none",
  logLevel: "warning",
};

async function page() {
  const made = await build({
    ...common,
    entryPoints: { main: "src/main.tsx" },
    entryNames: "[name]-[hash]",
    outdir: "dist/web",
    format: "esm",
    jsx: "automatic",
    jsxImportSource: "preact",
    mainFields: ["module", "main"],
    define: { "process.env.NODE_ENV": '"production"' },
    alias: {
      react: "preact/compat",
      "react-dom": "preact/compat",
    },
    plugins: [styles],
    metafile: true,
    banner: { js: "/*! licences.txt */" },
  });
  const named = Object.keys(made.metafile.outputs).map((file) => basename(file));
  await fill("index.html", {
    old: await tooOld(),
    script: named.find((name) => name.endsWith(".js")),
    styles: named.find((name) => name.endsWith(".css")),
  });
  const used = packages(made.metafile.inputs);
  await writeFile(path("dist/packages.json"), JSON.stringify(used));
  await writeFile(path("dist/web/licences.txt"), (await Promise.all(used.map(licence))).join("\n\n"));
}

// Their licences ask that the text comes with every copy, so with the page as well.
async function licence(name) {
  const folder = path("node_modules", name);
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry));
  if (!file) {
    throw new Error(`${name} has no file with its licence, which has to come with the page`);
  }
  const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  return `${name} ${version}\n\n${(await readFile(join(folder, file), "utf8")).trim()}\n`;
}

// Names the packages that the page is made from, for the list of their licences.
function packages(inputs) {
  const names = Object.keys(inputs).map((file) => file.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]);
  return [...new Set(names.filter(Boolean))].sort();
}

// Scripts for engines that know no modules; esbuild refuses what they would not understand.
const classic = { ...common, target: "es5", format: "iife" };

async function tooOld() {
  return hashed({ ...classic, entryPoints: { old: "src/old.ts" } });
}

async function launcher() {
  const name = await hashed({ ...common, entryPoints: { launcher: "src/widget/widget.ts" }, format: "iife" });
  const define = { LAUNCHER: JSON.stringify(`web/${name}`) };
  await build({ ...classic, entryPoints: { widget: "src/widget/entry.ts" }, outdir: "dist", define });
}

// Builds one script whose name changes with its content; returns the name.
async function hashed(options) {
  const made = await build({ ...options, entryNames: "[name]-[hash]", outdir: "dist/web", metafile: true });
  return basename(Object.keys(made.metafile.outputs)[0]);
}

async function demonstration() {
  const sheet = await readFile(path("src/demo/demo.css"));
  const name = `demo-${createHash("sha256").update(sheet).digest("hex").slice(0, 8)}.css`;
  await writeFile(path("dist/web", name), sheet);
  await fill("demo/demo.html", { styles: name });
}

// Writes a page whose {{names}} are those of the files it uses. Others the server fills in (channels/page_look.py).
async function fill(page, names) {
  const html = await readFile(path("src", page), "utf8");
  await writeFile(path("dist", basename(page)), html.replace(/\{\{(\w+)\}\}/g, (whole, name) => names[name] ?? whole));
}

await rm(path("dist"), { recursive: true, force: true });
await mkdir(path("dist/web"), { recursive: true });
await Promise.all([page(), launcher(), demonstration(), cp(path("src/icon.svg"), path("dist/web/icon.svg"))]);
await writeFile(path("dist/.stamp"), "");
