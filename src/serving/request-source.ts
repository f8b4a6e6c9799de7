// Who sends which request when: rows in order of arrival, closed loops, later turns of conversations.
// Takes the columns and what leaves the cluster; gives the next request and its instant. Must not know of replicas.
import { none } from "./request-slots.ts";
import type { SimulatedRequests } from "./requests.ts";
import { TimeQueue } from "./time-queue.ts";

export class RequestSource {
  private readonly requests: SimulatedRequests;
  private readonly arrivals: Float64Array;
  private readonly isClosedLoop: boolean;
  private readonly egressSeconds: number;
  /** Requests that wait for another one to leave: the one that waits for each, or none. */
  private readonly follower: Int32Array | undefined;
  /** Requests sent at an instant that the run itself decides: later turns of a conversation. */
  private readonly delayed = new TimeQueue();
  /** Rows below this may be sent when their time comes. */
  private released: number;
  private next = 0;
  /** Requests that have been sent. */
  sent = 0;
  /** Instant at which a client sends the next request, Infinity where none does as things stand. */
  nextSeconds = Number.POSITIVE_INFINITY;

  constructor(requests: SimulatedRequests, egressSeconds: number) {
    this.requests = requests;
    this.egressSeconds = egressSeconds;
    const { closedLoopConcurrency, sessions, count } = requests;
    this.isClosedLoop = closedLoopConcurrency !== undefined;
    this.released = Math.min(count, closedLoopConcurrency ?? count);
    // Arrivals that the run decides are written down as they happen; the caller's columns stay as they are.
    this.arrivals = this.isClosedLoop
      ? new Float64Array(count)
      : sessions === undefined
        ? requests.arrivalSeconds
        : Float64Array.from(requests.arrivalSeconds);
    if (sessions !== undefined) {
      this.follower = new Int32Array(count).fill(none);
      for (let i = 0; i < count; i++) if (sessions.previous[i]! >= 0) this.follower[sessions.previous[i]!] = i;
    }
    this.look();
  }

  /** The request that is due at `nextSeconds`; a row goes before a later turn of the same instant. */
  take(): number {
    const isRow = this.next < this.released && this.arrivals[this.next] === this.nextSeconds;
    const request = isRow ? this.next++ : this.delayed.pop();
    this.sent += 1;
    this.look();
    return request;
  }

  /** Client's arrival time of a request (in a closed loop: when it was released). */
  arrivalOf(request: number): number {
    return this.arrivals[request]!;
  }

  /** One has left: the next of a closed loop, or the next turn of its conversation, is sent. */
  release(request: number, seconds: number): void {
    if (this.isClosedLoop) {
      if (this.released < this.requests.count) this.arrivals[this.released++] = seconds + this.egressSeconds;
      this.look();
      return;
    }
    if (this.follower === undefined) return;
    const follower = this.follower[request]!;
    if (follower === none) return;
    const sendSeconds = seconds + this.egressSeconds + this.requests.sessions!.thinkSeconds[follower]!;
    this.arrivals[follower] = sendSeconds;
    this.delayed.push(sendSeconds, follower);
    this.look();
  }

  /** Finds the next instant. */
  private look(): void {
    const previous = this.follower === undefined ? undefined : this.requests.sessions!.previous;
    if (previous !== undefined) while (this.next < this.released && previous[this.next]! >= 0) this.next += 1;
    const row = this.next < this.released ? this.arrivals[this.next]! : Number.POSITIVE_INFINITY;
    this.nextSeconds = previous === undefined ? row : Math.min(row, this.delayed.nextSeconds);
  }
}
