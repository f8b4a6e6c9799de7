// Bundles the library for browsers: dist/browser/silico.js and the solver's WebAssembly beside it, which it fetches.
// The same sources as in Node. Files do not exist there: paths are plain text, and opening one fails in words.
import { copyFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { yamlImport } from "./yaml-import.mjs";

/** What the sources ask of node:path, on POSIX paths. */
const pathModule = `
const parts = (path) => path.split("/").filter((part) => part !== "");
export function resolve(...paths) {
  const kept = [];
  for (const part of parts(paths.reduce((all, path) => (path.startsWith("/") ? path : all + "/" + path), "/")))
    if (part === "..") kept.pop();
    else if (part !== ".") kept.push(part);
  return "/" + kept.join("/");
}
export const basename = (path) => parts(path).at(-1) ?? "";
export const dirname = (path) => {
  const head = parts(path).slice(0, -1).join("/");
  return path.startsWith("/") ? "/" + head : head === "" ? "." : head;
};
export const join = (...paths) => paths.join("/").replace(/\\/+/g, "/");
`;

const fileNames = ["closeSync", "openSync", "readFileSync", "readSync", "statSync"];
const fileModule = `
const none = () => { throw Object.assign(new Error("there are no files in a browser"), { code: "ENOENT" }); };
export const existsSync = () => false;
${fileNames.map((name) => `export const ${name} = none;`).join("\n")}
`;

const modules = {
  "node:path": pathModule,
  "node:fs": fileModule,
  // Asked for by the solver's loader where it finds itself in Node.
  "node:module": "export const createRequire = () => undefined;",
};

const browserModules = {
  name: "browser-modules",
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path, importer }) =>
      path in modules
        ? { path, namespace: "browser-modules" }
        : { errors: [{ text: `${importer} needs ${path}, which no browser has` }] },
    );
    build.onLoad({ filter: /.*/, namespace: "browser-modules" }, ({ path }) => ({ contents: modules[path] }));
  },
};

/** @param {string} folder where the two files go */
export async function browserBuild(folder) {
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: { silico: "src/index.ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2023",
    plugins: [yamlImport.esbuild(), browserModules],
    outdir: folder,
    logLevel: "error",
  });
  copyFileSync(createRequire(import.meta.url).resolve("highs/runtime"), join(folder, "highs.wasm"));
}
