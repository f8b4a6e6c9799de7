// Things to do at an instant of the simulated clock, outside the hot path: faults, restarts, decisions that come at intervals.
// Takes closures; gives the instant of the next one. Must not know what they do.
import { TimeQueue } from "./time-queue.ts";

type Action = (seconds: number) => void;

export class Timers {
  readonly #queue = new TimeQueue();
  readonly #actions: Action[] = [];
  /** Timers that only look, and by themselves keep no run going. */
  #watches = 0;
  readonly #changed: () => void;

  /** `changed` is called when the next instant may have moved. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get nextSeconds(): number {
    return this.#queue.nextSeconds;
  }

  /** Something other than a look at intervals is to come. */
  get isAnythingDue(): boolean {
    return this.#queue.length > this.#watches;
  }

  /** Does something at an instant; at one instant, in the order in which it was asked for. */
  at(seconds: number, action: Action): void {
    this.#queue.push(seconds, this.#actions.length);
    this.#actions.push(action);
    this.#changed();
  }

  /** Looks every so often for as long as `isWorking` says that anything else may happen. */
  every(periodSeconds: number, isWorking: () => boolean, look: Action): void {
    const arm = (from: number): void => {
      this.#watches += 1;
      this.at(from + periodSeconds, (seconds) => {
        this.#watches -= 1;
        look(seconds);
        if (isWorking()) arm(seconds);
      });
    };
    arm(0);
  }

  /** Does what is due at `nextSeconds`. */
  fire(seconds: number): void {
    const action = this.#actions[this.#queue.pop()]!;
    this.#changed();
    action(seconds);
  }
}
