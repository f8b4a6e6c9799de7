// Every router by its name.
import { assertNever } from "../errors.ts";
import { DeadlineAwareRouter } from "./deadline-router.ts";
import { PrefixAwareRouter } from "./prefix-router.ts";
import { LeastOutstanding, PowerOfTwo, RandomRouter, RoundRobin, type Router, type RouterKind } from "./router.ts";
import { SessionAffinityRouter } from "./session-ring.ts";
import { LeastKvRouter, type RouterContext } from "./weighed-router.ts";

export function createRouter(kind: RouterKind, context: RouterContext): Router {
  const { replicas, weights, random } = context;
  switch (kind) {
    case "round-robin":
      return new RoundRobin(replicas.length, weights);
    case "random":
      return new RandomRouter(replicas.length, random);
    case "least-outstanding":
      return new LeastOutstanding(replicas, weights);
    case "power-of-two":
      return new PowerOfTwo(replicas, weights, random);
    case "least-kv":
      return new LeastKvRouter(context);
    case "prefix-aware":
      return new PrefixAwareRouter(context);
    case "session-affinity":
      return new SessionAffinityRouter(context);
    case "deadline-aware":
      return new DeadlineAwareRouter(context);
    default:
      return assertNever(kind);
  }
}
