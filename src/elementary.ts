// exp, log, powers and sine that give the same bits everywhere. ECMAScript leaves the last digits of Math.exp and its kind
// to the engine, and V8 has changed them: Node 20 and a current Chromium differ in one result of ten. These use only what
// IEEE 754 rounds exactly (+, -, x, /, sqrt), so that one scenario and seed give one answer in Node and in every browser.
// Error: below 1 ulp for exp and log, below 4 ulp for the others in the ranges that the tests state.
// Source of the polynomials: fdlibm 5.3 (Sun Microsystems 1993), e_exp.c, e_log.c, e_log10.c, k_sin.c, k_cos.c.

const ln2 = Math.LN2;
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

const float = new Float64Array(1);
const words = new Int32Array(float.buffer);
float[0] = 1;
/** Index of the word that holds sign and exponent. */
const top = words[1] === 0 ? 0 : 1;

/** 2^k for k from -1074 to 1023. A table: a double put together from words is slow to read back. */
const powers = new Float64Array(2098);
powers[0] = Number.MIN_VALUE;
for (let i = 1; i < powers.length; i++) powers[i] = 2 * powers[i - 1]!;
const powerOfTwo = (k: number): number => powers[k + 1074]!;

/** e^x. */
export function exp(x: number): number {
  if (!(x <= 709.782712893384)) return x > 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  if (x < -745.1332191019412) return 0;
  const k = Math.abs(x) > 0.5 * ln2 ? Math.round(x / ln2) : 0;
  const high = x - k * ln2High;
  const low = k * ln2Low;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  if (k === 0) return 1 - ((r * c) / (c - 2) - r);
  const value = 1 - (low - (r * c) / (2 - c) - high);
  // At either end the last power alone would overflow, or be rounded before the product is.
  if (k > 1023) return value * 2 * powerOfTwo(k - 1);
  return k < -1022 ? value * powerOfTwo(k + 54) * powerOfTwo(-54) : value * powerOfTwo(k);
}

/** k x ln 2 + log(m), for m in [sqrt(1/2), sqrt(2)). */
function logOf(k: number, m: number): number {
  const f = m - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const half = 0.5 * f * f;
  return k * ln2High - (half - (s * (half + even + odd) + k * ln2Low) - f);
}

/** The k for which x / 2^k lies in [sqrt(1/2), sqrt(2)); x positive, normal and finite. */
function exponentOf(x: number): number {
  float[0] = x;
  // The first bits of 1 - (sqrt(2) - 1) carry a mantissa from sqrt(2) on into the exponent.
  return ((words[top]! + 0x95f64) >> 20) - 1023;
}

/** Where a logarithm is no ordinary number: zero, negative, infinite, or too small to be normal. */
const isOdd = (x: number): boolean => !(x >= 2.2250738585072014e-308 && x <= Number.MAX_VALUE);

const oddLog = (x: number, of: (x: number) => number, of2to54: number): number =>
  x === 0 ? Number.NEGATIVE_INFINITY : !(x > 0) ? Number.NaN : x > 1 ? x : of(x * 2 ** 54) - of2to54;

/** Natural logarithm. */
export function log(x: number): number {
  if (isOdd(x)) return oddLog(x, log, 54 * ln2);
  const k = exponentOf(x);
  return logOf(k, x * powers[1074 - k]!);
}

/** Base 2; exact at powers of two. */
export function log2(x: number): number {
  if (isOdd(x)) return oddLog(x, log2, 54);
  const k = exponentOf(x);
  return k + logOf(0, x * powers[1074 - k]!) * Math.LOG2E;
}

/** Base 10; exact at 1, 10, ... 10^22. */
export function log10(x: number): number {
  if (isOdd(x)) return oddLog(x, log10, 54 * Math.LOG10E * ln2);
  float[0] = x;
  const exponent = (words[top]! >> 20) - 1023;
  const k = exponent < 0 ? exponent + 1 : exponent;
  const rest = Math.LOG10E * log(x * powers[1074 - k]!);
  return k * 3.694239077158931e-13 + rest + k * 0.30102999566361177;
}

/** e^x - 1 without losing small x. Source: Kahan, in Higham 2002, "Accuracy and Stability of Numerical Algorithms", 1.14.1. */
export function expm1(x: number): number {
  const u = exp(x);
  if (u === 1) return x;
  const less = u - 1;
  if (less === -1 || u === Number.POSITIVE_INFINITY || Math.abs(x) > 1) return less;
  return (less * x) / log(u);
}

/** log(1 + x) without losing small x. Source: as expm1. */
export function log1p(x: number): number {
  const u = 1 + x;
  if (u === 1) return x;
  return u > 0 && u < Number.POSITIVE_INFINITY ? (log(u) * x) / (u - 1) : log(u);
}

/**
 * base^exponent. Whole exponents by repeated squaring (2 and 3 are the plain products), a fraction beside them by exp and
 * log: error below 4 ulp for |exponent| <= 64, growing with its size.
 */
export function pow(base: number, to: number): number {
  if (to === 2) return base * base;
  if (to === 0) return 1;
  const whole = Math.ceil(to - 0.5);
  if (!(Math.abs(whole) <= 2 ** 31)) return exp(to * log(base));
  const part = to - whole;
  if (part !== 0 && base <= 0) return base < 0 ? Number.NaN : to > 0 ? 0 : Number.POSITIVE_INFINITY;
  let result = 1;
  let square = base;
  for (let n = Math.abs(whole); n > 0; n = Math.floor(n / 2)) {
    if (n % 2 === 1) result *= square;
    square *= square;
  }
  if (whole < 0) result = 1 / result;
  if (part === 0) return result;
  return result * (part === 0.5 ? Math.sqrt(base) : exp(part * log(base)));
}

/** sqrt(a^2 + b^2); a and b far from overflow. */
export const hypot = (a: number, b: number): number => Math.sqrt(a * a + b * b);

/** Sine of an angle in radians; the angle itself is reduced in double precision, so its error grows with its size. */
export function sin(x: number): number {
  const quarter = Math.round(x / (Math.PI / 2));
  const r = x - quarter * 1.5707963267341256 - quarter * 6.077100506506192e-11;
  const z = r * r;
  const sine =
    r +
    r *
      z *
      (-0.16666666666666632 +
        z *
          (0.00833333333332249 +
            z *
              (-0.0001984126982985795 +
                z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)))));
  const cosine =
    1 -
    z / 2 +
    z *
      z *
      (0.0416666666666666 +
        z *
          (-0.001388888888887411 +
            z *
              (2.480158728947673e-5 +
                z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 - z * 1.1359647557788195e-11)))));
  const turn = ((quarter % 4) + 4) % 4;
  return turn === 0 ? sine : turn === 1 ? cosine : turn === 2 ? -sine : -cosine;
}
