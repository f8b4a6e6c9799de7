import { expect, test } from "vitest";
import { queueWait, shareWaitingLonger } from "./queueing.ts";

/** Erlang's C formula as textbooks print it: a sum of terms a^k / k!. */
function erlangSum(servers: number, rho: number): number {
  const offered = servers * rho;
  let term = 1;
  let sum = 1;
  for (let k = 1; k < servers; k++) {
    term *= offered / k;
    sum += term;
  }
  const last = (term * offered) / servers / (1 - rho);
  return last / (sum + last);
}

test("M/M/1 is exact: mean wait and tail", () => {
  for (const rho of [0.1, 0.5, 0.9, 0.99]) {
    const wait = queueWait({
      servers: 1,
      utilisation: rho,
      meanServiceSeconds: 2,
      arrivalVariation: 1,
      serviceVariation: 1,
    })!;
    expect(wait.meanSeconds).toBeCloseTo((2 * rho) / (1 - rho), 9);
    expect(shareWaitingLonger(wait, 3)).toBeCloseTo(rho * Math.exp((-3 * (1 - rho)) / 2), 9);
  }
});

test("M/D/1 waits half as long as M/M/1 (Pollaczek-Khinchine)", () => {
  const wait = queueWait({
    servers: 1,
    utilisation: 0.8,
    meanServiceSeconds: 1,
    arrivalVariation: 1,
    serviceVariation: 0,
  })!;
  expect(wait.meanSeconds).toBeCloseTo(0.8 / (2 * 0.2), 9);
});

test("M/M/c is Erlang's C formula", () => {
  for (const servers of [2, 4, 8, 16, 64])
    for (const rho of [0.5, 0.7, 0.9, 0.95]) {
      const exact = erlangSum(servers, rho) / (servers * (1 - rho));
      const wait = queueWait({
        servers,
        utilisation: rho,
        meanServiceSeconds: 1,
        arrivalVariation: 1,
        serviceVariation: 1,
      })!;
      expect(wait.meanSeconds / exact, `${servers} ${rho}`).toBeCloseTo(1, 9);
    }
});

test("an overloaded queue has no wait, and an idle one none to speak of", () => {
  const load = { servers: 2, meanServiceSeconds: 1, arrivalVariation: 1, serviceVariation: 1 };
  expect(queueWait({ ...load, utilisation: 1 })).toBeUndefined();
  expect(queueWait({ ...load, utilisation: Number.NaN })).toBeUndefined();
  expect(queueWait({ ...load, utilisation: 0 })).toEqual({ waitingShare: 0, meanSeconds: 0, tailSeconds: 0 });
  expect(shareWaitingLonger(queueWait({ ...load, utilisation: 0 })!, -1)).toBe(1);
});
