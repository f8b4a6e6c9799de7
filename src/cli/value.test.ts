import { Command } from "commander";
import { afterEach, expect, test, vi } from "vitest";
import { verb as companies } from "./companies.ts";
import { verb as value } from "./value.ts";

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

async function run(verb: typeof value, ...words: string[]): Promise<string> {
  const written: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const command = new Command("verb").exitOverride();
  verb.configure(command);
  await command.parseAsync(words, { from: "user" });
  return written.join("");
}

test("one JSON document with both figures, the lines and the sources", async () => {
  const result = JSON.parse(await run(value, "biren", "--json", "--draws", "100"));
  expect(result.schema).toBe("silico/value/1");
  expect(result.both.printed).toBe(78.63);
  expect(result.lines.revenue.values["2027"]).toBeCloseTo(7029736, 3);
  expect(Object.keys(result.sources)).toContain("pingan");
});

test("drivers are set, scaled and set by year from the command line", async () => {
  const at = async (...words: string[]): Promise<number> =>
    JSON.parse(await run(value, "biren", "--json", "--explain", "value_per_share", "--depth", "0", ...words))
      .explanation.value;
  const rest = await at();
  expect(await at("--set", "wacc=12%")).toBeLessThan(rest);
  expect(await at("--set", "br20x.asp[2028]=120")).toBeGreaterThan(rest);
  expect(await at("--scale", "br20x.units=0.8")).toBeLessThan(rest);
  expect(await at("--valuation-date", "2026-06-02", "--stub", "--timing", "mid")).toBeGreaterThan(rest);
});

test("grids, explanations, lines and statements", async () => {
  const grid = JSON.parse(await run(value, "biren", "--json", "--grid", "wacc=0.10:0.12:3,br20x.asp*0.8:1.2:5"));
  expect(grid.grid.values).toHaveLength(3);
  expect(grid.grid.values[0]).toHaveLength(5);
  expect(await run(value, "biren", "--explain", "fx")).toContain("Ping An Securities (Hong Kong)");
  expect(await run(value, "iluvatar", "--lines")).toContain("zk.units");
  expect(await run(value, "iluvatar", "--statements", "--zh")).toContain("资产负债表");
});

test("bad input is refused with what to do next", async () => {
  await expect(run(value, "birn")).rejects.toThrow(/Did you mean "biren"/);
  await expect(run(value, "kunlun")).rejects.toThrow(/no model of Kunlunxin ships/);
  await expect(run(value, "biren", "--set", "wacc=1%")).rejects.toThrow(/not above terminal growth/);
  await expect(run(value, "biren", "--set", "nope=1")).rejects.toThrow(/no line "nope"/);
  await expect(run(value, "biren", "--set", "price=-1 * net_cash")).rejects.toThrow(
    /gives CNY k, but "price" is in HKD\/share/,
  );
  await expect(run(value, "biren", "--grid", "wacc")).rejects.toThrow(/cannot read axis/);
  await expect(run(value, "biren", "--draws", "1.5")).rejects.toThrow(/expected a whole number/);
  await expect(run(value, "biren", "--scenario", "boom")).rejects.toThrow(/Known: bear, base, bull/);
});

test("companies: all, one, markets, tokens", async () => {
  expect(await run(companies)).toContain("壁仞科技");
  expect(await run(companies, "axera")).toContain("HKD 2,848.44");
  expect(await run(companies, "--markets")).toContain("Frost & Sullivan");
  expect(JSON.parse(await run(companies, "--tokens", "--json")).tokenDemand.ranking).toHaveLength(20);
});
