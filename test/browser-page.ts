// The library in a real browser: serves a folder on this machine alone and opens an empty page from it.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, extname, join } from "node:path";

export const chromiumPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);

const kinds: Readonly<Record<string, string>> = { ".js": "text/javascript", ".wasm": "application/wasm" };

/**
 * A plan as the library makes it, start to finish; runs as it stands in Node and in a page. `silico` is the library's
 * module; seconds are of this machine's clock and not part of the plan.
 */
export const planProgram = `async (silico, text, file) => {
  const start = performance.now();
  const scenario = silico.loadScenario({ text, file, folder: "/" });
  const prepared = silico.preparePlan(scenario, await silico.loadSolver(), { simulates: true });
  const plan = silico.planJson(silico.planScenario(prepared.inputs), prepared.context);
  return { seconds: (performance.now() - start) / 1000, json: JSON.stringify(plan) };
}`;

export interface TimedPlan {
  readonly seconds: number;
  readonly json: string;
}

export interface BrowserPage {
  /** Plan a scenario in a fresh page of the served library. */
  readonly plan: (text: string, file: string) => Promise<TimedPlan>;
  readonly close: () => Promise<void>;
}

/** Open a browser on the library that `browserBuild` wrote to `folder`. */
export async function openBrowser(folder: string): Promise<BrowserPage> {
  const { chromium } = await import("playwright-core");
  const server = createServer((request, response) => {
    const name = basename(request.url ?? "");
    const path = join(folder, name);
    if (name === "") response.setHeader("content-type", "text/html").end("<!doctype html><title>silico</title>");
    else if (existsSync(path))
      response.setHeader("content-type", kinds[extname(name)] ?? "application/octet-stream").end(readFileSync(path));
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({ executablePath: chromiumPath!, args: ["--no-sandbox"] });
  return {
    plan: async (text, file) => {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${port}/`);
      const call = `import("/silico.js").then((silico) => (${planProgram})(silico, ${JSON.stringify(text)}, ${JSON.stringify(file)}))`;
      const timed = (await page.evaluate(call)) as TimedPlan;
      await page.close();
      return timed;
    },
    close: async () => {
      await browser.close();
      await new Promise((done) => server.close(done));
    },
  };
}
