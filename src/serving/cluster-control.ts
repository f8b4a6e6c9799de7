// What the event loop offers to those who act on it: gateway, KV hand-over, faults, autoscaler. An interface alone.
import type { ClusterParts } from "./cluster-parts.ts";
import type { FailureReason } from "./metrics.ts";
import type { Replica } from "./replica.ts";
import type { Timers } from "./timers.ts";

/** Instances that serve both roles, as far as others act on it. */
export interface MixingControl {
  /** Where a request whose prompt is done on a replica decodes; that replica itself where its KV is not to move. */
  decodeOn(slot: number, source: Replica, seconds: number): Replica;
  /** A request found no room where it was to decode, and stays on the replica that has its KV. */
  keep(source: Replica, seconds: number): void;
  /** A replica may have nothing of the other role left. */
  settle(replica: Replica, seconds: number): void;
  /** A replica takes no new work any more. */
  end(replica: Replica, seconds: number): void;
}

export interface ClusterControl {
  readonly parts: ClusterParts;
  readonly timers: Timers;
  /** Position of each replica in its router's list. */
  readonly positions: Int32Array;
  /** Who takes work of the other role; absent = every instance keeps to its own. */
  readonly mixing: MixingControl | undefined;
  /** Something is served, moves, is to arrive or is to happen, apart from looks at intervals. */
  readonly isWorking: boolean;

  /** A slot for a request that enters the system. */
  slotFor(request: number): number;
  /** Why a request can never run on a replica, undefined where it can. */
  obstacle(replica: Replica, promptTokens: number, outputTokens: number): FailureReason | undefined;
  /** The replica that a new request goes to; undefined where none is up. */
  entryFor(request: number, promptTokens: number, outputTokens: number): Replica | undefined;
  /** Puts a request into the queue of a replica. */
  place(slot: number, replica: Replica, seconds: number): void;

  /** Something new waits at the head of a replica's queue: it is looked at at the next step boundary. */
  poke(replica: Replica, seconds: number): void;
  /** As `poke`, but at the very next step boundary, whatever the seats and however the engine composes its batches. */
  interrupt(replica: Replica, seconds: number): void;
  /** The replica does nothing more of its own. */
  unschedule(replica: Replica): void;
  /** The next instant of the link may have moved. */
  linkChanged(): void;

  /** The next instant at which KV comes from host memory may have moved. */
  tierChanged(): void;
  /** A replica has begun or taken in loads from host memory, or has lost them. */
  loadsChanged(replica: Replica): void;
  /** A replica crashed: the requests that waited there for KV from host memory, its own or another's. */
  takeFetching(replica: Replica, seconds: number): readonly number[];

  /** A replica may hold nothing any more: whoever waits for that looks. */
  mayBeEmpty(seconds: number): void;
  /** A replica's load changed otherwise than by a request that comes or goes: its router looks at it anew. */
  loadChanged(replica: Replica): void;
  /** A request is no longer counted on a replica. */
  leaveReplica(slot: number, replica: Replica): void;
  /** A request that never got a slot fails. */
  reject(request: number, reason: FailureReason, seconds: number): void;
  /** A request that is on no replica any more fails. */
  failSlot(slot: number, reason: FailureReason, seconds: number): void;
}
