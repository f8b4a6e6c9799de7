import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeShared, sharedPath } from "../../test/shared.ts";
import { readChunks } from "../scenario/read-chunks.ts";
import { readTrace } from "./read-trace.ts";

const encoder = new TextEncoder();
const read = (text: string, pieces: readonly number[] = []) => {
  const bytes = encoder.encode(text);
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (const size of pieces) {
    chunks.push(bytes.slice(at, at + size));
    at += size;
  }
  chunks.push(bytes.slice(at));
  return readTrace(chunks, { file: "t.csv" });
};
const header = "TIMESTAMP,ContextTokens,GeneratedTokens";
const row = (second: string, prompt: number | string, output: number | string) =>
  `2023-11-16 18:15:${second},${prompt},${output}`;

describe("Azure CSV", () => {
  test("times are seconds from the first, to the digit", () => {
    const { columns, format, notes } = read(
      `${header}\n${row("46.6805900", 374, 44)}\n${row("50.9951690", 396, 109)}\n`,
    );
    expect(format).toBe("azure");
    expect(notes).toEqual([]);
    expect([...columns.promptTokens]).toEqual([374, 396]);
    expect([...columns.outputTokens]).toEqual([44, 109]);
    expect(columns.arrivalSeconds[0]).toBe(0);
    expect(columns.arrivalSeconds[1]).toBeCloseTo(4.314579, 12);
  });
  test("midnight, months and leap days", () => {
    const at = (...times: string[]) => [
      ...read(`${header}\n${times.map((time) => `${time},1,1`).join("\n")}`).columns.arrivalSeconds,
    ];
    expect(at("2024-02-28 23:59:59.5", "2024-02-29 00:00:00.5", "2024-03-01 00:00:00.5")).toEqual([0, 1, 86401]);
    expect(at("2024-05-10T00:00:00.25+00:00", "2024-05-10T02:00:01.25+02:00")).toEqual([0, 1]);
  });
  test("line ends, byte order mark, quotes, extra columns, no last line end and cuts anywhere change nothing", () => {
    const rows = [row("46.6805900", 374, 44), row("46.6805900", 3, 5), row("59", 12345, 6)];
    const plain = read(`${header}\n${rows.join("\n")}\n`).columns;
    const crlf = `\uFEFF${header},Note\r\n${rows.map((line) => `"${line.split(",")[0]}",${line.split(",").slice(1)},"a,b"`).join("\r\n")}`;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }), (pieces) => {
        const { columns } = read(crlf, pieces);
        expect(columns.arrivalSeconds).toEqual(plain.arrivalSeconds);
        expect(columns.promptTokens).toEqual(plain.promptTokens);
        expect(columns.outputTokens).toEqual(plain.outputTokens);
      }),
    );
  });
  test("what is written is what is read", () => {
    const requests = fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 1, max: 200_000 }),
        fc.integer({ min: 1, max: 9999 }),
      ),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(requests, (list) => {
        const sorted = [...list].sort((a, b) => a[0] - b[0]);
        const { columns } = read(
          [header, ...list.map(([s, p, o]) => row(String(s).padStart(2, "0"), p, o))].join("\n"),
        );
        expect([...columns.promptTokens]).toEqual(sorted.map(([, prompt]) => prompt));
        expect([...columns.outputTokens]).toEqual(sorted.map(([, , output]) => output));
        expect([...columns.arrivalSeconds]).toEqual(sorted.map(([second]) => second - (sorted[0]?.[0] ?? 0)));
      }),
    );
  });
  test("unsorted rows are sorted and equal times kept, both with a note", () => {
    const { columns, notes } = read([header, row("10", 1, 1), row("05", 2, 2), row("10", 3, 3)].join("\n"));
    expect([...columns.promptTokens]).toEqual([2, 1, 3]);
    expect(notes.join()).toMatch(/1 rows stood before their predecessor.*1 requests arrive at the same time/);
  });
});

describe("bad rows name file, line, column and value", () => {
  test.each([
    [
      "a zero length",
      row("1", 0, 5).replace(":1,", ":01,"),
      /t.csv: line 2, ContextTokens: expected a whole number of tokens .* got "0"/,
    ],
    ["a negative length", row("01", 5, -3), /line 2, GeneratedTokens: .* got "-3"/],
    ["a word", row("01", "many", 5), /line 2, ContextTokens: .* got "many"/],
    ["an empty field", row("01", "", 5), /line 2, ContextTokens: .* is empty/],
    ["too few columns", "2023-11-16 18:15:01,5", /line 2: has 2 columns, the header has 3/],
    ["no time", "yesterday,5,5", /line 2, TIMESTAMP: cannot read "yesterday" as a time/],
    ["an impossible time", "2023-13-16 18:15:01,5,5", /cannot read "2023-13-16 18:15:01" as a time/],
  ])("%s", (_, line, message) => {
    expect(() => read(`${header}\n${line}\n`)).toThrow(message);
  });
  test("all are told, up to twenty, then reading stops", () => {
    const bad = Array.from({ length: 5 }, (_, i) => row(`0${i}`, 0, 1)).join("\n");
    expect(() => read(`${header}\n${bad}`)).toThrow(/line 2,[\s\S]*line 6,/);
    let pulled = 0;
    const endless = function* () {
      yield encoder.encode(`${header}\n`);
      for (;;) {
        pulled += 1;
        yield encoder.encode("garbage,garbage,garbage\n".repeat(400));
      }
    };
    expect(() => readTrace(endless(), { file: "big.csv" })).toThrow(/line 21[\s\S]*20 bad rows; reading stopped there/);
    expect(pulled).toBeLessThan(5);
  });
  test("a file without line ends is refused before it fills memory", () => {
    const zeros = new Uint8Array(1 << 20);
    let pulled = 0;
    const endless = function* () {
      yield encoder.encode(`${header}\n`);
      for (;;) {
        pulled += 1;
        yield zeros;
      }
    };
    expect(() => readTrace(endless(), { file: "big.csv" })).toThrow(/big.csv: line 2: is longer than 16 MB/);
    expect(pulled).toBeLessThan(20);
  });
  test("missing columns, empty file, header alone, web page, foreign JSON", () => {
    expect(() => read("TIMESTAMP,Tokens\n1,2\n")).toThrow(
      /line 1: the header .* has no column ContextTokens .* and none GeneratedTokens/,
    );
    expect(() => read("")).toThrow(/t.csv: the file is empty/);
    expect(() => read(`${header}\n`)).toThrow(/t.csv: has no requests/);
    expect(() => read("<!doctype html>")).toThrow(/web page/);
    expect(() => read('{"a": 1}')).toThrow(/cannot tell what this JSON is/);
  });
});

