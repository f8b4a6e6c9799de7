// Role switching in the reference engine: written out plainly, sharing only the policy with the fast engine.
import { stepTokenBudget } from "../perf/step-model.ts";
import type { RoleSwitchingInput } from "./faults.ts";
import { instanceRates } from "./instance-rates.ts";
import { MixWatch } from "./mix-watch.ts";
import type { ReferenceReplica } from "./reference-replica.ts";
import { wantedMoves } from "./role-policy.ts";
import type { SimulatedPool } from "./simulation-input.ts";

interface Pair {
  readonly replicas: { readonly prefill: ReferenceReplica; readonly decode: ReferenceReplica };
  role: "prefill" | "decode";
  target: "prefill" | "decode" | undefined;
  joinSeconds: number;
}

export class ReferenceRoles {
  readonly totals = { finished: 0, promptTokens: 0, outputTokens: 0, prefixHitTokens: 0 };
  /** Decisions so far: when, and how many instances to prefill (negative: to decode). */
  readonly decisions: { readonly seconds: number; readonly moves: number }[] = [];
  readonly #input: RoleSwitchingInput;
  readonly #pools: readonly SimulatedPool[];
  readonly #tpotSeconds: number | undefined;
  readonly #pairs: Pair[] = [];
  readonly #mix = new MixWatch();
  #nextLook: number;

  constructor(
    input: RoleSwitchingInput,
    pools: readonly SimulatedPool[],
    tpotSeconds: number | undefined,
    replicas: readonly ReferenceReplica[],
    add: (pool: SimulatedPool) => ReferenceReplica,
  ) {
    this.#input = input;
    this.#pools = pools;
    this.#tpotSeconds = tpotSeconds;
    this.#nextLook = input.everySeconds;
    const [prefillPool, decodePool] = [pools[input.prefillPool]!, pools[input.decodePool]!];
    for (const replica of [
      ...replicas.filter(({ pool }) => pool === prefillPool),
      ...replicas.filter(({ pool }) => pool === decodePool),
    ]) {
      const isPrefill = replica.pool === prefillPool;
      const second = add(isPrefill ? decodePool : prefillPool);
      second.isUp = false;
      this.#pairs.push({
        replicas: isPrefill ? { prefill: replica, decode: second } : { prefill: second, decode: replica },
        role: isPrefill ? "prefill" : "decode",
        target: undefined,
        joinSeconds: Number.POSITIVE_INFINITY,
      });
    }
  }

  get nextSeconds(): number {
    return Math.min(this.#nextLook, this.nextJoinSeconds);
  }

  get nextJoinSeconds(): number {
    return Math.min(...this.#pairs.map(({ joinSeconds }) => joinSeconds));
  }

  /** Instances that are empty leave their role. */
  settle(seconds: number): void {
    for (const pair of this.#pairs) {
      const replica = pair.replicas[pair.role];
      if (pair.target === undefined || pair.joinSeconds < Number.POSITIVE_INFINITY || !replica.isEmpty) continue;
      replica.restart();
      pair.joinSeconds = seconds + this.#input.switchSeconds;
    }
  }

  /** The timer that is due: an instance joins, or the controller looks. */
  act(seconds: number): void {
    const joining = this.#pairs.find(({ joinSeconds }) => joinSeconds === seconds);
    if (joining !== undefined) {
      joining.role = joining.target!;
      joining.target = undefined;
      joining.joinSeconds = Number.POSITIVE_INFINITY;
      joining.replicas[joining.role].isUp = true;
      return;
    }
    this.#nextLook = seconds + this.#input.everySeconds;
    const mix = this.#mix.look(this.totals);
    const last = this.decisions.at(-1)?.seconds ?? Number.NEGATIVE_INFINITY;
    if (mix === undefined || seconds < last + this.#input.cooldownSeconds) return;
    if (this.#pairs.some(({ target }) => target !== undefined)) return;
    const rated = ({ stepModel, engine }: SimulatedPool) => ({
      stepModel,
      stepTokens: stepTokenBudget(stepModel, engine.maxBatchedTokens),
      maxSequences: engine.maxSequences,
    });
    const prefill = this.#pairs.filter(({ role }) => role === "prefill");
    const decode = this.#pairs.filter(({ role }) => role === "decode");
    const moves = wantedMoves(
      this.#input.policy,
      {
        prefillInstances: prefill.length,
        decodeInstances: decode.length,
        minPrefill: this.#input.minPrefill,
        minDecode: this.#input.minDecode,
        waitingPromptTokens: prefill
          .flatMap(({ replicas }) => [...replicas.prefill.waiting, ...replicas.prefill.running])
          .reduce((sum, { promptTokens }) => sum + promptTokens, 0),
        decodingRequests: decode.reduce((sum, { replicas }) => sum + replicas.decode.outstanding, 0),
      },
      mix,
      instanceRates(
        rated(this.#pools[this.#input.prefillPool]!),
        rated(this.#pools[this.#input.decodePool]!),
        mix,
        this.#tpotSeconds,
      ),
    );
    if (moves === 0) return;
    this.decisions.push({ seconds, moves });
    const load = (pair: Pair): number => pair.replicas[pair.role].outstanding;
    const donors = (moves > 0 ? decode : prefill).sort((a, b) => load(a) - load(b));
    for (const pair of donors.slice(0, Math.abs(moves))) {
      pair.target = moves > 0 ? "prefill" : "decode";
      pair.replicas[pair.role].isUp = false;
    }
  }
}
