// Instances that change between prefill and decode while the cluster runs: drained, reloaded, joined in the other role.
// An instance that may change is two replicas, one in each pool, of which at most one is up. Must not know how requests run.
import type { ClusterControl } from "./cluster-control.ts";
import type { RoleSwitchingInput } from "./faults.ts";
import type { Gateway } from "./gateway.ts";
import { instanceRates, type RatedPool } from "./instance-rates.ts";
import { MixWatch } from "./mix-watch.ts";
import { activity, type Replica } from "./replica.ts";
import type { RolePair, SwitchedRole } from "./role-pairs.ts";
import { wantedMoves } from "./role-policy.ts";

/** What became of one decision. Seconds of the simulated clock; absent = not reached. */
export interface RoleSwitch {
  readonly instance: number;
  readonly to: SwitchedRole;
  readonly decidedSeconds: number;
  emptySeconds?: number;
  joinedSeconds?: number;
}

interface Instance {
  readonly index: number;
  readonly pair: RolePair;
  role: SwitchedRole;
  /** Of the present role; undefined while in none. */
  sinceSeconds: number | undefined;
  change: RoleSwitch | undefined;
  /** Drained by a fault: no longer ours to move. */
  isRetired: boolean;
}

const other = (role: SwitchedRole): SwitchedRole => (role === "prefill" ? "decode" : "prefill");

export class RoleSwitching {
  readonly changes: RoleSwitch[] = [];
  readonly #input: RoleSwitchingInput;
  readonly #cluster: ClusterControl;
  readonly #gateway: Gateway;
  readonly #rated: { readonly prefill: RatedPool; readonly decode: RatedPool };
  readonly #instances: readonly Instance[];
  readonly #ofReplica = new Map<Replica, Instance>();
  /** Instances that serve what they have and then leave their role. */
  readonly #draining: Instance[] = [];
  readonly #mix = new MixWatch();
  /** Spells that are over, by replica number. */
  readonly #spells: { readonly replica: number; readonly from: number; readonly to: number }[] = [];
  #lastDecision = Number.NEGATIVE_INFINITY;

