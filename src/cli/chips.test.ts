import { Command } from "commander";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { verb as chip } from "./chip.ts";
import { verb as chips } from "./chips.ts";
import { verb as compare } from "./compare.ts";
import type { Verb } from "./verb.ts";

let out = "";
let err = "";
beforeEach(() => {
  out = "";
  err = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    err += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function run(verb: Verb, ...words: string[]): Promise<string> {
  const command = new Command("verb").exitOverride();
  verb.configure(command);
  await command.parseAsync(words, { from: "user" });
  return out;
}

describe("silico chips", () => {
  it("lists all chips, one a line, and says how many can be used", async () => {
    const lines = (await run(chips)).trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(90);
    expect(lines.some((line) => line.startsWith("br166 ") && line.includes("~680"))).toBe(true);
    expect(err).toMatch(/\d+ chips, \d+ with figures enough/u);
  });

  it("filters by vendor, role, status and use", async () => {
    const json = JSON.parse(await run(chips, "--vendor", "biren", "--role", "training", "--usable", "--json"));
    expect(json.schema).toBe("silico/chips/1");
    const ids = json.chips.map((entry: { id: string }) => entry.id);
    expect(ids).toContain("br166l");
    expect(ids).not.toContain("br20x");
    expect(ids).not.toContain("h20");
  });

  it("lists systems", async () => {
    expect(await run(chips, "--systems")).toContain("cloudmatrix-384");
  });

  it("lists where sources disagree, with the reason", async () => {
    const text = await run(chips, "--vendor", "Biren", "--rivals");
    expect(text).toContain("br166c, board power: 450 W [pingan-biren, Figure 20]");
    expect(text).toMatch(/not 300 W \[biren-site/u);
    expect(text).toContain("because the prospectus table");
    expect(err).toMatch(/\d+ figures on which sources disagree/u);
  });

  it("prints CSV of every field", async () => {
    expect((await run(chips, "--vendor", "Axera", "--csv")).split("\r\n")[0]).toContain("chip,name,name_zh,vendor");
  });

  it.each([
    [["--vendor", "birren"], 'Did you mean "Biren"'],
    [["--role", "decoder"], 'Did you mean "decode"'],
    [["--status", "sold"], "One of: shipping"],
  ])("refuses %s", async (words, message) => {
    await expect(run(chips, ...words)).rejects.toThrow(message);
  });
});

describe("silico chip", () => {
  it("shows a chip under any of its names", async () => {
    expect(await run(chip, "昇腾950DT")).toContain("ascend-950dt");
  });

  it("shows the chip of a system", async () => {
    expect(await run(chip, "CloudMatrix384")).toContain("ascend-910c");
    expect(err).toContain("384");
  });

  it("prints JSON", async () => {
    const json = JSON.parse(await run(chip, "BR166", "--json"));
    expect(json).toMatchObject({ schema: "silico/chip/1", id: "br166", exportControl: { class: "3A090.a" } });
    expect(json.spec.estimates.peakBf16).toEqual({ low: 512e12, central: 680e12, high: 1024e12 });
  });

  it("suggests a name", async () => {
    await expect(run(chip, "BR1666")).rejects.toThrow('Did you mean "br166"');
  });
});

describe("silico compare", () => {
  it("compares two or more chips", async () => {
    expect(await run(compare, "h20", "950pr", "tg-gen3")).toContain("/ h20");
    out = "";
    const json = JSON.parse(await run(compare, "h20", "950pr", "--json"));
    expect(json).toMatchObject({ schema: "silico/compare/1", kind: "chips", names: ["h20", "ascend-950pr"] });
  });

  it.each([
    [["h20"], "two or more names"],
    [["h20", "h2000"], 'names[1]: unknown chip "h2000"'],
    [["h20", "H20"], "named twice"],
    [["foo", "bar"], 'unknown chip "foo"'],
  ])("refuses %s", async (words, message) => {
    await expect(run(compare, ...words)).rejects.toThrow(message);
  });
});
