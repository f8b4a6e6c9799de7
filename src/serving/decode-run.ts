// Several pure decode steps in a row as one activity: a constant batch makes step times an arithmetic progression.
// Takes the first step and its growth; gives instants in closed form. Must not know of requests.
import { doubleZero } from "../perf/double-zero.ts";

/** More steps than any run has; step counts are 32-bit integers, which the engine's hot loop is compiled for. */
export const unlimitedSteps = 0x7fffffff;

export class DecodeRun {
  startSeconds = doubleZero;
  endSeconds = doubleZero;
  steps = 0;
  /** Time of the first step, and what each next one takes more. */
  base = doubleZero;
  slope = doubleZero;

  start(startSeconds: number, base: number, slope: number, steps: number): void {
    this.base = base;
    this.slope = slope;
    this.steps = steps;
    this.startSeconds = startSeconds;
    this.endSeconds = startSeconds + this.secondsOf(steps);
  }

  /** Time of the first `steps` steps. */
  secondsOf(steps: number): number {
    return steps * this.base + (this.slope * steps * (steps - 1)) / 2;
  }

  /** Cuts the run at the first step boundary at or after an instant, or `lagSteps` steps after that. */
  cut(seconds: number, lagSteps: number): void {
    const { base, slope, startSeconds } = this;
    const elapsed = seconds - startSeconds;
    const linear = base - slope / 2;
    let steps = Math.ceil((2 * elapsed) / (linear + Math.sqrt(linear * linear + 2 * slope * elapsed))) | 0;
    if (steps < 1) steps = 1;
    while (steps > 1 && startSeconds + this.secondsOf(steps - 1) >= seconds) steps -= 1;
    while (startSeconds + this.secondsOf(steps) < seconds) steps += 1;
    steps += lagSteps;
    if (steps >= this.steps) return;
    this.steps = steps;
    this.endSeconds = startSeconds + this.secondsOf(steps);
  }
}
