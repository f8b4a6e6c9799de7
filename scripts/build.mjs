// Bundles the command line, the library and the browser build of the library into dist/, with the types of the library.
import { execFileSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { build } from "esbuild";
import { browserBuild } from "./browser-build.mjs";
import { yamlImport } from "./yaml-import.mjs";

rmSync("dist", { recursive: true, force: true });
const common = {
  bundle: true,
  format: "esm",
  target: "es2023",
  plugins: [yamlImport.esbuild()],
  sourcemap: true,
  logLevel: "warning",
};
// Heavy libraries stay outside the bundle and are imported only by the verbs that need them: a quick verb starts quickly.
const node = {
  ...common,
  platform: "node",
  packages: "external",
  splitting: true,
  outdir: "dist",
  chunkNames: "chunks/[name]-[hash]",
};
await build({ ...node, entryPoints: { cli: "src/cli/main.ts", index: "src/index.ts" } });
chmodSync("dist/cli.js", 0o755);
await browserBuild("dist/browser");
const compiler = createRequire(import.meta.url)
  .resolve("typescript/package.json")
  .replace(/package\.json$/, "bin/tsc");
execFileSync(process.execPath, [compiler, "-p", "tsconfig.types.json"], { stdio: "inherit" });
