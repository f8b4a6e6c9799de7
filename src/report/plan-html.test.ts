import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadSolver } from "../cli/highs-solver.ts";
import { preparePlan } from "../cli/plan-inputs.ts";
import type { PlanResult } from "../planning/plan.ts";
import { planScenario } from "../planning/plan-scenario.ts";
import { poolPhysics } from "../planning/pool-physics.ts";
import { latencyCurves } from "../planning/simulate-fleet.ts";
import { loadScenario } from "../scenario/load-scenario.ts";
import { brailleScatter } from "./braille-scatter.ts";
import { planHtml } from "./plan-html.ts";
import { type PlanContext, planCsv, planJson } from "./plan-json.ts";
import { planText } from "./plan-text.ts";

const text = `
version: 1
name: report-test
model: meta-llama/Llama-3.1-8B-Instruct
workload: { generator: { prompt: { kind: uniform, low: 100, high: 1500 }, output: 120 }, requests: 600 }
targets: { ttft: { p90: 1 s }, tpot: { p90: 40 ms } }
demand: 10
chips: [h100-sxm, mi300x, <script>]
prices: { chips: { h100-sxm: { purchase: 27500 USD, source: "a & <b>list</b>" }, mi300x: { purchase: 15000 USD } } }
plan: { verify: 2 }
`;

let result: PlanResult;
let context: PlanContext;
let html: string;
let infeasible: string;
let idle: string;
let draw: () => string;

beforeAll(async () => {
  const solve = await loadSolver();
  const prepare = (source: string) =>
    preparePlan(loadScenario({ text: source, file: "report-test.yaml", folder: "/" }), solve, { simulates: true });
  const prepared = prepare(text.replace(", <script>", ""));
  result = planScenario(prepared.inputs);
  context = prepared.context;
  const pools = result.pools.get(result.recommended!.id)!;
  draw = () =>
    planHtml({
      result,
      context,
      physics: poolPhysics(prepared.inputs.model, pools),
      latency: latencyCurves(pools, prepared.simulation),
    });
  html = draw();
  const hopeless = prepare(text.replace(", <script>", "").replace("40 ms", "0.1 ms"));
  infeasible = planHtml({ result: planScenario(hopeless.inputs), context: hopeless.context, physics: [] });
  const quiet = prepare(text.replace(", <script>", "").replace("demand: 10", "demand: 0"));
  idle = planHtml({ result: planScenario(quiet.inputs), context: quiet.context, physics: [] });
});

