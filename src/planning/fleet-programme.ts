// The mix: how many chips of each kind to hold, and which instances to run on them in each period, as an integer programme.
// Takes instance types with their capacity at the targets; gives the cheapest whole numbers. No files, no solver of its own.
import { fail } from "../errors.ts";
import { type Programme, ProgrammeBuilder, type ProgrammeSolution, type Solve } from "./programme.ts";

export type InstanceRole = "aggregated" | "prefill" | "decode";

/** One kind of instance: a model on a chip in a layout and role, with what it carries while the targets hold. */
export interface InstanceType {
  readonly id: string;
  /** The service (model, tenant) whose requests it serves. */
  readonly service: string;
  readonly chip: string;
  readonly chips: number;
  readonly role: InstanceRole;
  /** Requests/s one instance carries at the service's targets. */
  readonly capacity: number;
}

/** KV may flow from this prefill type to this decode type. */
export interface Pairing {
  readonly prefill: string;
  readonly decode: string;
}

export interface ChipSupply {
  readonly chip: string;
  /** Cost of one chip for one hour, all in. */
  readonly costPerHour: number;
  /** Chips are had in units of this many (1, or a whole server). */
  readonly unitChips: number;
  readonly stock?: number;
  /** Facility watts of a chip in service. */
  readonly watts?: number;
  readonly chipsPerServer: number;
  /** Paid only in the periods in which it runs (rent by the hour); otherwise held all day. */
  readonly isElastic?: boolean;
}

export interface Period {
  readonly id: string;
  /** Share of the hours, summing to 1 over the periods. */
  readonly share: number;
}

export interface ServiceDemand {
  readonly service: string;
  /** Requests/s in each period. */
  readonly requestsPerSecond: readonly number[];
}

export interface FleetLimits {
  readonly watts?: number;
  readonly servers?: number;
  readonly chips?: number;
  /** Instances of every used type that must be able to fail: 1 is N+1. */
  readonly spareInstances?: number;
  /** Fewest instances of a type that is used at all. */
  readonly minInstances?: number;
  /** At most so many types of instance in use: a fleet that people can run. */
  readonly maxTypes?: number;
  readonly maxTypesPerService?: number;
}

export interface FleetProblem {
  readonly types: readonly InstanceType[];
  readonly pairings: readonly Pairing[];
  readonly supplies: readonly ChipSupply[];
  readonly periods: readonly Period[];
  readonly demands: readonly ServiceDemand[];
  readonly limits: FleetLimits;
}

/** Which limits bind, what one more unit of each would save an hour, and what one more request/s would cost. */
export interface ShadowPrice {
  readonly limit: string;
  readonly perUnitPerHour: number;
}

export interface FleetMix {
  readonly costPerHour: number;
  readonly isOptimal: boolean;
  /** Proven distance from the optimum, fraction. */
  readonly gap: number;
  /** Chips held, by chip. */
  readonly chips: Readonly<Record<string, number>>;
  /** Instances by type and period: `instances[typeId][periodIndex]`. */
  readonly instances: Readonly<Record<string, readonly number[]>>;
  /** Requests/s by type (aggregated) or by pair `prefill>decode`, per period. */
  readonly flows: Readonly<Record<string, readonly number[]>>;
}

interface Built {
  readonly programme: Programme;
  readonly held: ReadonlyMap<string, number>;
  readonly running: ReadonlyMap<string, readonly number[]>;
  /** Whether a type is used at all; empty where no limit asks. */
  readonly used: ReadonlyMap<string, number>;
  readonly flow: ReadonlyMap<string, readonly number[]>;
}

/**
 * Builds the programme. Variables: units of chips held, instances running in each period, requests/s on each type or pair.
 * Size: (types + flows) x periods + chips variables. Demand must be met in every period; chips may change service between periods.
 */