describe("other formats", () => {
  test("Mooncake: milliseconds, and prefix blocks with dense identities", () => {
    const line = (timestamp: number, hashes: number[]) =>
      JSON.stringify({ timestamp, input_length: 512 * hashes.length, output_length: 5, hash_ids: hashes });
    const { columns, format } = read([line(0, [7, 9e15, 8]), line(3000, [7, 9e15]), line(3000, [1])].join("\n"));
    expect(format).toBe("mooncake");
    expect([...columns.arrivalSeconds]).toEqual([0, 3, 3]);
    expect(columns.prefix?.blockTokens).toBe(512);
    expect([...(columns.prefix?.blocks ?? [])]).toEqual([0, 1, 2, 0, 1, 3]);
    expect([...(columns.prefix?.offsets ?? [])]).toEqual([0, 3, 5, 6]);
  });
  test("Mooncake: bad rows", () => {
    const good = '{"timestamp": 0, "input_length": 5, "output_length": 5, "hash_ids": [1]}\n';
    expect(() => read(`${good}{"timestamp": 0, "input_length": 0, "output_length": 5}`)).toThrow(
      /line 2, input_length: .* got "0"/,
    );
    expect(() => read(`${good}{"input_length": 1, "output_length": 5}`)).toThrow(/line 2, timestamp: .* is missing/);
    expect(() => read(`${good}nonsense`)).toThrow(/line 2: is not JSON: "nonsense"/);
    expect(() => read(good.replace("[1]", "[1, 2]"))).toThrow(/2 blocks of 512 tokens for a prompt of 5 tokens/);
  });
  test("lengths alone have no arrivals", () => {
    const { columns, hasArrivals, format } = read(
      "num_prefill_tokens,num_decode_tokens,num_total_tokens\n3772,54,3826\n2015,156,2171\n",
    );
    expect([format, hasArrivals, columns.count]).toEqual(["lengths", false, 2]);
    expect([...columns.outputTokens]).toEqual([54, 156]);
  });
  test("vllm bench serve: failed requests are left out, totals alone are refused", () => {
    const result = {
      backend: "vllm",
      request_throughput: 1,
      input_lens: [10, 20, 30],
      output_lens: [1, 0, 3],
      errors: ["", "timeout", ""],
    };
    const { columns, hasArrivals, format } = read(JSON.stringify(result));
    expect([format, hasArrivals, [...columns.promptTokens]]).toEqual(["vllm-bench", false, [10, 30]]);
    const timed = read(JSON.stringify({ ...result, start_times: [100.5, 101, 102] }));
    expect([...timed.columns.arrivalSeconds]).toEqual([0, 1.5]);
    expect(() => read(JSON.stringify({ backend: "vllm", request_throughput: 1 }))).toThrow(/--save-detailed/);
  });
  test("inference-perf: per-request metrics", () => {
    const entry = (start: number, input: number) => ({
      start_time: start,
      end_time: start + 1,
      request: "{}",
      info: { input_tokens: input, output_tokens: 7 },
    });
    const { columns, format } = read(
      JSON.stringify([entry(5, 100), { ...entry(5.5, 0), error: { error_type: "timeout" } }, entry(6, 50)]),
    );
    expect(format).toBe("inference-perf");
    expect([...columns.arrivalSeconds]).toEqual([0, 1]);
    expect([...columns.promptTokens]).toEqual([100, 50]);
  });
});

describeShared("published traces", () => {
  test.each([
    ["azure_code_2023.csv", 8819, 3435.948],
    ["azure_conv_2023.csv", 13556, 2284.8587],
    ["mooncake_conversation.jsonl", 12031, 3537],
    ["vidur_arxiv_summarization.csv", 28257, 0],
  ] as const)("%s", (name, count, span) => {
    const { columns } = readTrace(readChunks(sharedPath("data", "traces", name)), { file: name });
    expect(columns.count).toBe(count);
    expect(Math.abs((columns.arrivalSeconds[count - 1] ?? 0) - span)).toBeLessThan(0.5);
  });
});
