// What was used when: units by their identity and runs of blocks without one, least recently used first. O(1) an operation.
// Takes identities and tokens; must not know what lies in them.
import { doubledFloat64, doubledInt32 } from "./growing-arrays.ts";

const none = -1;

/** A doubly linked list over typed arrays, and a map for what can be found again. */
export class RecentUnits {
  readonly #places = new Map<number, number>();
  #identity = new Float64Array(256);
  #tokens = new Int32Array(256);
  #isNamed = new Uint8Array(256);
  #older = new Int32Array(256);
  #newer = new Int32Array(256);
  #used = 0;
  #free = none;
  #oldest = none;
  #newest = none;

  /** Tokens of a unit, 0 where it is not here. */
  tokensOf(identity: number): number {
    const place = this.#places.get(identity);
    return place === undefined ? 0 : this.#tokens[place]!;
  }

  /** A unit counts as used now; false where it is not here. */
  use(identity: number): boolean {
    const place = this.#places.get(identity);
    if (place === undefined) return false;
    this.#unlink(place);
    this.#append(place);
    return true;
  }

  add(identity: number, tokens: number): void {
    const place = this.#take(tokens);
    this.#identity[place] = identity;
    this.#isNamed[place] = 1;
    this.#places.set(identity, place);
  }

  /** Blocks that nobody can find again. */
  addUnnamed(tokens: number): void {
    this.#isNamed[this.#take(tokens)] = 0;
  }

  /** Takes the oldest entry out, or `wanted` tokens of it where it has no name and more; returns the tokens. */
  dropOldest(wanted: number): number {
    const place = this.#oldest;
    const tokens = this.#tokens[place]!;
    if (this.#isNamed[place] === 0 && tokens > wanted) {
      this.#tokens[place] = tokens - wanted;
      return wanted;
    }
    this.#unlink(place);
    if (this.#isNamed[place] === 1) this.#places.delete(this.#identity[place]!);
    this.#newer[place] = this.#free;
    this.#free = place;
    return tokens;
  }

  clear(): void {
    this.#places.clear();
    this.#used = 0;
    this.#free = none;
    this.#oldest = none;
    this.#newest = none;
  }

  #take(tokens: number): number {
    let place = this.#free;
    if (place !== none) this.#free = this.#newer[place]!;
    else {
      if (this.#used === this.#tokens.length) this.#grow();
      place = this.#used++;
    }
    this.#tokens[place] = tokens;
    this.#append(place);
    return place;
  }

  #append(place: number): void {
    this.#older[place] = this.#newest;
    this.#newer[place] = none;
    if (this.#newest === none) this.#oldest = place;
    else this.#newer[this.#newest] = place;
    this.#newest = place;
  }

  #unlink(place: number): void {
    const older = this.#older[place]!;
    const newer = this.#newer[place]!;
    if (older === none) this.#oldest = newer;
    else this.#newer[older] = newer;
    if (newer === none) this.#newest = older;
    else this.#older[newer] = older;
  }

  #grow(): void {
    this.#identity = doubledFloat64(this.#identity);
    this.#tokens = doubledInt32(this.#tokens);
    this.#older = doubledInt32(this.#older);
    this.#newer = doubledInt32(this.#newer);
    const isNamed = new Uint8Array(2 * this.#isNamed.length);
    isNamed.set(this.#isNamed);
    this.#isNamed = isNamed;
  }
}