export function fleetProgramme(problem: FleetProblem): Built {
  const { types, pairings, supplies, periods, demands, limits } = problem;
  const builder = new ProgrammeBuilder();
  const supplyOf = new Map(supplies.map((supply) => [supply.chip, supply]));
  const spare = limits.spareInstances ?? 0;
  const least = Math.max(limits.minInstances ?? 0, spare > 0 ? spare + 1 : 0);
  const needsUse = least > 1 || spare > 0 || limits.maxTypes !== undefined || limits.maxTypesPerService !== undefined;

  const held = new Map<string, number>();
  for (const supply of supplies) {
    const upper = supply.stock === undefined ? undefined : Math.floor(supply.stock / supply.unitChips);
    held.set(
      supply.chip,
      builder.variable(`held ${supply.chip}`, supply.isElastic ? 0 : supply.costPerHour * supply.unitChips, {
        isInteger: true,
        ...(upper === undefined ? {} : { upper }),
      }),
    );
  }
  const peak = new Map(demands.map((demand) => [demand.service, Math.max(0, ...demand.requestsPerSecond)]));
  const running = new Map<string, number[]>();
  const used = new Map<string, number>();
  for (const type of types) {
    const supply = supplyOf.get(type.chip);
    if (supply === undefined)
      fail("unknown-name", ["types", type.id], `chip ${type.chip} has no supply`, "Add its price and stock.");
    // No optimum runs more than the peak needs, and a small bound keeps the relaxation tight.
    const most = Math.max(least, Math.ceil((peak.get(type.service) ?? 0) / type.capacity - 1e-9) + spare);
    running.set(
      type.id,
      periods.map((period) =>
        builder.variable(
          `run ${type.id} ${period.id}`,
          supply.isElastic ? supply.costPerHour * type.chips * period.share : 0,
          { isInteger: true, upper: most },
        ),
      ),
    );
    if (!needsUse) continue;
    const use = builder.variable(`use ${type.id}`, 0, { upper: 1, isInteger: true });
    used.set(type.id, use);
    for (const run of running.get(type.id)!) {
      builder.row(
        `use ${type.id}`,
        Number.NEGATIVE_INFINITY,
        [
          [run, 1],
          [use, -most],
        ],
        0,
      );
      if (least > 0)
        builder.row(
          `least ${type.id}`,
          0,
          [
            [run, 1],
            [use, -least],
          ],
          Number.POSITIVE_INFINITY,
        );
    }
  }
  if (limits.maxTypes !== undefined)
    builder.row(
      "types",
      Number.NEGATIVE_INFINITY,
      [...used.values()].map((use) => [use, 1] as const),
      limits.maxTypes,
    );

  if (limits.maxTypesPerService !== undefined)
    for (const { service } of demands)
      builder.row(
        `types of ${service}`,
        Number.NEGATIVE_INFINITY,
        types.flatMap((type) => (type.service === service ? [[used.get(type.id)!, 1] as const] : [])),
        limits.maxTypesPerService,
      );

  const flow = new Map<string, number[]>();
  const typeOf = new Map(types.map((type) => [type.id, type]));
  const into = new Map<string, number[][]>();
  const route = (id: string, ends: readonly string[]): void => {
    const variables = periods.map((period) => builder.variable(`flow ${id} ${period.id}`, 0));
    flow.set(id, variables);
    for (const place of [...ends, `service ${typeOf.get(ends[0]!)!.service}`]) {
      const list = into.get(place);
      if (list === undefined) into.set(place, [variables]);
      else list.push(variables);
    }
  };
  for (const type of types) if (type.role === "aggregated") route(type.id, [type.id]);
  for (const { prefill, decode } of pairings) route(`${prefill}>${decode}`, [prefill, decode]);

  periods.forEach((period, t) => {
    for (const demand of demands) {
      const wanted = demand.requestsPerSecond[t] ?? 0;
      builder.row(
        `demand ${demand.service} ${period.id}`,
        wanted,
        (into.get(`service ${demand.service}`) ?? []).map((variables) => [variables[t]!, 1] as const),
        Number.POSITIVE_INFINITY,
      );
    }
    for (const type of types) {
      const use = used.get(type.id);
      builder.row(
        `capacity ${type.id} ${period.id}`,
        Number.NEGATIVE_INFINITY,
        [
          ...(into.get(type.id) ?? []).map((variables) => [variables[t]!, 1] as const),
          [running.get(type.id)![t]!, -type.capacity] as const,
          ...(use === undefined || spare === 0 ? [] : [[use, type.capacity * spare] as const]),
        ],
        0,
      );
    }
    for (const supply of supplies) {
      const mine = types.filter((type) => type.chip === supply.chip);
      builder.row(
        `chips ${supply.chip} ${period.id}`,
        Number.NEGATIVE_INFINITY,
        [
          ...mine.map((type) => [running.get(type.id)![t]!, type.chips] as const),
          [held.get(supply.chip)!, -supply.unitChips] as const,
        ],
        0,
      );
    }
  });
  const total = (name: string, perChip: (supply: ChipSupply) => number, limit: number | undefined): void => {
    if (limit === undefined) return;
    builder.row(
      name,
      Number.NEGATIVE_INFINITY,
      supplies.map((supply) => [held.get(supply.chip)!, perChip(supply) * supply.unitChips] as const),
      limit,
    );
  };
  total("power", (supply) => supply.watts ?? 0, limits.watts);
  total("chip count", () => 1, limits.chips);
  if (limits.servers !== undefined) {
    // Servers are whole and of one kind of chip: half a server of each of two chips is two servers.
    const servers = supplies.map((supply) => {
      const count = builder.variable(`servers ${supply.chip}`, 0, { isInteger: true });
      builder.row(
        `fill ${supply.chip}`,
        Number.NEGATIVE_INFINITY,
        [
          [held.get(supply.chip)!, supply.unitChips],
          [count, -supply.chipsPerServer],
        ],
        0,
      );
      return count;
    });
    builder.row(
      "servers",
      Number.NEGATIVE_INFINITY,
      servers.map((count) => [count, 1] as const),
      limits.servers,
    );
  }
  return { programme: builder.build(), held, running, used, flow };
}

