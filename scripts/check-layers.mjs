// Fails when a source file imports from a room above its own, when a computing room reaches for the outside world,
// or when files import each other in a circle. Type-only imports count: a type is a dependency too.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseSync } from "oxc-parser";

/** Rooms from the bottom up; a room may import from itself and from rooms before it. */
const rooms = [
  "base",
  "catalog",
  "scenario",
  "workload",
  "perf",
  "serving",
  "training",
  "economics",
  "planning",
  "valuation",
  "report",
  "cli",
];
/** Rooms that compute: no file system, no clock, no validation library, no unseeded randomness. */
const pure = new Set(["base", "workload", "perf", "serving", "training", "economics", "planning", "valuation"]);
const impure = [
  /\bDate\.now\b/,
  /\bMath\.random\b/,
  /\bperformance\.now\b/,
  /\bprocess\.(env|argv|cwd|std)/,
  /\bnew Date\(\)/,
];

/** Math whose last digits ECMAScript leaves to the engine, in any room: src/elementary.ts has it with the same bits everywhere. */
const inexact = [
  /\bMath\.(exp|expm1|log|log1p|log2|log10|pow|hypot|cbrt|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh)\b/,
  /(?<!\b2) \*\* /,
];

const root = resolve("src");
const files = [];
(function walk(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) walk(path);
    else if (/\.ts$/.test(name) && !/\.(test|d)\.ts$/.test(name)) files.push(path);
  }
})(root);

const roomOf = (path) => {
  const parts = relative(root, path).split("/");
  return parts.length === 1 ? (parts[0] === "index.ts" ? "cli" : "base") : parts[0];
};
const problems = [];
const graph = new Map();
for (const file of files) {
  const source = readFileSync(file, "utf8");
  const room = roomOf(file);
  const here = relative(process.cwd(), file);
  if (!rooms.includes(room))
    problems.push(`${here}: room "${room}" is not in the house plan of scripts/check-layers.mjs`);
  const { module } = parseSync(file, source);
  const specifiers = [
    ...module.staticImports.map((entry) => entry.moduleRequest.value),
    ...module.staticExports.flatMap((entry) =>
      entry.entries.flatMap((part) => (part.moduleRequest ? [part.moduleRequest.value] : [])),
    ),
  ];
  // A lazy import keeps to the house plan too, but it closes no circle: nothing waits for it while modules load.
  const lazy = module.dynamicImports.map((entry) =>
    source.slice(entry.moduleRequest.start + 1, entry.moduleRequest.end - 1),
  );
  const edges = [];
  for (const specifier of [...specifiers, ...lazy]) {
    if (specifier.startsWith(".")) {
      const target = resolve(dirname(file), specifier);
      if (!target.startsWith(root)) {
        if (!/\/data\/|package\.json$/.test(target))
          problems.push(`${here}: imports ${specifier}, outside src/ and data/`);
        continue;
      }
      if (specifiers.includes(specifier)) edges.push(target);
      if (rooms.indexOf(roomOf(target)) > rooms.indexOf(room))
        problems.push(`${here}: ${room} must not import from ${roomOf(target)} (${specifier})`);
    } else if (
      pure.has(room) &&
      (/^node:/.test(specifier) || specifier === "zod" || /^(exceljs|echarts|commander)/.test(specifier))
    ) {
      problems.push(`${here}: ${room} computes and must not import ${specifier}`);
    }
  }
  graph.set(file, edges);
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
  for (const pattern of inexact)
    if (pattern.test(code))
      problems.push(`${here}: ${pattern.exec(code)[0].trim()} differs between engines; use src/elementary.ts`);
  if (pure.has(room)) {
    for (const pattern of impure)
      if (pattern.test(code)) problems.push(`${here}: ${room} computes and must not use ${pattern.source}`);
  }
}
const state = new Map();
(function circles(stackless) {
  for (const start of stackless) {
    const stack = [[start, 0]];
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      const [file, next] = top;
      if (next === 0) state.set(file, "open");
      const edges = graph.get(file) ?? [];
      if (next < edges.length) {
        top[1] += 1;
        const target = edges[next];
        if (state.get(target) === "open") {
          const loop = stack.map(([path]) => relative(root, path));
          problems.push(
            `circular import: ${[...loop.slice(loop.indexOf(relative(root, target))), relative(root, target)].join(" -> ")}`,
          );
        } else if (!state.has(target)) stack.push([target, 0]);
      } else {
        state.set(file, "done");
        stack.pop();
      }
    }
  }
})([...graph.keys()].filter((file) => !state.has(file)));

if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exit(1);
}
console.log(`layers: ${files.length} files keep to the house plan`);