describe("the HTML report", () => {
  test("holds everything in one file: no script, no link, no fetch", () => {
    expect(html).not.toMatch(/<script|<link rel="style|@import|url\(http|src="http|href="http/i);
    expect(html.match(/<svg /g)).toHaveLength(10);
    expect(html).toContain("a &amp; &lt;b&gt;list&lt;/b&gt;");
    for (const caption of html.match(/<figcaption>([^<]*)</g)!) expect(caption).toMatch(/source|roofs/i);
  });
  test("the same plan is the same bytes", () => {
    expect(draw()).toBe(html);
  });
  test("shows no speed and no price a token without traffic", () => {
    expect(idle).toMatch(/Recommended/);
    expect(idle).not.toMatch(/Cost against speed|NaN|undefined/);
  });
  test("says what binds where no fleet does it", () => {
    expect(infeasible).toMatch(/No fleet does this/);
    expect(infeasible).toMatch(/Nearest miss/);
  });
});

describe("the other forms of the plan", () => {
  test("JSON has the contract's fields and no NaN", () => {
    const json = JSON.parse(JSON.stringify(planJson(result, context)));
    expect(json).toMatchObject({ schema: "silico/plan/1", status: "ok" });
    expect(json.recommended.fleet[0]).toMatchObject({ chip: expect.any(String), count: expect.any(Number) });
    expect(json.recommended.costPerMillionTokens).toMatchObject({
      input: expect.any(Number),
      output: expect.any(Number),
      blended: expect.any(Number),
      currency: "USD",
    });
    expect(json.recommended.service.ttftSeconds.p90).toBeGreaterThan(0);
    expect(json.candidates.length).toBeGreaterThan(1);
    expect(json.frontier.length).toBeGreaterThan(0);
    for (const { what, reason } of json.excluded) expect(typeof what + typeof reason).toBe("stringstring");
    expect(JSON.stringify(planJson(result, context))).not.toMatch(/NaN|Infinity/);
    expect(json.recommended.tokensPerYuan).toBeLessThan(json.recommended.tokensPerDollar);
  });
  test("CSV has a row per candidate and a column per field", () => {
    const lines = planCsv(result, context.rates).trimEnd().split("\r\n");
    expect(lines).toHaveLength(1 + result.candidates.length + result.unpriced.length);
    expect(lines[0]).toMatch(/^rank,id,kind,.*costPerMillionTokens\.blended/);
  });
  test("text fits the width asked for, with fleets of three pools too", () => {
    expect(planText(result, context, 100)).toContain(result.recommended!.id);
    const three = {
      ...result.candidates[0]!,
      isHypothetical: true,
      id: Array(3).fill(result.candidates[0]!.id).join(" + "),
    };
    for (const width of [100, 120])
      for (const row of planText({ ...result, candidates: [three, ...result.candidates] }, context, width).split("\n"))
        expect(row.length, row).toBeLessThanOrEqual(width);
  });
  test("the scatter plot places the cheapest lowest and the fastest leftmost", () => {
    const rows = brailleScatter(
      [
        { x: 1, y: 10, mark: "A" },
        { x: 10, y: 1, mark: "B" },
      ],
      { width: 20, height: 6, xLabel: "x", yLabel: "y", formatX: String, formatY: (y) => y.toFixed(1) },
    );
    const rowOf = (mark: string) => rows.findIndex((row) => row.includes(mark));
    expect(rowOf("A")).toBeLessThan(rowOf("B"));
    expect(rows[rowOf("A")]!.indexOf("A")).toBeLessThan(rows[rowOf("B")]!.indexOf("B"));
    expect(
      brailleScatter([], { width: 20, height: 6, xLabel: "", yLabel: "", formatX: String, formatY: String }),
    ).toEqual([]);
  });
});

const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

describe.skipIf(chromium === undefined)("the report in a browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "silico-report-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("opens from disk without errors or network, shows every chart, and fits 1280 and 390 pixels", async () => {
    const file = join(folder, "report.html");
    writeFileSync(file, html);
    const { chromium: browserType } = await import("playwright-core");
    const browser = await browserType.launch({ executablePath: chromium!, args: ["--no-sandbox"] });
    try {
      for (const width of [1280, 390]) {
        const page = await browser.newPage({ viewport: { width, height: 900 } });
        const trouble: string[] = [];
        const fetched: string[] = [];
        page.on("console", (message) => trouble.push(message.text()));
        page.on("pageerror", (error) => trouble.push(error.message));
        page.on("request", (request) => fetched.push(request.url()));
        await page.goto(pathToFileURL(file).href);
        const seen = await page.evaluate(`(() => {
          const charts = [...document.querySelectorAll("figure svg")].filter((svg) => svg.getBoundingClientRect().width > 0);
          const texts = charts.flatMap((svg) => [...svg.querySelectorAll("text")]).filter((text) => text.textContent.trim() !== "");
          const scale = charts.map((svg) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width);
          return {
            charts: charts.map((svg) => svg.querySelectorAll("path").length),
            smallest: Math.min(...texts.map((text) => parseFloat(getComputedStyle(text).fontSize))) * Math.min(...scale),
            overflow: document.documentElement.scrollWidth - window.innerWidth,
            title: document.title,
          };
        })()`);
        expect(seen).toMatchObject({ overflow: 0, title: "report-test: meta-llama/Llama-3.1-8B-Instruct" });
        const { charts, smallest } = seen as { charts: number[]; smallest: number };
        expect(charts, `${width}`).toHaveLength(5);
        for (const paths of charts) expect(paths).toBeGreaterThan(5);
        expect(smallest, `${width}`).toBeGreaterThan(9.5);
        expect(trouble).toEqual([]);
        expect(fetched.filter((url) => !url.startsWith("file:") && !url.startsWith("data:"))).toEqual([]);
        await page.close();
      }
    } finally {
      await browser.close();
    }
  });
});