  constructor(cluster: ClusterControl, gateway: Gateway, input: RoleSwitchingInput, pairs: readonly RolePair[]) {
    this.#cluster = cluster;
    this.#gateway = gateway;
    this.#input = input;
    const rated = (pool: number): RatedPool => {
      const { tables, maxTokens, maxSequences } = cluster.parts.replicas.find(({ poolIndex }) => poolIndex === pool)!;
      return { stepModel: tables.model, stepTokens: maxTokens, maxSequences };
    };
    this.#rated = { prefill: rated(input.prefillPool), decode: rated(input.decodePool) };
    this.#instances = pairs.map((pair, index) => ({
      index,
      pair,
      role: pair.startsAs,
      sinceSeconds: Number.NEGATIVE_INFINITY,
      change: undefined,
      isRetired: false,
    }));
    for (const instance of this.#instances) {
      this.#ofReplica.set(instance.pair.prefill, instance).set(instance.pair.decode, instance);
      gateway.setServing(instance.pair[other(instance.role)], false, 0);
    }
    cluster.timers.every(
      input.everySeconds,
      () => cluster.isWorking,
      (seconds) => this.#look(seconds),
    );
  }

  /** The replica that an instance is at the moment, given either of its two. */
  live(replica: Replica): Replica {
    const instance = this.#ofReplica.get(replica);
    return instance === undefined ? replica : instance.pair[instance.role];
  }

  /** Both replicas of an instance, for what befalls its host. */
  both(replica: Replica): readonly Replica[] {
    const instance = this.#ofReplica.get(replica);
    return instance === undefined ? [replica] : [instance.pair.prefill, instance.pair.decode];
  }

  /** A fault drains the instance for good: whatever it was about to become, it stays what it is. */
  retire(replica: Replica): void {
    const instance = this.#ofReplica.get(replica);
    if (instance === undefined) return;
    instance.isRetired = true;
    this.#stopDraining(instance);
    instance.change = undefined;
  }

  /** The instance crashed. Returns the replica that comes back: in the other role where it was on its way there. */
  crashed(replica: Replica, seconds: number): Replica {
    const instance = this.#ofReplica.get(replica);
    if (instance?.change === undefined) return replica;
    if (this.#stopDraining(instance)) this.#leave(instance, seconds);
    return instance.pair[instance.change.to];
  }

  /** A crashed instance is back as the replica that `crashed` named. */
  restarted(replica: Replica, seconds: number): void {
    const instance = this.#ofReplica.get(replica);
    if (instance?.change !== undefined) this.#join(instance, seconds);
  }

  /** Instances that have run empty leave their role. Cheap where none drains. */
  settle(seconds: number): void {
    for (let i = this.#draining.length - 1; i >= 0; i--) {
      const instance = this.#draining[i]!;
      const replica = instance.pair[instance.role];
      const { kv } = replica;
      if (replica.activity !== activity.idle || replica.outstanding > 0 || kv.available < kv.totalBlocks) continue;
      this.#cluster.parts.invariants?.checkEmpty(replica);
      // The engine starts anew: its prefix cache is gone, on the device and on the host.
      kv.clear();
      replica.tier?.clear();
      this.#draining.splice(i, 1);
      this.#leave(instance, seconds);
      const { change } = instance;
      this.#cluster.timers.at(seconds + this.#input.switchSeconds, (joinSeconds) => {
        const target = instance.pair[change!.to];
        // A crash on the way has its own restart.
        if (instance.change !== change || instance.pair[instance.role].activity === activity.down) return;
        this.#join(instance, joinSeconds);
        this.#gateway.setServing(target, true, joinSeconds);
      });
    }
  }

  /** Time between two instants in which a replica's instance had the replica's role, seconds. */
  presentSeconds(replica: Replica, fromSeconds: number, toSeconds: number): number | undefined {
    const instance = this.#ofReplica.get(replica);
    if (instance === undefined) return undefined;
    const overlap = (from: number, to: number): number =>
      Math.max(0, Math.min(to, toSeconds) - Math.max(from, fromSeconds));
    let seconds = 0;
    for (const spell of this.#spells) if (spell.replica === replica.index) seconds += overlap(spell.from, spell.to);
    if (instance.pair[instance.role] === replica && instance.sinceSeconds !== undefined)
      seconds += overlap(instance.sinceSeconds, toSeconds);
    return seconds;
  }

  #leave(instance: Instance, seconds: number): void {
    const replica = instance.pair[instance.role].index;
    this.#spells.push({ replica, from: instance.sinceSeconds!, to: seconds });
    instance.sinceSeconds = undefined;
    instance.change!.emptySeconds = seconds;
  }

  #join(instance: Instance, seconds: number): void {
    instance.role = instance.change!.to;
    instance.change!.joinedSeconds = seconds;
    instance.change = undefined;
    instance.sinceSeconds = seconds;
  }

  #stopDraining(instance: Instance): boolean {
    const place = this.#draining.indexOf(instance);
    if (place >= 0) this.#draining.splice(place, 1);
    return place >= 0;
  }

  #look(seconds: number): void {
    const { metrics, tpotSeconds } = this.#cluster.parts;
    const mix = this.#mix.look(metrics);
    const { cooldownSeconds, policy, minPrefill, minDecode } = this.#input;
    if (mix === undefined || seconds < this.#lastDecision + cooldownSeconds) return;
    // One decision at a time: what the last one changed is to be seen first.
    if (this.#instances.some(({ change }) => change !== undefined)) return;
    const serving = (role: SwitchedRole): Instance[] =>
      this.#instances.filter(
        (instance) =>
          instance.role === role && !instance.isRetired && this.#gateway.isServing(instance.pair[instance.role]),
      );
    const prefill = serving("prefill");
    const decode = serving("decode");
    if (prefill.length === 0 || decode.length === 0) return;
    const rates = instanceRates(this.#rated.prefill, this.#rated.decode, mix, tpotSeconds);
    const moves = wantedMoves(
      policy,
      {
        prefillInstances: prefill.length,
        decodeInstances: decode.length,
        minPrefill,
        minDecode,
        waitingPromptTokens: prefill.reduce((sum, { pair }) => sum + pair.prefill.waitingPromptTokens, 0),
        decodingRequests: decode.reduce((sum, { pair }) => sum + pair.decode.outstanding, 0),
      },
      mix,
      rates,
    );
    if (moves === 0) return;
    this.#lastDecision = seconds;
    const to: SwitchedRole = moves > 0 ? "prefill" : "decode";
    const load = ({ pair, role }: Instance): number => pair[role].outstanding;
    // Those with the least to finish, the lowest number first among equals.
    const donors = (moves > 0 ? decode : prefill).sort((a, b) => load(a) - load(b) || a.index - b.index);
    for (const instance of donors.slice(0, Math.abs(moves))) {
      instance.change = { instance: instance.index, to, decidedSeconds: seconds };
      this.changes.push(instance.change);
      this.#gateway.setServing(instance.pair[instance.role], false, seconds);
      this.#draining.push(instance);
    }
    this.settle(seconds);
  }
}
