// Reads request tables in CSV from bytes: the Azure LLM inference traces (TIMESTAMP,ContextTokens,GeneratedTokens), tables of
// lengths alone (num_prefill_tokens,num_decode_tokens), and other tables whose header names these columns.
// Byte by byte and without strings on the good path: a million rows take a small part of a second.
import { fail } from "../errors.ts";
import { RequestBuilder } from "./request-columns.ts";
import { quoteValue, type RowProblems } from "./row-problems.ts";

/** Header names, lower case without separators, of each column. */
const headerNames = {
  time: ["timestamp", "arrivedat", "arrivaltime", "arrival", "arrivalseconds", "time"],
  prompt: [
    "contexttokens",
    "numprefilltokens",
    "prompttokens",
    "inputtokens",
    "inputlength",
    "requesttokens",
    "promptlen",
  ],
  output: ["generatedtokens", "numdecodetokens", "outputtokens", "outputlength", "responsetokens", "completiontokens"],
} as const;

/** A prompt or answer longer than this is no token count. */
const maxTokens = 100_000_000;

const decoder = new TextDecoder();
const digit0 = 48;
const digit9 = 57;
const comma = 44;
const quote = 34;

/** Days from 1970-01-01 to the given date (Hinnant 2013, "chrono-compatible low-level date algorithms"). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= digit0 && byte <= digit9;

export class CsvTrace {
  readonly builder = new RequestBuilder(65536);
  readonly #problems: RowProblems;
  readonly #file: string | undefined;
  #timeColumn = -1;
  #promptColumn = -1;
  #outputColumn = -1;
  #lastColumn = -1;
  #names: readonly string[] = [];
  #isHeaderRead = false;
  /** Whole seconds that the first timestamp stands for; keeps fractions exact. */
  #baseSeconds = Number.NaN;
  /** Last date seen: rows of one day share its day number. */
  #dateKey = -1;
  #dateSeconds = 0;

  constructor(problems: RowProblems, file: string | undefined) {
    this.#problems = problems;
    this.#file = file;
  }

  get hasArrivals(): boolean {
    return this.#timeColumn >= 0;
  }

  /** Handles one line; `bytes` are only read during the call. */
  line(bytes: Uint8Array, start: number, end: number, line: number): void {
    if (!this.#isHeaderRead) {
      this.#readHeader(decoder.decode(bytes.subarray(start, end)), line);
      return;
    }
    let at = start;
    while (at < end && (bytes[at] === 32 || bytes[at] === 9)) at += 1;
    if (at === end) return;
    let column = 0;
    let time = 0;
    let prompt = -1;
    let output = -1;
    at = start;
    for (;;) {
      const fieldStart = at;
      if (bytes[at] === quote) {
        at += 1;
        while (at < end && bytes[at] !== quote) at += 1;
      }
      while (at < end && bytes[at] !== comma) at += 1;
      if (column === this.#promptColumn) {
        prompt = this.#tokens(bytes, fieldStart, at, line, column);
        if (prompt === 0) return;
      } else if (column === this.#outputColumn) {
        output = this.#tokens(bytes, fieldStart, at, line, column);
        if (output === 0) return;
      } else if (column === this.#timeColumn) {
        time = this.#time(bytes, fieldStart, at);
        if (Number.isNaN(time)) {
          const text = decoder.decode(bytes.subarray(fieldStart, at));
          this.#problems.add(
            line,
            this.#names[column],
            `cannot read ${quoteValue(text)} as a time`,
            "Write 2023-11-16 18:17:03.98, or seconds as a number.",
          );
          return;
        }
      }
      column += 1;
      if (at >= end) break;
      at += 1;
    }
    if (column <= this.#lastColumn) {
      this.#problems.add(
        line,
        undefined,
        `has ${column} ${column === 1 ? "column" : "columns"}, the header has ${this.#names.length}`,
        "Correct or remove the row.",
      );
      return;
    }
    this.builder.add(time, prompt, output);
  }

  #readHeader(text: string, line: number): void {
    if (text.trim() === "") {
      if (line < 100) return;
      fail(
        "schema",
        [`line ${line}`],
        "no header in the first 100 lines",
        "Give a CSV file with a header.",
        this.#file,
      );
    }
    this.#names = text.split(",").map((name) => name.trim().replace(/^"|"$/g, ""));
    const bare = this.#names.map((name) => name.toLowerCase().replace(/[^a-z]/g, ""));
    const find = (names: readonly string[]) => bare.findIndex((name) => names.includes(name));
    this.#timeColumn = find(headerNames.time);
    this.#promptColumn = find(headerNames.prompt);
    this.#outputColumn = find(headerNames.output);
    const missing = [
      ...(this.#promptColumn < 0 ? ["ContextTokens (or num_prefill_tokens, prompt_tokens)"] : []),
      ...(this.#outputColumn < 0 ? ["GeneratedTokens (or num_decode_tokens, output_tokens)"] : []),
    ];
    if (missing.length > 0) {
      fail(
        "schema",
        [`line ${line}`],
        `the header ${quoteValue(text)} has no column ${missing.join(" and none ")}`,
        "Known tables: TIMESTAMP,ContextTokens,GeneratedTokens (Azure) and num_prefill_tokens,num_decode_tokens.",
        this.#file,
      );
    }
    this.#lastColumn = Math.max(this.#timeColumn, this.#promptColumn, this.#outputColumn);
    this.#isHeaderRead = true;
  }

  /** A positive integer, or 0 after noting why not. Accepts `374` and `374.0`. */
  #tokens(bytes: Uint8Array, start: number, end: number, line: number, column: number): number {
    let value = 0;
    let at = start;
    while (at < end) {
      const byte = bytes[at] as number;
      if (byte < digit0 || byte > digit9) break;
      value = value * 10 + byte - digit0;
      at += 1;
    }
    if (at === end && value >= 1 && value <= maxTokens) return value;
    const text = decoder.decode(bytes.subarray(start, end)).trim();
    const number = Number(text.replace(/^"(.*)"$/, "$1").trim() || Number.NaN);
    if (Number.isInteger(number) && number >= 1 && number <= maxTokens) return number;
    const problem = text === "" ? "is empty" : `got ${quoteValue(text)}`;
    this.#problems.add(
      line,
      this.#names[column],
      `expected a whole number of tokens from 1 to ${maxTokens}, ${problem}`,
      "Correct or remove the row.",
      Number.isNaN(number) ? "schema" : "domain",
    );
    return 0;
  }

  /** Seconds; dates relative to the whole second of the first one. NaN = not a time. */
  #time(bytes: Uint8Array, fieldStart: number, fieldEnd: number): number {
    let start = fieldStart;
    let end = fieldEnd;
    while (start < end && (bytes[start] === quote || bytes[start] === 32)) start += 1;
    while (end > start && (bytes[end - 1] === quote || bytes[end - 1] === 32)) end -= 1;
    // 2023-11-16 18:17:03.9799600
    if (end - start >= 19 && bytes[start + 4] === 45 && bytes[start + 7] === 45 && bytes[start + 13] === 58) {
      const number = (from: number, digits: number): number => {
        let value = 0;
        for (let i = from; i < from + digits; i++) {
          if (!isDigit(bytes[i])) return Number.NaN;
          value = value * 10 + (bytes[i] as number) - digit0;
        }
        return value;
      };
      const year = number(start, 4);
      const month = number(start + 5, 2);
      const day = number(start + 8, 2);
      const key = year * 10000 + month * 100 + day;
      if (key !== this.#dateKey) {
        if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return Number.NaN;
        this.#dateKey = key;
        this.#dateSeconds = daysFromCivil(year, month, day) * 86400;
      }
      const hour = number(start + 11, 2);
      const minute = number(start + 14, 2);
      const second = number(start + 17, 2);
      if (!(hour < 25 && minute < 60 && second < 62)) return Number.NaN;
      let at = start + 19;
      let fraction = 0;
      if (bytes[at] === 46) {
        at += 1;
        let scale = 1;
        let digits = 0;
        while (at < end && isDigit(bytes[at])) {
          digits = digits * 10 + (bytes[at] as number) - digit0;
          scale *= 10;
          at += 1;
        }
        fraction = digits / scale;
      }
      let zone = 0;
      if (at < end) {
        const tail = decoder.decode(bytes.subarray(at, end)).trim();
        const match = /^(?:Z|UTC|([+-])(\d\d):?(\d\d))?$/.exec(tail);
        if (match === null) return Number.NaN;
        if (match[1] !== undefined)
          zone = (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
      }
      const whole = this.#dateSeconds + hour * 3600 + minute * 60 + second - zone;
      if (Number.isNaN(this.#baseSeconds)) this.#baseSeconds = whole;
      return whole - this.#baseSeconds + fraction;
    }
    const text = decoder
      .decode(bytes.subarray(start, end))
      .trim()
      .replace(/^"(.*)"$/, "$1");
    if (text === "") return Number.NaN;
    const seconds = Number(text);
    return Number.isFinite(seconds) && Math.abs(seconds) < 1e12 ? seconds : Number.NaN;
  }
}
