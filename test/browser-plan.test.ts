import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
// @ts-expect-error: a build script in plain JavaScript
import { browserBuild } from "../scripts/browser-build.mjs";
import * as silico from "../src/index.ts";
import { type BrowserPage, chromiumPath, openBrowser } from "./browser-page.ts";

const text = `
version: 1
name: browser-test
model: meta-llama/Llama-3.1-8B-Instruct
workload: { generator: { prompt: { kind: lognormal, median: 600, sigma: 0.7, min: 16, max: 8000 }, output: 150 }, requests: 800 }
targets: { ttft: { p90: 1 s }, tpot: { p90: 30 ms } }
demand: 40
chips: [h100-sxm, mi300x]
plan: { verify: 2 }
`;

describe.skipIf(chromiumPath === undefined)("the library in a browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "silico-browser-"));
  let browser: BrowserPage;
  beforeAll(async () => {
    await browserBuild(folder);
    browser = await openBrowser(folder);
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("plans and verifies a fleet with the same bytes as Node", async () => {
    const { json } = await browser.plan(text, "browser-test.yaml");
    const scenario = silico.loadScenario({ text, file: "browser-test.yaml", folder: "/" });
    const prepared = silico.preparePlan(scenario, await silico.loadSolver(), { simulates: true });
    const plan = silico.planScenario(prepared.inputs);
    expect(plan.search.simulations).toBeGreaterThan(0);
    expect(json).toBe(JSON.stringify(silico.planJson(plan, prepared.context)));
  });

  test("a scenario that names a file says that there is none", async () => {
    const lost = text.replace(/generator: \{.*\}, requests/, "trace: my-trace.csv, requests");
    await expect(browser.plan(lost, "browser-test.yaml")).rejects.toThrow(/my-trace\.csv.*no such file/);
  });

  test("the bundle keeps to its budget", () => {
    // 1.75 MB when written, most of it facts; a heavy library that slips in doubles it.
    expect(readFileSync(join(folder, "silico.js")).length).toBeLessThan(2_200_000);
  });
});
