// Cost of a request as a fleet grows: from 8 to 1,000 replicas under the same load each, for every router.
import { type RouterKind, routerKinds } from "../src/serving/router.ts";
import { simulate } from "../src/serving/simulate.ts";
import { llama8bOnH100 } from "../src/serving/synthetic.ts";
import { loadWorkload } from "../src/workload/load-workload.ts";

const stepModel = llama8bOnH100();
const engine = { maxBatchedTokens: 8192, maxSequences: 256, kvBlockTokens: 16, hasPrefixCache: true };
const sizes = [8, 64, 512, 1000];

/** Traffic of a router: conversations with long shared prefixes where prefixes or conversations count, else plain requests. */
const trafficOf = (router: RouterKind) =>
  router === "prefix-aware" || router === "session-affinity"
    ? { generator: "mooncake-conversation", requests: 20_000, ratePerReplica: 0.25 }
    : { generator: "azure-conv-2023", requests: 200_000, ratePerReplica: 6 };

/** Least CPU nanoseconds per request of two runs, after one to warm up. */
function nanoseconds(router: RouterKind, count: number): number {
  const { generator, requests, ratePerReplica } = trafficOf(router);
  const { columns } = loadWorkload(
    { generator, requests },
    { requestsPerSecond: ratePerReplica * count },
    { seed: 1, openChunks: () => [] },
  );
  const runs = Array.from({ length: 3 }, () => {
    const start = process.cpuUsage();
    simulate({ requests: columns, router, pools: [{ name: "a", role: "aggregated", count, stepModel, engine }] });
    const used = process.cpuUsage(start);
    return (1e3 * (used.user + used.system)) / requests;
  });
  return Math.min(...runs.slice(1));
}

for (const router of routerKinds) {
  const costs = sizes.map((count) => nanoseconds(router, count));
  console.log(`  ${router}, ${trafficOf(router).generator}`);
  sizes.forEach((count, i) => {
    // Growth as the logarithm of the replicas, from the smallest fleet on.
    const allowed = Math.log(count) / Math.log(sizes[0]!);
    const grown = costs[i]! / costs[0]!;
    console.log(
      `    ${count.toLocaleString("en-US").padStart(5)} replicas ${costs[i]!.toFixed(0).padStart(7)} ns per request, ${grown.toFixed(2)} times that of ${sizes[0]} (logarithm: ${allowed.toFixed(2)})`,
    );
  });
}
