import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { probeEndpoint } from "./probe-endpoint.ts";

/** A small server with the shape of an OpenAI-compatible one: two words are three tokens, a token a few milliseconds. */
let server: Server;
let url = "";
let mostInFlight = 0;
beforeAll(async () => {
  let inFlight = 0;
  server = createServer((request, response) => {
    if (request.url === "/v1/models") {
      response.end(JSON.stringify({ data: [{ id: "tiny" }] }));
      return;
    }
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", async () => {
      const {
        prompt,
        max_tokens: wanted,
        model,
      } = JSON.parse(body) as { prompt: string; max_tokens: number; model: string };
      if (model !== "tiny") {
        response.writeHead(404).end("no such model");
        return;
      }
      inFlight += 1;
      mostInFlight = Math.max(mostInFlight, inFlight);
      const promptTokens = Math.round(prompt.split(" ").length * 1.5);
      const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
      response.writeHead(200, { "content-type": "text/event-stream" });
      await pause(promptTokens / 50);
      for (let i = 0; i < wanted; i++) {
        response.write(`data: ${JSON.stringify({ choices: [{ text: "x" }] })}\n\n`);
        await pause(2);
      }
      response.write(
        `data: ${JSON.stringify({ choices: [], usage: { prompt_tokens: promptTokens, completion_tokens: wanted } })}\n\ndata: [DONE]\n\n`,
      );
      response.end();
      inFlight -= 1;
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const options = {
  promptTokens: [100, 600],
  outputTokens: 8,
  concurrencies: [4],
  budgetSeconds: 30,
  requestTimeoutSeconds: 10,
  seed: 1,
};

test("probes lengths one at a time, then closed loops, counting tokens as the server does", async () => {
  const { model, runs } = await probeEndpoint({ ...options, url });
  expect(model).toBe("tiny");
  expect(runs.map((run) => run.concurrency)).toEqual([1, 1, 4]);
  expect(runs[0]!.promptTokens).toBeGreaterThan(90);
  expect(runs[0]!.promptTokens).toBeLessThan(110);
  expect(runs[1]!.promptTokens).toBeGreaterThan(540);
  expect(runs.every((run) => run.outputTokens === 8 && run.failed === 0)).toBe(true);
  expect(runs[1]!.ttftSeconds.mean!).toBeGreaterThan(0.01);
  expect(runs[0]!.tpotSeconds.mean!).toBeGreaterThan(0.0015);
  expect(mostInFlight).toBe(4);
});

test("a base address may end in /v1", async () => {
  const { runs } = await probeEndpoint({ ...options, url: `${url}/v1/`, promptTokens: [50], concurrencies: [] });
  expect(runs).toHaveLength(1);
});

test("a wrong model or a dead address says what to do", async () => {
  await expect(probeEndpoint({ ...options, url, model: "huge" })).rejects.toThrow(/answered 404: no such model/);
  await expect(probeEndpoint({ ...options, url: "http://127.0.0.1:9" })).rejects.toThrow(
    /127.0.0.1:9: cannot be reached: .*Is the server up/s,
  );
});
