// Makes dist/ from src/: the page, the launcher for other pages, the demonstration of it, the console. Needs no network.

import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join, parse } from "node:path";
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
  // What the kernels of 360 and 搜狗 on offices' machines understand (docs/design/web-page.md).
  target: ["chrome78", "firefox78", "safari14.1"],
  legalComments: "none",
  logLevel: "warning",
};

async function page() {
  const made = await build({
    ...common,
    entryPoints: { main: "src/main.tsx", form: "src/form/main.tsx" },
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
  const files = (entry) => ({
    script: named.find((name) => name.startsWith(`${entry}-`) && name.endsWith(".js")),
    styles: named.find((name) => name.startsWith(`${entry}-`) && name.endsWith(".css")),
  });
  await fill("index.html", "dist", { old: await tooOld("dist/web"), ...files("main") });
  await fill("form/form.html", "dist", files("form"));
  return writeLicences(made, "dist/web/licences.txt");
}

// The agents' screens. antd needs React itself and younger browsers than the page; each screen is a file of its own.
async function consoleScreens() {
  const made = await build({
    ...common,
    target: ["chrome88", "firefox85", "safari14.1"],
    entryPoints: { console: "src/console/main.tsx" },
    outdir: "dist/console/assets",
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    format: "esm",
    splitting: true,
    jsx: "automatic",
    tsconfig: "src/console/tsconfig.json",
    define: { "process.env.NODE_ENV": '"production"' },
    metafile: true,
    banner: { js: "/*! licences.txt */" },
  });
  const main = Object.entries(made.metafile.outputs).find(([, output]) => output.entryPoint === "src/console/main.tsx");
  const icon = await copied("src/icon.svg", "dist/console/assets");
  const old = await tooOld("dist/console/assets");
  const named = { script: basename(main[0]), styles: basename(main[1].cssBundle), icon, old };
  await fill("console/index.html", "dist/console", named);
  return writeLicences(made, "dist/console/assets/licences.txt");
}

async function writeLicences(made, file) {
  const used = packages(made.metafile.inputs);
  await writeFile(path(file), (await Promise.all(used.map(licence))).join("\n\n"));
  return used;
}

// Without a licence's text of its own: the package of the same authors and repository that has it.
const SAME_LICENCE = { "@ant-design/icons-svg": "@ant-design/icons" };

// Their licences ask that the text comes with every copy, so with the page as well.
async function licence(name) {
  const folder = path("node_modules", SAME_LICENCE[name] ?? name);
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry));
  const text = file ? await readFile(join(folder, file), "utf8") : await inReadme(folder);
  if (!text) {
    throw new Error(`${name} has no text of its licence, which has to come with what is made of it`);
  }
  const { version } = JSON.parse(await readFile(path("node_modules", name, "package.json"), "utf8"));
  return `${name} ${version}\n\n${text.trim()}\n`;
}

// Some have the whole text in their README, under a heading.
async function inReadme(folder) {
  const readme = await readFile(join(folder, "README.md"), "utf8").catch(() => "");
  const text = readme.match(/^#+ Licen[cs]e\s*$([^#]*)/im)?.[1];
  return text?.includes("Copyright") && text.includes("Permission") ? text : null;
}

// Names the packages that something is made from, for the list of their licences.
function packages(inputs) {
  const names = Object.keys(inputs).map((file) => file.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]);
  return [...new Set(names.filter(Boolean))].sort();
}

// Scripts for engines that know no modules; esbuild refuses what they would not understand.
const classic = { ...common, target: "es5", format: "iife" };

async function tooOld(outdir) {
  return hashed({ ...classic, entryPoints: { old: "src/old.ts" }, outdir });
}

async function launcher() {
  const name = await hashed({ ...common, entryPoints: { launcher: "src/widget/widget.ts" }, format: "iife" });
  const define = { LAUNCHER: JSON.stringify(`web/${name}`) };
  await build({ ...classic, entryPoints: { widget: "src/widget/entry.ts" }, outdir: "dist", define });
}

// Builds one script whose name changes with its content; returns the name.
async function hashed(options) {
  const made = await build({ outdir: "dist/web", ...options, entryNames: "[name]-[hash]", metafile: true });
  return basename(Object.keys(made.metafile.outputs)[0]);
}

async function demonstration() {
  await fill("demo/demo.html", "dist", { styles: await copied("src/demo/demo.css", "dist/web") });
}

// Copies a file under a name that changes with its content; returns the name.
async function copied(file, folder) {
  const content = await readFile(path(file));
  const { name, ext } = parse(file);
  const named = `${name}-${createHash("sha256").update(content).digest("hex").slice(0, 8)}${ext}`;
  await writeFile(path(folder, named), content);
  return named;
}

// Writes a page whose {{names}} are those of the files it uses. Others its server fills in.
async function fill(page, folder, names) {
  const html = await readFile(path("src", page), "utf8");
  await writeFile(path(folder, basename(page)), html.replace(/\{\{(\w+)\}\}/g, (whole, name) => names[name] ?? whole));
}

await rm(path("dist"), { recursive: true, force: true });
await mkdir(path("dist/web"), { recursive: true });
await mkdir(path("dist/console/assets"), { recursive: true });
const [ofPage, ofConsole] = await Promise.all([
  page(),
  consoleScreens(),
  launcher(),
  demonstration(),
  cp(path("src/icon.svg"), path("dist/web/icon.svg")),
]);
await writeFile(path("dist/packages.json"), JSON.stringify({ web: ofPage, console: ofConsole }));
await writeFile(path("dist/.stamp"), "");
