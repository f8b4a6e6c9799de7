// Routing by deadline: pack what can still be answered in time, so that other replicas keep room for long prompts.
import type { Replica } from "./replica.ts";
import { WaitingOrder } from "./waiting-order.ts";
import { type RouterContext, WeighedRouter } from "./weighed-router.ts";

/** Prompt tokens a second of a replica whose every step is full of prompts. */
function promptTokensPerSecond({ maxTokens, tables }: Replica): number {
  return maxTokens / tables.tokenSeconds(maxTokens);
}

/** TTFT that a prompt may expect: what waits there and the prompt itself, over the replica's prompt throughput. */
function expectedSeconds(waitingTokens: number, promptTokens: number, tokensPerSecond: number): number {
  return (waitingTokens + promptTokens) / tokensPerSecond;
}

/**
 * The fullest replica that is still expected to answer within half of the bound on TTFT and has a seat; where there is none,
 * the one expected to answer first. Equals go to the lowest position.
 */
export class DeadlineAwareRouter extends WeighedRouter {
  readonly kind = "deadline-aware";
  readonly #groups: { readonly tokensPerSecond: number; readonly order: WaitingOrder }[] = [];
  readonly #groupOf: Int32Array;
  readonly #longestSeconds: number;

  constructor(context: RouterContext) {
    super(context);
    const { replicas } = context;
    this.#longestSeconds = (context.ttftSeconds ?? 1) / 2;
    this.#groupOf = Int32Array.from(replicas, (replica) => {
      const tokensPerSecond = promptTokensPerSecond(replica);
      const at = this.#groups.findIndex((group) => group.tokensPerSecond === tokensPerSecond);
      return at >= 0 ? at : this.#groups.push({ tokensPerSecond, order: new WaitingOrder(replicas.length) }) - 1;
    });
  }

  protected refresh(position: number, isUp: boolean): void {
    const { order } = this.#groups[this.#groupOf[position]!]!;
    const { waitingPromptTokens, outstanding, maxSequences } = this.context.replicas[position]!;
    if (isUp) order.set(position, waitingPromptTokens, outstanding < maxSequences ? outstanding : -1);
    else order.remove(position);
  }

  protected best(_request: number, promptTokens: number): number {
    let best = -1;
    let most = -1;
    for (const { order, tokensPerSecond } of this.#groups) {
      const found = order.fullest(
        (waiting) => expectedSeconds(waiting, promptTokens, tokensPerSecond) <= this.#longestSeconds,
      );
      if (found < 0) continue;
      const inFlight = order.inFlightOf(found);
      if (inFlight < most || (inFlight === most && found > best)) continue;
      best = found;
      most = inFlight;
    }
    if (best >= 0) return best;
    let soonest = Number.POSITIVE_INFINITY;
    for (const { order, tokensPerSecond } of this.#groups) {
      const first = order.first;
      if (first < 0) continue;
      const seconds = expectedSeconds(order.waitingOf(first), promptTokens, tokensPerSecond);
      if (seconds > soonest || (seconds === soonest && first > best)) continue;
      best = first;
      soonest = seconds;
    }
    return best;
  }
}
