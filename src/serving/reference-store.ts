// The prefix store of the reference engine: who holds what by looking, transfers moved on one by one.
import { savedSeconds } from "./fetch-rule.ts";
import type { PrefixStoreInput } from "./host-tier.ts";
import type { ReferenceReplica, ReferenceRequest } from "./reference-replica.ts";

interface Fetch {
  readonly request: ReferenceRequest;
  readonly home: ReferenceReplica;
  readonly from: ReferenceReplica;
  readonly identities: readonly number[];
  readonly beginSeconds: number;
  bytesLeft: number;
}

export class ReferenceStore {
  readonly #input: PrefixStoreInput;
  readonly #replicas: readonly ReferenceReplica[];
  #fetches: Fetch[] = [];
  #clock = 0;

  constructor(input: PrefixStoreInput, replicas: readonly ReferenceReplica[]) {
    this.#input = input;
    this.#replicas = replicas;
  }

  /** True where the request waits for KV from another replica. */
  begin(request: ReferenceRequest, home: ReferenceReplica, seconds: number): boolean {
    const { blockTokens: page } = home;
    const model = home.pool.stepModel;
    const all = home.identities(request);
    const own = home.tier!.count(all);
    const beyond = all.slice(own);
    const under = (other: ReferenceReplica): number => this.#fetches.filter((fetch) => fetch.from === other).length;
    const [from] = this.#replicas
      .filter((other) => other !== home && other.tier!.count(beyond) > 0)
      .sort((a, b) => b.tier!.count(beyond) - a.tier!.count(beyond) || under(a) - under(b) || a.index - b.index);
    if (from === undefined) return false;
    const identities = beyond.slice(0, from.tier!.count(beyond));
    const most = Math.floor((request.promptTokens - 1) / page);
    const tokens = (Math.min(most, own + identities.length) - Math.min(most, own)) * page;
    if (tokens === 0) return false;
    const bytes = identities.length * home.tier!.blockBytes;
    const { bytesPerSecond, latencySeconds } = this.#input;
    const fetchSeconds =
      latencySeconds + (bytes * (under(from) + 1)) / bytesPerSecond + home.tier!.secondsOf(tokens / page);
    if (fetchSeconds >= savedSeconds(model, request.promptTokens, Math.min(most, own) * page, tokens)) return false;
    this.advance(seconds);
    from.tier!.useAll(identities);
    this.#fetches.push({ request, home, from, identities, beginSeconds: seconds + latencySeconds, bytesLeft: bytes });
    return true;
  }

  #rateOf(from: ReferenceReplica): number {
    const moving = this.#fetches.filter((fetch) => fetch.from === from && fetch.beginSeconds <= this.#clock);
    return this.#input.bytesPerSecond / moving.length;
  }

  #eventOf(fetch: Fetch): number {
    const hasBegun = fetch.beginSeconds <= this.#clock;
    return hasBegun ? this.#clock + fetch.bytesLeft / this.#rateOf(fetch.from) : fetch.beginSeconds;
  }

  get nextSeconds(): number {
    return Math.min(...this.#fetches.map((fetch) => this.#eventOf(fetch)));
  }

  advance(seconds: number): void {
    const rates = this.#fetches.map(({ from, beginSeconds }) => (beginSeconds <= this.#clock ? this.#rateOf(from) : 0));
    for (const [i, fetch] of this.#fetches.entries()) fetch.bytesLeft -= rates[i]! * (seconds - this.#clock);
    this.#clock = seconds;
  }

  /** The request whose KV is there now, if the event due is such, with a copy of it at home. */
  step(seconds: number): Fetch | undefined {
    const done = this.#fetches.find((fetch) => fetch.beginSeconds <= this.#clock && this.#eventOf(fetch) <= seconds);
    this.advance(seconds);
    if (done === undefined) return undefined;
    this.#fetches = this.#fetches.filter((fetch) => fetch !== done);
    for (const identity of [...done.identities].reverse()) done.home.tier!.write(identity);
    return done;
  }
}
