// What drawing requests needs beside the description of the traffic.

export interface GenerateOptions {
  readonly count: number;
  /** Mean arrival rate of requests (turns of conversations counted). Not used by a closed loop. */
  readonly requestsPerSecond: number;
  readonly seed: number;
  /** Name put before the random streams, so that tenants with one seed differ. */
  readonly stream?: string;
}
