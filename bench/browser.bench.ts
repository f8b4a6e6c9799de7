// What a plan costs in a browser against Node: the examples planned and verified in fresh processes and fresh pages, by the
// wall clock, and whether both give the same bytes. Needs a Chromium on the machine.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { chromiumPath, openBrowser, planProgram, type TimedPlan } from "../test/browser-page.ts";

const runs = 3;
const median = (plans: readonly TimedPlan[]): number =>
  plans.map(({ seconds }) => seconds).sort((a, b) => a - b)[Math.floor(plans.length / 2)]!;

/** The same program in a fresh Node process, on the library that `npm run build` wrote. */
function planInNode(text: string, file: string): TimedPlan {
  const program = `import * as silico from "./dist/index.js";
    const plan = await (${planProgram})(silico, ${JSON.stringify(text)}, ${JSON.stringify(file)});
    process.stdout.write(JSON.stringify(plan));`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as TimedPlan;
}

if (chromiumPath === undefined) console.log("  no Chromium on this machine: nothing measured");
else {
  const browser = await openBrowser("dist/browser");
  for (const name of ["chat-70b", "deepseek-r1-mixed"]) {
    const text = readFileSync(`examples/${name}.yaml`, "utf8");
    const node: TimedPlan[] = [];
    const page: TimedPlan[] = [];
    for (let i = 0; i < runs; i++) {
      node.push(planInNode(text, `${name}.yaml`));
      page.push(await browser.plan(text, `${name}.yaml`));
    }
    const [own, other] = [median(node), median(page)];
    const same = new Set([...node, ...page].map(({ json }) => json)).size === 1;
    console.log(
      `  ${name.padEnd(20)} Node ${own.toFixed(2)} s  browser ${other.toFixed(2)} s  ratio ${(other / own).toFixed(2)}  ${same ? "same bytes" : "DIFFERENT BYTES"}`,
    );
  }
  await browser.close();
}
