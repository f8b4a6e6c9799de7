// The shell command that starts one server of a pool: the same lines in a start script and in a pod of several.
import {
  type Deployment,
  type DeployPool,
  isDataParallelOverServers,
  placeLines,
  serversPerInstance,
  shellPlace,
} from "./deployment.ts";
import { sglangArguments } from "./sglang.ts";
import { vllmArguments } from "./vllm.ts";

/** Quotes one word for a POSIX shell; plain words and words that already are a quoted variable stay as they are. */
export const quote = (word: string): string =>
  /^[\w@%+=:,./-]+$|^"\$(\w+|\(\(RANK \* \d+\)\))"(:\d+)?$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** Words as one command, a flag and its values on each line. */
export function commandLine(words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of words) {
    if (word.startsWith("--") || lines.length === 0) lines.push(quote(word));
    else lines[lines.length - 1] += ` ${quote(word)}`;
  }
  return lines.join(" \\\n  ");
}

/** Lines that start the pool's engine, further arguments passed on. `port`: another than the engine's own. */
export function startLines(deployment: Deployment, pool: DeployPool, port?: number): string[] {
  const isSpread = serversPerInstance(pool) > 1;
  const place = isSpread ? shellPlace : undefined;
  const ports = port === undefined ? [] : ["--port", String(port)];
  switch (pool.engine.family) {
    case "vllm":
      return [
        ...(isSpread ? placeLines : []),
        // Only the first server of an instance answers requests, unless each has data-parallel ranks of its own.
        ...(isSpread && !isDataParallelOverServers(pool)
          ? ['if [ "$RANK" -gt 0 ]; then set -- --headless "$@"; fi']
          : []),
        `exec vllm serve ${commandLine([...vllmArguments(deployment, pool, place), ...ports])} "$@"`,
      ];
    case "sglang": {
      const flags = sglangArguments(deployment, pool, place);
      const words = flags.map((part, i) => (port !== undefined && flags[i - 1] === "--port" ? String(port) : part));
      return [...(isSpread ? placeLines : []), `exec python3 -m sglang.launch_server ${commandLine(words)} "$@"`];
    }
    case "trtllm":
      return [
        `exec trtllm-serve ${quote(deployment.modelName)} --extra_llm_api_options ${quote(`${pool.name}.yaml`)} "$@"`,
      ];
  }
}
