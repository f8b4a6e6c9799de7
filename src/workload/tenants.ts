// Several tenants on one fleet: each with its own traffic, merged into one stream of requests in order of arrival.
import { fail } from "../errors.ts";
import type { Tenant } from "../scenario/scenario.ts";
import { generateRequests } from "./generate.ts";
import type { GenerateOptions } from "./generate-options.ts";
import { findGenerator } from "./named-generators.ts";
import type { PrefixColumns, RequestColumns, SessionColumns } from "./request-columns.ts";

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

/** The finest prefix block worth keeping: engines hash blocks of 16 tokens or more. */
const finestBlockTokens = 16;

/** How many requests each weight gets of `count`: largest remainders, ties to the earlier. */
export function shareOut(count: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const exact = weights.map((weight) => (count * weight) / sum);
  const shares = exact.map(Math.floor);
  const left = count - shares.reduce((total, share) => total + share, 0);
  const order = exact
    .map((value, i) => ({ i, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of order.slice(0, left)) shares[i] = (shares[i] as number) + 1;
  return shares;
}

interface Placed {
  /** Tenant and row of each merged request. */
  readonly tenant: Uint16Array;
  readonly row: Int32Array;
}

function mergePrefixes(parts: readonly RequestColumns[], placed: Placed): PrefixColumns | undefined {
  const having = parts.flatMap((part) => (part.prefix === undefined ? [] : [part.prefix.blockTokens]));
  if (having.length === 0) return undefined;
  const blockTokens = having.reduce(greatestCommonDivisor);
  if (blockTokens < finestBlockTokens)
    fail(
      "domain",
      ["workload", "tenants"],
      `shared prefixes of ${having.join(" and ")} tokens have no common block of ${finestBlockTokens} tokens or more`,
      "Choose prefix lengths that are multiples of 64.",
    );
  // Identities of different tenants never meet: each tenant's start above those before it.
  const bases: number[] = [];
  let next = 0;
  for (const { prefix } of parts) {
    bases.push(next);
    if (prefix === undefined) continue;
    const identities = prefix.blocks.reduce((max, block) => Math.max(max, block + 1), 0);
    next += identities * (prefix.blockTokens / blockTokens);
  }
  if (next >= 2 ** 31) fail("domain", ["workload", "requests"], "too many prefix blocks", "Ask for fewer requests.");
  const count = placed.row.length;
  const offsets = new Int32Array(count + 1);
  const split = parts.map((part) => (part.prefix === undefined ? 0 : part.prefix.blockTokens / blockTokens));
  for (let i = 0; i < count; i++) {
    const which = placed.tenant[i] as number;
    const prefix = parts[which]?.prefix;
    const row = placed.row[i] as number;
    const own = prefix === undefined ? 0 : (prefix.offsets[row + 1] as number) - (prefix.offsets[row] as number);
    offsets[i + 1] = (offsets[i] as number) + own * (split[which] as number);
  }
  const blocks = new Int32Array(offsets[count] as number);
  for (let i = 0; i < count; i++) {
    const which = placed.tenant[i] as number;
    const prefix = parts[which]?.prefix;
    if (prefix === undefined) continue;
    const pieces = split[which] as number;
    const row = placed.row[i] as number;
    let at = offsets[i] as number;
    for (let b = prefix.offsets[row] as number; b < (prefix.offsets[row + 1] as number); b++) {
      for (let piece = 0; piece < pieces; piece++)
        blocks[at++] = (bases[which] as number) + (prefix.blocks[b] as number) * pieces + piece;
    }
  }
  return { blockTokens, offsets, blocks };
}

function mergeSessions(parts: readonly RequestColumns[], placed: Placed): SessionColumns | undefined {
  if (parts.every((part) => part.sessions === undefined)) return undefined;
  const count = placed.row.length;
  const places = parts.map((part) => new Int32Array(part.count));
  for (let i = 0; i < count; i++) (places[placed.tenant[i] as number] as Int32Array)[placed.row[i] as number] = i;
  const bases: number[] = [];
  let next = 0;
  for (const part of parts) {
    bases.push(next);
    // Without conversations every request is one of its own.
    next +=
      part.sessions === undefined ? part.count : part.sessions.session.reduce((max, id) => Math.max(max, id + 1), 0);
  }
  const session = new Int32Array(count);
  const previous = new Int32Array(count).fill(-1);
  const thinkSeconds = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const which = placed.tenant[i] as number;
    const row = placed.row[i] as number;
    const own = parts[which]?.sessions;
    session[i] = (bases[which] as number) + (own === undefined ? row : (own.session[row] as number));
    if (own === undefined) continue;
    const before = own.previous[row] as number;
    if (before >= 0) previous[i] = (places[which] as Int32Array)[before] as number;
    thinkSeconds[i] = own.thinkSeconds[row] as number;
  }
  return { session, previous, thinkSeconds };
}

/** One stream of all tenants' requests by arrival; at equal times the tenant named first comes first. */
export function mergeTenants(
  names: readonly string[],
  parts: readonly RequestColumns[],
  priorities?: readonly number[],
): RequestColumns {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const placed: Placed = { tenant: new Uint16Array(count), row: new Int32Array(count) };
  const next = parts.map(() => 0);
  const arrivalSeconds = new Float64Array(count);
  const promptTokens = new Int32Array(count);
  const outputTokens = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    let first = -1;
    let earliest = Number.POSITIVE_INFINITY;
    for (let which = 0; which < parts.length; which++) {
      const part = parts[which] as RequestColumns;
      const row = next[which] as number;
      if (row < part.count && (first < 0 || (part.arrivalSeconds[row] as number) < earliest)) {
        first = which;
        earliest = part.arrivalSeconds[row] as number;
      }
    }
    const row = next[first] as number;
    const part = parts[first] as RequestColumns;
    next[first] = row + 1;
    placed.tenant[i] = first;
    placed.row[i] = row;
    arrivalSeconds[i] = earliest;
    promptTokens[i] = part.promptTokens[row] as number;
    outputTokens[i] = part.outputTokens[row] as number;
  }
  const prefix = mergePrefixes(parts, placed);
  const sessions = mergeSessions(parts, placed);
  return {
    count,
    arrivalSeconds,
    promptTokens,
    outputTokens,
    ...(prefix === undefined ? {} : { prefix }),
    ...(sessions === undefined ? {} : { sessions }),
    tenants: { names, tenant: placed.tenant, ...(priorities === undefined ? {} : { priorities }) },
  };
}