/** Nodes that a plan gives the search of a mix: most are proven optimal at the first, and the gap of the rest is printed. */
export const mostNodes = 2000;

/** The cheapest mix, or undefined where no mix meets the demand within the limits. */
export function solveFleet(problem: FleetProblem, solve: Solve, nodeLimit?: number): FleetMix | undefined {
  if (problem.demands.some((demand) => demand.requestsPerSecond.some((rate) => rate > 0)) && problem.types.length === 0)
    return undefined;
  const built = fleetProgramme(problem);
  const solution = solve(built.programme, nodeLimit === undefined ? {} : { nodeLimit });
  return solution.status === "infeasible" ? undefined : readMix(problem, built, solution);
}

function readMix(problem: FleetProblem, built: Built, solution: ProgrammeSolution): FleetMix {
  const whole = (variable: number): number => Math.round(solution.values[variable] ?? 0);
  const instances: Record<string, readonly number[]> = {};
  for (const [id, variables] of built.running) instances[id] = variables.map(whole);
  const chips: Record<string, number> = {};
  for (const { chip, unitChips, isElastic } of problem.supplies) {
    const mine = problem.types.filter((type) => type.chip === chip);
    const running = problem.periods.map((_, t) =>
      mine.reduce((sum, type) => sum + instances[type.id]![t]! * type.chips, 0),
    );
    // Holding costs nothing where hours are paid: the programme may hold any number, the fullest period says how many are needed.
    chips[chip] = isElastic
      ? Math.ceil(Math.max(...running) / unitChips) * unitChips
      : whole(built.held.get(chip)!) * unitChips;
  }
  const flows: Record<string, readonly number[]> = {};
  for (const [id, variables] of built.flow)
    flows[id] = variables.map((variable) => Math.max(0, solution.values[variable] ?? 0));
  return {
    costPerHour: solution.objective,
    isOptimal: solution.status === "optimal",
    gap: solution.gap,
    chips,
    instances,
    flows,
  };
}

/**
 * Shadow prices from the linear relaxation: what one more unit of each limit would save an hour (negative numbers are
 * savings for "at most" limits), and the marginal cost of one more request/s of each service. Only those that are not zero.
 * The types used are those of `mix`: a relaxation that may use a type by a fraction would pay for a fraction of its spare.
 */
export function shadowPrices(problem: FleetProblem, solve: Solve, mix?: FleetMix): readonly ShadowPrice[] {
  const { programme, held, used } = fleetProgramme(problem);
  // Stock is a bound of a variable; as a row of its own it has a dual.
  const stockRows = problem.supplies.flatMap((supply) =>
    supply.stock === undefined
      ? []
      : [
          {
            name: `stock ${supply.chip}`,
            lower: Number.NEGATIVE_INFINITY,
            upper: supply.stock,
            terms: [[held.get(supply.chip)!, supply.unitChips] as const],
          },
        ],
  );
  const fixed = new Map(
    mix === undefined
      ? []
      : [...used].map(([id, variable]) => [variable, mix.instances[id]?.some((count) => count > 0) ? 1 : 0] as const),
  );
  const variables = programme.variables.map((variable, i) => {
    const use = fixed.get(i);
    if (use !== undefined) return { ...variable, lower: use, upper: use };
    return variable.name.startsWith("held ") ? { ...variable, upper: Number.POSITIVE_INFINITY } : variable;
  });
  const rows = [...programme.rows, ...stockRows];
  const solution = solve({ variables, rows }, { isRelaxed: true });
  if (solution.status === "infeasible" || solution.rowDuals === undefined) return [];
  return rows.flatMap((row, i) => {
    const dual = solution.rowDuals![i] ?? 0;
    return /^(demand|stock|power|servers|chip count)/.test(row.name) && Math.abs(dual) > 1e-9
      ? [{ limit: row.name, perUnitPerHour: dual }]
      : [];
  });
}
