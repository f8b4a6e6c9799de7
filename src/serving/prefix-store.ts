// A prefix cache across instances: the host caches of a pool's replicas as one store, as in Mooncake (FAST 2025).
// Takes requests as they are placed; decides which of them fetch KV from another replica's host memory, moves it over that
// replica's network, and leaves a copy where it was wanted. Must not know of batches or of the event loop.
import { savedSeconds } from "./fetch-rule.ts";
import type { PrefixStoreInput } from "./host-tier.ts";
import { KvLink } from "./kv-link.ts";
import { activity, type Replica } from "./replica.ts";

interface Fetch {
  readonly slot: number;
  readonly home: Replica;
  /** Position of the replica it comes from. */
  readonly from: number;
  /** Units of the prompt, from `first` on. */
  readonly first: number;
  readonly units: number;
}

export class PrefixStore {
  readonly replicas: Replica[] = [];
  /** What leaves each replica: its fetches share its network fairly. */
  readonly links: KvLink[] = [];
  readonly #input: PrefixStoreInput;
  readonly #fetches = new Map<number, Fetch>();
  /** Prompt tokens that were looked up, that the store held, at home or elsewhere, and that were elsewhere. */
  lookedUpTokens = 0;
  heldTokens = 0;
  elsewhereTokens = 0;
  fetches = 0;
  fetchedTokens = 0;

  constructor(input: PrefixStoreInput) {
    this.#input = input;
  }

  /** One more replica that shares its host memory. */
  add(replica: Replica): void {
    this.replicas.push(replica);
    this.links.push(
      new KvLink({
        name: `prefix store, replica ${replica.index}`,
        bytesPerSecond: this.#input.bytesPerSecond,
        latencySeconds: this.#input.latencySeconds,
        overlappedLayers: 1,
      }),
    );
  }

  /**
   * A request was placed. Where another replica's host memory holds more of its prompt than its own replica's, and fetching
   * that (and loading it) is quicker than computing it, the fetch begins: from the replica that holds most, of equals the one
   * with the fewest fetches under way, then the first.
   * @returns position of the replica it comes from, or -1 where nothing is fetched.
   */
  begin(slot: number, home: Replica, seconds: number): number {
    const { slots } = home;
    const tier = home.tier!;
    const request = slots.request[slot]!;
    const promptTokens = slots.promptTokens[slot]!;
    const own = tier.unitsHeld(request, promptTokens, 0);
    let from = -1;
    let units = 0;
    for (const [position, other] of this.replicas.entries()) {
      if (other === home || other.activity === activity.down) continue;
      const held = other.tier!.unitsHeld(request, promptTokens, own);
      if (held === 0 || held < units) continue;
      if (held > units || this.links[position]!.count < this.links[from]!.count) {
        from = position;
        units = held;
      }
    }
    const ownTokens = tier.usableTokens(promptTokens, own);
    const tokens = tier.usableTokens(promptTokens, own + units) - ownTokens;
    this.lookedUpTokens += promptTokens;
    this.heldTokens += ownTokens + tokens;
    this.elsewhereTokens += tokens;
    if (tokens === 0) return -1;
    const { model } = home.tables;
    const bytes = (tier.tokensOf(promptTokens, own + units) - tier.tokensOf(promptTokens, own)) * model.kvBytesPerToken;
    const { bytesPerSecond, latencySeconds } = this.#input;
    const link = this.links[from]!;
    const fetchSeconds = latencySeconds + (bytes * (link.count + 1)) / bytesPerSecond + tier.secondsOf(tokens);
    if (fetchSeconds >= savedSeconds(model, promptTokens, ownTokens, tokens)) return -1;
    this.replicas[from]!.tier!.use(request, own, units);
    link.start(slot, bytes, seconds);
    this.#fetches.set(slot, { slot, home, from, first: own, units });
    this.fetches += 1;
    this.fetchedTokens += tokens;
    return from;
  }

  /** What is due on a replica's network: the replica whose request has its KV now, and the request; undefined for neither. */
  step(position: number, seconds: number): { readonly slot: number; readonly home: Replica } | undefined {
    const slot = this.links[position]!.step(seconds);
    if (slot < 0) return undefined;
    const { home, first, units } = this.#fetches.get(slot)!;
    this.#fetches.delete(slot);
    const { slots } = home;
    home.tier!.writeUnits(slots.request[slot]!, slots.promptTokens[slot]!, first, units);
    return { slot, home };
  }

  /**
   * A replica crashed. Requests that waited there for KV are lost, and those elsewhere that waited for its KV go on without.
   * The links of all of them are free of them.
   */
  crash(
    replica: Replica,
    seconds: number,
  ): {
    readonly lost: readonly number[];
    readonly bereft: readonly { readonly slot: number; readonly home: Replica }[];
  } {
    const all = [...this.#fetches.values()];
    const struck = all.filter(({ home, from }) => home === replica || this.replicas[from] === replica);
    for (const { slot, from } of struck) {
      this.links[from]!.cancel(slot, seconds);
      this.#fetches.delete(slot);
    }
    return {
      lost: struck.filter(({ home }) => home === replica).map(({ slot }) => slot),
      bereft: struck.filter(({ home }) => home !== replica),
    };
  }
}
