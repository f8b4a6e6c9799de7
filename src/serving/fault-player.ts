// Faults of a run, played at their instants: crashes, slow hosts, bad links, KV lost on the way, drained replicas.
// Takes the list of faults; acts on replicas, gateway and link. Must not decide what becomes of a lost request.
import type { ClusterControl } from "./cluster-control.ts";
import type { Fault } from "./faults.ts";
import type { Gateway } from "./gateway.ts";
import type { KvHandOver } from "./kv-hand-over.ts";
import { activity, type Replica } from "./replica.ts";
import { none } from "./request-slots.ts";
import type { RoleSwitching } from "./role-switching.ts";

/** Whom the faults act on. */
export interface FaultTargets {
  readonly cluster: ClusterControl;
  readonly gateway: Gateway;
  readonly handOver: KvHandOver;
  readonly roles: RoleSwitching | undefined;
}

/** Sets the timers of all faults. */
export function playFaults(targets: FaultTargets, faults: readonly Fault[]): void {
  for (const fault of faults) playFault(targets, fault);
}

function playFault(targets: FaultTargets, fault: Fault): void {
  const { cluster, gateway, handOver, roles } = targets;
  const { timers } = cluster;
  const replicaOf = (pool: number, position: number): Replica =>
    cluster.parts.replicas.filter((replica) => replica.poolIndex === pool)[position]!;
  /** What the instance that a fault names is at the moment. */
  const live = (pool: number, position: number): Replica => {
    const replica = replicaOf(pool, position);
    return roles?.live(replica) ?? replica;
  };
  switch (fault.kind) {
    case "crash":
      timers.at(fault.atSeconds, (seconds) => {
        const replica = live(fault.pool, fault.replica);
        if (replica.activity === activity.down) return;
        crash(targets, replica, seconds);
        const heir = roles?.crashed(replica, seconds) ?? replica;
        cluster.mayBeEmpty(seconds);
        timers.at(seconds + fault.downSeconds, (upSeconds) => {
          replica.activity = activity.idle;
          if (gateway.isRetired(replica)) return;
          roles?.restarted(replica, upSeconds);
          gateway.setServing(heir, true, upSeconds);
        });
      });
      break;
    case "slow":
      for (const [at, factor] of [
        [fault.atSeconds, fault.factor],
        [fault.atSeconds + fault.durationSeconds, 1],
      ] as const)
        timers.at(at, (seconds) => {
          const replica = replicaOf(fault.pool, fault.replica);
          for (const one of roles?.both(replica) ?? [replica]) slow(cluster, one, factor, seconds);
        });
      break;
    case "link":
      timers.at(fault.atSeconds, (seconds) => setLink(cluster, fault.factor, seconds));
      timers.at(fault.atSeconds + fault.durationSeconds, (seconds) => setLink(cluster, 1, seconds));
      break;
    case "kv-loss":
      timers.at(fault.atSeconds, (seconds) => handOver.loseTransfers(seconds));
      break;
    case "drain":
      timers.at(fault.atSeconds, (seconds) => {
        const replica = live(fault.pool, fault.replica);
        roles?.retire(replica);
        gateway.retire(replica, seconds);
      });
      break;
  }
}

function slow(cluster: ClusterControl, replica: Replica, factor: number, seconds: number): void {
  replica.slowFactor = factor;
  if (replica.activity === activity.run) cluster.interrupt(replica, seconds);
}

function setLink(cluster: ClusterControl, factor: number, seconds: number): void {
  const { link } = cluster.parts;
  if (link === undefined) return;
  link.setFactor(factor, seconds);
  cluster.linkChanged();
}

/** Everything on the replica is lost; its requests are sent again from their start, or fail. */
function crash({ cluster, gateway, handOver }: FaultTargets, replica: Replica, seconds: number): void {
  const { slots, replicas } = cluster.parts;
  gateway.setServing(replica, false, seconds);
  cluster.unschedule(replica);
  const lost: number[] = [];
  for (let slot = replica.running.head; slot !== none; slot = slots.next[slot]!) lost.push(slot);
  for (let slot = replica.waiting.head; slot !== none; slot = slots.next[slot]!) lost.push(slot);
  if (replica.suspended !== undefined)
    for (let slot = replica.suspended.line.head; slot !== none; slot = slots.next[slot]!) lost.push(slot);
  lost.push(...cluster.takeFetching(replica, seconds));
  lost.push(...gateway.takeHeldOn(replica));
  const { seated, homeless } = handOver.takeFrom(replica, seconds);
  lost.push(...seated, ...homeless);
  if (replica.activity === activity.run || replica.activity === activity.step)
    replica.tally.lostSeconds += seconds - replica.startSeconds;
  replica.wipe();
  cluster.loadsChanged(replica);
  lost.sort((a, b) => slots.request[a]! - slots.request[b]!);
  const isTransfer = new Set(homeless);
  for (const slot of lost) gateway.retry(slot, isTransfer.has(slot) ? "kv-transfer-lost" : "replica-crash", seconds);
  for (const other of replicas) if (other !== replica && other.waiting.head !== none) cluster.poke(other, seconds);
}
