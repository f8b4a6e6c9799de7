// What a plan spends its time on: compiling, capacities, pricing fleets, the integer programme; and the three examples whole.
import { readFileSync } from "node:fs";
import { loadSolver } from "../src/cli/highs-solver.ts";
import { preparePlan } from "../src/cli/plan-inputs.ts";
import { candidateFleets } from "../src/planning/candidates.ts";
import { instanceCapacity } from "../src/planning/capacity.ts";
import { instanceOptions } from "../src/planning/instance-options.ts";
import { planInputs, planScenario } from "../src/planning/plan-scenario.ts";
import { loadScenario } from "../src/scenario/load-scenario.ts";

/** Median of three CPU times after one to warm up. */
function measure(name: string, items: number, unit: string, work: () => unknown): void {
  work();
  const seconds = Array.from({ length: 3 }, () => {
    const start = process.cpuUsage();
    work();
    const used = process.cpuUsage(start);
    return (used.user + used.system) / 1e6;
  }).sort((a, b) => a - b);
  const median = seconds[1]!;
  console.log(
    `  ${name.padEnd(46)} ${(median * 1e3).toFixed(0).padStart(7)} ms CPU  ${Math.round(items / median)
      .toLocaleString("en-US")
      .padStart(12)} ${unit} per second`,
  );
}

const solve = await loadSolver();
const prepare = (name: string) => {
  const file = `examples/${name}.yaml`;
  const scenario = loadScenario({ text: readFileSync(file, "utf8"), file, folder: "examples" });
  return preparePlan(scenario, solve, { simulates: true }).inputs;
};

const mixed = planInputs(prepare("deepseek-r1-mixed"));
const found = instanceOptions(mixed);
measure("search of instance types, 12 chips", found.examined, "configurations", () => instanceOptions(mixed));
const option = found.options.find(({ role }) => role === "aggregated")!;
const context = { role: option.role, targets: mixed.targets, instances: 4, addedSeconds: 0 };
measure("capacity of a compiled instance at its targets", 200, "capacities", () => {
  for (let i = 0; i < 200; i++) instanceCapacity(option.model, context);
});

// Every type stands for many: what pricing costs when a search hands over hundreds of them.
const many = Array.from({ length: Math.ceil(900 / found.options.length) }, (_, copy) =>
  found.options.map((one) => ({ ...one, id: `${one.id} ${copy}`, chip: one.chip })),
).flat();
const prefills = many.filter(({ role }) => role === "prefill").length;
const decodes = many.filter(({ role }) => role === "decode").length;
const noMix = () => ({ status: "infeasible" as const, objective: 0, values: [], gap: 0 });
measure(`fleets priced and ranked, ${prefills} x ${decodes} pairs`, prefills * decodes, "fleets", () =>
  candidateFleets(many, mixed, mixed.rules, noMix),
);
measure("fleets priced, ranked and the mix solved", 1, "plans", () =>
  candidateFleets(found.options, mixed, mixed.rules, solve),
);
for (const name of ["chat-70b", "azure-replay", "deepseek-r1-mixed"]) {
  const inputs = prepare(name);
  measure(`${name}, planned and verified`, 1, "plans", () => planScenario(inputs));
}
