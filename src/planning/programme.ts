// A mixed-integer linear programme as plain data. The solver itself is handed in, so that planning stays pure.

export interface Variable {
  readonly name: string;
  readonly cost: number;
  readonly lower: number;
  /** Infinity where there is no bound. */
  readonly upper: number;
  readonly isInteger: boolean;
}

export interface Row {
  readonly name: string;
  readonly lower: number;
  readonly upper: number;
  /** Variable index and coefficient; each variable at most once. */
  readonly terms: readonly (readonly [variable: number, coefficient: number])[];
}

/** Minimise the cost of the variables subject to the rows. */
export interface Programme {
  readonly variables: readonly Variable[];
  readonly rows: readonly Row[];
}

export interface ProgrammeSolution {
  /** `limit`: stopped early with a feasible answer; `gap` says how far from the optimum it can be. */
  readonly status: "optimal" | "limit" | "infeasible";
  readonly objective: number;
  readonly values: readonly number[];
  /** (answer - proven bound) / answer; 0 when proven optimal. */
  readonly gap: number;
  /** Change of the objective per unit of each row's limit; only for a relaxed programme. */
  readonly rowDuals?: readonly number[];
}

export interface SolveOptions {
  /** Drop integrality: an LP, which has duals. */
  readonly isRelaxed?: boolean;
  /** Nodes of the branch and bound to look at; a count and not a time, so that the answer is the same on every machine. */
  readonly nodeLimit?: number;
}

export type Solve = (programme: Programme, options?: SolveOptions) => ProgrammeSolution;

/** Collects variables and rows by name while a programme is built. */
export class ProgrammeBuilder {
  readonly #variables: Variable[] = [];
  readonly #rows: Row[] = [];

  variable(name: string, cost: number, options: { upper?: number; isInteger?: boolean } = {}): number {
    this.#variables.push({
      name,
      cost,
      lower: 0,
      upper: options.upper ?? Number.POSITIVE_INFINITY,
      isInteger: options.isInteger ?? false,
    });
    return this.#variables.length - 1;
  }

  row(name: string, lower: number, terms: readonly (readonly [number, number])[], upper: number): void {
    this.#rows.push({ name, lower, upper, terms });
  }

  build(): Programme {
    return { variables: this.#variables, rows: this.#rows };
  }
}