/** Draws each tenant's share of the requests from streams of its own, so that one tenant's change moves no other. */
export function generateTenants(tenants: readonly Tenant[], options: GenerateOptions): RequestColumns {
  const weights = tenants.map((tenant) => tenant.share);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const counts = shareOut(options.count, weights);
  const parts = tenants.map((tenant, i) => {
    const path = ["workload", "tenants", i, "generator"];
    const traffic =
      typeof tenant.generator === "string" ? findGenerator(tenant.generator, path).traffic : tenant.generator;
    if (traffic.arrivals.kind === "closed-loop")
      fail(
        "unsupported",
        [...path, "arrivals"],
        "a closed loop beside other tenants",
        "Give this tenant poisson, gamma or mmpp arrivals.",
      );
    const count = counts[i] as number;
    if (count === 0)
      fail(
        "domain",
        ["workload", "requests"],
        `${options.count} requests leave none for tenant "${tenant.name}"`,
        "Ask for more.",
      );
    return generateRequests(traffic, {
      ...options,
      count,
      requestsPerSecond: (options.requestsPerSecond * tenant.share) / total,
      stream: `${tenant.name}/`,
    });
  });
  return mergeTenants(
    tenants.map((tenant) => tenant.name),
    parts,
    tenants.some((tenant) => tenant.priority !== undefined) ? tenants.map((tenant) => tenant.priority ?? 0) : undefined,
  );
}
