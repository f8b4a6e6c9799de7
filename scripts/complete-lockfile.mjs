// Adds to package-lock.json the optional packages of other platforms that npm left out when it locked on this one: without
// them `npm ci` refuses the lock file. Run by `npm run lock` after a dependency changes; a test checks that none is missing.
import { readFileSync, writeFileSync } from "node:fs";

const path = "package-lock.json";
const lock = JSON.parse(readFileSync(path, "utf8"));
const { packages } = lock;
const systems = ["android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "aix", "win32"];
const processors = ["arm64", "x64", "ia32", "ppc64", "riscv64", "s390x", "loong64", "mips64el", "wasm32", "arm"];

/** Is `name` locked where a package at `from` would look for it? */
const isLocked = (from, name) => {
  for (let at = from; ; at = at.includes("/node_modules/") ? at.slice(0, at.lastIndexOf("/node_modules/")) : "") {
    if (packages[`${at === "" ? "" : `${at}/`}node_modules/${name}`] !== undefined) return true;
    if (at === "") return false;
  }
};

let added = 0;
for (const [from, entry] of Object.entries({ ...packages })) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(from, name)) continue;
    // Platform packages are pinned by the package that needs them; fsevents is the one with a range, and long settled.
    const version = /^\d/.test(range) ? range : name === "fsevents" ? "2.3.3" : undefined;
    if (version === undefined) throw new Error(`${name}: no exact version in "${range}"; add it by hand`);
    const parts = name.split(/[/-]/);
    const os = name === "fsevents" ? "darwin" : systems.find((system) => parts.includes(system));
    const cpu = processors.find((processor) => parts.includes(processor));
    packages[`node_modules/${name}`] = {
      version,
      ...(cpu === undefined ? {} : { cpu: [cpu] }),
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...(os === undefined ? {} : { os: [os] }),
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(path, `${JSON.stringify(lock, undefined, 2)}\n`);
console.log(`${path}: ${added} optional packages of other platforms added`);
