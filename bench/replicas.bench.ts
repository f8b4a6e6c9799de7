// Cost of a request as a fleet grows: from 8 to 1,000 replicas under the same load each, for routers that keep an order of the
// replicas and for those that weigh every one of them, as the gateways they are taken from do.
import { simulate } from "../src/serving/simulate.ts";
import { llama8bOnH100 } from "../src/serving/synthetic.ts";
import { loadWorkload } from "../src/workload/load-workload.ts";

const stepModel = llama8bOnH100();
const engine = { maxBatchedTokens: 8192, maxSequences: 256, kvBlockTokens: 16, hasPrefixCache: true };
const sizes = [8, 64, 512, 1000];

/** Median CPU nanoseconds per request of three runs, after one to warm up. */
function nanoseconds(router: "least-outstanding" | "power-of-two" | "least-kv", count: number, total: number): number {
  const generator = { generator: "azure-conv-2023", requests: total };
  const { columns } = loadWorkload(generator, { requestsPerSecond: 6 * count }, { seed: 1, openChunks: () => [] });
  const runs = Array.from({ length: 4 }, () => {
    const start = process.cpuUsage();
    simulate({ requests: columns, router, pools: [{ name: "a", role: "aggregated", count, stepModel, engine }] });
    const used = process.cpuUsage(start);
    return (1e3 * (used.user + used.system)) / total;
  });
  return runs.slice(1).sort((a, b) => a - b)[1]!;
}

for (const [router, total] of [
  ["least-outstanding", 1_000_000],
  ["power-of-two", 1_000_000],
  ["least-kv", 100_000],
] as const) {
  const costs = sizes.map((count) => nanoseconds(router, count, total));
  console.log(`  ${router}, ${total.toLocaleString("en-US")} requests`);
  sizes.forEach((count, i) => {
    // Growth as the logarithm of the replicas, from the smallest fleet on.
    const allowed = Math.log(count) / Math.log(sizes[0]!);
    const grown = costs[i]! / costs[0]!;
    console.log(
      `    ${count.toLocaleString("en-US").padStart(5)} replicas ${costs[i]!.toFixed(0).padStart(7)} ns per request, ${grown.toFixed(2)} times that of ${sizes[0]} (logarithm: ${allowed.toFixed(2)})`,
    );
  });
}
