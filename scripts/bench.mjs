// Runs the benchmarks: every bench/*.bench.ts, bundled and in a process of its own, or those whose names contain the given words.
// They print speed and memory; nothing is judged here, since machines differ.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { cpus } from "node:os";
import { build } from "esbuild";
import { yamlImport } from "./yaml-import.mjs";

const wanted = process.argv.slice(2);
const names = readdirSync("bench")
  .filter((file) => file.endsWith(".bench.ts"))
  .filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))
  .sort();
await build({
  entryPoints: names.map((file) => `bench/${file}`),
  bundle: true,
  platform: "node",
  format: "esm",
  target: "es2023",
  packages: "external",
  plugins: [yamlImport.esbuild()],
  outdir: "dist/bench",
  logLevel: "warning",
});
console.log(`Node ${process.version}, ${cpus()[0]?.model ?? "unknown CPU"}`);
let failed = 0;
for (const file of names) {
  console.log(`\n${file.replace(".bench.ts", "")}`);
  const { status } = spawnSync(process.execPath, ["--expose-gc", `dist/bench/${file.replace(/\.ts$/, ".js")}`], {
    stdio: "inherit",
  });
  if (status !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
