import { describe, expect, test } from "vitest";
import { parsePrinted, qualifierIn, rangeOf } from "./printed-number.ts";

const value = (raw: string): number | undefined => {
  const printed = parsePrinted(raw);
  return printed.kind === "number" ? printed.value : undefined;
};

describe("numbers as printed", () => {
  test.each([
    ["1,034", 1034],
    ["(1,201)", -1201],
    ["(270.9%)", -270.9],
    ["-42.2%", -42.2],
    ["−5", -5],
    ["１，２３４", 1234],
    ["（５６）", -56],
    ["RMB139.7bn", 139.7],
    ["HK$158.8bn", 158.8],
    ["10.4 亿元", 10.4],
    ["26.7x", 26.7],
    ["9.43T", 9.43],
    ["1.65mn", 1.65],
    ["RMB 50.23 million", 50.23],
    ["$0.75", 0.75],
    ["689 人", 689],
  ])("%s", (raw, expected) => expect(value(raw)).toBe(expected));

  test.each(["na", "N/A", "ns", "NM", ""])("%j is a missing number", (raw) =>
    expect(parsePrinted(raw).kind).toBe("missing"),
  );
  test.each(["-", "—", "–"])("%j is a dash", (raw) => expect(parsePrinted(raw).kind).toBe("dash"));
  test.each(["12,34", "1,2345", "27.32/65.9", "five", "6 framework contracts"])("%j is not read as a number", (raw) =>
    expect(parsePrinted(raw).kind).toBe("text"),
  );

  test("a range is half a unit of the last digit either way", () => {
    const printed = parsePrinted("(66.0%)");
    if (printed.kind !== "number") throw new Error("not a number");
    expect(rangeOf(printed)).toEqual({ lo: -66.05, hi: -65.95 });
  });

  test("hedges in the sentence open the range", () => {
    expect(qualifierIn("超過 290 家客戶中完成超 900 次實際部署", "290")).toBe("at-least");
    expect(qualifierIn("超過 290 家客戶中完成超 900 次實際部署", "900")).toBe("at-least");
    expect(qualifierIn("首日漲幅接近700%", "700%")).toBe("about");
    expect(qualifierIn("融資最多41.9億港元", "41.9")).toBe("at-most");
    expect(qualifierIn("2023 年營收 3.08 億元", "3.08")).toBe("exact");
    expect(qualifierIn("97% 以上", "97%")).toBe("at-least");
  });
});
