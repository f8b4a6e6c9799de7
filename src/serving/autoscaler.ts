// Pools that grow and shrink with the load: looks at intervals, loads a model before a replica serves, drains before it goes.
// Takes the pool's rule; tells the gateway who serves. Must not know of single requests.
import type { ClusterControl } from "./cluster-control.ts";
import type { Autoscaling } from "./faults.ts";
import type { Gateway } from "./gateway.ts";
import { activity, type Replica } from "./replica.ts";

/** Starts one pool at its minimum and sets the timer of its looks. */
export function autoscale(cluster: ClusterControl, gateway: Gateway, scaling: Autoscaling): void {
  const { timers } = cluster;
  const mine = cluster.parts.replicas.filter((replica) => replica.poolIndex === scaling.pool);
  for (const replica of mine.slice(scaling.min)) gateway.setServing(replica, false, 0);
  const coming = new Set<Replica>();
  timers.every(
    scaling.everySeconds,
    () => cluster.isWorking,
    (seconds) => {
      const outstanding = mine.reduce((sum, replica) => sum + replica.outstanding, 0);
      const wanted = Math.max(
        scaling.min,
        Math.min(mine.length, Math.ceil(outstanding / scaling.outstandingPerReplica)),
      );
      const serving = mine.filter((replica) => gateway.isServing(replica));
      let missing = wanted - serving.length - coming.size;
      for (const replica of mine) {
        if (missing <= 0) break;
        if (gateway.isServing(replica) || coming.has(replica)) continue;
        // A crashed replica comes back by its own restart.
        if (replica.activity === activity.down || gateway.isRetired(replica)) continue;
        coming.add(replica);
        missing -= 1;
        timers.at(seconds + scaling.loadSeconds, (upSeconds) => {
          coming.delete(replica);
          if (replica.activity !== activity.down) gateway.setServing(replica, true, upSeconds);
        });
      }
      // Shrinking drains: the replica serves what it has and takes nothing new.
      for (const replica of serving.slice(wanted)) gateway.setServing(replica, false, seconds);
    },
  );
}
