// src/elementary.ts
var ln2 = Math.LN2;
var ln2High = 0.6931471803691238;
var ln2Low = 19082149292705877e-26;
var float = new Float64Array(1);
var words = new Int32Array(float.buffer);
float[0] = 1;
var top = words[1] === 0 ? 0 : 1;
var powers = new Float64Array(2098);
powers[0] = Number.MIN_VALUE;
for (let i = 1; i < powers.length; i++) powers[i] = 2 * powers[i - 1];
var powerOfTwo = (k) => powers[k + 1074];
function exp(x) {
  if (!(x <= 709.782712893384)) return x > 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  if (x < -745.1332191019412) return 0;
  const k = Math.abs(x) > 0.5 * ln2 ? Math.round(x / ln2) : 0;
  const high = x - k * ln2High;
  const low = k * ln2Low;
  const r = high - low;
  const t = r * r;
  const c = r - t * (0.16666666666666602 + t * (-0.0027777777777015593 + t * (6613756321437934e-20 + t * (-16533902205465252e-22 + t * 41381367970572385e-24))));
  if (k === 0) return 1 - (r * c / (c - 2) - r);
  const value = 1 - (low - r * c / (2 - c) - high);
  if (k > 1023) return value * 2 * powerOfTwo(k - 1);
  return k < -1022 ? value * powerOfTwo(k + 54) * powerOfTwo(-54) : value * powerOfTwo(k);
}
function logOf(k, m) {
  const f = m - 1;
  const s = f / (2 + f);
  const z3 = s * s;
  const w = z3 * z3;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd = z3 * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const half = 0.5 * f * f;
  return k * ln2High - (half - (s * (half + even + odd) + k * ln2Low) - f);
}
function exponentOf(x) {
  float[0] = x;
  return (words[top] + 614244 >> 20) - 1023;
}
var isOdd = (x) => !(x >= 22250738585072014e-324 && x <= Number.MAX_VALUE);
var oddLog = (x, of, of2to54) => x === 0 ? Number.NEGATIVE_INFINITY : !(x > 0) ? Number.NaN : x > 1 ? x : of(x * 2 ** 54) - of2to54;
function log(x) {
  if (isOdd(x)) return oddLog(x, log, 54 * ln2);
  const k = exponentOf(x);
  return logOf(k, x * powers[1074 - k]);
}
function log2(x) {
  if (isOdd(x)) return oddLog(x, log2, 54);
  const k = exponentOf(x);
  return k + logOf(0, x * powers[1074 - k]) * Math.LOG2E;
}
function log10(x) {
  if (isOdd(x)) return oddLog(x, log10, 54 * Math.LOG10E * ln2);
  float[0] = x;
  const exponent = (words[top] >> 20) - 1023;
  const k = exponent < 0 ? exponent + 1 : exponent;
  const rest = Math.LOG10E * log(x * powers[1074 - k]);
  return k * 3694239077158931e-28 + rest + k * 0.30102999566361177;
}
function pow(base, to) {
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
var hypot = (a, b) => Math.sqrt(a * a + b * b);

// src/scenario/layout.ts
var engineFamilies = ["vllm", "sglang", "trtllm"];
function chipsOf(layout) {
  return layout.tp * layout.pp * layout.attentionDp;
}

// src/perf/serving-fit/version-order.ts
var parts = (version) => {
  const numbers = /^v?(\d+)\.(\d+)(?:\.(\d+))?(?:rc(\d+))?(?:\.post(\d+))?/u.exec(version.trim());
  if (numbers === null) return [Number.MAX_SAFE_INTEGER];
  const [, major, minor, patch, candidate, post] = numbers;
  return [
    Number(major),
    Number(minor),
    Number(patch ?? 0),
    candidate === void 0 ? 1e6 : Number(candidate),
    Number(post ?? 0)
  ];
};
function compareVersions(a, b) {
  const left = parts(a);
  const right = parts(b);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

// src/perf/serving-fit/engine-class.ts
var engineClasses = [
  { name: "vllm-0.11", family: "vllm", fromVersion: "0.0.0" },
  { name: "vllm-0.12", family: "vllm", fromVersion: "0.12.0" },
  { name: "vllm-0.16", family: "vllm", fromVersion: "0.16.0" },
  { name: "vllm-0.18", family: "vllm", fromVersion: "0.18.0" },
  { name: "vllm-0.16-blackwell", family: "vllm", fromVersion: "0.16.0", architecture: "nvidia-blackwell" },
  { name: "sglang-0.5.1", family: "sglang", fromVersion: "0.0.0" },
  { name: "sglang-0.5.5", family: "sglang", fromVersion: "0.5.5" },
  { name: "sglang-0.5.9", family: "sglang", fromVersion: "0.5.9" },
  { name: "sglang-0.5.9-blackwell", family: "sglang", fromVersion: "0.5.9", architecture: "nvidia-blackwell" },
  { name: "trtllm-1.0", family: "trtllm", fromVersion: "0.0.0" },
  { name: "trtllm-1.1", family: "trtllm", fromVersion: "1.1.0rc0" },
  { name: "trtllm-1.1-blackwell", family: "trtllm", fromVersion: "1.1.0rc0", architecture: "nvidia-blackwell" },
  { name: "vllm-disagg", family: "vllm", fromVersion: "0.0.0", isDisaggregated: true },
  { name: "sglang-disagg", family: "sglang", fromVersion: "0.0.0", isDisaggregated: true },
  { name: "trtllm-disagg", family: "trtllm", fromVersion: "0.0.0", isDisaggregated: true }
];
var isDated = (version) => /^v?\d+\.\d+/u.test(version);
function engineClassOf(family, version, measuredDate = "", mode = "agg", architecture) {
  const general = generalClass(family, version, measuredDate, mode);
  const special = engineClasses.findLast(
    (entry) => entry.family === family && entry.architecture !== void 0 && entry.architecture === architecture && general.isDisaggregated !== true && compareVersions(general.fromVersion, entry.fromVersion) >= 0
  );
  return special ?? general;
}
function generalClass(family, version, measuredDate, mode) {
  const isDisaggregated = mode === "disagg";
  const classes = engineClasses.filter(
    (entry) => entry.family === family && entry.architecture === void 0 && entry.isDisaggregated === true === isDisaggregated
  );
  if (isDisaggregated) return classes[0];
  const newest = classes[classes.length - 1];
  if (version === void 0 || !isDated(version)) {
    const isOld = measuredDate !== "" && measuredDate < "2026" || version === "gpt-oss-dev";
    if (!isOld) return newest;
    return family === "trtllm" ? classes[1] : classes[0];
  }
  let found = classes[0];
  for (const entry of classes) if (compareVersions(version, entry.fromVersion) >= 0) found = entry;
  return found;
}

// src/perf/composition.ts
var callClasses = [
  "gemm",
  "gemm16",
  "experts",
  "expertsWeightOnly",
  "expertsFp4",
  "idleExperts",
  "decodeAttention",
  "prefillAttention",
  "latentPrefill",
  "communication",
  "glue"
];
var weightOnly = /* @__PURE__ */ new Set(["w4a16", "mxfp4-a16", "w4a8"]);
function classOf(call) {
  switch (call.kind) {
    case "gemm":
    case "batched-gemm":
      return call.precision === "bf16" ? "gemm16" : "gemm";
    case "moe":
      return weightOnly.has(call.precision) ? "expertsWeightOnly" : call.precision === "fp4" ? "expertsFp4" : "experts";
    case "decode-attention":
    case "mla-decode":
      return "decodeAttention";
    case "prefill-attention":
      return "prefillAttention";
    case "mla-prefill":
      return call.isSparse === true ? "prefillAttention" : "latentPrefill";
    case "mla-block":
    case "gated-delta":
      return call.phase === "decode" ? "decodeAttention" : "prefillAttention";
    case "collective":
    case "p2p":
      return "communication";
    case "elementwise":
    case "sampling":
      return "glue";
  }
}

// src/perf/serving-fit/engine-coefficients.ts
var coefficients = [
  ...callClasses.map(
    (name) => name === "idleExperts" ? { key: name, prior: 0.02, logSpread: 1.5 } : (
      // Prompts under latent attention run very different kernels from engine to engine.
      { key: name, prior: 1, logSpread: name === "latentPrefill" ? 1 : 0.2 }
    )
  ),
  { key: "hostSecondsPerStep", prior: 8e-4, logSpread: 0.5 },
  { key: "hostSecondsPerSequence", prior: 1e-5, logSpread: 0.5 },
  { key: "gapSecondsPerLayer", prior: 1e-5, logSpread: 0.5 },
  { key: "hostSecondsPerPrompt", prior: 3e-3, logSpread: 0.5 },
  { key: "frontEndSeconds", prior: 0.035, logSpread: 0.5 },
  { key: "frontEndSerialSeconds", prior: 15e-4, logSpread: 0.5 }
];
var priorVector = () => Float64Array.from(coefficients, ({ prior }) => log(prior));
function coefficientsOf(logs) {
  const value = Object.fromEntries(coefficients.map(({ key }, i) => [key, exp(logs[i])]));
  return {
    factors: Object.fromEntries(callClasses.map((name) => [name, value[name]])),
    hostSecondsPerStep: value["hostSecondsPerStep"],
    hostSecondsPerSequence: value["hostSecondsPerSequence"],
    gapSecondsPerLayer: value["gapSecondsPerLayer"],
    hostSecondsPerPrompt: value["hostSecondsPerPrompt"],
    frontEndSeconds: value["frontEndSeconds"],
    frontEndSerialSeconds: value["frontEndSerialSeconds"],
    spread: { p10: 0.75, p90: 1.35 }
  };
}
var schedulingOf = (family) => family === "sglang" ? "prefill-first" : "mixed";
var reservedOutputShare = (family) => family === "trtllm" ? 1 : 0.5;

// src/perf/serving-fit/levenberg-marquardt.ts
var loss = (r) => 2 * (Math.sqrt(1 + r * r) - 1);
var weight = (r) => 1 / Math.sqrt(1 + r * r);
function solveSymmetric(a, b) {
  const n = b.length;
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= l[i * n + k] * l[j * n + k];
      if (i === j) {
        if (!(sum > 0)) return void 0;
        l[i * n + i] = Math.sqrt(sum);
      } else l[i * n + j] = sum / l[j * n + j];
    }
  const x = b.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= l[i * n + k] * x[k];
    x[i] /= l[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= l[k * n + i] * x[k];
    x[i] /= l[i * n + i];
  }
  return x;
}
function fitRobust(problem) {
  const { priorCentre, priorSpread } = problem;
  const n = problem.start.length;
  const costOf = (residuals2, at2) => {
    let sum = 0;
    for (const r of residuals2) sum += loss(r);
    for (let i = 0; i < n; i++) sum += pow((at2[i] - priorCentre[i]) / priorSpread[i], 2);
    return sum;
  };
  let at = problem.start.slice();
  let residuals = problem.residuals(at);
  let cost = costOf(residuals, at);
  let damping = 0.01;
  const isIdle = new Uint8Array(n);
  for (let iteration = 0; iteration < problem.iterations; iteration++) {
    const columns = [];
    const nothing = new Float64Array(residuals.length);
    const step = 0.02;
    for (let j = 0; j < n; j++) {
      if (isIdle[j] === 1) {
        columns.push(nothing);
        continue;
      }
      const moved = at.slice();
      moved[j] += step;
      const column = problem.residuals(moved);
      let largest = 0;
      for (let i = 0; i < column.length; i++) {
        column[i] = (column[i] - residuals[i]) / step;
        largest = Math.max(largest, Math.abs(column[i]));
      }
      if (largest === 0) isIdle[j] = 1;
      columns.push(column);
    }
    const hessian = new Float64Array(n * n);
    const gradient = new Float64Array(n);
    for (let i = 0; i < residuals.length; i++) {
      const w = weight(residuals[i]);
      for (let j = 0; j < n; j++) {
        const dj = columns[j][i];
        if (dj === 0) continue;
        gradient[j] += w * dj * residuals[i];
        for (let k = 0; k <= j; k++) hessian[j * n + k] += w * dj * columns[k][i];
      }
    }
    for (let j = 0; j < n; j++) {
      gradient[j] += (at[j] - priorCentre[j]) / pow(priorSpread[j], 2);
      hessian[j * n + j] += 1 / pow(priorSpread[j], 2);
      for (let k = 0; k < j; k++) hessian[k * n + j] = hessian[j * n + k];
    }
    let improved = false;
    for (let attempt = 0; attempt < 6 && !improved; attempt++) {
      const damped = hessian.slice();
      for (let j = 0; j < n; j++) damped[j * n + j] *= 1 + damping;
      const move = solveSymmetric(damped, gradient);
      if (move !== void 0) {
        const next = at.slice();
        for (let j = 0; j < n; j++) next[j] -= Math.max(-0.7, Math.min(0.7, move[j]));
        const nextResiduals = problem.residuals(next);
        const nextCost = costOf(nextResiduals, next);
        if (nextCost < cost) {
          improved = true;
          const gain = (cost - nextCost) / cost;
          at = next;
          residuals = nextResiduals;
          cost = nextCost;
          damping = Math.max(1e-4, damping / 4);
          if (gain < 1e-4) return { parameters: at, cost };
        }
      }
      if (!improved) damping *= 5;
    }
    if (!improved) break;
  }
  return { parameters: at, cost };
}

// src/catalog/precision.ts
var bytesPerElement = {
  fp32: 4,
  tf32: 4,
  bf16: 2,
  fp16: 2,
  fp8: 1,
  int8: 1,
  fp6: 0.75,
  fp4: 0.5,
  int4: 0.5
};

// src/errors.ts
var SilicoError = class extends Error {
  name = "SilicoError";
  issues;
  constructor(issues, options) {
    const list = "code" in issues ? [issues] : issues;
    super(list.map(formatIssue).join("\n"), options);
    this.issues = list;
  }
  get code() {
    return this.issues[0]?.code ?? "invariant";
  }
};
function fail(code, path, problem, hint, file) {
  throw new SilicoError({ code, path, problem, hint, ...file === void 0 ? {} : { file } });
}
function formatPath(path) {
  return path.map((part, i) => typeof part === "number" ? `[${part}]` : i === 0 ? part : `.${part}`).join("");
}
function formatIssue(issue) {
  const where = [issue.file, formatPath(issue.path)].filter((part) => part !== void 0 && part !== "").join(": ");
  return `${where === "" ? "" : `${where}: `}${issue.problem}. ${issue.hint}`.trim();
}
function assertNever(value) {
  fail("invariant", [], `unhandled variant ${JSON.stringify(value)}`, "Please report this as a bug in Silico.");
}

// src/perf/causal-pairs.ts
function causalPairs(tokens, cached, window = Infinity) {
  if (window >= cached + tokens) return tokens * cached + tokens * (tokens + 1) / 2;
  const growing = Math.max(0, Math.min(tokens, window - cached));
  return growing * cached + growing * (growing + 1) / 2 + (tokens - growing) * window;
}
function tiledPairs(tokens, cached, tile) {
  if (tile <= 1 || cached <= 0) return causalPairs(tokens, cached);
  return (walkedTokens(tokens, cached, tile) - tokens) * cached + causalPairs(tokens, cached);
}
var walkedTokens = (tokens, cached, tile) => Math.max(tokens, tile * Math.ceil(tokens / tile) * Math.min(1, cached / tile));

// src/perf/operators/arithmetic.ts
var recipes = {
  bf16: { weightBytes: 2, activationBytes: 2, formats: ["bf16", "fp16", "tf32", "fp32"] },
  fp16: { weightBytes: 2, activationBytes: 2, formats: ["fp16", "bf16", "tf32", "fp32"] },
  fp8: { weightBytes: 1, activationBytes: 1, formats: ["fp8", "bf16", "fp16"] },
  "fp8-block": { weightBytes: 1 + 4 / 16384, activationBytes: 1, formats: ["fp8", "bf16", "fp16"] },
  int8: { weightBytes: 1, activationBytes: 1, formats: ["int8", "fp8", "bf16", "fp16"] },
  w4a16: { weightBytes: 0.5 + 2.5 / 128, activationBytes: 2, formats: ["bf16", "fp16"] },
  w4a8: { weightBytes: 0.5 + 2.5 / 128, activationBytes: 1, formats: ["int8", "fp8", "bf16", "fp16"] },
  fp4: { weightBytes: 0.5 + 1 / 16, activationBytes: 0.5 + 1 / 16, formats: ["fp4", "bf16", "fp16"] },
  "mxfp4-a16": { weightBytes: 0.5 + 1 / 32, activationBytes: 2, formats: ["bf16", "fp16"] }
};
function arithmeticOf(precision, chip) {
  const recipe = recipes[precision];
  for (const format of recipe.formats) {
    const peakFlopsPerSecond = chip.peakFlopsPerSecond[format];
    if (peakFlopsPerSecond === void 0 || !(peakFlopsPerSecond > 0)) continue;
    const isEmulated = format !== recipe.formats[0] && !(isSixteenBit(format) && isSixteenBit(recipe.formats[0]));
    return {
      weightBytes: recipe.weightBytes,
      activationBytes: isEmulated ? Math.max(recipe.activationBytes, 2) : recipe.activationBytes,
      format,
      peakFlopsPerSecond,
      isEmulated
    };
  }
  fail(
    "unsupported",
    ["precision"],
    `${chip.id} has no peak for ${precision} (nor for ${recipe.formats.join(", ")})`,
    `Choose a precision among: ${Object.keys(chip.peakFlopsPerSecond).join(", ")}.`
  );
}
var isSixteenBit = (format) => format === "bf16" || format === "fp16";
function sixteenBitPeak(chip) {
  return arithmeticOf("bf16", chip).peakFlopsPerSecond;
}
var tensorOverVector = 15;
function vectorFlopsPerSecond(chip) {
  return chip.peakFlopsPerSecond.fp32 ?? sixteenBitPeak(chip) / tensorOverVector;
}
function exponentialsAsFlops(exponentials, chip) {
  return exponentials * 16 * (sixteenBitPeak(chip) / vectorFlopsPerSecond(chip));
}

// src/perf/operators/operator-work.ts
function memoryFloorSeconds(bytes, chip) {
  return Math.max(0, bytes - (chip.l2Bytes ?? 0)) / chip.memoryBytesPerSecond;
}
function leastExperts(call) {
  const pairs = call.tokens * call.topK / call.ep;
  return Math.min(call.experts / call.ep, Math.max(Math.min(1, pairs), pairs / call.tokens));
}
function mlaBlockShape(shape, heads, sequences, newTokens, cachedTokens, phase, kvBytes, weightBytes) {
  const { kvLoraRank, ropeHeadDim, nopeHeadDim, valueHeadDim, hiddenSize, qLoraRank, sparse } = shape;
  const tokens = sequences * newTokens;
  const headDim = nopeHeadDim + ropeHeadDim;
  const queryWeights = qLoraRank > 0 ? hiddenSize * qLoraRank + qLoraRank * heads * headDim : hiddenSize * heads * headDim;
  const otherWeights = hiddenSize * (kvLoraRank + ropeHeadDim) + kvLoraRank * heads * (nopeHeadDim + valueHeadDim) + heads * valueHeadDim * hiddenSize;
  const indexWeights = sparse ? (qLoraRank > 0 ? qLoraRank : hiddenSize) * sparse.indexHeads * sparse.indexHeadDim + hiddenSize * (sparse.indexHeadDim + sparse.indexHeads) : 0;
  const weights = queryWeights + otherWeights + indexWeights;
  const context = cachedTokens + newTokens;
  const reach = sparse ? sparse.topKTokens : Infinity;
  const pairs = sequences * causalPairs(newTokens, cachedTokens, reach);
  const allPairs = sequences * causalPairs(newTokens, cachedTokens);
  const perPair = Math.min(headDim + valueHeadDim, 2 * kvLoraRank + ropeHeadDim);
  const readContext = phase === "decode" ? Math.min(context, reach) : context;
  return {
    projectionFlops: 2 * tokens * weights,
    coreFlops: 2 * pairs * heads * perPair + (sparse ? 2 * allPairs * sparse.indexHeads * sparse.indexHeadDim : 0),
    bytes: weights * weightBytes + 4 * tokens * hiddenSize + sequences * readContext * (kvLoraRank + ropeHeadDim) * kvBytes + (sparse ? sequences * context * sparse.indexHeadDim : 0)
  };
}
function mlaBlockWork(call, chip) {
  const { weightBytes, peakFlopsPerSecond } = arithmeticOf(call.precision, chip);
  const { projectionFlops, coreFlops, bytes } = mlaBlockShape(
    call,
    call.heads,
    call.sequences,
    call.newTokens,
    call.cachedTokens,
    call.phase,
    bytesPerElement[call.kvFormat],
    weightBytes
  );
  return { flops: projectionFlops + coreFlops, bytes, peakFlopsPerSecond };
}
function operatorWork(call, chip) {
  switch (call.kind) {
    case "gemm": {
      const { weightBytes, activationBytes, peakFlopsPerSecond } = arithmeticOf(call.precision, chip);
      const { m, n, k } = call;
      return {
        flops: 2 * m * n * k,
        bytes: m * k * activationBytes + k * n * weightBytes + 2 * m * n,
        peakFlopsPerSecond
      };
    }
    case "batched-gemm": {
      const { weightBytes, activationBytes, peakFlopsPerSecond } = arithmeticOf(call.precision, chip);
      const { batch, m, n, k } = call;
      return {
        flops: 2 * batch * m * n * k,
        bytes: batch * (m * k * activationBytes + k * n * weightBytes + 2 * m * n),
        peakFlopsPerSecond
      };
    }
    case "prefill-attention": {
      const { sequences, newTokens, cachedTokens, heads, kvHeads, headDim } = call;
      const window = call.windowTokens ?? Infinity;
      const pairs = sequences * causalPairs(newTokens, cachedTokens, window);
      const reached = Math.min(cachedTokens + newTokens, newTokens + window);
      const kvElements = 2 * kvHeads * headDim;
      return {
        flops: 4 * pairs * heads * headDim,
        bytes: sequences * (4 * newTokens * heads * headDim + (reached - newTokens) * kvElements * bytesPerElement[call.kvFormat] + newTokens * kvElements * bytesPerElement[call.kvFormat]),
        peakFlopsPerSecond: sixteenBitPeak(chip)
      };
    }
    case "decode-attention": {
      const { sequences, contextTokens, heads, kvHeads, headDim } = call;
      const reached = Math.min(contextTokens + 1, call.windowTokens ?? Infinity);
      return {
        flops: 4 * sequences * reached * heads * headDim,
        bytes: sequences * (reached * 2 * kvHeads * headDim * bytesPerElement[call.kvFormat] + 4 * heads * headDim),
        peakFlopsPerSecond: sixteenBitPeak(chip)
      };
    }
    case "mla-prefill": {
      const { sequences, newTokens, cachedTokens, heads, nopeHeadDim, ropeHeadDim, valueHeadDim } = call;
      const pairs = sequences * causalPairs(newTokens, cachedTokens);
      const headDim = nopeHeadDim + ropeHeadDim;
      return {
        flops: 2 * pairs * heads * (headDim + valueHeadDim),
        bytes: 2 * sequences * newTokens * heads * (headDim + valueHeadDim),
        peakFlopsPerSecond: sixteenBitPeak(chip)
      };
    }
    case "mla-decode": {
      const { sequences, contextTokens, heads, kvLoraRank, ropeHeadDim } = call;
      const context = contextTokens + 1;
      const row3 = kvLoraRank + ropeHeadDim;
      return {
        flops: 2 * sequences * context * heads * (row3 + kvLoraRank),
        bytes: sequences * (context * row3 * bytesPerElement[call.kvFormat] + 2 * heads * (row3 + kvLoraRank)),
        peakFlopsPerSecond: sixteenBitPeak(chip)
      };
    }
    case "mla-block":
      return mlaBlockWork(call, chip);
    case "gated-delta": {
      const { sequences, newTokens, keyHeads, keyHeadDim, valueHeads, valueHeadDim, convKernel } = call;
      const tokens = sequences * newTokens;
      const channels2 = 2 * keyHeads * keyHeadDim + valueHeads * valueHeadDim;
      const stateElements = sequences * valueHeads * keyHeadDim * valueHeadDim;
      const hasConvolution = call.part !== "state";
      const hasState = call.part !== "convolution";
      return {
        // The recurrent form: decay, correct and read a state of key x value elements per token and head.
        flops: (hasConvolution ? 2 * tokens * channels2 * convKernel : 0) + (hasState ? 4 * tokens * valueHeads * keyHeadDim * valueHeadDim : 0),
        bytes: (hasConvolution ? 4 * tokens * channels2 : 0) + (hasState ? 2 * tokens * (channels2 + valueHeads * valueHeadDim) + 2 * 2 * stateElements : 0),
        peakFlopsPerSecond: sixteenBitPeak(chip)
      };
    }
    case "moe": {
      const { weightBytes, peakFlopsPerSecond } = arithmeticOf(call.precision, chip);
      const width = call.intermediateSize / call.moeTp;
      const pairs = call.tokens * call.topK / call.ep;
      const matrices = call.isGated === false ? 2 : 3;
      return {
        flops: 2 * matrices * pairs * call.hiddenSize * width,
        bytes: leastExperts(call) * matrices * call.hiddenSize * width * weightBytes + 4 * Math.min(call.tokens, pairs) * call.hiddenSize,
        peakFlopsPerSecond
      };
    }
    case "elementwise":
      return { flops: 0, bytes: call.bytesRead + call.bytesWritten, peakFlopsPerSecond: Infinity };
    case "sampling":
      return { flops: 0, bytes: 4 * call.sequences * call.vocabSize, peakFlopsPerSecond: Infinity };
    case "collective": {
      const share = call.ranks > 1 ? (call.ranks - 1) / call.ranks : 0;
      return { flops: 0, bytes: call.bytes * share * (call.op === "all-reduce" ? 2 : 1), peakFlopsPerSecond: Infinity };
    }
    case "p2p":
      return { flops: 0, bytes: call.bytes, peakFlopsPerSecond: Infinity };
    default:
      return assertNever(call);
  }
}

// src/perf/placed-call.ts
var placed = (name, count, call) => ({ name, count, call });
function elementwise(name, bytesRead, bytesWritten, launches = 1) {
  return { kind: "elementwise", name, bytesRead, bytesWritten, launches };
}

// src/perf/shard.ts
var expertGroup = (layout) => layout.tp * layout.attentionDp;
var kvHeadsPerChip = (kvHeads, tp) => Math.max(1, kvHeads / tp);
var divides = (part, whole) => Number.isInteger(whole / part);
function attentionProblem(attention, tp) {
  switch (attention.kind) {
    case "gqa":
      if (!divides(tp, attention.heads)) return `tp ${tp} does not divide ${attention.heads} attention heads`;
      return divides(tp, attention.kvHeads) || divides(attention.kvHeads, tp) ? void 0 : `tp ${tp} neither divides nor is divided by ${attention.kvHeads} KV heads`;
    case "mla":
    case "compressed":
    case "mamba2":
      return divides(tp, attention.heads) ? void 0 : `tp ${tp} does not divide ${attention.heads} attention heads`;
    case "gated-delta":
      return divides(tp, attention.keyHeads) || divides(attention.keyHeads, tp) ? void 0 : `tp ${tp} does not fit ${attention.keyHeads} linear-attention heads`;
    case "none":
      return void 0;
  }
}
function groupProblems(group, layout) {
  const problems = [];
  const heads = attentionProblem(group.attention, layout.tp);
  if (heads !== void 0) problems.push(heads);
  if (group.feedForward.kind === "moe") {
    const { experts, expertIntermediateSize } = group.feedForward;
    if (layout.moeTp * layout.ep !== expertGroup(layout))
      problems.push(
        `moeTp ${layout.moeTp} x ep ${layout.ep} must equal tp ${layout.tp} x attentionDp ${layout.attentionDp}`
      );
    if (!divides(layout.ep, experts)) problems.push(`ep ${layout.ep} does not divide ${experts} experts`);
    if (!divides(layout.moeTp, expertIntermediateSize))
      problems.push(`moeTp ${layout.moeTp} does not divide an expert of width ${expertIntermediateSize}`);
  } else if (group.feedForward.kind === "dense" && !divides(layout.tp, group.feedForward.intermediateSize)) {
    problems.push(`tp ${layout.tp} does not divide a feed-forward width of ${group.feedForward.intermediateSize}`);
  }
  return problems;
}
var layerCount = (model) => model.layers.reduce((sum, group) => sum + group.count, 0);
function checkLayout(model, layout) {
  const issues = [];
  const add = (key, problem, hint) => issues.push({ code: "domain", path: ["layout", key], problem, hint });
  for (const [key, value] of Object.entries(layout))
    if (!Number.isInteger(value) || value < 1)
      add(key, `expected a positive integer, got ${value}`, "Give 1 where a kind of parallelism is not used.");
  if (issues.length === 0) {
    const layers = layerCount(model);
    if (layout.pp > layers) add("pp", `${layout.pp} pipeline stages for ${layers} layers`, "Use fewer stages.");
    for (const problem of new Set(model.layers.flatMap((group) => groupProblems(group, layout))))
      add(
        problem.startsWith("ep") ? "ep" : problem.startsWith("moeTp") ? "moeTp" : "tp",
        `${problem} of ${model.name}`,
        "Choose a layout whose parts divide the model."
      );
  }
  if (issues.length > 0) throw new SilicoError(issues);
}

// src/perf/attention-operators.ts
var row = 2;
function attentionTokenCalls(site, tokens) {
  const { attention, count, hiddenSize, layout, precision } = site;
  const { tp } = layout;
  const part = precision.attention;
  const gemm2 = (name, n, k, times = 1) => placed(name, count * times, {
    kind: "gemm",
    m: tokens,
    n: Math.max(1, Math.round(n)),
    k: Math.round(k),
    precision: part
  });
  const norm = placed(
    "norm before attention",
    count,
    elementwise("norm", 2 * row * tokens * hiddenSize, row * tokens * hiddenSize)
  );
  const reduce = placed("all-reduce after attention", count, {
    kind: "collective",
    op: "all-reduce",
    bytes: row * tokens * hiddenSize,
    ranks: tp
  });
  const closing = tp > 1 ? [reduce] : [];
  switch (attention.kind) {
    case "none":
      return [];
    case "gqa": {
      const { heads, headDim } = attention;
      const valueDim = attention.valueHeadDim ?? headDim;
      const kv = kvHeadsPerChip(attention.kvHeads, tp);
      const queryWidth = heads / tp * headDim;
      const width = queryWidth * (attention.hasOutputGate ? 2 : 1) + kv * (headDim + valueDim);
      const glueBytes = row * tokens * (queryWidth + kv * (headDim + valueDim));
      return [
        norm,
        gemm2("qkv", width, hiddenSize),
        placed("rope and KV write", count, elementwise("rope", glueBytes, glueBytes, attention.hasQkNorm ? 2 : 1)),
        ...attention.hasOutputGate ? [
          placed(
            "attention gate",
            count,
            elementwise("activation", 2 * row * tokens * queryWidth, row * tokens * queryWidth)
          )
        ] : [],
        gemm2("attention output", hiddenSize, heads / tp * valueDim),
        ...closing
      ];
    }
    case "mla": {
      const { kvLoraRank, qkNopeHeadDim, qkRopeHeadDim, valueHeadDim, qLoraRank, sparse } = attention;
      const heads = attention.heads / tp;
      const queryWidth = heads * (qkNopeHeadDim + qkRopeHeadDim);
      const down = (qLoraRank ?? 0) + kvLoraRank + qkRopeHeadDim;
      return [
        norm,
        gemm2("latent down-projection", down, hiddenSize),
        placed("latent norms", count, elementwise("norm", row * tokens * down, row * tokens * down, 2)),
        gemm2("query up-projection", queryWidth, qLoraRank ?? hiddenSize),
        gemm2("KV up-projection", heads * (qkNopeHeadDim + valueHeadDim), kvLoraRank),
        placed("rope and KV write", count, elementwise("rope", row * tokens * queryWidth, row * tokens * queryWidth)),
        ...sparse === void 0 ? [] : [
          gemm2("indexer query", sparse.indexHeads * sparse.indexHeadDim, qLoraRank ?? hiddenSize),
          gemm2("indexer key and weights", sparse.indexHeadDim + sparse.indexHeads, hiddenSize),
          placed(
            "indexer norm, rope, quantisation",
            count,
            elementwise(
              "rope",
              row * tokens * sparse.indexHeads * sparse.indexHeadDim,
              tokens * sparse.indexHeads * sparse.indexHeadDim,
              3
            )
          )
        ],
        gemm2("attention output", hiddenSize, heads * valueHeadDim),
        ...closing
      ];
    }
    case "gated-delta": {
      const keyWidth = attention.keyHeads * attention.keyHeadDim / tp;
      const valueWidth = attention.valueHeads * attention.valueHeadDim / tp;
      return [
        norm,
        gemm2("linear-attention in", 2 * keyWidth + 2 * valueWidth, hiddenSize),
        gemm2("linear-attention gates", 2 * attention.valueHeads / tp, hiddenSize),
        placed("gated norm", count, elementwise("norm", 2 * row * tokens * valueWidth, row * tokens * valueWidth, 2)),
        gemm2("linear-attention out", hiddenSize, valueWidth),
        ...closing
      ];
    }
    case "mamba2": {
      const inner = attention.heads * attention.headDim / tp;
      const mixed = inner + 2 * attention.groups * attention.stateSize / Math.min(tp, attention.groups);
      return [
        norm,
        gemm2("mixer in", inner + mixed + attention.heads / tp, hiddenSize),
        placed(
          "convolution and norm",
          count,
          elementwise("scan", 2 * row * tokens * mixed, 2 * row * tokens * mixed, 3)
        ),
        gemm2("mixer out", hiddenSize, inner),
        ...closing
      ];
    }
    case "compressed": {
      const { headDim, qLoraRank, outputLoraRank, outputGroups, sparse } = attention;
      const heads = attention.heads / tp;
      const overlap = sparse === void 0 ? 1 : 2;
      const compressor = attention.compressRatio === 0 ? 0 : 2 * overlap * headDim;
      const indexer = sparse === void 0 ? 0 : 2 * overlap * sparse.indexHeadDim + sparse.indexHeads;
      return [
        norm,
        gemm2("latent down-projection", qLoraRank + headDim, hiddenSize),
        gemm2("query up-projection", heads * headDim, qLoraRank),
        ...compressor + indexer > 0 ? [gemm2("KV compressor and indexer", compressor + indexer, hiddenSize)] : [],
        ...sparse === void 0 ? [] : [gemm2("indexer query", sparse.indexHeads * sparse.indexHeadDim, qLoraRank)],
        placed(
          "rope, norms, KV write",
          count,
          elementwise("rope", row * tokens * heads * headDim, row * tokens * heads * headDim, 3)
        ),
        gemm2(
          "output down-projection",
          outputLoraRank * Math.max(1, outputGroups / tp),
          attention.heads * headDim / outputGroups
        ),
        gemm2("attention output", hiddenSize, outputLoraRank * Math.max(1, outputGroups / tp)),
        ...closing
      ];
    }
    default:
      return assertNever(attention);
  }
}
function attentionDecodeCalls(site, sequences, contextTokens) {
  const { attention, count, layout, kvFormat } = site;
  const { tp } = layout;
  switch (attention.kind) {
    case "none":
      return [];
    case "gqa":
      return [
        placed(attention.windowTokens === void 0 ? "attention, decode" : "window attention, decode", count, {
          kind: "decode-attention",
          sequences,
          contextTokens,
          heads: attention.heads / tp,
          kvHeads: kvHeadsPerChip(attention.kvHeads, tp),
          headDim: attention.headDim,
          kvFormat,
          ...attention.windowTokens === void 0 ? {} : { windowTokens: attention.windowTokens }
        })
      ];
    case "mla": {
      const { kvLoraRank, qkRopeHeadDim, qkNopeHeadDim, valueHeadDim, sparse } = attention;
      const core = placed(
        sparse === void 0 ? "latent attention, decode" : "sparse latent attention, decode",
        count,
        {
          kind: "mla-decode",
          sequences,
          contextTokens: sparse === void 0 ? contextTokens : Math.min(contextTokens, sparse.topKTokens),
          heads: attention.heads / tp,
          kvLoraRank,
          ropeHeadDim: qkRopeHeadDim,
          nopeHeadDim: qkNopeHeadDim,
          valueHeadDim,
          kvFormat
        }
      );
      if (sparse === void 0) return [core];
      return [
        placed(
          "indexer scores",
          count,
          elementwise("scan", sequences * contextTokens * sparse.indexHeadDim, 4 * sequences * contextTokens, 2)
        ),
        core
      ];
    }
    case "gated-delta":
      return [placed("gated delta, decode", count, gatedDelta(attention, "decode", sequences, 1, tp))];
    case "mamba2": {
      const stateBytes = 4 * sequences * attention.heads * attention.headDim * attention.stateSize / tp;
      return [placed("state update, decode", count, elementwise("scan", stateBytes, stateBytes, 2))];
    }
    case "compressed": {
      const shape = { heads: attention.heads / tp, kvHeads: 1, headDim: attention.headDim, kvFormat };
      const folded = attention.compressRatio === 0 ? 0 : contextTokens / attention.compressRatio;
      const reach = attention.sparse === void 0 ? folded : Math.min(folded, attention.sparse.topKTokens);
      return [
        placed("window attention, decode", count, {
          kind: "decode-attention",
          sequences,
          contextTokens,
          windowTokens: attention.windowTokens,
          ...shape
        }),
        ...folded === 0 ? [] : [
          placed("compressed attention, decode", count, {
            kind: "decode-attention",
            sequences,
            contextTokens: reach,
            ...shape
          })
        ],
        ...attention.sparse === void 0 ? [] : [
          placed(
            "indexer scores",
            count,
            elementwise("scan", sequences * folded * attention.sparse.indexHeadDim, 4 * sequences * folded, 2)
          )
        ]
      ];
    }
    default:
      return assertNever(attention);
  }
}
function attentionPrefillCalls(site, sequences, newTokens, cachedTokens) {
  const { attention, count, layout, kvFormat } = site;
  const { tp } = layout;
  const chunk = { sequences, newTokens, cachedTokens };
  switch (attention.kind) {
    case "none":
      return [];
    case "gqa":
      return [
        placed(attention.windowTokens === void 0 ? "attention, prefill" : "window attention, prefill", count, {
          kind: "prefill-attention",
          ...chunk,
          heads: attention.heads / tp,
          kvHeads: kvHeadsPerChip(attention.kvHeads, tp),
          headDim: attention.headDim,
          kvFormat,
          ...attention.windowTokens === void 0 ? {} : { windowTokens: attention.windowTokens }
        })
      ];
    case "mla": {
      const { kvLoraRank, qkRopeHeadDim, qkNopeHeadDim, valueHeadDim, sparse } = attention;
      const heads = attention.heads / tp;
      const core = (share, name) => placed(name, count * share, {
        kind: "mla-prefill",
        ...chunk,
        heads,
        kvLoraRank,
        ropeHeadDim: qkRopeHeadDim,
        nopeHeadDim: qkNopeHeadDim,
        valueHeadDim,
        kvFormat,
        ...sparse === void 0 ? {} : { isSparse: true }
      });
      if (sparse === void 0) return [core(1, "latent attention, prefill")];
      return [
        placed("indexer scores, prefill", count, {
          kind: "prefill-attention",
          ...chunk,
          heads: sparse.indexHeads / 2,
          kvHeads: 1,
          headDim: sparse.indexHeadDim,
          kvFormat: "fp8"
        }),
        {
          ...core(windowShare(newTokens, cachedTokens, sparse.topKTokens), "sparse latent attention, prefill"),
          reachTokens: sparse.topKTokens
        }
      ];
    }
    case "gated-delta":
      return [placed("gated delta, prefill", count, gatedDelta(attention, "prefill", sequences, newTokens, tp))];
    case "mamba2": {
      const tokens = sequences * newTokens;
      const streamBytes = 6 * tokens * attention.heads * attention.headDim / tp;
      return [placed("state scan, prefill", count, elementwise("scan", streamBytes, streamBytes, 5))];
    }
    case "compressed": {
      const shape = { heads: attention.heads / tp, kvHeads: 1, headDim: attention.headDim, kvFormat };
      const ratio = attention.compressRatio;
      const reach = attention.sparse === void 0 ? Infinity : attention.sparse.topKTokens * Math.max(1, ratio);
      return [
        placed("window attention, prefill", count, {
          kind: "prefill-attention",
          ...chunk,
          windowTokens: attention.windowTokens,
          ...shape
        }),
        ...ratio === 0 ? [] : [
          {
            ...placed(
              "compressed attention, prefill",
              count * windowShare(newTokens, cachedTokens, reach) / ratio,
              {
                kind: "prefill-attention",
                ...chunk,
                ...shape
              }
            ),
            reachTokens: reach
          }
        ]
      ];
    }
    default:
      return assertNever(attention);
  }
}
function windowShare(newTokens, cachedTokens, window) {
  const all = newTokens * cachedTokens + newTokens * (newTokens + 1) / 2;
  const growing = Math.max(0, Math.min(newTokens, window - cachedTokens));
  const kept = growing * cachedTokens + growing * (growing + 1) / 2 + (newTokens - growing) * Math.min(window, cachedTokens + newTokens);
  return all === 0 ? 1 : Math.min(1, kept / all);
}
function gatedDelta(attention, phase, sequences, newTokens, tp) {
  return {
    kind: "gated-delta",
    phase,
    sequences,
    newTokens,
    convKernel: attention.convKernel,
    keyHeads: Math.max(1, attention.keyHeads / tp),
    keyHeadDim: attention.keyHeadDim,
    valueHeads: Math.max(1, attention.valueHeads / tp),
    valueHeadDim: attention.valueHeadDim
  };
}

// src/perf/feed-forward-operators.ts
var row2 = 2;
var together = (...parts2) => ({ ...placed(...parts2), isShared: true });
function feedForwardCalls(site, tokens, meanTokens) {
  const { feedForward, count, hiddenSize, layout, precision } = site;
  const { tp, attentionDp, ep, moeTp } = layout;
  if (feedForward.kind === "none") return [];
  const norm = placed(
    "norm before feed-forward",
    count,
    elementwise("norm", 2 * row2 * tokens * hiddenSize, row2 * tokens * hiddenSize)
  );
  const network = (name, width, isGated, part) => {
    const inner = width / tp;
    return [
      placed(`${name} up`, count, {
        kind: "gemm",
        m: tokens,
        n: Math.ceil((isGated ? 2 : 1) * inner),
        k: hiddenSize,
        precision: part
      }),
      placed(
        `${name} activation`,
        count,
        elementwise("activation", (isGated ? 2 : 1) * row2 * tokens * inner, row2 * tokens * inner)
      ),
      placed(`${name} down`, count, { kind: "gemm", m: tokens, n: hiddenSize, k: Math.ceil(inner), precision: part })
    ];
  };
  const reduce = (ranks) => ranks > 1 ? [
    placed("all-reduce after feed-forward", count, {
      kind: "collective",
      op: "all-reduce",
      bytes: row2 * tokens * hiddenSize,
      ranks
    })
  ] : [];
  switch (feedForward.kind) {
    case "dense":
      return [
        norm,
        ...network("feed-forward", feedForward.intermediateSize, feedForward.isGated, precision.dense),
        ...reduce(tp)
      ];
    case "moe": {
      const groupTokens = meanTokens * attentionDp;
      const router = [
        placed("router", count, {
          kind: "gemm",
          m: tokens,
          n: feedForward.experts,
          k: hiddenSize,
          precision: precision.rest
        }),
        placed(
          "top-k",
          count,
          elementwise("router", 4 * tokens * feedForward.experts, 8 * tokens * feedForward.topK, 2)
        )
      ];
      const experts = together("experts", count, {
        kind: "moe",
        tokens: groupTokens,
        hiddenSize,
        intermediateSize: feedForward.expertIntermediateSize,
        topK: feedForward.topK,
        experts: feedForward.experts,
        moeTp,
        ep,
        precision: precision.experts,
        routing: "drawn"
      });
      const shared = feedForward.sharedIntermediateSize > 0 ? network("shared expert", feedForward.sharedIntermediateSize, feedForward.isGated, precision.shared) : [];
      return [
        norm,
        ...router,
        ...shared,
        experts,
        ...exchange(site, tokens, meanTokens),
        ...attentionDp === 1 ? reduce(tp) : []
      ];
    }
    default:
      return assertNever(feedForward);
  }
}
function exchange(site, tokens, meanTokens) {
  const { feedForward, count, hiddenSize, layout } = site;
  if (feedForward.kind !== "moe" || layout.attentionDp === 1) return [];
  const ranks = layout.tp * layout.attentionDp;
  const ownTokens = tokens / layout.tp;
  if (layout.ep > 1) {
    const copies = Math.min(feedForward.topK, layout.ep);
    return [
      placed("dispatch to experts", count, {
        kind: "collective",
        op: "all-to-all",
        bytes: ownTokens * copies * hiddenSize,
        ranks
      }),
      placed("combine from experts", count, {
        kind: "collective",
        op: "all-to-all",
        bytes: row2 * ownTokens * copies * hiddenSize,
        ranks
      })
    ];
  }
  const bytes = row2 * meanTokens * layout.attentionDp * hiddenSize;
  return [
    together("gather tokens", count, { kind: "collective", op: "all-gather", bytes, ranks }),
    together("scatter results", count, { kind: "collective", op: "reduce-scatter", bytes, ranks })
  ];
}

// src/perf/layer-kinds.ts
function countAlike(entries) {
  const seen = /* @__PURE__ */ new Map();
  for (const { block: block2, count } of entries) {
    const key = JSON.stringify(block2);
    const known = seen.get(key);
    if (known === void 0) seen.set(key, { block: block2, count });
    else known.count += count;
  }
  return [...seen.values()];
}
function layerKinds(model) {
  return {
    attention: countAlike(model.layers.map((group) => ({ block: group.attention, count: group.count }))),
    feedForward: countAlike(model.layers.map((group) => ({ block: group.feedForward, count: group.count }))),
    layers: model.layers.reduce((sum, group) => sum + group.count, 0)
  };
}

// src/perf/part-precision.ts
var hasExperts = (model) => model.layers.some((group) => group.feedForward.kind === "moe");
function partPrecision(model, precision) {
  const uniform2 = (part) => ({
    attention: part,
    dense: part,
    experts: part,
    shared: part,
    rest: "bf16"
  });
  if (precision === "mxfp4-a16") return { ...uniform2("bf16"), dense: precision, experts: precision };
  if (!hasExperts(model)) return uniform2(precision);
  switch (precision) {
    case "fp4":
      return { ...uniform2("fp4"), attention: "bf16" };
    case "w4a16":
      return { ...uniform2("bf16"), experts: precision };
    case "w4a8":
      return { ...uniform2("int8"), experts: precision };
    default:
      return uniform2(precision);
  }
}

// src/perf/double-zero.ts
var doubleZero = -0;

// src/perf/knots.ts
var unitBits = 3;
function bucketOf(x) {
  const shift = Math.max(0, 31 - unitBits - Math.clz32(x));
  return (shift << unitBits) + (x >>> shift);
}
var Knots = class _Knots {
  values;
  /** Where each segment ends; the last goes on. */
  ends;
  /** By bucket: the last segment that begins at or below the bucket's lower end. */
  starts;
  constructor(values) {
    this.values = values;
    const last = values.length - 2;
    const starts = new Uint16Array(Math.min(1 << 15, bucketOf(Math.min(values[last], 2 ** 31)) + 1));
    let segment = 0;
    for (let bucket = 0; bucket < starts.length; bucket++) {
      const shift = Math.max(0, (bucket >> unitBits) - 1);
      const lower = (bucket - (shift << unitBits)) * 2 ** shift;
      while (segment < last && values[segment + 1] <= lower) segment += 1;
      starts[bucket] = segment;
    }
    this.starts = starts;
    this.ends = values.slice(1);
    this.ends[last] = Number.POSITIVE_INFINITY;
  }
  static of(...values) {
    return new _Knots(Float64Array.from(values));
  }
};
function segmentOf({ starts, ends }, x) {
  let i = starts[Math.min(bucketOf(x), starts.length - 1)];
  while (x >= ends[i]) i += 1;
  return i;
}
var shareOf = ({ values }, i, x) => (x - values[i]) / (values[i + 1] - values[i]);
var between = (table2, i, share) => {
  const from = table2[i];
  return from + share * (table2[i + 1] - from);
};
function interpolate(knots, table2, x) {
  const i = segmentOf(knots, x);
  return between(table2, i, shareOf(knots, i, x));
}

// src/perf/prompt-attention.ts
var inversePowers = Float64Array.from({ length: 64 }, (_, k) => 2 ** -k);
function octave(x, last) {
  if (x < 2) return 0;
  const k = x < 1073741824 ? 31 - Math.clz32(x) : 61 - Math.clz32(x * 2 ** -30);
  return Math.min(k, last);
}
function tableSeconds({ seconds, chunkKnots: chunkKnots2, workKnots }, chunks, work) {
  const i = octave(chunks, chunkKnots2 - 2);
  const j = octave(work, workKnots - 2);
  const at = i * workKnots + j;
  const across = Math.max(0, work * inversePowers[j] - 1);
  const low = seconds[at] + across * (seconds[at + 1] - seconds[at]);
  const below = at + workKnots;
  const high = seconds[below] + across * (seconds[below + 1] - seconds[below]);
  return low + (chunks * inversePowers[i] - 1) * (high - low);
}
function promptAttentionSeconds({ laneShare, tables }, load) {
  const { chunks, pairs, windowPairs } = load;
  const each = chunks * laneShare;
  const whole = Math.max(1, each);
  const scale = each >= 1 ? laneShare : 1 / chunks;
  let sum = 0;
  for (let t = 0; t < tables.length; t++) {
    const table2 = tables[t];
    const { counts } = table2;
    const work = counts === "pairs" ? pairs : counts === "window pairs" ? windowPairs : counts === "tokens" ? load.groupTokens : meanPairs(chunks, load.groupTokens, pairs, table2.reachTokens);
    const walked = counts === "pairs" ? load.tiledPairs : work;
    sum += Math.max(tableSeconds(table2, whole, walked * scale), table2.leastSecondsPerUnit * work * scale);
  }
  return each < 1 ? sum * each : sum;
}
function meanPairs(chunks, tokens, pairs, reach) {
  const mean2 = tokens / chunks;
  const cached = Math.max(0, pairs / tokens - (mean2 + 1) / 2);
  return Math.min(pairs, chunks * causalPairs(mean2, cached, reach));
}

// src/perf/step-model.ts
var emptyWork = () => ({
  prefillTokens: doubleZero,
  prefillSequences: doubleZero,
  prefillPairs: doubleZero,
  prefillWindowPairs: doubleZero,
  prefillTiledPairs: void 0,
  largestChunk: void 0,
  decodeSequences: doubleZero,
  decodeContextTokens: doubleZero,
  decodeWindowTokens: doubleZero
});
function decodeWork(sequences, context, windowTokens = Number.POSITIVE_INFINITY) {
  const work = emptyWork();
  work.decodeSequences = sequences;
  work.decodeContextTokens = sequences * context;
  work.decodeWindowTokens = sequences * Math.min(context, windowTokens);
  return work;
}
var lanesOf = ({ pipeline, attentionGroups }) => (pipeline?.stages ?? 1) * (attentionGroups?.count ?? 1);
function evenLoad(work, tiledPairs2, out) {
  out.tokens = work.prefillTokens;
  out.groupTokens = work.prefillTokens;
  out.chunks = work.prefillSequences;
  out.pairs = work.prefillPairs;
  out.tiledPairs = tiledPairs2;
  out.windowPairs = work.prefillWindowPairs;
}
function tiledPairsOf({ queryTileTokens }, work) {
  const { prefillTiledPairs, prefillPairs, prefillTokens, prefillSequences, largestChunk } = work;
  if (prefillTiledPairs !== void 0) return prefillTiledPairs;
  if (queryTileTokens === void 0 || largestChunk !== void 0 || prefillTokens === 0) return prefillPairs;
  const tokens = prefillTokens / prefillSequences;
  const cached = prefillPairs / prefillTokens - (tokens + 1) / 2;
  if (cached < 1) return prefillPairs;
  return prefillPairs + prefillSequences * (walkedTokens(tokens, cached, queryTileTokens) - tokens) * cached;
}
function promptLoad(lanes, work, out) {
  const { pipeline, attentionGroups } = lanes;
  const { prefillTokens, prefillSequences, prefillPairs, prefillWindowPairs, largestChunk } = work;
  const tiled = tiledPairsOf(lanes, work);
  evenLoad(work, tiled, out);
  if (pipeline === void 0 && attentionGroups === void 0 || prefillTokens === 0) return out;
  let longest;
  let most;
  let mostNear;
  let mostTiled;
  if (largestChunk === void 0) {
    const each = Math.max(1, prefillSequences);
    longest = prefillTokens / each;
    most = prefillPairs / each;
    mostTiled = tiled === prefillPairs ? most : tiled / each;
    mostNear = prefillWindowPairs === prefillPairs ? most : prefillWindowPairs / each;
  } else {
    longest = largestChunk.tokens;
    most = largestChunk.pairs;
    mostTiled = largestChunk.tiledPairs ?? most;
    mostNear = largestChunk.windowPairs;
  }
  const stages = pipeline === void 0 ? 1 : pipeline.stages;
  const count = attentionGroups === void 0 ? stages : stages * attentionGroups.count;
  const share = pipeline === void 0 ? 1 : Math.min(1, pipeline.microBatchTokens / longest);
  out.tokens = Math.max(prefillTokens, stages * longest * share);
  out.groupTokens = Math.max(prefillTokens, count * longest * share);
  out.chunks = Math.max(prefillSequences, count * share * Math.min(1, prefillSequences));
  out.pairs = Math.max(prefillPairs, count * most * share);
  out.tiledPairs = Math.max(tiled, count * mostTiled * share);
  out.windowPairs = Math.max(prefillWindowPairs, count * mostNear * share);
  return out;
}
function tokenSeconds(model, load, decodeSequences) {
  const shared = load.tokens + decodeSequences;
  const { tokenKnots, attentionGroups } = model;
  const i = segmentOf(tokenKnots, shared);
  const share = shareOf(tokenKnots, i, shared);
  const seconds = between(model.tokenSeconds, i, share);
  if (attentionGroups === void 0 || load.groupTokens === load.tokens) return seconds;
  const group = attentionGroups.tokenSeconds;
  return seconds + interpolate(tokenKnots, group, load.groupTokens + decodeSequences) - between(group, i, share);
}
var promptSeconds = (model, load, decodeSequences) => model.prefillSecondsPerSequence * load.chunks + model.prefillSecondsPerPair * load.pairs + (model.promptAttention === void 0 ? 0 : promptAttentionSeconds(model.promptAttention, load)) + (decodeSequences > 0 ? 0 : model.headSeconds);
var emptyLoad = () => ({
  tokens: doubleZero,
  groupTokens: doubleZero,
  chunks: doubleZero,
  pairs: doubleZero,
  tiledPairs: doubleZero,
  windowPairs: doubleZero
});
var stepTokenBudget = (model, engineTokens) => engineTokens * lanesOf(model);
var stepLoad = emptyLoad();
var transferBytesPerToken = (model) => model.kvContentBytesPerToken ?? model.kvBytesPerToken;

// src/perf/operators-of.ts
function planModel(model, configuration) {
  const { layout, engine } = configuration;
  checkLayout(model, layout);
  const kinds = layerKinds(model);
  const precision = partPrecision(model, configuration.precision);
  const { hiddenSize } = model;
  return {
    model,
    configuration,
    layers: kinds.layers,
    attention: kinds.attention.map(({ block: block2, count }) => ({
      attention: block2,
      count,
      hiddenSize,
      layout,
      precision,
      kvFormat: engine.kvCacheFormat
    })),
    feedForward: kinds.feedForward.map(({ block: block2, count }) => ({
      feedForward: block2,
      count,
      hiddenSize,
      layout,
      precision
    }))
  };
}
function tokenCalls(plan, tokens, meanTokens = tokens) {
  const { hiddenSize } = plan.model;
  const { pp } = plan.configuration.layout;
  return [
    placed("embedding", 1, elementwise("embedding", 2 * tokens * hiddenSize, 2 * tokens * hiddenSize)),
    ...plan.attention.flatMap((site) => attentionTokenCalls(site, tokens)),
    ...plan.feedForward.flatMap((site) => feedForwardCalls(site, tokens, meanTokens)),
    ...pp > 1 ? [
      placed("send to next stage", pp - 1, {
        kind: "p2p",
        bytes: 2 * tokens * hiddenSize,
        link: "scale-up"
      })
    ] : []
  ];
}
function headCalls(plan, sequences) {
  const { hiddenSize, vocabSize } = plan.model;
  const { tp } = plan.configuration.layout;
  return [
    placed("final norm", 1, elementwise("norm", 2 * sequences * hiddenSize, 2 * sequences * hiddenSize)),
    placed("head", 1, { kind: "gemm", m: sequences, n: Math.ceil(vocabSize / tp), k: hiddenSize, precision: "bf16" }),
    ...tp > 1 ? [
      placed("gather logits", 1, {
        kind: "collective",
        op: "all-gather",
        bytes: 2 * sequences * vocabSize,
        ranks: tp
      })
    ] : [],
    placed("sampling", 1, { kind: "sampling", sequences, vocabSize })
  ];
}
var decodeCalls = (plan, sequences, contextTokens) => plan.attention.flatMap((site) => attentionDecodeCalls(site, sequences, contextTokens));
var prefillCalls = (plan, sequences, newTokens, cachedTokens) => plan.attention.flatMap((site) => attentionPrefillCalls(site, sequences, newTokens, cachedTokens));
var groupShare = (configuration) => 1 / (configuration.layout.attentionDp * configuration.layout.pp);
var configuredLanes = ({ layout, engine }) => ({
  pipeline: layout.pp > 1 ? { stages: layout.pp, microBatchTokens: engine.maxBatchedTokens } : void 0,
  attentionGroups: layout.attentionDp > 1 ? { count: layout.attentionDp } : void 0,
  queryTileTokens: void 0
});
function meanChunk(work) {
  const newTokens = work.prefillTokens / work.prefillSequences;
  const pairs = work.prefillPairs / work.prefillSequences;
  return { newTokens, cachedTokens: Math.max(0, (pairs - newTokens * (newTokens + 1) / 2) / newTokens) };
}
function stepCalls(plan, work) {
  const share = groupShare(plan.configuration);
  const calls = [];
  const load = promptLoad(configuredLanes(plan.configuration), work, emptyLoad());
  const mean2 = (load.tokens + work.decodeSequences) * share;
  const busiest = (load.groupTokens + work.decodeSequences) * share;
  if (mean2 > 0) calls.push(...tokenCalls(plan, Math.max(1, busiest), Math.max(1, mean2)));
  if (work.decodeSequences > 0) {
    const sequences = Math.max(1, work.decodeSequences * share);
    calls.push(...decodeCalls(plan, sequences, work.decodeContextTokens / work.decodeSequences));
    calls.push(...headCalls(plan, sequences));
  }
  if (work.prefillTokens > 0 && work.prefillSequences > 0) {
    const { newTokens, cachedTokens } = meanChunk(work);
    const sequences = load.chunks * share;
    const whole = Math.max(1, sequences);
    for (const call of prefillCalls(plan, whole, newTokens, cachedTokens))
      calls.push({ ...call, count: call.count * sequences / whole });
    if (work.decodeSequences === 0) calls.push(...headCalls(plan, whole));
  }
  return calls;
}

// data/calibration/serving-harness.yaml
var serving_harness_default = { source: "SemiAnalysisAI/InferenceX benchmark scripts, commit 843c625 (August 2026); rows measured October 2025 to April 2026, so settings may have differed then", defaults: { vllm: { maxBatchedTokens: 8192, maxSequences: 1024, receiveIntervalSteps: 1, kvCacheFormat: "bf16" }, sglang: { maxBatchedTokens: 16384, maxSequences: 512, receiveIntervalSteps: 1, kvCacheFormat: "bf16" }, trtllm: { maxBatchedTokens: 8192, maxSequences: 2048, receiveIntervalSteps: 1, kvCacheFormat: "fp8" } }, internalLengths: { default: { shortestLengthFraction: 0.8, longestLengthFraction: 1.2 }, equal: ["sglang-0.5.1"] }, internalPromptPools: [{ engine: "vllm-0.12", chip: "h200-sxm", prompts: 100 }], internalBatches: [{ engine: "trtllm-1.0", model: "Llama-3.1-8B", belowConcurrency: 1 }], wholeExperts: [{ family: "trtllm", model: "gpt-oss", architecture: "nvidia-hopper" }], sentAtOnce: [{ family: "vllm", model: "gpt-oss", chip: "h100-sxm", fromConcurrency: 512 }], scripts: [{ family: "trtllm", model: "", maxBatchedTokens: 16384 }, { family: "sglang", model: "Qwen3.5", precision: "fp8", architecture: "nvidia-blackwell", fromVersion: "0.5.10", receiveIntervalSteps: 10, kvCacheFormat: "fp8", maxBatchedTokens: 16384 }, { family: "sglang", model: "GLM-5", precision: "fp4", architecture: "nvidia-blackwell", receiveIntervalSteps: 10, kvCacheFormat: "fp8", maxBatchedTokens: 32768 }, { family: "sglang", model: "GLM-5", architecture: "nvidia-blackwell", kvCacheFormat: "fp8", maxBatchedTokens: 32768 }, { family: "sglang", model: "", architecture: "nvidia-blackwell", receiveIntervalSteps: 10, receiveIntervalStepsFrom16: 30, kvCacheFormat: "fp8", maxBatchedTokens: 16384 }, { family: "sglang", model: "DeepSeek", architecture: "nvidia-hopper", maxBatchedTokens: 32768 }, { family: "sglang", model: "Qwen3.5", precision: "fp8", architecture: "nvidia-hopper", kvCacheFormat: "fp8" }, { family: "vllm", model: "MiniMax", architecture: "nvidia-blackwell", maxBatchedTokensPerInput: 2, kvCacheFormat: "fp8" }, { family: "vllm", model: "MiniMax", architecture: "nvidia-hopper", kvCacheFormat: "fp8" }, { family: "vllm", model: "Kimi", precision: "fp4", kvCacheFormat: "fp8" }, { family: "vllm", model: "Llama-3.1-70B", chip: "h200-sxm", kvCacheFormat: "fp8" }, { family: "vllm", model: "gpt-oss", architecture: "nvidia-blackwell", kvCacheFormat: "fp8", maxSequences: 512 }] };

// src/perf/serving-fit/harness.ts
var table = serving_harness_default;
function lengthRange(isScripted, engineClass) {
  if (isScripted) return { shortestLengthFraction: 0.8, longestLengthFraction: 1 };
  if (table.internalLengths.equal.includes(engineClass)) return { shortestLengthFraction: 1, longestLengthFraction: 1 };
  return table.internalLengths.default;
}
var warmUpWaves = 2;
function unseenPrompts(engineClass, chip, run) {
  const pool = table.internalPromptPools.find((entry) => entry.engine === engineClass && entry.chip === chip);
  if (pool === void 0 || pool.prompts * run.inputTokens > run.kvCapacityTokens) return void 0;
  return Math.max(0, pool.prompts - warmUpWaves * run.concurrency);
}
function layoutRun(run, architecture, layout) {
  const isWhole = table.wholeExperts.some(
    (entry) => entry.family === run.family && entry.architecture === architecture && run.model.includes(entry.model)
  );
  return isWhole ? { ...layout, ep: 1, moeTp: layout.ep * layout.moeTp } : layout;
}
function isSentAtOnce(run, chip) {
  if (run.isInternal) return false;
  return table.sentAtOnce.some(
    (entry) => entry.family === run.family && entry.chip === chip && run.model.includes(entry.model) && run.concurrency >= entry.fromConcurrency
  );
}
function harnessSettings(question) {
  const base = table.defaults[question.family];
  if (!question.isScripted) {
    const { engineClass, model, concurrency } = question;
    const below = table.internalBatches.find((entry) => entry.engine === engineClass && model.includes(entry.model));
    return below === void 0 ? base : { ...base, maxSequences: Math.max(1, Math.min(base.maxSequences, concurrency - below.belowConcurrency)) };
  }
  const found = table.scripts.find(
    (script) => script.family === question.family && question.model.toLowerCase().includes(script.model.toLowerCase()) && (script.precision === void 0 || question.precision.startsWith(script.precision)) && (script.architecture === void 0 || script.architecture === question.architecture) && (script.chip === void 0 || script.chip === question.chip) && (script.fromVersion === void 0 || compareVersions(question.version, script.fromVersion) >= 0)
  );
  if (found === void 0) return base;
  const interval = question.concurrency >= 16 ? found.receiveIntervalStepsFrom16 ?? found.receiveIntervalSteps : found.receiveIntervalSteps;
  return {
    maxBatchedTokens: found.maxBatchedTokensPerInput === void 0 ? found.maxBatchedTokens ?? base.maxBatchedTokens : found.maxBatchedTokensPerInput * question.inputTokens,
    maxSequences: found.maxSequences ?? base.maxSequences,
    receiveIntervalSteps: interval ?? base.receiveIntervalSteps,
    kvCacheFormat: found.kvCacheFormat ?? base.kvCacheFormat
  };
}

// src/perf/serving-fit/point-class.ts
function decodeFloorSeconds(prepared, sequences, contextTokens) {
  const plan = planModel(prepared.model, prepared.configuration);
  const window = Number.isFinite(prepared.parts.windowTokens) ? prepared.parts.windowTokens : contextTokens;
  let seconds = 0;
  const calls = stepCalls(plan, decodeWork(sequences, contextTokens, window));
  for (const { call, count } of calls) {
    if (call.kind === "collective" || call.kind === "p2p" || call.kind === "elementwise") continue;
    const { bytes, flops, peakFlopsPerSecond } = operatorWork(call, prepared.chip);
    seconds += count * Math.max(bytes / prepared.chip.memoryBytesPerSecond, flops / peakFlopsPerSecond);
  }
  return seconds;
}
var slack = 0.9;
var allAtOnceTolerance = 0.015;
var meanFraction = (work) => (work.shortestLengthFraction + work.longestLengthFraction) / 2;
function classifyPoint(prepared) {
  const { point, frame, configuration, work } = prepared;
  const { ttftSeconds, tpotSeconds } = point;
  if (isSentAtOnce(point, prepared.chip.id)) return "batch-limited";
  if (ttftSeconds === void 0 || tpotSeconds === void 0 || point.mode !== "agg") return "regular";
  const context = slack * (point.inputTokens + point.outputTokens / 2);
  if (tpotSeconds < slack * decodeFloorSeconds(prepared, 1, context)) return "speculative";
  const fitting = Math.max(1, Math.min(point.concurrency, frame.kvCapacityTokens / context));
  const decodeSeconds = tpotSeconds * point.outputTokens * meanFraction(work);
  const queueShare = ttftSeconds / (ttftSeconds + decodeSeconds);
  const allAtOnce = (work.waves - 1) / (work.waves + 1);
  if (2 * fitting >= point.concurrency && Math.abs(queueShare - allAtOnce) < allAtOnceTolerance) return "batch-limited";
  const busy = fitting * chipsOf(configuration.layout) > 0 ? fitting : 1;
  return tpotSeconds < slack * decodeFloorSeconds(prepared, busy, context) ? "batch-limited" : "regular";
}

// data/calibration/composition.yaml
var composition_default = { source: "NVIDIA aiconfigurator silicon samples (commit 095f58a), most from SemiAnalysis InferenceX runs of October 2025 to April 2026", engines: [{ name: "vllm-0.11", family: "vllm", rows: 101, fitError: { rows: 109, tpotMape: 5.6, tpotMedianApe: 2.9, ttftMape: 11.8, ttftMedianApe: 6.6 }, crossValidated: { rows: 109, tpotMape: 5.8, tpotMedianApe: 3.2, ttftMape: 12.6, ttftMedianApe: 7.6 }, tpotSpread: { p10: 0.9308, p90: 1.106 }, ttftSpread: { p10: 0.8538, p90: 1.331 }, coefficients: { gemm: 0.8695, gemm16: 1.095, experts: 1.207, expertsWeightOnly: 0.9692, expertsFp4: 0.9348, idleExperts: 2458e-6, decodeAttention: 1.295, prefillAttention: 1.945, latentPrefill: 1.35, communication: 0.882, glue: 0.8986, hostSecondsPerStep: 345e-6, hostSecondsPerSequence: 157e-7, gapSecondsPerLayer: 6869e-9, hostSecondsPerPrompt: 5337e-6, frontEndSeconds: 0.02231, frontEndSerialSeconds: 1264e-6 } }, { name: "vllm-0.12", family: "vllm", rows: 142, fitError: { rows: 142, tpotMape: 5.7, tpotMedianApe: 4, ttftMape: 20.5, ttftMedianApe: 12.4 }, crossValidated: { rows: 142, tpotMape: 6.4, tpotMedianApe: 4.5, ttftMape: 20.8, ttftMedianApe: 14.2 }, tpotSpread: { p10: 0.8914, p90: 1.106 }, ttftSpread: { p10: 0.869, p90: 1.774 }, coefficients: { gemm: 0.9729, gemm16: 1.036, experts: 1.317, expertsWeightOnly: 0.898, expertsFp4: 0.9348, idleExperts: 1.543, decodeAttention: 0.8279, prefillAttention: 1.774, latentPrefill: 1.35, communication: 1.416, glue: 1.012, hostSecondsPerStep: 3742e-7, hostSecondsPerSequence: 1204e-8, gapSecondsPerLayer: 8374e-9, hostSecondsPerPrompt: 273e-5, frontEndSeconds: 0.04009, frontEndSerialSeconds: 1339e-6 } }, { name: "vllm-0.16", family: "vllm", rows: 60, fitError: { rows: 60, tpotMape: 4.7, tpotMedianApe: 2.4, ttftMape: 6.4, ttftMedianApe: 3 }, crossValidated: { rows: 60, tpotMape: 6.4, tpotMedianApe: 4.7, ttftMape: 8.1, ttftMedianApe: 5 }, tpotSpread: { p10: 0.9106, p90: 1.102 }, ttftSpread: { p10: 0.8662, p90: 1.356 }, coefficients: { gemm: 0.9933, gemm16: 0.8929, experts: 1.546, expertsWeightOnly: 0.9789, expertsFp4: 0.9348, idleExperts: 2574e-6, decodeAttention: 0.8113, prefillAttention: 1.649, latentPrefill: 0.9465, communication: 1.198, glue: 0.8751, hostSecondsPerStep: 3463e-7, hostSecondsPerSequence: 9995e-9, gapSecondsPerLayer: 6863e-9, hostSecondsPerPrompt: 5088e-6, frontEndSeconds: 0.03073, frontEndSerialSeconds: 1445e-6 } }, { name: "vllm-0.18", family: "vllm", rows: 143, fitError: { rows: 143, tpotMape: 5.7, tpotMedianApe: 3.4, ttftMape: 20.8, ttftMedianApe: 13.9 }, crossValidated: { rows: 143, tpotMape: 6.4, tpotMedianApe: 4.4, ttftMape: 21.6, ttftMedianApe: 13.7 }, tpotSpread: { p10: 0.926, p90: 1.104 }, ttftSpread: { p10: 0.8679, p90: 1.668 }, coefficients: { gemm: 0.891, gemm16: 0.6882, experts: 1.196, expertsWeightOnly: 1.031, expertsFp4: 0.9348, idleExperts: 2051e-6, decodeAttention: 0.9507, prefillAttention: 2.149, latentPrefill: 1.35, communication: 1.04, glue: 0.782, hostSecondsPerStep: 1554e-7, hostSecondsPerSequence: 8824e-9, gapSecondsPerLayer: 4025e-9, hostSecondsPerPrompt: 6664e-6, frontEndSeconds: 0.01438, frontEndSerialSeconds: 1246e-6 } }, { name: "vllm-0.16-blackwell", family: "vllm", rows: 127, fitError: { rows: 127, tpotMape: 5.7, tpotMedianApe: 5, ttftMape: 18.4, ttftMedianApe: 8.3 }, crossValidated: { rows: 127, tpotMape: 7.9, tpotMedianApe: 7.5, ttftMape: 21.6, ttftMedianApe: 10.6 }, tpotSpread: { p10: 0.9076, p90: 1.135 }, ttftSpread: { p10: 0.8128, p90: 1.317 }, coefficients: { gemm: 0.6928, gemm16: 0.7973, experts: 1.119, expertsWeightOnly: 0.898, expertsFp4: 0.8978, idleExperts: 2255e-6, decodeAttention: 0.9262, prefillAttention: 1.984, latentPrefill: 1.86, communication: 1.345, glue: 0.9095, hostSecondsPerStep: 5276e-7, hostSecondsPerSequence: 9254e-9, gapSecondsPerLayer: 1311e-8, hostSecondsPerPrompt: 2889e-6, frontEndSeconds: 0.02025, frontEndSerialSeconds: 1284e-6 } }, { name: "vllm-disagg", family: "vllm", rows: 0, fitError: { rows: 0 }, crossValidated: { rows: 0 }, tpotSpread: { p10: 0.8963, p90: 1.128 }, ttftSpread: { p10: 0.811, p90: 1.729 }, coefficients: { gemm: 0.9159, gemm16: 1.09, experts: 1.207, expertsWeightOnly: 0.898, expertsFp4: 0.9348, idleExperts: 2746e-6, decodeAttention: 0.9125, prefillAttention: 1.568, latentPrefill: 1.35, communication: 1.164, glue: 0.9117, hostSecondsPerStep: 361e-6, hostSecondsPerSequence: 9649e-9, gapSecondsPerLayer: 7167e-9, hostSecondsPerPrompt: 4443e-6, frontEndSeconds: 0.0258, frontEndSerialSeconds: 1384e-6 } }, { name: "sglang-0.5.1", family: "sglang", rows: 69, fitError: { rows: 69, tpotMape: 2.5, tpotMedianApe: 1.7, ttftMape: 9.7, ttftMedianApe: 8.4 }, crossValidated: { rows: 69, tpotMape: 2.8, tpotMedianApe: 1.9, ttftMape: 10.2, ttftMedianApe: 8.8 }, tpotSpread: { p10: 0.9314, p90: 1.071 }, ttftSpread: { p10: 0.8307, p90: 1.337 }, coefficients: { gemm: 0.6866, gemm16: 0.8329, experts: 0.9443, expertsWeightOnly: 1, expertsFp4: 0.6892, idleExperts: 5384e-6, decodeAttention: 1.418, prefillAttention: 1.67, latentPrefill: 1.603, communication: 0.6327, glue: 1.415, hostSecondsPerStep: 5257e-7, hostSecondsPerSequence: 1493e-8, gapSecondsPerLayer: 8443e-9, hostSecondsPerPrompt: 3236e-6, frontEndSeconds: 0.1062, frontEndSerialSeconds: 1368e-6 } }, { name: "sglang-0.5.5", family: "sglang", rows: 65, fitError: { rows: 66, tpotMape: 8, tpotMedianApe: 4.7, ttftMape: 42.7, ttftMedianApe: 39.2 }, crossValidated: { rows: 66, tpotMape: 8.2, tpotMedianApe: 4.7, ttftMape: 43.3, ttftMedianApe: 39.4 }, tpotSpread: { p10: 0.8949, p90: 1.143 }, ttftSpread: { p10: 0.7652, p90: 3.72 }, coefficients: { gemm: 0.7185, gemm16: 0.7404, experts: 1.129, expertsWeightOnly: 1, expertsFp4: 0.6892, idleExperts: 6005e-6, decodeAttention: 1.061, prefillAttention: 1.84, latentPrefill: 1.603, communication: 0.6359, glue: 1.22, hostSecondsPerStep: 6122e-7, hostSecondsPerSequence: 1442e-8, gapSecondsPerLayer: 9613e-9, hostSecondsPerPrompt: 2434e-6, frontEndSeconds: 0.2286, frontEndSerialSeconds: 1277e-6 } }, { name: "sglang-0.5.9", family: "sglang", rows: 31, fitError: { rows: 31, tpotMape: 6.6, tpotMedianApe: 4.2, ttftMape: 14.9, ttftMedianApe: 13.4 }, crossValidated: { rows: 31, tpotMape: 10.8, tpotMedianApe: 9.3, ttftMape: 18, ttftMedianApe: 16.6 }, tpotSpread: { p10: 0.8837, p90: 1.133 }, ttftSpread: { p10: 0.8164, p90: 1.507 }, coefficients: { gemm: 0.6517, gemm16: 0.8396, experts: 0.86, expertsWeightOnly: 1, expertsFp4: 0.6892, idleExperts: 4257e-6, decodeAttention: 0.9492, prefillAttention: 1.515, latentPrefill: 1.026, communication: 0.6047, glue: 1.364, hostSecondsPerStep: 5335e-7, hostSecondsPerSequence: 1593e-8, gapSecondsPerLayer: 9112e-9, hostSecondsPerPrompt: 6376e-6, frontEndSeconds: 0.1974, frontEndSerialSeconds: 1588e-6 } }, { name: "sglang-0.5.9-blackwell", family: "sglang", rows: 114, fitError: { rows: 114, tpotMape: 8.2, tpotMedianApe: 3.9, ttftMape: 20.8, ttftMedianApe: 15.2 }, crossValidated: { rows: 114, tpotMape: 13.3, tpotMedianApe: 7.3, ttftMape: 28.2, ttftMedianApe: 19.9 }, tpotSpread: { p10: 0.7877, p90: 1.147 }, ttftSpread: { p10: 0.7282, p90: 1.823 }, coefficients: { gemm: 1.23, gemm16: 0.6324, experts: 1.034, expertsWeightOnly: 1, expertsFp4: 0.7388, idleExperts: 2546e-6, decodeAttention: 1.163, prefillAttention: 1.994, latentPrefill: 43.42, communication: 0.7275, glue: 1.276, hostSecondsPerStep: 3219e-7, hostSecondsPerSequence: 1603e-8, gapSecondsPerLayer: 5666e-9, hostSecondsPerPrompt: 0.01222, frontEndSeconds: 0.1003, frontEndSerialSeconds: 1395e-6 } }, { name: "sglang-disagg", family: "sglang", rows: 57, fitError: { rows: 57, tpotMape: 12.9, tpotMedianApe: 9.2, ttftMape: 28.9, ttftMedianApe: 26.1 }, crossValidated: { rows: 57, tpotMape: 15.5, tpotMedianApe: 10.9, ttftMape: 36.5, ttftMedianApe: 32.4 }, tpotSpread: { p10: 0.8053, p90: 1.136 }, ttftSpread: { p10: 0.7481, p90: 1.955 }, coefficients: { gemm: 0.7839, gemm16: 0.9007, experts: 0.7121, expertsWeightOnly: 1, expertsFp4: 0.4466, idleExperts: 7864e-6, decodeAttention: 1.409, prefillAttention: 1.484, latentPrefill: 2.234, communication: 0.4341, glue: 1.249, hostSecondsPerStep: 6031e-7, hostSecondsPerSequence: 1062e-8, gapSecondsPerLayer: 1008e-8, hostSecondsPerPrompt: 0.01237, frontEndSeconds: 0.2318, frontEndSerialSeconds: 4607e-6 } }, { name: "trtllm-1.0", family: "trtllm", rows: 415, fitError: { rows: 415, tpotMape: 5.7, tpotMedianApe: 4.3, ttftMape: 22.6, ttftMedianApe: 17.4 }, crossValidated: { rows: 415, tpotMape: 5.8, tpotMedianApe: 4.3, ttftMape: 22.8, ttftMedianApe: 17.7 }, tpotSpread: { p10: 0.9154, p90: 1.099 }, ttftSpread: { p10: 0.7784, p90: 1.647 }, coefficients: { gemm: 0.9538, gemm16: 0.967, experts: 0.8113, expertsWeightOnly: 1.053, expertsFp4: 0.7674, idleExperts: 0.01074, decodeAttention: 0.984, prefillAttention: 2.094, latentPrefill: 2.079, communication: 0.8263, glue: 0.7811, hostSecondsPerStep: 3505e-7, hostSecondsPerSequence: 169e-7, gapSecondsPerLayer: 5055e-9, hostSecondsPerPrompt: 5643e-6, frontEndSeconds: 0.09255, frontEndSerialSeconds: 1502e-6 } }, { name: "trtllm-1.1", family: "trtllm", rows: 156, fitError: { rows: 156, tpotMape: 7.5, tpotMedianApe: 4.7, ttftMape: 22.9, ttftMedianApe: 18.7 }, crossValidated: { rows: 156, tpotMape: 8.6, tpotMedianApe: 5.8, ttftMape: 24.4, ttftMedianApe: 19.8 }, tpotSpread: { p10: 0.903, p90: 1.131 }, ttftSpread: { p10: 0.7878, p90: 1.745 }, coefficients: { gemm: 0.4844, gemm16: 1.021, experts: 1.228, expertsWeightOnly: 0.8192, expertsFp4: 0.7674, idleExperts: 0.01053, decodeAttention: 0.7631, prefillAttention: 1.653, latentPrefill: 1.944, communication: 0.8404, glue: 0.8577, hostSecondsPerStep: 1343e-6, hostSecondsPerSequence: 2977e-8, gapSecondsPerLayer: 4059e-9, hostSecondsPerPrompt: 0.01113, frontEndSeconds: 0.04155, frontEndSerialSeconds: 1279e-6 } }, { name: "trtllm-1.1-blackwell", family: "trtllm", rows: 18, fitError: { rows: 18, tpotMape: 56, tpotMedianApe: 58.1, ttftMape: 45.3, ttftMedianApe: 42.6 }, crossValidated: { rows: 18, tpotMape: 57.4, tpotMedianApe: 62.1, ttftMape: 44.3, ttftMedianApe: 43 }, tpotSpread: { p10: 0.8803, p90: 2.079 }, ttftSpread: { p10: 0.8255, p90: 2.026 }, coefficients: { gemm: 0.8206, gemm16: 1.393, experts: 0.7971, expertsWeightOnly: 1.053, expertsFp4: 0.8336, idleExperts: 0.02146, decodeAttention: 0.9387, prefillAttention: 1.491, latentPrefill: 2.373, communication: 0.8692, glue: 0.8351, hostSecondsPerStep: 6546e-7, hostSecondsPerSequence: 1992e-8, gapSecondsPerLayer: 3868e-9, hostSecondsPerPrompt: 7881e-6, frontEndSeconds: 0.1052, frontEndSerialSeconds: 136e-5 } }, { name: "trtllm-disagg", family: "trtllm", rows: 74, fitError: { rows: 74, tpotMape: 12.3, tpotMedianApe: 8.7, ttftMape: 39.1, ttftMedianApe: 22.6 }, crossValidated: { rows: 74, tpotMape: 14.8, tpotMedianApe: 12.5, ttftMape: 40.9, ttftMedianApe: 24.8 }, tpotSpread: { p10: 0.839, p90: 1.171 }, ttftSpread: { p10: 0.7949, p90: 3.733 }, coefficients: { gemm: 0.8131, gemm16: 0.6744, experts: 1.186, expertsWeightOnly: 1.053, expertsFp4: 0.704, idleExperts: 0.01004, decodeAttention: 1.255, prefillAttention: 1.387, latentPrefill: 0.5848, communication: 0.7767, glue: 0.7283, hostSecondsPerStep: 7524e-7, hostSecondsPerSequence: 1639e-8, gapSecondsPerLayer: 4381e-9, hostSecondsPerPrompt: 646e-5, frontEndSeconds: 0.1502, frontEndSerialSeconds: 1425e-6 } }] };

// src/perf/engine-composition.ts
var shippedComposition = composition_default;

// src/catalog/models/weight-storage.ts
var quantisedParts = [
  "attention",
  "denseFeedForward",
  "routedExperts",
  "sharedExperts"
];
var storageFormats = {
  bf16: { format: "bf16", bytesPerWeight: 2 },
  fp16: { format: "fp16", bytesPerWeight: 2 },
  fp8: { format: "fp8", bytesPerWeight: 1 },
  fp8Block: { format: "fp8 128x128", bytesPerWeight: 1 + 4 / (128 * 128) },
  int8: { format: "int8", bytesPerWeight: 1 },
  int4Group128: { format: "int4 g128", bytesPerWeight: 0.5 + 2 / 128 },
  nvfp4: { format: "nvfp4", bytesPerWeight: 0.5 + 1 / 16 },
  mxfp4: { format: "mxfp4", bytesPerWeight: 0.5 + 1 / 32 }
};
function int4Storage(groupSize, isSymmetric) {
  return { format: `int4 g${groupSize}`, bytesPerWeight: 0.5 + (2 + (isSymmetric ? 0 : 0.5)) / groupSize };
}
var uniform = (storage, rest = storageFormats.bf16) => ({
  attention: storage,
  denseFeedForward: storage,
  routedExperts: storage,
  sharedExperts: storage,
  rest
});
var usualStorage = {
  bf16: uniform(storageFormats.bf16),
  fp16: uniform(storageFormats.fp16, storageFormats.fp16),
  fp8: uniform(storageFormats.fp8),
  "fp8-block": uniform(storageFormats.fp8Block),
  int8: uniform(storageFormats.int8),
  w4a16: uniform(storageFormats.int4Group128),
  w4a8: uniform(storageFormats.int4Group128),
  fp4: uniform(storageFormats.nvfp4),
  "mxfp4-a16": {
    ...uniform(storageFormats.bf16),
    denseFeedForward: storageFormats.mxfp4,
    routedExperts: storageFormats.mxfp4
  }
};

// src/catalog/models/model-bytes.ts
function weightStorage(model, precision) {
  return precision === model.nativePrecision ? model.nativeStorage : usualStorage[precision];
}
function weightBytesByPart(model, precision) {
  const storage = weightStorage(model, precision);
  const count = model.parameters;
  const embeddings = (count.embedding + count.head) * storage.rest.bytesPerWeight;
  const attention = count.attention * storage.attention.bytesPerWeight;
  const denseFeedForward = count.denseFeedForward * storage.denseFeedForward.bytesPerWeight;
  const routedExperts = count.routedExperts * storage.routedExperts.bytesPerWeight;
  const sharedExperts = count.sharedExperts * storage.sharedExperts.bytesPerWeight;
  const routerAndNorms = (count.router + count.norms) * storage.rest.bytesPerWeight;
  const total = embeddings + attention + denseFeedForward + routedExperts + sharedExperts + routerAndNorms;
  return { total, embeddings, attention, denseFeedForward, routedExperts, sharedExperts, routerAndNorms };
}

// src/perf/memory-account.ts
var ringWindowTokens = 1024;
var runtimeBytes = 15e8;
var communicationBytes = 8e8;
var graphBytes = 7e8;
function attentionMemory(attention, tp, kvElement) {
  switch (attention.kind) {
    case "none":
      return { perToken: 0, perSequence: 0 };
    case "gqa": {
      const bytes = kvHeadsPerChip(attention.kvHeads, tp) * (attention.headDim + (attention.valueHeadDim ?? attention.headDim)) * kvElement;
      const window = attention.windowTokens;
      return window !== void 0 && window <= ringWindowTokens ? { perToken: 0, perSequence: bytes * window } : { perToken: bytes, perSequence: 0 };
    }
    case "mla": {
      const indexBytes = attention.sparse === void 0 ? 0 : attention.sparse.indexHeadDim + 4;
      return { perToken: (attention.kvLoraRank + attention.qkRopeHeadDim) * kvElement + indexBytes, perSequence: 0 };
    }
    case "gated-delta": {
      const state = attention.valueHeads * attention.keyHeadDim * attention.valueHeadDim * 4;
      const convolution = (2 * attention.keyHeads * attention.keyHeadDim + attention.valueHeads * attention.valueHeadDim) * attention.convKernel * 2;
      return { perToken: 0, perSequence: (state + convolution) / tp };
    }
    case "mamba2":
      return { perToken: 0, perSequence: attention.heads * attention.headDim * attention.stateSize * 4 / tp };
    case "compressed": {
      const entry = attention.headDim * kvElement;
      const folded = attention.compressRatio === 0 ? 0 : entry / attention.compressRatio;
      const index = attention.sparse === void 0 || attention.compressRatio === 0 ? 0 : (attention.sparse.indexHeadDim + 4) / attention.compressRatio;
      return { perToken: folded + index, perSequence: entry * attention.windowTokens };
    }
    default:
      return assertNever(attention);
  }
}
function weightBytesPerChip(model, configuration) {
  const { layout } = configuration;
  const part = weightBytesByPart(model, configuration.precision);
  const split = (part.attention + part.denseFeedForward + part.sharedExperts + part.embeddings) / layout.tp;
  return (split + part.routedExperts / expertsOver(model, layout) + part.routerAndNorms) / layout.pp;
}
var expertsOver = (model, layout) => hasExperts(model) ? expertGroup(layout) : layout.tp;
function memoryAccount(model, chip, configuration) {
  const { layout, engine } = configuration;
  checkLayout(model, layout);
  const { tp, pp, attentionDp } = layout;
  const deviceBytes = chip.memoryBytes;
  const usableBytes = deviceBytes * engine.memoryFraction;
  const weightBytes = weightBytesPerChip(model, configuration);
  const kvElement = bytesPerElement[engine.kvCacheFormat];
  const kinds = layerKinds(model);
  let kvBytesPerTokenPerChip = 0;
  let kvContentBytesPerToken = 0;
  let statePerSequence = 0;
  for (const { block: block3, count } of kinds.attention) {
    const memory = attentionMemory(block3, tp, kvElement);
    kvContentBytesPerToken += attentionMemory(block3, 1, kvElement).perToken * count;
    kvBytesPerTokenPerChip += memory.perToken * count / pp;
    statePerSequence += memory.perSequence * count / pp;
  }
  const widest = Math.max(
    ...kinds.feedForward.map(
      ({ block: block3 }) => block3.kind === "dense" ? (block3.isGated ? 3 : 1) * block3.intermediateSize / tp : block3.kind === "moe" ? 3 * block3.topK * block3.expertIntermediateSize / expertGroup(layout) + 3 * block3.sharedIntermediateSize / tp : 0
    )
  );
  const activationBytes = 2 * engine.maxBatchedTokens * (4 * model.hiddenSize + widest) + 4 * engine.maxSequences * model.vocabSize / tp;
  const bufferBytes = runtimeBytes + graphBytes + (tp * attentionDp * pp > 1 ? communicationBytes : 0);
  const wantedState = statePerSequence * engine.maxSequences / attentionDp;
  const free = usableBytes - weightBytes - activationBytes - bufferBytes;
  const stateBytes = Math.max(0, Math.min(wantedState, 0.5 * free));
  const kvBytes = free - stateBytes;
  const perToken = Math.max(kvBytesPerTokenPerChip, 1e-9);
  const block2 = engine.kvBlockTokens * kvBytesPerTokenPerChip;
  const fits = kvBytes >= block2 && free > 0;
  const blocks = Math.max(0, Math.floor(kvBytes / (perToken * engine.kvBlockTokens)));
  return {
    deviceBytes,
    usableBytes,
    weightBytes,
    activationBytes,
    bufferBytes,
    stateBytes,
    kvBytes,
    kvBytesPerTokenPerChip,
    kvBytesPerToken: kvBytesPerTokenPerChip * tp * pp,
    kvContentBytesPerToken,
    // A model without paged KV is bound by states alone.
    kvCapacityTokens: kvBytesPerTokenPerChip > 0 ? blocks * engine.kvBlockTokens * attentionDp : fits ? Number.MAX_SAFE_INTEGER : 0,
    fits,
    missingBytes: fits ? 0 : block2 - kvBytes
  };
}

// src/perf/operators/family.ts
function baseForm(roofline) {
  const { launchAt, flopsAt, flopsPerSecond, bytesAt, bytesPerSecond } = roofline;
  const seconds = (point, [compute, memory, launch]) => launchAt(point) * launch + Math.max(flopsAt(point) / (flopsPerSecond * compute), bytesAt(point) / (bytesPerSecond * memory));
  return Object.assign(seconds, roofline);
}
function wordDistance(a, b) {
  if (a === b) return 0;
  const left = a.split(" ");
  const right = b.split(" ");
  let sum = 0;
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const l = left[i] ?? "";
    const r = right[i] ?? "";
    if (l === r) continue;
    const ln = Number(/[\d.]+$/.exec(l)?.[0] ?? Number.NaN);
    const rn = Number(/[\d.]+$/.exec(r)?.[0] ?? Number.NaN);
    const bothNumbers = Number.isFinite(ln) && Number.isFinite(rn) && l.replace(/[\d.]+$/, "") === r.replace(/[\d.]+$/, "");
    sum += bothNumbers ? 0.1 + 0.3 * Math.min(6, Math.abs(log2((ln + 1) / (rn + 1)))) : 1;
  }
  return sum;
}

// src/perf/operators/class-prior.ts
var nvidia = { computeFraction: 0.8, memoryFraction: 0.85, linkFraction: 0.8, launchSeconds: 25e-7 };
var priors = {
  "nvidia-ampere": nvidia,
  "nvidia-ada": nvidia,
  "nvidia-hopper": nvidia,
  "nvidia-blackwell": nvidia,
  "nvidia-blackwell-workstation": nvidia,
  "nvidia-rubin": nvidia,
  "amd-cdna": { computeFraction: 0.6, memoryFraction: 0.75, linkFraction: 0.7, launchSeconds: 4e-6 },
  "intel-gaudi": { computeFraction: 0.8, memoryFraction: 0.75, linkFraction: 0.7, launchSeconds: 6e-6 },
  "google-tpu": { computeFraction: 0.75, memoryFraction: 0.8, linkFraction: 0.8, launchSeconds: 3e-6 },
  "huawei-ascend": { computeFraction: 0.7, memoryFraction: 0.7, linkFraction: 0.65, launchSeconds: 6e-6 },
  gpgpu: { computeFraction: 0.75, memoryFraction: 0.75, linkFraction: 0.65, launchSeconds: 5e-6 },
  npu: { computeFraction: 0.65, memoryFraction: 0.7, linkFraction: 0.6, launchSeconds: 6e-6 },
  "sram-dataflow": { computeFraction: 0.7, memoryFraction: 0.7, linkFraction: 0.6, launchSeconds: 3e-6 }
};
function classPrior(architecture) {
  return priors[architecture];
}

// src/perf/operators/families/gemm.ts
var featureKnots = [32, 128, 512, 1024, 2048, 4096, 8192, 16384, 65536];
var paddedRows = (rows2) => rows2 <= 128 ? rows2 : 64 * Math.ceil(rows2 / 64);
function rooflineBase(chip, peakFlopsPerSecond, launches, flopsAt, bytesAt) {
  const launchSeconds = classPrior(chip.architecture).launchSeconds * launches;
  return baseForm({
    launchAt: () => launchSeconds,
    flopsAt,
    flopsPerSecond: peakFlopsPerSecond,
    bytesAt,
    bytesPerSecond: chip.memoryBytesPerSecond
  });
}
var precisionOrder = [
  "fp16",
  "bf16",
  "int8",
  "fp8",
  "fp8-block",
  "w4a8",
  "w4a16",
  "mxfp4-a16",
  "fp4"
];
var precisionDistance = (a, b) => Math.abs(precisionOrder.indexOf(a) - precisionOrder.indexOf(b));
var gemm = {
  name: "gemm",
  axes: [
    {
      name: "m",
      knots: [4, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 32768],
      beyond: [1 << 21],
      isRising: true
    },
    { name: "n", knots: featureKnots, beyond: [1 << 20], isRising: true },
    { name: "k", knots: featureKnots, beyond: [1 << 20], isRising: true }
  ],
  variantOf: (call) => call.precision,
  locate: (call, out) => {
    out[0] = paddedRows(call.m);
    out[1] = call.n;
    out[2] = call.k;
  },
  prepare: (variant, chip) => {
    const { weightBytes, activationBytes, peakFlopsPerSecond } = arithmeticOf(variant, chip);
    return rooflineBase(
      chip,
      peakFlopsPerSecond,
      1,
      (at) => 2 * at[0] * at[1] * at[2],
      (at) => at[0] * at[2] * activationBytes + at[1] * at[2] * weightBytes + 2 * at[0] * at[1]
    );
  },
  distance: precisionDistance
};
var batchedGemm = {
  name: "batched-gemm",
  axes: [
    { name: "m", knots: [4, 16, 64, 128, 256, 512, 1024, 2048, 4096, 20480], beyond: [1 << 21], isRising: true },
    { name: "batch", knots: [1, 2, 4, 8, 16, 32, 64, 128], beyond: [1024], isRising: true }
  ],
  variantOf: (call) => `${call.precision} n${call.n} k${call.k}`,
  locate: (call, out) => {
    out[0] = paddedRows(call.m);
    out[1] = call.batch;
  },
  prepare: (variant, chip) => {
    const [precision, nWord, kWord] = variant.split(" ");
    const n = Number(nWord.slice(1));
    const k = Number(kWord.slice(1));
    const { weightBytes, activationBytes, peakFlopsPerSecond } = arithmeticOf(precision, chip);
    return rooflineBase(
      chip,
      peakFlopsPerSecond,
      1,
      (at) => 2 * at[1] * at[0] * n * k,
      (at) => at[1] * (at[0] * k * activationBytes + n * k * weightBytes + 2 * at[0] * n)
    );
  },
  distance: wordDistance
};

// src/perf/operators/families/moe.ts
var usualExponent = 1.2;
var hotRankShare = 0.25;
var luckyRankShare = 0.7;
function popularity(exponent, low, high) {
  const power = 1 - exponent;
  const a = pow(low, power);
  const b = pow(high, power);
  const moment = (order) => {
    const s = order / power + 1;
    return (pow(b, s) - pow(a, s)) / (s * (b - a));
  };
  const mean2 = moment(1);
  return {
    mean: mean2,
    variation: Math.sqrt(Math.max(0, moment(2) / pow(mean2, 2) - 1)),
    above: (x) => Math.min(1, Math.max(0, (pow(x, power) - b) / (a - b)))
  };
}
var rangeOf = (pairs, experts, tokens) => pairs > experts ? [1, Math.max(1.25, 0.8 * tokens)] : [0.01, 2];
var misaligned = 2.8;
var mxfp4TileWidth = 64;
function effectiveWidth(call) {
  const width = call.intermediateSize / call.moeTp;
  if (call.precision === "mxfp4-a16") return mxfp4TileWidth * Math.ceil(width / mxfp4TileWidth);
  return Math.round(width) % 16 === 0 ? width : misaligned * width;
}
function kernelsOf(call) {
  const { hiddenSize, intermediateSize } = call;
  if (call.router === "grouped") return " grouped-router";
  if (hiddenSize === 2880 && intermediateSize === 2880) return " gpt-oss";
  if (hiddenSize === 2816 && intermediateSize === 704 || hiddenSize === 6144 && intermediateSize === 3072)
    return " generic-kernel";
  return "";
}
function logNormalPopularity(spread) {
  const normalMidpoints = [-1.645, -1.036, -0.674, -0.385, -0.126, 0.126, 0.385, 0.674, 1.036, 1.645];
  const weights = normalMidpoints.map((z3) => exp(spread * z3));
  const mean2 = weights.reduce((sum, weight2) => sum + weight2, 0) / weights.length;
  const shares = weights.map((weight2) => weight2 / mean2);
  const squares = shares.reduce((sum, share) => sum + pow(share - 1, 2), 0);
  return { shares, variation: Math.sqrt(squares / shares.length) };
}
var coarsePopularity = logNormalPopularity(0.25);
var finePopularity = logNormalPopularity(1.25);
var mostCoarseExperts = 16;
var drawnPopularity = (experts) => experts <= mostCoarseExperts ? coarsePopularity : finePopularity;
function busiestPairs(call) {
  const pairs = call.tokens * call.topK;
  const mean2 = pairs / call.ep;
  if (call.ep === 1) return pairs;
  if (call.routing === "balanced") return Math.max(1, mean2);
  const variation = call.routing === "drawn" ? drawnPopularity(call.experts).variation : popularity(call.exponent ?? usualExponent, ...rangeOf(pairs, call.experts, call.tokens)).variation;
  const perRank = hotRankShare * variation / Math.sqrt(call.experts / call.ep);
  const luck = luckyRankShare * Math.sqrt(Math.max(0, 1 - 1 / call.tokens) / mean2);
  const excess = 1 + hypot(perRank, luck) * Math.sqrt(2 * log(call.ep));
  return Math.max(1, Math.min(pairs, mean2 * Math.min(call.ep, excess)));
}
function reachedExperts(pairs, call) {
  const local = call.experts / call.ep;
  const cap = Math.min(local, pairs);
  if (call.routing === "balanced") return Math.max(1, cap);
  if (call.routing === "drawn") {
    const chance = pairs / (call.tokens * local);
    const { shares } = drawnPopularity(call.experts);
    const missed = shares.reduce((sum, share) => sum + pow(Math.max(0, 1 - share * chance), call.tokens), 0);
    return Math.max(1, Math.min(cap, local * (1 - missed / shares.length)));
  }
  const asked = call.tokens * call.topK;
  const { mean: mean2, above } = popularity(call.exponent ?? usualExponent, ...rangeOf(asked, call.experts, call.tokens));
  const threshold = asked > call.experts ? 0.5 : 0.3;
  return Math.max(1, Math.min(cap, local * above(threshold * local * mean2 / pairs)));
}
var moe = {
  name: "moe",
  axes: [
    {
      name: "pairs per reached expert",
      knots: [1, 2, 4, 16, 64, 256, 1024, 8192],
      beyond: [2 ** 18, 2 ** 23],
      isRising: true
    },
    { name: "experts reached on this chip", knots: [1, 4, 16, 64, 256, 896], isRising: true },
    { name: "hidden size", knots: [1024, 7168], beyond: [16384], isRising: true },
    {
      name: "expert width on this chip",
      knots: [16, 64, 192, 768, 4096, 16384],
      beyond: [1 << 18],
      isRising: true
    },
    { name: "chips of the expert group", knots: [1, 8, 64, 256], isRising: false }
  ],
  // Tile sizes and schedules switch with shape more sharply than elsewhere: rows kept out are met best by a rougher surface.
  smoothness: 0.01,
  variantOf: (call) => `${call.precision} ${call.routing === "balanced" ? "balanced" : "power-law"}${kernelsOf(call)}`,
  locate: (call, out) => {
    const pairs = busiestPairs(call);
    const reached = reachedExperts(pairs, call);
    out[0] = pairs / reached;
    out[1] = reached;
    out[2] = call.hiddenSize;
    out[3] = effectiveWidth(call) * (call.isGated === false ? 2 / 3 : 1);
    out[4] = call.ep;
  },
  prepare: (variant, chip) => {
    const precision = variant.split(" ")[0];
    const { weightBytes, peakFlopsPerSecond } = arithmeticOf(precision, chip);
    return rooflineBase(
      chip,
      peakFlopsPerSecond,
      4,
      (at) => 6 * at[2] * Math.max(64, at[3]) * at[1] * Math.max(16, at[0]),
      (at) => {
        const [each, reached, hidden, width, group] = [at[0], at[1], at[2], at[3], at[4]];
        return 3 * hidden * width * weightBytes * reached + each * reached * (8 * width + (4 + 2 * group) * hidden);
      }
    );
  },
  distance: wordDistance
};

// data/calibration/a100-sxm.yaml
var a100_sxm_default = { version: 1, chip: "a100-sxm", architecture: "nvidia-ampere", peaks: { memoryBytesPerSecond: 2039e9, vectorFlopsPerSecond: 195e11 }, source: "ai-dynamo/aiconfigurator measured operator tables", families: { gemm: { engine: "vllm 0.14.0", variants: { bf16: { rows: 9240, coefficients: [0.7108, 0.6725, 1.928], surface: "81:T=<cka#6G]e.Ig=%c4sIFU=*G*sI8433DVWmXr.[ch#X7(TO^nkjpWYh(>nWXWtGlBUvUI}$>-bWw%1F@ksSp@D}NRr{Y2byaTIg*{)8Z+E@#8?l{cNkH9X7!y=NTy@?fsLmm0/(z2%GIFX/OX#ur#QZOldv#7]NlM%p8@}r&r2X)$P^]jmf&*/E)Q(s#L]tC5XRwbzs7c6LZ%6^cq1}G:4@qZ6l@NN]8CMJL8!XD.AkaIie2ZZKA5TTvj(o).WOwP-m*Wah!cez=y-9IeQDZ)3j&QvCmdZG&je(!vkeeTPf:DWt}e{.?k.X0+RtKR=KEtk(F6x-XFGfa9$XrBT{K*OBQ>fnsk/La?WC{pZYqKtfAv{^VIhN2<:cFe+%FtB1>BM6m=G1tb8BK(5A3<78b.AmRY{h+T:iyA$df8q]gLV!E6zk9f$D#H#qXc[/[9-HmSLT5kY(V<&&vZ7@mxZk(S8TJD@3>F.N1CTFZnpkrHj:uvJ2l0x@yoJE:+HRPOv>]R53AF(1xu*6!CO}ZAMX7$%brP6Q[vKIR{4X*", medianErrorPercent: 5.31, spread: [0.897, 1.125] } } }, "batched-gemm": { engine: "sglang 0.5.10", variants: { "bf16 n128 k512": { rows: 224, coefficients: [0.8, 0.7983, 2.55], surface: "8:6?.:r03zXFX4?uX/pXI:M)+c<&*^sQi3mkx}fF{8mvom%KT/Gtjl-O5LB(zLr4sND", medianErrorPercent: 2.56, spread: [0.931, 1.052] }, "bf16 n512 k128": { rows: 200, coefficients: [0.8, 0.5869, 2.376], surface: "8:9G9h@FiTyTt0LQT%5RS<SKOuoA!$Xb<Aj>8r]P2kj0DP8MkXJV55zco4MU{8LJSbTmbhz<dN9", medianErrorPercent: 3.27, spread: [0.861, 1.021] } } }, "prefill-attention": { engine: "vllm 0.14.0", variants: { "hd128 kv-bf16 w0": { rows: 5049, coefficients: [0.7393, 0.2837, 2.506], surface: "3:6]>]%.y#x^:4/qTryL){)TC%7.7Bq9oxgmJMB}G?NI?d$0lP6Hi2#(C{SJhNZlf6pqJ2p90NU:OGPw(YNyHRSeqGJ(Q9s00Gqm:T5#Mu(<XC@lP&ZNSfPtHG>4f04=gfF*D?OvGVzmGzeBMOZ{TyrfGCtk!{3nO1>mOH^T3l", medianErrorPercent: 3.63, spread: [0.891, 1.103] } } }, "decode-attention": { engine: "vllm 0.14.0", variants: { "hd128 kv-bf16 w0": { rows: 5431, coefficients: [0.8, 0.6296, 3.633], surface: "324:rNnoL-6s.mp<U8h7g&irQE0PPq9?PiZ&e-xj.f-e[-}}pg.:&]bINB/XY/}]dEycEuG*Ln./RTI:ewDFC%xS#w$<UTTZu/BDO0<.eB3KAe#&jIPVS9(pmc)=>gpH=&VG%vRgFZ{n#csr0?gp5H$-&7*hnl7i-oDgxWx4@lU%:Jb7!K)Be3LOgy<JW09GC#)nIG&nhz]Eh>ifY8V+c[sm+mPjefHLw9*9{3.gfxs%G&KCy[3F{gDMJ9]Dm<*!2Sm7rK1X%ih5", medianErrorPercent: 4.12, spread: [0.865, 1.115] } } }, "mla-prefill": { engine: "vllm 0.14.0", variants: { "qk192 v128 kv-bf16": { rows: 880, coefficients: [0.5743, 0.1411, 54.6], surface: "1:j=JqG.YPvP)graAnXt0%*x9ip}!eeq}pS6iIs4LJc[kLE0WbxyPe.7bWv@TI:Vk<-=k9:PreLw/ANi38R-Od]yv.6V<C/]K^j$=k[uya4^!!A#jalNFSf$J#=Q(rt{0e))uR?%pEC2b", device: { coefficients: [0.5721, 0.85, 2.5], surface: "180:T&TiCFg}l$q9(koASo!?.aF*@4r@a@A31@lbNa!{0a#7-*&Qcd4PzR!w8&a)H!a(nWs^4oYSb-3:t/%O+g#W<" }, medianErrorPercent: 3.77, spread: [0.903, 1.097] } } }, "mla-decode": { engine: "vllm 0.14.0", variants: { "qk576 v512 kv-bf16": { rows: 1365, coefficients: [0.09164, 0.4058, 54.6], surface: "42:muDm@1tHstB84aCmhDc$AZpp+@$!(JHN&b?@[OIX4<sJV@7Q$Ti-Zf@Er$w{q%O4w.Q^g.yWprFYo]0]mj.OkrGQz@<^u#c(3q3kKjZRlnFor]s5[xT:VZ5&A[2M5zXuNSXGYr:PW5QG?6f]c89y-WD{&Vsbrn->OHlcuZ:7%6LX28pdu[xJVjQ}=Eq$4H)..EAIWLcfZHPa?0.o#SVyi(}n[8Ns7W=36SOC8(PTBy?.]H@(<)zsgE12re<56l4&8aS@iG[%&0@", device: { coefficients: [0.8, 0.4924, 2.5], surface: "42:T=yjcZ-T4LwXd<u4{7aIw>.?tHNj>Yk!i)#4[]=5{Es6YJ1v{S7B4B:isv2)mt!cnJBO<s1k*9ua)<uA%0R%l4/" }, medianErrorPercent: 5.55, spread: [0.867, 1.339] } } }, "gated-delta": { engine: "sglang 0.5.10", variants: { "decode convolution c4 k128 v128": { rows: 11, coefficients: [0.8, 0.5414, 2.505], surface: "462:v}5]g1oG.s4)]9ap:Wyndf$5ilp<J)1{/tZK4Izr-r8.O5h%bAvCuS.>ziaA00", medianErrorPercent: 2.32, spread: [0.968, 1.026], over: "prefill convolution c4 k128 v128" }, "decode state c4 k128 v128": { rows: 43, coefficients: [0.8, 1.064, 1.615], surface: "42:v{&XLwb=GInD5C:8:%V2=J{lZ8kd-D5&y12irf3", medianErrorPercent: 0.74, spread: [0.817, 1.007] }, "prefill convolution c4 k128 v128": { rows: 106, coefficients: [0.8, 0.6815, 14.16], surface: "42:v}5[[0r+VB8a2=tc@QLiFQ#=45mXKs.cWGv3QT/Bp>bZGww>wlj07d]rSo!e1NnlKn8MfiS]LbDd./B>.uMYoaK>(PEw?VrmfxM<q2@4$vKqTm00", device: { coefficients: [0.8, 0.6517, 2.5], surface: "154:v&byg044#<oJSO=3wx2*n1&-W!fm<rM)@a" }, medianErrorPercent: 3.72, spread: [0.935, 1.181] } } }, moe: { engine: "vllm 0.14.0", variants: { "bf16 power-law": { rows: 5520, coefficients: [0.2594, 0.6078, 6.903], surface: "288:L#U}?*CPQWTrZh<8AUj8A(YB7%4z5irk>d^N<q+c2dL-Xp[j^zHn)W]E7^kY2leH6?E>HZkIOEACj2aOU6{32kE3.X{fi2f%nA%.)C2yB^*k^n/Bkx&>J^Lqzv=cq1[<b7(}bMMWEM&V^0<{KZBYzzGA6V(}>!YUfn%?j)rxvvhRann*{-]2%b(zcMGMDzX0Ip87>kYD=X4xdUGUL-*ahTbVv3mACa}idww<Jn%a>]Cb[BS4[DnF5kzW2Yh:0XHCF>19O[H+836>AS5lVZ{=t]9xwxVb-z]]{Hr*VqAfoCl?Nwuh}TxqZgK#QEXQ(kD//&UREMpZ8}{4wD#/UFx*}2s*FWIxmQA2.?jE9gVY[eM[yMqQSd7J!Ws0d)Rl6g)Iz1SMbV7{{NOr-/Rlx}[ny26F5{t*%DS&k5j.SS&gRDO#uk[nNA6.FD}VKOa6:h-TeJdD^jwOs9lD)TJgf=-wY&Y:W(>bN%vZ&I:[r<Jc.G1U[Q>s)Q0k35aFDKv*l=d?X#<X**A7=Ff8b:6Q9Wk$Mr9UO*G+)b#!/hvY8&mEBqvuKo1d-B5mxQ:E<.3X0ap9y0:O5t57:SRAtS&A&Ur}#JB91u&&(TM[klWpp}e@G:K!GTHaZHwWYi7.&xCn&xNjM{x=u3:euF?O%kaVSKXlNH[odA7q6R2ZPyWWfT+c98<<sb$PM6M>jPQU%>/M4%h/X4cSXXDDw>?m.[[OG=O6gMAQcm{9?I$Stt{Sl{l>m3h-wIfs6h*Nr0n?(?dn5f<AXnQ5E::>L)j6+JVoZD/a]g-MBiMV*bh-<baWHeqI6bHL8YJe]}[t9?$bKh>1A3x$>l0i})zJAUKri-:F*c2ZKcTz01)Y1cTkG^Kv(CINP1C.:5m6-fShBHN2GE4$m%M0(4zJUfjcOE8l3:eph+<u-u]LTmq0isIbZ-EEe{i71J(]5dvH*t?+%Vk)Oi7=HS=bS?K<DhEoFRAkYrm*-Z<-dFC-f<V.:5OQxLiQ7o7Ga{Mx:NoBvw>IT&kXN97{-JXB{fXTYoZNzdSwaM7-DF]hLZYeWvowF<d49NnnEYZ(ar}1{.<{mYhv$+oJm#$1vhPap^[mWHl?j4J7X=fP/B{:3Ox=a-g??^T![o=2F}tu9l[Cha[k[48DcPg?}Jq8K((dW7)R$)S$VBM)o>M^bSNgX^}HnF[IzrpQp>NvE}", medianErrorPercent: 5.91, spread: [0.852, 1.13] }, "bf16 power-law grouped-router": { rows: 840, coefficients: [0.2009, 0.6356, 15.11], surface: "288:RbVch*Am4E4:h%{dPH=q%nMyDqGiW?TPM1Uu)E2vn7yGUGRs*ey4fXU]nRSb]fgSH)]8=A9E?H@0eB]E-%ui&36]02d)EGc@*XBAxnol7N#=wBJ/dJ!v!=FtSt!SPvC#zH6cG<pKLz/AO?Q:qsO!C=Uk&}Q1]>JX-bt6N=6pF?34p::>w4Ya:W#A9VJN<%MmRgRZ1Kh95bW)Y}Y2p}/1]8&8@LwJwvG}%<0T*za7IAcKazm^mGDp7aVz7Ve>6.dhY#ySE%!OCJ3>4x>4j85YVyQyi:>rk83j9?(=tg[06wSkBAAMK&3#0s:TI*!i[QBN-}iKzX]P?:hygTnq7w=CS+$Ul%bQUKk#)$fj<z0md4A%qRyhnXNHv:1=Q$bCQAxx2A56o=eTQ5YtR:aJgI(Z0hpW^f!(6zey]sjlBDeY:1w8o)]tk1N3f[aV%m22#36UMk!DkKo}Ie3ZC4svrn7)s*A0M1J[g8-nU{(XM&w<uq>e4[%WwD3BYBKf4RRWShT(^bKZ#qYX*QF[ll/C&EEJ?BC+aKWLHXTSDjbT6v-HgU}k/8##.ICzDTznXyfjtEouoRQJ@DcHSG1G*[K/-/JF9+vTYMb}hM4UvzMgN05/8KQt[LDAgY>)M4ShQ74HhF$54$%s0a<mmW/e+JA:Jr$n)s!=nT-vb=V1lAogV3$EEWMy<>z4ggu=hHmlF1eotL}Va(^pOG^G0Yb=:BC?B[QQhc!kNasB7uh<<e9Q^L{YMfw7td?B3J^P7/3G?ln/K>mKa3kLKT^?SBIj", medianErrorPercent: 4.33, spread: [0.905, 1.106], over: "bf16 power-law" } } }, collective: { engine: "nccl 2.27.3 + vllm 0.14.0", variants: { "all-gather nccl": { rows: 63, coefficients: [0.8, 0.4768, 1.687], surface: "3:1WERF03zLl7YF]!!}x]*43hufUT$vxzOiKdUjR!", medianErrorPercent: 2.9, spread: [0.928, 1.004] }, "all-reduce custom-eager": { rows: 69, coefficients: [0.8, 0.581, 5.13], surface: "1:<nO<G[y[D%fCsrWLLraw)MS]t@@cL+aPI", device: { coefficients: [0.8, 0.5713, 2.5], surface: "11:v)ydu46lMg/&TSf85-CN%m$<TCk}" }, medianErrorPercent: 1.54, spread: [0.709, 1.014] }, "all-reduce custom-graph": { rows: 69, coefficients: [0.8, 0.5973, 0.7593], surface: "33:1WCuX03zLuOydw]*cJ86[W^])cpC)SAg7)5(fyjs1]", medianErrorPercent: 2.82, spread: [0.699, 1.019] }, "all-reduce nccl": { rows: 63, coefficients: [0.8, 0.5596, 2.088], surface: "3:1WCu-03zK>NZ-p@!$@M8J0N]VsD3PMjyvs]ts/O", medianErrorPercent: 3.79, spread: [0.903, 1.007] }, "all-to-all nccl": { rows: 63, coefficients: [0.8, 0.5219, 1.711], surface: "3:1WERF03zLlgxmx.XK!^abx9[)5sEXdLdBfiX4I", medianErrorPercent: 3.5, spread: [0.895, 1.039] }, "reduce-scatter nccl": { rows: 63, coefficients: [0.8, 0.4984, 1.59], surface: "3:1WERF03zMwI1Q!Qe$HA}ms-tsFH@DWml6)kW(>/", medianErrorPercent: 3.43, spread: [0.924, 1.005] } } } } };

// data/calibration/figures.yaml
var figures_default = { "h100-sxm": { computeFraction: 0.803, source: "MAMF 794.5 of 989 TFLOP/s BF16 (stas00/ml-engineering)" }, "a100-sxm": { computeFraction: 0.869, source: "MAMF 271.2 of 312 TFLOP/s BF16 (stas00/ml-engineering)" }, "a100-pcie": { computeFraction: 0.811, source: "MAMF 252.9 of 312 TFLOP/s BF16 (stas00/ml-engineering)" }, "b200-sxm": { computeFraction: 0.776, source: "MAMF 1745.0 of 2250 TFLOP/s BF16 (stas00/ml-engineering)" }, "b300-sxm": { computeFraction: 0.786, source: "MAMF 1769.0 of 2250 TFLOP/s BF16 (stas00/ml-engineering)" }, gb200: { computeFraction: 0.729, source: "MAMF 1822.0 of 2500 TFLOP/s BF16 (stas00/ml-engineering)" }, mi300x: { computeFraction: 0.511, source: "MAMF 668.4 of 1307.4 TFLOP/s BF16 (stas00/ml-engineering)" }, mi325x: { computeFraction: 0.6, source: "MAMF 784.9 of 1307.4 TFLOP/s BF16 (stas00/ml-engineering)" }, mi355x: { computeFraction: 0.622, source: "MAMF 1565.0 of 2516.6 TFLOP/s BF16 (stas00/ml-engineering)" }, gaudi2: { computeFraction: 0.968, source: "MAMF 418.7 of 432.5 TFLOP/s BF16 (stas00/ml-engineering)" }, gaudi3: { computeFraction: 0.741, source: "MAMF 1243.0 of 1677 TFLOP/s BF16 (stas00/ml-engineering)" }, c550: { computeFraction: 0.828, memoryFraction: 0.831, source: "82.8% of its BF16 rating; 1,495.7 of 1,800 GB/s (FlagOpen/FlagPerf, metax C550)" }, "bi-v150": { computeFraction: 0.894, source: "196.77 TFLOP/s BF16, mean of 8 (FlagOpen/FlagPerf, iluvatar BI150), of a peak assumed at 220" } };

// data/calibration/gb200.yaml
var gb200_default = { version: 1, chip: "gb200", architecture: "nvidia-blackwell", peaks: { memoryBytesPerSecond: 8e12, vectorFlopsPerSecond: 8e13 }, source: "ai-dynamo/aiconfigurator measured operator tables", families: { gemm: { engine: "vllm 0.24.0", variants: { bf16: { rows: 12558, coefficients: [0.6463, 0.7271, 1.1], surface: "81:jYvo4<raZ@fT5PeS{Y[pBmh1l0[Q?6q-fBrp17($pa=u(9g{VLu&b9^z#o9KWAAb!{ru*FqDChZ>Db}CY)VJtCc!/eu23yM!73K*U2HjQCWS7of{ZEIj2@Cf.*2B%JBKcF^ucA3wqCWo:9/k@@{7O@By]iJ+iSmdU)MLp91f*YOc[I+*&WduIg<1aZ<Q.ts=[IEdv^I541CnXs)F<JhRshlUOYI/D@jCXaB<F7:]=WiuD-VuyZWc&}giRTACcd/gAU<&[%3G*/nwIsRpLdOcKDtQhLN[7zMXrCG3q<):Eb9vkYKgWHD+Q=i.Hja{cc.lqlD+vy&DgJ*vWSi5ru5^uE*^E+r$0:y3oh=xG3.J1X]+2I<t}ZY*rE]0L8sbvzd3/p6kDpA<{G+5[.nxr$F5tei0-+e1U8/m*)$pSMy3him-#a)@[Wt(d8%dT{g]:4XaJz&4Hf0ik={EvPjb*f)e(#GxMhl3<a[8IB=a>SZcVgJI6Ah)&E1w4b5nj*N8*qVhlUq*VXP)ZmqUyH.Tm&8iV]OD2r<ao)2ZlljX4YkGTu}8NBFBb=F{Ax3]?*ID.F7eq=MMEz-gN<ex%h@rA", medianErrorPercent: 4.56, spread: [0.91, 1.104] }, fp4: { rows: 12558, coefficients: [0.3606, 0.5853, 3.341], surface: "81:zbO=AN>LnTb?[Alk*[#N]Sr55@@ofA*6.pYt[Fjm+:xt}KTox!r(2$][4S<y2FR4&p5+>(If5Bek)T.on$1kVShWgrdBUliV}MK}]aXe^@(]3J2*W8F}2T[Rtjjye*y-9Z6.2XO-!0TP?>1Il@onbWjoB+NX+AG>a6BSZRd[XR2SSu-Q8dkMX:Y1=yRT09K+3!)T08H$97gh!G/2G3!Dcz/Qg^ifGo:r!{QU%^ZH}4*<9ndw@06vPO<^9Lh=$>8rP/L!Sq$ZM>K0Tdl+7x4eWznz<bZKdMt[hf-pC$l+-T8>aW(?uXb%uDAF1B%Qxv/pgFe#d+>oUdS[0UcZZ78?rio.(5OZ:jpy{R%03A1YA7x7BGhgVlV6#vM5Fnu5uQ-KzT5-if]BRYxdS>$!2+-!!l70+AwTJ$oKotZ#l8!:UxAG90[/V!+:YP(Fy=J)4*&wj$dOX]UM)w7aKbn*8EWc6k(j*4Bk*YqI&c?tn23k>>D+f:QlYQbO(+yaz>tQVH?s{/Cx)w&%*zHI{udSu{iBtKr8t4koqi]H%vBv4%y7lB8yX]g", medianErrorPercent: 4.07, spread: [0.909, 1.094] }, fp8: { rows: 12558, coefficients: [0.3569, 0.5688, 3.233], surface: "81:BYm4P!g.q<<6n4IJaJj80WgQS[XCh88eL^l8/}JYr/mIgdl^B^/P4=xr)2st)Dj!)]-]Pr&*7y**Z/)Cn==1KwAXfro@I)])}]l#Y{A(P/ieL5AilsEZSWmmjn#L-eap-u:g7%]OzBmR0QG/vsK82.CIe4oP[%5VPf)+EUNY3P&xh-Z@3cXFHAY8&yXoUAf+:=DBDq>^UKZVsU(tMM8O(ZE9ZkGqeBn)9cvL%5C?h$y)[YPpA5#U4>!dvj[&?q2Nl%TWH&57]pijYflz=Q56GO!bHx6pqx8<5FeR5OnV(K>59joP<fB+SD4yetq<B(Ci3P6mK8*[AXL@<IaL6@52KVAaAWvEGWFK*g9tg[hI*oHalrN]}YDypU*c8AQ@f!b-?WZlcA3nqJfh3<s833[[raqOW8G$]9*+y#SEuoP]j-iH}Y8WS?hs=2?w]e$$U2{(E0d&j+[]$s*P)g:ApuXD6AZ8=jJ<PrDzVNw6^y{TrJTZ?#T0%P#Tf?xk*PB?-AwZC&%}y2TdCUxJEgjK/H[{BVoQI<H7F4B^-].!vK0+9{]e3@6mM..mS9PvAfgK6o*SNpW5.ggxtLX#uw4/", medianErrorPercent: 3.24, spread: [0.935, 1.075] }, "fp8-block": { rows: 12558, coefficients: [0.5906, 0.1491, 54.6], surface: "81:eMdBG6eo]WK4?n#a2DHxb(EYh[ek70PIs1DbU3KahEt75w>3oGh[P3aX7${XpD%(q!8tn#y&8oOa2?@HEv(TxiV:(+Ci^#-CSm(Ike=</BA(UbTLrG&1lJ%*?<.>2PyR&xB-ZGUl{oTht5cK3M6uq&)sPh%rB<y.{MnP[nU%}VbH}Jd!5TJ=6V}*:R*Iutrt5sQZ=A8]^a5p}sqS*yj8@Lc:f:[titz<ZvehBr{Rv7JRv-bh:=N90b#PHnWswC+0urHS21xgt-%-8$U{XD%1%b5#17zmPNVK!Q&&=a#tqW(C5iI3N27Z+ikb>Ue.?h?x&q[dkAoy#SP9Wc6&a230f)Jfl31?N2lg7MRf1riuA/[[c5yAmE2<s0h]nx?mNkq>5u>XSXwRrl+.PSb2Gd]Z]0%cg]Bu/?0m&/Q=4aw#vT=ICPk@GBsPBams)zj/5FPj2viQ{JeAeUiwX?EOa5Gl>*W+:Hx)-MJm.w88oB$q5??KxNfV1#7?*fBY]sKq-km]$HnU3pvdys8RZIb!C@){HX480J.fZ&)!Ok<$KbXnCNVz1ng.+9y]<vVyJ}hL=i^c?aTc=z*3n5bg%Z--@[8vYM$>Y8%T)WV$v2Z0y#OyP>dj90MLhK{jiEx&#<Y+vN<b}sM5.yePmGA7{dRx-R(7yDuKf^oAhPIMLhJOL98DBIsp5wPElTz#Y!-amAJx@>a?x!C3Z:uF?/YS#$QpXoRi7E/", device: { coefficients: [0.5873, 0.8412, 3.233], surface: "81:wM4iw*B%5il@v4Ly>ua{6Ky6v^F%lNQv>jXbJRgV^VuFXKWZ5DB>%HQ)ciWxY.@XuN!WR8?7cK?WGp5T4/<!oye-i*/pl)nW}jk>S?6M[b}F*B*vJvy@/u=%WE$^[BZGC1IULG^zl!Ew=?/&!kzZk42i-pbfu+mnkA(=d5VUfDS8w&ct9ANG]yYet^U@fSX$/r}BL4W{cd0SLM:yet]}h-oURBi0HZ(o07#lGVwX^&6T*Kul-(Y&w1Ut2^F!Jr/Oo8E?a}CmOCfQsmecr)}j+bu1.O)AZWp73go3dK=Sht-bryCZrkH?!*7SiwU)%]oUb$IG4L){dcSDIH@dZo-Er=.B54f6HiRmmpwWz&=g{F$ERf}YO4Sm2)BF?0tbvd#7o^E./B*@iC>Si-iwY}}Q+o?87Ix/Wk=Czmf%Aeq[CRH/!v[Ut:$g*n:<a]mk9<k!E@INB#)Xno}vsUw#UjKe0RM{n{*g(M3GQRCsp)2t5EA0kA(FWQwne(AA-7ljL%xbR#w-bO09Tup#YE0X7N>!$KoUKwyhU!18NOt4&P>KR)(Oua/EwV.UYMBV8w&IjM7/17/-dhLD3B4U(!>Q#" }, medianErrorPercent: 6.75, spread: [0.877, 1.275] } } }, "batched-gemm": { engine: "vllm 0.24.0", variants: { "bf16 n128 k512": { rows: 336, coefficients: [0.8, 0.8869, 1.916], surface: "80:j&/]4Z-S)=l15WK=Y8tR20B@jT@qFlEP}DcQE*TdzFLsvUPw^O+Q^X?3:w/gynuN3E/", medianErrorPercent: 5.13, spread: [0.818, 1.099] }, "bf16 n512 k128": { rows: 300, coefficients: [0.8, 0.8093, 1.822], surface: "1:4Alc:06{.<.i):>0u.fJ3l#G#LgYaXCYTlrY)mQK<(VUH9/X2wgp:CMu/k5:0@", medianErrorPercent: 3.3, spread: [0.907, 1.037] } } }, "prefill-attention": { engine: "vllm 0.24.0", variants: { "hd128 kv-bf16 w0": { rows: 3265, coefficients: [0.8307, 0.2103, 2.439], surface: "189:4AZ%H.y#lXq6m44mY<$*G=s%?@zcAt1C)31h[$oH4Pr]hz2LZSjsJRl<7M.fOA)2V])[JwC.>6)/moM(+-T.aK}a3n7qBeGBcP]V=[NRR8i14F(NG1*L:KKenS=QcD#le}=*wUzP#65e3H({kqCf-KRHZlgxG>k*.rFTa)(AdjXGgCI", medianErrorPercent: 4.2, spread: [0.912, 1.109] }, "hd128 kv-bf16 w128": { rows: 3190, coefficients: [0.8, 0.227, 2.458], surface: "189:6]>]%0X>9J6sRKrF^2?<.U]LCoG>6$]6kF)VygJhR5c*>!}%r@aGX:Y)w@j=<mN/lkDl6gN)WC#Qm3$/zs^&KdS>{lR{x.0<8#9mecno3ewFVhCj4U)g]w<FiabC:VD#d?RdNUx*yDuhzvLZK4AmYmWF#d3^>-]W0r", medianErrorPercent: 4.82, spread: [0.911, 1.104] }, "hd128 kv-bf16 w8192": { rows: 75, coefficients: [0.8336, 0.2102, 2.487], surface: "21:hh$Du.:1F}PyaR#QFIrh%1TzQmMl=gwdT2EQP.KbvlLh38^9l@CQX1e8t(@&ck5>!CKgrqz}H!}RYWn9g$L>uDpsa1ph4sIYrS>W3A^.W>W/bU9Z<+BNuX7GLf8o90zS", medianErrorPercent: 5.8, spread: [0.899, 1.028], over: "hd256 kv-bf16 w1024" }, "hd128 kv-fp8 w0": { rows: 3265, coefficients: [0.9865, 0.1358, 2.469], surface: "21:6]+&@.y#J*j!FK31(ZDQ%3**cp^FstwhlJ-VAi^KW%+:tX]>G+/6?0ch%gmkLbG=x6*jhh/]3EOmd8b7a4#NCZN{?#L86IQ=s4qFDq/xPc5i55Jd)]+4u<mMc^A@[[]W1rL^s5qq^*M:wN-CX*}<G4.5QzpITN<}(PRI)YG6Zb{Yy", medianErrorPercent: 5.48, spread: [0.885, 1.143] }, "hd128 kv-fp8 w128": { rows: 3190, coefficients: [0.8, 0.1584, 2.549], surface: "21:9Gin]0ZN7{8Ym.wqr6[s%bT*rf}bSrg6vm77OAqdCu[.om#Ot6vQ7ZbMUWY07<1fmC:$9ZposL%qCpRG-}B!{9=yh#?j2(52DG&/fFcV<6/uO2iuPNXNmq]3lzT@TH9At?bXga&L*Ak[Z-u9^>Rw?(V/UP?MP>", medianErrorPercent: 6.37, spread: [0.881, 1.197] }, "hd128 kv-fp8 w8192": { rows: 75, coefficients: [0.941, 0.1552, 2.526], surface: "21:c5.<mllM+8a28gY6Aw2HdLLFPfaD4i/x#(4(fS!^lmPj:bx%D2>Be%gR4[()O#-E*5^siUr3-:4pNU4^6a}C9Lt6QmQz.S@k%8d=Z4oVweR/V$rI5]H<6zLK{*u!T^dvL", medianErrorPercent: 6.09, spread: [0.911, 1.099], over: "hd256 kv-fp8 w1024" }, "hd192 kv-fp8 w0": { rows: 515, coefficients: [0.0438, 0.85, 2.515], surface: "21:eSAsi.y#x!ZLwW({zR&!ly:XIdBu0nJ!E8(-Q+{6Y3kuK&JqTH)qWNQwfJjl44i-S}QpGLYA$Raz4&j3[{YYFr5W!?5g8r=RSTUmge52B02p2+QhE*XE[w%::65?23-MewJ{@hWrV19S2p@HgMae>er{6X", medianErrorPercent: 2.7, spread: [0.9, 1.11] }, "hd192 kv-fp8 w128": { rows: 515, coefficients: [0.03988, 0.1022, 2.486], surface: "21:b#d8C.CyIhPS=}q{WFev[=B<isJufqq?+Fp2A?Yhg]K8MPZhz+Z{ZnIZSgu]&cB7rL@QP{Ieydj[(UEl2.o059LTwEnvMt->:ThX>Q[3xjUZuGh8.I7Bbcd.L{(wC!7wuOoXyApk*A>oqjs={Zw", medianErrorPercent: 4.18, spread: [0.884, 1.083] }, "hd256 kv-bf16 w0": { rows: 815, coefficients: [0.6907, 0.2433, 2.417], surface: "21:6?})t0X>aNjHSiJ.5](u@v^aYl%lu<*A[UffWbeTD[vok%6G=TMux/ufO&mh}7zQnDvEFyHZjPao]NU-@RtqIk*f]W5VW[YoWji(e(WKnGkuy!u}da}WWJxd^xbeVd&X*[tK4J(vtKBLOUIl2eX15YCKhDBJ]4d!^/>44[b&", medianErrorPercent: 4.36, spread: [0.917, 1.098] }, "hd256 kv-bf16 w1024": { rows: 365, coefficients: [0.4199, 0.2426, 2.511], surface: "21:c5+Fb..qu:a2W&l?V5WyBELZn0%93q62P8@Wrm+iK</P8{oh+#pHUB.AwEJ-kop7IKvzEs4*qs}QsR%Im2jN=MHkImIsX(.wprcKV.#-qvA{Y}zWykWAo}jf4&N)Sbe@<8Xb=", medianErrorPercent: 7.95, spread: [0.832, 1.179], over: "hd128 kv-bf16 w128" }, "hd256 kv-fp8 w0": { rows: 815, coefficients: [0.7597, 0.1853, 2.442], surface: "21:eSJEl.y#J*zo]1Dv-77k%byc^SWNI6ck/ZmM?E=E}D5QaYW&N{@Aq^Og?5Y<qRPghe&g0]g7>7Zj^QrpIWso(3>Uk$5J9rZP!&#XbGjbAPqm@XA-?RYL-m)Oc4&+XDXt+Q^eSh9/TqkZ-./1me2EPu=DC&{!2at]Fg*", medianErrorPercent: 6.14, spread: [0.883, 1.168] }, "hd256 kv-fp8 w1024": { rows: 365, coefficients: [0.328, 0.127, 2.52], surface: "21:9GAz}.AXIi)m>+8.4VRzT9sUilmNO7h&kUt*?4JRuk8)q1D+!=zDyrIXIR$TJJ{j{}tO3e.?bsK7Z6NK<f!LIlf1{M1WU6/j%rsF+[!P&rMHLtx]vU4lp<jqzowKBkW>6+fRr%dQNc}l7<&mSmS9#J9SL7e", medianErrorPercent: 10.35, spread: [0.717, 1.162] }, "hd512 kv-bf16 w0": { rows: 365, coefficients: [0.3267, 0.1931, 2.627], surface: "21:9GiS3.y#J*j!tlZ2e(X9Aq@1s3%GS(W!SQM[w+3.@cAeSam$11)ucb]vql]l0l4E?HVd[U!hXYestL%?z%M#IL[nI-l.B#OmY!*6cqRDm1KNHmgd%t/oEqW+n^qRn0%e2x}Do@go{na?L*Yc!m)QM4as#QR(WyETgvHGf/BtRb", medianErrorPercent: 6.23, spread: [0.913, 1.133] }, "hd512 kv-fp8 w0": { rows: 365, coefficients: [0.4866, 0.1266, 2.441], surface: "21:6]UB@0ZNj$*AbaxH!CEA%gY%We&!GkOT<iQw&VbQdPJTprHEyCs(hb!e//JF2g=kKUEj[=?@!.Yr%BB>K9Y44]s<XXq(ibPd]/A!hc*.}n8h))cv=^vN5W=P2I2VtneI]=)bVZRVZliknPr!PyIT91vIIrdJ@ISG?fws+yO0l!&0/", medianErrorPercent: 5.83, spread: [0.888, 1.113] }, "hd64 kv-bf16 w0": { rows: 3190, coefficients: [0.7292, 0.1536, 2.328], surface: "1:9zTiVF?N+>90)F&3W3A8@rSD6w3xEsUO05gtnaH3Cr}1]H!uJn?T[v>OTNtV1Ak6[2=aY0-.KsY&e7DyNED:}-..o#?BTO+-]^F7k.WQd5vFrnTqwfktKb^TS(:Y5X%Xn{[ZamG!*+c&EyQh0^)4FFj=mI8MyWeK2m$AdHuwym", medianErrorPercent: 3.39, spread: [0.928, 1.069] }, "hd64 kv-bf16 w128": { rows: 3190, coefficients: [0.8, 0.1504, 2.275], surface: "189:9GrS2..qG3c3.&*+]$d}}U#R:L$!LVC]NwKgJRX-2}1@%(3cF^Rs(q[WltUT<2Bkbg)4++RKkMjm7g![0:aeM?W!OS<(>KRdtycG!eQR!Tj#NL2R@]aJG$f+e5=i*y:!}AckxEz}V:/zfSRp[hGy*JYy#y", medianErrorPercent: 4.26, spread: [0.924, 1.095] }, "hd64 kv-fp8 w0": { rows: 3190, coefficients: [0.8324, 0.1068, 2.387], surface: "21:6]+<0.y#x=@CzsDDjPB[RexySPE0rEjd82FDEtvnN!W&?.^by!&M<IPFSG>.K!^/<Us*#QlGgbPY)TZz)B@/[.yOjXlbKoU.KiYTM<bweGxTRE0&(eeI$f?zREWdzoHt:SL*Z=>7*sk*.{tVkjdrOBX+Sw%?S[j%t5uzhSWmMz", medianErrorPercent: 3.74, spread: [0.919, 1.08] }, "hd64 kv-fp8 w128": { rows: 3190, coefficients: [0.8, 0.1123, 2.393], surface: "3:hhTWb0X>k?YjSD[mEYr!%nQbTI0ixR+^rq^Rj-X:w0<*Q2N2l)t}ZUNE13/7{7&6(jmxv2!j:[V*IfA8JOIO*dW/:kHsL{4hP2&pqNoPzfJ/<5J(S8y&vl4Bc1w&2h7*&@S>]Dkbp@/dvul3Cxm#M]dj*8E0S", medianErrorPercent: 4.74, spread: [0.909, 1.105] } } }, "decode-attention": { engine: "vllm 0.24.0", variants: { "hd128 kv-bf16 w0": { rows: 3556, coefficients: [0.8, 0.9139, 2.11], surface: "1:rGx#!.YPvP9scCcHU.#bji1ckTPZ?x)pO%40LZP=gXg/}HOX(xFgn(^b0k[HOMymqM)MB(yYGShum]REF+os7OlUF>X!].PmIKJVVYOV8?Co]E-]2h.sH4{LS+e+(tug4Ft7JAX6Xcc[7%2=rW)N:3ro70L6nWAHAkr@(9/6P9Kf3a=2X58-<fW{AtF4&Jd@baqoeu:TK?H}69@T9T-RB1c", medianErrorPercent: 2.77, spread: [0.93, 1.066] }, "hd128 kv-bf16 w128": { rows: 3488, coefficients: [0.8, 0.7412, 2.079], surface: "1:?oiRvFiTJh^vV7PS91YJ7Iam7d6*D{{fXKP0+7j=LA?1]hs?qgfO:PYFY=MoyToEd<i)dj?K($+u:c5BJj^tcx%F9}h.:6(9ZqLo", medianErrorPercent: 2.31, spread: [0.933, 1.052] }, "hd128 kv-bf16 w8192": { rows: 79, coefficients: [0.8, 0.9163, 1.985], surface: "324:M5!=P10E}qmq87s?r))46A47[!![VqfcYR^pzw}^U:K-JzRWLcl])[f3}k.kMrrnHiE:ZlOj1%Xh$iQC}j9)JTTtPuO6{:}t@r-X//@5tJTWQP/6NxBs>T:9I)MqS?K-WpYCZe-@PX@Dm-QCSs/KdFHDj?]am/T", medianErrorPercent: 17.59, spread: [0.723, 1.235], over: "hd256 kv-bf16 w1024" }, "hd128 kv-fp8 w0": { rows: 3556, coefficients: [0.8, 0.892, 2.237], surface: "1:o]@0X.y#x=R6M0tCI@Fv&S7KZ={yqFws9&TjJVkeVxQlhi.fo#w.c]pwWd=keF*f^=Pjpi1MIBzlG#u?PNtjP5Oa5hw$2bm3[{/Y@a+47p]X(i[0<0Ji6I]7qmSbKgE2cBi6A$.{Hnst*r:vlpaHA*SRLJe.7K8ByPikdk(9hL7HNP&uCY^3B7-ws9IIBy@Sz)tugDdT4[2(ewVC]fgUQ[v=tzD*+O{", medianErrorPercent: 2.84, spread: [0.931, 1.079] }, "hd128 kv-fp8 w128": { rows: 3488, coefficients: [0.8, 0.4791, 2.173], surface: "324:?hB#lFiTJg}[T)OskH-{?V4*{3)QvpU<:#MUr*5$BnFT0wgZ*oi(Vp-}%d642W<wHY2gR#O@OTw/iHEz4>j^.)a.", medianErrorPercent: 1.74, spread: [0.957, 1.038] }, "hd128 kv-fp8 w8192": { rows: 79, coefficients: [0.8, 0.8983, 2.147], surface: "324:M5!iv.y#x3zeSU^T&b]TA6<H5x@cVCOFzKISFsE/=3g?L6eF7PayY[T4Q8SV>}UF{{UiY@GEZ@U>}T%$H[r^z/CPqlWc1PUUpmW+eK=CD[a=x{z9szH!2pGVOXjY)V+d=3TQ]aW&:j6TJRNeC0du>EmTwwIWt5f1a]ctTGWS+IftO$ln1zN", medianErrorPercent: 9.76, spread: [0.87, 1.021] }, "hd192 kv-fp8 w0": { rows: 674, coefficients: [0.8, 0.1819, 2.931], surface: "36:rzV*9.CyVhbY%h76*YJ^?V2AU1+/O6/cFTSZz{]gVO^ZMuyRp%lQQ@f0iR^F?fdsj)XZ9*C%zFe5lfFu>?kXR?>7Xg/sLTBGD{}Ui:S![93F0V/a2Sd5H^rQg6a+3yu^-J(1^)qKU39WBE3>@czmBFqN02MMm#GP)J9BdKDvQVTe}RB1+Pc>26)b4o&L=s&=43D=8/(UJlMMq[dF(@/(KZX=G>dnNk{q^}#@WG[/Jq", medianErrorPercent: 5.43, spread: [0.882, 1.12] }, "hd192 kv-fp8 w128": { rows: 674, coefficients: [0.8, 0.2162, 3.353], surface: "1:?hxC=G!J]rCKq4=jWZgWuL}=bb1O#9pz>emgmyjh9*w3qKOF%MdA=8yxd-o+zM/oUnwifmI=21h8ejRs}xkzL!H1Yz-L5dtW)@.D%7v/e", medianErrorPercent: 7.28, spread: [0.771, 1.177] }, "hd256 kv-bf16 w0": { rows: 1056, coefficients: [0.8, 0.9179, 2.188], surface: "1:o{0:i.YPvQz3bTyUp!l3n9QJYdjDKRO)s=mu<Tt!/AO8ndHKn#6%W4o=84N[jDxk-F@DSh<0n[!g/Yq/t5rPuB/p(6O&!?3&6c!cIKm3Mg/$S}wOlyTA@@D#WEGy2Y$TfH^hgUB-rG(2[C^khICfBGBts5Zi*D:{WGl+E&#qp1U<tS4HqWuro!#h@S8yy:=SY)km>/ez)DF=yKLb2e/fw<g", medianErrorPercent: 2.26, spread: [0.945, 1.07] }, "hd256 kv-bf16 w1024": { rows: 527, coefficients: [0.8, 0.9751, 2.219], surface: "36:Y?Ts(Z-T6eqvz^&?.F@gnD2g[-)cubn2N=y06rJ.zv#mu9{eorl-/uemhv+cbM0z((j8m:HhyXJSdzwI+Kof]L[%dGI-x)!w50kjOdwO?2FT9V..Ozu@/m&", medianErrorPercent: 1.21, spread: [0.956, 1.024], over: "hd128 kv-bf16 w128" }, "hd256 kv-fp8 w0": { rows: 1056, coefficients: [0.8, 0.881, 2.233], surface: "1:o&fjE.y#ndGkP0f6An24}3f9KoK20=^pFdWQY(^hbld}7&E&=akVpUAJ=Lf^)j*qI{U>-=el=Jg%fxrn{gaNM-D6PnMtZ.W5So?etj7(T@&0VFGF$2lw#Wl6T1NhW4q7Q7Txk7UnUj@OuDY.TqX/spULq-K)f<p(^204iU9&>JWCm+u-pKsxq&yAbcRQ9%jbfU[-cuybs=e=8uokWVIt/j]", medianErrorPercent: 2.85, spread: [0.937, 1.074] }, "hd256 kv-fp8 w1024": { rows: 527, coefficients: [0.8, 0.9541, 2.21], surface: "324:-F$lqZZ}4W8iK%l/o)XqfgoK7poSw1dr6%k1ITuE54>3MANJ07JqaUUz!Cke3uF?S45{UVlW%pVAMCZmTa!sfMQxV02KIao6(%4]2kih-ACBr-]PO>E", medianErrorPercent: 2.8, spread: [0.936, 1.049], over: "hd128 kv-fp8 w128" }, "hd512 kv-bf16 w0": { rows: 486, coefficients: [0.8, 0.8935, 2.559], surface: "324:B=R7X.YPvQT+>:w2laT?zQ<0zd5fS5I3gEcfwczSUWI^E3ExG(9%G6^C)f9j7^8yJTU<kH5q*2f8FEOE/V!xz6x/9SpMOis/2-Z@vVhcZ^aLRkPP(17ou}j[we5INSU@>RvZWT>Jpn#Hw%6DF(He7NN.99x{?Udm!49VwDa.)]jlqBa}P!X[2J=l", medianErrorPercent: 4.42, spread: [0.89, 1.085], over: "hd128 kv-bf16 w0" }, "hd512 kv-fp8 w0": { rows: 486, coefficients: [0.8, 0.8632, 2.44], surface: "324:B=:#XllM+83V669khuhrrAMJ)-+n4[az*vDx@ziJ0.uRdyPRM1jrs:M]qM/KmZ*PAN3jhUWfEu1O0Zl6R6=}zOcPPYh$T?$ddq)*yvl>8w>oxTY>+qb<947M=N:b>(Wx&shcp@$7dejk/0Q0>E=U(ict8BT>5ycmlN}W^gSEII(j.mWh*#R<o}NmqMW5P", medianErrorPercent: 3.87, spread: [0.913, 1.091], over: "hd128 kv-fp8 w0" }, "hd64 kv-bf16 w0": { rows: 3811, coefficients: [0.8, 0.893, 2.076], surface: "1:o]&M&.y#yJOWoz8*6$N(WkXi#2QcUQ7]EB6Ro0AI-ySdM8=iLbNG}T>1-oacPGPF2RH+MZB2K{-yFgC85p1k#qrocpGO?^uhrE(P!UrF9Cqdo=u)d8&7[Jz%=cWGN0IiQ.^/2$36ycwT1RSYMM+#{GSLY]gN515j]#LC:f(%.9yOdMTyCGKF4%-K1mpbRA!a@A2?V*Le/QZOl1iKu2a[0y-0r", medianErrorPercent: 3.04, spread: [0.931, 1.072] }, "hd64 kv-bf16 w128": { rows: 3811, coefficients: [0.8, 0.46, 1.978], surface: "324:?hjG9Fg}JpX82+}rpF/ZYY]CX/g?j-d*#*{wb{f0Q5:tgL?<3Y*lPev)k*sbyylW^<n/]=C-kGhbn5AUnh<Zg)rdCmNsUw@hV", medianErrorPercent: 3.92, spread: [0.927, 1.084] }, "hd64 kv-fp8 w0": { rows: 3811, coefficients: [0.8, 0.7835, 2.275], surface: "36:j=[53.y#l:dEzjkf#0I=Zu>)mx]f2uN>1PN!mG$y6f3/rM8ZS{wm<[u9ZMxr:?@j&RPg*lO$8q-WlMti%d#Oxbfd14knq3xh3Ar<p0Fhd(:*7GIbJRnw1jL*lJm[l/l{f2]FrdgYUL]X7xW5PKqFLZ5j9CVoL#>SF@mDsm}9xn]oOfea2)ks/@B6(uyk/IJ*QHa:i]NoYgnQY<:9oNtoQd*YQqy(UHrZO00", medianErrorPercent: 3.09, spread: [0.933, 1.072] }, "hd64 kv-fp8 w128": { rows: 3811, coefficients: [0.8, 0.2676, 2.143], surface: "1:?hGeVFkuIs3-FY/%770Vu&)+9Xa4+0G.FU7sfa:?dN(A+>t7QeBkprN=(wHx&{-K8LQi*2==k/OvMPIKKn3Ys2l", medianErrorPercent: 1.69, spread: [0.953, 1.038] } } }, "mla-prefill": { engine: "sglang 0.5.14", variants: { "qk192 v128 kv-bf16": { rows: 880, coefficients: [0.7405, 0.3945, 3.104], surface: "180:mAApL.y#x5&52dZjdDN22ZNqV.(Jna8IejC<XF/-MT8*v+(L3h)=BARR]O9j7%Ay5+{Vve(Wi*yT:apcyon}t0MV.9^OH!PzwAER>zs*<4:lj9A#2Woiy]*1:?t+r*3z:(T>uZfBD0PWhr}yvX>}flh4xcLs$d8Z0r", medianErrorPercent: 4.3, spread: [0.917, 1.083] }, "qk192 v128 kv-fp8": { rows: 880, coefficients: [0.8644, 0.2799, 4.464], surface: "180:o]q1x.y#J8v%Ze!nU!h07lgY9@Qf^>c%(uMlKCl#nn*se+QN8iH@eYw]z9.fi93+kLR5Nl+?kW*N:*5AH=FQRax-G+z[^OLq62@:4-c%eBK5*A(JA3!HYzkP{{%x}zC@y19nOK2p{}oNyX&9OuZhYbR#gWQ", medianErrorPercent: 3.61, spread: [0.924, 1.076] } } }, "mla-decode": { engine: "sglang 0.5.14", variants: { "qk576 v512 kv-bf16": { rows: 1448, coefficients: [0.8, 0.65, 2.612], surface: "1:cc}cW.YPu<^7pIF<obbQuPp=XRzO}2jZ5d{:A!YX4ghkq1aVp-k#1e<uuFTQpKR69@kOF3ck)!^f^6kCwLl{aY7#s2!u@?e^uy2glIj6VH053LKopG$2p$nn1c@(H5}lrX.AukJoEk+/Z1fYe89K}hZgAh^9R9t6Xy3#9L1bmq?1m2)j^<ujUa@av}#b%u/H1rL[IV$tdLbBw=UE8OflT7%<y3ZZMRyYj8eS1c2+r&+Fa&!ocH7:", medianErrorPercent: 3.09, spread: [0.924, 1.089] }, "qk576 v512 kv-fp8": { rows: 1448, coefficients: [0.8385, 0.7056, 2.465], surface: "1:eSXU7..qG^nY!JAD!wvF<Bvm#K%WSl^RibP7u/m=yg48)g<kljYgYvdRTz3Y^%<Bv4zM*V(}FaaO}F$-&sPsfle3T81mXVaE$G]S:mxAYLTt(SPV}f!tX5Pp((+8/*Am2El3T7JXt@B3XA(5g>kSCg*)<8KarNbaXQQC1(g?z!-0=*eN9?deJI@Q}[Osg*}3Ndfq:}(9v7{}!%7CyKSnq?GFo/%GEgtXT(q=]AEim?{Exe/K+OH", medianErrorPercent: 2.58, spread: [0.93, 1.067] } } }, "mla-block-prefill": { engine: "vllm 0.24.0", variants: { "bf16 kv-bf16 h7168 q1536 l512 r64 n128 v128": { rows: 976, coefficients: [0.3979, 0.7818, 3.919], surface: "30:o?#69.YPvXPMA(Y%9}RZGDb6%d+bdU.h.yHPf]G84]Ez!a:f+Y8$ASDZiXYh!{qnp)fc(0F/F#/7g}1=54xT{)Zub&<zU&e2{6vMvp=CR5x?m9ay(JbP3H*5wf#H9QRhsrCEAj:I<oLJH*fBS-I/i^UD1m%z?{z37m3XfSk$6Csap", medianErrorPercent: 3.06, spread: [0.938, 1.052] }, "bf16 kv-fp8 h7168 q1536 l512 r64 n128 v128": { rows: 976, coefficients: [0.3841, 0.8113, 4.009], surface: "30:o?#69.YPvXntk}Xv<^oRV.{J$G=]3/3gx[a[X9n9H@uqy5Pane{5qLyjW{KB>^KeuyN6#IdIX5xegY+V6B(}6D6}n=wh4%/UTQZC^#O?Wx[NQ^3Brpch*mC%+$-+x@X2G<3kx/V^&Zi]by:CyE=sn:9VfC26kaIREndG[U+f[W", medianErrorPercent: 2.92, spread: [0.935, 1.054] }, "fp4 kv-bf16 h7168 q1536 l512 r64 n128 v128": { rows: 976, coefficients: [0.2162, 0.08349, 2.915], surface: "30:o?%8J12gjF)w8h=/R0Pz%nR3fA^bh&vMOYYH3y@f2{CqQ{XFWdzt+XYZGd7y<6XgyqyKS75f*@hpn^&&hQYUu=PYIm<:)GsNr71yLfTpyFR&)C)HyW:)X#.mbp9y:b6NSOzp83qpy7ww3/3M>t[Mz5K?#h:nsufK6S6jCI[>2t?IGbQ9?%-v:y^M*AM4>#oT%zz%a1wuVtNtN/jz^0/kl1izV", medianErrorPercent: 3.16, spread: [0.943, 1.058] }, "fp4 kv-fp8 h7168 q1536 l512 r64 n128 v128": { rows: 976, coefficients: [0.1957, 0.08276, 3.078], surface: "1:p0VKf0-owW&R4ZzF$*nIIt)I%xqgGsvEAIyRoB?wV/))GQ]7wECFQJN(fHq(GV0X/2*68ia8-s(b:8b)!lpnSVFPi*A#F<xrcp*nnLS#3!=i/=7c^XmXjXBk>E=!$rq4H}HI?f(dz6FX]id:wXRd]ezEW*5Rur*pOU.DJhlKu/.+>FiV)3n$1Xh>:L4CnXA-[@)C6G@Bp4u&YBOyc@-lM$4Y-w", medianErrorPercent: 3.05, spread: [0.94, 1.057] }, "fp8-block kv-bf16 h7168 q1536 l512 r64 n128 v128": { rows: 976, coefficients: [0.2339, 1.829, 4.586], surface: "30:o]?{W.YPvPz9#ys{RgAe3i0@Kf6TrpL6v&cv[-^PrG>@:XsftBgGi36i:jWXx?betmmtiuc(<E7fCccMRFwEqrX4?pq7qd@1SEfW01OYJfTl@f8J$gacegcA2N<6NtKOu3{}OE{WRkev)J@UoZm5+5l4onGM0wDbjzW^><?4R*E.U5]u3vwhZKMlbkl", medianErrorPercent: 2.8, spread: [0.951, 1.053] }, "fp8-block kv-fp8 h7168 q1536 l512 r64 n128 v128": { rows: 976, coefficients: [0.2239, 3.414, 4.683], surface: "30:o?[L3.YPi!Q}M!lR![>Nmz1SRD>qGj>?N/x-U=/s)P.>fs^bUKS(G9]qcWJRMujn.4M]BMB7Oa*oRof&83ZpFhgoqTviM4Ev]s5ew=HFkv8sva:xTvVOE>(#GL$HN2vs-:e&KK*2s:!JR2e9#oy#piahXI{tH9Q?kMhz3r{Kt:q!{-.ChHSX}ul", medianErrorPercent: 2.71, spread: [0.947, 1.049] } } }, "mla-block-decode": { engine: "vllm 0.24.0", variants: { "bf16 kv-bf16 h7168 q1536 l512 r64 n128 v128": { rows: 1472, coefficients: [0.1571, 0.6472, 3.243], surface: "48:wSPg<lM(.55W?wFzMu3fZht#y9k&yh]8t-agvl/uz%?aS{DE+kZipc$VwI]M^2MU&IR#H7iCV)[zWLL(wsX?Q4dD0-uGtL8jM.)6nLV9TBYB6Z/^zT92.H!3cx$qMqqz1H[W!#&ECt)&dodwPwK#>7w<Pp!XL}jIJ/6&)+cn$tk]+l{18:AWxa4>=>0RM5WioDy6ol!yx^1aqb#kf)>OB", medianErrorPercent: 1.93, spread: [0.956, 1.052] }, "bf16 kv-fp8 h7168 q1536 l512 r64 n128 v128": { rows: 1472, coefficients: [0.2098, 0.731, 3.591], surface: "48:wL-yq.AXwe=C/OU=:<M?3OAtxXD7j%J:>r0:$gs[gyD11sp(P&(V*3=ZthVSKnQIlVoNWeU]/o3Zx1o?T^$x++JNvuya)xyRL3qGqerKgBX#i/ErBI?f8PDq.tt}/g6%##[I.*y6wK05z2<#=PWB/oph:Zt}Cp%^d6U[@dw4$IqaAlPh)6ca1m*n5RU)^2JjWk=BBMCw9eLE", medianErrorPercent: 2.44, spread: [0.962, 1.051] }, "fp4 kv-bf16 h7168 q1536 l512 r64 n128 v128": { rows: 1472, coefficients: [0.06315, 0.6556, 3.658], surface: "48:u64{D.y#x=z71fpuV?^gkX0EdFIkDiRD6j8c9KZiTPiy*+&pzK7>qzo(sg?4kf5Fn8afjK?{):!]>HgIno>s@(S%a:A^/BVG!.wQa<LX?qNn+I)+i?Cu4?zE^ieQb=<yfiP6ra^*u}KEfm=V7q68:PfO6OlzW3%ymdzB.vVi%h4xTDGlI0zn0Qw5W+U$$is?q1-rU+k1=q)Z<p}=0Ccnc6T@wO/NNPT<kBbA?^yHp9bl$0.f", medianErrorPercent: 2.12, spread: [0.961, 1.049] }, "fp4 kv-fp8 h7168 q1536 l512 r64 n128 v128": { rows: 1472, coefficients: [0.1151, 0.7433, 3.99], surface: "48:wSUTN0X>9KO3&VQpYyw&dTk-#87eM^^3tbSDub)8+^w=qQ-h@Yr*}N!IQ=s{TNfl3X&XA){S3k3<.@?#kuPn=kh(}NxwdukNn[%vTd<G[Z{E}ZVwASTCAeWEKatq%}-?M*KY>WpmXFd28w^=k]9]tM&U:awglAbnXUhKv:oU$XZ=.[>L-s#k{P*%XtSl(y(Gx?*eTyoyO9ah0/{z0yhY:w(wxH0Cv7(Q", medianErrorPercent: 2.42, spread: [0.956, 1.046] }, "fp8-block kv-bf16 h7168 q1536 l512 r64 n128 v128": { rows: 1472, coefficients: [0.09538, 0.6518, 3.853], surface: "48:jX#d?.:1G9[aM!kf3NN+FN8]eOfzUaD1v6c?5.a1*ucaQfxg&vyL:+Nh$5T-24q@:7/bO]^?l>G>>&M(tM[aq4T8D?**ND68fOJMK5agEG8lSCwB3a{F1awH8K^Kiq-i6vPEy9PQJ-YSm<gfoBQXHmBpo1>*g+U&No[12?Dr<SK1=AEi&LIOYDPAhJ+D>]D5Q[g+jsE:T5xnZ93O4DV+u", medianErrorPercent: 1.98, spread: [0.961, 1.047] }, "fp8-block kv-fp8 h7168 q1536 l512 r64 n128 v128": { rows: 1472, coefficients: [0.1458, 0.741, 4.179], surface: "48:wL=Ov.y#x>*jw$n@solAy:p]lW&)3B+57RJ^qxLUnrtV%TEjuHu2Y4(D+W2Kkf.8h+@pp&unyh}%jLH71Rk*I}%0L4s{&^j!rE6%jXEWCtXABWY)Hd]d)Mv5-El{@mz9vRXR1)O}NC62G$DLY{nRm$a]N23j{bz+}6FF0?AOO4SbU-q.Z:wXk)D>x5)QM6Ao*CvSS:lh:N<<<no@?yUT0ihvO4rPHwg-", medianErrorPercent: 2.1, spread: [0.964, 1.045] } } }, "dsa-block-prefill": { engine: "vllm 0.24.0", variants: { "bf16 kv-bf16 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 510, coefficients: [0.3199, 0.04105, 54.6], surface: "30:hicA710E}qbt^!3]8F:y(fLvH^aAI!k<30I+kFQfuAT2%KmEWo.V4T8otlV<vjxcRhe9a+Fh]t8{4vg@7FC}.k%v!ez).DQ%6Wr*E-Cq&Cn-)+tcoeICE&iEkCe/GG&(R&O}KmG{Az%0*qO.(BJ}N?EyUj&!U[z$l][st.KNiJGB#0vGgV6xSTwD^LLrFW=yI11", device: { coefficients: [0.4186, 0.85, 2.5], surface: "30:v&#-*.Y/13H)YdX@y4Jn0.C8IFv45pf>ePnbQ8f*VDalh&.jOq2q)0{8vOLUfAq7" }, medianErrorPercent: 6.92, spread: [0.843, 1.239] }, "bf16 kv-bf16 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 510, coefficients: [0.2375, 0.03266, 54.6], surface: "270:o]-A/.YPu<.5g6R)TJOO4iO#1*eNv-+g+m}mNDf[Ofy-G[hck8UOzYvF<YA&Oz+&SF$3d/REkD>pQM&@}CmHhe9@>{-oY&85J?gkSdSsZfoz@mu%c4{R/kO[rN*YI.aAX$Qx-?DYFx[ga9b/3t:uDDpKjLOSpNHQ1v0%cMqHq8(Ssw<piL@%J{J^Qe#6w2tylp%hV", device: { coefficients: [0.3664, 0.85, 2.5], surface: "30:v&#P=%mV+N+WmQvkmzK3fV:wy/(leeSdy5q1Dl1.3{YEQ00" }, medianErrorPercent: 7.36, spread: [0.799, 1.238] }, "fp4 kv-bf16 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 510, coefficients: [0.1585, 0.01807, 54.6], surface: "30:eL:Yl.y#yZ!07[&Am>P#%axa]WUmx6-5o9:55bv}og(XV<(spI=qRs0uZAj^]y@6xU5<C4Z<R1GMMMvEhFW9ZASt<X4$)gGu}%sv(Mb7:ydfMU?^HRzRUFuhf35}UK:5]RS0Lt{iO^wr&58Oo0155]w#XteWfnsC+Oy?r0%U^RJ4+Zg.Wt/OyhyhZ@ovaItq{4V[S^?=]Ie]]?yw=y>5>}eUxZf", device: { coefficients: [0.3677, 0.85, 2.5], surface: "1:v&bwu000" }, medianErrorPercent: 6.94, spread: [0.838, 1.188] }, "fp4 kv-bf16 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 510, coefficients: [0.1395, 0.02299, 54.6], surface: "270:o]Nmd.xoKWtptZz?0<$o%4<J%Qst7:BM1NgiCe#Ot0KHzb+OEo&+%)pL+SDW4VslIKeG/OZ.n4rL]enAjO0BfK!6s.L+cnjiDvkfIX(I1Skf<]1ZcW/G@ybb4Hg!4k[[O(^m<@^UqFM&mZ91cTSn{^6pqE9AA-6F*2p]vh(3!?QBSkaV{(Y&Gc<=di6cpa:e&o9)CuN<.0P>f6zGLQz#YIk", device: { coefficients: [0.8, 0.85, 2.5], surface: "1:v&bwu000" }, medianErrorPercent: 7.29, spread: [0.858, 1.201] }, "fp4 kv-fp8 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 510, coefficients: [0.2163, 0.02081, 54.6], surface: "30:jX(v].y#ytW$ifUAC>pCcVUfNp14@zFVzn5MdTxbNY1Q*=Br3$JmV*iv1jZSYyw0<{c2>25+(}j&vHZjJ@e!JJWbL>zd3vzq(<+f88m[eAeX05q]t]VbZq:9<j?p^dos87wH&I@udE*wj=HvYm@YX<w*[)ti:awRj>3G06/=tjHW}&G>Z(v)e3YC]liy?rSzQNPzXVC<*w2]U3%?Z/[a#5D", device: { coefficients: [0.3337, 0.85, 2.5], surface: "1:v&bwu000" }, medianErrorPercent: 8.97, spread: [0.84, 1.178] }, "fp4 kv-fp8 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 510, coefficients: [0.1764, 0.01822, 54.6], surface: "270:p0umJ-2]D>q1Dyy*-Oqj?2AgkoLOLkNj86wwt!Z<zTsdYH^3a=*gUQ@%jxtuz<rnu^rAR9(@xiCiBZeXiXi)s]vH13?KwQ=nGf%+!HF!(1s@i4M6&jfCH>XOHZqF722%mXwy0uIsmlCy<(C%(Z>t%I*$G-uQ2:tP]33yIat5oZb}vrjfdXp9Y48)vfvrfvxDL9AA<RBE=G/)v[+wZ4fc6OJKn]4:", device: { coefficients: [0.8, 0.85, 2.5], surface: "1:v&bwu000" }, medianErrorPercent: 7.81, spread: [0.85, 1.234] }, "fp8-block kv-bf16 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 510, coefficients: [0.2092, 0.01902, 54.6], surface: "30:j=U76.xomPUluWnvB1VF?!n:9J.$W5JtzVSudlAI]bGPTMPs+YZ2U0ReC1KV>r7h-r@*C!mZ<F^NYbd:E@2p:aFQ$qSuM@)}6(L{8k#/fzmRQatr95w1gC647^if!R=sE2xyuVyq-G:V{e1ypsdgh6&aKyxsZMqKSC{l7Uz4?mmKIBt5T*j}ghp7o/^(up)R1</z<t@$?zLkw>)W", device: { coefficients: [0.3865, 0.85, 2.5], surface: "270:v&#(>.W{lAv/Ky<+y)^uk{lQo" }, medianErrorPercent: 7.14, spread: [0.858, 1.217] }, "fp8-block kv-bf16 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 510, coefficients: [0.1679, 0.0211, 54.6], surface: "270:rGo6P.YPvQz8I&YApek06I-DMb9j]6x&Jp#Ef>geg^>}7y)<aDOm>vN>Sf+B^EMWrb-ViE5/B0o^Oq{kjA-7)XREZrEEg})RosBWR-s)-7XA&ZSh[w-IJgVLiz{9ArrXm/e5TdBMKa{d.j7}$x5xEN4pVm5m*4BM3^1D/T4{LVd.7$+NDo?o>Z}w]-:1FpSNL9{jFhr2Va&{fQAo", device: { coefficients: [0.4083, 0.85, 2.5], surface: "1:v&bwu000" }, medianErrorPercent: 7.16, spread: [0.836, 1.187] }, "fp8-block kv-fp8 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 510, coefficients: [0.2841, 0.02497, 54.6], surface: "270:p0Mxw.YPu<p^PX..31%}D&E>tZz:8lY76m3-U#I4W1duhq9oe>(&n>.CWP80Hub5B0QdxwT)](VF?[uLNLgCju1]MjvHQ.u^*2Y=oy&dC[H8s&Cu*.]qCdlQ-Y4i:t:RI21eY3UAs}vwo@Y*qiFOS7T&(oLiO^>O^iJBcL@P[M3Q%Wol$wF7sYE*XuuKVaX0Bpc{rEMy($1y>@q(", device: { coefficients: [0.3734, 0.85, 2.5], surface: "30:v&#(>.Y/13l[)R-wDF5DCUI!*aQ*mDI-xv(%h.FStFPxe^f8i752GEf" }, medianErrorPercent: 8.01, spread: [0.745, 1.182] }, "fp8-block kv-fp8 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 510, coefficients: [0.2119, 0.02016, 54.6], surface: "270:p0kLu..qG4p+A}T47LN3W[ExrFKCm-q^*v*>fGZ]:}qr*y$Nwl>Q<bdSs[NuI})3L!?jQ^KIX}UJD}k+4Dl.a6}{)%v#66C!$5A}kR*A$*f^WO>v*I/]f/TojZ#07LK^#E?KztLWm]V9wz/!i11>xAfSmzZwLOZsw$Yl$mgIpFiV^ak+=I<X{^B+aI{.L/Dk-L%YBJEl>^]U&@rA", device: { coefficients: [0.3544, 0.85, 2.5], surface: "30:v&#(>R:cLiFdX$g78E2L" }, medianErrorPercent: 7.79, spread: [0.806, 1.173] } } }, "dsa-block-decode": { engine: "vllm 0.24.0", variants: { "bf16 kv-bf16 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 585, coefficients: [0.2528, 0.5915, 6.397], surface: "48:u626%-2]r*0SSg9fgojVKtZ@gsY0X=SjI.by5*{JoX@w=J8AK>Gh4c9pH:guiBP^guYA]hX&ZZw)c6RY:%hXXS^z@/)l7h-N**oUe=u#{lfMehdAcpZnB:&GZP:t#LS6XGV{NOR>+hL?YMe:@iykUCJa^@4jyKg^L]QS&4QcRc@sn", medianErrorPercent: 1.06, spread: [0.97, 1.028] }, "bf16 kv-bf16 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 585, coefficients: [0.1791, 0.5234, 5.842], surface: "48:rGEO3.YPjM0LOIAO0/O+R*]7FM&@U0Yq0JP<Jz1I+7Y]ok-0YBI15R#peWW8Z-bs^)EiSRaQI-pAoEfSJ*G}UdXH$nC{)Q[)+a?saJFtWozs%@oq2-ZldCcptHWfZfbhL)A64yn=0E[Gf%-zCdK2^ReJ%4><NGkWcz?1q:9JH{E?}Lzi}@{", medianErrorPercent: 1.15, spread: [0.968, 1.032] }, "fp4 kv-bf16 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 585, coefficients: [0.1095, 0.5148, 6.905], surface: "48:rzV)j10E{LW:R}&w=3AI8BdPKn6BkO^E}AU/jFR.JFJ@Hgk=MKisY#N]l.%vCLN0+:yogJH8RK6Vq(K@T8P^75<OXxZ!E/m=VI4NSFv701(2<&v6D)&!FvOMN/j?=F1eap@?tKIGB{3q[uZhjwNM5F9]zQ7U*6e/ZSa=^>iTOgUi%/%UAeRZ", medianErrorPercent: 1.13, spread: [0.968, 1.032] }, "fp4 kv-bf16 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 585, coefficients: [0.1229, 0.4352, 6.463], surface: "48:ziiGZGDHW>3=.$CIu0Qzw{1=r7iVNjDX&B113JhI^432]r&x.@czzW%F>y$?]G8g&psDe5D7Dxu^i!Q>!{XX0<!<Qik6<:U1Z8g0FqVXm}4+7jjV>/kOZgu&Ju?U-w0Vb#WwYJ%6h@Z^:bsx<{i>4:S)/%q<=LOgw>WKSae*6+<AgkiSzV:vR0GJR:VCe7:rHI&TUin(wM^)", medianErrorPercent: 1.1, spread: [0.974, 1.021] }, "fp4 kv-fp8 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 585, coefficients: [0.09793, 0.4978, 7.125], surface: "48:rGMeHllMR*l94y%[bGiTm$P81YMRnN0E=1+x^fM^>0RLWRneC!WBT&6(&2^.D+OueO1TLwb0HSRl*OXLO?HTA!54H^heOGz[*MXUou$Tu<H$pLOAd+73hrQJCtWUff!jUO-TybNLQRfqZZf9IM^aq[gWz7okw!?s-QQQ]F[C%4rsy=VpO7d)o:!w?^9Aj", medianErrorPercent: 2.12, spread: [0.959, 1.053] }, "fp4 kv-fp8 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 585, coefficients: [0.1267, 0.3824, 6.57], surface: "48:o&gi!.xoyu+XiI@oNM>wg*8ZC9%VBsAnc6XqHkf{wr]+^TTTq+0{wKX}n(A!7NYgn(RlK8(Ohr[n]qzLV*hpLn4UU.P*0YH=:Jp}!=I?&baMpCzWL(7lSQtlsf-I!)AhaR(R)X-cM%}9^6x%N0JzidCYr7H3?#aqPmoU>O=F=$Wg)s?tJI8UGV9x4.?K}cC4%0r4LXc.5u2QEld<=QI)f<X]->", medianErrorPercent: 1.8, spread: [0.935, 1.065] }, "fp8-block kv-bf16 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 585, coefficients: [0.1574, 0.5368, 7.534], surface: "48:BX&wOGd)Zbtk[Lbhz9KJQ^UK}3+mOUxPX{=S*Dq^1t!J?f:oq[iOAEMcvLa/oCbyW?)lSapLN-7=9e-5fP*u@>KaFtFf>YW+F(U<0CtoU6$>5xw}1)0X%qx6rocHqIK3B(EC$Op1PVK:*zaQrNxHh*+AKtx6Z1*yzf0JZLT[138gI", medianErrorPercent: 1.1, spread: [0.964, 1.023] }, "fp8-block kv-bf16 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 585, coefficients: [0.1371, 0.4517, 6.594], surface: "48:wL!o{0Wd%>&f<ipZW#18.cR0/ie[wIv6<i<5S}(Lrd#4}TJwnt4gBLH+W]JYItb+NBW*A5lF8d+/&H[}nMke.P75[we2SnpGs*AOr$L%n5@{mVQH)CUqz2-yI?(iR^pAl^)IF)F[.-I(?WO{hF]TRgFuVOA4Io<!9=fFsYp%u^k*v1WUO)oR6Ya)OPyxAlnbSz", medianErrorPercent: 1.04, spread: [0.97, 1.032] }, "fp8-block kv-fp8 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 585, coefficients: [0.1307, 0.5469, 7.769], surface: "48:zbuc2.YPjEV}Zn]%gfJ<G=O:}X^T=&KVKQ/WaqntA8S8G>QqsMBlYbciIQuyC0vVPCUXoO&[VRiIlwPc-s${EvdHqp+tRM+E^!{VNhNTE@}3=4zpQMNkj^x<uIU(6@v*S+aIEGPXLW>*6znuWza%b%*m0UveBuG#{Gh%lWh7:]G$yr2dduhGf8", medianErrorPercent: 1.94, spread: [0.945, 1.061] }, "fp8-block kv-fp8 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 585, coefficients: [0.1507, 0.4475, 6.782], surface: "48:wSUTVGd)N0.l+j8*w?h%{mUkQlzc$XBC{Th7GJHYA}SD&rwv@raR8Z.&wL//K2Y(?kvnQYm3R*}=eCdqA=Vfd?f<gTm^s:n)IR}rV!5Q5abQ7?DbdmI(74@yL8y550zwjscL%AOY![%fQTD./qsg:yu(3[8Jz-MfeXhsW1=Qf5aXscA+]-ql7IS&XZWR*", medianErrorPercent: 1.27, spread: [0.973, 1.027] } } }, "gated-delta": { engine: "vllm 0.24.0", variants: { "decode convolution c4 k128 v128": { rows: 198, coefficients: [0.8, 0.4119, 0.8307], surface: "1:!Y*8!03zWKkTtwH&@>BFh?^ka1V$7xgdahE*K.ZpXNOUu69tl{qR[.Pd+!YhOaVJct^{)}kAM3", medianErrorPercent: 3.21, spread: [0.957, 1.055], over: "prefill convolution c4 k128 v128" }, "decode state c4 k128 v128": { rows: 197, coefficients: [0.8, 0.8678, 1.56], surface: "462:v{@}SvRf7Uw)]dT@kF<-k7d3L}U{rlxcu)g:g1?^NB}K?%mkX86dVD%3LkW9F%tg<2@.xpunECEEn?HagA$[1Srrh", medianErrorPercent: 2.27, spread: [0.938, 1.062], over: "prefill state c4 k128 v128" }, "prefill convolution c4 k128 v128": { rows: 1152, coefficients: [0.8, 0.366, 1.25], surface: "462:zp42IGcgN9=}@&{%6G0o61SUU!fm12JYwTsye@^(6<$W9/7TBu}rDOys){%/wEW=<vEqId}%DkaqGur>>[6Uj3HLWT*a4es>GuD34LIA9O/>tY6GDv9R?rj9GOJm>PY7fl-=V]b.C}6]opdXz<U!WRR2M#b/Gwso76YgVJ>[J8G&8()A=g[8Vxlj", medianErrorPercent: 1.79, spread: [0.958, 1.035] }, "prefill state c4 k128 v128": { rows: 1152, coefficients: [0.8, 0.3002, 7.897], surface: "42:B=>z*.xoyT7RkdgxF[fx%nK-R7m.8*P+]d=hyTAn*1663Nw0-y1}g4MCaB}w)mF99cSmjrS-jDzfgR-Ru%ydpm{K^J.-:yGu0#A}B(.F]2tHKeV%(2mxlQd^^7$LGuLrf/C<-XrvO!Zj.M6M${2}*qJ*#$31UXbT^aD*]66k{29*nTDy>[RHOEAHuc+S(FiEnlNfOnG@-6t>^j-uWq9aIk+oObR[E..1d", device: { coefficients: [0.8, 0.4522, 2.5], surface: "42:)tKsv03IQI/@jlpa6=2@O@AHEHH-}OF<2nDB//Lh+E1aAd+d-u1(PqljJd%sT-RuCa@4z!1zvoS!C]" }, medianErrorPercent: 1.54, spread: [0.947, 1.032] } } }, moe: { engine: "vllm 0.24.0", variants: { "bf16 balanced": { rows: 2282, coefficients: [0.3086, 0.8821, 1.853], surface: "288:JAa.R*Am6.t%JNd?$>.1%hquqOjD[[gAZI!AzGlM-1AH4uwv1@m>L*Gt&4U=Zw9>>-I!ivN.2@Ub^gA?BZnusS>qU]beq$[t{V50HEs62s-.^PtwQA@W=Fle@RZ6{>J:EY{CE=(I&h.(0O=hbhCDi-sv#<T+ZxFfD6qAo[AK870Pn)^dYBiL@nBL*]?xExvqC><C7eJ]z}o7}EcQSFZ/!zx8#P!!yVb9FPf[LTf#/zfRZcuU]*5:UIab?!AT<CVSb-mccYqlw8$8c1-3O}E5ivq(FP@#18[b+{9!lt0fM]W2]Zg@3OV8(mX9SnC2g>k?C:$z&B72q23]abQ51VJ8kUEUR)+>UWaKPf+uMA&DEVNDB8EXM]kT4pk*$%etY$9S^ZrX%gE4ETw1k#B5}/Atr63sVHd#nQk2VR]CSuyR+e8=P27TvOjv6:Rx+D0Rk74T18MZQ.OSj26HH?hvg4$Nb+hM.2t}J11FAa/xk]<Ju*mzPhc65.7h8T!!<9X.xApZqx*^i?4L@.T[gEA?3$B+Hg.np&Y?Ec#}jd@cFhr]+EdszM{qKgd4auntA%@A7XZ=lV#inl[41.?qz3}2L!pU&H^WDi7vn5HVeMHg*AJYGyLV32Z+o(-EhhKfLc)G)ub%mLsj^owM/iqasHV]qW?r:&jlxT9?IEc>v!p{FI4$qwm+nibX]gayHN7Cw:<+vco}a{3^iak^NE-oEEMEAs$@:g1*TP&x6f!mn:CD!tsGk]PFu(1O2KCcUk.htvh$cC/-1sQ11%aW$cDa9gwB]@gO7cv9QhdYZ(y!sK7?o.{*3+PHit>0]&ym1Q8*/SovM:<gSCqR1k:=O?tW7=?<SUy8sp$?yx(h%3Ni4n-i)VZ?i]$l]pNkx%t$.zY?a6^dXoKz5A@P08%#=02RE0u5rUs8<gu6n4*^!WP$m6b>-/9v$1D]CKw]rAJr(?6}jMla7^Q8ys]e5o<NOs55Fh0zU?Bghm&nvEe7IHZ+){jf!/Fkdb>1$eq>.1@3<B(2!2w]SbTp.gZemNlJ{CPPP/-&0P/mJ04Qwm]A&5vtvW)SOR3<3}U>6YhtOifkGp}2%bqjTanyr=", medianErrorPercent: 4.63, spread: [0.911, 1.114] }, "bf16 balanced generic-kernel": { rows: 360, coefficients: [0.2953, 0.6557, 3.772], surface: "288:OT2aV*Al]U1VPfeEE1xpF6{hjU(s#/fg*soTZSH+lopoGc}!MVns&E9{BDSpyP6W1f3ibc=MsmiUENcNL1Nl&>z)3ky7np1XM@ZnRQU9EhICL9do5%B+U8!$-SZU5GFDX<dtr=)aR&WtW-2G7Hw%Jo7(Cxr8Lf!rjs$bocg7cUj3GAyTLr+JD)G*IC^9nC.S:A1twV3tMmM)P!ItAY4-4Yvz?B?3xvdt$0N}[Uei@*ZJ2^SM*V6$OL^f/^?j@19uPJLv*i(x?*O?ud5h$wj3RL$a1Ra>Sd3E^#F&!XmiZ<o3Ra4H^?:wt5)j*?@><T2E=XKM4iA2Z3E3C!p!dMs+7e/]p54hV5SUStu7O*CS*nz[45G4cHR3AZ8lN1$3NRD#M8wHeUd/V)*.vDKz3YXE*EM**KY(yI1x&Prn)Cvdl]y&0O3JA.V}@ubC8yp{*I)%r.oJk-y2Azg3-*g<z.(G9q74c-jyN$cW5*%=1>B{gs49&JLt#!+TEOC7DdCe9o+InHQ8Lg33-/5:W4Rg<jMa8r].oVoMC/2Bmed65BBOhilmlmp}9E.az8Dv/C(2chUyl906Z9)L]S(uW5Bu@X<CNFrUh8+)n6D!SG(uoE>]H={q[%Ztb{u{?FP1&9>NF*J2L}NDeuLKP+6rZ6b8#tbnuooxI(:2LVml#kqDBF?-pf2HJ@S2x@g#t[u@HTN4X3*QniG&.bIQM%bCfJADXxo.s>mrz7Z8r2R-8A8ZDWCgj^ZJ4-l{t]EuiNgP9{PVjYqJrb[Xvx5^%w^r<nuyDdscVJyaqUP8XI(H^}3GT-NBZrqXWg[PXX$ja%kUgTH0#S?eh:cFx6gH??^zr@bB[:C^3Sx2r8G#", medianErrorPercent: 4.52, spread: [0.917, 1.091], over: "bf16 balanced" }, "bf16 power-law": { rows: 2255, coefficients: [0.2403, 0.8142, 1.604], surface: "288:B^p6(<2vDok#Jv5b:yN3>TCgA%6di$gfx<X34nG@pej#TscPyG5{Kz){Bj7<dB0?yB=s/o*e-PmOkXPst{AuGvX5loXJyvvB?[{X*Jz0{D.ig5=k{y{e%pe2MeZS{qhqSV[&x^0XUTr=Qq!y>z2suzSXN7Qen?6Bp%xiESIzH^o<50Q2b$M[LE=4tf6bcYY%B?ZnJBX3@KRJQZ%hv!*1b)Iz#u{xEO][kFb5!S@2<AAa$Wr<m7Q8EHv$8>H}#qs{(nerFUenrxy7%ON1275V=IEJ{KecYq[md*bdrSoSBa<>lI>]y.Vpg3h>Ow^>A/)&Z7FfP:36-M@Q$Iz?RO1a{GK75cQqH@9QtQHlniS<Es>?SizHI2H{=(bW7>j7i$F.19xn*X1dT=}6adZo0pjKOPPt=G0w8-WZLmLFY4QwU*QaqrucPLi)@U=VNJ&P>}3pD2UUs5>OXu-E:>mv6GoOP$xr!.m)qFUv{h96Kl27jwJtBmM5Io@d.gseu0(^Xy!iViwn^Z-HLJguTyCdLJpgRUE0HqT&[xP^5BhWW0w%(#2jMszNruBTBmpC?Z{$6KD&+xPX>a22Xa1Jpsu8Zqg:CO9A:7+8Fy+pqNC?=?Zq..k3uRw+eX*Ed1?A1vn&.HzFW}myQ!AGP.0CLw#kJD{7<MSqKVcMk]([+h=K(L=3yRiY4T9EWpxe%z^O&T&kZ[gFws*-&*0/d6CVMO]()Nl!U3vX$P-<Q6gzWMdd2^G({uytrhXe34iTBaWSsB-]OtFogbT#ta4y*0%%hqaQP9rA[bb&&yKJt/sKT{.V6K?LvYr<iw-uy}hZUB1cxi6^!R(@BFq!WLnsor.t{3X6EX<#q:K>R4yfi6AYD!*)<4rB?eXv5>HDLOwRWJ+AQjoi+R%lcWX&/}Q*#b#[dqQjYES.if5rUF6=PfuVXL*Vozmh$nUcc2Wvath7R+63SH5Hv9G}gJQ5FWK=p3dh[wMRau[{W-r4=q<>}#}=ipY!x})cJ)rYSoQs@9EEEZ{JvrhX5uqZgT.Mbg}]RB%NzrJKt!F[RyNu5yOk}WoSEupla-su5{}*qWdF4#wqF9R1x[YrrGJ*g?jITKBLJf%2)>OXc&M$lK}d<g@y.(R>8vG8V:Oo@d+5Rxp[1<&Yjh:!v8)PPwF9yjfxhp-mGthPRYNO5zm@mo]3Cews!B*f^%iOY?i=<3H=/d:DiH(Wv}E+kObWX!VYr?<{mPG^mjT$A#+Rh[vmo^(k(3h4At]QPcz*01m*}Xs<?tKE3t.}n<YpR/&{pDy.8Sgt&0r", medianErrorPercent: 5.25, spread: [0.899, 1.119] }, "bf16 power-law generic-kernel": { rows: 360, coefficients: [0.1829, 0.6275, 3.671], surface: "288:OT5I:*-N2UXP(@)OB/[u%1i0juixEK0=h!r?OHsIUnvNWKC91F3&s*9or?Q)Q8y5.5l-}-B6crJ/dUEP!dOiMw?EX7Ip56FJ+q[+eK-){6K}Hd?hZr=/=0jyw%+bT&gDAkiCBFHJ=ea9u>ef:t#7n)*9m{:syW&]89tf(/>ZJZ8[Vy6h#9dl:0Guwww7TI<X/qth:xH@h1w<K!A}Q{ohLzkxkU{R2d(!}iFG.=V4NH]K@iQ5.]u]r3XKpNDAcfCfRb*PpQ&.U3E:$#wkW4KaTyArOJADYPecwq)*/(dMn&w^:zCZLVZ/RBcMVUkM*&O:OP{KfrCMB+No8HK-k}gq<gtsUI*OtlOM^QCjG:P!YKwKrbX}F+T00+=KQbDrNq?laZpnLV&%iPyu}AAm(0&L#vR?^+FGu)t(pprywAW[%4wLoVb-@eC?ekUxk$Ob8Oi@*Wu#YYz-G+8qD</d1O!iD6hm}Y&h$1z(Av}IEND<n7*F[4?8!QPHR9a*$mkZSHK3l-JlI)SiH-OJjRyio:).GrF>y/0[e=mPSt4845mgka%dVmM8!1/+.)g:c8^gJ57u?4V?{kbBm9{1LX9GLE!WSZ*QF#wR=q1]6d<[Nja?yyRli#n8+qU-7l&3).3CdxiB[qN5Xd^6.&C@<jlcW@1&4OBfeB^t(p]Ln(i[uvhI8DBSU^6a{ghkeh<SQl^WMvmk@sV0gV&EP>=CV@Kvly#Yf)W=[ZdK-0Lj}dMC{2QjB&oFa&pSH2WnUqA5.YJrn&.[/Y+(X[!cQQ&.{!9^[>4rST7?u$xTvN0c&.}G6U3BGDR0@zjbr@n{AS1P@^OWG26[L?cTydqSD8cvI<>s*)L${o=:zo>T-[v^1i0JYXLJ{@>U-D[}UeP6T>Ci^.Au<.1.-NmS6%7eEU=:UGJ9ULK9+]7*I$Jy^2{ch@R$1f<x.N#&Y$QcJYTVHI]A+4gz(AYO@@J", medianErrorPercent: 4.31, spread: [0.915, 1.097], over: "bf16 power-law" }, "fp4 balanced": { rows: 2318, coefficients: [0.3113, 0.7927, 1.851], surface: "288:BYBuq<2vC)c0r*]9mj-=-(d#khJqMpCR+PtRN[<-6t1(CKT1]s}sW@r{rQklE/5])kjygg-9]WN2F3co{XKvQ>H%C<ut?ZmZPRW>uh1?k16QRd?sNKWhmJz&O>VvH^C@#-<LK(WsOIbl]qM3!ti@TOXOQ@<[6%*zo%ynf*TXd(y8=<O=}OPG]1apkdx}${WW2A3MFaba}N10qdW)*@UlBSx*6s^iEqIdw@)P-3ExgmHjV$DU]w#H/%2!tHC$#K%qh5{Plwiy25(4>mnH./$&!NZ@GZBc#zT5MYwqWN-Vp8U[:u?C]@t(He.7Sl:4Zp^nD$4}Zd>GG6@LFV8?$=*3Zyk[Z=*R#d][MxQWeXO<jM3@1GOh0DC1*m1I/ofUydVM^Cz87}eAwHV}Nem:Tv+lEFUq&^=?)/d{UpcV/Mjop7z<+Gno*9>+?f$kSw1cjSnV.Dh#*}AQVWTwl!XA+em#azQx]qGn?SGD-MN&X]6lBSdiPR(Z@t/Vp&L6?Hf&CwY*:YTP:zx/6hg^<o55QWdMH/}?+EZa27#pOp!9+eEu#3x6j2!9W#LYUqJ/cOy#AD.@cl>POwS[VCo56?{v)}gq+753rX([zJ3?c/y+kT!OgqG^jfWKqu6:<P1rl#F?:4TPyoHCJTs[#fRen&OY3)d>(0#FbM}b]TBSlS8<JIq}26mr>s[V2wt&n(jp.G=mN5#gTlS.u>e0SGXe8j)!>jG4cyslvvP9=LLT/+shTn(S3uF2^62*@C+=z=uqy45Xmp^4r.{Z+LbD&)*y7t2Z4VT#:=.c!RFJtLUsJ6?ov6p8chKUGX(JMPbPFKIy7=Oe-UMYAYeei13csgaZf/+}*?-XVwl!x/mfm%bp[g8eGK1LUK1XjsVSkE}%c)yx1U5J}[/!QR%kBw3b)YfhMK6&T#tdQv7jLoQZlF]1<a6*YF3KntR/D*P4F/=n6E6!uX1BQeu!vQ9x3IeLSn=%[sB:@{vR.RN}7[hWHbH7*@&wyLW!Enrm5biDl>tO@o++iP>64DIj{MksDCBtLxEnh:H>frXmLp7V(I^&$9kJhW$:J)E>rbQM+]jrN-8z^x6CiPc#+-J?Dc18-RLR}ivF:Uk//5:/D8W-hbZu-og{UOFvZl-+J70H/:qOyyp@bke/Gf{R*%+YY@+5C^A0sd))@((LO*4Ni{mulsS+Ak=**+b<BtVu(CcT).2zZ7xb=7-#&A@p{<", medianErrorPercent: 4.13, spread: [0.911, 1.099] }, "fp4 balanced generic-kernel": { rows: 300, coefficients: [0.8, 0.4013, 2.896], surface: "288:OMju-*B%3sfuHSTcI^W>(S:qnbUZwdy!k]01Rjh#g$bhWVM>@yG23x)>}SU+./eFief1XNbNP(E3n?v(MQuPb:^))J<[a1/>LaOb>qU{-D>Gst^3ga}<J>>f{}&@Xm5NH+=-X=YZR]93S@oJ2GWRgt}P:uL+J?Z>0^}RS}1l=WkC}-+QVHNiUN^d]{zE3y&j<?)Z2HiJ?[^4>o.LyKec2Gh[di]}+3:H+u)]3TgA1+Eb8+tv.%hR6JT<TR4=H10sK/<p0FIkjk)+r6@qUXzD31d4D^y+fN9vy^yJ!4/3LQtyu}7.FK&Hz5e?so[V+yfk?%/}4]?n9rPc$!-+Y=PCFDJ08Zz=2ZTd0bI=igbJ!{4MK!$(!4UWO-iwY)bsFi-TP^SWszUb>aP-EDYE<I1&3-P2v-fuMh^z&:2WmDsA@m([0?Z^dgJ*WFPsTb@!t60R0j=0R/tMn?$U4z0pa1Sssip^VJu(a#4QOc^bKxaj6zYq1*L}xI?o).]G%6z#M</t9Y^=@@XGo3h8z<S<Fh[kOHHZoVa=}m^c.{:@kPTJU(lqVPs<W(iMnx9#L>tag%y.]TDoQiH=y{)UCO}(bq%86-jYrQ8)E16784Z>&N1DritC^7m*)6<U<2&jV$*t0Kcrfz2)51B]h]3VeJ*/ias?SYB:D4UJHGFCil}+yxR0}3pk3*%Qb9eVU6}6(-B(yb6Wxj^VJ0-0R<A=]lI66l(tznPW7$SyUw-o]]R4JxhAbi=hy3jo(dqNz>XeI[@:l3Y=Wj+nxF>O].L-s)MnuFQ6.yRRERQ}2RR?]E$+WWWWYT7jETr[E/*lyZoQVxp[t?{]iLNSr+9dJw+Nq<Z7odu>!b2bX@/}:Fh!Aw/!ApNU&?)tk#zP4nU4lgwS(t224Fk+iptHniPBZ4-bdxtNagF6TiK=426lh.@>EiA##:#Q0PoF^rpRot2mDW9Fno&ENS(Q4AVyZ+u2b%E<G4:>cO.8Y$XB1)j^t->ImW*{n!pDHe?3caxK/h67k1g1e45*+-gBZKv<M$Jn?kVWf6!Lc?RNGA%B#Sz8YZl!)ky/HqKxbfc0DGvZM./Fb)3agQR?*Tns[-^S^Zjg<p3n>[0N70r", medianErrorPercent: 8.13, spread: [0.82, 1.153], over: "fp4 balanced" }, "fp4 balanced grouped-router": { rows: 210, coefficients: [0.8, 0.7468, 2.67], surface: "288:Rb-CtQa^0Ik)rGQj[FW}XI6lb^D<Q7Q]nSLcDuyR*CVQQ37M$z]rbJDPsK6]F1%^5cwhg!fU7u$WUhng9}[#Co{*-@]jE+iU7^h89$Ze*S26SfbmanJ@b[v+Pv=%mz[b@H+x%:L}kClvgfeDsSTM4}B6Enq8n**Rn4utq<Nvc#@I%UG0*y&L03Hu50>NNMX%4$&1!2YPvv}iNPNwL(:o4fF5SnD&>V.U:biuS3jyEbp?!9n9Sj^AQ[uj%^h0]4D54!tqm^$(D!%%a#lY<FVSEM6AZr=uVX8wszVQubqrqm#O}[e[UD[}a)&]89Aed0zQkq+wtvQ)(h[k=(Sl]AUVBxWk1b4z#eg.j?7X-Qt&K-}NHcBF7^vIk[&3N3KxKInLbqT#<#VQ:+-)IEkoA0C0}c)k%qA863XuRYa=1aP:6BTX9<d4ql1RLS>{RT<%uuY7Uy&]Gy1VFqh=hy<Wcn@@)vGd]gt!uNK5uR27hc?{O@J6m1tpn5a?nTVB=<%YZZ@[cRqkJgbGj6d5s=nio*!hM4txZc@gdW}&X)V%:g(A8<k})x2wlgn5d>itvDMLzAne{gxRzO/p8yRoW<MeK?4v6S.4L$bj@YqI-IZytcY.64Ie*{Pu)p!ZR}P(z]j!jb=pLjkd&yv%ls4Q2{B<FgY>{)N6yO0?GeK/qE>eH1Me^Q*@S!IPLodoVkT3aX/vGW*ry*}.8Fk7GyA6=(5Wt$z}jv?B9WGLULN.Ml?zYPU1#BahYj/?=W/US5GEv-/4RRHF", medianErrorPercent: 7.95, spread: [0.88, 1.15], over: "fp4 balanced" }, "fp4 power-law": { rows: 2416, coefficients: [0.2527, 0.728, 1.58], surface: "288:BYw:h<2dqG.9-x?WKLIS@$u^k8scBoBw[vyYoQ:[MpcrE=]s0F-]U5CTE(cRhQufB>bHqrw(t8JW6@%bF8ov1yS9JWzjc.K@*-nV<w<z:y0Ka#VAuT<u37ww{C>s6VTyLQAv#wLX4q0MBR@=<{g*)HRFxk6>Lz]GBf^({VEJ}DBZxacUGGB^}GH1lO6@$vCzJ<jy$V%eo5iaxR5/bJO=OU$M#n%FDcOUoyPj(yHKs/6j(^{e]Hd]?>P>D?KS-S-1>4Px{O-N&Bhrh&lo3dlaBsLP-OJo%BI{muDj.T#IO[$ko38dn<02reoHkze0ERG1XSi3nFcpcEZ=K^RR5(?g1fJTDEzxqO>IO&L2#XlN@B%YVNSA@#grn(Kib%NPh(BN(p]is=ENinNAM3=(.x*ymf)Q&s)DDHO&4F6xWRH]29$ibQAdTMi[hJh=1j<Z=BOW${:LQ!5T]1bM5NU6E)HRv*C]+I^hgt2mz6#:a407{YskKaH4G#w!.nVI(7-p*ti:tnwh%/qrbl-V#GD5q82Hbs8^PGBKG0@TlNnR*?}Cus3X@0dNrG0!R^BYO[GF5C&Se18ozHJp#K#C?(FFsG7QD?-W=8tRB9QJsnu-l5bG7vkIvlOvTb#BR-Ow2hPB3q>{BaXNytC}rRi?Mj<RSKMO{8Hr@lD^V-t[U5&j{Vlnk0LcJThTL+!.gevFik?S4v@jSrf{aQeaIrngmA0<b[#SEibBkZ8+H]v.&VglzLLYt.oVmJusrw@EmcUTf9dZcTn6SgC6QvKznR@Jt*u3A3[+Xuv9>X<9?!dj}8+vrL.%:5Wji4{Ckm6%wOu*+ZX0l=]I0R}Yg$Kru=AiB2YltKuEW}ANly(WOp2^!l-=vv>rfWWXx%/bzE*)Tfy8{B[rmUzB4FWrBvO9H(X:s]9m&4#Mm&0So<hCJIxK0A8iSke5N$km*.5v7-aPGnnnCZ^[mJNHsNGGVT/1{bmJ&>vD[.xkCda*]x+/YW]{eDq8=E3$&7y/CVS:Mlx}4XD)X+{!h7F-kAq]{z0F.l#FMSiVOsAJWiJ&Yf(#v=8N%B5@eVWYUbpN#i.lG*L+KVcPArI{!{4&mum{3SELO=F{-9{=b9LcWXC53Iq50b=LM&i^7kv=K1)o<7(&r?UJBi=?q4GfS^r#t443[4jA+QibkuA&f^pGFNMH*G!RjZHbS4DTb{1@3tV5ET:iM:AK9xHBH)K9am?h$4Y](nJ*^h.B>gRx.opX6kA+EFX^3BY>F5N4BP*M7qIKzJ9A>/!F0(/Yjv.cdt)EU}lIZB#hIwkIV=Np!GTU]MQ>&@>!#L])njNMKpMhY![NBMg6jO(@Sv[@@J", medianErrorPercent: 5.11, spread: [0.917, 1.109] }, "fp4 power-law generic-kernel": { rows: 300, coefficients: [0.8, 0.3479, 1.946], surface: "288:G{yt]*EqQaiG2ibB-J}Bk^g4-z}px[cN<7Ry!lA[k91X)hJ!FlJtr1<PfGsPyN[+BW7TW0QCVhvnrzS}]2)Vua1XMgfqE/B<An#GDGF3jRG.)cH-A#U4<gJJ)8mlsRII{mq#MDaNCH}4{wUEzfb0&H6yr:[rKl:3EvA$hD8]zv2]&?ss!(Nlph$l3J4KvG@^OBGpiAQ!m1m:k4:U0V(fCXOa(zT:qIdSlyy6n)JFIH6B95Hm3@L>I=GwpVxg!xKQ7EJDS%fr7Ny=Rjm5@PtQ9=Na/CFm?P[TNVdekl]nlCR:G)w^!.(n6%NV00Nco:A8gbm:pj:}x$Fa+lu3(h.Olt8tVrpmT+v=YLNsJ7$/1/$4K)1ryW]KLiYC/op5jGnOFkalNC>Ymm#*PRO+U%Fptx1{h54K)(hwtexpiM6RGE4xGQ+c7AJdp8N0(hp%Yml-eUXp!K-xvBjey(]Bhi++qW5xbfRy)8bcJ*bZI70QqySeWUFLSswQ9H$%!5mNvW.$$7nOjS1wGpDZ@p=4[^o.9M.lgmsXEiQl9<i)M.mT(GbPg/>Yh(!VU}f{-a517p+2U@<frzfB3wCcG!zPwsp?wy{DrQGh6b29qOm6$z)OIz:FYiD<SUB3co5(Av$b4%OsZn9kV9o6QG/]XjJAT1(@yYMAZ?IW=G+khA>@cLo5xFiOSyyAF1FNvVE:cH/E*:=mkN-B8-)&#Gv[}j@[0]XiLS:11&V/u9%n3iMY)@&-qlN8(7!NzNp!Imr@z/BXG-0uG4k!uZ1xV#c!78rY@&m{w(7ce{H{cbE>i{8>&BfDJ*[&/2tUwzjj>I9uy.f.l-X-LcKwKMbN62Hn?e}8/+??eNintATJF6}*SjL!7$FseN$&8?M+fsYorLET.Zw/s$.4KaFkRH!%XvbS8f=3qlFw?8o.[KZ<*opmbY]H8UmQITQ(hHUC%lotg2iSgbkRn+$vDmJIQ<nuKOj2LT=gK#xc]8}jalC5&B+=rRI9{T@4-vF&$@UshHAR=Sc.OV8AyE3!yU&sXWJHn1F-1A9fO<qg!U<YK7jar^*K8ZUjo!J!&GvZ+yA.6QQQp>}?r9UsvLlfB@E={c=x>PT]Iq.>3.Y^W&a8Xy^9^--Ob-X<^weTNQ8LxG*8C/+[ibVB7EX+k5U3p>$kEUgg>ZJ*", medianErrorPercent: 6.08, spread: [0.826, 1.144], over: "fp4 power-law" }, "fp4 power-law grouped-router": { rows: 210, coefficients: [0.8, 0.7149, 2.099], surface: "288:L#S-W.YPw{aTzf0WeZfInT3PF1zmmOQ[NDJk&%=.D@8:sQ>c=yvxAEukGh620y(<:TD+A$x(e-@lZGW%lv[&Hm&JK+Btc8H&gxF>&Ofs8@y4KZ1aj-0u=v/OU>?nzLIv.8vi3oKjl6F/3Ypt)&c][NwTwIp3x^]UFJVn)HNkmf*OK876KuJ6^#[#k=x>1zZDouFyd]C-lSmScv&5Z>jrFjl])@C<<Q=.{0J51-czAv)FtW=V7g)0Ryc>4lZQw+Ig9*RTGV11CDrt3xKG]cnIOQJ}dajtoI:<:FUztrg!It^>yUy}yciVzXVwXy>5r+zdM]<d(.:I#SE@iAl&<]HUgoEy#n2HajG*5zxC{s0uXv+QF08.$&GJ-!IG?}:2<RL7<?w&K&!o}boj/WnyH]Xoy.C0{5/L)@fZKNfUHK(Tl&Z^]/OURtE3O{]n:4xN]DQ>UGJ+-?+nJCAY&.$TLomi)K2rdTnbPV=[Xy6Fu4FWElZd!WHyS+hEh!(z81LoIGA3+j/(+$)Z*c-Z/f=z(8f!pPScgt9H::J]q&(V2$SU+HPO$c*GW4}Hn1Fi}!QRJs9J[rcWMydEjOBpEPE<y#5.6yT*@R=(NE}!ADp.Dtdp05<@=*8c>[galn7KgbM{tFlXR]O/t", medianErrorPercent: 4.41, spread: [0.937, 1.071], over: "fp4 power-law" }, "fp8 balanced": { rows: 2061, coefficients: [0.3079, 0.8078, 1.826], surface: "288:En#nM*Al[s0]4O3Z5J.5zeoq-Cleyo)z^:[y=I5u}qTQ0IKMk5x(L{xU$u<LX.q4{.aJxAplx+U&$hfgV#&UDA-y(orx%sb<9aUcss!arzF66X:[]#L@:x2@]@Q7bZ)49g5Zrf:}e2pT(SgI2?m6.9iC*n[zZL21HH3vbFnV[1(Iy{}r}N(H?kXcr.c.ZP{+=oQRsPfp8#7rG@LCF59Sc@QqAFmCdPW)]bg?/KjN%bRv*G/L5ZM0E=>E0I(u}}Uh@Yl=Lk%[%pLgj6bL2qR})]2KaP$sy(ll@x7s$^nuL+x>!))R0Xd28fPkKe]nY2[pcx*WCE4NMDXL{Hpe7Eyp}/g9v7-bID0kyIp-y:>TQq){+1h<]i!UZiYp!R(n[hDW^lh&==u/MSw?:>AS@WX{(q!Z+sbg5Ls[EtV3%aQ/K&@RAOJEm^KmMRDq8{F!vk=))#k]C%GNzr@NXc^QovaI{]4<w>r:/7KQZTsz&2V7)ke]!#/yz<z({Q?}A=B{/*IGH=H/kVKWMwx$.*W8JUA]#xUQyy?VTItE:A+E5xM{NpH9yXZ?lozG]lfDP>8%?kxZwhW$R6d$vbet)CG$$RPNx+fQvo]#F)X8/RrRU(3Brqfr-r3+>v9g?c!hg<%ryp{[xh<fm>A4C2FRTBb-ANvlJ7D[?OIg?=L!Z{VUo={xewVV$.d%p#m/#x2A-U0TFJ0=Alx6UH]9(Rhjy/pCJHiB+2RvlfV1WcfM#+1YtV1VpgjPT-c1lIAvk2*bu@T@#b(Z&l}f)I<8R{bHU>)L#}2Jv(L]2.wOJ%nCRKn+R*rlCnJDfth)7+t<MCkJRjaqam{&FW4:Z->$.Ax8RW3AW]16[m3Q1?0CG.0.h[!(V{b$8N=E$V21ln-GbGGb^oc$UXE5[I9O9+MD+s@k/MhE!T+i4nk:P&IZfiYu[sALfd1%0CrYEfeunkR*jK>Ty@L{b60Uah9GCB>Yaab#Q[Qf7NX1V!QS-J:tG%yMVP@{ws<<1C7SWR9i1.uq]db0{a7pku4Z=a1I+d9>Wt(s73Fg/YfVx}g^KvNJQ/9)EHm&-!Pce34h.6EvX]X2j?c2%m2ix3&.<", medianErrorPercent: 4.48, spread: [0.921, 1.122] }, "fp8 balanced generic-kernel": { rows: 180, coefficients: [0.8, 0.4695, 3.207], surface: "288:Rb^RqGFiW+m0(xv%6KKLL5}H)5]hdFRGQtwn}sZeM40q?guAi^KTu/5A+-E-J+vqsqE@B:H(n]izC#:g^h!<gY*AN?M>bYd7ru:ER=B622an]%Ua)2%S.DajR^F<7>^NiXoZM7V9/fL9@sX-aZd^/wqxRE.My&)Tujv.e0>Yp13Vl0On5shly[.coU2{[&YJU]bJ)i0>?4[b={IY-x4SpUncV)xdD39]YatC1oJDaM7IX%WnHQcnFw+{lOzJte}-ij^RkbbjU($c6Vw4))Bm&@Mx3M0$pi(%-L8!iqyRj*?Er]x87}NZv{s0TYKg)D>B2cq!?z5<4spNdh&+.8byl@h?!Amg4:jzdv+71I:hO:j5o797G@7=M8/tvC-?qB@<LB.(?)ino-xOLUlPBq#Sx[aAd4@Okdl&t.vbgIt=3Oyb=sj=eO]Hwj?wp73q3bbKxS&#6Z]]v&3m/Hd)5IyYDk1j}[r2)hHbh0Bgb&DHL(a2qNZ[&:5&{3=!PgiU.rNxsIGDQHgG&-qKWIpf./gJBmbsLOVez13mTPcXBL@2TjAE&yxo<3?hPj!GaU)6TD2H$I{5x0unJKXF&x=&B2b![B3P95J-Yqkz.0b+eI0zpjWaSHef?4yf>v9H]u2Ct:aKUVJGM-JSc!rZMYV9a>=^*SjHU(QHr5)Fm5$Z!X>dJ2nMYU)HX)i=ku?!Cmwj.0DM35rUnV0v!l16-8?3i)xL43@Kz26BjFkQ<]WGt<R<<EG2q9L]/", medianErrorPercent: 4.49, spread: [0.872, 1.057], over: "fp8 balanced" }, "fp8 power-law": { rows: 2058, coefficients: [0.2494, 0.7547, 1.571], surface: "288:M6HQ1*CPE]k#JR7SxoIt@u5un/PJ-/ae)dJ>hY4[B0Wl!-bVeJPgZ.&2BKTQ7t[=^Ok:Gir6WB/+U{5Rf8:%@1N6t<}Kws(VH+RM{%7(mc+nEssFPG<)!l=&<uxT1R={&1Iy}tBqUTGr-h{LCdWUwcrqKX*wxqf%2Tsl[cW@iGF11{jXG6T6LVS!&{#Mrl@?ACHqqwFE2xkw)w$5xK@iC[b]wi)DQ$ubxYC4]:?r<3RGM2)8C5&!(Wi2Q94?=Dq{]Uioz11j?Y/u5iY<[rQ06Jc[u?w=a8}IFRE@ZLOv!@AT5zyTczi)X@T#.rT77F1f92=/0A%ca?-}]$%=k.klPAI&jJ%JZ8maErgcTM/V*pN%j:.h*YP=Zns+($A]u{e.UJ8RK6s77)6]UBjqn=kv!mLC]pGS@BcU^5lZ{rMzHy[q9<:eOU-Mr#nMI9nsHJZ3)GJxO#8B+OA8N<xL=:UOh>LxRc<EvV{x&[P%hVz7lFhqbQEkQxi3^=rnWGhlXswW@nEuPcK%R9p2o(Lr?hmf=yt!>4H(%cIZ>CLdj3Jd@p$osKerCLBpuj4LHG/&wGV)kspD6p1AY/97c/<hJ=dzUmJG<$cRx{uMQkcjQ$XyfA}5qLN#3*f0%xVoiy@rPVv[w/jbja$VRSW=::1wc@Ht&-({Jm^1.h7b7fNfcE-pB=*q.k>zYrEdCGl>PUFe/p-h#i4g4yJqIsB6oaP>n]68}ZPEjNl+$hp=iW#XN(N{Izo2#DSAAM(HmOv^*YRGCxCz{V4.hdln$][9JMG*.^@wg4{DO$]{4P}$H?Hp^7fn(yDH!Hyrtg7JH=9T>]tq9wuAxM]t0>8qxJ[wG%73%^a%UlrvO!hhYumEE7&eU-Ojr(+fPh[]Tf]%Rt}.$p>nrofot(<K!R>!)[!%zb*bZL/H4zac:H$rn2DHCt[*9zLbq{or!5Pf5VZfcf<^..{a}1&Y?UvO1X[htX]/LqiDsh.vI(:Xx</Nos8zN2{Xal(ZHaTFOGeB7AtZE$<FtSTIFAmXMoLRPaCj.}5F45{#HhU!tfkC26VC:CXoDnu{F3S>1c:@W)3O@w#*j.^=yAMPI9M:Ti*QPe%xAVvnu+pIS>dx{1B9FkL{D@ZL.*^Q!&9gc40/9bi.gyK0*U!14g[y=>4DmfxY0&hKMm:vhmfzg8pWNlQnZ)KnV2pzB@2&mJbXGsg>mphtuNJ+YFW7MH5iz.yE17tIZQX*?@qC)M0@", medianErrorPercent: 5.61, spread: [0.911, 1.111] }, "fp8 power-law generic-kernel": { rows: 180, coefficients: [0.8, 0.4261, 2.985], surface: "288:JG]AB*Am4}1^fRPy5!i6DRLLNG5fU4b5OrtH*^WSw7U7:jz9=ND7109&HzZVhc:IRE7vKut9[u7uZU&<W}&(.UY>iAM=Vv@w[e%Nh@)bKj:{([Oy#M/{>v$G4{3wH=!Kk^V+igk53B4G}Bt?}alyX4Ktfg9{FtmhTM}XA:uEOM-EKOOLp}j-E{jpY[1rC(tLGWjP>xmPB/OSJQi9{p->h>i].enEQ/w)JsPe4H%cNkM!3j2#36gC:u$7sd67<Ye.)Bubp!&#{B8W)0Kx]Znq$wAjVackeI&z!^&^9BbQbbF!X#[d9l{2Z-P+<Gn{wKgO4DMPb63BKSSYFP?FZQCeM5j4/:?{+x!voDSB@2rqV3/O{bS#rX9nS<1xfg4xMG1kXqqDq)*Xs4YJ>DSv)TS1pDdd1&<.ksv+c=!@s9b?:<Zq5-eT4$^EB!0UyTogFVqa#f^*n$b^iV.z^iGZWOR%Jsy.RfOQQ5*vk2t#pTe2dRr)cGj2^eB>Bo#D4LWxM[vPjdnx*1qlfzeFhXMt3A:c5CLUDbc<i$O=nx1b+N)-kEvau>#yZs{*vGiO7UX8b)c2Ajd9?*Ye(71/)j[-(8{bybij-K#TYQmRxn{+gdfVhZwm&Y31T+{4SXt<pukV3eLa*QrwB@YAr*C)(gHNlBNfeT-=#]k40@us=l$xq(X>@FA+dLis7OBHqtE(HX#T==P5xeb5T8B=-@TEP%lrU6y8DjaQ37:50EkknGZHBB7bou*pH/aBwKJM7gRzfJuW0sD]nWOz)mPkb%*D]GivEq7Y!DV#e(Jm<gG?&D-0S[97/tD3Zc3u*)9}?ZssDr(me*W7fg%^79}ZPuB@$@@J", medianErrorPercent: 5.17, spread: [0.894, 1.059], over: "fp8 power-law" }, "fp8-block balanced": { rows: 2625, coefficients: [0.1357, 0.7608, 3.448], surface: "288:En#b&N(y#C!}0*hD?NF7fQ{[c/{Q5(pd.CAfM]hT[6}JerV!eM[-vJ7UF/34)A*q7q&Z/k+]E](8Q/xDN>u+[R5HSGh/XfztID3-KfLfxI8lFlW5DU{pEv55?.2l9=N[qh*y#)e:jcgtsjHtJ:0)H6^Q<AW7VWENn7zK::Li7WHQXBioYE9q+/R^$w?%{@8ohCb=dKw{mXCIE<h9-zjJ0%2Um{*s{(CyspY4B4keS5-5b}GT[YfcMB9%zmE(Sj4Sy7u1rl*e$HZ?T=CT8JHfh+:[{4nv*ArWt%*0V?7[kXA=f}7KV7axnq4q-@^2X}pq3M(E5T5x2AE8Cj}q3v)KnDFtp0{B.Pv$#h:{jPR19<rRdU0>^]t>zf6jfA@dc.2lF52=)PsQJ!WQRFf1}GxY<(KG2J?ywzJXzO.Dwz!H%.5E51I-Y1@1e@9QP)/>yvfmzASLKwZ*R@D/a9^T&w+bua1>Oe?+[EoRtZ>W/Y*Ghde:=C3FYn8/?xMeEg9zgrVXsT}(^vcO9QL}K<e+X}mSFS:5Fk*QEFzQEy7-GarHQ<<Sg!wuB[w.I9@EL)<Ap<<2}.nw3A7*f0EX*bVI>h7q6*]z</ku&r<LqJ0*L!TVA)uDKY2<6UV3):y*gzNq+[%[PfuI^)g:NV:Ltjm.y@(YB4crJ]BJJE^pZ{#w4<><G=+>i:Z}DOSF{Cu!z%e4h9^NIs&ZwxQDd%ZguV.5M34LDVf:23s^6O:d>}F-tPg&oN(a20ShFA]9C&+6y(2Le&uBZ:OQcyo+61!AR.WscD2*]Fjf3JCndDBh)IxLw!Cumu1xXGNOA*wukJOnd?uD:)8:-04RlxjYj(g5TwHR2B.B]3O-g:f2oiTUJkRrz}*lYa}X$3/+Ovzj#&&si}**zf9!voXB*rdpOtVQzswQr+b}:.A]+gxzwfZCP#a7(oLaKucaWuf-w0RWUWcx6:}LB3ZEdw!.@YCD-Go9=!#8m}Hm?vA%*nNy:7*@ttRv?bRl}gKugUX9>]paFe>%2KqL>tHg8gIX2[VmqJ@AE$6y?jnZLs5A?^/?>O]*8D8gK6cEp-.V3H19HsVrN9J$@C=8DKBROC<hZ:mVBpZ3q&kY9V&g.1e0#76aHTCazQpk*UL@.?T{s5K}BYIV593F<Wdo<bgML9i5B99S]56rd[#}*0zpe9BH.o1%:.5vh}rjKhP7S!tipbpUo#23OH{67Q=+:RC^-m(IPq3*s}i#5&H501(4/", medianErrorPercent: 5.28, spread: [0.892, 1.126] }, "fp8-block balanced grouped-router": { rows: 195, coefficients: [0.0964, 0.774, 5.027], surface: "288:L#S:9N>Lnnab0)/WawT:@%7TmpoQEA3!O+X0tZA2S/dj(/rR=HGX^rsx<*[uElO^3?)R/CXO/<kGCRTP<*p!L[Qt^4j8oQ}FLS!{ZsBvVw4[>uq?+AsacAyPEN8OyU9(>98$vULeBlZS@<Orb{OLl6:RHEgMe.v)cBfZ8qdxZ<lJzy7&G%pOA]b-?-F0]dedyfq&XsBsfs7c&Vn*zx.+=hdLcQQ.-qi3S94P=lLW{AACsx]jxq%MYC<oY+aAlmW1D]M%cdmTGTo2Y4&Gg}-+wmrO+1B]At-hlBgEx@3b)SS*U}DH&uGA(@10f}!r>XfSFmr5kQ=MK04?mqF2tK]+oNBTok]m<c*c/hSz65podrUMqQebY]-Fo@$Wr3)l}X.[LNw3cioj(+>C*JBE!XXrJ3>zGON@6T7n^*Ykvo=<6dOzDnz&bBc/e4siNb9.pZY)1v5%BMu{M@vPf5EIXN@GT+Uv*OkR*7dpgMYxqZmM$vqd/z^u:g5%91qHNtSo^#N/ks<v[7KVT=)!/gN#B{5O&PrmqzKfbGL%sU{d)0SnO.*^pyoj>gpW0w5[L*Y#WHW^)8?bhaP+U3NRn>{Qz{0udkL-*iWbQc4k$X]UOd2zNDjIF5SMayAQhw*V{R!uJu[(>mp8szfxD<^8B=Pqqw8nuus(P)7uL<Mby*:>S{bZy3!xHuNqz4(XOcT3uO}JxV6N-3:quAE()YgXzkPM2JF92UjidjY.}{", medianErrorPercent: 7.49, spread: [0.898, 1.164], over: "fp8-block balanced" }, "fp8-block power-law": { rows: 2625, coefficients: [0.1132, 0.631, 2.877], surface: "288:B^v(c<2drm.9%Q3Wlr0/%nP*8pgtOSwjZ3Lk$JaVgO:215^T98.>IKdDPKBKkaK]E=m#h}.yt4jR6o)$JL5SrQ<910=Qf??l*Mh)I].bKt/]81/}.%fStvM-:&v03}=I>FP5Y5F<891Wgr6-}Q>f.U*CMK+Y#S=siCaEtn13Is]SGXNf#[(-52MtA(QJ>1yJ/U4Qh]RY(NqG-CkD18m@kH0lh}QFUj{@z>=kXKXSp^%^hQH!]HFLKsZNSQuM^]sTxlITxC.q?hF*2j?uN*go!Wqk(BIll1I?5uT-p/p8y3iLr^mLPwI<-%.Giq3j=dS/Us3Bhc1bY5?[2[o(o?PWVUdE!Zr-W4.]%qaC*!j&S#KhsNn{!bY?<$7(>U9pwNa*foNbvz80!ZEr.tU+X:8v9jWP[NBvt/G!rxJn:kuCMo9*S]f-6/+C<Hw97U2sDHeP9D)5qY(DB*00h5$o(]C>:T@$WUcRxh8b[UoXqD#S3B=-+VzrlVlF*[>JpY3LSRU5OqW-0pE-3rcs^-]!RM%3Ij6l99=.v98qfc8K2f2Zm-Ds:Rc@)vI^0f/B@@/%)a&p/Chg/j%OjLKco#VCU?ZZnYs>t:NE)fNM?Lra1%7xt]RHkc<U!1=Xwd>fJz:V@I1gjN8?%>61/R:H9}*@8FdaHGZ<*w+zM%T9RGqRg<hGB*NALlY<TlR)}t*:fEZE}s8ZqJ^8q&wz<PQ4Y#:$LhEUFqzK)%WUG$z@i/@uZ/QVnECGutvxnOr4fv11aLX9ao@ycOykj0NKK+A7]c+fWqSvyB+j:j2Wk}$#6a/CDy+pftI>q{WYMB^!@Fl(B]!Rgv[:a@DYQw>Ez+sS!b<cQ@oo%ztv!97.E>PNIj+.*lr)Z]@zHq}HhE26MN<!NO9ke?NB@Kh}LwLdrmJlHjhAJwzr*3j!(yMZHgpQvG^[SULczF!yFw2khAut62JNt7SQS#5^LJ9pee?nPqvOs>.5)suCQKQ$P6wRA{k0?L9?u#T6=M<oIwmg9!+DbFgP8+2WA&8R-rB*cED:FBXncx)+H0=9nEep^!MzMx%vRZy*G%aNj2JV2itIoI<VO/k^]+XB4l+^!AOD9.tAun*qxk9F5^56s#:MAxdpk!ji?$sGE8:zPbm(h>1fpTw-C[zLyWzwC&>q8pm}p.Q^4{]B[g9Hrz.y<>Ks&6tO9zDvsIK+&)W{Yht:2@w}G2Q8)E&IZ/g<ckSxDC)AbK-!XB8b+!kB7:v0<is]tcQ.9%8LZWbMx(hW76DF0TQ/%[YI+^*0pT:p5:Q+PzE=r}T]j8V&o$", medianErrorPercent: 5.6, spread: [0.906, 1.129] }, "fp8-block power-law grouped-router": { rows: 195, coefficients: [0.1004, 0.6584, 3.697], surface: "288:Rb-BO.YPvZo6nk#@@n49OnxZ16h0M3p34ryly{b%}sz2oP1RR0O+oT%}6j1Ers@>u@E}u](eh/yvu6NX=Z8Wl&Zgy)hbMsTopjH*)8BRl1*^F?f90d92kSMydUJLGG=*doZDgjOCZ$N/i2Wh1&+f>1<TAV<!=^rCz!Tm$%bENmF>O]YGR6n5LqBZ&YY7bV[f{@^eBHcI@IHo6m2eE#XINQGO)P3k-d[{v{vwR/5DDs%Ehk^Y4D#R&[w2AX68SwnzzlYn&#Fb2-hw*8+9Jah5Ra8JZEpVOF%^e^KNX6Jg?JhB3pBR7FcEen+>lxvX3%A{i]Fjfg):?F<*0qGXICV{QiaE3r-!n%6hXfab^E>UI{g8zcPJvOLpGf@Rw?&MeBp4.8-j#>Xl-K4]}IVBSE&X}%amAmoUziB)Oc!Yjj}::qwhEoa6RM5Exifx25o&b6>UBG=5laMm7EU:)>0frQn(iv5@j2.b@SzoWS-XI^[rPx!pq]]=Riv*D[BUct54J:*:vp[hQYCM{#rvT/@UN2WHFXH8opE8Lw8lk1<P7FXCxjk:z<gQITIPzBy9:l(vBs?zA<%(A+1y)J>[Y>QB1W(+l0e/!=c592$vQXgFRTHjzm!(a9N&t16mKS*W9535#)q:.BUpoLrSG0fNJ%", medianErrorPercent: 5.46, spread: [0.913, 1.106], over: "fp8-block power-law" }, "mxfp4-a16 balanced": { rows: 180, coefficients: [0.06766, 0.3524, 8.591], surface: "288:?bRS@..qH-@k#zs%9{jxoD!y(I=ycUvWPPYj!S+^U?[VIK@.3tN1BuTu43Igm&9Jf<eE[}vkmWJWuPaFC.v(T6x:U0gHe2ecDBMPy0s<MwRj5z}gLJXJXuoxKbwbUeacrozQl}E41s%mu?8d]+z/pd8cOv0IW{{/4%&^2MHGUywA]}xe0EqxbA>g)Gek<2R6vwSJY%A37UpCxi>%M.5q&SZU:6mFK9YY5.cai!b8Rc>78I<-k]sp[^)fG}g-=r)}<}n7Z2z+:@V3GZl9M0qQ[cgh3P=PibOZMlOEBzV[m)eA3Ij}$Q+?iC1#<y1od}60Sj}dFOU1&v{2BR1jz5HV27iTtS+i5*vD-nChU%/mSc)m)hci#bI[}ix}c]MICCqMFgUyD+BtvRz*ePf3B*&@UVj3}..5fG5[hSoqtIUOGX[9X5i-=@cvmk&ZQn!4Qj7C+T23o6{Gbke=/dKZ9zns-2>^fom(t70+=<^xzu(%Gy24o0MDB1d^UoVq-W+{0H?Z9Tr6Dg/P2V(A*(z%@gM.9$q%7?Gk", device: { coefficients: [0.07685, 0.4002, 3.448], surface: "288:OT2aN<2drm.iVB<A?9de2w#t*C9tTh+mU)W^8hg7pg[i5Zp3Ns62jVoEF-StCG5r]@)}8^B4KnamtlmE<%-)b/w#td(N:Nx.0^QkEE}%QHM[%97!2H79S7l9:Sblr*cq-y79@X)bd%p#f@o^.<%4*7VdLN-xm+MJUkK@J}jo#r:daJ4X0V.6q<#T9aG5W%es<6c70!BM6btGC1x9zs.<6b8w8UQkX!C%{=ma#l.rlsg(S^r5pW/PRu%!}pT({EoEEKWeI[4FB5RR+wbgO#Pj?&WEBp8J%Yt+=PbV(<P>#8sCa}j?aV0RH/TS1}D4I5v}!<Gf):h(EXmH)TJngCR]2k>-GBZ>EK?jCF5@ztnWJHd==u%RIDK5Ea.+Yt).*PiwBsyEZU=AS7Na6QU{mu1A4Tuxl@m=SrM!o<N>{{y@$dFcPT.2Zu3LG<9[ZD&rgT76zaTMGm2(n=?ZDY41kI^38<eTA1R2uyPiG^S8:&fcm80Xt//mBmrM5j*bdk*z*[DriWVkf>Jg>uSS#?z]5N6ED=.*AWw1v7y6j=b=ObvJjxwjX49eSt=Nc!/^TOXXlH)6zoy3NWNbKJa/A=TgQzp2Ia=Un2[EG^XfnG[xb:z2v1So[N^j2D96Z%+C<<SS^!5L}daAn*Chj*2#}T2Qy*.53oCrWKq4N*Q1F^$+djnWc(ry8L+{gHj6iN>?Sgy4l6B%<RUn^T9kZv/0yzWk!/F5!G>fgkjOS@ajn1X2g&s0^y&ThS0}ep*Jwp>M!EgCyrWZ$1{k4^=vYGQ^KWu(4F(TR]h9pK-@:o[Rk=RNuR1{TPMX[^YkVK8$CgutIjl(3n9tE8PBVdpbP(5MgBH.W/q[e?mAYt8T6i3AuTb4=gW!o6@>$P{J[SK]oSE-z}&/kR?sw+5J0NHRDcSWT5nYZu/*/*Bac7#WerjhO5^8wLCbL{mz:VWb#echY%Ri6}#?kXV3l1zaJa4=3mj{6+#4%o$Zw-G}W>-SHDDvvF6=aT6*ig(s!Ijp<w(V0>AL}P()OHZ$cKh<AC(b#B]YO@0bY>}(i6>Qi@wzD>ym.$]U3/<2BX%O^v*o)%)!cT-}1#R&ies<0cyYvBsbGc>4kng@8VGe9nYZPN.ipqsV@=9=>sdfJRb$eh>!Q@7@[*.o2B/v{IO@bkpa5}*!DY1tHnbR<#?7Ct?=u[=7}R6Ad(U.k.{JG(uiuoxk*HCY/!XIgVh{=GR[nCTeM&v2!@%W{?{<Sw" }, medianErrorPercent: 5.35, spread: [0.854, 1.148], over: "fp8-block balanced" }, "mxfp4-a16 balanced gpt-oss": { rows: 360, coefficients: [0.195, 0.4693, 2.193], surface: "288:OMk5$8ZbR7a9WZ0i@NR6F5:yN=V=5I3ogPyoXTkI36(wJeH}!BO8VtZ-V%r>M[$72bM#aO!]lhj&IS=v7JjLc=!:A-%ejKAdD=o[k3SZlA3QO}oTrX=H>Q+N:+r<!a:/6q&0Nbv9NzmOqibFj=U$Gt{=NF>wGG&{}X&^x72v8RtHL6EEg}#D@dhE@(S4GegP>6B3CTy[4)WOcFJ1MJMA90O/Fpph[d&VeMB[wHh6+Q0ds+q-s@L98[7N+Mt?!XrQ8y1Wypf4J-Y)OLb&gUMjak[+S0BhNMqFSb}9a[G/X]ukIO2i4y.{!@etHbriV!YeAgwA7/z$h3T!hI++6g&Y8v%0pXU5?h@Epcqha5L]ZhkG7OM8{g8^VgI6Yq/C2wHa{)kIbtU^xt8q1!Y^BC$&UoYv7JX859b7nyv.:A?ZSq&F54PYDB=mVafJw-U4^v/1e3if^2RM#ai9=B)OEpOy?xWi[LKe.wZyyMuYDewB/N9+g9uM4j.[>b4x{kW#FcYuF}UoOac3q+p8MLv<fr@46TC5O-wS>=][7sPxq?n=5nUHc{i^je4%E<PXbx{qdX+/6ZsDNrA81a[>?1rviBx9v[g6yd7Hj2CddA.GDd1t4o28Tj!pFD(Yf&>gzO?ToRPU=q3F*j99E=J2-F>R[xng=D?e6!4o:^QIz[&na2/>nXK1OrF$d)575xd6(Pe0)Et*7IL*gA06*c}<!*<gE?OA*ky/l-Z{{cm}dgu*OYau9YGVT!w>UR/Ih}!@N2EVvt[rD89^bBTPu.!@>@W}Cb1B0D]j02sXs81s<HA$}hnX!4SBdt%F4zUUdy9eW(t:&gY=b/7[QZK!%lLf>)s:itZ5D&1*}.nm.N+pDCx<+1tQb0?^Mp@#*<O9.4I5N$@@-mWQDhTa<d52dgalBS.-vU-j9-*+fub9}c&0nlkg*}", medianErrorPercent: 3.36, spread: [0.939, 1.089], over: "fp8-block balanced" }, "mxfp4-a16 power-law": { rows: 180, coefficients: [0.05671, 0.2956, 8.736], surface: "288:)n.LK93C.EuF5IeqQ>:DZ}Ni>OaZ-z.kp.9rTX5^q66k?{B[VqfGcT>J<M/f/yZB=5Mt+WDaY2ldDkq8)4hJ.bzfIkBAEB&dWiwA(?Dcj5@BX(=Q&!$i6Mv+dM$Ml4gO($SH.@r(boGvL.7=)9CcDLq[?Yg/m+VR^CV/WIJpyTz9KK6:4Eun42}+XB.q3F1cZ-1Ht3kTSM6Z1<8>$d]RJ>G.HQw!d)vYLC!f{p1H?G:2q<wP.{JCPcojL1&Be^r<(^VE:>Gy/2d&Kek9/=N[g-/G&8/vT>W[Ljvrt5UP^)I7?/H)VeK%5N?SPDr73&G<Pavddg:xfk]U{LzjGc7$RH/-kI>*7%p}g:h1b/@rzGNR@Z#Z^G6mdPNj}x1$?YMt/}Q{m/?UhJq)WvCqu!&b[CjgWWr^WnBufGtRZJD)IRC$pr3Iugi3/%32HAu=G{riiL0Qxnn?W=83N1^:ld}]li]v{#5giRp$[5@c)ZvlzXi}!zGNw]5Rz-o/K+@{od*D&%982x1D]VF{mT:*9-75NmMmAd<vBnN{ov!8eJ2!XMU0V4e7b(E)IFX=0%eJE5<&taVL81q8lGLg[l*IBjp?IdUj:yk6Iqg)bYP]dav:^&x!DhEW", device: { coefficients: [0.0667, 0.3428, 2.877], surface: "288:JAg)R(OYdOnq-O2<HaOu@R#uLg(2N5!<UhDR6K90>GPlPWqlDQFYjs}Zp!%Iv{ErK:T<p3rcVoCb]od@TNZ?dgW$WZO#lVKRzG&=fcVsh{?Vl3^(-BJ4K90M7)9UrL8+:5!0ep6WLU3masiwAc^$7!E&jd:I<s(Lj1))#QOWpv!08ynKGR+U+2^lw>7=wJ.3jq+eyK)p!3va7wdd<RD(t-1SRv7@Hp[2>AH7P$*(@]xn64qs!33d3ob2hB-07>0.XSv!3DdNPEB5/$Bv[w!d@-NJ3daIeETmU![7K{w(9nZ$OBuN)[YfhdxX/BAUC>0!QDy^^Tl0uTSJ]BWM<L%Sxx%&xcB}DRpNFWkDT5?tjG^Qay-49d?h.lU)XT3#PR1Ez?26M1+(YlbB&ELtS=h[TDGqjpUYt/${j(UjutHih=&%gEcKsNk>eJT0Sz0G=^nu@$b83/v:zTVf9?xuCPAWr0WW*G.h(p^Zro5oz}pT64N1Nu^ap*^kIuoHseH]U!AyyX#T#!FO)tuM5-AY9*U8#e9wS=c$]L1Frz5Jy9.j)W<3RzoCLCG*y33!Os=J}IFH}#qOa59%KbaWMN[6[-sLrv*QaebU>.C/1@Et0Fmyy(gJka$-6FP28TcXt+&pZpRu:fAzIno[*6}Z(TNTH)OjRsh20/l#}?gi<z@YvKKwVi2G2p-w5zD)m8GDu6hGO>Gai/#{25DO6@43j@-@urSkM+1BSP0DEk<67Z3aPq@+=sX7TH]OlfYO=Xhl>.:V$UgP8P}%Ep@{G>Y)(s@%Eab@!b9)*[N?wL5=}>)hA[0E396L4F@C])e[1*Jso0Cg%ZBb4K]-?)2n(xRHl9zFojND$47&e/l$2f=91Wh^]{9aKJ9l<4bS2A7mqXZmRa:u+AMa0FdTjh+Rnp8]-6Qyzwd}^8[D.}hPcs38RbAZy0M]gxcIlSw4*X!mp+hzb^oFi9$/j1W%$0Q^S>4LWu3cMru@^bU#IK*rPJsWK04/[e$zmGTOw.2sGLChz{EI7#BV4#L{KB/lGwl?^*q@0-k*6Z2Dxjd+3el@HV@/m()9?D(&!FO((M4$<3p}P-6wf[Q$kZ!{b923IlYZ@kogOej:Q(2*s<YVPcnI8!75CZ[L}JS44IRxI=}bYnlDO2Q(5j:ZhGx5Xh[K-]E:h#8W+Q8)3XU/?zve9L?SG%X=%N7]!3%e@Hr1-BQocVN5A<G)6z2-]B!D7Jv#/Dnnl[c@IpZOBTp[o2tRe9:)1+qwmKHyo11uXoya/pdG.!J$v0>Rq2}Y).d83LSKu" }, medianErrorPercent: 4.54, spread: [0.915, 1.073], over: "fp8-block power-law" }, "mxfp4-a16 power-law gpt-oss": { rows: 360, coefficients: [0.1565, 0.3456, 1.785], surface: "288:G&NxaN>Loy1/f#wKg$Tvhx=FegxMmH:)IiZK%2?N1j%9dRSvCcYa0$=K1&WO8gMX^x3.!HMaZe{fa-8Momfvm{-0(EG}au<Hw@wiL.l{v8VEk1AbLy@Iiz76kj%Kwh?f+tJ%1nh[n2$mDj6dc[Xi#t(a:35=Ogc&HL3DqWD%wD0fPSL1@35+.-=sMFK1sN[/KJ&Qr<3)d/XB7FkK+3<5wQQP]g][}2US].&]4>CT):DU)ee3FO%DZ!3MgL=G&V0Iqv:D8v4}xMP21Hu3Fo<h5c37uTR%&-bX>SZrcS+J+*CHJF:QIPL31q@!^[)4$F>gBjn93!UYyNSWj$C}[OSyBN)3vsw4Gj&+zhUdf#c4lhOMN)A{K@caJLV&PVsmp>CUDY+?4/H7ooiu?nm!&j4<}^2&I:s*UW8&/3IC)zA.#Ny:A9Sx3@bKXX=)04ypJ&hbM0>I)eQ4)+O@tli^cStNA)kKhO]li5x01oz3<z/XrjqB$aH=aD62K!)G&W?Q?jaHX#Oru]a&l.*.vV$Fp]QS&XD(UxncpWkH:Klhkge*}dsnE:u-^#B.Y.$@2(*/1P<ycWk}S2xD7VApzpTALDsxaw?zWaHsHUcq-lDH&kHNCBxpbb!i7:M&A453:ODCH6.<Yhr1*{q9tD@eucXa9BQH4.Q!^T75nxB#>f0wGIveaG*rd8jf1&Yina*CB2-e*{aSS+blwYy$H$yzc&y@>3vWrF}&ihBYLFC?:{w6[a+Ryuf$s}[UJ8n0b{ZXT-}F@jR/fVkqeaO@wq&F@saV90>l}cez*F{wW.r-oh7<WkhX/g}.pD/AS7-s[Q!KB}n!3H58dzQ65EcpZfN!S!CM?hYo1Yv@@", medianErrorPercent: 4.03, spread: [0.935, 1.054], over: "fp8-block power-law" }, "w4a16 balanced": { rows: 195, coefficients: [0.07607, 0.387, 5.365], surface: "288:Rb=]6QC9av.na)Z{5c06E+?w+bPbrxF5JH>Q/kI^hUH(q:=+bzH.xRJfviZ-hQXTNZMh)[xg!Aqd]ra$=1eRBF+MxZ!=C6%RN{.2OIy2a[d3d?Gks%Mp?$A:z}:gmcmxvT1u:Y7?Fyu{}csLAg6PuiEH*XdAX9=qG]P0iwFFu^}8lGZqKvPsKF9n^R^wA[*YX+KoLzM-mF1pj4&GxM4Ihzl2DiBIL{<@](&D1a[Ar2]>DaBty(oT1lM5-ojuRtrUn0TLH5}Js2bE>fNxVxkQ<-yy=Y+d&WS&0sX4piQYANq8nm*Ehq0mLyQYXli]5Bj$7)>H?PQlCV>Hu6$Wr5^d}JqUb(MTC}X0jeb[&3qXlJaG@-kj00n91W$}sK0=Ymv8/*D:Bu94N)G0g7x7PKg.DoIEp:?4bpJaVbB%B?w6ppD<Dqipt]z:^I315soe[[7PzXCuK{G]6#fLRmRNIp?y:V(D=r()T>NLHCOB4CC<m{?lN&G&Y20C)8:oIuDUJJVFRVjij3G#F(>.#PT:g!ddS<tVYTUypkgomvGq.4RdXo?W8xBho/#HaG<qqzaioH7gF9ukU>3Dxi(<I-EWP6fL1>DzY8qBYyij&Fp-.-{M*+7CB.GDi@2jA.<$#/5Gd3JS>ZEdy?gH-F3/gY=wDfnqQwj&", medianErrorPercent: 5.72, spread: [0.846, 1.116], over: "fp8-block balanced" }, "w4a16 power-law": { rows: 195, coefficients: [0.0601, 0.3063, 4.692], surface: "288:L#VIy*Al[tI%YOG}Q1HbE{?3Kcx/nGX@)jKOa1i5[Gr&cJT=g/HemzbB46}xFI3RE>roKnzY3uC{UWhy7O5mBYi){$Rt<1vaJtv{Dit3x)/T.Rjx.y)rxTQ54:($O+8>%!3Q?yE3y7%qa(A-?mZ!FH3]U:h7i?&HktmH:k*:j=^xhH])=BN?engGgV8z8>PX(H4gclGw[s^w8qKj:y@tJ7mt.Xsx^iBof[=twH*yZ/}&Xjv8>kX#eaGK!]/]Pd85yWGo5Y(1T)Dr>aa4Uv1b3:JH.]p-gAG(-%)gfV*>Bw4*Q:^>Mhs{U6DS&XV/cu[4?Nq!eIgebdp/6v{49JY*yDty5bhn]/NQzZFvJb5ZzZ^r47{l[Niwr4e>@hq#@gmBeMB9$z3Km<2uzk0Gd7GhXAqv:aMPiFOiRe{lQ.Md?Lik7.9xbIJ!#oRfckfPOjb]TrZ[O0=?z8@:{f>Vg:j+TwRE6f#NrMlN%l.g$&:#u=wbU.3@QT&SW%iOnt#y%OR?EUpi-7jJj]N=JxkgGJ*Mm=U=+Tfa^xUr<!Sl>kvE#@^AnltnZG17]k*{siC=O-LkAbV?o>^$^^)1vviD[H42q)m*al]&}*$XgY@asu*{@g72LgO>9IgabnPC.ENDLsv<Cv^^cZ<cN7Zo:H[jvaK1Z()T@q#MYWX2Ww::>*sLP]aWsVzQj*ro>[D7tp=)y{9wN8UPDhM5>CWM++L92l", medianErrorPercent: 4.48, spread: [0.915, 1.053], over: "fp8-block power-law" }, "w4a8 balanced": { rows: 405, coefficients: [0.3542, 0.6262, 2.778], surface: "288:En{O]*B%3sk/[hfuEO&LHWB.M&Z*.[3Ssp>CUeF$KY)pJ0TczM4b(dNx/IwuOj>HqneqO4(x38f8s7YXA!69@=B3mKM3u:WmmkJOhkI.nuj48P<*g:(XT4%P(<kBPuRdImM$>@0@06p)NO7&3<1T<.bK[=wuMrAkHExh!/QhBdbp6ttc>jHBM>5Zd@1)A/)eW:?J*E$Rcibx$E8eHbAs0$1H*Ois/tf>e[f{>a9CtC:Z?bx1q{!DxmU8(<LQNtRp?+V/Ka[!(iniS9u}7Sh?S1wiNod]=Md^FQzN53OO-NFwL:@nVuU(1e:GJj<WtAzocC6>=YfX(bZF*QJYV(l9=oI$>.paRQoHZbE9][erX?p(UkAP&%4s3N!4Sy#+I/k3XZ@wdww1+F$=IG2=?-}h/7NgjE3kX&3Iy*ld[@fYNp+(3JI<&Ri6S>=2UbJ9r-DJrxgkOY[3.#6/>ps3}<O[A]o4bq-MO1f!bm=-6*6{80Ll.{%UBS9N@S.rH[wt)}wm:CXofq&W2*Tma[RV%p>U{#jOcNM>GPD!z+D5.wPnS+L.3PZpp[t@)utghKf?O1fkvYd5ozOm)z%?ujFn]#nVK.x02P$%hEK]eIP=Lezto97/Vx3X[!S#3QjacQT2f!Ug74FQ0vjW?9d?:(:OLx)^RIrC&vg2rUxdDgN428>Ox*JnW4%<j&48HWry=X4VxkT*^2zE=^x7k}K?AlxBxnWuVim3YJ@ZqQDU*}y+pCKcdPRMQAkb2.&&^3<W@4r2c<&ILo/nN3Wk=d@@(Z.*wJ*z2D{K$N[jH5u!yxbwFYL?:%25I8}pB?$#&s0-QW+vR*tik.>AH{kx1uhAgM(?]FcDBBDTk+BR9G94e?.)>xBIIE?&PX<b{YjEt1g[6[LQp!]}$vr&UO/Iw6VT.riVIx#m>ap+Zw>Q)Yb%It5y5Onu&w4bcNS170#)DM.Sf/NFkn0b-]zp?7AsUu)tvgr&TKi6phhqyWgxWx0]vO%{$=Nw?iZ>cdZQeWREc4IdJv*2k!KYYJ>Lv[18ULfkLz/%./4bZ63%c?)<n1Evr-j]koLZJW.qlWUFrs@/<6I-@mU6p)7k1J4/", medianErrorPercent: 7.53, spread: [0.874, 1.136], over: "fp8-block balanced" }, "w4a8 power-law": { rows: 405, coefficients: [0.2923, 0.578, 2.49], surface: "288:G{yzg*B%gbD69F6^1.?)D&Kc6*5=bc-PBpnc@Miybo:v^l>bG?V+7tj3{fziRd4OIuRsGL/5WP1T.Pi$bqWE5Ok43ybDJSMRe<b!TO0o1:Q[}6)JD>0rr2kbNnq5DixPuc:XNUD=A$L:chD0U]8w!NH?zdxVWWw^p1}BF{:(g[/B-f:oBY)@+hvAxHUmDcVL+U7@+0CgTNR7hwqJ-1[/p8NqIXSoi-V=.:Y/AO2AAA251vjLYr2HX{!Dc8<foR]G+Wv^qD%vUO{Nx+9Yh@sgImbvK)Rg/4j)!i.sM5vj&Edk]5EIQhs6J=^w]T]!FeO!zKuGdFl7c@Y<{*%(QKf?KK4UQ2ReXw/<Z.#Eyz4E=G5vLH{z/kS-<HDjOtRTKf39NvQ]0^@YUU^0<0KarI&VPh.3tXgaKH]KcEvRuh3(oK!SaP0LlBM!qE&cH7Wj*0NnZBaJVf)2>RBBskI8czJfd{1#KVc^rA^$}Sc4(CV:Hq*C!m@UWFt@eN<(IraI6rY}:3w<K!jxDMZYiab{N1?L@IwN[Za$@@3G855R)iNq-:HVaH>^CXkmI!M^MeDt29C@hj8(!zMPLY#MU@Mm@o?A!s]o6:(<r}C%ksW%S[%T!&qAbSNT#&&ljq0[16q{]):=0Om-xIM9ghlrUp#Mq[mSkR^yb.apKp6ub<F8}*!cx8pmPZENFnjT18SNSuL9RcGzlf@ght>*/uSp!=4MsSMYI=NaxW4Zx9JRNCgo3d7o=iIiog-#7/0/$hSgUEbfxK^s[*BlN]16$6w&Tm<GXr?1tZ6!N#}w.PprNw&b:s2jsJJBkbzJ8ah]WlR&ZQYWM<}jqW<inif:D.!TC<*l06AR3rV*O6T$xeL/KrQR%V>+8DAYTwt))j-=v/TkcQk(CVqJRW{EPgxrraa3*aBK#DZTwrUU?qJF{!VVpP?N-lNt5=jJ9]A{ePpr+$5o$h{KcMU^zG3B]LmHX>EqHp:GRl&sqnCfz&gd1+{Gfy9X$82e*Qg-n*IZlFtN)xiXPn$Lw:hqP///uS", medianErrorPercent: 5.45, spread: [0.901, 1.113], over: "fp8-block power-law" } } }, collective: { engine: "nccl 2.29.2 + vllm 0.24.0", variants: { "all-gather nccl": { rows: 42, coefficients: [0.8, 0.4734, 1.895], surface: "3:4z]vV03zKEU&rL1:gv6co/=o8mdvF5BI(!y4g-", medianErrorPercent: 5.29, spread: [0.95, 1.162] }, "all-reduce custom-eager": { rows: 46, coefficients: [0.8, 0.4707, 6.985], surface: "3:<nOVk9%oz/1#b?#[C+.<Pt7/8J0{X142^>5f-R", device: { coefficients: [0.8, 0.5556, 2.5], surface: "11:w55Cs7-j9-oAk" }, medianErrorPercent: 3.74, spread: [0.892, 1.009] }, "all-reduce custom-graph": { rows: 46, coefficients: [0.8, 0.2629, 0.8666], surface: "3:1+qdg05aX@qv0a0ts3=YTca2h2PP/s+{oTF8#", medianErrorPercent: 6.31, spread: [0.789, 1.007] }, "all-reduce nccl": { rows: 42, coefficients: [0.8, 0.5429, 2.307], surface: "33:1+sz}03zY*4NCJM%fxQ2RnjHwPE+wzEAxK7IVA", medianErrorPercent: 1.92, spread: [0.981, 1.215] }, "all-to-all nccl": { rows: 42, coefficients: [0.8, 0.401, 2.041], surface: "3:6#)G/05aVX.b&$e%f*oZbF4}iA1tf?HEr72]&:3", medianErrorPercent: 2.59, spread: [0.922, 1.016] }, "reduce-scatter nccl": { rows: 42, coefficients: [0.8, 0.4218, 1.867], surface: "3:6#No=03zWLfJk*/>DWGcvZ6yFk1p*zG<r8}2l", medianErrorPercent: 6.62, spread: [0.938, 1.104] } } } } };

// data/calibration/h20.yaml
var h20_default = { version: 1, chip: "h20", architecture: "nvidia-hopper", peaks: { memoryBytesPerSecond: 4e12, vectorFlopsPerSecond: 44e12 }, source: "alibaba/InferSim kernel benchmarks", families: { gemm: { engine: "unknown engine", variants: { "fp8-block": { rows: 380, coefficients: [0.8833, 0.4781, 1.718], surface: "81:TX@vk.YPwu=}i0<z-XYtjrYUE{ovNiHnq*:*fdbZT<)CGk&0D[yxv7diGMHYxBF6(5%5v(R0R(IDgLp^V2TWIK$&iS<=9}9OgXds)R<-GFD{ZJ3.O=Dj0(uSqyRX1i*E/ub3!G&OyqXtxQHevP+Bd4wfrY}nx:{z)i}8uv[)o%eOg}NKl{iQUyjR4=GLz7h?[exF$H)+2beN(p5d33Yka5UbT0bV^be6F+Kl9V4?erZ72$SGyZwhsX<DyC<p37w]Ab", medianErrorPercent: 2.2, spread: [0.963, 1.044] } } }, "prefill-attention": { engine: "unknown engine", variants: { "hd128 kv-bf16 w0": { rows: 15, coefficients: [1.005, 0.85, 6.919], surface: "63:w1UR=bW7:fu$9LLvUTEO", medianErrorPercent: 9.02, spread: [0.839, 1.013] }, "hd256 kv-bf16 w0": { rows: 10, coefficients: [0.9449, 0.85, 3.12], surface: "21:w1UhS1s6URE>Tjr=h{s6000", medianErrorPercent: 10.07, spread: [0.813, 1.044] } } }, "decode-attention": { engine: "unknown engine", variants: { "hd128 kv-bf16 w0": { rows: 290, coefficients: [0.4486, 0.7878, 4.543], surface: "36:T=rX$Fg}li7Pvv-Uf*u<[C2oQg{<>np!sD+H:s2.STc-gcWxVw+iI%{fQ$d66O:.-URtC3BHlK!:YEO%h92?sE8%>W^^{wc4s)GnkO3yWRg1i$RQtn$FmNf8sUx?qR5G", medianErrorPercent: 13.49, spread: [0.674, 1.964] }, "hd128 kv-fp8 w0": { rows: 44, coefficients: [0.8, 0.4757, 1.968], surface: "36:+$-*0Fg}n{5ek7[r@{I1.R$-m!)}G71?L]VxISt5SrEnuJOWykWt#6/z<quyZUKK/)3{8s[[?*tA8{8b4%Sneib^(J3si", medianErrorPercent: 3.32, spread: [0.953, 1.051], over: "hd128 kv-bf16 w0" }, "hd256 kv-bf16 w0": { rows: 82, coefficients: [0.8, 0.7657, 4.507], surface: "36:T=ul>.YPjM7FH+3kw<zJj#zfwpz:Y9g0rP#T]5&Ugh+TZtLe)yEXY7vnWRH1Uzd-vZJpW[.+$7)trS.8h)&4vBnaRXOY>aZgAqh4l<Bgq29)CNgC*+*g1>l)E*6=g)hd<H}vr", medianErrorPercent: 7.31, spread: [0.846, 1.093] } } }, "mla-decode": { engine: "unknown engine", variants: { "qk576 v512 kv-bf16": { rows: 41, coefficients: [0.7213, 0.85, 4.11], surface: "42:v&fEa1sBe1:?IlOkAWO6ii)<xfV/cA9S^Dd5s0!tqX?YeNV4Rtt.pc*S9PD", medianErrorPercent: 4.31, spread: [0.931, 1.039] } } }, "gated-delta": { engine: "unknown engine", variants: { "decode convolution c4 k128 v128": { rows: 16, coefficients: [0.8, 0.1942, 3.045], surface: "462:v/MK0mR7/:z.Pfd3RW&6FBHpjSVp{^0r", device: { coefficients: [0.8, 0.85, 2.5], surface: "1:v&bx!2MK&" }, medianErrorPercent: 3.32, spread: [0.963, 1.039] }, "decode state c4 k128 v128": { rows: 16, coefficients: [1.117, 0.868, 21.56], surface: "42:}WS*Cz0Sp4G=9O.}W5$gF*]m)v2BK(i%c3Fgj&4R-rr7c0/fE6%azaNrq[mG<Tv[E00", medianErrorPercent: 4.01, spread: [0.737, 1.051] } } }, moe: { engine: "unknown engine", variants: { "fp8-block balanced": { rows: 426, coefficients: [0.8292, 0.554, 0.5828], surface: "288:Rb=h?*B%3sB>MqX^}G{2%6Ie2WYCVrX>t)bmjBBUgI+a<3im)Cdww3C7Q$u!C=9bhFR7C/=HGXD4e.B>^<ez!Crtj*r{]Z}t]&cL[bC5@V{lU?zdFED4kP0-tSQO{jwkm!mD^brvQBiogRK@}a!wR$Sh!g%=:j!jEjN*AJn8ZJR266&{ZHGxMWhX*=LkMTJ@j$8-*BUZ+9]wp>AZ9Wyl(etfn6qGh^LGkQy1x*FDbe#5i+QNw<)Du3Mh/FFlIEBwB1=U))-8L05^eB^p[t-{47l6l4}zJT?t1pvw}9OM.l1e-7T{sxlJ&dZiKHrZB>(L8SpGi(D[KX8bR(<(H=Q=s:Y%t@d)wNlJ}M50XSc:<x#YvQja)LJz+vr04al7U#*px7L!e>}L#I.K9$gNYJjv3c2M?OX#aS-(T1d=Pc]>jf0b/R]qHnJkpe$V0T=Q+&W[$=H*jz>5K!HjSHk4W5z^$0S)TKOPQiEmE6]RhSGZcdm4*81Cc/Z{w5ID5c(RfO.XzVsNgaOOBX]qO4)P}outK./)BlM$?Qy3a?S1V{A6<(3Jl?:5KlvaaY!V{3QiZ3%3?ehOmrF0dRO0kLT*hg>@E^2HK9iQwWS1yuCN*<1Rw4?%Ks@@4zh<0A(tlgMJ.n{oi11EcF}zCTO!dMIj1hhiTNGAq)>jQ=XV@oyDH:Jlk*>46bLhah2D[ZX^2Nn}kefvm5X&&Xkmjx?z2M?cNO>gG=[[YV6$.nL8QTr@DwRMAK%]%0!z.@m3>BKmH<+7*sU7E-6V+5s25P.Dxl7Bw&QgX!]iL[Z(@%L/.1XA", medianErrorPercent: 10.45, spread: [0.67, 1.181] } } } } };

// data/calibration/h100-sxm.yaml
var h100_sxm_default = { version: 1, chip: "h100-sxm", architecture: "nvidia-hopper", peaks: { memoryBytesPerSecond: 335e10, vectorFlopsPerSecond: 67e12 }, source: "ai-dynamo/aiconfigurator measured operator tables", families: { gemm: { engine: "vllm 0.24.0", variants: { bf16: { rows: 12558, coefficients: [0.7823, 0.8213, 1.251], surface: "81:o{r#o8ZbGu72r@Vb<>E[x$[E->S=N>N#n0[Hg8imm1tjj}fXc7}R#(3(kn{Z?oCcP^HN<zJ>5)PVbVUHKhgu<=mZ>[Dn{aiXTcGTEK&g=[IdF!dQ.f06<xT8N9oqEP#eTxXvQMN.87Ul}Y83[ZGWzGXQ:AoJ^Rwnpl?3NhJN!n<&G^)r27M(g(!bab57@Gr%A[5u8r8?5%vWyvn<[Kns6R*6FSfK/%8-#-j+w=h+0<4cX%*Sz$mY@VP@jagWz:m/:QvtIzGK4SF#&XZ2<Q%db#&QZ3yxW?t6@{Vdt@6yob7]h]4z6bKx9J74DX-2.pRi[3P%DteK??vF0(K8{u^@ia7PGX<{F<-eRe=VAOhdAi.gQMaG<nte3KC*af-ZBbUgoQeEKX@42c/A4s?]CW^(7<Hj&h@#Q9$]d!e>kpXoZh8}O7mUPA4aC@YZW$^r=]BIL/N>[Y7oVd8{J<QM8^}lDSw-Qzi)vt%*1k!vGC5/YkKMbA=EeD!^3WxBy33iF3%b]GgED3{F+>MVhzP*A]6y@W$c)O*aDhW*", medianErrorPercent: 3.18, spread: [0.934, 1.079] }, fp8: { rows: 12558, coefficients: [0.4654, 0.6768, 3.087], surface: "81:zbY5D8.?+2QUtdD*#T4?0RhL=@qRlI?L%O$p?}pv5w+/f6G3>d]Gj^xyvq8!1ORXkuy2Z!i^@<pVnuNvt8}4HjwR1&9vm]jWcYs7QVO7Bo2(yuVG#}(h]eb]^iKfE-@wu<DXoDgFbJp7*PS{^}@gL4pd*MAxcxVSo!Jv=4o]/}TEBTsL]lgfif{j4k[vR$BspY2u]hLb?<JMoV9k&7MX(c=xBJMF?RNYfjIXM-!}JTu%8GdYx(f@V=n?-y8BsA%)S?Ecrs2Z2o6w1fsgyXPWQ.h@jhr4BX8t8<]a&YkDu(4PutBtD4?aMRiIE&mx+}+(yMgyvJ)5AjSFJ=g!vU*$kgUOTLgGB/Gs&/cQ{K)SINM7^:#hzG1(^V*kJT0JerMlN{L@?c3)<yR0Vk6YtaC?gc1(BiC65]R:+]H^d8+CeHbUm9P}#GvF{j3Bf#K6bePIoo8u(&nHK[3db8Eno=>d)2gY#+pAm0wv[R($bYsk%2Ow^vo>OYs$f<oNja+A>S<XQR+TxF:Q4&f]-90skrjs/S7wKHTLJdTR:AD@GEQ!iT$=*Z<25ofN!/SP3sY@N>E38gn=K!%:8LSXY[K.Ggu}2kKTaGQ1*}F?ucFW:}Zqdgd41}@&TItE2qsH9(HMAQsAFhCRRGk{OA:nDI", medianErrorPercent: 3.89, spread: [0.926, 1.088] }, "fp8-block": { rows: 12541, coefficients: [0.6811, 1.448, 32.91], surface: "81:eMpz&*Al[c31E@5BAq-((hQ=<pRdN^hB%wZob}dGvL/1YCkF^Qz}BsNZcbKcD+v]C28<O>/x.bT8]7YWF9XX!]>M[$@)$Ibz0Q@}@i@Mz26Y-tv#aR==)S(5s9Q@o5i->z[X)Nz(Ay*c?-jl87D0xO2f+fH5A^k-RpDtQWzjunoi&8UnTrpXpd[p.MV=h0+/CTCL+<QEQB!e5b%sZ/4Da?fXPFoiGBO[^7{KRXQ*PMA&b*:>4YRkb7)Lgc:=UBZHfqgDIsk&&>TTTp1YlSEH71GLnc?D]nEv7vDH0%9:2{.<S6HP!m2lCQk:&yLn<#J$SsSmdA2b-73S7)>NbIE()}Q]Qbm!kwwN!3MoB+tZ2[34K}{v(J?}L5MyI?$WkIYMn^a=xwWYLx<1?>uXGr-W-n&eS5ik)@?5ch12v$BrYzjWzP{1.{JDn?K?GKJ4gYfNiUB@o4Z8EkS1GSW2TiX2yyzbhD^v%Tsuj+aI0q8}2(dL[Pf3E&FPcG+Z%*%I<PX2cFG*V*7f68E-%L26KkVl3X{29wKcc.9L221b+{6j.PQMRkem.t-}25PB:gQcK!hQ:T)h96tu(:{x3svXahl02P@<d>EHtEf3<b@qH&tascdE=-j^Ge%!Sv^r]o.b!z9tS]b9POz[K{@0d9v)?l2#nxun", device: { coefficients: [0.6193, 1.083, 3.087], surface: "81:t#F<^93C.82N6+K[.cL:SOzNo%nOD([:aM(oPcq:e]}>Q8MvA@)FD1lX$5^IXhwNbgEg6$/a8)p<9}f$MT5wbZq6VVRP!1BC%c5!i:Sm}xyAo=SUK#&?J]$[a)GeqEe)?yfghQn%haH(R8[v-5+4arGfP<KB0C{a/4s$IJE^lZW6wT55.qKskOTi948:9q?72fEmahAhO}u?:raWMfS/<3C]aEzS@0i>[X&&f?gV5ys/k>u[62C]}Z>)pJw)t%+z(<@$biI>)rVNGVde18)N&}{)]PZSpK0B9RxjTgde3(.%<0kzRDl/[3a0130Mm-3^0O41qxF*l[>5+8AeG:=*PMnL7Wg40n]8bjtyusNM8j&o.zZ&Zz=$)t0AgP=w.1J])C0&8v5N/B.w%^8*p+RpIaXO@POi.{mPjR.eSJBCp3<0j/=R>mzSq@(8UHshV>+#DqY*Z[Gd=UM40FEYJ-E0xyP=o@0JT<-VtBcFx(#VAzL-<+a+RO**4Rop0Js(gsGaRt*l!7THHX%]m1iapMR=$f.m5OItmd)UZ4VM2Z}ICbwO:9>z>^hEtwq(0a69Z%J]KFv<zQ[LqSo??L>HfGx@RL4Fchp&lind>sUR[@(G!B?/NuA=+Tj#WkY/8*!G4/AFQ7kKqg5.m" }, medianErrorPercent: 4.75, spread: [0.911, 1.139] } } }, "batched-gemm": { engine: "vllm 0.24.0", variants: { "bf16 n128 k512": { rows: 336, coefficients: [0.8, 0.9343, 1.502], surface: "8:6]CM)Fg}xllZF]{[=bk4FfY^kI-]UniEo.joAuUhM7YU1N+(iF?CypWl#YYb<wZ$-+6}z41g66", medianErrorPercent: 3.01, spread: [0.941, 1.116] }, "bf16 n512 k128": { rows: 300, coefficients: [0.8, 0.8989, 1.386], surface: "8:c5UzaFiTJfdv>ei@Qo3*2?2#Esahz5DtZ%WUg:fM0bVJ3])n6W<vrA*eJJ}LUu60s0@", medianErrorPercent: 2.18, spread: [0.965, 1.058] } } }, "prefill-attention": { engine: "vllm 0.24.0", variants: { "hd128 kv-bf16 w0": { rows: 3265, coefficients: [0.7624, 0.321, 2.587], surface: "189:9GrY40X>9J<ecI#9Dqxzt.z{CS2)ye[wqG6ep3?/KM7UwZB$42=WQYTC8jw&vISkHa?kub[AEkN=}EEjAn:iV+u!CYUOr16!<{WM&/ER==8Kw5x5i8/fGWF3/FKZMS.cctya<zqg)&WJ{<2PH&2VyM::CW+9qxQ", medianErrorPercent: 3.43, spread: [0.924, 1.103] }, "hd128 kv-bf16 w128": { rows: 3190, coefficients: [0.8, 0.3256, 2.541], surface: "189:70:#i..qG3p<}b(2*=t]l!yM3}Xj&rL94yUjp@Xp5d)*WtL#ee}<[I^a:q1zuqE4Xe&Qv%hlnq/(9Y9c-/XU].$i}CrJTmH18o/%Pt0y)gEwr3!KTtD4&$n?rvG!ebuN7n-Xm!/GF{&x>B-o?qn3]d4f", medianErrorPercent: 3.78, spread: [0.914, 1.107] }, "hd128 kv-bf16 w8192": { rows: 75, coefficients: [0.7429, 0.3188, 2.586], surface: "21:j=P*U..qu0HOH1d%l3*wG^s[GtK8B{X]r(DqN[ML6bPIo[]&*Qgkw6SD1(xa=AQwFoKL=9-XZ%o8$9ETscb(QHzbf^3n<p%mCU<}qm>k}.$Ry2hcGXP", medianErrorPercent: 2.07, spread: [0.943, 1.024], over: "hd256 kv-bf16 w1024" }, "hd128 kv-fp8 w0": { rows: 3265, coefficients: [0.7174, 0.2051, 2.981], surface: "3:4us0&0X>k*)pr8?42.SmlhZ:2@dy4gnJHYj}dcD%<)A9Y/lvt:7D&>X(?%a4PCg2%v$^I$hMnaw:jCG[-p&/SSyUNMRrD.ap(INGU[qb=[4J>aU7-I!o0ikU/YHP<+.B3Df?Ha[J96#}99qENMoOepZ?Keq*<B6b!h&gsa<x]", medianErrorPercent: 4.34, spread: [0.907, 1.118] }, "hd128 kv-fp8 w128": { rows: 3190, coefficients: [0.8, 0.2512, 2.99], surface: "21:c637Vlnn)o6*2e23@7Ym4z5CEe&pwFo(7ZEK512Vh1B]X2JJ(+9Sf@H5wPSfevw1A@FQ1ehgZq#:)L=Ywncz8lLzP@5D*AGdNYu#t2KO4ByRf[s}POFrfKx&l>UV-CIOx0d0DXa8Dr99)eKmv+=a*&*wo}-@qV", medianErrorPercent: 6.13, spread: [0.865, 1.153] }, "hd128 kv-fp8 w8192": { rows: 75, coefficients: [0.7032, 0.1961, 2.901], surface: "21:j=G:T1r!3N3Sib^%8QXrtB!CTiF]t&TIM+yv?xM%!>Cjng>9*saxkc-rHzS]*zGfi}9BQnTUlASL6coGI/<:Clhe7*.K=0Z{/TiS]-#gh)bg?c5iLM9VoF", medianErrorPercent: 4.53, spread: [0.945, 1.063], over: "hd256 kv-fp8 w1024" }, "hd192 kv-bf16 w0": { rows: 515, coefficients: [0.7806, 0.4118, 2.889], surface: "21:9zu?JlOO<kzpvtvU/(Qqgjm8j{Y#kznhPOI0ora1fF4eZ4?dpfpycXGkxxo2Q-t&uDt<^ejXF79xw146C0J=5Y=a(lZkq1OZ2ULZBXW#}kc6X[t^aW4gr6wp&&A4>Lqqbt", medianErrorPercent: 2.94, spread: [0.943, 1.102], over: "hd128 kv-bf16 w0" }, "hd192 kv-bf16 w128": { rows: 515, coefficients: [0.8, 0.418, 2.801], surface: "21:eSA4eZ-S)+6r[[A%7=KB3Fk:(sy)Qse2cko1.HENo(P2Gp5#NhqLqHeK7BW)9C(lS2-!#M:k/I59{Q2wKQyA+GVw#^Ia7PJTK-qLCmE{M}g.&({7q=", medianErrorPercent: 3.74, spread: [0.924, 1.084], over: "hd128 kv-bf16 w128" }, "hd192 kv-fp8 w0": { rows: 515, coefficients: [0.5931, 0.3148, 3.279], surface: "21:9GrYc..qt#2E8W>y<Mbl{ljb#ce(9fnH95PdxO&j.w4tRK*Bl8sUCyNCXnihz}qxIyFWv0Dv/wVun[d/bWdN}BbI9Ahf$X7MeVID8z/AAOg(B<Wbk>LKhi?:lkE6xtif}eSfKd@HWs4q<>^694/", medianErrorPercent: 3.91, spread: [0.937, 1.103], over: "hd128 kv-fp8 w0" }, "hd192 kv-fp8 w128": { rows: 515, coefficients: [0.8, 0.3034, 3.195], surface: "21:c5#ar12g6G)u/JaDJc}qZFXY{NHyxGC)jqlY$d2DOMD4V-IH.7!#K(aNk/V<EIcsJk$OE1IIL@>@31gj4H3*7Juzv!5F<aGCHGdT@6Lc*WE[#2^4WIzwNo+^VC<Z.!}QtOq#uT", medianErrorPercent: 4.43, spread: [0.9, 1.086], over: "hd128 kv-fp8 w128" }, "hd256 kv-bf16 w0": { rows: 815, coefficients: [0.7962, 0.3275, 2.839], surface: "21:9GAz#..qt#7QiJh?)Ml}r5]KjfK+78/:@hOIQkp&wh9jB=!!1cj%VZ7AD@^pW?(yvQ{ccp.v?]Hs-WLP-tz<zK+Y{zC5aILYIlHBmMN:Oh/*4S3/Jz7kK@ig>Qg!t!:&Khkl", medianErrorPercent: 4.48, spread: [0.915, 1.113], over: "hd128 kv-bf16 w0" }, "hd256 kv-bf16 w1024": { rows: 365, coefficients: [0.4327, 0.2904, 3.035], surface: "21:hh$Dy..qu-a4WZA@*ffx0GTQRw+-FJcqhyU3]@ubXtz10c$Uk)A+$T./mWR*)a$K^l2e>0sXbToxpXL64Ng<!Mxx4qi83xno2uC6QG:vOv=6P2Eq^M/-<WV$GwIaE0@", medianErrorPercent: 7.21, spread: [0.843, 1.132], over: "hd128 kv-bf16 w128" }, "hd256 kv-fp8 w0": { rows: 815, coefficients: [0.45, 0.267, 3.495], surface: "21:c5$?j..qu-9Iw?]V?{x4tBQfaQ^#mRVy+/SFf=5>2d#jZ5JO-ek9.H(@9y3YM8..!B5X&0*OfxZQX11!?o?qEn0?+uHG]6L^l[{1w>(.H.q+nf>E{92r7:uQ6Rhz3aYZJuf4.hHp+)y%", medianErrorPercent: 3.61, spread: [0.885, 1.11], over: "hd128 kv-fp8 w0" }, "hd256 kv-fp8 w1024": { rows: 365, coefficients: [0.2714, 0.1881, 3.631], surface: "21:eSA4eGd).Lwga8J%0[gdCi>Wm9Yj&/%7f5Rhklp?Fi59lf4#3DXmn{6fh:IHf3VZvQ%*5)xHJRhhSW>Rr1Z=DxPi=0(i-Vbkds6(=m$:jTy.+)G2qF7SDZ<bvGkg{L}#+w0@", medianErrorPercent: 7.43, spread: [0.773, 1.14], over: "hd128 kv-fp8 w128" }, "hd512 kv-bf16 w0": { rows: 365, coefficients: [0.3575, 0.2783, 3.504], surface: "3:7063.0-oHj^0I*+?joi71{]&>v8$8GZE^1vb@%n{D4UJOA3A1(rF/hNyr:>ca8H[YE0/c.T>]W4%82k4M/%S#D)^?i>Y#&JjvL4$ga=fRk7T/)jF}tx]!IEi-0f$o]hl[SssU*}y^L*A=H5t0>?Nu=E.6^1@CZsO3Mtbxfg(Qn[kpf:0b}T14rbyGdm2Bea+4m7XDh", device: { coefficients: [0.3839, 0.2881, 2.587], surface: "3:4Bd/X.y#x2p=&J(zdrCkHQ^vcXcAn$Grn&$[%qFXVD5Er3)oKqabsgG<nF!9h9E-Axf!}/9TeLAe:zo7F[5=Oty}Nr@19I[9k7VJspmekcLKz5WZ1CH[f}]86qEbLj7Zy*.43)vT2a7I5#/at28++t(@LlYqbE%:@q=" }, medianErrorPercent: 5.54, spread: [0.871, 1.143] }, "hd64 kv-bf16 w0": { rows: 3190, coefficients: [0.8219, 0.2116, 2.466], surface: "189:9N4Z$.y#x^q9Qj6zgK>t.-3fEH6(5Ph4!o0mW/wCZ.YIJ[8qOk)]H>rU[xZjNE!jt<dMI^a)aRM<bs*ZOyV54w-&S:/q6l8PkDt#-97JxUCuaAgI?H9G)LFXsgaG[W2h]3{D<US?OZ[w(EG]B7*V*rTB+g6bXwQ}&zy/I}2Z", medianErrorPercent: 3.72, spread: [0.917, 1.087] }, "hd64 kv-bf16 w128": { rows: 3190, coefficients: [0.8, 0.2442, 2.462], surface: "189:6]{9t..qG3wLfm$jLyXH(L!PePcxqeYrVyV6a3upM[O.&4.+./kGsye.a9vw>J<>1F<vD30[Y}3r=sn971F1-j?#{Qm03}<IBr-:z9RQ}MzN4hS.bcvn}XcXDC%.+IPessP?pUU+A)q6)RUPqMn8c)bP0uQ0@", medianErrorPercent: 4.14, spread: [0.902, 1.097] }, "hd64 kv-fp8 w0": { rows: 3190, coefficients: [0.8315, 0.1797, 2.63], surface: "3:9GmJz0X>lNhreEPlR6Qg%8?cywXYjB:hmrW(fy2V0u+4l.1AV-TV&sfn!Ai[Qp3.)O4.2^G{czDJe>00Zuk%X>nk4a4M4:^VZd]xYTJXul5YSX6Ga03@e^NIF3oC}/Q+0*bDu}%g@&gl[myh*bNwTJy4QnW%h*cF>>jMK", medianErrorPercent: 3.68, spread: [0.908, 1.11] }, "hd64 kv-fp8 w128": { rows: 3190, coefficients: [0.8, 0.1928, 2.607], surface: "21:6]U=)0ZNk.d[K}DR/p-PY-lXwXl0R)JqnYLS6GFmd0H.ECT-U</tE6^hkY1!->7x3.fQJVKlpc)oDURu6.<YP)p?9sc[{{4p1eKgGCythS>ZCuLXas2G6=JY*1f-bpUvOD1w&1mu%aeo.(Vm3Tt9uaTMUem{Yy", medianErrorPercent: 4.16, spread: [0.901, 1.11] } } }, "decode-attention": { engine: "vllm 0.24.0", variants: { "hd128 kv-bf16 w0": { rows: 3556, coefficients: [0.8, 0.8541, 2.515], surface: "1:o]@iZ.YPvP9Cu[J)Y#.ZwVahbRM8)zHPY5pc<S3S.Vg8-w)/BOquuv[frgU1[6q/148w*azTZT+)U%W{E]=?xcEMeyiglkJA{h^OV<IPXAiIT7m=.*Yu8@[F[nTT@BA62QtVj4OWw%ZUp#k6CnK&(Hms8QP2aKqcX?C<:7BPexZyTtZ:T)133mOCmNKn+P(gcnsXUK*!j^2Lm%i8n", medianErrorPercent: 2.99, spread: [0.937, 1.089] }, "hd128 kv-bf16 w128": { rows: 3488, coefficients: [0.8, 0.5583, 2.568], surface: "1:?hG./FiTJgLt:D<55y&)E?0?rr8zo=XH?RD4DePlFBb-i-JI(NMec#C/f3G(oTKQ{lwrG4^SBjJ<HJ[{A)PGa=D%dzxamYG]o$fKYz", medianErrorPercent: 2.34, spread: [0.948, 1.059] }, "hd128 kv-bf16 w8192": { rows: 79, coefficients: [0.8, 0.8071, 2.458], surface: "36:M5[&MFg}l@vn/z6%6nvG4ptI@@i-^B1D5VP)KoG558Hdh=gTgN.FxIw40V]g8.{Xf8HLN:8{J}uxHRsHiMwZPu$>tGJv(FB?Sc?^Q/VW{tih>JDC7WAhpnyUvROGVpjhi}Jpe^wc[Dg$9vQ]z2l", medianErrorPercent: 5.58, spread: [0.947, 1.121], over: "hd256 kv-bf16 w1024" }, "hd128 kv-fp8 w0": { rows: 3556, coefficients: [0.8, 0.7271, 3.074], surface: "1:rGx#&.xomPhWMtNhS1DT?OHv8R=}lO0E[R=fV&-Qi1fq+FQk+LT70r%mM^&3?f9(*4}=mvPE<K=A=H}}V3[5ZF?*jfu8GIFNGg%h4SA^yl-<P:LG0Xg8raSbaR&kjY3Qr.f{CN(w13F]nteD5mongsG!TDwk5:p+8Y>rDci45)uuH01[4*]!1#sq]CwjpPs+R9Lt)4M[O)Ksp@XN%", medianErrorPercent: 2.42, spread: [0.95, 1.07] }, "hd128 kv-fp8 w128": { rows: 3488, coefficients: [0.8, 0.2393, 3.244], surface: "1:?od>!GISu+=%h#Uu<WHJA4yv>B@%:2C7asrP12b=kP?C32MZf*G7]xx2EvnGOPk^$w:hMXdO=psFCI)z4GA(eAVI/rh[j<9xV5MqMjm>K9$%vw:xO", medianErrorPercent: 2.09, spread: [0.957, 1.048] }, "hd128 kv-fp8 w8192": { rows: 79, coefficients: [0.8, 0.6086, 2.97], surface: "36:L$$P].y#yt+gpp)@Qm&s5#fe)jS9g5MyLsci7TE)K71ub?HP[^N:@r5+Z:epRpYTNfXp5Zs-4wEMBs29Z{pq.eYfxsw9=vlkHGBX?0U>wqu*4GV(UXh&B3NKhrK#hT@GR0Fvk*Qnu))#3(X%1uVjubhk=h&+bIw48VzCnZ{j0ah&bcld=7", medianErrorPercent: 9.32, spread: [0.743, 1.104], over: "hd256 kv-fp8 w1024" }, "hd192 kv-bf16 w0": { rows: 674, coefficients: [0.8, 0.8406, 2.662], surface: "1:rGLPn.y#x!z{*VJ&[F}2%nKk:]IJRgO9J!D:oI35DubgS.>r7As?{AuB#a1z{*hR7DW!d+2!lg6HM*YRw$SAs+)t82^=-lIGn]/Pn>}SFyq%Pfb3R3FPRwXf}uu7e6niA*lmJ?:sed)J+AkCiBm9IMU5)Bg>xRRQba&FhzzilhSp5)CwYfvo9/H#aIAF>c+[o>oLx2b(DyG.<A[@4bc/$H", medianErrorPercent: 3.39, spread: [0.903, 1.111] }, "hd192 kv-bf16 w128": { rows: 674, coefficients: [0.8, 0.5284, 2.679], surface: "324:?oiRzZ+u3Y^gl-e@}/-&psHZ1F=*F>rD>67251cXIbFNtQ?6lEizfTEg[pPL}NVoFjgqnZ)j?QI{Qk8nq$y4", medianErrorPercent: 1.72, spread: [0.965, 1.056], over: "hd128 kv-bf16 w128" }, "hd192 kv-fp8 w0": { rows: 674, coefficients: [0.8, 0.5015, 3.122], surface: "36:wSL^W.YPkr0zy2#F7sIYrT0UpVN!:7d-/TpdP&X{rFrlHU^%P6?xhTNf6-AQl<OPuKP/FqSPNJfYV}8wTonVbuN*)Khp$]idpy>a3jS>>?=./N0F+La4E)Z%Jzq[1SNad<0(pVl1=fut}5:8Xt@5nVaTs4z1&h.X=c$C*@vdv^>LzmVf@9]4Dr.YJ)e)", medianErrorPercent: 2.52, spread: [0.923, 1.064], over: "hd128 kv-fp8 w0" }, "hd192 kv-fp8 w128": { rows: 674, coefficients: [0.8, 0.2408, 3.204], surface: "324:?hG.<FkuHN&Ez^tu!o?&XRhcIcg&O})YLhJGI@6aORHk1dx3)nEB[Wk<W8ZKhQ12ro#=zd@<QInA?qeHf8", medianErrorPercent: 1.76, spread: [0.966, 1.037], over: "hd128 kv-fp8 w128" }, "hd256 kv-bf16 w0": { rows: 1056, coefficients: [0.8, 0.8545, 2.656], surface: "1:u5}R*0WeayYmC/}8Jy9N@Wmjwe)F?>t#&Wo8+AP}Y.V-qMCZ$e3%0u)w277uC+xLT(?/ijA%(?zODDAQL)bOWpoyW=@OFiUv[ZH[z(bJJKInz+&GlU+cuw9uO7QKun^c9+arA!BB%+B+qQPrV?P=/(l?Xj/=wo<6n*uY.82wg0=0<1qImG]Z]tGS!7N>xBi^*wDZ4c(fKd(&}@*j=", medianErrorPercent: 2.95, spread: [0.941, 1.087] }, "hd256 kv-bf16 w1024": { rows: 527, coefficients: [0.8, 0.795, 2.693], surface: "36:Y]JKhFfkm/YmCqd&#m:*3H[DQ868#<tm-0Qc$U(0H4rDzTcc>/r3r=FkSf(TX:Yz)R00>TVnI5q(zjl0z^IP8=.K7!i{^1#i[G}fz!RG5?2xHOk5iAsxf7p{XhEC[)d{Tv7x", medianErrorPercent: 3.06, spread: [0.939, 1.07], over: "hd128 kv-bf16 w128" }, "hd256 kv-fp8 w0": { rows: 1056, coefficients: [0.8, 0.4065, 3.409], surface: "1:rGGGNlnn)pc-[GbUB(mtF/0$R:m6cOb8v(H*gl-KT$ioP=c5/ekWKZ-c49*<4C=m2{NZ=3NY+*GA6sYax+c]:8!0-@YNrgsGdEoigL4&X3/e$z{u6+<fFPHrdbv*<:?P&hWO+:)qb*Q.j<N36ApGN[3Ty}[kSXG4r-kg?y*9Oe{:<LpOgLa8fi>Kt.LNu[:.R&q+8RZLu?R)8nE1(>Z?q^D]HF}iUJwL^4E?Zw00", medianErrorPercent: 2.75, spread: [0.938, 1.083] }, "hd256 kv-fp8 w1024": { rows: 527, coefficients: [0.8, 0.3992, 3.546], surface: "36:Y]isaFg}y0w9j9=E]/H%=6HB8fjrY&R0juce9A4c8EOdS&Y9+<obV60A4VrC*s>[rDS9n+(6EWa1/}=@L+vG4<HLZO)WCAR@[IOvZUiV?F.+U[]9Uqit(", medianErrorPercent: 2.93, spread: [0.939, 1.063], over: "hd128 kv-fp8 w128" }, "hd512 kv-bf16 w0": { rows: 486, coefficients: [0.8, 0.6982, 4.284], surface: "36:zbeoO.AX/dY{lE+uR[O78$:ObCy(H/ZJMWdyhIqf=wTgVF/8O0mkvDo6dF*MoEsmLeA:s}y?g3j+w8x=^r4&0b{:Y7394}%k/zO!h(HQef4QB}0I{L*.uX@Q&K%(K7hUqCxZ7Ql-k&]uv5#ZCF[[JanDX7D4W2n[](}sUigXvYY3UN+{kXwX^A:Dlqi>&S(ybx6g&AFU^vxxFzF!SrzS8Vd^l4mpHeq:]+U-/Az@=yhzvV2d&pJT^0S", device: { coefficients: [0.8, 0.9267, 2.515], surface: "1:u5}&T1tHrL)q$xBd(W}hkmswOlCO?]g43W(p:]0YZQSXm2P<W.7Q@4<AV/P2=ZhpJ?$k7(t3YZoTLOh1[jIZs!pKGTM$CGkirN$#=U(llK*8LtiecM.iJea4^G6brB#bp[hLOlHx6SZDHso}ohs6FMB{>-Z{*G!}*f}*ICCYSIc.>KVF)O+)7>ioARH)+zTRfaKI#]&zWRrWL=Vwe^e(jNebe.L4gD$" }, medianErrorPercent: 7.98, spread: [0.83, 1.182], over: "hd128 kv-bf16 w0" }, "hd64 kv-bf16 w0": { rows: 3811, coefficients: [0.8, 0.8468, 2.339], surface: "1:o]@S[.xonuhWJx2&@eua5Q:h^>)}5UZ?vdqx%F*NlC([-Qz3$QVxdZ9{6ogiyIJ)*ApvFT@rbD1?(rkk+7($VCgw%eVnamQ4uNfu3Gt>$Ha4+OYvWNemA<rx:BnCtH^Mg914hxo[FHV9DHRg&TmA0p)V+@[h!^Y:&FY*={:zSyZaPd)ibHBRs5=i}6G78:dV(%T3J", medianErrorPercent: 2.88, spread: [0.939, 1.073] }, "hd64 kv-bf16 w128": { rows: 3811, coefficients: [0.8, 0.2693, 2.734], surface: "1:?ho2PFiTIChY7BrEe6#O}%RD&<ur]-/3h)48!Gh]tRGZroQ[uKf^yHyW4lO3F$!OGv$/2.S9M>P)*S!t{6C$ye#A-wU6)DqBZt", medianErrorPercent: 3.32, spread: [0.943, 1.06] }, "hd64 kv-fp8 w0": { rows: 3811, coefficients: [0.8, 0.6292, 2.573], surface: "1:j=!nd..qu:lgM[$b(K6[d/tBLJ[DK9cdjFl[l1QU>Kyx%v}y(lLqD1t)w/t^)tem)fu2:-x!/B6[Mlq[6^DD(l-VTWh{F8vjS-FKx&Tb2&rtOF6LM{q9uUc#:K5grMb-F/cwyi!b?/)+MDQiR]wN}#{^IE>M[{bj{1F{g]nz4O?O]Sg4J:YXRK5%TeonH{9Q8%!dCa%v!+>**", medianErrorPercent: 2.9, spread: [0.936, 1.079] }, "hd64 kv-fp8 w128": { rows: 3811, coefficients: [0.8, 0.1569, 2.855], surface: "1:?oi$FFiTJ@&AoIgIIJUCU(t[-md^]o)2hRAlDyl?{&lEcFt9xG4y3ZbS=fqCTZ7-a/#L{HJ8kCOND%aQY.WClj30+O@zA:Va^EcASD!H", medianErrorPercent: 3.36, spread: [0.942, 1.064] } } }, "mla-prefill": { engine: "vllm 0.14.0", variants: { "qk192 v128 kv-bf16": { rows: 880, coefficients: [0.8973, 0.2041, 29.52], surface: "1:j=S.N..qS7Rs=7eeRS0WO*yT=s9n#.b]u?QsXMd?Mi4atha<+{k]$x#:.*/VL9<&K2BVSpOOhQ0g1WZ$j/}Z-mOpl!Zk0IuK(kiEqt>dnTI%PJEqYr>V^*kcsMnTU7TgJW9R?/>Zrc.A:hv(", device: { coefficients: [0.9075, 0.85, 2.5], surface: "180:T&KuDFfkzR&LxLUcRZ@A?/HPo5wgp1f-ls[El!b)JwG&Riv*c4rQ.F-5>#q#ntKo7QIH)@&&3C+Xo&h-EC1#" }, medianErrorPercent: 5.65, spread: [0.852, 1.098] }, "qk192 v128 kv-fp8": { rows: 808, coefficients: [0.9349, 0.2355, 38.08], surface: "1:j<H>J.E9=O&h3s3h:Hn/%0ND#!OPekCuDOM4?X}wb-oR+ViGT0nDAz5t=Sm^NBht0N8[h?Qq6Wysk8WD8@5SZ1yZBdWJq#D2X6D8O<g0.N)}M{RY&ML^HwNuzFN#!93WK*ZSWss/+p0A@q=", device: { coefficients: [0.9039, 0.85, 2.5], surface: "180:T&KYNZ-T4N^DOMoaY-EOZTDO&6U$krah^hF}f0]D(.+UR:Yh-{ubh]TazOnSKW6lopL/rMl:7j]B[:d]Wp{Y" }, medianErrorPercent: 6.34, spread: [0.89, 1.333] } } }, "mla-decode": { engine: "vllm 0.14.0", variants: { "qk576 v512 kv-bf16": { rows: 1448, coefficients: [0.7031, 1.002, 30.43], surface: "1:9GTcI10E}q6v.g!D&F-^:9cflnKJB*a=[5S2=&)0zA]x=)=l[>?i7q-Leu:vlC3waX4014BHRhgHd8@SSp<u0^H6OTborY5n/>9dm=VLJ>>uJZ<Y^#.B9OlI*3MyVIzkiHw7*}Cug:M8wpGv&&=nLoo/v#F+nuOVV0!Tw0U@:.G*hGoy^$Xo^@)er[Qztt(CY?6@AMM4dK$gvgCo$nP0:rYEK^N1rwx{Sg?$>6G.bo", device: { coefficients: [0.8, 0.8695, 2.5], surface: "336:JGg*+Fg}l@2qafsGA7$Vs@5+$>9!N>}CI1s[>Ce8}END:gllHomi<(kwe[mD1b[8w+*Bg{>il&uo1&Mx8x8.Hh4*f^tu1j?DJ/X^Af>UFQ@.KBnZw8YwXKbY}Aa" }, medianErrorPercent: 5.87, spread: [0.872, 1.179] }, "qk576 v512 kv-fp8": { rows: 1448, coefficients: [0.8436, 0.5548, 39.06], surface: "1:c6eHL12g6H8q4-a%eNG7r<!tVrbi!$Z<KZ}Mka=VOEL:Pj8jRmB*?f?aj{FVKE].!)wfxSSAhY.^j!!UK[XfK>:%@!U[IoWO[XKZ:+yurxZimBt(IE}HlAf(s1vzq*gUHpsB3A$c9GSuD^x8*/>Y2iD$r+GWl5fy9<cq8yEGa+GE3b)Q[(g/x88[)oGz3w!<f>acOMF}CU(!pe)Z[fGlAmu%fI>=EJxK79@", device: { coefficients: [0.8, 0.4692, 2.5], surface: "336:=5sv!Z+u2@.g}4Jfq:ERKVEPz6?b[U/U}oXw%{je=4@=0m^.{-W/O/ibE$BPM-x+Mk*yDm0r&m&CrdNoCXLNbJ<IWR00" }, medianErrorPercent: 5.18, spread: [0.872, 1.18] } } }, "mla-block-prefill": { engine: "vllm 0.24.0", variants: { "bf16 kv-bf16 h7168 q1536 l512 r64 n128 v128": { rows: 976, coefficients: [0.5304, 0.9049, 4.192], surface: "270:o]-6-.YPjMl73KeUampEF:Ejy5K6mF2GVSTgPDGJI7KNHsX%{MEnVrmR8pKNQ$xXhW?0sCO]uG34pFk-VUD(B05%4vtVwazqqKZ5roy6{QkCqQ}7!E4gedCXo+&u8Mg/muH?h:RzFDPw{.+dm]qjpD?A96X/shVo}uE", medianErrorPercent: 2.73, spread: [0.952, 1.055] }, "bf16 kv-fp8 h7168 q1536 l512 r64 n128 v128": { rows: 967, coefficients: [0.5392, 0.9937, 4.715], surface: "30:o?#69Gd).S1]Ozb8ZT8Q=)kvpSQ8J^kp+KP+/<+?S?KrA5/88nWQ0+0.WG4BvfIEQ+8T-^d5cdbaqSCW4{QQ#[r@XR0JX$]Jlt}qBZs/a/k^sTTG09qM]Oo!4qpNDu[}Qr7))h+P1oQzXik7{E%3M-XmN[T.-@?$5TsBe<4kRR]->", medianErrorPercent: 3.76, spread: [0.864, 1.087] }, "fp8-block kv-bf16 h7168 q1536 l512 r64 n128 v128": { rows: 976, coefficients: [0.2912, 0.9897, 4.236], surface: "30:o?(6alnn)-YxPnE(Vqw5Nj/)B8ejVq!@zp$=UzB&p[Bx{b5ihc+SgDD4hf2AIj*DT6D@uKNd=<*BuHYG8pIMI3:5GB3klxD2xg.61F8ZH8qzKD7GZu<Ufn>u7yLI[Uj%wNhXOh{M@8djlpR=?@z-d&57A[xn9n7N6w4vU?((wkZtv5d@).I", medianErrorPercent: 2.64, spread: [0.952, 1.072] }, "fp8-block kv-fp8 h7168 q1536 l512 r64 n128 v128": { rows: 967, coefficients: [0.3004, 1.021, 4.672], surface: "30:rGxYY10F6Qz38OR]8CRx=0fJTM?Txz!WL^fVPtyViF^@k5@D+(rW{HtKr0+:5oLyZWO0-EYbz&!YtLei5W[0O?)FM%g>KU.quq}#YF.KGf(th</0BF=34rc>wX/6QV1(%uoFD(NVN<#a41Uz:X}@$jbcz<OfeWfI=(DGpQV?kXCje}z{33L/(#Si8uJ", medianErrorPercent: 4.06, spread: [0.89, 1.099] } } }, "mla-block-decode": { engine: "vllm 0.24.0", variants: { "bf16 kv-bf16 h7168 q1536 l512 r64 n128 v128": { rows: 1448, coefficients: [0.3029, 0.8257, 3.287], surface: "1:B=T]=.YPjLnXj%4?KN?U3c]UaEtFk@7#CM2N1U9{m+pp:mcR^)qy!@n9]jO[SyzL29AI7g[E!6s1L^v48BvE]*(}c<QP$vk7*X)vFyiCACl4kjoI3SuiyXfka+9*}j(js8GW<j2%8E]?>fzdM>P}KZmu?P3{#z58TXNZ-CG[/A=wP3b9.bsx=&MA", medianErrorPercent: 1.45, spread: [0.969, 1.043] }, "bf16 kv-fp8 h7168 q1536 l512 r64 n128 v128": { rows: 1472, coefficients: [0.2604, 0.812, 4.08], surface: "48:o&7<6.YPjvVaH2nV!IO%so9K:Y-%Z*PZQ#>*x$:K1@Vx&6jYnDk#rvrFCf!s}fF5w^wR.#5N2cR(FC/mL89U5t1yxy8w)fVOADOLLA?sZukkX&!^Ul]AGy/GpjHJ>P>.20u.>lns3x<LTa)HdbBiloJFa[Exhf.Q451OUq<J>}PTx?>(GN9(I)F87-f^x!fpAcv=iWi]S]ZJs&%b", medianErrorPercent: 1.71, spread: [0.96, 1.051] }, "fp8-block kv-bf16 h7168 q1536 l512 r64 n128 v128": { rows: 1448, coefficients: [0.186, 0.8251, 3.683], surface: "48:o]].}.YPjM1>clnE{sILX9bW4o.=eC:b0<dr<(PCgTv]L3!a#64y/Lt^b]JXy}g0oPql&rl4.!BFO1Pza%8FBISuzS3m>0N^m9-O}(iMaTxrHA(Bn.c7JRE@).8}J:@:^EYRkp*6}}^:TZKAf73VIhwPwRCF[tt}Au@j{5R)ymI={Ze^+a[Q=z=#^az1R*p4KFl2l", medianErrorPercent: 1.55, spread: [0.965, 1.05] }, "fp8-block kv-fp8 h7168 q1536 l512 r64 n128 v128": { rows: 1472, coefficients: [0.1932, 0.7953, 4.326], surface: "48:rzS#i..qvGp?!wS%jO/!8aZS<ncU2k*poKn^&<P[P@xiPb]OJ>HUp>Re*nng!v[:Vb0{I0UXRz48z8Ww55a<6vM9DpguCKW{UWTbWekeKwRddwVke%JT}a<=2KBn4/i=[MHQHh9Q5)*N-FhiU.l.idL)C--g1mLj^^iF.ZG&<JYbWgv:6ALuwOc=Rkm{7+EG", medianErrorPercent: 1.95, spread: [0.953, 1.042] } } }, "dsa-block-prefill": { engine: "vllm 0.24.0", variants: { "bf16 kv-bf16 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 806, coefficients: [0.395, 0.4074, 44.98], surface: "30:eSS+?Gd)Z4LH}b*I$Nnu@QnulpZ+aQB%<Tg:X}oO!%E)PPo}4rQnz)L:1Du=epif@zyAuSF)GTw):2+2X#>o2hJTscOm+0+({<$+AYO49m6a@05B#hjeZ3nxVI:+3@:X@AYtwg9gWGW<K{tC>LN9D>bf/sYNNN#v<Xy2n8VadIoBiG?VaN*Z+%Pk*mw$#b.Q+/XA0)dv6#QKbM/@UPs8O", device: { coefficients: [0.468, 0.85, 2.5], surface: "30:OSqCiZ-T4MDVv*u%l=M4taIs&O}*d55f&M00.No7rrWnH2<c&[u!({A8V+BvbBt.3qmf7Rfh}5WOVR0Ds<Hkg%d4i5GskRG!?#sm[B5aT}2y" }, medianErrorPercent: 4.43, spread: [0.841, 1.122] }, "bf16 kv-bf16 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 809, coefficients: [0.3258, 0.2452, 40.69], surface: "1:o]^%r.y#x=^#2(m1Ip]p%97S5zpm%>oblLdYswT*98ddocnu&s5Mo?/K0l>Sc5F(]3(2kjh?jAu5jPqfWix%$SS:=qZ$?[Ftn><A>G[2C/d6p%oD<h$ON>x?/#z/.k{kgzzZZKPZTIkI9R[#G^ry66wN<*2FCT45X&mqPiTY]Iy=2wBx{#v){[H]i9R%SX=:55%1P", device: { coefficients: [0.3824, 0.85, 2.5], surface: "30:OSkYyZ+u2@G#@(+%5{*eg}nILAv&#-56qQU>Vw-GXwYdHbbp+gCtJFs3v*{M{6IT@/$w$LC]Y4v4i@#9p8c%?6Q=68U2[A^1c.?r9!bm" }, medianErrorPercent: 4.36, spread: [0.837, 1.143] }, "fp8-block kv-bf16 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 806, coefficients: [0.2427, 0.201, 54.6], surface: "1:o])XV.AXI#qY1=pqO8i)5GBmt%nM)Z:?oBW7A.=[OsqPcC9kBS-L:-bv!Rfq97*!1.P*W}4PiuMlczntKv#$=T1Fb-aSf1^ju9v0Wy&8&V5S(H^Q/b:V0)s[BcUKgIxLGO=LAM%hDf6)+772:QST%<yU]0pMgavq5HE%4N!MxlJMQ<UO[M#SH1X3dsyn/w]lvf.44c%gOnfk8gKPr", device: { coefficients: [0.3623, 0.85, 2.5], surface: "30:OSo@/Fg}l@18d-mF2cJ(9G2FpgVV6UZ>0H^5Ahk1J.X!#+SX6/d-oh11*29n+P7xD)CLTWK(>Y=*#0:=Zzehk6Qbs.0xf" }, medianErrorPercent: 3.37, spread: [0.865, 1.124] }, "fp8-block kv-bf16 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 810, coefficients: [0.2165, 0.1279, 52.98], surface: "1:o])XB.y#x=OIni$)uw9(%nQx:Mnxt3atm.Z<^UqkKMJkD]5t?xl@ooa2r}m4SrVy3HGFhK-IBi%}P8ESeI)<d7sx]JC:txtElO-$=eE5LQMBn}Wu&%u=waPjt[gZB)7sL$-=JTa!S{^^ebe&0:x=mW@R0CBzGsO<p4bEXmsO1qeKCCurAm490dmV+DWQ0yigW%FW.yds", device: { coefficients: [0.366, 0.85, 2.5], surface: "30:v&#3O1lfvX@?o=Rgj&8LZL[cK8ueWy+lj5tu$HO9uG}IqbOyK^00" }, medianErrorPercent: 4.08, spread: [0.908, 1.129] }, "fp8-block kv-fp8 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 707, coefficients: [0.243, 0.2579, 54.6], surface: "30:eSOO2Gcp!VxaF.!H1)vX:OS.TogYiPhY:(T:SI?NSqzA9QB>@]8+9U3Vy&X=-b*Fn1LsN&8mX(b])AGY}?ChWVTHJTPYBllHmY(u3xix7qmO/$]uUJyX)h%FnB.^J3td>7iuwZH}NbiH9%SDrFcmroTgWt7A4<3<y<xj@q$EP8s3/(bD57Kzor6=&=n1&Ku^w9MiOefx}/=?RUaFiaY-n", device: { coefficients: [0.3634, 0.85, 2.5], surface: "30:w55uG&sM1>-q/(nlkPRi5[?aAb2L:6FE986:&U95VvLMRhIq#rw?Y6Qbsz#]bMYU^oV7rJ.Hcf.00" }, medianErrorPercent: 4.99, spread: [0.796, 1.155] }, "fp8-block kv-fp8 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 706, coefficients: [0.1928, 0.1933, 54.6], surface: "30:j=W^E.y#yKz6%tNuo248Uj?*^4?LY2HS1*z2$A6C>5Y)Cb80=-J1HZXH:-D@6N6Lv2(xz*5w+B})S)ZocN>8Y5J.XoC@GSq5?wX]xDSU{>:Fse}G>yfMCrD(rw!S[om*PVX]1Gst:E(T6HoLk>CIo?[4()UYQ<z5Lc:5mtGHPFiL*6cK]Y!!?>s:I)Bv0py-ELA>>faG/4oOn/>UUkZtNuS", device: { coefficients: [0.373, 0.85, 2.5], surface: "30:v&#3O2nva>-2jXdt.0bOfQ363L(LYm0SS" }, medianErrorPercent: 4.96, spread: [0.794, 1.159] } } }, "dsa-block-decode": { engine: "vllm 0.24.0", variants: { "bf16 kv-bf16 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 920, coefficients: [0.3798, 0.7523, 7.718], surface: "48:o?#5%Fg}mHtk%7<<Q]$LQd5TH[&R$tW/-S#6Lr&RQNls**J![r/q%u<k$)rX}aiBd02e]%T]%SC(QOWa7Ppd{4}iV-IO3d>+d4V^hv*xn*=}({gvCIYnhwAkR3as@dZ)0pr=@no&aiMLy9*?2-QafUd<hQHHXt1Hrw*mohc{", medianErrorPercent: 1.1, spread: [0.976, 1.037] }, "bf16 kv-bf16 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 920, coefficients: [0.27, 0.6943, 6.97], surface: "48:u62BbGd)N0}q?Lrz4iby38S-399:TaKxD$ldcw.$JezZ^w@mP$Nb0A]uscUJj$u8+6$ZX1UU]If1:XkR}A2Ujdig^x0c2.}I/TdQ!K[F+l$Jslro!h-m+]Bp+3:w9>Fe1nv#{nHygQZ=yZm-e[5nOiIsveGMo=/?vYIPB]I5{QUJ+Ek@rA", medianErrorPercent: 0.92, spread: [0.975, 1.033] }, "fp8-block kv-bf16 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 920, coefficients: [0.2449, 0.6787, 7.708], surface: "48:zbplC.YPi!?qd/8>Dm5=p}I3<peNa6<zb5b5S)&#b(*}@:lhpe4?Ta-0mAAV3$Q^jN6bd2.fZDKd=ng>tHP&(foACW{+x!zOub/XQ&xa/cvpVvm8UmcdvMD<!DY:m[#LxKK-JcYn%>D+EB7((hx}aVtzUo@YVPnDHJ$<P}2H", medianErrorPercent: 1.81, spread: [0.954, 1.066] }, "fp8-block kv-bf16 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 920, coefficients: [0.1984, 0.6456, 7.235], surface: "48:t#g[A.YPi!/s{UKM-XNAewXvLqx4[7mOA6HhflM+)<RuyT16<&}-I!%1y]s=&#XQ192b#V{kdBFW769.dj4<rZ(P]VU<qPKR2]zIjc9F5n03QFR:=fNjRW+rLC:DVy?H{bl[sbD>J@?N84sEb/ZvSo]vunW/169u+{>57AS}gYu?}n*r.xt#", medianErrorPercent: 1.61, spread: [0.96, 1.045] }, "fp8-block kv-fp8 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 936, coefficients: [0.1158, 0.6306, 7.474], surface: "48:zbwy.0X>bIv{Il@n5tl9liQlujE^WdM+(H>HSK6ZnOYsTFh)YXrIkO0jUs7YF4G25K($+Nw>COu0$7L1j7EbAq8zxHwd%>:vD2).]OlW]r9-abK([<f4U27TX)zk5L!Gv>(BCMgVfy%fxqSH6*u+uObz>>5qs4:EW^eOGcr#Z3J!A^WXgO%Hx2Y@Z]TRs#qTskMx}22", medianErrorPercent: 0.78, spread: [0.979, 1.021] }, "fp8-block kv-fp8 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 936, coefficients: [0.1355, 0.4754, 6.673], surface: "48:rzR#(F?NR*03M3m}O$?%@+[ZOZ}KG>*i>bHMAv&a)PK0HJ!&oSdwXe4Ys8NBvD^QRKNII%D(y2/<9?@dvH37zU4<davK+&/el@%h?V2K2.twE@[0=EvVQb]k5yrGbVfjbB6Lf?RYMnQVn)aBq9v0%nqIXpbC>(h)nfg[O]xMX7N2[T&X]U>JUTSsiC$!q1wVU07UAWRT=Ej)>OTr#S6J:+P>D1j=", medianErrorPercent: 0.74, spread: [0.965, 1.021] } } }, "gated-delta": { engine: "vllm 0.24.0", variants: { "decode convolution c4 k128 v128": { rows: 198, coefficients: [0.8, 0.8028, 0.7392], surface: "462:)AJfJ03zXq^zBK(60.FtE8D1[0e+4LLCmXam%nwcgZp]CKZ%n?+TDX3VY)S^sJZybu!fl1", medianErrorPercent: 2.22, spread: [0.962, 1.033], over: "prefill convolution c4 k128 v128" }, "decode state c4 k128 v128": { rows: 197, coefficients: [0.8, 0.9838, 1.415], surface: "42:<<kd-Fg}Vt^qBP}@!HCfbRQvm44X?5ql9a#nsZeIUcB9scO#E9rx!^3=gX+%E/rg2l.rXF56NAe", medianErrorPercent: 1.71, spread: [0.883, 1.164], over: "prefill state c4 k128 v128" }, "prefill convolution c4 k128 v128": { rows: 1150, coefficients: [0.8, 0.679, 1.089], surface: "462:zp4kKF?NPo&c4N#Y-kQ3*JA9>Z{>*1Cr+>yx*sbPr!a4.[HyZ.9@xgP50UDJ^Z$++9)X0KzoI:nOy=(N5MaVc-=)U)EvOj:3]ynRRyE^m1a[wnv02y922uf0lk9<Di7xUOHQl)%op)%7uZX^7ha1<[@(O?1j@io8ees.Ka2YqxpoNJfi@Y4G.BgjS:#o", medianErrorPercent: 1.13, spread: [0.957, 1.038] }, "prefill state c4 k128 v128": { rows: 1150, coefficients: [0.8, 0.6629, 4.42], surface: "42:EuztU.xomP7M]GpOQf!-%nO@.Ab#ZP)Ql#@:c7#R+*wIH{CWz=xN-sEwX>!pPzCw2N9LV2)Iu<&vi.-fw5aSqT>hlrRH*G[p%1MJvncY4Tf[s/Mw[12LNLAT:O<W[q6axxmZj!vI2RCfAQqi&D!TjH2%*)j}kT41-wi*IIc9<*DgseC:5$pUTI+=zR1/<o<+pua6e<NC.raBA6(1)R", medianErrorPercent: 1.37, spread: [0.965, 1.03] } } }, moe: { engine: "vllm 0.24.0", variants: { "bf16 balanced": { rows: 3132, coefficients: [0.3917, 0.7627, 3.746], surface: "288:Wn(QO*C/RqZhkl!1BETi&njH)WUG4Xzq@H1-117${ho=p0!-L.KrPD8(1cwiNv=gp<kR(s+eyk-oM-44]{u!u-}HfSEI(Tw8rZURhTdAOU]/@{J+>n/ML&^u[8![w<FMZH}4Zs>Ne+Hdz=45t)4j}e:foc>xa}e:@w&j1grk[bU?.24Is-%hvnu8F10p}1F[C+32K)9wjD0GOj-XK07YkdeYtLIkoND>6{PQR2F7@{nUO316jMni}v9cFLt5}RVp^*Quy1!q[T&G(xkC#sE8MY/*Wqqa{BUor@Puv{4z6P@o+!<{{a6LryP-?hbnYm?repIdz42ICCTrzdHZtSz(t5t<@?qki*e=hTt/7-dM/CT^GfAb4eL20^t}qs^rVAOR?)Ut4zLWmp7[:RreU0}VUNWS#9DBHOtu29oFz+B@afEH+u?O&7qEU$U}lyLpI*N=Pj@oY%HB9quYwUH3<K)L{8X)ZJsnlM[-0{NQh]rVjq>=hngzehdE-vQ}s9m]4OQjd<NsrU42X*$WJ69yr%lapMN+Drz]t3}}VHaQ}f>PgclxKY^Sd?^yO3X1{CtjvT[IlMK$OFj!D<y>szQT)tJ?03Eg}Ql=.Gd{SpkmVFv4:z/{:nQgR[xY#aHw@eP3J8fKLSx>Ij<7sp]AmVDOqtF<4^Z!OTyc1MspLJ{0&x]V6uIZe*k<(0?@z1VR3e#QwD}<WM9]rT^Hk-+>I1:MX!c!97KHPRZwb!6ur:nY.NT<$:/(ezA&Ov(U@bjcK6J2)J=SWIBYF@E9CM6QOL:RL:RV(%z%)O6=X.W7}!I-8]-@{iLvYfUuae@4{NgQ]M*4BHTI8Ms96j>)J/J-(&gcbb7RpHFsE<5x<Qz2!fnZGth7j-g/7n0S1w:>WnU:iuV3kW8VwGEg92#[XhwHS1a1nFCO]Yq5<kWN[IHHNGBDH<.hG1I].}9>&&i%JjD#t&SL6[nteM/8O>)MvxlF0Ky}1=qQX3@kfdw(dDHb*P[5LE4h21*mv5ID>zm=*s2hBQhIP@3l+gL)A!v{0Lze:K@N0%MDOMLLL{@amRHI1PszH[J(U5/mvmaC0Tx?voF]ecc$6g9{q]=/2?RNU!nWOr%90<]d>Nh}dK1@A4<y<W9hsUzY&!*qvo6K)JRM-NTFj[JN0", medianErrorPercent: 4.09, spread: [0.919, 1.124] }, "bf16 balanced generic-kernel": { rows: 468, coefficients: [0.3157, 0.779, 3.565], surface: "288:L#VHP*B%gzqDuR?mF1[a%hUl[5)EENgDX7VIEB%Reg>Ir&Qj>cy+v74FwmsU&=XBo=C=fCiGE/Sc{H2q)tYe!VV7+=DN.Ml:7kMfXQ)4kB{v@oV=eD9<S%-wxkVULc&wtIE)J^-i/>f&:QjSFRiq=cTxkr3//O)rta&&(RVMw)jGMQ/qw5{5Lx+l{bxGVwFfN/lGmY)IVF[mP{s&i!F(w(1l8C2Lb5gC>06V?TVu%L%IOf)1+a]9<sxB&Zh8dCLB3X6aD)y]aEyb2J)tj2g:D9Xy}OpVG-ZS5/Gwj)YMV#4vSQ6553HUK$mHv.=KjY<y.n3VF(olxF.!<A]SNteGkJ2}R?$T/vE$Q3#r>RFk10{a5<k3FbA/#GHb8.n7XP56rYt&SDE@vCNDiE%=r.?H5P>=2rYEHi+tZXsj?bCX%ANPIS}T&SVS:iBT+x76Ef+47BzhP$l8V&3kA{SI}Fy.8^zPI>C+f:lTCs<bEb<CpZ>x%>f}$@K(h%bFTH/Urmr*:SUbW!I#Z15U9<HO5lh2r3imC^SNYCo1w@40CxYY$<)bz<*5On2ZM@hASKy98%OdQf@qwSJ!bENt2UN-90>)duiFwu{=T96QvqIy+N.a=#Z6D+L.2.y:+5fli%3HBQ6:cF?}z^>topXP)8F&O!:c3F#^mnU%v-%jGA(sDDlBwlA0s=L5LCJY=pX:BJSeB{$Tft<rzLdS8lZ])JztR2MsQo48HM=@q1*}FDEn4E(dNG%8rbV=XL(gK]4h<*A8(=k&h&HR$4Qh>$.:B:OJN2g7iX9lk)Nht-Qu-}4o1COAzST5>n8{+8", medianErrorPercent: 4.26, spread: [0.918, 1.133], over: "bf16 balanced" }, "bf16 power-law": { rows: 3149, coefficients: [0.3086, 0.712, 3.68], surface: "288:JAaU{*+]MzC.!AOA-eh5%f9:VDgK6o*Q/Lgd2HzhLR/dTiAt2Lg:pO<^fcz]q&G4jJ9<OoEXkTSUK6(+EI4Zs6E=4vOABDPiwck0VPKp:}ePSYW<*&7K&]oJQ<dXDNu/OZAs$6QpW@=E}mqEY9vnDD&+q$<3veODd10s#6wCH78oiBoBFD#dD0C>}(@J3DBoF1ZPd.djnHW<b!k=Z3=CRDz+Fltc:b*X#MJRYE&NMiXD{3wyamXVKc=TFGpC#+WJVh]raSX=r&)uy#9#-+UjQjQ.vq<awoUI4KbKn-?Sl):z6kv.&o>Tu{0V2(N2F&sRU=J>+10RmAx0G/ldcLyXk^uc2IOwL%(bBFCTaB[RR5F7ZOuP3:Z+!a.F9k{]pkvL1ZDFywEj7wJH:9XA(-lDs7JhE+DF2W#e-M5S^<7WAV?S-:SxI30AT0IaN^7GwA=L0X(*#O/64ak]rp$!j{sJ<c}siy!l7$i3>-paLqblVsbd?&m@Y!z-A#?%2^M@F]Rdz!7i5.soqrTd13%V?21[0U.^beKYw&<7Y3WsIgU=D&:sAHv3BW?5qX?fTXH)&g@u-/zJjt:oH=1RRG[#xaVd%zw#}qud=)8)u-ZAnASF.9tw^l>bgQcqM4OtY.0/zg&jJ)Ob]O@DmyxV6rZU4XF?7vUj>rO[/D!+8q%juUTL7{OGt{r$XO.MP<[e0vDod)[1Gh3JJgR5@m@F5v(iIfmr%!P%F+1@L}zZ{s!i*xLfYUxiJ^zuZRG.QauKY4end1YK0$hC!7U8Ji:V[M5#6k6EFp5RV!Me:Y7[%iG$3LlKl?Mf@Ljc)67bQBIGv*4<EYYkNQ39q>X7=o<qm[h9?]E1HeQ}^<g+MXJ@I)X$FM4]m%x2DEN4R$fD%VtCVh2rdkEV6r9<d[AL5hlRK=(P@@gA2b{e.pp#JB^c9a8a(F%udk0l9/[:/hm)<c)<)Q!L!AP!@OutDH4qJ<{O0tGWkW5XSMt@(b&Y07+O#v(C<sV78wct=msA-FGZ/j=ph3JiybCPCspB/P2yD0$J=zS*64wrUm:9rDF?Ld5anQ@lu2XHfk{1S])e}j:qF*][Lve%sV$jjiTbtJDYJKaWv/V0&Rd[Mk}1J<MY@ZWGPq?fuDAA(!OZ#8u}.+{8}rWE3qQw3o[Yn(g<aC3G]k:zYN}c%&YyA6?}:e4th?n{NTt!Z+}sS0b]M]D*e?!}=:VYUUX{eq@59a-Ci)U0m&(u}+)#T3ZtCV%cJ$he68#PD.[tBd#kLPZe", medianErrorPercent: 5.44, spread: [0.893, 1.163] }, "bf16 power-law generic-kernel": { rows: 468, coefficients: [0.2138, 0.7464, 3.52], surface: "288:Y&BDuOg>wUy:UTDp1%yt%0uAiA=xX0U4i9S:k?Y*8c]H-M9*xgeg(JwdydCwlN#jK>X%dfc8qlPH!%.qGgJ}g2@dg:!sMA05#AK9d}@+#44Sm!Ul0LE9#2.lKS<}E74<k&}vm!7Et+(SVZlXF}$tMvwBR=G{Sw<k{vHn%osDqFUn^g9E78Re8HdAw5OtsKVs@fv47g*4yG&5gZhy@V42!W7]hn*fU6^uLKt?}mThsv).zi@!?Lvl01*2i!6pFlDNv:tQSLLVZMmZwqvsMH6Lh!N>c&ef+HJYNg</Rf:p0uv=Kzq-Kblyg^AT?z]^Ur8Q%27{V>:I*up2qn2NqZFdX7bIHqkONGFWVTP>NN?{Yp9B1a*6ucH4&Gm}5TuojMKy9HNoH6]}:oGG5a!XtF*oWHJiE+>Pq])@CUD.z*5Kls8l2)l<]Z$jnjBGAi%{7v[#l4*$ND/h09D4AEl>X+?8l&K4$J29>Ng^wj:lrbdmmi<*5<hj(7V6&j@qK8YGh--zh24n]aOsLz>97J26AU@>i@{Qg4Y!7RXv9Fmxh+2OzyyjVSJ[It3R[yy>uePxeC2X<ssSqVcdyi+{mFwd7@5MXKPn4jt=iLAgIM/3HN!Y2&WGCANbFk{*JlHPDK>XiJqaz<N3{8fwSLo8Sn?Y:(2]>PcWz/:2T{Y1)C1CK3ubRBZ]mnAQWllKnRv{kly@+=($esLRD(.}aNvPz-1y8#JsX().gTmFM$5N-CGaY9nOW0ijNPP9@w-=T$aI]l<7a-9Z>4CY?%08-k:$:-^#qHXvUNk9fyBtADLWVP*us?Wl?Z($^NLaBtz:9QE(nb4mq7E5alnXVgasXy#Pg3IHOZ(<rd@u.mv+eXDKYk!=tyWc0stc&CmQ5bUEx.$DW+9@", medianErrorPercent: 4.46, spread: [0.909, 1.114], over: "bf16 power-law" }, "fp8 balanced": { rows: 2988, coefficients: [0.137, 0.195, 4.137], surface: "288:+#JCW*CPP.0kaSKbZcZFpKgj+E]>SB/aHWgA5N}%t<&guR4HKfv#!Mp80+pxr$sLF:SW8c]U>Wptw!k#x&wi#kRh0?<)38&kk+kyn{XMwBq+iXqDVR}a!u[0BtLs8XOj)OPn+tu<D4Wj5tHG*v#pr3(S0>}(mWNaML1D]o2P!uP.!.mglP1xmjVg}Mh=L#DX?cI[<L}Y&hM.V8g*WBb1m2fMuC:Q74w=[x}Lew{YcO.C<IGG82M/OhKauc:3p]=7rG/C-YOCJ9o@)V37J2Z{:&c12P]Ea90sLt7i9MvLO!oU86InH+?UPU3[rz6I&1tFYL(pON.0U0Hws15?tEm*e$mQ#!7gMNNgW>G9g$:H8k35?k}ok2&#S2fJ9#)*otP]f8y2xGsJcNt9!/)[d1!U6acY8ziylE*AWh1aN3O<<l]u{]LxO7MFffB4tv.$vtfG6}z>ted+(k)oIkNygkp#6Oj{i:Gv#.yQK*=LoO#<F5*!U0XzY@iG/L{p2WU1fkn83PBlPXn!amb>.Eh#2p3AH>/u[AjFOn9N0i4DdTAML<YN&.mu0)!xx02a^nk9nX$Q.pSGJm&Q&5]InR@eXz]m)=A*.X%]vHST9C-j3UY%m=DXK#K&xT[*i+2E}sULXsBLSEAF#YKd!I/inH>jOXEC{w-:Of5JyIr4mWb/.3.q/+0-Y50#?b7JuYK0ZB[ywVRoOzxqO)GKy^>f>R=}7BIz1j(U]/W/#vbnXpCzE?n=1^0La5pT2v/:sl}UV}9wFumR}(OW&KrGwGn{tvIOpdUSg5U?ksRXMfUwjH=#O7<[E8gM]1^eVsId+jru2tEN8K3ngSdBugbIU#7@2<>Y7{qA$SXqLCG.3n/l7Z=HYb3BN>.:2:Sj>/6!*PUfEL?DO7:Z6A3@=<:UD+^(oU0c%r7y8(q*(WWcQY7Qq?*%Uj4B))&2>Xp0<gwV3ac.!hmT>@YE<E[B>{pUvlRHFDo:6&1</80]No4KOeBv>%@DrqmVXM>-BtXqy8P}b?K}hx+V!lZ!Mq]vizB[gHWlV5p7&qj(TQ]KXpd-mYfXP1W<phu$PxTsLNKEzme9nYq[?7z!@d!03o>JP}5.9v{@LM4LMnZBQh>[qFaa8QA2]>HO%[b8MdEGx", device: { coefficients: [0.8, 0.4411, 2.5], surface: "288:)uu&CGcgORdz2n6*aw!*?8O.BHX$nWM(5hOfp2G+Z2lFz(2H^ayOWV>?1CtOW+TBA04eXPs9qlSM@JI3m+m46IRXnc&D+TAE&R]xF#zqcz08QNY][G30Evi.5AWIM&7JHAtGwRPkGuzVUh1a2UzsPi8t.%&STB4Grm(.7uVwdu6sd0O@UQ/y^D{tbpx&I0Sm=W^DFmj@w[M2*pUs=ck1y/!T+e)FLV]>(ob}s32]$A9(zlW!M@.(owT]U-zV" }, medianErrorPercent: 4.74, spread: [0.865, 1.124] }, "fp8 balanced generic-kernel": { rows: 216, coefficients: [0.8, 0.2196, 3.704], surface: "288:)nSE<.YPu<LCzyt%4$d^n^K=o3Ya)%^Z[(7TxHt3ASj(v6{B:SfDKKKDpY(.CMoUqR#569<b2<9Nkeo5Y91y<Pt-hDpRo^BM.@-W7IUTw2h+$@?1s-Z*.x^Vt^%(y6-RW{xuY&MZb}ovh9C=f>n]7u=<+wRH5?I[oyD(?bk^?CiswxH<6<kM=)E1@IJ%DzniF]Gk4dA$}CRZ&8LS97Nk=ZhvzPegxf+e4!SE?pvm:JBD!=#G?NkFGWtR?3bPk@(Vz=BIcL3mvQ]/gtFsrwyQIIo+nOuiF^PxyQwOi>v*5jjeUkhT#2v7WNJrTkjB?Ict]s1mRWc6%mdSnPArmZD$KxDyXL1K]m)XA)#)@NFT{d}5#HRyQN-K?v=tn)^Xny7Vjupx0BS^Akf-!Y3kw*LtoUS@5{?w?0RS{BwM{TRC>rg:R!N6wEk0X5:^1iZF<WLGKNNif#HQKe/i?<J<]U[4Xg2hX+[bE9#zS@zxy{6y", device: { coefficients: [0.1, 0.2864, 4.137], surface: "288:Y&A:a*+]Y-96A}JM6r!0SxqKc%7a+oyRq0k=zli#XHUTFhmk30Gt[)9u[+p#zDL]7+PS<FqZ0+txz/6h7#].gvouR.GpxZ4{XLvy:v}&JAAt=qk*u&ya%]%0ON)yE0gctvBTBwkRw^T)Z&/{dQb)D)TpYD$[xXsAFyh})(p?):m-+arU<6/[q9u]:fP4Pt%a6Gr&oCaI[gRfs%aG+}fO18P5OqTUvDCk4%8c<w@GWzf<m?E/{>.JEEd8)D2dM1QVTq><U4c^VHxDdPiSWHdC*4}iXZSF/>iw+!>s#iq+%m2?8$]V/jry&^kFhFejtW>f@EkY5}6X@/sGxl/9EhKjpNL[kHx(F^VMO=.}f7UdIi%pN.AOUAvRAV8N?aFsg[fylXGkfUpwxs&lbjp@Ij.8ZH+ivm}qr^ZSxIP$&c#ghTQ>qmYoD}J.?$p[5Woh%fVD7&{11.-dGyBY6TWvB]=eW2LV>y:neI(rA-hBa:<+fP}vYp:OrM7{zl3jJ-fiC{yZL&e(DYCyP$hY}r>!z%qy-?jJip)FZt3}u2oKMdRIhCZERtCM>iG]+S-^1(2(oGj0M}t]0r{}GgSMYgyn/ByC=[0An(YSsscY&22fz-QFZVdA+mbzZi7fZx:FL*v5F=!s6ZyV#X!gwI-[<L-F{E!d:pP1F1U?rlzc$jflIjGiKttvpw$?{j/bEtLBGyOCd896u%86X0H[Og2/xwk+6S1$I]@{9YZKQ*6m/3aa/mYLhl&+.$3TS?GZT&}Soj:ZYQh?L<57zpNHAK!se1[n0]<zWeT0[.tzujRM=e*SB@E/](KBK22utb{b8#-DkUQP-TTF[31Qy:7Aq:-j0Fs]9ZF#azgyTr[h3G)x7HwFD9zmgck4Fu)T>@zRBYVk1@</tI2hvD1{l7?zWhD&sK>)yW:3Ax3LohK>]8/bz@STw#dA(G2}@HgUnd*N?Tg%RaZ)kNcXXva9ewC29IWyF<tEM{@-54%4?jm]plfX+m+n6#UFEi(Ly<V<QBX}d>fbZhnjmkNEx0C(z&C%?LAaVhSxwmt7GA6ncgrHnzahb}u8eEp:KNL6Ql8T@u1[7qcIN)J4=jlkn8{G3#EOUhjTvJK@T-O1^:UA5LMGIQP7+sM<u.0whN<9?d:s5g7cUk+(C{B*TMu./GH9fPM$K?q^Lak{{sZN8JK)HhgcD-3z{@6whSB[kbMVl7MS1nmHP@@A" }, medianErrorPercent: 7.8, spread: [0.759, 1.165], over: "fp8 balanced" }, "fp8 power-law": { rows: 2988, coefficients: [0.09245, 0.1716, 4.825], surface: "288:Y&w&^8-Fskk8#L&^@y]%eM@<4%nPnfF$+J&HOPoWm%oShW3yt?k7{{V&=8D-9s=fxi<8&8uAN8!+H/NUQU$h9^ZOza]vO:*nZWT(gWRfR44U*gi45gx0YE)>/7V]e-?ZR]v6/[MXhHjx!(Be7XDI{pN1H/fDnO[K:Y.n9aa.$Dn#kg.Tqm^uG-rZv{aMF{G-r3[JQTW+-YT!e75QBB{A@-odoUY>{Xz#[L2YQY*8.pB7uVGoJi^?SiVWXTkKKN8dpUD(?UzFktea>jb+<=QA)e^d]?Ivw&+Q7?J06j3SAyHZ^KW%onJ-iR)$L[QkpZaN22uaVL+v0I=s$GZP=#im<9ITqb&Exc-<5V^o[[jYy39H?g.eUqac7vt+^)qmBW0QzjLPeiSy16&EgbPaY]nZW]GR42(Qb{++Sj-EhmY%s%eI%Pq9#jTNj!q9IqE#j8#Ds8]tj.S1n(aEH!AX}A{N3&<@)h>+?{/{.8qjaTza?C=xArkZ+9<ja}f4Wz/TIp}FSn(c-ik>uf!voH+&T.xpHfiL3u]h0k2oS)a1k[9XNUs5C(}gYy>LkVhqPp+A<(4&Fmrxizu5iy^ks>xmkGaaQ)-TfmLwl=K]{KHl3%(>t2jH1/pqY&Fv/x-UWY%pO/*oE#:#dRB/^WOy$4zri6z53jC.tMXGj&t3IC:uHKCfGACd2=QAP$.W5]1mjl3@}gP{QyTHU#2L4=yHJbT-*)p}Kkyw^!]%r95B5{Nw&o4ThJEu::oV$a<GFi*y)P#R^T>hrK%8AY!}H4.9S+0PGyex:Rb4--o>qn/DOV2]yA4?31Y5B0$Rf}f!L@)z.zUTi!kDTZts}(}:I-yJyD#^2FC$fJw=^C)jB?aD54pX/R}5tf[(qWrc!nvEk:!EPKymfthkcYRJb@cY#ip7E]yRy9+Ad&%0Y7)q7RyUF?SKu15->Hnqv2G>ledb>$:Y+C.8V#:FJ2jWm.Q3dK5TEu}B*[hF&2qUNqytkh:Q@kl2J-$&=OWhzrHgw>j}5M#OCsMNegRdh=G]518:7>]rgs7jI[H{zD3%454}X=2Cwnje*d<!buhX5*?K{j(tF%hm:%2wa}Q9y<5$0[hkGCf=3&+c-ggAo*}Z%CQF/Fq:Fe:iI61WZAK$%>[B(x+[MTiU/5afzddpXpdPw#WZX2Xw?M+MO}a%l!vY{]O]Vf2e^l!cNiTD.zyMZlQ>]UF8g%b{Dkg8f9x}i#-(1cdm4n)MM3l8Cd9HEeG*Ix0wE%a^x8HKN5l7x", device: { coefficients: [0.8, 0.5427, 2.5], surface: "2304:)utu[Z-T4Mzft)U.<^!DrufOxR%gBEGcua$Sn1T>=TGnwK]eMDC&euviD(spD!-OUW2y!N7d2j#j>eQ2/[m*tIWfWU.DnK!1{Z-/pR6JNeSdXl.azRuKu6naQgovmOhTz{7<{wr&)qa0QYo>+CA?OHDvI[C[hKD4[Yn^8:MA:" }, medianErrorPercent: 4.52, spread: [0.904, 1.109] }, "fp8 power-law generic-kernel": { rows: 216, coefficients: [0.8, 0.1809, 3.845], surface: "288:OMjva<u%Av(AG2aj)UJ80S&u3xgapk+}uxVB=1uk^vHO{?k}K!/S3Fys^3CwoqoHD2@Ug:.<Dr28=#cd7/=t}Gt56hSJxAu=eWudfF7rIX70w}1Wkih>QYG9<W2k/gxMyVtg3:6WBu-c1WhwWdBv[>pLncj^ML6yb$F6n4ZCuG8C-dn?vO1Fxt.hf.7a@kLKY+FHYh%Bxz?VHCNU<Mu7@e#V)a:vOuG/aExbh>?)eGQ}ssX=Tgt4=o9@eVyMN/=vHWvkjC]P..bTxmQ2+9C=4#MlI>k85[LR^-PcD+oORP6!e20Zmt/U!zJeu5sx9oteBBw]4Xg}2Oxv#y04WEc<&d[P>vcLWJE#QPcjqKQ[A9Y0!=57AMOA8xGi:F/X-57ndwu--6?U-C3}u7j.gK60j&s=N^qYzC^=[bGT197[uh^F)H^q$$}*^FFfnGCC:kP5v@1TDNrJeB(UxscThiA/Z9Bc2@ckceIU}A+434o%(kCkGUn</WIeLe!QpA6J*YV#.niS*euym=ie6h6xv.&-8c6@X@)]3GIZbW&hDNkqM->/&=A#xyo$J./5SljoC1I>1kdx1-sLKUoH)xAr1c!qlBym}L3&&F+o3gMza]DWkYsUr.Vw}>zHm5K]f9xzf^L&J5y7Q3(xPD+?2.b&yA9l6vY$j:VbK<C@$S7M=#QZU7PXDWsClm:)!pwQIkm<f98Xu1+9-r}Fi=ekc!{sf0jp35-wx6-.[bGs(}-^YQk.ga#=SB3a$=fd2<gk0+:]g7R>xVIn2*pM^?xiiT6/k9[D1dhBV@68L=QQ2)PzyxLU}pP0thJx4^4?7jevu/jQo?jM8H]QRCanOMVRvldez6M^uRy<Dl*NXreG:3Sn&PB}YPV9=Q)KJ8DYdIW?-lx%i:8mFGb=rtM6HHt8Pm^QIZZR?2pNV<hB+RWWkHC=xCS&L-F0fVIWokp82kvenGDm]cshAb88qO1kFvuhJnmgSA<U=DiOmU)jJJPOONAc1Cfc1IDzyf@SP@/$JY710z!XU0}nTy4)]BU@B.mAJbtp5vwnd^?16zLzgT7VV]p9Kj?5&Rmr2Tp41<]D3%Wdj[k5%LRWmP@zpKr}Aw/bzJ&cHGW&@mjAhC%lQ5fxTcMGmuO6Qn7XC:ta%:xPgX0Rg4l}J!nr1W&/fsRs]M-E<Ipz3.+zxPoeG0WPgu{oY@bXWC/8/QI<4n1}4Dx=1al[70@@pOekV^(#", medianErrorPercent: 7.16, spread: [0.835, 1.172], over: "fp8 power-law" }, "fp8-block balanced": { rows: 3150, coefficients: [0.2328, 0.7738, 2.675], surface: "288:G{y[C*C/Q}l5F>9+>gMa?/dZFDY(z1-??Ms<>9s6q}!D3{.7I=0wiT0b3AK?-v{zXkFK>[<VF>xV/Cs$[#jb$sZD$8Rx%I(LGNZ}*Q$ql=s#4GM/sd<p)9sTRPulRx*]H}K$V4UhQv-ww-0eX[=6!=fdD67V5}{pLK%GRex6=GD0O&rXK#Ld(pT-D{@3](@H07m+{Wio75@}jZ7F2p<Pwp^wK2XW4J*&2Z]4o0{}A9!H!mDpW@8E--*EEgugf<h/a3qR07=QTD(moHP1<dl74dQa19WK@N0x7P9S29!.fgSQNes9waqsXfr<dod{UbuJ4}6Xkx*nEVQn%6gA8UbD51.#Z7tvq=0ZJ<Fcu-TL[<f=bLxVOx2/*Ms]A.aYQ>Yf47i!3X5T7N(p3o+b2#-YB:0zx[D9Zv1(A?7EKP6#:!ivdiv--o>Wx{3vTTnAwcZ7B]-VG&z>yrmSa^7}!ef%=#*D*8&W?<t]NY+po7aar7B5]Bp/%:{/j<aQYVw#6jB9}5mS8d+o)x}}lX^H[*48PTivH4/EjxffWwdB2Br&ZZyLt}v/UHQjZ?>$?&Vf!()rCm.5@g.6YHwrzpN%cx7R1.%N{PX%k)6::s=3Xw9yL{Ly&*Y4K=rAG0Ev<%5te>HK5%FCFoT%eO^PCaMEK&me3WH^@xL[J@ml&S5}#<zjD96wiQlU6.z{gMS!.Q[fQ.*A#73$vSQGfYw]p)S#(O)=I[xgt%!:R=f=(du9Q]>.[<k83a{lV*j-Hv(=neLxB+p^wH%g!FTGcP-l8vkgrzw1Y=Re?SJf(7Y2C5cWF/al!OpU+slvQ?6WL1X)mURQBu//MXi-P1BeY.ZhnxOEg:I47hG[ffsdf$p!oW:Xnn}#&A8zaUM@WmdgX(Yuf7F)F%rse)XW{V1$>W1&YB.iEH[d0/tW!ksb3RkE3DBDRfriFD<#B{%({Z{?b-dIz(iHKeCqnF}A98[Rs9No9tWL3.[Oo@jtJ/Gyqos!pP6BT8sP*Mt70tvv14uu7VkZct-paRqej+&a?IEwxPQQ6<JYw4TVaBVm!dO(X)*A{IMJU([0VJ*vt(5Jy5oFMEY@dmkAk6t@&S4K$d?:KZ85s&CxR{R4o*]}s}.==cXE0kg5ov}&7=z>tW5{8!rv-hk=y+IaDujzITDu/7%nOX!:[E//", medianErrorPercent: 3.81, spread: [0.904, 1.092] }, "fp8-block balanced grouped-router": { rows: 234, coefficients: [0.09761, 1.033, 7.737], surface: "288:OMpU^*B%3Y<WW-QsG(WB3*^A-uP8rA8NJ^dcYPCsJ/>y5B^]DlsJf&/=M=.X=@9ocj/EZmqhwYG!JV]Wo82?A.Ab[../Dnhqb>j*>w09erZURP/XIE7CG3mU+!7RL7yruZ&bza<sWYTZ0KvCx&<^ysSB<0otPRHy&9XYk8PYwNN!=(qHBXN7M*+%Tz{6xZ@f>AB6zJYzQACr8Gnse5a%(lxejr^6OO8gd:&1?}f>n/#EQ=wHFr$}#j8&arYRKLPfmbhrMX8)ery6vj-exMIXVThtVV5ib24G*pA9x>s1^+oVDeUtmrv-t]!=cX]CXhWs3s0P$>d[8uFVw#vaXWqvvtRpZJ^}y@b@<F[4PjAfcE=]0-7tcA<!w%fN@Tg5d8WZF.XSJ$(rV:(veo}&DNyO?BfBfha:afif4*CCQ@IH*>o5LNB:Gs&WrJ{qntCmDW%Bc(VriwEGnz!aOrl9+Z*:68)<+qeK$TTOYY1Ne3j?[OA{q?LK-.<@Gr#}@M$iizVMw@N!?VE^Q>5bZpd2GnCEF+Pu.+tudXZhq:U:YZ[Oo2XUrH<=]4PG%C:S{Y?=%RNA<tLvA@uq!:OAg$h(nP}>Z0I&p}x@hVDrF&E1rzS{hdq7hEf7%I&wX}?!H4)no*QVnc8b^nBMu!6o[9hQ&J<QNi+5n>)T2=tt*/S>JSS$QXm=}lw=axnJy&R*A5ztcoVKktxMtLoVWIU(z5mX@CL{brC]dp@)O2jfGk892Fdzc[KE14Eh=yZQi1v9XEF3*12UO%l]CQSe{^:dkcmh(h%t!W&M2b[ZtE%+ns%[lan#bz7tnYvK5O<iq/ft7Et=B[Tn0IZ2wNLB+<?%K1Ft5MdAIWpA!70W[%>BZBVoX]%0UK=Dl.^vEJ&cHky.Erb*JjY%m33*", medianErrorPercent: 4.89, spread: [0.887, 1.141], over: "fp8-block balanced" }, "fp8-block power-law": { rows: 3146, coefficients: [0.1821, 0.7367, 2.816], surface: "288:JAbv-*=b.rm9kduhWe^K=V^h6dCwg%Wxhasp)c4URDl:k-e#)J:pVJR.G5.Vvzn7RZshb.CE$5pnev(NoEVr#+ogI]:tQ%*G}IKD?J>x}epl1]{-Y/VVQc?ZHLLxc85CY-4S4#q5mX[fFyjcJZ/:2+Ls{nZUP6Ia9W(=WQVw!+if>J-e0d?G4ckogik&?C(m8G]A.pTL>o<TvE](IAicEGR}sl:$-gRG4+mgLS<N)o%5FUqZIKlt=+K]R-vvTF/[wNM=AraX2*o#VpIKL3Q4fQeQr+So=UYC:7yES*Cr]kF=*N8ghOnw{1OHNB.W?7}-?jpP/JjhNhH&*pEz9%wRT)t@^J3/MLFo5Ccny-+)F:S=]/6=S0zxpT<:q+j@ezR$(c6:B=1u<0irtQ}8:{oXYrRqBc1)h5bTj:3/p.6eY=OmYU8I^EC)&bn575sh&3J><2q+]:wZOX:^:0QkV3BYBxuV^5=583LjqRBQ&M7#1yaK6EE-WdcCvMoI2n$(w:fQd+Wds2NVxgPRYAj*!/F!S=oBi4Ntm^L.q1@gbxlImux1J4SyPp?GqVL2c4rxWb1AioC[9UbfD?S{#^vg^Yi>sBv}JjM6}OIH5fCrHUL.)vEq.Ks@^w{xo8^tT3@p$?-Gu&}40(Do#QI4o2ala/SRVit=PBK9j]<Z8zw:DXYLg*q*vmhQDfubp(^r{ByHzXq$V8w#()l5[odX8Bzcqkr[cz=].>3XTd(0R$sr2qI69(3Bb0C8yvNWqf1F((xoBd/?&}=^Zphb?oW0ed$XQ*lzbxI(oX)zk}1@e}0m$}jzYzeE0bZ+XN()L&s<DO<o)38b[mp.256&kHN}8ev*tNt%j6/=}F./uL5O#6d{fVWlw^3zqUHPXs@/6X$y7ry)g+StKwgYkifMYm4(R.T$O0z*)B^lDIbNf}(.rBgNh5kg}V(9/hR7ujEzOxjMhLLHYzv<(bhmgzU0$@Xq![oF:1}C8?1><X!bpdHtwkK+B3m?3g>H]eHip4FGgWVYt-gd[.=@6{(o9oiFwmagx@L.)Ieqjb1f/Tw5>J6aX+P>%k./dlodLnkgoDUZsG-sAb5fG6q+UHaZT*BD^K-WYGd#VE.YroD4.aORu.1>1]8Y8XGNC8D@e8A75iNUEKj-a>7+tVB=o5L<WVxJ{p!!fE$n[<e-lnvRXcZmiER(:n6p!nYm7WkVgrbp@@r", medianErrorPercent: 4.61, spread: [0.911, 1.114] }, "fp8-block power-law grouped-router": { rows: 234, coefficients: [0.1269, 0.7877, 4.386], surface: "288:Y&A:610F6Q.LP[&r@J5VTw&hV{jQ.geFbH.<E}PoUee+2<47tDz$[sBL!)&rcBNmaLHnQPXnY#b}eHU]5>zo)E8<La{ag%d<#XQ.5IHTV=s&ap?ytYJvGxBO!cSzjLz+Ko(u6[v+pz&76G(GNS0.Bz0W44@A?3n2WcGaEj7}7>}/w22Z<ehEL/vXQ{:7@Urny@CcvWHmvQjdkoKwo0>U8wsWoVuj{QKmqfrK.01IzNGVhGtv+J+xkExD9GqNGoy=IVj9J68ezNovj^s9^$Kn]qTKI(+1P=b.Hb].i>Z}UVb*F&vA<Zo(<4A?FfX}U78IM109Qa6=%ztGE1Dj:E.b+w{jEAQjXnsU-})}TWg1]R8&hJNdX4yCmB*QuK(i=z^hxjnpeyi7%<#FLg/Ty8y:%:r6#KLmOJ!2Jf-n-)ZrOb4Bx>(/zAtW#U[!=:RB}HC&7Pqf9Mq*{0vB34rpjwqBmQC:[H@d^XUlh1fFh6IXA>TqS?1Ignt9zOPlXUDMA2FPp1ix)rQ$6l.oKoU&lKuP%)[?*fR?!Jx@A%0<?UEsKn3uDs3w48x8H)cxZF1S5:CNnZ6A&Lmp3a6#v2ey*hesp?(xa&p]ia!b:I6A@+r%0n(dF7:.*r{gvT!aqzoh&tz@Ni37QUT)K#u.oU&ZAoL9KjIE6.t:M", medianErrorPercent: 4.5, spread: [0.916, 1.108], over: "fp8-block power-law" }, "mxfp4-a16 balanced": { rows: 216, coefficients: [0.1412, 0.6942, 7.447], surface: "288:!M3y6*B%5i9>6?2?t^Ii8.+W!*nfnt&{HF.WWEYUk287><WwSUbag1wd62r^IUzhQi%MuBkT/1++b0)J(Mp#DrM3dyh%h2nC0f?/p5@yK7n{B5=eBJONPauaKTbybVmC!8iRJ@cGdG4RomBKvk7l>$CFOHG^USgBKdSoSa1*dGLn^h/{/}=(E+3(UTlN)9K2gZ0H:.[T/P3SKjj4t(Z6tai0o>4hZQTXmA!fTfO3EAX5>[@um1-[0*34vQ}N}}jwh3a*qw@OXlEU#[5b:79258d+6Nw%L:4<f$intna)?7Aiz%bKVle(F8fszz%vU1nMSc7L*46X/m=jq8I?^{Pl6M]#E@(=>.gu1}]kHzi3-NF^@Y5]Y%U:%^$h^9818?n8[I72nY]5xfBamjf$ozrz{q$D<G7t!/!SxFwp3fK.e}jLO1+V-#=*JXu}3zoMZQ5>V#^thx]D:Y}%5*cR%u!TZzhq]<fHDz(dL}okAq6:lv)^p^02)0L{!G5msP%W-Gy}E?e)o&bx*uLebeOE5:10P!+r.*<*9ed>#Q)ChRV5G&sqq.D:oN7607M>W^Kqd5HW[Kok8ag6$fYdgFEnE:+lAV>F-9#1Vr/2%PjJphw[?d/gyhX.mP6]ruIRaGk*b=jed(e<urd9>AMHT&SAt>UI]E.]jWK5]q{-/p?tCYd&?D>enU{<UQ6nH<Uu3l]<sQ7lsDZ0e)t+6NS?E*.-R.U>Zdv0f2ATE0$)etLDyor72S8?Om9#hAG1W=?Of+M}zx[VH8%55Al1K!ug+%Zl9=fmdim9x9aLwhQw&6i(qPXcFJ)cF4cxlF2.]d!O&sW<1t!N4Q^lUPQtF8RimkJTov*Bz*^Ij.8JMQNjz/bHmoLY22y%2I(#C5<ny^2T*ya5)sVFA9&L}M3fItAu7^4)df[%8O6f{H0s=al$&", medianErrorPercent: 7.82, spread: [0.884, 1.19], over: "fp8-block balanced" }, "mxfp4-a16 balanced gpt-oss": { rows: 432, coefficients: [0.4913, 0.7085, 5.964], surface: "288:JAj!S8ZbR7M=mZ?4$i<B%65<0!8SuBzWSH10<VQZx[IF$aHBDN4yh3sJ=CY]O)j$L]ZCW1IXz^DIPSn-U$T:F(w[xfIf407R998W?Pl8{3+/}QPx1k-54P&5SD8g(ZM:?cL40*dly]v7rBUHm)eHF(2Tp0qk3aw7z1X+jaclP$b2H.lsfc)s>UCRu?5Ykrr%[puhHzQ><fODq00=5H1M^NEjo:8NAGROjW*QXs?BTOLgR?HCSbn%AesO/{u9/t=&ZMj4VHx0?JDVdid}WHmEx$J78*RYSvxu][{1MV[&Yrg0:?qXf}@6/}z}m9a!B5FsziEu7V$uJCpZ<=&qKQ/pVhrO{}4B:Z&aLv46S))muS{Qnv+js{0$[CZckLoedef%Q4.w=JYd7^IHsS+8ZjJ!JrjnYJGPB+k0J!qRG384-vyIlCCgsLZaZ3b@P9uXAMY+CEHnP{1omxDc/NdxcfC9qpfR}54ZCE)xOX?d[:E@+n@kGuwm8aI=:S2L&CLVWUvkbT!rV=toc{-.=Rj:s:16bBCqF59s6E^V/C-}5gQjQ6LWtJN<T&DT}+:rUK+mdjt0Sb]nJ%L7ZUC.KddLP)KVZDzNU&At^P44I<sj*Okvv/4oP&.25X0-f}y:Nd:O0DA2@p!v&uwzqB(Oif226ZtDIUrp@^G3C>RM8qWRLN)Ii:oD.y/hE2CFDZ8Y1vH?XQ(Oi2Y7Pl^s)&jO@sQaU<YwGj*:z>gJrG*@!LurzNTcvXQ9F.d{$C$YQXxl-pi?bD/6:v+69maN*5[zGmc<rDs!e%)MxIl?)r#W?*$7bZ/@m/7Avt?cB+K*3LDU@+}PMumD>QO]xIwvt*+:$!{&F+c4P0jX:UM]e0C^g[K0nf05(}Ha}5c4S#V0dU>K[B+!k&VZsw[nElD!L^ufFm+fFNZGhAI}Jt%E6?H&qhX=?O9uQsOmxOO?}!fuW}}@adR*$M+m]qFVD/Ce]ncPEmU>SbALjieEUWJr7p)U9+*Zc?Sf^-<vtWW4k-34xs[fY8(+:CY(E@^84DF6+Z]eDbX", medianErrorPercent: 6.03, spread: [0.884, 1.09], over: "fp8-block balanced" }, "mxfp4-a16 power-law": { rows: 216, coefficients: [0.1153, 0.5677, 8.266], surface: "288:JA7*UQC9avz6hvCY8R!>}^dP9FuLJa4[LgpS$Mbcn3V.T3^3?KnY.E9&WQazGP)+A-9Wo+d#3swce/5nLF(P6mlCxD&3m:coCO>?+KNwDYnnLeL1>S[RGC)37I(:+Wd{GS6bfsAE]qj=m8:Hn*iNu2?MK0tx&=Yo&4U]R5&e2jdfw]BO[*lix8EK0Ot1j%&6UF:ldI9RWt<]6=F:ZJgwzX9Ef@PE0o4wQAGWy@yCE}V2ac?:R:[8o&AUwA.L4/{1#?{%f]-+P8p3]P93kU+gHr?kfE56MvkRZp-jeWp2{Vg[S5E#:]5WjzB*e&Ww3[9w&&2!}Gdk+$jrN6+RBA5x]LRH.y{X-T-*eQ2s-G8IdZm=jxjNIZfz%iz&r4PKvqn=If*TQnQUrb0(oAFy9.JeNR{6NlqAp1K}@.d>8K^jc2jQC(wGf}ab]:*k0U^WwRiOv[UUQ6xkwlkq[QGJ6Ac:]kdQqTB(0kj85[]t(QgY9tXBzJ/v<eUeEq@kzog>NTjV9NY3Bv)kj$5um.=TOo!z-D3E%!=9e8x+52{8>YpzL>!=ps0YpA9Wows9!mAnn$.>GZOj!s!hpyTzbA7$89Hij[qQUm<!%.=(xfq:{dv4MIhd[tGpt^I).f@n=DWLKcX:&<]S:]x*Zdi07NCIew2JzKLEYNnbA!EY+d:+m.+[Y%^Yd8s#JaLwpGZm)]&rv=Wu}<u)^mwMcVazE%@&DBx=K1]Yc[Y.NNvWCjL#uZb?p8MuD^raw]8WE+M+g/a.>C%rnD=1yv+YKbzyYwYJE(/A2zi0UoZL(Bk3OgXdc(-ttCnH6BPip)P&(k).f}y}HtqQOIhf*<FcZewY7<CHT}UB8dIshfQtyu$is*%&{8zP5:Y([2Z}]]w.XKl:E?e8D2>B+)-TD)=7vyDg.C{L&Xv}8U!JMMjhbPTp%>DUI<KtI6P1.%S6BvzTWAo])gQItm.]m>RKgTzXkPRs*yb@BCn3I)]K9bKVYI?mdyRZzN0](1x}.MS0-C", medianErrorPercent: 4.21, spread: [0.95, 1.077], over: "bf16 power-law" }, "mxfp4-a16 power-law gpt-oss": { rows: 432, coefficients: [0.3555, 0.4585, 5.092], surface: "288:OMju-*B%3sfg!]2Lt4RB%nOAVyce>0QpRMj/H^kvR3Bpe.8Jhrsx6LiX}OT?=DBMtxG/!0P?&Mq[c7%Y[err1kj<fc:76&m4[N{UBy}ffkN0h)+prF4H$LZ^tIgc]B7[Kb38Q})YgDIEnhf]M=Spxs:qvn.Y/gq(^-pjU}qo@#p}9{%NG3<Ai*A=KVIrV/A523{AwAIRfvM9b3VTy6qWm)1IihfL}X!3uFj5$wf+Olu7Ieng}XjzNxT#nDl0d<qHgocqVBEekde1ek:O0vWd}Bmd^PfAAJ-D8M=#kUR9fCVzd*%*NunYl/]P]6PiJI/UEVjMjSuj(3XAIPV(WpxisU5}bymg6:{dL(*pRp[2Isa6s[7]]w8DMPSWRf3O@qG&&SbT19mcA}MB)g16t&srZh{iwoeOcbY*-cynH!tlL}^sW]a&2DTC.}#5<q+c]D&e]gN*]Q:mH-fWt.ELO6#i=$woL&mpZGAE8yDdoDz>U*f]3WdUb/lN{+U+4(LXfawD%aCYlq&iX<ctVNF.phbcMXZzT2c+GxOM<jJR%$tN$81)H3NcIXM?$1h1{M.&e!fY6Hr-ja*3l(NU&P}:k>Pfos95C$$5TAU:fsEJrw(r8Sv@2fcSGRW3o}lJh&{Nlu5Oyht#k+)i>IF}^0h)5f/12f(1FeZhE-O(TWcZ@N&wjUf/b]x=bC-}s0C*5Q#)d=HrwsHIITrZXJ8cCk%!8<9(8Km+oK]Ob{/Tk4/4q}4L%D(v$.tWK%*DLMGs78H/#A$jLqy)OU95{.E%B>ndTeUqTi&/z#mnxHi&<U>rRbJ%bW%0rw07k?*JPc^Zcd3DCpDBaUNdfc#:>P5U.&h{ztIc8rGU%yYE)K<)/aNPrj-+nIZ?dV?onh:LD]vU/AsVih0JRo+!WyJ/Cz.nd=K[Gw(FI+9%{v.!-*Km=KIURs9%8>Tj@bR+)svAvJj*g#xOmr7g%e%a!IO:hRQwi^2jW6<SR5P0XNyMtl7#ds(ByTWeS$UzJqXX>JmZOHfMyd*!G$H*+9G<4LB-*E5eo}@HRp5KwECk{$LJmUPX8cJ-]w4eUKOO)IhV7k", medianErrorPercent: 5.28, spread: [0.893, 1.084], over: "bf16 power-law" }, "w4a16 balanced": { rows: 234, coefficients: [0.1793, 0.5708, 4.253], surface: "288:G&J[>(m-ThqB]:5Y-n18)GKI*6-g{]tn?-.I0.P3TXa$pmc9Q2/Jih:+<o%!c/U3E]ZZJoq&VaQ]I!&C>QFWnH$##iO=:h=sF3rrWe:cVbG$pwxV1g2h])*N{Ni5u+yBt1Z*WNQ[0NCPNKEcQ-ShzIf9?A/-euIs^t4Vs{%x#o.=EBWng3k[W&!#3!wtsZ*uD5ddfND(@lmcN%9zyv5W^$Z^?!?vuF=.zC4lKum=cOAiqUXJgAHOiJNAP5Q&>t1?J$>ayHW]#BxqW(dTE=NCO8<<4i:qKaJ)X7H(L9Qy112#HuQxNb%TrFAmw.[BQ9@j-Ut>?m&G9gf.h{ygM!1Q/q.9s//pB^8D>Ev.Vu!!a?5yK>^gz!X*MwTduYBUqQWHb6ovVt{)MzW<v8XA!8x@H^!P73dz@<m.Vht)/#9W=Vy$YV7B}[Ot-}uYVq)sj4B3nvbUSD-O3OiK@<76B:q8Y/:N+]+GJvV8t(RL:BxX%jK9Q#S1OGJXF4X-.uF#T1@.bmv=.4YZoX+@4r3iWr!9?}N[L1ls[U!3c*-#0HHd4X?*=y:wLA8OGM1Uk#]Q?q[Qt]tTlnzb+si1LRuN(Qfc%G}K=!du3+*s)fE^&gx5?5xMK*[?%>9e+W<7D3F2@/dzaI#MekhX<Rjx<w#Bw8w@Wk.:p^*K(1iCGmw}=Ge%&kw0/HN$$94FMF%AV(K#vRfa{.0g:IPAOVyJVBJ16e%DS{WDMNiOi${QwCAxEmSglqp+Q@f?a2Jkz&Xc%j%PJyYYsnamTZnN@78F(GZ@EX6K?l", medianErrorPercent: 3.36, spread: [0.925, 1.123], over: "fp8-block balanced" }, "w4a16 power-law": { rows: 234, coefficients: [0.1295, 0.5178, 4.616], surface: "2304:RiQv!QC9ag4gY{<h+-cea[[HjdpsZqn46cvG[L(9BPuG:+nnnP0E)NJfL<Bp}.Qn+NgS8Sz5MT?>%Veir8c]7vZvlQw6}R}9^Z0}gXebWxl8SZw@#+OO/NNZmzl=P.Ap!4m(MCGcb3Dk:6F5]D:f^JTS^k#sK*Gfn1q38ie9BL-^e0jx/#LFf0.GvJ[eyVRE0#NBF%-2BskuWh<]jT[so4:&Gxt)^llL4F95f*(}k1KtY1+b{@lUiK[Z^P0W4oPcW>7vH=+8u}8Aoe5jcZ:3uw#^>{mA%@qnmf{gg!LDbJXAey2L2IkL6PzbSQ-n9m97m5P]4+5WL.Eo$%ehSL(KZtQ@w/<r(/.acpYj%1[*YGzqbxBWACMOFNV2MNDp5g8^(O1)V2/m1ZgX}wlHD$3CiPt8b}kG$#9SPlIB=BzBw>S-}qu-O3?-YMY?4/x#rYq!@7x03H$A/16mLP*$6G(0>#&J*BiH+W/N{1zsNuyGINwYDB{OA.GaWw!R-]Ynm[eddA5pGPYdL*rHR!G:wDNEv3Kov/(>CB.!<Zy)d{*42nIKdhxW}dJ#Qq?8Hv<2#eh*G1oUZWqi#{K8%UOAC-&OdxDnkzYt5IHmt*OLXAEU]e}sD=5wtuW-kH6hA9nSEu=4t)T*tG%[+r!{R{+hRWi:^TF.Wi8xkh?STUbH0.Iv<b&@6!IDEg/J>YF%b@AFPpLS*ZZ6J**&?oW{+qGQ^A?Ow}0uN:=:gy20r", medianErrorPercent: 3.62, spread: [0.921, 1.105], over: "bf16 power-law" } } }, collective: { engine: "nccl 2.29.2 + vllm 0.24.0", variants: { "all-gather nccl": { rows: 63, coefficients: [0.8, 0.5416, 1.17], surface: "3:4zR#C03zyDk+[nSYhq^)Egq0Kl+6GtgqcB:ZD}w(", medianErrorPercent: 3.31, spread: [0.948, 1.022] }, "all-reduce custom-eager": { rows: 69, coefficients: [0.8, 0.6656, 2.948], surface: "3:<6.V300-G60$<Z*kmA4fZhZClf!$J:@}CQk%nJ6", medianErrorPercent: 1, spread: [0.861, 1.01] }, "all-reduce custom-graph": { rows: 69, coefficients: [0.8, 0.6672, 0.7117], surface: "3:1+sz#03zKHox:p(CLbFfvlvSwc2E{Q!d/egYIdk=", medianErrorPercent: 1.71, spread: [0.887, 1.017] }, "all-reduce nccl": { rows: 63, coefficients: [0.8, 0.6336, 1.56], surface: "1:1WE?L03zYQ1oi(5^1lK]izZF8BC1O$80tZHD?vy", medianErrorPercent: 3.53, spread: [0.906, 1.001] }, "all-to-all nccl": { rows: 63, coefficients: [0.8, 0.5758, 1.323], surface: "3:1WCuX03zMpi12JZn4S(<=6SZcbZp8BVLv4hVrBKr{Y", medianErrorPercent: 9.3, spread: [0.939, 1.167] }, "reduce-scatter nccl": { rows: 63, coefficients: [0.8, 0.5354, 1.12], surface: "3:4z)V903zWKUZ%*][6}B>x<aIsm1E=1idfsQoig@>", medianErrorPercent: 3.17, spread: [0.948, 1.025] } } } } };

// data/calibration/h200-sxm.yaml
var h200_sxm_default = { version: 1, chip: "h200-sxm", architecture: "nvidia-hopper", peaks: { memoryBytesPerSecond: 48e11, vectorFlopsPerSecond: 67e12 }, source: "ai-dynamo/aiconfigurator measured operator tables", families: { gemm: { engine: "vllm 0.24.0", variants: { bf16: { rows: 12558, coefficients: [0.7762, 0.7648, 1.307], surface: "81:t#H=A.YPu&oXa4E@@pHMUSZ96!9z2-idLNyQq[%#%32>iw4IO2ES0]c?Oe-^8h0v7S://dqEdrWx2NHcBdfc8NUN)}-!CN<qFK3LBhBzxE=G%ldoDG<<0a&+tDJ>)ncJlz1}0$Iav-:D(bk@D1lr.iQw?rF4{MkdffyrJiq6q{EXGBAxcGNI.pS4OxWs}#9lK(UpCAANR8F/XpcxNOf>m/AaZLcI56{eo&<vNGRNl[}rZ^{88(I$4N$L:?2{#fmZ+}dix#E)[c$4V<{-cdpyeFiUtKfn<BawcM5a4U>.):DBhu.(0.FM^[%eC4C7gJZ+tOKTiX?]]r2WOFKVQ%u(4G<C24DC/g@D6WTLMS$lJ:!%5LN[bsH/pculM[sRJqFj27$Eda!upbSJV92rcv<Mu29z-#cW9xP210aLhcp=I<Y[*poq!e)tE5i@^Ms)bv{r^<EgXEV<X1*&Ag{$+<?+te0q}]eXztOWYx}-cDK1*4WdSwhRkKD5hPMyf/MD%-*ef5$io?]V@S9", medianErrorPercent: 3.18, spread: [0.935, 1.069] }, fp8: { rows: 12558, coefficients: [0.4611, 0.6575, 3.323], surface: "81:t#PG}*B%53l%Ujj*Y>VD4-ovZU(B:aRlP70K%PG(x&Z(@arBzvaW}@b>h<e?jn>MF).{e}=Ki1n@+RXCcfq0cT#fi<MWcrDg39BY>5]CbZgWvwIFkfCrap*vt$MmzE*^e]edZ7A@Ep/s=kcug/v)rx265{@JR%Wu[/AfRdY6lPqunh]2chzG9SP9HLQV}Wiqt+#OgLq4y=IfeS*=!Uri)rBj?De3c}1nH.Y1*sfULblz2/Q1c?-jkNODo4B&ef*0iwXTcUowl-YtMV8:%)#qyc3HM#3SM&<l]<*w?=+qH>#wVAWN*^Pd3YgOEp7Au5:N6E=JigtoSU6JbF+mFW00FCgu}0C0!LZg:Sp/(1${Hfaa]YrXuMB?Pz0!P=HbPxxzHDo80*UowAk74@e6/)vS{67s8599qOH:*d?2O<lNOV6E!]9sFjH[cWFQDRyZkYmsXtZ3!rNG3jjP31B=r+r)&)[+X%Zh62!f[qv(ZwK5kg?#I2g9gf1NAu8Nv:<tm*KF]2AXKBNv-f}T*t^g]vf!rLMh8cm8R+96!B#U0SVY[<fk+YtYBo[cm5vos!ednH<[iBIENrWCZ<El^tG<b^[ObTvq}$oNTy4Jm)Kgf3XQR?).RVT7eQqE*kH{n](Z<]+%WH0N/lQ#HRl5YhYPCZ!!kl", medianErrorPercent: 3.89, spread: [0.92, 1.094] }, "fp8-block": { rows: 12558, coefficients: [0.673, 1.499, 31.93], surface: "81:mn?*4*-N1t&?0h]gN0O[@@iHw:72JQtg?J8y.eTho#D@e}s$AU[O3bpELkR/Wd<Bp^beYhH8=!Y.)5*:9=}vc+41Z[@r:%5j!AwjJ*$J+7@6iES:)CpTKxXF}-^/c{xoU6[709/Psy-ctXZyq1tfoHT1]@r&vz1(HStR6>ckFbNoScPdBz0!XKtnEC3]dM8}gq@1W$d7Lqdsd1-(-:-g?khCHISmO1DamF!NOZei2&@Vudq9r#G1jYDb-/pE7NC>BASHk%scAT7^%3VYMax>25L#:/-j$2.o=#0UVIPA6>buK28{wLm}5]89$q*dK(Ti[QJFTBILQHueT}W{5kc?mS9rDy-Wmh:dPD>lov]mfP<iXnfu=0Ai0E?Z&6]8@D:W>*.=Jbrd9OBV)aC$D8-dHgHpc8(e2iiak4Z1{lHOY}O}h1kRdiyP/$!umHL$qLUCodA6oSggjfJjAR+Fa(zOJ5I?/9ym)5{nqj<}Z4-nFkLh=0OFhnRinG<d#r$E-SA4RBs81Ao2^p!%J5#Cn=p.gn-&^MbGoT(^NH=wC@*gvgy}VOTmkMpU)s2t5^}(Lg>2!aPaOq9n33g7.1R?vz8WDp<#a8-OB4Rn[xHxNI=", device: { coefficients: [0.6088, 1.028, 3.323], surface: "81:zbOMuQC9av<TgR5)b>JLtykkA@qS8)<n(ZJx/RPKHn4G?orBIR=T<^Nb+d8+4/CO>Vi0#!@Axr<H2VJ<]{h9AV-.F(*Q0rJ(Vg:*y^G.IwhhvIm>qgZ=kw#]Ip%[Y@}V7#z>$jMZI?PTR/demFD5i@.k&(gC0mUYKtT#21CvF=!)dsy+84mhC6QqP<+T&i/zx@KYDj]2[L{S{n}Y16o-P:m3O+w@}l$$VFfNsn13vxnlR90IE6?EW6BdB1EsPTfVQq?KjVWD1-]H>D3f(RSlk*6o+9lqD4(3M6losJ{Th/Gztl&:GRydh&F$g:IySwsVe(E9da^JR+vE>K{Q=[+!WvDZhg0c1yC^%3f<n/=h{Jp4b(veXptDu>9*QxoNdf/mJc&+SYLOgvjX*GEBo9RR$.uiIar<Ex^]-x?DCQ0/9a3%YSNX>8KXh3^HK$h7BWk9:GMw(sr[r:nHs.[#]]L5nl6R/luv(Z8%9$V=&0r*XEFkIPM0ALWWeL5rR8?@/qJc2Fi:lt-G>N$hfpR7LFTUi<t=yb0%axz)^G95S2+a*^B(im(SYC6uJ^FG*qfL&ttT0)L]QJThr4S=9VZS#Bcn8hoADr<<fegOloi*(-vAh:^!vw9HTeFeMRtP^dHKtEe6E/P" }, medianErrorPercent: 3.84, spread: [0.925, 1.108] } } }, "batched-gemm": { engine: "vllm 0.24.0", variants: { "bf16 n128 k512": { rows: 336, coefficients: [0.8, 0.8908, 1.49], surface: "80:ccwH^Fg}l@qbcMVX7fg$dihDc[*tY5R&K)CNQtmTRpB6^bqMS-d)a.e]2gx5.B89%", medianErrorPercent: 2.18, spread: [0.958, 1.047] }, "bf16 n512 k128": { rows: 300, coefficients: [0.8, 0.8146, 1.516], surface: "80:eZ3##03zWKp&k}>z]Hv{lJf7YJeihge9@MwTj&?e71iD&41&.qrx!d3NTa@A", medianErrorPercent: 2.16, spread: [0.97, 1.074] } } }, "prefill-attention": { engine: "vllm 0.24.0", variants: { "hd128 kv-bf16 w0": { rows: 3265, coefficients: [0.7543, 0.2368, 2.567], surface: "189:4ur-qllM:vuKhkUGl^>-uC(Vj-$DlZwztTm?j6[?.hWv$<9x?+hjbTmm3@IJP3bRb1sfbMxu1#Ba783E!J:m2osTE:C4krN2VXVjrpJ>P[W+!t}LXKs}8sYthqP(p=0F^O(*.xy-VwDHH(Fj2w*%btiEKS&gFAS+[cn", medianErrorPercent: 3.28, spread: [0.921, 1.099] }, "hd128 kv-bf16 w128": { rows: 3190, coefficients: [0.3099, 0.2375, 2.513], surface: "189:70TM7lo$>Wp*^v0EXG?!U[3T::ll($8qbXZf-RgPb3YIK=Py3/QLXbNHNEmH!4gGWGl]CRth&eTz>s<2m]gEeFYn!iAFauc4H#H%wlnyb(QK9#mLlyamB41S-=K8rAaL3[DV{)Cf*mOVJ-Bbg:=g=", medianErrorPercent: 4.25, spread: [0.907, 1.113] }, "hd128 kv-bf16 w8192": { rows: 75, coefficients: [0.7345, 0.2297, 2.574], surface: "21:j=JqGFg}l@9%qGh@(k+TzQO/MWL9qsAXYXT]bX+Ooid1*GuFn(wOYQ^zfIw{fqa83nFR2VGavZhAyhgBlQ>+B7O%Z>b<P/MmX<wZd%)]j[=n", medianErrorPercent: 2.72, spread: [0.936, 1.028], over: "hd256 kv-bf16 w1024" }, "hd128 kv-fp8 w0": { rows: 3265, coefficients: [0.7153, 0.1463, 2.949], surface: "3:6]/*q0X>8!Pxaty85O9UGRwA3d1<[%y!G8w4k#<H+)TTSroabofmk$q(Wq2S2Pqd/SFcE5K&-QwBad]!rpeHVRW.BVB+#!ro#XenX2:m>93{DxC/l6q6<GLJcq3hy13U77UAD#/beF=}J+YJ?f^F+IvI8Y#gL(9jsL/xW@q=", medianErrorPercent: 4.05, spread: [0.905, 1.108] }, "hd128 kv-fp8 w128": { rows: 3190, coefficients: [0.8, 0.1812, 2.967], surface: "21:9GA#70ZNkZ!6pUIlP*5AP2nD)5wYrw+cC(<OH{X1[iVf#Q=W2d8mLI*)H{=YMnS3?HW<l@EeLy10+k[Wx0MjH@ZhlibePA>dJ5XS*dU8ERx{)DoO!0HL<3m-eqZ@}Y/eVFb!j):Qf1w5.IRIzfGde5T7r1bxbiDb", medianErrorPercent: 5.68, spread: [0.867, 1.148] }, "hd128 kv-fp8 w8192": { rows: 75, coefficients: [0.6927, 0.1402, 2.874], surface: "21:hbcvDZ+u3XyN:X<=T1}j)t80n5h>/j=lb4Kl1xp2q-}&b-1srqi?jNO>(IhG/[saE!2*&<tik7s[LMGavgFWWS*SPWK&RvVw1Qju]0RI}u}hWB>jO/", medianErrorPercent: 3.27, spread: [0.935, 1.034], over: "hd256 kv-fp8 w1024" }, "hd192 kv-bf16 w0": { rows: 515, coefficients: [0.7761, 0.2933, 2.85], surface: "21:eLXOA.:1Fe/!&Wcv@>gxdvF=mqbE{3+WR>{zp9Vhl9Ov!Bdg-2XjxBx!HvQS.i5J]r2DzTCQ^Uyb!YjrTmN2m1YQ4^VU985-Vrva0MuFJUSfCo[UvjQ.V6AB:3FIy6<Z=dvQx", medianErrorPercent: 3.03, spread: [0.941, 1.094], over: "hd128 kv-bf16 w0" }, "hd192 kv-bf16 w128": { rows: 515, coefficients: [0.8, 0.3044, 2.784], surface: "21:9zG-FZ+u2}zpXPRB?:%=NIY0Bd:qUL1[S3vA96rX1Wo<Ck.FVqk+YjfXqy<lF<(T+A.lWG8=ym^GtC*{fSkQwcl!gqbbkO@N<hbcL1U!6zn0RAyDyBj{Yg", medianErrorPercent: 3.63, spread: [0.915, 1.084], over: "hd128 kv-bf16 w128" }, "hd192 kv-fp8 w0": { rows: 515, coefficients: [0.5899, 0.222, 3.243], surface: "21:c5)D=.y#l-abc<o6Aw85uei2yW[82X)S:%ue3)r)c1j:n=aE96]@N?-Xc+B9rbiLSz[S![25SPmJv4j^TF@N:[w=x[Y(gZ)iM0dxf(b5(c=Vln4pN2(*%luO3*E@sM{J?2@SiI*ezHj5D.X<%", medianErrorPercent: 3.24, spread: [0.941, 1.093], over: "hd128 kv-fp8 w0" }, "hd192 kv-fp8 w128": { rows: 515, coefficients: [0.8, 0.2157, 3.168], surface: "21:eSoYulnn:ktuAZD?V5(.Z%6NAzJNgcJ@>#IQ7R*Tl%:fH]5B3)Zoq()pjg[aAfl{bSCiY8Tb4@h672ZWkR*EVF?$wD@>>ETnz1Y/v$Bx6E/LahV/NdZR%oXEA(-A@oz!+", medianErrorPercent: 3.8, spread: [0.921, 1.092], over: "hd128 kv-fp8 w128" }, "hd256 kv-bf16 w0": { rows: 815, coefficients: [0.7451, 0.2723, 2.864], surface: "21:9Gydg..qt#Jre.LPrkG5.80x62.L]Xm-2Ba>)j0ibOzO3-PXAyFi9*{lgL7k.:X>Nss$yloBj)E-+/)%dP}+iU%$HXgY7=9D>jjJ*A>-+Ul:(.jTKZXVFMg*[ptGd).1Cq4/", medianErrorPercent: 4.3, spread: [0.908, 1.118], over: "hd128 kv-bf16 w0" }, "hd256 kv-bf16 w1024": { rows: 365, coefficients: [0.444, 0.2172, 2.999], surface: "21:eSx=zlQp&xwbjQJ?)Qc&rn9!1aS^Ticf$bLCKYNZ.WUF(LjDy7va7&MfD@zIvl4@Vgz#!3nox=nH1:Pq1MCuUedZAE16+C=es.t^(&=Cm=yQ@e/0O(uH4*)%Hjoc:2l", medianErrorPercent: 7.74, spread: [0.812, 1.129], over: "hd128 kv-bf16 w128" }, "hd256 kv-fp8 w0": { rows: 815, coefficients: [0.4523, 0.1932, 3.446], surface: "21:c5$Lblnn)o9J7G[&qLa=oc6hN56=rVe:O&cd}&.v*ZN3{N7Hy:-D{YkSim8>37%sh/Pt?[F>+v>boXAJDO*YHQJ:^N-2E[*r4v1VsRR)5a:i]?}i*zHFS>NVp.WG<gJpG8y.h^*z@M0apHs", medianErrorPercent: 3.44, spread: [0.883, 1.095], over: "hd128 kv-fp8 w0" }, "hd256 kv-fp8 w1024": { rows: 365, coefficients: [0.281, 0.1389, 3.585], surface: "21:eSJWr..qu-aa-ONCIP5M353ZeMCpUcf?ssFtCxj$nTxUaU%xF}-j{%YGT{Q}G%=-M8q6GUw#6Du[UvXG?>}Way]v$r!Md<5y#*jY&lBiFI$]h@J]Wi:3Y1Yz&b0^QnFlTc8#Y*", medianErrorPercent: 7.72, spread: [0.785, 1.127], over: "hd128 kv-fp8 w128" }, "hd512 kv-bf16 w0": { rows: 365, coefficients: [0.3549, 0.2002, 3.446], surface: "3:70xl+0-oHj^0I?&]n2j{2>V5^FOVIkIqUysK<oJd0l9HL^0&.V*V:oMqYDYWe]m@[}21DTuQ53rC85kXIi?Q&>>MrD8]*}9JSLH-g{+e[ogDC+vNSdGt)z5vY4ed&Clz&LLzydM.IE!cZ12P+r.dwoucI@?jV6A8w]92QWu$igNLK3?wj$Qa)MwD/8<l}.5Ng3Gjok", device: { coefficients: [0.3777, 0.2017, 2.567], surface: "3:9zPfo0X>a&^}Wxv-bK:&}2qDh2m]!ek+2+Ym3e1Ch>J?/?]Iw3)Z?rH:mxEn5^*GpHkrzH8b#D>^m3pp-W{qX0e[*{Aa=?UoT&gLU}tml2arQVX7TSO5-7p}xiEYqC5e$?}2}=QfJRMHI7aL*]cdaf!o^M<MHC$&MhgN" }, medianErrorPercent: 4.8, spread: [0.868, 1.124] }, "hd64 kv-bf16 w0": { rows: 3190, coefficients: [0.7702, 0.1622, 2.477], surface: "189:6]*rA12gh^b{eqTiEn:%zkvh^VmB6#9d)9U0aD@F1tx{F&c0#H9/Db#-jSN%[9$*9f9OgKa{Hgdt*6r@IA(G2w$0xtpdj}P4aSPvUEkJ0QOYJ3vj5%{>][r8RaX>T(B(tZLqQ=TtZpAdHVAni(N]pGM9t%ZueZ*18Nnli", medianErrorPercent: 3.64, spread: [0.916, 1.09] }, "hd64 kv-bf16 w128": { rows: 3190, coefficients: [0.8, 0.1758, 2.447], surface: "21:9N8Rq0ZN7}=>2+Dy82I#.#cNVZZPu-O}Y$JFExjl>Q]!RVXNrbzTVhVB*J[2Oyk2Y9ZxWL=N6h}wsu?Zi9zm(X$Bm3:b(VQHenr(:CqJUAWBk31+p@s29&JX)!@imQu2[(IBog9enJ*F}3P{n36[.!sCqk", medianErrorPercent: 3.99, spread: [0.891, 1.102] }, "hd64 kv-fp8 w0": { rows: 3190, coefficients: [0.8226, 0.127, 2.605], surface: "3:70:5[..qG!^ixyGMHc.kKP1v-8RJ2&m3d(WtYWaBSTsn%GCePpC!.LI{xGkqm2l>bcrE{{0Yr8/]*ZA-DIB[QH#@G?Y09?OCrtKtAHq=rmfR%h[>fOa&gll!drcmQ]PgVO[e#^6PC]+Wz2Xpz:o6em:ElRoRkcRU*r>u", medianErrorPercent: 3.62, spread: [0.913, 1.108] }, "hd64 kv-fp8 w128": { rows: 3190, coefficients: [0.8, 0.1367, 2.587], surface: "21:9Gm/D0ZN7{HK[jeb(wKm}m^xP1HO8eB&MbQ)Mq[$R[(CX{Te@/}%AWfDSbN8?l@)92ibOyPrCBEr3j-@n5t/c<6-0?5#-mDJz{l1=}5)}6>vpJw==F(XYMf{Pca/AN[g@FF(Q3>y*yNVdIXMcoHD-O}{GlS0r", medianErrorPercent: 4.15, spread: [0.899, 1.102] } } }, "decode-attention": { engine: "vllm 0.24.0", variants: { "hd128 kv-bf16 w0": { rows: 3556, coefficients: [0.8, 0.808, 2.582], surface: "1:rGHF@.y#yJOUN?FOq3<$G!@jO1LZH8W&m>i+9j0*}l*+I]O?xt?OvNXo9FSXf82RC^)b{&AJ*vb)hddwFRoln+Sf&Rd6AVU73oBxd{[pjr{r[l3q:T9SK)FNg:Sr)^30$7152k]e8Kr>.j#+U.=pG4&?ZX6lTytoUHrkm8NBcs*0t0JQaR]hFJRHN48+Y<!hdx^5r7hLkBAtW)sgMn", medianErrorPercent: 2.93, spread: [0.945, 1.075] }, "hd128 kv-bf16 w128": { rows: 3488, coefficients: [0.8, 0.4056, 2.55], surface: "1:?hk5pFg}y0^*^8^&Fe/J@[3S+F?Sp]V7nvan[Z+!qijV#6hc06!qW=:D7PEp8]Kzbw0.+LZ7x:vjk!E5Qr:FXe2V5>24nr^}>RBv", medianErrorPercent: 2.49, spread: [0.95, 1.058] }, "hd128 kv-bf16 w8192": { rows: 79, coefficients: [0.8, 0.7603, 2.52], surface: "324:M5<f1..qvGzmXSx?V3O6zgQv+rEr#7KReq#83mFmQDf2/Smm$VvMZ?VB@F)hvJ/$dC)Aw:C!x&ID<n6BUjZ$AZdlx*vXL>=bW2uof)cY@}-Rr%>b<4&RTjudZP01G^7wc@-@pa@1br#ASdQL7&.zl[", medianErrorPercent: 3.7, spread: [0.964, 1.092], over: "hd256 kv-bf16 w1024" }, "hd128 kv-fp8 w0": { rows: 3556, coefficients: [0.8, 0.5595, 3.071], surface: "1:rGx=*0Wd%Pja7P0ua*hiYOdq}RW(tMIl^^LkVYBz.E@]S00u8uYUJnA}V6$Z9}]+%lzukiAFeEO4Esp*snlo.q67-gXIJ?b?^vdHPqt^lq)6=iG4u:1R}OLBF%:CPpR0{/WhpHI0>L(l]9C.0Ag9tRzkaztM-UO2jj%4)DdzZ6oNM8:97=ZI7}($=Tozm]QWfwrI$[vZ@gZzW<{I", medianErrorPercent: 2.47, spread: [0.953, 1.066] }, "hd128 kv-fp8 w128": { rows: 3488, coefficients: [0.8, 0.1702, 3.218], surface: "1:?hi]]FiTUFVXKr/POOqe[=cokV9yJ@.+F]NuTWtkaxd+R0JX9<D^J8]j<0DGK8k8-bQC$=^lM/^0Nld}Gp-K8{>m&NHl%c5v[8*IJgTPW}&QEI", medianErrorPercent: 2.13, spread: [0.954, 1.045] }, "hd128 kv-fp8 w8192": { rows: 79, coefficients: [0.8, 0.4564, 2.957], surface: "36:M5:Pe10E}r2JBRb@@mioSFJb(n4IB>th?mYMYYuO9W.3}QR51A21CY}>aGv!lrc(P.lQg-9eu-y8rGVbv1rDg5]Nj5LO.KZDvJ==69n+(^2z#CGzrx:iOK>LVwa^V(!EIja2qG^gk#3ZDn5^.ZlrFh}JgJJ*=Cm/Vh/jPWJeF(Ee+75", medianErrorPercent: 11.37, spread: [0.751, 1.138], over: "hd256 kv-fp8 w1024" }, "hd192 kv-bf16 w0": { rows: 674, coefficients: [0.8, 0.7997, 2.717], surface: "36:zbe&*0X<%2PGM@F%nP9QrXs(]JQYpMxFImT()+$ORMdeVsBXxYM{UXI}.p^-oWlY2&mwA]l@TdBCX17={-K>7[XA-&GM%?K3w5zBmRUpnjC*F%=ln.XdgJlLyJiYNk%7=km2owo?}5hFDlABk@8z3ejS7n}78cC}MGT!qq-UF^t2P!x-Llq/sVYKu?2Bxk", medianErrorPercent: 2.74, spread: [0.919, 1.074], over: "hd128 kv-bf16 w0" }, "hd192 kv-bf16 w128": { rows: 674, coefficients: [0.8, 0.3877, 2.672], surface: "1:?hF@PFg}K4)itBI0B=(saa(c[d3fm9acIOl8{u*sMfq%L1qmjX3PzX0qskWiLw?S4aV8-mb#4pEJiGpO>vZ$W.BQWLL?EOv/gnKM5B^@/pNIZ", medianErrorPercent: 1.7, spread: [0.966, 1.048] }, "hd192 kv-fp8 w0": { rows: 674, coefficients: [0.8, 0.3523, 3.083], surface: "36:t#o[#.y#nRxO(P+z%v>teQR!+gA4[#=#HbkFz=8ao]+]+x8y$nF7WlyD{RwCS=)f2cgl!6kD]0KIp-xl)[[:G]2M]Ujf>QLmf$PfUbl4J[c[ZZ.M4q*ro+:9DY6s-Wp#g$cPRqMbi=3][$&dRb:2)UgLhxKgg7DVT+L]D+iFb$@E@{(!eZ1Q@HT1vF4L^", medianErrorPercent: 3.13, spread: [0.919, 1.069], over: "hd128 kv-fp8 w0" }, "hd192 kv-fp8 w128": { rows: 674, coefficients: [0.8, 0.1692, 3.176], surface: "324:?oiRzZ+u3Yqt.OmYz]CS!krX6LhTi.{^L>Lk]cKh/iN-%6g+E?IgE+#KQnA5adBD-M$Y2:Meg$J)7ps2}k[]y", medianErrorPercent: 1.81, spread: [0.971, 1.038], over: "hd128 kv-fp8 w128" }, "hd256 kv-bf16 w0": { rows: 1056, coefficients: [0.8, 0.8088, 2.734], surface: "1:j=&IJ.y#x=LE84e58Y7}%1r8S4*pQ$cc2h@cs#(fM^?EZc%jtR1Ytw<bfz=9zT+#EZN/v]uz%)80(N{RL$62VXxGvYnHd//6(-FDLV<1QBO1wMV2pQhev3FtyW4<.dj.?NPCvR&G4@f0wWCAlYgeL$:lmyL:%eBxsR)15.1%VvooakkQrc9Mg3qU[?UROUM6<7?j3pmPlK-3#aK{pp2Le2", medianErrorPercent: 2.93, spread: [0.944, 1.07] }, "hd256 kv-bf16 w1024": { rows: 527, coefficients: [0.8, 0.7339, 2.765], surface: "36:Y]AEkGDHW<q]4k^?{@ruuQR89xc9:vv5/1]m<XMz75nOTLuGlXdHDubu&GW(61WKJnwiGAqO{Hn*WIMK-B%Me@fW#&KpDs4*Sf6^]?T=v208.J[^V5.*MJp2!CX0w0r", medianErrorPercent: 3.33, spread: [0.935, 1.062], over: "hd128 kv-bf16 w128" }, "hd256 kv-fp8 w0": { rows: 1056, coefficients: [0.8, 0.3077, 3.355], surface: "324:rGC(w.y#J?h(Oy91!=UmlhG.t{#.QaK0D60Aw(tL1cZ{L/^9S}5h+aBLnIB7y3WIoB>Tp&{<y(YHD)AcrK=23CizohPJ!GT1tXE]dRuYoM%+1o0(vyHMR)ui2e#!a=ic/?<YQjNy[irKZU)R!p@JVqPk]b36#vD)&WcI$nH=3eUF@#.!B0LbXD&D{WDbsoEk!%#}:ikM]E0JAR$eYj!4cJ*T^>I#JnBM44/", medianErrorPercent: 3.03, spread: [0.942, 1.079] }, "hd256 kv-fp8 w1024": { rows: 527, coefficients: [0.8, 0.2928, 3.482], surface: "36:Y]m<YGd)Z36*12m@>2ROc4NBce1!#yVzoDkmej)9J2f?6OJfBlO7TmWX?)!p=(f9SxF5PA//:oEo<kWsgO2QA[u%I!gubV}j]iDwp/ew?2&0T==islI90]:kXGyF5HP{{", medianErrorPercent: 2.91, spread: [0.927, 1.052], over: "hd128 kv-fp8 w128" }, "hd512 kv-bf16 w0": { rows: 486, coefficients: [0.8, 0.5575, 4.429], surface: "36:zi4za..q^T:0(cWiywqWRN#E4G(*x6=hDncFBgC6LIQUH!K-p#0Vr.af#G]KS.03l+jB}STuGW<@-WH>>2T:Yh$DRmpx9)O.=6A8FMUDo3dDo0fA=HN0h8=7w{JKf&CJQSQ[*KUp?A=4ydLrspkk=mvNO&UUQ2QTkb&8P)Uu2.U0SD}7jd[hH[MT4zICB+5YLzY/UR&B1xzZu)Vom>BaCWkflu5>XKtySw3ACxukGNqCesaXgDj&Zh$WW", device: { coefficients: [0.8, 0.8717, 2.582], surface: "1:rGp^dlQqckcc$1vn@}A$?>:#HUzee1=7X)Sk)xd.})ivl5pS}(c[pEZ]IHd/K1Og%^2iD<Nf//*}u3lv+%Puonm(:X3[w!u38/6B8qK?E&Q<dA}+BPoW8w}bg%BqJhD.5E[e/=Ae#vYAuu$t}E+F/ZyMwA!Wp}ywULB6Z-@L#LjxUhup=WnZYkGtHImB<maZg=p0<@H5J*NWX7XuF3u7eQS3!0fRj#7@Zd/" }, medianErrorPercent: 7.7, spread: [0.804, 1.192], over: "hd128 kv-bf16 w0" }, "hd64 kv-bf16 w0": { rows: 3811, coefficients: [0.8, 0.7846, 2.401], surface: "1:o]-A/.y#x3/kV4>Gk*&f[Y7Uw5(t#s-&k5Q8Orm!)oM?9x9ImoD9v!lB9zC4eW$SlN#>J5gHRhX9J+9?ak6vQ!iB.R8CA6+r4xxhmLSDRbwR}<ZR.6[dhLR2Hm#Dw*p2b9!8M<%QaF8rB<etFekp3ofg=Pp{!>UQwLv!yFu@$HcP-b%W%WV7iFH:}i/e$(f^(2)E5jF#D61@cF94a", medianErrorPercent: 3.07, spread: [0.941, 1.07] }, "hd64 kv-bf16 w128": { rows: 3811, coefficients: [0.8, 0.1873, 2.72], surface: "1:?hjG9Fg}JpVS<mh1Ybcm%nQ2#/O-OZM@WMqvix000<AF05}HE2v+w)M8{wjfLALe+cLEu)(ndYj^UgBFXyy*0vgH^0jEhQ*9S", medianErrorPercent: 3.42, spread: [0.945, 1.059] }, "hd64 kv-fp8 w0": { rows: 3811, coefficients: [0.8, 0.4527, 2.548], surface: "1:hiegRllM+&YyuD)nXC7yjCtc4uS=ZNnG:b*w9VhbVI=L}d{ix[ThK:>>Jfcd6w$d(.rKz<5HSGLKD-jGKD}$@+#GLa/UApe:Rqpt1vFm/]/RrwGi-zrsPfTP>.?H47d{0A7?H!3SUrI.f<%?}+>e3K-OhUqol^tQszMcB=%wzIQKQZ&-.GU:D*u)%j0@A&EG$QF{6IqOU[l3)gD$", medianErrorPercent: 3, spread: [0.931, 1.085] }, "hd64 kv-fp8 w128": { rows: 3811, coefficients: [0.8, 0.1092, 2.825], surface: "1:?hBSbFiTIBV-TU{9Z1Ys8ufTFk4KgeQr{)][E(9[oeB/@dg(>]12tG)=@>3C^DUGzr*pvRnHt7rP5Zs2?nbau{Xo!27]<G$D-X(AJ{]8VJqL6=0r", medianErrorPercent: 3.32, spread: [0.94, 1.062] } } }, "mla-prefill": { engine: "vllm 0.14.0", variants: { "qk192 v128 kv-bf16": { rows: 880, coefficients: [0.8695, 0.1636, 29.43], surface: "1:j<lh40X>9Jqoc!=2Ou1{{E9w6OImpnRjV&arUZfnmj:F3bSnptLV>=.zKl=X+B2RIrOgZNjp4U=*kWi@-!Hb?/)zB&Q%*&54>T7fI:[!9u0jYp40@db8Oe]vX0Y6*d?hm4[&8R[<9xt{", device: { coefficients: [0.8939, 0.85, 2.5], surface: "180:T&-{tFfkm*^uidm1pKk/pypn%tYoZQh.Mn@>x)zwY${#8[RElycb3PZe[+2PG6e}XsQ%aPgaSPwr[E&fYTuR9!$d9t2l" }, medianErrorPercent: 5.51, spread: [0.847, 1.176] }, "qk192 v128 kv-fp8": { rows: 808, coefficients: [0.9162, 0.1861, 38.39], surface: "1:j=Rlb..qG3dAVS=BsCPpkD)Jrg}7uzo9!pF1hMM2eVFk]8h6u!tNla9)JDG<Pp@CrRa/R&&#oDBFkZ!8zcm=a0h::YPv(w!21KB4B-7HbzF51>vJ4iyb:PY*Va)**yAyKlTxFzUCS>x$", device: { coefficients: [0.8773, 0.85, 2.5], surface: "180:T&:GJFfkm5={&+11vqLR7LPTcF4g4cxWSmb{zAQOfaPhoTzHinQx@%9n($!DOV&M=Ib4ZDwM+se>Un7*JyN*{WE}o31P" }, medianErrorPercent: 8.15, spread: [0.848, 1.334] } } }, "mla-decode": { engine: "vllm 0.14.0", variants: { "qk576 v512 kv-bf16": { rows: 1448, coefficients: [0.7728, 0.968, 30.66], surface: "1:b#A0L-2]FuxGK$?}#uYeXOEzkwlhn>5EqkpNGjOU^i7&1{-#QzKcPn4E=W8vEl2g[T3Th%gd8x)-G6l<d(g>+L%WEOnpaic/M^wb>!n9vOND2S?I8@[*LBayjBk)g/xBrOt@F/vWmVF6+(b{8XoLJHo$^f0=jrJZ/oXFxzK1CP=[ZH2h$ElyY)SnYSaVBy&byt!Z]kjFi!P#O=^hKb?^)pDR)@mAP.Rgq4f", device: { coefficients: [0.7154, 0.8621, 2.5], surface: "42:T=yjc0X:)EvBgCa%9}eC/EXdsCcQ2SMQ*Di.mQ%7MCs.+.7%!UCEcNzy-u(*1PxI>gbzl+k^?(&}[xg:CS?twd.%XNo(T%Z4{g^}oKG[#ffm=kEo.v}Cuswp" }, medianErrorPercent: 5.53, spread: [0.864, 1.151] }, "qk576 v512 kv-fp8": { rows: 1448, coefficients: [0.8698, 0.3879, 39.28], surface: "1:c6l(0..qG^nH*6[)F)i[u1Np(JrhV]n8$m[p@Z32b-NKUz5vw3i1GoZY3uTReVc#CsAv9q(g<Hy&9+SF(*vR2egM.%iMA1$%l(EiV$.VBO-+6oxh3GP/fW:ReX{?IWZxyaKX^5eWCpHQwbK6tuCWi2K.nFMdKyPe*C7%pb6rbm!m&F38cnU60:q8eVf=rmIphx!{c96h[4OB^G5P.{x-Ec=5?xvg+Lour8m0eO9@", device: { coefficients: [0.6558, 0.85, 2.5], surface: "336:v&jM.1X-}HP]{BM-ao!rg=w}S:QGNuFc!]PaZ8+[cB%bbnffC>0J=sqa}MRY.d{+hjd6NR4/=" }, medianErrorPercent: 6.72, spread: [0.846, 1.207] } } }, "mla-block-prefill": { engine: "vllm 0.24.0", variants: { "bf16 kv-bf16 h7168 q1536 l512 r64 n128 v128": { rows: 976, coefficients: [0.5638, 0.8797, 4.012], surface: "270:rGq$EllM+8X6C3Nt4ogzTRPBEX}Do]9V&UVOlr4TTnmuIo@BAtqrEpoXc2jZ!?UEdR$/vg2?*Wf5fUB%4:4f/J@J/5D.j(!BZUIyo5hdzrHohJ3yt=Y>D@me+fTHgEtC7LkgM6xFz{Z-t6U3rfaE8R=UFFVz@g", medianErrorPercent: 2.82, spread: [0.941, 1.059] }, "bf16 kv-fp8 h7168 q1536 l512 r64 n128 v128": { rows: 967, coefficients: [0.5702, 1.251, 4.528], surface: "30:rGph(.YPvQZ0UZpW2KOaf&paUwu+i:8dbEG]CcQZur$?em4#lRvZ+Tf]T/jk*9^1Ty>nnD)Xztbwg2=agM+NndcV<%M6Eh]4Ti9<)E!9+J}2t.J5pe-HFy0dI+BkcN7Ek%<j#%<S@<C4E<U{>.N(V^A.J.GC&kPvTOexr", medianErrorPercent: 4.08, spread: [0.877, 1.09] }, "fp8-block kv-bf16 h7168 q1536 l512 r64 n128 v128": { rows: 976, coefficients: [0.3136, 1.22, 4.196], surface: "30:o]?{.-ukBN18vOB*p2e)-R6+f0Bc=M[vD<TB9T1i3qb{x0Z#{9Jm1QKSht&Fu4IN]6ZqALv2J)#8EmD=L7^UgwEHEh=JB//{Tc#ml55akAgqktf{#cR&/n&g8$$&M/7M-0T#K:nbQEwUYxJ{[V6GW.:m1C-=HWTo=tb5A8t(.<!EI", medianErrorPercent: 2.71, spread: [0.956, 1.08] }, "fp8-block kv-fp8 h7168 q1536 l512 r64 n128 v128": { rows: 967, coefficients: [0.3207, 1.236, 4.607], surface: "30:o]&G*.YPu<)f$svD&Hdj&aC^jo5kKu(@Ux*H:QXm66t^)81Zww<C[6VzWYxI0efi&waaAIO>0CM8Q.T6t5LB!)&a!pgN0wr.=>E2Rr:UMgeD1L=m]tLVZsPywpmqHwFC/ISmj7=Ux#?zfU9VdG{#xqomwFfr5tyxYF/w[ZOylLmccOe>P3@3ZX[c", medianErrorPercent: 4.29, spread: [0.892, 1.092] } } }, "mla-block-decode": { engine: "vllm 0.24.0", variants: { "bf16 kv-bf16 h7168 q1536 l512 r64 n128 v128": { rows: 1472, coefficients: [0.3272, 0.8268, 3.271], surface: "48:mnO)P.y#nQVcAsG*O(G^p^5(pt1RsC)PgdcS)ak#?wdev*<exIxAl]T>y1>Pg[qYgyY:gG:&4=}t6:Z=P)VI#RbyV!bG6b0Oxi*2@*lO8yvcjsHV>QTrJ$*yO082}B-f+7)MNU[gSK^}K4b3YDnZJjdmTRtyzTH2l%$gu]wVr:cfo9@:}=8JB!k2e2<K{PGV+B=5Cdj4a@xOF", medianErrorPercent: 1.68, spread: [0.964, 1.038] }, "bf16 kv-fp8 h7168 q1536 l512 r64 n128 v128": { rows: 1472, coefficients: [0.2684, 0.644, 3.722], surface: "48:muvLk10E{M1:owl%jKiN^ie%pdQ1:M04Lgu]sv$>>fh!)/03xNey8.)&Y6(ZXl+3&D<&EWfT[DbI^zbExY(lE3YY4n=k7jHyQ:S6%keyWJ/70X?JA03&MXw8ih.Kgyoa&0T1S&R!s/+FUeJte2J6*w/ip2AreJ8rt5W1ilRpI+mv*?2p@lffo0duuNWka3mXw3:pkWDtU31NuR8K4ZCLRK", medianErrorPercent: 2.14, spread: [0.951, 1.053] }, "fp8-block kv-bf16 h7168 q1536 l512 r64 n128 v128": { rows: 1472, coefficients: [0.1969, 0.8512, 3.683], surface: "48:mnKvc.YPi!zm/V!W>ji#ALwb10viGTpIa-YN%zAL55sLqAzf[K):=m7]l>JK/V3S(0sZG!f=gB.Wq.K4Yo1s7KxsE&[vhlnRtdClTTP5yGro&ckf7AOD-yxV5]aLW*asM3M(oEU1t)llPH8(!Tv-=HbBDpVq/TVz&u{-s-Z}[l[Pgn:f^wB$bZuf5f?sm)0Uv9fZw", medianErrorPercent: 1.59, spread: [0.965, 1.037] }, "fp8-block kv-fp8 h7168 q1536 l512 r64 n128 v128": { rows: 1472, coefficients: [0.2019, 0.6125, 4.113], surface: "48:rzT5s.YPi!BBd%2ZWiIA0S4^lvNu<SWH?<jWii%!pprC.y>^=1BD34]XL4Om8=tSBJUal!)wXYpbl#?+Jt&+cK>bI[}>UWF-r[rHjtGpDS*H&*QkO>474y!gZ=Ot}M0IurPSQ#[7aM}1SzE+6xAy@>cHo8Y+iNv@@ZP*k^KhE%.Y<f-F:t5L<mEG", medianErrorPercent: 1.81, spread: [0.96, 1.042] } } }, "dsa-block-prefill": { engine: "vllm 0.24.0", variants: { "bf16 kv-bf16 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 816, coefficients: [0.4211, 0.3344, 45.12], surface: "1:o]!4E.CyU[q/a43s%V0NP-7K%@@Vr1Idq.<zN+GQ@kzAq+Ty!Q<!$)$K$#^d-jGNoR.BLL[XJqZ5I6*6WX6rHgU@rY]JIdIr1bi264>/36sjhxjZDVQAd6FVN3roG!-=<0I>XPg]*wGrAqJ8}w}9{}(d>J%i^{=LF7o31yQmj@ZvG!rNi7VsRcu-3.Y%A)BGRVZuZ{tx:MhDt?t)", device: { coefficients: [0.4888, 0.85, 2.5], surface: "30:OLz-^Z^5f6)2}wFWlpDSxoD2[hiw.vG8z3#p]5O2Fq?qQ9{J9$xF7$BMZ%C$T}M-4cg.a<ilU7>H$iJ7YI@.c}/:(%y8LjjmS)3f+XS&to%m<e}o!VRx=V^B" }, medianErrorPercent: 3.75, spread: [0.843, 1.124] }, "bf16 kv-bf16 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 816, coefficients: [0.3398, 0.1452, 39.67], surface: "1:o].(b.AXI$?o!GLaE0BB)TJG*(OAB%vM4M9VG}rlwAs.}U.mUtik!8>*Y(xrXPW9Zbwf(gbrI)Z&<x<vf?&wqQ6m{fXzC=WYO[S6SSp(T(]{}geV<Xd2AKSBE>2:uu[#>A*1OYnYP)=ZyFnVs]LMCsq][$1flIx]kJ#iIiC@&Bm(!(E1MC[S+GcV%gn.PkIV3]U2l", device: { coefficients: [0.3946, 0.85, 2.5], surface: "30:OSuRTZ-S[I0zf-%PbkUSX>EQ]:4K[f1MW)[wmTV*W7x[bd4?cZRbXZKnkTP7uh7f=KU&!{lYhGhD/SYqD+@>nJDq)W)KUI)h<qrT=7]&p[C&" }, medianErrorPercent: 4.78, spread: [0.837, 1.139] }, "fp8-block kv-bf16 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 816, coefficients: [0.2642, 0.1694, 54.6], surface: "1:o]IZP.AXI%gyasU@1-9nc}Jd[E9!pe9nE&d6iPQfuwG-0d[DrD:(DeZTE6Q=(47EPU{@2>clqksS0vT%wrUxa-O]OU[}d483ZX=yGJ)^PAjKuzYVjW{j3{m]/P.$0Bmugs4&[wOovDG${N:S:=6MaF-w2:y*{Gn%>ILg:l&4$t=?4TNcpuo-cZTNt+}9-%hZ!tReYXIoK>h?]1P", device: { coefficients: [0.358, 0.85, 2.5], surface: "30:OSkAq03IQIF+e)-j{-Yv0hRb1X^Hsvon(LAXNMQ*ZRLBXYjEGFvX$)JUd({K}ntu$2p96sfaQ{u(yQyvg]@TU=&K" }, medianErrorPercent: 4.09, spread: [0.893, 1.175] }, "fp8-block kv-bf16 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 816, coefficients: [0.2286, 0.08643, 51.24], surface: "1:o]^45F<o-itm:gjdVjl9xeni*V7IsPjdk&OzqlCd>Rvhh?<^wHO>QETVg}A79g+5sqH{t1&kopJGpd*(LviM=StRO]VHp7$u#&y{vt=C2rZ!&Il$Gcj^?!.MI&<Gfm7ha(Y8f!u&pZ=vp0ZZ-S.Jm!M2g9Jw?RUeE^HyGBVgIl?<Du28tQQsp3u}7>yfuXu&Gx%", device: { coefficients: [0.3691, 0.85, 2.5], surface: "270:v&#3O1l1-VU$L8@]m}[Q[891t5>&&HSqe7G&@EjSFKHXbNK!B" }, medianErrorPercent: 3.79, spread: [0.857, 1.124] }, "fp8-block kv-fp8 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 716, coefficients: [0.2674, 0.1941, 54.6], surface: "30:hbq)k.y#zyT/Z66Z6Dj/%jnYQl!wE[f}E.{bYCxTaTNt6PjW6<r6?c]5HGnNPU?OkSM)w09F-P]&qv?I0u!Als@1p5I6ZB?OIp:pTOEN)e1YQ:gq3}Ot$!$0qRA%EdT*g^o5BF{2N[Y%9Z=!wRb?B8^N:-oD?nxDd.@F=FJi#>vI#H1*oXK1o9v#5*!}RuzoX9qX]LzET2imI}5^r", device: { coefficients: [0.3542, 0.85, 2.5], surface: "270:OScnL01YMbASt[GWdCZ{?i(h=+*OGGwywvQ?wOE%r01]sL)c-lxn@idp@VZd&okJaB+roMRhma)/Bm" }, medianErrorPercent: 4.36, spread: [0.851, 1.189] }, "fp8-block kv-fp8 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 716, coefficients: [0.2099, 0.203, 54.6], surface: "30:mulQt.y#KO{Sg:ZPG-L]?#AkVIRo]Kx5a(O2[j{ms-$5.rHMo^A%cUW2*DhdKJocdqk^GnkUoqXU&POzk/k1yWh8SZ<aFyKyjTCaHgOUY*4+9ww8L*Y?]B3ClHo3aC*tT1IQq344bNaE<#c<5Gzhis49*}7rvgubwv<xI-PR:o2V-WtQKF[uNzgCxs.+N9WP]c/B%1.eU9XD&+jXJzpM4y", device: { coefficients: [0.3576, 0.85, 2.5], surface: "270:v&#3O1lfvX@]f1yIu0FI2D@PN0HddZbgf{4" }, medianErrorPercent: 4.7, spread: [0.826, 1.208] } } }, "dsa-block-decode": { engine: "vllm 0.24.0", variants: { "bf16 kv-bf16 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 936, coefficients: [0.4269, 0.7087, 7.572], surface: "48:rzA]q.YPjL(#@A?!^]4?]?BEZSf/?+yWA.o.=^^{)%RJ#/<)?p/1Jk>rUFWN?0UPCV$k?[7T-r&p7^J1={[*J2@Wyl?40M(y^Ms1wyZP*wX*r@g#?*:Fty:9H8v]@DN$1^Wp+%7IH)>*Y=t2MAr8lsaIZKP)0J{$bsHFhAooV-qP-j:4/", medianErrorPercent: 1.29, spread: [0.978, 1.028] }, "bf16 kv-bf16 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 936, coefficients: [0.3224, 0.6445, 6.873], surface: "48:rGEO3.YPjMmBQb[VB9E6BReAHp6cnovd?A1-XohXC6sPLKp8U=vI@%TQvJW*+h5rt&(ZM(h5!(0Sm7VowtQD8o-OlZF*7wy>?W7sqkc}&zDxga?Ix&cn[gf$.2.=JS!:zesL==k0E@>Ew7Q{9OoE.7Q3I0ENVB:91@vROm:hjO7b2XX[bq]2uJ", medianErrorPercent: 0.81, spread: [0.982, 1.028] }, "fp8-block kv-bf16 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 936, coefficients: [0.2752, 0.637, 7.625], surface: "48:rzXO-GFiX(vrhbxF9U[<3^pS2/SXm:(?ISV0nJ=Fxlbh.d9Pz$lU]N13pQpuA9M2zRZ:mmjj1a}>E7M0fGyN:LYoJl!i@]x3x7p>Al9*mo4#72mub9/HvO]]Mig6m?dNew%fDQx[0:x}>R4jP@s]%$3#mtDIN1D{A[f7BL}O=B=O2", medianErrorPercent: 1.83, spread: [0.954, 1.07] }, "fp8-block kv-bf16 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 936, coefficients: [0.2487, 0.588, 7.142], surface: "1:zidQ8.y#x=OGY]b@JBuGtBP1ZN?ci$MppjmOof!(5r8rvJc3Qwfj1Vr@XHcCiQuToR?O2F]qEPMVsV&uII2%bNn^?biKMWRU%)-$wNd[=A-O#M^%PJS/Mj#6R:TbC9&:1A)8SEmluD()lo^OHsvk$s=c7S$jyqBXuy=vxz!#2QC4T/-gB-c*vFv&#]sK3Q=Xxs<}#D", medianErrorPercent: 1.67, spread: [0.967, 1.035] }, "fp8-block kv-fp8 h6144 q2048 l512 r64 n192 v256 i32 d128 t2048": { rows: 936, coefficients: [0.1278, 4.011, 7.996], surface: "48:t#o[#.xon.49YzV@aUf/kC4(4oVMvLs72}o5@@<5Mu440Tojw09yuzoJ%7s?R6cEeka/&<CdR6I!3cWNU%u6Sxl@SUv[+Yo]=<m-yr}Xq.C9Xp-BX.[i<ckTTCN>Q.HIDo&f{UGnW2UfkWp/g&px2?[[TZ>kv<>Y!j*{{MglAlf/T]Xe=Rl$P$WzFT36uT3iOFSaJSk}zHXdMXMDvaO]o]F", medianErrorPercent: 0.73, spread: [0.978, 1.019] }, "fp8-block kv-fp8 h7168 q1536 l512 r64 n128 v128 i64 d128 t2048": { rows: 936, coefficients: [0.1258, 10.12, 7.402], surface: "48:u65n2.xoyUlgy27-VGXL%bgV4(>p<240S3h-^3mP5kD19<%r&*6JkR]2{Dce9f:t>EBID+gfh@#QefaQ@Dpw.ePO3a@k&DpXju]}@=SLvd{NLi?hGxBOiFDzTc]Vv2owQ41])t@(DiTXT#riX&!c#iUhLYw<!r-a){s{wvOBb>82$^gvz[rSlirM@]rOd)RG1qNO13&BzyGjr/MLKUyBqg^QV]w79$nOONCI^t7/P4&w/en", medianErrorPercent: 0.65, spread: [0.982, 1.022] } } }, "gated-delta": { engine: "vllm 0.24.0", variants: { "decode convolution c4 k128 v128": { rows: 198, coefficients: [0.8, 0.5657, 0.7228], surface: "462:v}GiQlrmXRhA1Ppao=oTdonucaFk6&G]IT*OF/Jg&nL[Mb#t63+]x-uqZzz", medianErrorPercent: 2.29, spread: [0.954, 1.039], over: "prefill convolution c4 k128 v128" }, "decode state c4 k128 v128": { rows: 197, coefficients: [0.8, 0.9025, 1.471], surface: "462:?ovU:Fg}y0qrsp7}}<q>a.t4H9HF(kqktMU2>Xsf+Qp<[^L+1kIU1uT=M&9Pmwyy7O&LB5A>M(CC([", medianErrorPercent: 1.95, spread: [0.953, 1.095], over: "prefill state c4 k128 v128" }, "prefill convolution c4 k128 v128": { rows: 1152, coefficients: [0.8, 0.5075, 1.1], surface: "462:zo+#*.YPu&=}@pe)TJ[50)BdhsoFIvR1f=5W5vZ%mPx{IK5XN%zvy#6lOK$J>UpPN!:/V5dD^i@lTjRkX*a<hti/H(BBz7AY<0[]0Z:&G8(zp6C]>N)1A>9Lb<USRxWAi/cIl(:eEKT%w}e0MwtUXAZBU<[K?$f&7:g(Hc5yOv?TR3", medianErrorPercent: 1.35, spread: [0.962, 1.03] }, "prefill state c4 k128 v128": { rows: 1152, coefficients: [0.8, 0.485, 4.382], surface: "42:Eurn=-2]FwcQgB1CLe/(?#tp:VCYt+3TnXlx/.vAfA-07A$2[ua2h]5GXDi*(H7L(7.P#j2<eR>cNce<cSO9PE?pzV=t$hM7))5KElReFCYu81T$1y274vBgFVVtRi:eU6F[^++/X}r7X2?PLEo?-cGxvrQT}PSf*QXU49h9cC)=5-h]#dUeJ%[<kjPHfhjkO>3rZGqNU.Z.iLZaDWDOGzsLK5(73OFP*E/Y", medianErrorPercent: 1.35, spread: [0.955, 1.032] } } }, moe: { engine: "vllm 0.24.0", variants: { "bf16 balanced": { rows: 3150, coefficients: [0.412, 0.7421, 4.053], surface: "288:Wn>$4(OYdOUC9q%nSN{FO=nVnheLyLB/=4<obA*ve0EtUL)se&e<S)IQ#c]LD(F%Mh&GXO^[E[OvDT&$4#Sf1D6%>SdF*NnX50&bvhM$A}}f+DCB=5vj{nquH#{[3MWbs*x]-01{$/C]fc>E4C4kLCP0V=icb}s=+We0ViBp)g[=f=^j^8tf)0K)Ff(bKXRX#aT58}-6]l0RNh$dB6cZ1O>.WuwDkaWVLE?w>S:KZYB51!Dc4l[+9d{J+O2k&.Yjc+!7wo{WBnPEZ<b9A!0/TvYejRp#liE>q=nH^SPUcW}W+)v-[l}SV.Z$6moa(-h^ujsOBHqg<?=fRbTcQlRROdHTdjraJYLzkq1@lC2^UkDN+/M+V*=!CZy?XM9<WGqcydhlbf(N}VAL<8BQXcy83mnq:ddsy5Au%WZF)Fy+&.Z-@=P^pDy@<!hmSp!:eKj//Ga9{)9]Enjd(O4A=kFgFX!gSy//oljCKcImBorL+1=FoZE&J1ogcO&@0H]:O3-/I@LwxSAOQa^lilXK45llGx!O}zjqQQtEFNk@Uk&sD{(G@[$a(irnWJ?%Y@6U9>B7^A$utORD4sYvO=urkPuCQ.o$ZJLGmX{+Sl)%&hC}(Y!?]XZyrGP9#D?@>19{mQbxQ0I[rZRsmxfsrB2M7T{vMzX63LIu4fvFrg=(1uG)*RU@*HG+VB!$JVzqo]K%6C:}WDt(nerpeRM0*:!AMJgJNf+mxY^e</(rdjoX):tb&:ld6=B6OKf(B{R}=6o%pnj71&j!Y*ql=hx8(ygk@>ePmMY:{aM!l=D%Pw7K3orychn{Gy*xFk[#MV6IE{T?ylI>iYU=LHV2)P/o.bK@=yfz=PlmH<kk9LQ2f6)8vO)w/b>8wFr)Jh6o<pe{Z/6sasQ3^yd4!^<AykR%g*Q6M-njxZVa)WnW&?<&i/i)R?QyQ:Q=0?Ab$11T%%OC$!d5d0puPX?e{ZJM!YiQa&mG6@9*@RI4EAvn(m3Un/B78*{vsq^amPig)WcC<>X5bbTE3Od8CAILHwXcwu62%T^O*0qJzZ)wQ#3SAe)}(gz!dVdU0zIr.qXRh/ZAF6H)Nzl#N?FW*8*(IXDB1aZ4PGBKhL+/G4h/vK&7[Ld5!&JeSzQcZa9lm5in!i+Ep(W#$Jb{F?A&(mn.s75GyN:I!<n3f1])+3Z0@", medianErrorPercent: 5.19, spread: [0.887, 1.133] }, "bf16 balanced generic-kernel": { rows: 468, coefficients: [0.3196, 0.7686, 4.036], surface: "288:+#Jei*-N2&U<X2Ow$0[u%nOjfxNzZe?4:tT+s?s25*)xseyFnBl##kIRH)ZcM>?c8t$4+0!Y+sPX*i&-4Qhn36u@.u>Cn>CcbEIKnI5h4VYWDuUDUYH&L=mmtN:/?IdZ]7ed7h<2Mt:Lu*c%ntWjQojBFe{0x#vLhVa0r5a?*sc/xKY@dX6^CMCLQc&SohCUa8<n[HT/lkG[Jz1@q%ch:DzcR&Ok2fie]j+d:}!?c*Fp(0rn/[N[JlqL>z0!j^t}gq{ywcf)uZ>djZv+VbawH1N=CL]Lx:<#ZuC@p0][$4Z9xxV{tt^FPck/GlbmY?!Q6sT.Y0.n2/DRQoZ5Cmf2/-niFhPyvNjH&bR&xuQy?/FuBo=ib@C&PKv9y[/[ViKc(c.e:4M)i0>M1%x(?r(KVjizXZd&5GE<l?pQA#4bTIfhsy)fkEO<%YH}h!M$$@R@{E*pn7xa(j(!Eju[rC@t7rhc$nBYJV}^kECk!kBfPa5$LPy0V<uDV1b/v<-!t0WqBnrlJ?}c&ZtsRqu@kE7y]&e&u[:m:b)Y6{X-.w@PVl$akc>%0za=PiGB4bB#BWbvz@bZS$M/a]jvR@PIE=j3)5zqrnuhaL$Kvo*A$yP^9Ibyv]P:<eG:4WDjlfKGeO*k{F3z[03u0TO:Zc>]Qan7MEb(62l1TK=uPmOkUY4W?TmJ*xSYic*&fDf@hg+63o#Uy03jfg)*L/.v=6DG}<&7!V[32NpRbYajxF9Y1=ogyd5O<+6qg)Qdr2!y3TQIi->7eFDPW}gsb(x/Sq>.w+h0f#72bH!=W(97", medianErrorPercent: 4.83, spread: [0.905, 1.133], over: "bf16 balanced" }, "bf16 power-law": { rows: 3150, coefficients: [0.3319, 0.6632, 3.821], surface: "288:JAa8v*+]ZXecFI?xE@tf%nPy2qN%:pRF9F>0q)(xOjid/SoK#EC!C^bz>7E*+EymCpXcy}/[Mr?NP0J<:%/!..)mJge.-q!X1#([=QiJC>0-P7V2.3K>qzuLyM%a2w/9$KY[Vt!+>ZN<!0zw0Uoz7H03vEfW48oZgl6yHl^>cD+RKF*>P6gL5wK3bF:ZANPB7ykn[FiP4Q(*7qp=fM6RN4m4zWC@KgJ4c@$Z==/bF3A]a3m$KkzNm^v$*jPTE}EIzkf#S6XTg^&s)=pjov(d=?a+:]HRqzf<P0arRek*+0yGyOU-[fhyKn!efF&8!:v.fiEsH7.$H105r{CZEqjL6%O[D-q{r({^n=(C73%l6SBzZSh5-{JpKTH}ye-cBa3nLiO%7}oq75*eF^gRt/v?ZVHTg6nU?SMpf]B]j+l!7lRX+J>uHOd5*nc}xKW+v>to5}mD.S#@[tlJv?%$/Ck[=w*CNL0eBA$S]Db%2]53qc+7De]41v6R)1WHR]lsBQaVQ8D-9$jC^@{]n2[&/KN{/9IzLYN*=}V<)Z11kP6DO&8@4mE1wu(t]m=0$38dQ(8kWFEnqwjso)70tO8mJ5rr39{DVOdeDiYzBk}B.uUmM/[J8ARG[v8iNrOuQ4bh/2?%l{EacjX6&]/Ctt*am[nrT1cG=QRlO7zxhh#d^Bm^)y6BJ9Y]?4{%u)%R=GnH>Ik?%zGO/Us#(YIYqaXfIlJcNn6f8b}EAi+MGa9{!?#C92oMQ<<Khx+vrHH#^cSIFr>>4TG=%yKMy7H1+PuB+Ayp?m!wtFYOWlp0Gzwzf>7V(6PQpSBK7W7<l!RA!+n4Bh7Gt-^A)(f+/J]*{O9oKSjke1+[7wb6YI^I2*Jiap7)U0tDxzm0!8j^R*7iQeW8VE011i+ufy:2L6y6P8?)c4p+^%bQw64J^*O4/Vm$!@/TBuFp0<B-zTRE}=.E[*nL$N]>CM2CSm7^wYw89<!e:@5H}#aB5^h}K(PxP[8R]pFNe)Ess.6BO)/]@f{QTmEzf4X(Bd77X5/Es=G%7Q:bQV{fQiOC-S7<COw1XZN#bM[J4!M=(8r6>ERLYhHv(I:TSI#TZVzi5MCsoj@-mmC)3WByC4rwTDfI-zjnb2*-Dv^J<$S#7U!uSMM9hUGe=X9ls8j2YOG:4[gBrkDn>JZVNfpm)rvU}K.sKE2mID1+iE%mRxGBk7=Qiieso=tN(/]uKm2]zg]x/s@VE?FhS-8SAmjhMjbF)NvN#]y?!3BIN.AUQj?Z?0&6Z-6p3t)fr", medianErrorPercent: 5.59, spread: [0.885, 1.137] }, "bf16 power-law generic-kernel": { rows: 468, coefficients: [0.2181, 0.7321, 3.865], surface: "288:L#S-.*aT72OEzrdLtjjr%bOZ50O=4B{AQd1hjl}bU@F@PVg*IXy$%qdgek>:[)}Jb8aTp-F[QgA1k=x>FV[NhL3gW&a=^*5u%w&#wdA3eq2QRN)X:DQtW$O(ax97.Z-O8/1]/1UCKhJGN<+#OpBIM^Q^j(C.5<?ET[}0I.@?Fnjn({q[lt&{]$%2]aIGJjm0/r-FS@F*A4/WJlbi@F/WMTmv2dx{e]ZWEmSGo7V=2zy)U^O+remG5[T>4$KIKgpd)&V0i5(AVt)CoX9+?N*>#7-C[38-mY.g?>fzj5uf#*2Bb5a*{>0qxrj1ZRNh>1&Xq9SO:qDOzvTm$mbgLP$8N0i)}:R0LsiebJ3b44Z0&UBDWY75d8pXzobYP%.9B?S3$/POP(kfs7b/EQgKiq?1:Z6J*>lP=8rTA2?#mhB-=ebZT8E!6za]PAejnJ<U(xoIvhV=KWe+S1TK[xQjUD1c@bQ/8]yR<xEe7V=4Jc71IfMV8YQwzMf(AKUHqhHnsjp>O2W>tIAgKSDglST2CM?kTb87V69]cBAyaCKHNpd8mMFNqj>%ob1#9T-#pn+NIDfVM[$4ctFfVj-f$%Au=JG7UR@c}L-9!Mhv#dvtb<FXII5KaZB18>X^+PRyj]W-+T3$PuHb:bLTo>NnQ/qM$Ju)7GwMc[OINVevPygjo5ER!=!1&.oDkqR^m3i7Jn+!{QoH+Mz}CP.:(!XlD%qDafL](1B/1RSB=v-Y(n/YcX#UjM$1v(Yz>1&jq]wY@%l!w.ixJ6wn)C6NKu.g@nxJ#viq[iyJDHn<NYo}:P(r*qKp.Q>ubpu&QJt^rzT]#<a.r6MLy&P0]Y:>HKYaqN57[rqJ@c)7]c6t)8^rF/upTnAwvt7s6*@g<N)NhE4vn+TgnoZ=PyZr6xRIs{*B47", medianErrorPercent: 5.14, spread: [0.873, 1.125], over: "bf16 power-law" }, "fp8 balanced": { rows: 2736, coefficients: [0.1762, 0.1385, 4.216], surface: "288:+#JCW*CPP.9hB<.wn!0kqKa]S%gZ7)+EeV]bYm*8&nJX#Jig^Lhx4jo9:/&JC?/Eh@^K/9XTWclx#fx$G>U!wqI4#YnUfht]?j:2h[Bk{yIzIL05JA*v?$3Od.)wy+E0Bq*LP=NTtV5jZx9Udr&+3dmY->7.t*>3>r<o/QJa>1T*y?50^/Rw8KlpuQc%{<cJahofw8:LiC<.#kR@hN%dB>p5rz@UV>S3fUkwX58gk/!@@vxNq@v]Iw92Ik>v=ZI/AIT1Ws:hjovP^^T2EYSBG]2j8sHC29uR0oK}V&[mZ#ZYOf-[rAF%$sIwKHM7O#7Gqg.*by6>2>Qbd)0mQ&XCT])P*)br[T1l2e4S]9G1R[SyBl$VgWhRmKZE2Ay5F.NIiA8P*a]OP>[wkBN<Ytc^iG@FG?<aAP2-uUepPkO<qHi6{/{NbhhXcF(N^VMmVry!2QjOb+7Mv:[Od-wtz{Tsr&:FWo}AC-?68FHRo(uz^q}Q1{yrf59nciLaDNYN!]/NQRuqJ6nYa4z3fgE8CpCkJ5LdmXQ1O(9.exl1UXN1Nzl=^9W2]n4Yos%Rhw7<0Hc374OQdcp/^y}b8Lb!vwYAQ($(d-*6(0*}OG-DxZ</JJ]kMGmT$^/4GZGG=Le(cS?C}&uKWK]woO<7yH9eW30T{wEd=Zw09pc?0MEk735:)uq[-rDX#@u=n0o-jOL3Q1!Sbk{*^<HQUt0XOYpCf)IRFngh#LJ#k-Z66B)(b>FOehBbOI{dNud%6YdKZ)PZm@h0x+g0yD)SL]ICD!rF*]R.CsK6@Cy}.uvmsAc!?x4uSdyZD(ld.e6a0G(w&TOQ&QJkE*K&PrFp[7[(a9N!o[U!9bOJPglgH7Ld!=H{473xo29J=%?D-f?1<u7xBhHJ!y8fLxWlAj]42=&gg.Z!uONI^?sr7{^PM7UAI.GsZNdB*f+i>o6u3n9)*W2uXq}QL.1l+gEv>gH4sz)zk4+vL)}&?l*[I9:Uq$zf{7f2oHty4[z2tiX^Gq}UGs{agj:=MEzW]6hz-@::z/{L[]u%/j7%I<JU/?YyUTvXOmiqPmA=uBF.q)HSIRKutF]SI^1O}EM^COyd&H0pw]7CpQwk*+]t?/DMzzE4EeT7!]ui-o>=(dcW$Jc>5Xk4A/DA{z%r+a*v#0", device: { coefficients: [0.8, 0.4155, 2.5], surface: "1152:)up9KGFi/qj)8+P9ZXVhO%R@r4JCNyoc]m5Mm^:j+/[qzeCY@YV(f2AwIWhoemR-JM-/(t0/d2bnTsvTJPXlzhJ+y$z=kne/uZd7E?TN0T^a[J]?#V.ZtU:yb%7TB/?TZmsww4.[Ph&!>dZV(ktH>HYsM]:X$ro]4f(WBElWSK2LEV<" }, medianErrorPercent: 4.62, spread: [0.885, 1.133] }, "fp8 balanced generic-kernel": { rows: 216, coefficients: [0.1278, 0.1672, 3.894], surface: "288:)nRFJ.YPu<c*xjX%dsh]*9JcxP]=!xr[->Ws-N-bT1/xDTTo?9vFsI{H@%CL2vNh*jN3zC04+$DbSVuV.@F[25{fw<-M#s}!6qr/3s+yK]uJ#IG[*VuB>(^m(:W]h7SlnT[E+Y-5b-V+0YOrEH#/X(0}USjt<lklL+(AQ7>Z$XT&YG[mSdUb!4hELU?tax?o18t[PS1p?u=5$Mjy7d/bV/sI=C#}fv#M>sgNHXYmK!Z{5p6a=5sXec*LAO}NK0YjKGc0oPw(TMYtm6{XDqBoCCy(VYdr!3V7ZqygcoSZPc9A}AdV!YQAg(y!oX>LIoB.uk%%*j[:6JuTsSvc?)y/:+jp{&=Ddr3[45mQGkC0<iiGXXSe>@oDSGX+:yj&RjN@FIxM#HW3-5P^6NI^zx8!>^}Wx.oiT5IpKTx:kp^0(60[2E7*7FN2Db5p=9@!2yP(H9GV&=h/a*R6cqn<35:rMm@p$c6]rg4y{RVdtZQr+A", device: { coefficients: [0.1242, 0.2138, 4.216], surface: "288:L#=NU<2dC*t?4.j<v#Fl+4{OFkBcazWJ({7x0}{Ee.PlLrK&Bw^u>rdR/wrFAz(2Pzhx$.hNRQJ6DyQ?-=mc7LcIgHhil^/z)}:*V[aU4-jcZTdgP+-sY0@[A]6^$cX9={9Y#>D-&tPk&eURf7^nBXOvdBgT7MxE*gLhG[?}AI:[UYqXhItCk6PN:[b+X3F+{DEG=mU@K>A{DZwXPfh^*PVJDkk]7<:.IDj$W1WcEU]R[K+P75xbu1Bxx}9u>HwKzGC.Eiyxxk>Uy8--Bzu&1Qh%T93Xh{tpu912Nlh>+cFOD!F9aMa@-2+j-j#{C3Qw*VbDD]n!6w}*?/VU0@6FK.BK9ztY3A2gW?w8HfPol2i(N6W$*S:L8z*-wvnxk6l3@fwx$(O16cJf@<Wnf#b:Ee]dju6mz&(sGcGR?GeZkWJo8DT@2vC4RX-I2%+8-kP-GeT?nXZV@TM}b*-)ai!?zZuzaAw*xgv3s==Jsbb}6?79b>QBU&YHu$2K^lwBDB3UI@j7g0WE-*ARGy$J>yyLu8]P5o==S=25!p$bfby8ZV-HW8HN4(HxuTt@iZO%=#=L:q<*T4toS*bLVV]2VF:CRimYL[wY0%8yJw+-VoG=FN3UYR}Ozz[(R^bxwb%Sv2LmWd5=EXLVM19u<IZXFoY-Iu>%<oL2VuIaS(U2WRoX6wLngHz<>?UsN&hCfan425ux]{PrQv(R8]/Mm/LsWM>.j?)PoV0BAu#B/8R8GVW9vxIf1hgVqCp-Lm^5Fwe>>{GV/f/bsgIw#mWBR==SZbRo?3v<bfYmDgZMY4c42[N.Nypu97i^<pnc<XkoFNHc/0b-G0gAr5^RY^xgOuUHxlR6}Ok5&D(E&(&9:*JA(t0Cs*Blud2mI5.VorwKSma^9?k&B$CZV<900Cds+-yOyBM!V9AGGC)0$Ilm(PCsQNw[A4y0F=+Ht1[fCtikk4&F(NHzAdvkk]lQ#.26ZeSAhkMN?Ehv#z>X{5Z)V}Wja}3b(#)tW@2^)avNuZ@q{CX{j(>9z5D4K#vnzWcq4v%lv2.zdr!HZj5c&3VGM1IYgQF8L@RuXa]U1l&(JMnV2zhd#.<SlY5QBJU9m=Bf*ynp7g?5Lg*Vu@9xDtFUY!MD1aLFNZemNh4u.vz.Jq+T7*s5]AE?A8oAP6sxPd4IJ4.Jnl1#&5-ZKJbh*(S^v<C}WF)MM-g1moF@)*wJz^5XU-H:yHqi@z{bHT5XN&O?(l4+rI1{zqYHsj.9upWrGg" }, medianErrorPercent: 7.22, spread: [0.777, 1.145], over: "fp8 balanced" }, "fp8 power-law": { rows: 2736, coefficients: [0.1174, 0.124, 5.1], surface: "288:Y&A:6d(N)kQ//*1&W4u7W8EES@R%RZp.WPkijrFI!]LBG*Xn8^b%Ta@c[Zn?:0Xzq%2COxE%+OaTQ!3n/.s0sFbIAly-v$t)<zHk>/o}>CJQZM=s!(J3OT^gDFsify89jotJk*&Mvu?)!>(P1J1i700JR>ZL?$R4d>eT8Jdg>elSU+c3Xr.h)0/hEHajG$LOfw#R3>riFe$pA/LvsnF3t&O2ZWH-)zsvVMN5*&.8e0miC++ALO(%wRcX8GO3#-m(Rhvg4qVd5hLB>7[0Wk+qe5(lE>B:6(Q{zh-Ifuc0m<AcZ[M&0FL-Uf5/zt&l&)DB+sWCIIch$kUYdy:9LS3+mFGiMl)F9Sf*rR.I:q=$TF2g?kbA=IZNoCeN*S3Oga6Ue>JFbTl^Ja)V#lpgjCxExI^fiqS!*7tuc/.xBtUURm6j/{<l+fw>YUt-66RA}JnzaFzgggi4QLIow7EQ9p+^ZaFHxUC1twshoByAG/7V/(C+^GLgCX[F93!32[b=gAF8RIe+<Qm-DwI!PG3+a@SEcP!M>K04/&NOV1tb/N>=LSih[>F:Xj>G0/L/bP-NK(0=vq[.BuA:jYYw}J)ES38@t.Z:}xVFk2xhPu+E-*58@(JO{f!@pCDD*:gQL7E)X-vn@y3TWFt#&04cu&e*lLB=n7]gB3gFVHR!:a]->[&+-=EBVV)uh{0Csy6LW3dSwx(R>NXq&lsVx6NZTBEp)sR.X]t2BajbL6TL<d:uJp%vz!b:^N/Viki1VMomkA%n1@s>1$u=MQmp?Ld}-F1!%HiX2mkW<OPZLBIE?L9+17K=B}<p2DS?suS9rRYGa)EyjBigsNAWf5$$M#GFzttdU+=G{zn7R9%$D1a(yEp-s.x+<EplMq=uC74f?J[AVjRnAWVB*v2Jm2#k2p@#2HEzFlJ/V9i!MAYrZw{-V8zWmRh{PIwHG}Z9MT/son2Lg52yh&8nU37vPRm<?Arx2lbNkGaHLq]-U55^Z<AOpvtt+Gr!c2{)6D}97@5O58UyXFo=*R+}JkPRt$q<.Nh.M9]SB?7>2u8BS4BA&MdKLg%-7NrNK[PUBp9IT$US(x#+]yy2%mtVD1LfOT#bZrJnnhd4BX]s8iy5?rB4[DQ&tV8P^inLH**Y0T&&Ld[0v}%bkCm$Gz=gsr9[[#RuEW6HDz>I1Y(?#)JWsl8r}Mp7hD48A*KO#Qs?*TgZ/R%T%sJ+O?MP][+LIEcn{f)#?R=RT&@cCPtCn5?>^]BJh>00})ftt7T9!<n@ht]i0f8", device: { coefficients: [0.8, 0.4921, 2.5], surface: "1152:)ufKvZ+u3Y3^5uy*[d(aWNhJ#pdh%ZHMBD5IZsSXRq+d5mWJ=c==X?WkX+/G^WIupomc2^(JVkd1n@=u*yD6d<^^h9+(Py*b8l2cC5^a7x3A}f)RNZk}mS>ZPrB>2" }, medianErrorPercent: 3.95, spread: [0.896, 1.097] }, "fp8 power-law generic-kernel": { rows: 216, coefficients: [0.09199, 0.1346, 4.022], surface: "288:JAa.@*CPDzkVj[7)[L@&(H+9vTXXsTLG=MQuxtnLVB[p&cFTqbFRLv22K<>4TbhOM^j/(qbTmP1o3aRO[!VGfY*b}XP?^WzdAg&x.z4lCGwdb/47}u7GvqIL^lOm<Zlxnzs0%I}}HDnlc+z:w2XzV.]]ofCljCq#/{PWl?>mCE<CEQCFhZ?F[>cZT[#s}zqT{W0*B>UTRp]>:<P*f)7B2DbaP<228Kor/c+dt5jW6&i<[6>E}V3F+5{WtSG>e{#RnV(jG&JWJ}uy9eyt4L3RJ/pe-j?Ax6(!Eh><kG8UnFmGHIa6t^TXI3HY+.l.[[>2H{v4?I&ciMW+C2]=DN9Duf{a!BqH0r[Yc7dKn:0ep>Qsbcog-bAs8@m8)-=@F]/N6fbhB5)6>-s%kPL^>7ea-N.LM=z/cMfAU@KnV254LH}=Z3t{>.hTdppc9uZ-zeqw1F&yO-a0Ujh<MyC3-Q9N.]tYTp8ay{V}v]G6WPXl*m7h{Rm^SSMgp1>(*+-JIKk]*Eg0$MlTd!XmD-.x60s:qd%g(*h7D/hwURGEv9K:?R!(?f@I35}p^QTH6xq#9jn@e2)d+mTL[P%Ob%@g[=O4K/9hFr&J4e<w+d9T$O@>aIIK>n+wH&[EJo&j(>*)a4Sl2ZZD7p}hxI3.)l)]Xr2jEj7[iUYAOm2(l[rtftc$Ww8T7LGIC$e-]QDGvk0M?m$uiiD7HPj+cHY(Vh}%Xa-%Ce-?AjYVkN(e*Tq1q]P^T:cQ}DwIVKBsy9p<ieY*@m1#[qB+?)^Hdcq0h}1<2jzd1qokqffxAj0?R>ww1NQ5m$a=pfn{ezNlcA{0&(3fdggAqdwL7yy<:Vv}>=Ytir0<SK575>p74t[?3RvtX6F{k{i:dq8ivbt+ivAr2tNF*qyaz.mThoi8.wA7dMv9@21pri-tH?RVpB@4tJw:AL8zPsfvWuZW+Apx.q>Q.2?a5-]U:lki(!hKeKx$.mjfPV3N&gzdr=^exI}5HrER>Lx.(wV9^!u4A*1A/o8lvRzE?E7zT=<!M>dkbxYU[QfIQoZdWe%XVvy^^Ol4({[h(+m@t!K0M.pmD}^F^LH@Rl0565$$B+R)A@KiGjEvyUeg[?*qA{Sora]xo9h/Z)>qWuMGgq^U84nkCcK:j.vm6G.Uo)+<BM<@z[pGzVaRlmEz?O?cVsrSNgj[l0YRTIBbD{ZI{q#+R[3x8x*orkLc>9encm$*rJ>zD8KCUczG^Pb/n3R/IzuJ<L(K5)/", medianErrorPercent: 7.24, spread: [0.89, 1.179], over: "fp8 power-law" }, "fp8-block balanced": { rows: 3150, coefficients: [0.2395, 0.7197, 2.823], surface: "288:OT5J3*C/Q}mAH<^BA+1U%aDpi3^qoTuU0Esql?ir>sp7MQ2O$&YD07a9g/@>1RFX#a0ol1UCD5r<U8$(=17)ZW1N!^iNh5[q<+4dhq$/Ra8-Le{!(C08*EYVIGdV^-#iYjA?mqz*D3#L?LJq^sN!sXUXZPYMO&VSJh/W{cmJ*YeZC(>twOMug/wvM8c:Qw4r7IT-zC0*R8ONQC?j&{03sK+ixaQN4G3LO=Ni5^1N(/]2!>&-^Tdl2f@Bn@<jwEBf@u!^XPR]!VGXCHOR^I/p46U-W+FWv4I@]ZN1q(=H}h=Eiobu#mc8pkU=Xl)3*LbR0jl$Zhs[YpDOc9N1x5lP}Q^?2F?+G0Vq4SE%lu{X@ZF-}I*&ceKJJd8xSLxozT@Ge<Pz?YH6>A(U0dnoT57%nx2Ag9(-#yBii2R^L/1LnhtbX4}sEILUg!gCtRmqa-})utuFvYMZu$^Z]i$7ZY3QbbH{6Cw!l]o*EACfY31QM[r1)2bvS:K3J.vN}dR%pTYgF0G+R8(LW3TVJfR8lu<RwXQ^J%&hVJ)adnYnlSlXg%IBTpg=[?7sq{KY:tGF}f$7pRDN&EHz^RjNst?ir*XWnV(Z:M8/ix!+Z/c-yzM.8q(=s5id[vibaEjrNoFzCn7HoyFq3m353qJBc$Q(b+h@>8=FN^[Fh9[=bKT**}@!q%b?B!Y>&#a5ay>Duw1j2*{/L(Y&x[4-p/G)KGZ*Am[xVMkkm@AE^Im(@0$PyB@XHnVfyhgLz?Bf-#&hD+9k0Q38h<NuA]P&L@l)M(i0F4q$b{N35/S%gsxcZR8<5p)iDzbYpW+6=N@v9CLZbL*LK(wdv9NZq5oGq$gp+Q1vzs}/<xS=dFp9bSvw=[{rv([Jw[&9etUqebrqfbtp!O:0to0AiGQ<R2@$I^bEm^)HEd0PE=LRuovjP&g/kmT!)[h2c20l@8dsODEqFF@?F?!Rd#tT9^h](OtLJg8Wm)>zavvm)hPS({0(X.bGht$J%{6ncq$&6SDqVh80vspE:y@[i>TAG7-F^.G[w1zm9N--!PL%hiI1]z!aR&<Nn8>(/m.Hz<lKT0<lF1{hi!&Uvo>oC[:GP]Y3ErX))@06L#93=x#?/SX0P{gS}8l>UN^[YxDq1p!}K{?K>%#N:Zaq#GT}(^G5z093a%NL@#&3]o&7VBM?xW2{@$!%ge+p4kF)B6", medianErrorPercent: 4.82, spread: [0.906, 1.112] }, "fp8-block balanced grouped-router": { rows: 234, coefficients: [0.1085, 0.9511, 6.587], surface: "288:?bR<u*B%3Ycd$(B6(eOl2*&LIR%N[T!?fWb:bO4UdCnYscKfo7WUeIZb:3aX.]$R[F^Y%@]QXhIt9=q!HpRk2+1C*Ej+/v9gs}20(<uf2Zi%GKy!b4MH&{aYJzkH<bo/9]9%d:}B)}u+7kNZS-X3ZSi2&GYxxmeGPG%L:sc<!O+{l/HCIH-7A2V1z!!rq4{[pD4C66Jd5:rbyL*]d!lA{9D5*A<Df7rK0m$Ss-o3zX0k(]<5]-m95*7pH+0RqeO48FDAC^X3IV$Z78*s{wqa<P3s]XkDEPnnk[X8@{f/N1b.MtvLx<i^C#Je6G#!Gq!NNr2s@[LYNx5G$?N&>TcD6<e@<SN+T{fhoF=qb.Ppx1S.hnH+uORhF*#Zc^}Q-/?kkm9BX6zB+9Z{XZzi&1z#mDGobBzgA!Br3eeKZDtNjgPH+ZD6*8Asx3Rm]o6D:RWT07TI6>llI?wwvNPciNiXh#gJ-v&N1vDV:K-?xL5M(4rFCk^O-]y2eqFQSWEL/Hb-oIuoAR>kUCDL]9{4d@.Y-H%oO+3?(xe5[loMV9)O9/5CA?*+?tn{qqkL:i-1daZbwn75T&ZJQ2D(xa]4B1B=.C%a!@q&?88Ml$H*]<w2zCHnBxC+nAAuoNx)RVVc1<.AEq}$8I@l2!R}&([!}W^u5ap<DV@?00DJM3}H]J(Ssve{{&OWgoK0Quw@aUng<4]pEziWqIc<snLImq?$DPVcQl{2TO/2zh3i>C%*DKL52ZKBV1>l]o6}f]lh!uqo+RN.9QHeEN[@AW!rgh>lb3j7u2a*rE-Y/u1P*%k4T7X8J{iT+fEZP$P", medianErrorPercent: 4.59, spread: [0.903, 1.128], over: "fp8-block balanced" }, "fp8-block power-law": { rows: 3150, coefficients: [0.1823, 0.6632, 2.867], surface: "288:L#--V<tEz)B:xM*{Y7n%kV5jzL1YF7(*gxSJxF-4ZZsFBK!c!WqGOk({baa$u!ot#@k^6!5AMJG(mq3MMSbQ}e?d=ClR4O}4o(D<5%!QA8RbfRK+psit7aWCt:2IsqAc6GCD9aMOuuixzLu8N-3?=qKQs-X+ska$vyQc$&F%Y0NQX)z@(!RG&fO^/8%eepK:gjZy$5Lu1n^k=Q{/=KpRZ[-.L.@^5z^Oa!7glZ!kOh5}9JRsczZ.V0#=+]=Fb8N:g%PiU}FvB?^S[69hu!O.VIN*NHm)yg}:88/x/F(B#!=F@!?q[A(pW7r{0{YBO0j^*ojR/)xFQ}>uPuSi#S6^H($[2Qh>/Iry7BB=aRzb-EvW[cWhe^z(su&wVML*O2tl/d8}VW1kS>?7PAZPzQ#tqroG)EsTXem}Jfx*MMTPXZ8{s)qy?lpgk@[$HYn}Q&Aup3}[*V=1w.zWDcSg?.!GDf.xXM?8N7hr1tHcID21)P}Pio:JG@cxs%P:0O0UVq0:XG1c5fOqznY[Y4#P670^DZ=cBG5@^#a9.B/#[Sa9CCfk$JN142Bv9]3gS$AC%-MCU>DhedM{/V]%a}uVu^^Z%>{CC%HX4Jd0X6wEd<8dKgYtF-PYm=:gLXh3w=o[y}+0mEaYMNj0Y@f0jg.E?<Jacd=]YD[hLT+g9C#XUbS[pHB#8xH%$gpkWP3oX@gajoy:n123M2EZQpz1FS[KL&xaCv&P-UVZ>TyGcf!vcNy-Y8*Bq)tADF.y54i?=pba(rJz[h8}6%{nVmAc/{Tj5U[vCzH/LnVwys&D-R{DjTE]LUZ0U=^/Qysey]IYq}&<1o]F:>/IwM2$H[$>s8ez=*m&xnc)JHHb[FFH>>{7HT&L&>]v8Pm6Lf@<wtu&@v5X[&4@>o<={xdXWA4ei]}Io1TkNRKj6OZeV^DTF^(?:OG{4)e*O1L$XxqL9h-iuG:0)RvBX0]X(o7aYLna$P]mliq2WRx.p*72WV8IgBl/j**NHF}IzJYGW7+6S:^YX8vrW*Ke<>o}]}sDxTRfz6<S47B}M29K-r[*YXzYHZT80uW}jZ*/Q6jdL<2TQ2&+XFopp%mly>xXetXfQ&%gTw%Rn{n%m9{=0]}XI0{61YN0DSi3Dh}9*MVRnE}Ta0N09Ke.ApWb72+/Q!e[4I7*1CDfoBPocWbe%*{oOgaJMbHtKY1oawR?BNV<Ed5=7HYnd", medianErrorPercent: 4.71, spread: [0.909, 1.118] }, "fp8-block power-law grouped-router": { rows: 234, coefficients: [0.1274, 0.7361, 4.146], surface: "288:Y&Af$Gd)Z#eL8rSM?HEVV9e}G9D-SqfL9@?B-m#isJ+w]c>l&]Pv83om15ustESx4lqoXYf.DSg<LmnXmH:B7XKbZ9(Nhdxr2B]8!NaC<OdCRzYl-4zIpS50&H7dE{Z^cBqV9P<?E!o^B=n$A7MOpb8vI*$7gRWCVVClUrKHW5oPUa97wU0:fH*sv+WofVZsOb!K*bDxL>+?Cg&5&<R=ZXtac[f:h5I%v+<prCpmvCcxD+:r<NNc9T8j!ErT0koCjZBgHLIKy(G}5K)](x}T!YL#eFSv]B5R<pFfVD3-}ho^]qDj[/2c1y[eRX[K+M{Hw4A9wNT/iU1Ubb+wt0VGO<0$ofxz-Vpn]$PiQuT*In9(HjVb6NW?.U0dKq-srX)9E1>]Gr)<ktcCnbdTSm&rB2J:@Nk:Ze)^8kcan[8mgu>^JI*mzNrz}3@bRWd5&N]A+xOLd7=[(DY@+g-C%^sZ-+aa>mx[I=m!VdiuU&v)p9)?<qr/aGcF=O@O[>?mys!(B4zYb]kdx?*2oqepR=FOy#1}UjQqpI&ncM6tIsZ*m:wtnQ{Kq7H+)fG0aIOkh!Ct]}sY1XTQr9[gef]t#-!gRyJGK]k3ahaNM&c*W5:}ByC]", medianErrorPercent: 3.96, spread: [0.913, 1.075], over: "fp8-block power-law" }, "mxfp4-a16 balanced": { rows: 216, coefficients: [0.1435, 0.4922, 7.612], surface: "288:+#JIU*Am4Fe{rYlyxaqEtubCja=g5Ll^DTe1nofG)mm!filWv1vPoCOvYRH{rVNV=g11VHJi=A3Vus/GhP$b#*.lPgX7<x*l?%MeLlI}:sTzi6c?nHFx=C#?(^wOpt$NZEcG#i$8!}+rc#@gj*h{f86=To%EbVdJ)zelDRP!j(iq4JaVcra+!/L.BJMWy8wwi>Zbg4O:)AlZw2-$j+hd^Dz)wC?oTCcV(<=1:UIsW8!paYo>nCM}qLF0s8pDkffBWxX4Vna7.&K!?[?J:^XijK?*^2JAG(O0}lE&oL#Atnu$]FM<>zm:RW2%IuYM)4lNd@J#mFK+Q^HK1&/cB*Nq)MM=Q*)$*5uGC?uFW]Z{*p3S^@Exp&+NX+WOlgnTzdXp*Sp^hQmD)(]+fI<&yo<u=GI?Z:CI?hozuiaE9=67<J#3v(S7>Jqbbn@x^z*#4B478P&arFU)6t/F!c1bFd6o5z1?x5@rR-un3ewN}mv2R%/NwXonJzT8=8Fm!ctF36YLmKRo3nd80DiJuD+9v^S:jTm<^#c#P{akH(tDj4=q8xoUi!xCR:DNv6hNqP+i6{s{&glI>h3Cv)W)pR<r)ji>L2::f^W)eWUuBc-:#%Tv6U/TK@ZG3ZBlt!?L!SNF1pm:<G}<NKO6i!49zUP{mc(Rob]/Np1G]2^1+<NJF6g1KNYgS5Cd-G(2z@{3[Xuy3m1<LSRRzuI*FsHDnI92x<pM!h%]:^N64Jz!=Z4=e3%3x/X#q.Exh#x=vrsLklG^3(/woDZb8?oJz%nZ1>kzjf7lur(}Mju!kewRRe:>WHp#rVOca58P9a4<@fI-zEcQX#}2Z", medianErrorPercent: 6.28, spread: [0.878, 1.107], over: "bf16 balanced" }, "mxfp4-a16 balanced gpt-oss": { rows: 432, coefficients: [0.4938, 0.5354, 6.007], surface: "288:JA7*M*B%5jchyTZTLIRg%gR[[DGo3Y+A?&yz8(S#78aH4RK&2{K-Wqu><NOqzr^<]aZt6^}r]/+L^Thg3VShIyzjq=jYP5{]<@8um-v>mQ0Pg0vLbA%@q!y9HX8=yH/3oS@O(CHsq%uZK9EMlklpldJ6w]?Icf*=eQlLf-0=7iOBKJz:)[g1}.^k6aS=H%wd0hYV33gO-5?Kpb{8HRPnk{1A!GYbb2UX0z$hlAJ6m(<Gyclw{M}ZCC{HQfV]]:uGF4^%OC@hfq6ZNw^Qhz>Dcr)c]7[#zxj*8NZ!FYvY-+Q5vpbWy0?/dh6=7#d8V/1f5>FBwJ/]/ykg9=!d/Lg8zgpK*=)Fc=<?FHTzkYEQu:l&5@cE4DA{wWKtu%#x?+32t8EsFD9yMuB0(Ti97$RBtiZhmbOFv!VfOkS9gWAS7l1lO)Q:e*vzv<4KW(C>e?1)ZgNIllMYrmpeE^<H+@Rq5qeaaa]Fm:ULITxo%<4A0])VMkQCPJWTC?}qM7DiwMC7jgKQ!YkIGj33.8^+>4sAZb20P=N{{5pqb(L8CTR5o9K]^ws6mqQ$<0[9SKi{$AhVsoO57*a-dD2p+Cj/s+lIpC).r?98JBinz=&I!j03RbOH[SVUcMMg:=?/w{9e&W$2J@8Wq?<yPR8dR{ANd.}u%e3kvf]EEdWnIbLdC[F&-i/XkG.W-*C%M.)CJ70Ubrj[Z@wXJPSAV=90pwXa{.dMDq5r(P}P@4MPz1PEqA!lb<zgoDR$OH@ZRL#/}=]Q{YEF5W-)PKGLR$Uc!UNQ>bMn*aIvYINUTG^ns71GZ=.VEb[mxHxFC$j&kKu%:wEYi^Hs/4gEY@Zy{U)eT^7q^Ae7Iw+d92usu!>KfP9+-5[qt?=L?/TonNpQ0t*IcsX7h2B6T82hAuD[-E#r2Cw}!D4/CdpE7v}yg9H>tBSg7K!?6.nY<C/XgOGAtAd2?gXmk*xwQ1w(tSCfA!EI$5FF!/vGq^y@DmOP7)hv.0XZlWC>DZ57j<HXjsXa>B", medianErrorPercent: 7.94, spread: [0.869, 1.096], over: "bf16 balanced" }, "mxfp4-a16 power-law": { rows: 216, coefficients: [0.1156, 0.3977, 8.066], surface: "288:Wn>y<*B%3sc}Z@5We6.^(#Wo?b^w}<64710l{zf{GC^l8Xc9ME0N0yJ+Y%<f&:!fKoRYJyB-(?nOma-pq4%WS!M5tEsDX6F}hbLR<A7YG@Hw/3Bt-Q-nlzP(3MYye^Y:MPXssh6gkc0jP+2-aGRbOk=:XYDT{DhcJq0+QsNYXIZHhV7/S{lE.6:Y0@8goz@2alh]:HR(&jF^14Qu:eT2O0j%d6RDQaL0EwFj}0^447<>C?Wur#:H/9uc)1J{GVFaI:A8?(byuzUsAFAhig8j>zI=gVT$(>9lwper^$?8AV*g0-?5%oClxAKptgo-whe8TJphXCi7.-Yt!(rkkp5-.o4]!xI2Ti7fd$aX3MoEfMdt(AE+ZZnPiK99h!v+IxHOgpM&t?XZOLPSjT8*YY]1t)j}MfUv?<g!VSn@7H0&>b+H1c-:KJckLsFM3UpTkvN:NX>l1vR7iG2A3/zAtm[AgrLO%GgiTxJ{X:).]*7bTQG&H4hprg3&M%!6lRIi7GHqyh#)/{)#-iV)ACeSCmsP1[/t91[zkx35LHa[mfDwhg[fO^q&Z#>r$A$<lXHiUmmUKvuamMHy?X-^UJnpCj3oc6L76YaRUe!m7]640..SQ]=4m]v4zltR?pYU@1jUB>m]&EIs-BePn>g8FnIuVkottwNiHi(pfOBh:$TLjN=+]7xo3anMX&(<h?f?=ZEHuNK5x7rsq8!?t:WOMq3I^d3BZB@X7>golW-{UqB18S}(*]Alp6Ggyf)u+Kf#4UJ0**^p&HkXJr*/W)yNI>Cj!Q0B.<A^50x]oBK+gK#iHrYF3f/JKUx>8SMmx+nq5-U6wn:tz+UM(1YRea].q}t^(9?g&71KB8eWK$Nq3p4@<dZ(.7-5c}}bxzqH7)Fp=x9!=CgXKgE:Wf:OWWh%nu8^qaSAo!Mq4UUyuI5FR1qEXQExW>WKijr9}jWbnYGvbhncPL<:3tIIA[^$&E/0yp(J@Gs", medianErrorPercent: 4.06, spread: [0.956, 1.083], over: "bf16 power-law" }, "mxfp4-a16 power-law gpt-oss": { rows: 432, coefficients: [0.331, 0.3572, 5.227], surface: "288:Eo1%v&Xg]-9x)2]{9E9S}#uY9Su.R9y!rwAby{fOH.wvn!/l*TA:bY3vt]n?.YkHN6ilE[-WK9$vk]m3:]Y2b*=so$fdEj-v@AAHv#b2AHoHDo&kK*A-/=[L3V@G5@7Pw[!F>9=4lEG{HoV711nJn(>pQ%4zS8hx)^HO^}uCnm/&HqNp5&67rG1!qyq-@V3sOAo)V+eh=/y8+6-n.W*CTv>jw@{jG4z(HO^+*sCWaVp<5lz-YMvHblZyzwI}6Bo2mrdJ>yJY@xrN8G^r8<WcBH^o+i{N6t/s4>aj^at!MLplgdlU-1dBwHN?[i2+Cm-y9o6d>faYxwB8#bfo(AbQAE)7A&2bf/==)nXUjmXEyi0^F%e6&VZCfTCwW>KhDo[aT5WMR$aFo!)[FpPNQcxQ8mpZhnBq)t5iwJIn2BBJf}kPp[3<w.Ebf]XK>t{R]aWtj^:20Mc@SPovA56Lz/zD#N.wu2<4&beVhb6EaAiCS6kje-j]lq^jYGfU=biBizccf{ZVt^M&&Y:pj<ehxhafm&32y3feDJ8VlB+M}jY0&?oofH56B/<.)9QAW4Xt0@csSFm:aXtkd+a3XRW=^34]tQhZX7T?[G(6<p-$Xq+jwBfRd1O[u(L&.:6?ZNPjl*hSgt)PrgoK}ZT:yjPWVx0557HGMrU:JLb6Qg$2=9Wn3hQXB<!K$t3%2y5VSjw[tr+.txpj^Tx1>0]V0?^{apPz[zANpYt8#lcUEGnCd)CC[Wa8-f7Y1*xOwYN#4cnYs]fcHu=YTzZ-Rm7FJJQQ((WK-wZVDUG?@hu3J%pe/!}WjC-RiUvg6$tui%Q]ot:DO9rzf*!/sSUq:%yjk&BBmnCQ%aTfu?ckulVpzs#f/l8c3<1xL]!yA]urkg=zBfb{iP{{QYhDOcq4c*/5Q(:0rn8MxO@RV>I]]m#}t&*@O!]P84!$oarqA>$!}x*cTKK:OtyF<^C}YZ3K{[4zNg>V%RcqsjWeFbgE-I6fz&8j(+}Yl0-.r{x1wAId6l6:TqAweVIm}9QM5su&la[MACq]YsDU*?W5E-}#7<s)>T/9", medianErrorPercent: 4.62, spread: [0.885, 1.09], over: "bf16 power-law" }, "w4a16 balanced": { rows: 234, coefficients: [0.1785, 0.4248, 4.234], surface: "288:+#E[&Gd)YF7{V0i%1TA1G+MleJj-Mgk:]EMmER&$[[tqSSi(z=[xP2yvnrXlo=[juC@k=l^?&=XXmDK[D(UeBB&chbGX)z>Oi}V=hO=!VR:6{T<UL?]!6XVx)d6Z3s:NXDu.w^^1B=wQ.7M6}WA]3%[+Ob3n2o>gTE]$PR^wC8e-Lb&bD^y0844DRH:YcT*EmO:i=OCey3.oH[OMT2z@LH:qmK7A8Hm0LCruHf09kfoe:$mOP?A&kJ*SdPgcI{5gM$Cp5v>CPf>dr1kc-AazJ468n!RP$qgibo{?cz)O*-&dgf$n>sL4fIcP^le-hot*Em4q7z5A)@i]<7-)9KoRA^H%^rDR6#1IGG.4uGb}@&wKJ:-rn}&s6OPllwSLvzGy#BKqt2cjlitSY!nx&J:4O[>pLa:slh{i9<w(@W)Ww=1{z9X]jX8[ik1[=eVpMg4bAeEwuYxBNMrK]y$2hCG:naGUv4=h+>ODxT]#99xfi{}Qy8J/Piw8Zwmn2X&24#87I04baQr7H+i5Xy.ySm(ht>{3s?>+aaVZ:UFWag1%XX+bLZgF2cIsZs)1(t5=XaolyRtvCbrmTZCHzTKm3lKP>JD$?x7**RQ4gC7X=:TL6xPR<mv/PZM]@", medianErrorPercent: 4.08, spread: [0.916, 1.106], over: "bf16 balanced" }, "w4a16 power-law": { rows: 234, coefficients: [0.1226, 0.4118, 4.686], surface: "288:-z$9&N>LnT4iZpA/z>(^O?x>gLk@RjgNnHjC]7WAB(BwLbuU{RWWGUZ({V]d7{HxU6W3h>0&?{y{%14hhwN^u(]r.Jk^*s?18-d-qAX4%=78aIh/%SZ@<RCKvHU6ctpjWXIxhSvSoqs[2R(9Ron^@I.rnXBjrmnZGBfm{DoG$01}{zJ:lO*F[!K9%4-1mCY3#dd!^M$)rPk<El@:L<d>=[*<hfM5ct(Ol{ajrVS<#VCu=mZtCKUl2lBWJXo9QJx/]3tSFXHvsH>M!hh!OZk)ZFW58Sp}2ofqdd:Pwla0ii5@qQ}t*O87n{H*l9&(C<p?f1n}#>5OoGB7R0E@(P8{3W^*T{1R+fAL%?rfLwZ.pPWmTe%U&H7KrG^y8h7?2icbdXjbR#nz{jUI@o#5Q!p*ZRp8vhnV7DUE$2>D}94H/[F!CLR=QD:AM%oH4(M:9GxkqeFm$zpON$ci42(CAM+BXW=lv<kT^Kgi3!nBT7$au&O17(4I+r[Qh3waW14*7hr>T1L]X9iR+/lBxY)v4P@EdG0<Ve*PMKaAGY>21QC^Y)RgBIn!}#4eoV=OClHCDH:+KYv<Na73TYY@<VD9g.6tjn3}=Op^m(<{gwyKD1u<$U?w7^9u/At4+!i+{.iqs&S)FeRkZVV&qC>XM9ly<&BQV&)CvAES!VujkJ?&Y=ynGj^X{zFydX4iE!6=?/25]lAJU}saaNp(.Zm=Q2rh@Sr", medianErrorPercent: 3.69, spread: [0.929, 1.093], over: "bf16 power-law" } } }, collective: { engine: "nccl 2.29.2 + vllm 0.24.0", variants: { "all-gather nccl": { rows: 63, coefficients: [0.8, 0.5537, 1.197], surface: "33:1WG)k01YY6c2$72uLPA5onKdzAd:mJBm+dQ7#dgr0@", medianErrorPercent: 4.32, spread: [0.93, 1.045] }, "all-reduce custom-eager": { rows: 69, coefficients: [0.8, 0.7081, 2.877], surface: "11:<nw]VF&J:V<y4(f+jIl!<Pt++xrD.GXFP!2B9[2?", medianErrorPercent: 1.48, spread: [0.86, 1.01] }, "all-reduce custom-graph": { rows: 69, coefficients: [0.8, 0.69, 0.7128], surface: "3:1+sz#03zKHdg#rD!^{yT!Lz60Qt<%0I+geqkzxs", medianErrorPercent: 2.03, spread: [0.902, 1.015] }, "all-reduce nccl": { rows: 63, coefficients: [0.8, 0.6471, 1.587], surface: "3:1WERB05aYbbkh5C1iYXZnN@J>sIEfl(k[a&faE", medianErrorPercent: 4.16, spread: [0.912, 1.014] }, "all-to-all nccl": { rows: 63, coefficients: [0.8, 0.5933, 1.254], surface: "3:wbb.HIgHkCK+5ZQNvfSs{AbdE%nJ4hvex*r2(T<)00", medianErrorPercent: 6.69, spread: [0.975, 1.083] }, "reduce-scatter nccl": { rows: 63, coefficients: [0.8, 0.545, 1.147], surface: "3:1WE?H03zXy2MB+aM)2#UN4su^/#Y?mr#bT6}2", medianErrorPercent: 2.72, spread: [0.935, 1.018] } } } } };

// data/calibration/rtx-pro-6000-server.yaml
var rtx_pro_6000_server_default = { version: 1, chip: "rtx-pro-6000-server", architecture: "nvidia-blackwell-workstation", peaks: { memoryBytesPerSecond: 1792e9, vectorFlopsPerSecond: 12e13 }, source: "ai-dynamo/aiconfigurator measured operator tables", families: { gemm: { engine: "vllm 0.24.0", variants: { bf16: { rows: 12558, coefficients: [0.7611, 0.8349, 0.9761], surface: "81:hb-*Z8.?Q3]L}51nIZa<{Ky4(*qDbX1yl9./(LgSsEaUZ{sD^.X7wk}E%DtqS86:Ckx}TlSwKFCwkS(9E$ZCRi86E]}sf1L^FiRW-4TyP[oiZ}mtd<3ddA#u2*bmZbPd4U3nEL-H%%tf.m[@=+WXoV1[C@AQLhu45RIRnGEX4w83.l{9=K$bfuNpQSEm&uthT4m:gEb2H0f^3UOrD&/:1Q9C7q7q:8or1yjSFOO2*U?JzmSl}6EkXDEsvN17r^]?lJaQt1saCtAswJ?vseA<wGGeoU1S%iNj+Z]5R1jtUx#6:/cB2}T*LsNdTVpn8.B?MShJhSi7N%1s=8F2:s2&g0{9QX[z0(T<{-jf3gm$94:PQLu#h9t9L^<3V{A&W5fn5V]d3@FRI8ejNTzcW-<k}A%2nF=<IANSHu:Uhj$[.!]E]xh^jt3>I$ADT*L7nBEYnx2KwuWY4J*O.li6+ZZQU{1ET/*7y[RE4MNccnoz-2O%bkkiSzIrjCM/dZ/Sp*YIzJz[=+o<ebhT-&2(+B)o(gjr&km&sMxkb{TZy)x=Eu-Q$nI*Q>c{AwfdMd6yQeWsEF1-i{WP{{mfmA/zki(GkvNsjglPi^xr8htnpWC8w}e5F>mOwT#@0Nmh:pjCR5I>.V6", medianErrorPercent: 4.56, spread: [0.897, 1.11] }, fp4: { rows: 12558, coefficients: [0.5785, 0.6427, 3.64], surface: "81:rz}22!g.Dv*JGahGDk!kaGXWNpAkDcm)qFq%nKE6PkyQ}3{i^cq/N2FTgxrYqs&#5uW(Ofyqbb[}6Q{L@pPgG)?!V^e)?$nGIZr>Uu$Q5:FA4OTtdU-o0bbzM@jo5uz&@1yIhe4NRIW0(hT8&.nvfCT)YaU8<6Pn+ybgh61/PsXtjRVFO0+q[0eUZmbxvP.M>hcVI)=yE#oT0oT$kX6%$#6rjjbYt*T1r0Xw=.(6dT>aKWVv9Z%+xar38co4TC0Ojf^+CU!CWaa=J{Lh)?KQ:AyhkvmEeJvYT$4JWn1^8ddn53e.:Bjjw(5<rm<Etv*4y6]q^wm!4^.Iy1Cj-6)]/ugKUqdro%/G>m6>%ZCiy&G%tJ(IgSECoR5wuvefq^A5085F8QpjtjF[rkU<:vSSNQFWv4pm%AitH.eqJ^z52Jcbs)[t^9/ux}%(VA/6VfD=6WZ8Bp6:d#Doau!^^IQbEU-qbWqPWn6+mN8>TPE]82]xY:8l#J=.)hT&#Tf1<E(JWA+nLJorzZWwE28Of#/qBf)p<a[Anp}$0o[b2W)6Cm8<i]^tO[B?AI-4b#Z0QlsX661t@+maOy4zl>0l.V)>Z%.Nun3FjOe9qR?)&nx", medianErrorPercent: 2.69, spread: [0.917, 1.089] }, fp8: { rows: 12558, coefficients: [0.6205, 0.76, 2.623], surface: "81:mn@O>*B%5=W}%90Lo?.ky}}92%m=HC!y?9yocOOA!0qXH6d1YXa4ZmJx1m*sN?v#g@Q?LmY^Oxw@77LBrK<^-TLo4zR6Op4Iho^B[+#pGxKvS^Wkb6({ki{5cb@LoAgv4+yYhf[kNR?J5qGs.k.o>qAwPB/Ttfb0sO&A>0Gqfw8*)IP[z]6%3u]#vbQ)pI.G#!=&@/SGFzraalo).WGjJMIK7-rm9fr)MZVvfqGyN2HD-ELPT.NZ2P6q.)a)sN$/4bw$5lW:k)XH7nH0(R*[EvX>6NkcNx!}3K6@nTrjQ*H[>RZV4DUnQ!a:hogt^Yi4yHOpeM&3KimzOP}Ck{YMkvem4tlz7jMZp=^.Vo2rQJLzvX[MnuSG{CsiDak{)PDONeZ9csS+QyNg.i#3^l7e2}GM9)ZW<NY+cCF-cDFJIX?ci1Dc.]idKJ*j9aXcivSWvFWG@MNFe5%WC*4%M(+pP()1E@=^0^C</8!n}86rqPlDAn^hwyMXDYG{%8C=[aPW-.-lk:SC?VTlZ8Dzr^A*m$4L8UQ2L!1+DkuETjO]GZHI(DIel}tjX5[t[m1sA+C6rbd&pt)sUq9=dv/9KZL{P:/b-t!@s@}VooH2ak?t#9iEPY*.pxI!$!nSr<+Stuq72Q1RRcIpFT/+ShWWQGm[@sn", medianErrorPercent: 3.07, spread: [0.928, 1.101] }, "fp8-block": { rows: 182, coefficients: [0.8, 0.05496, 54.6], surface: "81:T<jJ/Fg}y+vx](x%lU]vQ5$!+OISJy0n*!a{2#$v=wskkORp#bPE+GR9yk1YU0R?Cy#*vaa#fxO6*R)mOj&#G^u6$5:{TQuP0#-jAkh+", device: { coefficients: [0.6205, 0.76, 2.623], surface: "81:o&tho*B%5%O1.EOCi0hh)mik:%k9=xIdGJ%nW5PIB&9WcCr/PEYfIsOS4!kI8@<$fCLQ[paxN3:F5F<]b8>**Mut]4-cG8OzBwSTpAHVTH{)cJVLoAt+P3LXrmc.NG2^)IaJn^U0SBePZ}<(Dtbq$/Z0YKujXC2/fB:%3nu89V6+aJSuP!n5lY$u&sr7dL.]M!dfqkb1B<w@e0it{*J=5a%9<nfmVHKrWnMH)a9)WYjFj/jeOHpvlV6)eI0?QW+DE)#d{xDgsaWBRrPnh%98:Fw7II6$jryjAJC-p&C]z]>&GbVzrALz4}RxME>yVP$]jDBBv*2pA6{&.7[hvO^si/.^m.%8n(it}jgOgXh4VAe4GiH9h.xc81}MU1<k6DsF*hxS:0!}*mI46H5QLEesa9ysEARS!qKDbmkIapA6f9*PC]ts#qrFXW6Km#5kB?G#2juGYz&0eIjuAabiZtEF**o{Q6(2&?OFq]{dI:ECAQ=v/hIC+sXH2O]r<91FIuPD%-AP]vLPBK0b=mYwWMyc!TZ5n}[ecc%?.?kp84m>6kfO0)tGHU-#)dRFjvK&*V<>8@o1F]JKJ5Sqr2S:iTB)BH?j2:/rcMhHES^Z:(B:ihrh0e.s}p@rG<U$1<K}?mAa0NMTBHT-=XYE+G9Ez:>q{4oy" }, medianErrorPercent: 2.96, spread: [0.956, 1.037], over: "fp8" } } }, "batched-gemm": { engine: "sglang 0.5.14", variants: { "bf16 n128 k512": { rows: 224, coefficients: [0.8, 1.277, 1.848], surface: "8:4AzVWFiTIBZ[/G}E1p$aSgX1!EHMxYrQQ1(bp$PcS2J0B:}oMzw(:ainu2h0SrOCCc^A@lPrsW04/", medianErrorPercent: 17.62, spread: [1.003, 1.623] }, "bf16 n512 k128": { rows: 200, coefficients: [0.8, 0.9862, 1.64], surface: "8:9MywTFg}x#q6q<{%e)#WfVvdGNFfdAS#/5?N26&vnNhS{m:-Q$jflZ54o7J<ah)UHxaMc", medianErrorPercent: 10.44, spread: [0.825, 1.243] }, "fp8 n128 k512": { rows: 224, coefficients: [0.8, 0.283, 2.545], surface: "8:70nJLFfkya^o=q={DLEUNsSY[^grlF>kToyPIcgrx4!nolb5ei^G^%PhiK%HlFXRrt$^1yU(K", medianErrorPercent: 7.45, spread: [1.001, 1.194] }, "fp8 n512 k128": { rows: 200, coefficients: [0.8, 0.4007, 2.417], surface: "8:6]Co:Z+ur3n4nr]uWBjFBNon#85VUa)@FPEjSQuaL1o+EHWwg>/u=HSXJ%lWg=xZH+>8z", medianErrorPercent: 6.71, spread: [0.917, 1.117] } } }, "prefill-attention": { engine: "vllm 0.24.0", variants: { "hd128 kv-bf16 w0": { rows: 3265, coefficients: [0.5875, 0.5236, 1.895], surface: "3:9GAh>.AXV1j(hm9nc6)gQtV4l&1^q.iT3=L}<y(B+o]EcSTR93&@3=pn{V#P<m$O#-HqwqGUd&=WxcxeWrvaQdkl0}nk]KuR3PRN6Nh2$BbvHEviX[}ISe%8+qOCnvRXpUp<Qk^>wveA7e]>sf^&q1]xGKeC0DrULkTvd*AgI.k[GQ:0r", medianErrorPercent: 3.09, spread: [0.907, 1.078] }, "hd128 kv-bf16 w128": { rows: 3190, coefficients: [0.8, 0.4485, 1.728], surface: "1:hh$DyF?N:7xbp)Z7+(S>E?2nJIgK8#CpU8^@7V5e&u58k[zmLkhp2^93Zev*Q-LNk3T!MM<IoNw{9[fD==5t.SL>xl.GAmf*e@4hj!O-UrZgj}fC}98%6X<#MpuOrRUgM}8#B7NOUv0}DB]bQW#e.tI:!^@9fW<H!MuQYuJ", medianErrorPercent: 3.97, spread: [0.911, 1.097] }, "hd128 kv-bf16 w8192": { rows: 75, coefficients: [0.5933, 0.5468, 1.848], surface: "21:j=J2C..qu08?wH{%4vzyoouBmhatu=}5?VVez5#9v{1M(YqSX)?>]Z@kp7$6=T.O(vr<X%P#{Aq!.MUa5>KNf?wVkVKNoADN{xTZDHS[E64T5Y", device: { coefficients: [0.6337, 0.4563, 2.005], surface: "189:9MQ!V0X>k^Z%lzV6*$>eG6ke=<O$&dovvQC5:AutbS=!6zS&d//zCgr4?RYCMX5tu*Y!&-DQcJ[>sJ/gC<n-9trKsls]^e1yxKwr}fHF]<7N6BWun{7lEtQj:3!r{4c12ixWkwes8Oi:6&.%=+Z?SDFZyz/rwJrBs*G1<S$)IDqUQ7&" }, medianErrorPercent: 7.14, spread: [0.889, 1.095], over: "hd256 kv-bf16 w1024" }, "hd128 kv-fp8 w0": { rows: 3224, coefficients: [0.5381, 0.6294, 2.67], surface: "21:9GAb&.AXUnDUk0:KSkRo5b#OulnwQc81lBPvmwd-r4jV}RKZr!W6O#?5{3tc4I3TLB:X8{*X?=#E9fnkGC(diHP.%d-28m)AVBeZRecRC1w7RMhZy5pdX[I<dy2>K!V)&YxP?t/Mdye+A-!p2+RO$bWC0Z:5G-7f.qUh[okzcT:h:!]", medianErrorPercent: 3.24, spread: [0.92, 1.104] }, "hd128 kv-fp8 w128": { rows: 3150, coefficients: [0.8, 0.5284, 2.595], surface: "21:70O/Ilnn)p^qZHd0kOZF}^xD&PROtH&T8ubJO+CM)Vz<iQC[VO3P-p7?eump3ijpuW6ExN{V86T0[hZ+dsAWP=FLoeSoTh0k505E6?$&oK$b55)5yVS3NQX1ZFV?3a:vMBb&ENnK?]&u6NuC7SZfr?UuRdpFl>R@ZIzeyE/", medianErrorPercent: 5.61, spread: [0.893, 1.182] }, "hd128 kv-fp8 w8192": { rows: 75, coefficients: [0.57, 0.6346, 2.472], surface: "189:o]-6X..qu-6g9*S)TJ>Yfyo):RDF.oHB{AsWOTG)GE:(@^s)iN!f]s[rbVKk5]ah+8[cG::r]=)78>5WXh4mOHB1}+f4:JUE:R?9b^^cVQHPEUC&e?4jV$)Y:}>", medianErrorPercent: 7.45, spread: [0.886, 1.098], over: "hd256 kv-fp8 w1024" }, "hd192 kv-bf16 w0": { rows: 515, coefficients: [0.5607, 0.6782, 1.911], surface: "21:mt]L6Gd)N14}@7FVJ6%Mze9qcWj.O8Ab$x61(#[$ikfOlg%l8{2P8Ga8)oDEdu[Y9+uBkq!}c#Q?h60i?tGfuRQMabbyn*Xf!RWA+&>DpsZ:<)M9LGYCOxg{Xw5s>z441Ppi.wq@@A", medianErrorPercent: 3.37, spread: [0.896, 1.082], over: "hd128 kv-bf16 w0" }, "hd192 kv-bf16 w128": { rows: 515, coefficients: [0.8, 0.5471, 1.691], surface: "21:9G7jl.:1Ff=82pO%hPr22g>p<.z5)w{vL/Db(sh3!baCy]igf8I4pLB[mA$s6<nLTkRmk6<db*Sh?4sQFdvhx4wn?!L+GoGhK2anaUtK7:8I54jFo)k49dQUL>D}i/#Et>t0reW0@", medianErrorPercent: 5.92, spread: [0.839, 1.106], over: "hd128 kv-bf16 w128" }, "hd192 kv-fp8 w0": { rows: 515, coefficients: [0.2275, 0.8979, 1.819], surface: "21:9Gr]a.AXw{HQ7-%m><DO?V1TC}SBhpyR4XAVh$u[4u{ts?jr#0uw)Pranl=Q:+YDqWc}][P0dE>>##nxDFbr#NB[=-gGk(p3q({O^Kk=jnWn:Ec>:QpeG^2jRXrZoo=p<PwbF{A1!l4TgN{-RH^Y5wN}:}wy2KD.}t*", medianErrorPercent: 3.64, spread: [0.906, 1.106] }, "hd192 kv-fp8 w128": { rows: 515, coefficients: [0.8, 0.271, 1.621], surface: "21:eSsJN.E9!8}!q%W2K&}]@#dGAP)[4XL<#g]Ul#!jHCUo0M0AOeCaN)[t<K{FPX<sGPvrV(J))}/xpbYRdF@3oDPN:7EK(Xug7=y87=R-F:rSl&rk^M.L/l/sgUNvgjRZKCYSYs}zlWCRBm0DVHj)@.irb@a9@", medianErrorPercent: 5.65, spread: [0.876, 1.094] }, "hd256 kv-bf16 w0": { rows: 815, coefficients: [0.5521, 0.6334, 2.072], surface: "189:mA[ad12g5-kM.tS)/iqVR375ij>f36JsY63rtRLIRY)0%E1:0lj%Ln[AEu>&Co8PZTh-JIDf7BQx1aj53!7HeDzKzwKqz(iQpO=^w$#KpCk(pWe(frEbP!oJRZq9ChQP}/{6IDQ@}DG", medianErrorPercent: 3.47, spread: [0.917, 1.084], over: "hd128 kv-bf16 w0" }, "hd256 kv-bf16 w1024": { rows: 365, coefficients: [0.4457, 0.5797, 2.005], surface: "21:c5>+e..qG^Poy)yPUFbs9s5Ajv([-)vxZttVG!UKS@B@vT]Yo0:U>P[qof<MufW[XP*mA]gUd$tP/GtB-f8o@QF.gc]2y6Mftw<dr/BlfiYWM5JDPq4>FdKh9ZaA7NPK8xxov&eWcinVpAPJn", medianErrorPercent: 3.77, spread: [0.897, 1.102], over: "hd128 kv-bf16 w128" }, "hd256 kv-fp8 w0": { rows: 815, coefficients: [0.4096, 0.768, 2.39], surface: "21:c5#gp.AXUnDMQwn8?F)}:7]@1yJ]<(k$f5x=CH}z@NT>B>rvlEM125AAxU#bg55F+]Ufc*M-FQOs$JynMS&L5RUfB!o+zCsz5+1^OpVSxC0<y#.waXrk}G2Vb2tF4KufC8ik:[-h(nj-J1^okH=6/yvO%ys2!4!y1j5Sqw}DYQkhVU", medianErrorPercent: 4.9, spread: [0.909, 1.117] }, "hd256 kv-fp8 w1024": { rows: 365, coefficients: [0.3347, 0.6164, 2.532], surface: "189:j<qp-F?NQ5&t&HN&R?Uj1(dXpOT?FXZ3g(EZK)]Tf>m^Jz-/w+SHY]NPB3sVKvxO%>bZGO]Ph3SwFO+=g*mLOdzr4bntu%a^8hc<KJdaP:obYW.ivaOi[Y0]AA1%vKpfP:HA5Az<D0T", medianErrorPercent: 5.65, spread: [0.888, 1.096], over: "hd128 kv-fp8 w128" }, "hd64 kv-bf16 w0": { rows: 3190, coefficients: [0.5838, 0.3324, 1.837], surface: "1:6&4sg0X>a8X>F2&-25gP%nJoJpkx0aoQ&%6:=W%[N*Py:wu2t+>h(cC?FU4Ult1Y2TE9oy[DGqU(rnPenA3v2Vl&z7s7]AVoJ:BZ1HzHAu)6Iy)7bR6K%s9=+vnYfEM[5ZOon^FUwP5y?Nt&1v)qH/DzsL:JRQx&8}@NZ@rA", medianErrorPercent: 2.47, spread: [0.926, 1.082] }, "hd64 kv-bf16 w128": { rows: 3190, coefficients: [0.8, 0.302, 1.739], surface: "1:9zP-Elo$()Nz*E0EWLDXj9SVa2b<S<a*-Y9FqwW!CJ94QP4&MNc2awNURbpVRX&!VCH7yYY(7LCL!XR]S>Y3C]q-a}!+IzBL4:8om}rK?-o]DgHj1/df-aRB(}F!$pm00I+.c*ou2V&kv[0Jqj*T>U]8!", medianErrorPercent: 2.83, spread: [0.938, 1.082] }, "hd64 kv-fp8 w0": { rows: 3186, coefficients: [0.5738, 0.7569, 2.208], surface: "189:70GI/F?NPo^3s-)FgWA]m/H5P{Rh!Ci?YaU(*xknK0NiRQzf(#Rr?I}pOp@EgCYR6@0}?{Y0<e?SUu4eOf0s4b@Bf}0hH{3={GrtxBIsU43#xDPF@NfB0).}<m4H<]w)Ovu}UdiV!ndHnB++Bxqua{K#{^3S)xPwQLf6rX@bkSTR4Dd4]}XFkl", medianErrorPercent: 4.27, spread: [0.903, 1.134] }, "hd64 kv-fp8 w128": { rows: 3186, coefficients: [0.8, 0.5107, 2.083], surface: "21:9Gq=^0WemB]foF2(GBgXM5Tz+@S/WoWxXGiG:43oq!CPbtf=G1Q(=n4)=n?P[e9)^/13jW{P=]MUI=9bSeaMT9^2&VnFJXJ+LwVu55C!g)kMNYJ7N(JyJMPkI:eQ.wg*q1(Ek@7L@%w[wVXma15$@VoYSGtg5odIzdClZWt$ZXapXq3EGo", medianErrorPercent: 7.24, spread: [0.875, 1.176] } } }, "decode-attention": { engine: "vllm 0.24.0", variants: { "hd128 kv-bf16 w0": { rows: 3556, coefficients: [0.8, 0.9314, 2.513], surface: "36:u5}YP-4RQNPwp=fgII-?=X-amHX>AVJXB0DVfl^FRy=G{LoL#yNKqrCEd<)fo@An%D7z=W29[lMRJboK[]f8Ruy)+[0U*Cs3LoUu?.?G1R@GK)<8I<lij##sh[Dy^yI*8e6Hv%qW]eV82Oo>88l>u73QHs)!!1YRG<VjQp2u?Cf#aJRmSIJfAz0hsscR7/4QJ0!7d)#})/YDfjv%dBAj@.{jf-)zFWgwwvYi&A!W/!WVhBdr=W6z#B<<+@OWlGkMnS{5h:8LrEWNvtH??H+=IvR", medianErrorPercent: 4.52, spread: [0.872, 1.141] }, "hd128 kv-bf16 w128": { rows: 3488, coefficients: [0.8, 0.3128, 1.739], surface: "324:v{&Zt+FrRdO8DP3[{:bT@R)>2MH5#GJ>u23zEMiNurQ%zulzc9@@7*P@{vFq:iMs4ffVV9k7yQY{#0:4:>Z36RMShN8nT&2}1w7+<0RtP1e3N)Yrsj?uvp+W9iK2R", device: { coefficients: [0.8, 0.6738, 2.5], surface: "324:w1Tzhw-mg{-L$Lo4g=nA%fbG900" }, medianErrorPercent: 3.42, spread: [0.933, 1.09] }, "hd128 kv-bf16 w8192": { rows: 79, coefficients: [0.8, 0.4055, 2.076], surface: "36:M5!MFF<o(nI<Yqmg12+9{DLf=g:UM:JLoNrU&Ne]!JD[?u}#bd*G&2k>(bsuYQtreL=tW^q*+AYL>[J$2Kg5o=YvZiR8$o$m(53ClyMm?}p}nhivAkOEEv?j!.{#3&fMb#*Y$%Mp8>}19?wU(i2c=+8ck>ov]R@cP>3%WN/SSpXegK:6SX[vg5{USEG", device: { coefficients: [0.8, 0.4357, 4.905], surface: "36:OSpw<.AXV=>Kc]ObPl!83TkcJFBs2.FU-(1XX]ND^lL}kOQm8+vcbhfU>6PQtbM.rRkqE$FZeetTy@B4NWgvss2uD}]yTQ6mU0#Am1ZSK]+IY0{gnxI4-NK]PeUIg9.5ya0>@Obqzlr3gY$<P[S^I(B&Y1ysy}M)oER#60tyvGiSL6$7kP#OC*9zPXx25*N@8O+J*FWzXi6l4vgoc(:b/:pE:jisq[h=[Lfr<O69" }, medianErrorPercent: 10.79, spread: [0.701, 1.176], over: "hd256 kv-bf16 w1024" }, "hd128 kv-fp8 w0": { rows: 3291, coefficients: [0.8, 1.188, 2.427], surface: "36:hby?V1tHtSw0sJf.6WVdaYfG-%0]I)1uGpOwrw^UGmanC5>wvfw$*G>cs^9o0ZV}a6cXC&iw4U&.#5gYlpbn=AT+XAp[oTnWd!A+Pu(oj>A^#X!3*nyF?-UuKo5&tfpXk42wdwji=f!zcy6b/If1W]scYiIA:B:rgzlQvWucti>FF=a7K&S*)5<KT:}L6:I0=Q])(MA[7.rZI}mRK>HF89BZ4V4!SKo^S!*yd4{?ea5[5y=IjW3L3M}F.0*/J]I@@", medianErrorPercent: 5.34, spread: [0.851, 1.126] }, "hd128 kv-fp8 w128": { rows: 3225, coefficients: [0.8, 1.133, 2.581], surface: "324:?ho2TFg}zI5<+0jpLSrTb>*aDMPEkkMI!1TNxrzSdi%]ug<Nq<9C.^4Pf05B?8&N#/-sNp=mmx(<WV0#weY5z*<PiC0O5CGqONVA", medianErrorPercent: 4.09, spread: [0.902, 1.083] }, "hd128 kv-fp8 w8192": { rows: 79, coefficients: [0.8, 1.452, 2.406], surface: "36:M5:/k-2]trI/SL8@X5Q8Lv0N-}-+YY(QNTt7qL!IUDgv!jsq{T?=G><ay2iQ7{9#n?y}zf97cf79Ac9GpoUrBIcl-4h5V^5wY&kvO4v-%Z8tV@yy^imW/=JqFf>JQ/T5!7*KTtAueh=zQ4gy8E/BuvF6Fz}q+SzOK]Dv0e}9", medianErrorPercent: 6.06, spread: [0.846, 1.017], over: "hd256 kv-fp8 w1024" }, "hd192 kv-bf16 w0": { rows: 674, coefficients: [0.8, 0.8685, 2.528], surface: "324:wZr(f10F7rq3^M)v8?@QS7vs-j1KRLe9:)6b-7(fy/6BryaAa5moR={V%udj8ikw<Lr4NydKAqw^4BFWs.-{Gj<b/Bbskvr)JW{g-YnWuz!LqObd(6NGSE!ZewZROk+IPXZNIALNJiME!K.9sDTEBEKg*aFPtwYsJUc?e)*%9.A=8ugUEAUhJ^UB8H@2Ht8:rN(D}Ya}7-m^F6$[=)&la%l)HY7[l0VCFN12", medianErrorPercent: 6.03, spread: [0.848, 1.177], over: "hd128 kv-bf16 w0" }, "hd192 kv-bf16 w128": { rows: 674, coefficients: [0.8, 0.3271, 1.911], surface: "324:}$oNPKh3hAU(jKzdeiD?R}8}Vvg#a9sSqJcBW{){Eog0dd*EyFRxt<r%7zl0OK9a&m<+6Ba6pxwZH>%e]nl&x{dGPcn3z:rN1n#?azLBRNI(e", medianErrorPercent: 2.52, spread: [0.883, 1.061] }, "hd192 kv-fp8 w0": { rows: 674, coefficients: [0.8, 0.8142, 1.916], surface: "36:hbEHL12gj>9vEr=S%WM+aNTZ<kdyX)G&xJ&/]o?}u5h@U:#?A)CEGr/6E7A>[xf:S/5U(MXXeUSl}z?{<}o$aYrca!E!&!![Z>m@D2Sgla%y$hDdMf5DX!LZ2o0TuFQ!JOp(D+?tye]q6JifZ7VG5VZ4.iuM){qEU.YmI)hE4}P%OZ]W#K@OxKNYJsEG&LK}*ZzT:uZCSJv<08Qar5P7RTrXg>nKtbOtLgW)Q25+(^(}<ZB4lJ%RwpL:)KAqNML/dN", medianErrorPercent: 4.93, spread: [0.938, 1.123] }, "hd192 kv-fp8 w128": { rows: 674, coefficients: [0.8, 1.37, 2.382], surface: "324:?ho2XFfkm66d%NsFH@&>%d@qq5B<Dxk6DU8DUT7<}u0#n=1{Qm:/2]&BSKTVV@VC8.*I)c[m+2FxV%/qnxRZ7c<2j3)2(AZa{^7YFb8h", medianErrorPercent: 6.64, spread: [0.731, 1.142] }, "hd256 kv-bf16 w0": { rows: 1056, coefficients: [0.8, 0.8941, 2.661], surface: "324:rGG<]-2]ERc4[1Y:4tYG=&:EoJ{Ji6VvKH#TeuF1u<Ld/Xm1WA>UO&v>lfMl:Ao20MyM3(^[M!HU4+lnd.qidXR-{cpa<k$&[2[8L=vTbX!+X8BTkC}kYNiUXsD^nTE&&wnF<tG]+aIA[R^G*NQJhoU$}5sHvwR(VGIKg4CBrkuWDP21#5I]gH5aHg-6Z$:7Xtbnn(?zSK8K>uz]>OzqI+iQRxGGUcz/UBv4q}+ywT<", medianErrorPercent: 7.12, spread: [0.829, 1.157], over: "hd128 kv-bf16 w0" }, "hd256 kv-bf16 w1024": { rows: 527, coefficients: [0.8, 0.8437, 4.905], surface: "4:-F(}?.AXIk:nr%.TW<.E0nNP7SPZ1fL*AlSQo5Sh*>0RuNp<>qzn(UfIzYO=+}QNGW?N77jk96dmrit2vwKvc66MVET<jF&Y$U%xc/^-1qu{5[eIEPLqOP$#j{Tb82?>KDYrb?4nX8-AnnIBquf2LTn8opzB.=rt[Hk*:B^!&}B2FI*j]", medianErrorPercent: 1.04, spread: [0.977, 1.128], over: "hd128 kv-bf16 w128" }, "hd256 kv-fp8 w0": { rows: 1053, coefficients: [0.8, 1.021, 2.372], surface: "1:rGyAT1tHEvT2!w7d#jqwC]l112RR?R=IB=?pM&1s4$YuV3h5Bxsi6h8ZF!UmTglE6=NX:JX9-H{sqigVhwqu+Fq(?qv4N$H@BuDGm1W?4S&Hy(q83)GXT&XfLALa560UO45d-gj<RDrOY#0e7>rY&/}d(8lV?.02>ln}@{2fEul7k9)2:Tq<<3CMAe7]cB/MnOU:bkIOxai}Ss){1ba%B$]:h?=UVID!M=:@lRt[X)pimWd[F+k301P", medianErrorPercent: 4.03, spread: [0.865, 1.134] }, "hd256 kv-fp8 w1024": { rows: 527, coefficients: [0.8, 1.164, 2.382], surface: "324:-F$lqFfkm5-DSQb%eVot0n<C9OKP]0e50Yeq<vX&SPflpo?DjQ?Q17l90P6rI<9^QfM^iqkn/hv&6i$s}Eu3G1<RL.+xI<iJ)uekDRQ4lV/x1g..3(b=3d?m4J/{J&$7nQ", medianErrorPercent: 2.21, spread: [0.908, 1.046], over: "hd128 kv-fp8 w128" }, "hd64 kv-bf16 w0": { rows: 3811, coefficients: [0.8, 0.9364, 2.519], surface: "324:rGjQ=.:1]7){>-NU}n!RbbI6il@UqyG-wljZ3*-8/%]i@q>k.k&9uQ*vN8%)Ng[^i^Bl59<-pj%}Nu:#l!F5RPYulJ/$*g%LMx+Fp/M3Sa&C7rTr5/fFP9c&XkGC2:>dd/VP-pKp}sG/embcNYoHt5=dZdDGJ:Cy2b3$<2$N=+uRi).+k2%Ygzmfs]o&fkbs8Ns!MQy&B7(.A<lA=U^FR2lu6j9}{)#LIf!3V38:trgNT-s%DE61kioeZ-ssFU.xNwoQikrc/Eo9$)(tYUA0$<?H2J)f", medianErrorPercent: 5.18, spread: [0.87, 1.135] }, "hd64 kv-bf16 w128": { rows: 3811, coefficients: [0.8, 0.1425, 1.735], surface: "4:?o51<.y#J8={9{RlT?D}778a#}.8i20Ti=?R7(W@v:AE2bAN9jGDp]sKruonOw-DcH7Kcan+*2(57u$t>dd&+A^7?eAw=-/l(*%TqEi%TdTvztJ^.dSy(T1Sq3fnC)rh/2m(kX", device: { coefficients: [0.8, 0.4272, 2.5], surface: "324:w1Tzh2Jv$bGW?:+v(jk" }, medianErrorPercent: 3.07, spread: [0.921, 1.083] }, "hd64 kv-fp8 w0": { rows: 3782, coefficients: [0.8, 1.114, 2.219], surface: "36:higsD..qG/nLg5?1H6U%I.qQeW=)Wdqj$Kab2fsP971oX{=4jf@8x!mUl5R$lJNKk7=ItW68?/S10Uw=OPxvsVe}G!kf@uV%8XL<0-r5YX)1&A9CRPditV+M)ZZfwmYA8WmIb%6LVUEO*S/lT1I^$KEDHnLS.eI#I0=jyHU02*!ViqT.P(&:*?2%C7rN(u?]EPsR5zA.m6LL?Ys]HzuoXKVMNg.EoB!#$cqwiLo-#3U:gj>4@=QDVg<]<?(8Lh=]({NZ%gvX", medianErrorPercent: 5.27, spread: [0.856, 1.123] }, "hd64 kv-fp8 w128": { rows: 3782, coefficients: [0.8, 0.7826, 2.336], surface: "324:?o4CVFg}K5^od4/x(TJb[+$F}?xHUaArTfu{$L*{amQUn07bdln$xg4*{:XLg?pGUnsry%xf4Et1=IBpFxu2E07BiU9.NA:>kqo<0r", medianErrorPercent: 3.42, spread: [0.912, 1.076] } } }, "mla-prefill": { engine: "sglang 0.5.14", variants: { "qk192 v128 kv-bf16": { rows: 880, coefficients: [0.06915, 0.4087, 2.647], surface: "180:rF@<E.y#V(E@54yvIbz8gZBzFk/9y{LPZ0y{!DC%-vK!6w]o91BRp*=7Cs5d2E9U<Y39/T6kF!j*:wkDM)F^s7BV=&V)cK{h.e^CG-Bkg8k#Rl8drS3U5%.poPGRF((o95ih13<Vn1^P>BZ<x+@s$]", medianErrorPercent: 2.8, spread: [0.893, 1.096] } } }, "mla-decode": { engine: "sglang 0.5.14", variants: { "qk576 v512 kv-bf16": { rows: 1200, coefficients: [0.8, 0.4655, 4.523], surface: "42:hil0S12gjq6dqEj0!AriF)f:BP^L9+2spOXg#hZ5ZK0JDiyF]0Db+#K!P4@f&LAO7{}1.@pJb1^+G6G$%nhS1}#f.][bK3j]cM+n5V/?oi?MyA)t5D]Va9j^8KIjzH(538eD4u0)nMYG*vnB/L)!?QLTK5MC{nae!h]z%a>*3*X%1&UN@277uyvk1Ga?<ZO6TG5guxXx.kQRQHHt??TjPEO(1{5*=kvK>sH@woTRm4R/&DwN[i%DWGIqJLZBtp8pQ:unXHDfhCQoJ", medianErrorPercent: 6.64, spread: [0.853, 1.138] } } }, "mla-block-prefill": { engine: "vllm 0.24.0", variants: { "bf16 kv-bf16 h7168 q1536 l512 r64 n128 v128": { rows: 976, coefficients: [0.5804, 0.8922, 2.8], surface: "1:o].HLGd)Yob@.TY%9%zVJJBW-0#Y8XYopobSe1niiAtge&WpRQ0:/Mgf&miR5AKM96axQ(^DA7h0%eS]KB*nb.k)F^NY/4rQOy(?SiQS<:qGiD@BG)0dI)e$CWnHV75CvW)EK]Ag{L[+=Q.nZpVm>Mh[##tI{I4gOV$s1{74", medianErrorPercent: 3.23, spread: [0.926, 1.064] }, "bf16 kv-fp8 h7168 q1536 l512 r64 n128 v128": { rows: 913, coefficients: [0.5833, 0.8746, 2.952], surface: "1:o]I{VGhq*RCCd*)@QnDte70ySnQ&6$cD^ELM/z+1z}VP6khH2oHn-ubbV/v<Tv:akZ(f61GhB[0.1KN^R5H+HNY6%aDct]+er(JCb@${>EQ{:Tu!VmJZE}NLX:2N.t>u0vTlYEZMK){wj?Z*24rjL=K6e%b}u3", medianErrorPercent: 2.83, spread: [0.942, 1.054] }, "fp4 kv-bf16 h7168 q1536 l512 r64 n128 v128": { rows: 976, coefficients: [0.3165, 0.5292, 3.827], surface: "30:o?[[90X<@.n#]O#kKi7c+HDhLx4?!ELb7PoP!.M2pQzF}a@L4Vo{!s5AB-QmNi!Xeq3wW[F=+C:bgjD{EF0a<mQ$qrVdjU=n(E:xlN!EAG:OV:4A.wA4g[ENZ^>0iJ3MnVdfQCCEb8gMF}nXY25:sV4g=Lm{s)je>bfD)55lqOYrg)P=:x]>f0>PB2l", medianErrorPercent: 3.32, spread: [0.911, 1.075] }, "fp4 kv-fp8 h7168 q1536 l512 r64 n128 v128": { rows: 913, coefficients: [0.3173, 0.5212, 3.865], surface: "30:o][ly.YPkr5.5ZA}Ex0]OhjdFC6lJ!IY}e>=W.8x(ojMcZJ@s!)wmbQtDaPthe:*4ohQ<I53A$GjC+Fr*[]^/2EbyMyiZ!C6?VVP6Ib6?sU^[uwfPdUwt5wc7]ADxG!SM-3weF{69BmR1d]M/}#%u31dLxL1MuK8r+qU39()UzrSb/q+(IQ4Oh-#NEw)cv?V", medianErrorPercent: 3.54, spread: [0.925, 1.069] } } }, "mla-block-decode": { engine: "vllm 0.24.0", variants: { "bf16 kv-bf16 h7168 q1536 l512 r64 n128 v128": { rows: 1328, coefficients: [0.343, 0.5867, 2.033], surface: "48:eSQom..qS&{HuoRl-Vaw?W{eXLI2+v46nJLwJ/Ia/.b86uGz7tJBJ%P97J0Xb2O[1SUud+:90#!HZC}#2U!>:q0bX1rn]G2WDLgN(:x0y!@5)$hpX/A>PWQrr*A@C3tSU7X<7/j@Rrn7:Z/8i*.HhLpF.YLTQ#-zx6%$(ouEMg3BfyLeK^g[g/zkZQ/!?/>77Pr[G+CaIiiQ2[h4F-.>zVQdCbe$oSV!elv7Uk?8{tA?P-Q/Hj-RX5l6m*}:zZ?(TKQja5w8Z)y*z=XP:L7H$J8B{vD5V[b9d", medianErrorPercent: 4.04, spread: [0.926, 1.091] }, "bf16 kv-fp8 h7168 q1536 l512 r64 n128 v128": { rows: 167, coefficients: [0.3512, 0.4735, 2.42], surface: "384:EudIvFfkm7ug9hH7F%7INN{ilv}:Ogdsj?=<=KjEYWui&JclOEvFuzpL8.bhOH(v#-^}Tf*v]cCy+/Z%*MU6w6rXs1nmdM3aq[cL@:=taS:+?zs<}uRuJ", medianErrorPercent: 2.82, spread: [0.958, 1.06], over: "bf16 kv-bf16 h7168 q1536 l512 r64 n128 v128" }, "fp4 kv-bf16 h7168 q1536 l512 r64 n128 v128": { rows: 1328, coefficients: [0.1604, 0.5475, 4.066], surface: "48:eS:aM..qS?xr%e3l6IhrVI+6.sHjk<GN:mdl{lX6<Smzd6{Iqtq.Unh}ASGj<[XJD@b(4>Xeg5UbUS>.mA7A!y-j:qyv:Nl@BoV@O^aBoH4W$:=$>54K9%@$PlAdR)*<wv!WN{>0Y9+jbe/AVhJQRL&Hdt2U!]n!SxCFzG=26NgLSH!1n$+qSUyIaq-Q}Pd/{QxSN?3!&6Yc.8fXU4Ri@^oWrJ-UQ#LL#TAaNy8.@aE636UTrEYE6{{F<3m7i3#581RHSG93RV^!WCz$})9", medianErrorPercent: 3.34, spread: [0.92, 1.085] }, "fp4 kv-fp8 h7168 q1536 l512 r64 n128 v128": { rows: 167, coefficients: [0.8, 0.5107, 4.472], surface: "384:zh}*k.CyI9x%&A1%j}#cHnpwGW0Z{#ATm)pkX]IULUrRN9yK-R}$]4ghGwmzB*0#jBqzso2T7whvLFoWrHjc&c-351S??//cHb$W4aKuDO?#L+B=LT/kJD[H]16X$./9RKgZv:m%7n]@%iG}V)Ru{?9p)I", medianErrorPercent: 3.13, spread: [0.955, 1.065], over: "fp4 kv-bf16 h7168 q1536 l512 r64 n128 v128" } } }, "gated-delta": { engine: "vllm 0.24.0", variants: { "decode convolution c4 k128 v128": { rows: 198, coefficients: [0.8, 2.359, 0.6466], surface: "42:T=IAJFfkbJiN*:=}[D$+^an49!SjP]z1q&WfSgA@+Yl0IS%@TtEkF4ksT<h7i?p<AZXsfvN[KC(B8^c-b{]N2y9x>J0Qh%q!b0}.:7#uD0$mgmZ5s4ns&{Q.!hoCj6AuO)", medianErrorPercent: 1.42, spread: [0.966, 1.041], over: "prefill convolution c4 k128 v128" }, "decode state c4 k128 v128": { rows: 197, coefficients: [0.8, 2.116, 1.252], surface: "42:v}5[Q<(2n95<i&8*-k8J0@PZ^}#PjudJm9$D(t3Ii]44qx1whn*ZCDX%d<CDz5gRPmQ!j^Qy:CWN^IDT(!0jGSY9=Q00", medianErrorPercent: 5.42, spread: [0.594, 1.078], over: "prefill state c4 k128 v128" }, "prefill convolution c4 k128 v128": { rows: 1072, coefficients: [0.8, 1.006, 0.8995], surface: "462:wSC3zGcgNbKa:cf*XlisTamclM5&w&c9&)?gg{T}p+ae.Gj^h+l]<ds(XuO}vNd&uFpWDPHr#zyEXT{GiSvA.HATOtG5HRfB2l>z5cF(d!MH$-+@tkb6b<]jpHs1^VaB.ZEFmero-.0J+}yUXv$*K#QtxBy/h)}1zeJ9D.x&9Sh(T=zI[7WW*A-67k$Z4UNUd{M.p>Q$MxK-D.o/>k(>DqUDY<Zj7#e7]dB<{/I.}MM1$HG88Hy#W", medianErrorPercent: 2.68, spread: [0.923, 1.078] }, "prefill state c4 k128 v128": { rows: 1066, coefficients: [0.8, 0.2321, 5.503], surface: "42:B=<vP1r!hb:2k???#semOn}ElNOg0MJhY>qJ:^$d5c05IirecV}i]7Q]eie3-$dp$XDNJ&00.-1D]+(pS.?eNn%lwkBTa@<5E)mflbDvf.l?@^SZ{gm+&R(.bCoHAJtb$T+5}Cbt*Rs?L+3V[oFmMSH.izDZhCn#IDa-?02*R[!x&b8H{!kGu18XwbX$2SY]^i{y$mg*6VYZ.A+j2Y{u[h)57Zcs@UcLkwbi)j}-<#X", medianErrorPercent: 3.09, spread: [0.944, 1.053] } } }, moe: { engine: "vllm 0.24.0", variants: { "bf16 balanced": { rows: 3114, coefficients: [0.3243, 0.8176, 2.554], surface: "288:En#h*<0UrI0@LOKBj{P[-jK&{n-zW1/tvk^Lc4(!wd)n>nWMA:6[]f?X-Gtdzg32=+i!kACFml^vaTorCB-eXop1s%^M^YS{EZSgkedhDFZ?05].AH*5c!X>zEg*4v@-V-l&7@)DTSF-X:{ttpMNApdkk3@xI.pR0nQBwkmL.G)P0*@A+t]NloK@D{nT<tqTc:nw)pDxce+0CVh.cbUEW47YL.$:ug{>9faSrRxugBc?TH-Yc/LchXH4Wh^zF/T2VKduhUEwn7T5(.YOw7rpx<eG2S@nbVfCZa36qPw*1x#C1c]kObyGg%{N/KK7YB$U?ZpT$vj3DP.).ycvp<BqBhXn6E+tIlEss]cAwWyz?oVN4}&2=p:&@q^4:s86hy{i[d:hHmDFuX[IBb6@@O)HP!VI7E4>Z19XUPHk*S/9i/i]CID]EUy}cF?+iy@UC1y!](+yDC@g83^+Qysq[m%)!s&hMVJbvBQU69i)RR{+Amc4wnTeVjM@H(sRdo6+9Vd4%lYI4=box3:xZsbE9A1Ud$.jj:soooI(9x7i<UZu&g<8Xz=Mb0KuX.4.pcBa9ggpbgUGG*jUFf3[AT9=e-fO!%uaLT^Y^OA6$Sa.Pn-xUHgNvd3nqwUODMUNC:3waf0rj6u>AlfSY0Rn5]+{bK.1>6mboA@kM9YIch=epK#$mLx5EGR}abm^jC-W#Jg@oY{E=>M=Z*hh!x5B1/Uz.<k1$Xsttdnq-La!AYhrng(!fME]r(tK1<c7[Px*H[L}+fh./)439ec{Y(hbsyYloF8)I+!4:oQ+PBLp@ZEs9GIC2]&TeeZSXFd[puN[ihUPI7<y}gVozh!Weubn6BU{HvLW8EdTe@Ne7R#B!mYiI2SV3@r<-$3gNVO*u0G*#@&KAMw^#rO{1(t@+imf6t[0JofZ+UHCx?8rU7N^I0}+2di?62*Xs$wmxvigwvH]V9fmxdm.W-)/K8{O^olt({<AGqnEZK)1VodO!Jh4{K%^93AX7S<T-v4PZU)b{DhSQrC{ytK+wOV4P1:%$u{V}kYpU0a]<9.dtUEqcj9Ah-q=h5v%X8M?fELr8lF=kG2tO&[E!xX.R2yQ4VI9m0a:@t!)@C>qDw1+JV-5F6zmzSqn/=rn?E><Y3B{v>r1G/oNN.*M3e)<hZ:c)Ce?9b^Zvh{ClWmIp6qJWw&1z12XEw2EH5F7Ulb:D^(Z[lQJmN@Ha0!EkT+!WtGR^fRQeh8sLVFg-MSke%42G:TQ@}60:(5CuZIr7pb9z&q1aTfPtBXC9<.]kP&HW%4U%BSSY=z^A3iztB8c%9(2X-^W", medianErrorPercent: 4.49, spread: [0.873, 1.097] }, "bf16 balanced generic-kernel": { rows: 432, coefficients: [0.3134, 0.8025, 2.242], surface: "288:T^a)GN>Ln8&@&L){Ky.gz6wBki%kRY*PCS}eMgi9Kb[^<mfOJdyTK$ib1&S(^W?+s5#EwCm[S19ya)bhdKv!z7QDR1zPBl14eoSsG1y)]OYJa}BID1{+wHWGCND@.P7hmx+$(f&1ERQe)j/dQpFywYvyHC//VcpPbUd(^EvjZp@j/{*{aZIM5^!7X94@v4]21jm?}>98kn+}*E=t*8--jwk[oR?4HP%/:>]$:a-pZ-JyMC3aBfdwyTdkr4.{^z[Ym&r&=<PmKx58F)RI7YTCAG?Z?jiIesW0@?c07gFIyuyZ:{P1qPrE:6VFM0QnuVF&w-)skg6G%#x77fd[oSj)g$^m8q!4y#wkY$vK.:uA[M>u1^:Z3J]7H}}q0]FDN#Gw=HGYCC?}Bt9qctGL04W=Tk7h<&EsW3-q12wHB8G5&HeCek-#?%QrLqd}Dp{bZzbH*c>qFbD]FdYU:bHpF.6EeRIr]/{RGNztu/wZR+hbEd.?[HYeq.9Gtb$@N5<gGY4#YGs-?v+sK%zUEnhEr?Lw/Mke5wu80]2(4HU6Q}.{myx+v%Q]ogzl]vPb}7v+9TXlDOmE9^S-!JJ-kg=FI(gYI:{wT(lJy^#:tReYNf:BLz0jmWJN9EH.S2(:siR?G4$jyaO/[V9k3Bh4(lfeEJGnK?W{ub(rfnn9)M[Lc5{jOu.[0q0vW}bJuAR&2I2#]J]h5{1[nDH3)h<<2q-%R%W$bvkblc?q6EsZu<s8Cyo{j9S-}n(H}xwR#BkgnQZva!K>jeFYBFYa[r4<-jyw3V[yi9tIgLM@LEo[?AQ=]}H4UPM#2%&GlGi2@<v9+}G/JL@.6@VE{g].00", medianErrorPercent: 5.49, spread: [0.879, 1.108], over: "bf16 balanced" }, "bf16 power-law": { rows: 3078, coefficients: [0.2474, 0.7825, 2.701], surface: "288:JA6Xh*C/-+?JA}q*c@m*Ck}OX*x8kOsE7v(:mG/!j5gwerxNJDD(QDcg%O9GqJ)@MSeKP[jfs!0N:+#I6QC?vP07U9BIMoYck@+?@=/szf&oK-4GU=H-of?QwG3$+NwgkynCU7S{5eKE=P.Q^-i%A4>ZU/.yoy:5r&4oeTVzA/EtnkJo)G)LgfEVCv4.31S8/EMrYMpq-FaU?2MXpT<?!Q/gJV4*{[W%$ubF5NwBAs:l}O464Ig*u4Gmr]5z5m-Tl#y/<h(4!kNBAUM&U89TF7}8rTYNM?eLrricVVAPQm&HP=FMf)Yk.s[%iT9A*mq@z)p<qD5aDn=H1ApOOuHr-$opeXfbXAexLx+?=}:ml14d*ankx/=5%4Q{S*zsnl!tC[vFWc%j{uHYYFL4GNEsmc2h8SFf+Gn<^Y-qN6ax8AXH3we[!#>)eql$.(z?c<-w4AUHd=pkpEw&hoRfeMI?2Lj[Q-i{T[v/){LLozVmfm5q{?VtAG<.YV5D0NMFVI:m)Zp5.?m[OH@%!S6)B>HiCd?o<s-=Ph}=I+yOax6n-!ntJY+!G5YBzk(84G.K)VR/B&6q?hn!s4v])sPusL&ehw0gX63u/[j<0qCbd5PIWRL>(5$)#&7$?X<a&o/*jz5uywCKV{03#DNt-QuTC)HavQ9l0lY6w!RrbNU2b.iIEC-Iu%nGn=JFsu/iyV&?-2oUQvAHZMOr)t)N.YV9Gi1[NF005<(6/yjrAnV!zadCYqky+F!ftr:bydINa=8XDLU5KCQYQE=a/Nbb7xIqKtgytPa+.Z)2#V}5dg>D3k:-^Oil[io^bjYq0QB-X1obNuws/OTqOybnNL4>*19F(O39C9jps&RL8iS=8RrBtc}HrSGmiw3PA2.:#<h6y+D*mkoo&F2^no@O8FaD@8^Lo!&zNy(yC/g-#5&#Gu}6:k{xf<DK1HXHGRuz+:^&2cgG5-zSPr:m85*NE96WGUH:Y+dsQ8v!J9]Jmy0+vK6Bcrzm}4psOe(-2>-EepH(]QQrI$q-ll:j(MX4fEdSO{pOn/C83cFhli+^SPoEE1:zhDk5y(IA2zW[-nQ*S>.Y(+b29Fo*H]ax0{Ka&Pa{T)-QAEZ&YuD3xU2:BOtVwa?EPHuZm1nN?%)1eP2BF*0fCpy9PfF7-.Dr@wqLr3j+bb]+]YTa6958(B0JkqU*{2DO7UT<[G95t!bHflqO?^5Ki-?KfE0GjY4+kK2:8)>JwxEiE)BCRSRPpivO(a:-xdNE/8$jA)ABIf$MIrq^G{@(HVeSI/f5Wmh@XydWD/PWz37QLy{KX!54PE]xEXa{TI<<+NrT6(ts1Kjo*ZabFxORA[j%DL9$E{a8LUR0rxNkJ1GJED8a", medianErrorPercent: 4.82, spread: [0.882, 1.115] }, "bf16 power-law generic-kernel": { rows: 432, coefficients: [0.2217, 0.7865, 2.38], surface: "288:L#^o)<1H-MVxxp%pV8grj56J.*+eDg<i7aNBS}z.3On!+rQ)NZyUmBFyi4hi!+6uB*zY^}IbEa8Q3(7k?1qECF!d[Jg3mMw7I0*]dqj*$VzH[r}Edh#zGh9pdC[cTY0ajo}wA6y[6{l&]f]o(F6Yqj%egws%5<?>+8*<rZ99]*U:B08If(5RZp}E4Zvu0?CmPeKx<E#)?*O@nxi-a4<ho[-8Gv${0v(llVfW{d&jRmHQB{ap?0YI=mCkG8U03T(h]qlO5y-uG5IWtY5A9glYp^}CjB:P>p@BCr=4.uqaq0Lo92L4hy6b7vA#4ZRNY38olq-R#vNAol}EA#YTBIVnRYh?=bJ^s!Po[/EKHMj!swqAox04=Wc0sl3&tZMmC$7Y3kiLLC]58*ZqWKUg4vGn@e0bzgH1)vvn#H9R^#49?R}n76*)^83Y@{y(HOB/6cK6+:umpuu5?asvJ*23c^1l.ij/#z?(>GLx/(mag?61FZLTLiOiR#E@T45/&--6N<[BiAY^QYD>oX(iEQyze$!L>r=F6SL)d1j=A^Nhc%!BUjm]jA[0eBH*K*p&E#C0%tdQA*/4qB&M!*0mChjAHUhza#}[q<&5wQqkq*nWQPf{>.0wG/$t&zf!krHjZq55RKWz8DupR*#uqmS^yhHsLvGCg<{Nw3{8p:5:cEad!l]6j%9up]Bg4J/XFJe4-QWADYnZ-gormxg?U&3o><VBJ&7(np6+!MJ>o@SwlZS8@4%4&cUBf45j$h6{8AP#GLY9Q0Q]an:0khxM$+8oaluM$8^NV)n[-DXbM21s!/6fOS{xp^bQHNRcO4Jaa$dp!uloCFusKz[s@B<^ZuHZS@G?U]S+.RR&c.>$?G@wB{ah#LM})?-ze@$[MCYW}U>N/3", medianErrorPercent: 5.72, spread: [0.81, 1.112], over: "bf16 power-law" }, "fp4 balanced": { rows: 2898, coefficients: [0.4709, 0.7839, 4.103], surface: "288:zb]nLT2HJMy%n5}Q<zfq@@qC:RL!tF7k3FWblIUyZeM9YVmFTsVom(fZHuAtf5k]^VNDH[dn4=*ioI?ibv$f9QO1C)F:S<3EF@ZW1N3I0sw>kKH&S&=akbpY9WQ@0(C?uf[bz<1{I(i@%d4XenPt9Yjqabk2bj6?JOLO4h:GxEc$Jn:v4>]h0Z4C>oR(^gO#aIsOp3Gr@L5xNURiiR4=yuV?T?it2H#RJZhV5-MYZQlatNM?2F.&So</VlD4tH++KAhWTHYOZq#hXVjLa4hP=NW#9)476W{Stta*YYV!.PFdRE0!W}p&kc?(w0i43*jDwUe{{%8S/PN&{cuqF[t(1TVdw]8FA=Zy+DL78aMy-2u1eF-iP181MHyi&zLsZd1u&zJ(+TYO8>PWR(3}qyfR=CGOmTh%@Hdp4gjDtB5Q&+Ly0$mR}&oNmA@h/b)(Np.D7TCT+vKer9GzjrOvXcsW07y50wRLHw}d9^DVDlv>P78CE0HZ!u8DQ@aUCaYql!{l{%=e=bZlq>e<pyI:@VkCyf!Unc$Sih6.SWmFQmF-Ad<r@d2Zv/GY9yz/nS9p4mmhU7)Ed@@<0:}:Bvko]BB@Fa=cn%Zr#uLK^B6%VT]]Ne$.&=@8Q0t]:og#gkVSyRe3YM.lcJUpJnGmC4^TSG*MaM#:igbu]b^7@NAs%*4QIwbSCIe/U&^5g)K^*S$f2w(=Dy9Rc!Se/^#2K}tX6w-:k8kFf)-/gu]N0y@%Z%wQX31eN@WJF@HwQFrA-xhG9WAxd/f[h5?@XwG>/m)iNjC3b.F.3b}Qjjp)U#4+8.*S2+}512yw4Yy/-b.v5H!V?6!@5%SQAfJtAh0#t8Om*HW(.FOqSyq.PWuuj{9h4na5sldGp>90xBj3)RgBB/rOR3+R*zc3(wMDduS^f=xk9D=@^gXi]uCUANTotwt$j7H1YjkNZ]O#BT?@SeWMDIo+W]E4hW00GAlT)&QFM8N!V3}izr}4=(GfF{h{Ds{/.CNw(Y})J1zSdTS+P4uKif{%D5$yoKOiSoe^-7FX.49HYRIBcS0nc@f8?tbez$s/M2!]9DpGIl-a1jeG:Mry>V^aaqZ[9Kj}MVSDo4(Njg^XLB^q<FygqFURdElB.J$}jB89rwwXFt]CYg8>mmNFE:tE*]NcLUI15e)zWfA8tEL!FhimNTzk<%3o8y<9^00+s<sNMN4b#8gNbqcw:CnlxM7ewA7{Ci{K2dO)M+A.UHA<{$<Row^s]Z!K9IgkQ", medianErrorPercent: 4.21, spread: [0.912, 1.098] }, "fp4 balanced generic-kernel": { rows: 360, coefficients: [0.8, 0.788, 3.698], surface: "288:OMk6u*Al[sv8}I9xzRRh/=M^8hMjm8M>f8xYvffM4u5PN3x?ATIT@2<KMwh]iyTPJqkZ+AhxHfFunNu1XTW{f&**5ca8ZTF-=AbHnUaDs@4YdYWMiJPUts1n.4aHB-rUNUGPG9JqV=r$2!YS@0>=2O<oC77MV7>fb@9}Ab%*NGK5qAl(-gZ66IAoqp-FK&kX-w1N80S&]}QgYVssmy:Q:Nv>ZY*.W7[SGDv43m@J+N2&C=e{ikseZxc{l(hYBN!HGcbmWP{XPz=0]Bz-/Z&TXsD6Z+)>$([Ft&hY>R70)Lj&>fV4Rr}af7H$r8i=<>C#UnhFdY2&CA6zMTAHg@w4A:Pp4qbc&b4itL5*]q*yvilLk[QTQ*jeRq.hEhhQKZ7?bn+1@BU6wQp&Bnl&uGR>yrp{psQo.+3KNb/y4beiEkJ^piENepJpdN+eGK<8N9SIP#It(g[4&EoeWr$1}I]=>Nnzb$JsfFrT{A/^xl5>J8{=M3kc$D%RK^1@T]7d{>uV:E[r/OpxsEBqGc1XbJ@<Q3+>^H4:M)r*6mp4lLqH6>D21JbMUrtxtftiT^@B8c{xV3WMenjC2efo49-jnU=sLXY>nu1y*OuPR^BEPNEu7&fZE.$jk0jvE[%2bRlmCj(ikrJHtB{hW{.ZWw:?gV7Z:elFYC!jYqna6($hIP$riPBXaO3&YYU!d[7RtKkuA5lz15i1(4ZQ.:-TP/.uPyQ?fFn8q*JFkt$B%Yoro87s=p}nTNgE/>*u?afXSt2px", medianErrorPercent: 4.04, spread: [0.894, 1.108], over: "fp4 balanced" }, "fp4 balanced grouped-router": { rows: 252, coefficients: [0.8, 0.8242, 7.103], surface: "288:JA7)S*aT72nJbH*GP$Z{jnF{loq-h]JiM@p{F9F4eHD8vlT33#seUUKqzMdPE?xp6EfWxa[Zt2BA-$YHs-Fb/[=t{=Oz$6ZVaBysPzyfRHw7AT]uw{(GKnbrr=z@GfGK60y^(Tu}IuT&}w6jdd{Q*-*D/r6r!:%@ah?^?g5JaTu4R>eh*v{woC!yAl{v}q*[1zb<9Q1{9.9(^NrKVrQsqpM4zm/GHV7[T^HL(jN]v]t7Edi&3#j7Xw81(t-*h59ra^$%1hwd3=xtHCBeqTV>[59kEMG<a7SFF4E9#a^C2gC@S04k)zI?M.gBUbqE^N(^OpGO5Z#QljmE?oV}KZdDwd5T.oh=5{&2K4Z3]VQW/EeH{VTIc?Ks0DxHzqA(>ImR#?8yF{=IfdN0>Z^g>W$i%q4bt[YivB1sI**5Ft&BMN({LafngVe7K<ZnTJSL+TeeM1&@Is.!6iG(2NTur=w>qex<R3lLpzyC@Z=D]zWim[r4@oCoQHMZa!nfPj1vyU?]<HyMYS{bKUrwqWWxa1vmk4qn-5rB50U29KmPX>Nqb=tV2=x=?OI0.u(JjYL2P#P8n$R-5%?U23>Tm1Qkz=tqS2T$]mhe!Bl#]Pp/MRj0r^7#Msr7I:b&EV@I(dF1-JdIL@wp^AF4{@=Jhy@9yEgOsNqQ>pH+uhh/^TGOy<vvD3dLK/b1x(!>40xTyhL[E5(BrSzn.(8*xfwcU>GZx)KjZQ6}O?PcA]>*zMSKknRtr<YCf^s(Fa7cY*OoSL)&qnLW4Cba)ub=vXopAQ[ulH-zFQ.Mk/O6L}n5A{jcP((D{O=1(-b[t?3lFh8LfY^xPmsR63#ytrUPc[sKMijC0g+60d^LYA1gbg6kvS@y*K}y/P$@p=a<.f$YjCG4>$E/P", medianErrorPercent: 6.23, spread: [0.871, 1.135], over: "fp4 balanced" }, "fp4 power-law": { rows: 2898, coefficients: [0.3755, 0.7675, 4.149], surface: "288:L#S-W(OYfFwxz227Tm*M/-h0aFvdtDp2Yo-eqVDM)l4%*Z.H(lNwIz6H[%}8BT{.OCJ3$gq>#?1b^rfkeWOhZzb[9Z:6?o>57yj6D77PoEwc}AH&@nOC]5{%wbLm-A6BbE2?NJKXyh)YfZAST+D8<vOcV2dcpD<cQsw}&^!LN>kbHg5)/iK*6XOd@IKotmXQ{P):1=Jg-clTmz>GrH]UXDoHYt[WkuRtf2T9*sZ&<H40pbuhluyNS!lh##7oSg]PIs2i.5R$Yo]T^&XBV{[36@S^5z55KCP(Lzl*leq(8T5ehStwHA9pDZeB*1T@BL1A+y79pt0Kon?^:[C9)k}%VWIuX[acx)zct74l]zx5w>&IH.DyUNor+}@M7{um[dIF$3qaR:Y2RN8Ao3hBpd-$}q.suK{$:N#NF}[}YT$%3@e[SpY96pXJI}Xn?@q]bI/vRR37gEy}QmYwE7MakuVz2&Vpm-6U@sVJ7Z:2TXfySj>-M!&j$6f[6j/G-k+dWD6wXBs)O+AQvc!GGp%jwsWV1sz-O?iQ7B4:?O?&+F0U/lzu{nK#Qt>wyXQTh=Q)5Sr6>Wp*AL@XZJe<N]-xyTJk!Ss2Nk]+&o!#BZ?:n-GCquvEG&*<-ddvUbJZC#XB:[3(NxEY*Vfg=1N[yN0(JnCSwoM1?-+N[Mm%B@*.$=7#M^s>GkuRX@)h2knH{.>Dk>OI4R+ov^3X^Lax$xF$bGZx:M/6k39kDh{PmY)Ov6MRWyz[@02+BtpKSXQ6iW5=l79!eF}4k*Z]e3Y=LM)4uH7AKu@cnMbAVoR1t(fe7gSC5Bq%bK7S@zVagMC?8kmV.ZP@V>Q:p[6{50tmUf!lDNz3?gJz*Ghdq.X=#GVpDr^#]?Y=oNrp{+O<{>P+5@1xgddUI(yZ3ERTm6+X6]Rwr}wf5Orho.5t.5*F!EXStljZNS=?3j%(5M:pM!Mao/vS=AWmf/c+?GJ]%e@FqRrWqp3FRZ:+QS4zSgiI/<Z6U3Q>KDb##HwOLC!)%n+)Rm$M6AW9?PC$0:X*vi./>.V./V?ZbO872piH&)rQB6F^dLU2o0x3/@[.o!I0ICNzVzx1o!t7*&{w[@znMx4uU1O(#GDbt#V1Km^ixhq1keJpo2yH9P8M(iZsWw5PZGo2+kxD>tKf$dy<</zbteomt<Jun)x7k!1w45qm/ZJlU(IWh^{hq?J)pMx8Nrx@r*?:B/fysY.F9=4n?Q^ddNq@?!fjYQkEmru)R-cX{Fu}rQNIU4Sbl5}#7-e-]orcms2J(j(PZZR^)}}s7:76}.O9>iNE/G", medianErrorPercent: 4.96, spread: [0.899, 1.115] }, "fp4 power-law generic-kernel": { rows: 360, coefficients: [0.8, 0.7777, 3.663], surface: "288:RiW45*Al[[c9U6Ajn]g^zq$([t-obn^ZkMRHj[=)IZh+OXQi@WQKw8{y%bUYD9(])<z+OKIjMrJ6=?h&Ot#I3H7F:3HhrR1X=*SPzoAYU}cUDrq<d.kE8([jD6Zf<I6}vPp^W>1ZuuHON#=k?Y.IeQE7WQqEoO(.9ja8#LFampH<orGVW:pvwo28u-vaAuzM70zg39EG0njYe+lR/TZe}p&CXq&83rT[ReP#mw56!npR}^XNt)^4PX^e3M(MU:OY^4Hy6D*fyD3Dq)!E9o^QfYoRCClzWdr$xgAe%<(EsZ>Hq7dr/fYc9}r?D82GlHKHaM5J6i*6Dx)?dmg/YCaO*U9UnJ5dZaoR7ME6E8w!sk!B**]!a9?UP+lKm8c+Fd=Z25wEr)(c$>Vfs4gwVU+A}SWpF*?@m9Z.x.C4:wsujp{ZEAbNe{3/0NsGoo350sJ/$rp<&E-*X)sC0v@&B0}:<EKRyXgy-Wrt&?Ca..DDV7.s2#0+eU/+gN9kJ@ZlJnp}LqWzZqo{ynWI9)x1-waSb&S/S{00Csb[{WueEYRdEgCab}bZLdSM8YspYvum6+P<Xmb+t7FV)RGE3&u?!()g(w2!j!Nwfy5l(9XWn(^u%=XY:UFt}Q(x*[&MU=ENAKLSbVtPim)wE2G{FiNEssU#Sk?Mprf!IpisQXxlFt6^=b{@Kv}<dxCfpM6q6P>Cl^S=v]i@9@.UzWQU+OmOVj1k<fls!i{na7R]B]7Tru=YeB*(&ti<hAnAEY#D+P{m5rkae^g%SKPrO[e<56yv8OP0[9jrq+pZgQ2r*?na)ywFq%&NcCk]t7uS%foT>kCm*dZ}Qa?<TBD5uYDTZ-?:YFg*ZsQmRUf^1]", medianErrorPercent: 4.15, spread: [0.925, 1.111], over: "fp4 power-law" }, "fp4 power-law grouped-router": { rows: 252, coefficients: [0.8, 0.7853, 6.186], surface: "288:JG]A+*Al[[C@TU>Crkc>E}x!KcBPSh3ukGACFY7(2Qaq[GM5NnyN}8oK%Jbm=HXA!Kh0s6>s537bEsK![)pQ&:356jV9>7:bAly}XS*yFm^40)=32:QPxLdL}[+UcGEQPfq7U24BFQ?8&Lb7{}PSFF)ygfJLSX!RR[YUqG)@M*(o!b)jxim!PDq-4QnAWHZ{F8Gy-S!?m6%eyHJdtJTKU)3!T[$*gG.$vGQu4b-B8-5oX.i:9OH0jTX1R&^aHqH^/Q7%!Vb.6:71!od).W7Sz*bFNOi2QkZxJDLcD4Y!/EyAtGmEs%4rNFnSMdHgi8#/U5dOu!?uB.v!oV%JmeD%nd?XP^+lxQr%6ab=!:-d:2Ae/VLC>IqVZOYt]jxHjysy0B6%UuLcK=$n=)A#?Ro<s]bM^zF)qG-l]m]I*bQR{nUn(}CGCgsrR!n5:#}[WqdC1CBMemRcEJ#TnwDS]rBM9lZjVeYdagB&9eoA+Tu?#!+NxYu{WbOl/pctOZ=+Prm}+-viTdaXM^K#vzrRBrlBz>+X+CeMr>]A6xy.RhT-(F9SQ!(w>&Xwu?Om+)0E^pwu=YI3VCJSADGoN643TLJlF2>EpA=S)44Bv)sdy#Cq%CDyLW)1r3wJHb)&)WVIY:tN0AS8d^YMkN!1FWg+wl.p29[U99?DvBoC3Uz8Dw*K2tg17L:^3zcXzBq<:Gv[I^TV2-F3e1xZ/G&x)]56bFYT=QJp#Fn1eanU>&?ZV:GY+Xv8xQ+L]kWxIg+^@Ct[XC6^$&H[xkf?vsanT1Syzs.fKIT$3XS*[1D*%gXHlC6O#N4&gYmT#yy*&Rr8{4B-6b}!6=<0A[g(RK7RP/pFLteaZ{CQw(q", medianErrorPercent: 3.43, spread: [0.942, 1.075], over: "fp4 power-law" }, "fp8 balanced": { rows: 2736, coefficients: [0.2742, 0.8115, 2.972], surface: "288:OMgJb*C/P/B[!NM@qSz0k?*c/97NB.AVX<uB6]!j(G0J8]HerAB/<=pMB)sOY#S%^!og.>l)OP2s7Aw750Q(1puF]0nW/[#qTebL]l5w.:JUy[?=cPbt^@/Df@pvqNa0UoY6M!g[aDOnZP[y=AC?w:ZT$TwTX#?W{tG4@O(-2bIQENuZ3r4sr!kMQ{GfwznvDVqumT]jC*oB/x)QOP:EXqf@2GL.va}Q^b[^])V=ulZiqJyha6+JGk8-gZ?t22C*CV&w>w!t>.Z3yX}^si!>+XLXLmxa/)8L/y=F]sSJRD-.}EWOb1eXLU:bQ!J]uA?*oOpf*P7ETp)RdwXKn4pgi2%$0y6SU-ippUt*+AZQCg*}-<UK5DJjmYRV%ftf(J5+Pk7vLt!BqxDCQ!lmlR:1CE-s91eO]WE@IM0N.qEV:PyLKjmEjEMAK4:nGw7G=>zN.-x?5cW]#l@b{i+3sV12$*ACdQW*B]tK0C$@2Oj[yshZY[ycpbyJHGJ+p?-{S9q!#k1cb4cDz1fRoCsh)gb&.(ue2CUBrZvRP.RQL5B%#yZl&h)Kw@1@?y4/B%W5xL?&T!PG+#y=.eLX050@hkAz@qB8MHO.#>qeUvD)XtEm4{dE(.?[j0%JV#!kWV=[Qxb#edIn{qcy6A>&aiq6ZC?=N[lB{qUah#@*7fXOtr2/bNVc%vr/t#u=lx@KG=Jk2H#^ZsJ)nOOvc$y?jzrP+&qt^SBk8du9HrjX^yamK3VnQXovyGE9*20NXLIshK&S>Ro7>.YtdGII-t97L+WovzG8u.8A>4.!Fsasz}iB?FSzIZm{w:!X/7&ZZB<UkZYg>(j3JZPIeIXRi-U<zJx8fHKa6D1WP.PX70rZ}RnSsK]wcT9EK3>iy0d9W^L}vIRL8-V:H#X=[>JyUlr$t{TirZl3JEG-KG]HjDwOVJZ#Sg0d3Mh<*eBmAI3aukj>2)tnc*zKYC+fe1=PY}?3}a6l<>!tDx+aj57IRnMFjm5s#^@ko6YRdG7}]92ITJyJ![Z1JgO6hH[k%Q=bj{!99$ZjRC^*-ZOw(ZEI=LCfM@LZ:*Dyg}y8R@}@fq394}@O?^EjU>T/e0c*DD{mp:SgB>iQ4Q.(RYH{9Cet>ckq!?K(g4TAcF3={!VvgNAx0%92OJU]3F+XIqP]%!ChH7v0*GWbCTB+X)&EdFwbm72):zp^>u*JHQ8/Qla&u>MSl5G*!wp4PUP4tVbNU8K6U!bXxX9*>.tBr7/b6.{R0a7hE$7F6scWYTF!0rF8B{XnRu*.[$04a$h$PwGP5k?<dCYNI5M]zfZhZw", medianErrorPercent: 5.38, spread: [0.843, 1.137] }, "fp8 balanced generic-kernel": { rows: 216, coefficients: [0.8, 0.8934, 2.419], surface: "288:Rb(#D*Al[)/P8f5!aXvppg[(WhR+CDWLlG$N}1=]-iLKwFG(rw30D:zg0RKqr/]FPWh.S{5[Mx(*ev$:C.]11rExD.06u[iv7&-OWq^/HP6TDcjlElXPQ2+5z#YyA4}+j]m*+?I-maYc&v.WW!9^XlBh:[c-g>0GknaM/z@F%zU)j*k59pomg:Q1Nl/-$=TK?4XM87{*@9jB#:(dXKk+7l^rffc1Ah=PHU0JaMb4GwzUj.Eur@Es[8J<}W-*LjRB-Z.wDi9L{=gsqJauBVL6G}(QfCrMPC.qO79m(ms9SF5k]w<i1e)/ROMCOX^eMaCl7$)eN/xu<fte(De?6Qa(20?)gG3sPU!W=(}rxY7C>?NDNeB$OG{+{daV4v[C0G-+ON2N)<u4F[UQVpRCQx#g$Xjk/3+r}r:Gm(Blcs?$hj#QrCWIV{Qe2(=m!*}@lU]8#cEYd[4F?.&C.%(e/c/eNU{guuwNP-uwo.#uK>7W2N*dL}BP#NrBApQU*a^2jOx/pxog}pm3fu?Gq8m}8^38pn9}o[f(P0iC+.bzN?[+&JW<dz*XmJMdB]-I+RzHV6%:8y:58Vx*%<{H=YQz2rt.e$hJMubFd^#y++IacOX<!B!Ui^S4:D%SkvmX&b&<OXL@DvXzdPnMkcw:@IF@lyI.Kn-$Rmc$t!m-oWgKGo.fa62(329SeUo?akVz6qOTsxW@S43.HYP7pMHObOmc[1Y<<5R?}T9iTWQm(IB1UI9Elw5v#-5n%S5jjf2ZUy.blJ:A60*@#Ku{3$A*.5Bi-T@uiBth*4(2(", medianErrorPercent: 8.86, spread: [0.801, 1.271], over: "fp8 balanced" }, "fp8 power-law": { rows: 2736, coefficients: [0.224, 0.7781, 3.048], surface: "288:Rb.kJ8-FfeUo*PtQL$A0%nP:ugXK@0?Aoc&AYl-J)wFqkqWU^LZ@9#%J8sbuTAc1f{qb$Xlr3IpymfB^IQ#91qi#M4jDlsllOdmxMt8scLdsX/V58j4^L/}{n3%[}2+DOb:h:wx@}01}ln04{(41hk^3ySi2%TWdQpK4[BZ}d&/T5?16&{uVY+[N{Q[0ll.zXl1hw+4(M!=.w1^Z1M6]%OMGjJ)Rp84=!I=T9G1Ff!H0:X4Iot-Y}S^=^VUP4P]1zYY$%kDN[UCei=@f9Lta^*dtlKPb#Xz<Qo-6G2k7e7drp5^7M:KmTusqyZHPLrL@zWX2JUb*&uV:}GbI=1JozOg:bM@4CGW^QiE)r:)%WN><TugrEA<-DlG-F&<5JYpwLZa%u1]y)B8kR3ESi:^<bC7oU=u)1vKsUW@^Jndq+bwB9PZ8?<K?qrzE5D..s-ezi<B!#.J!0O*jr@m(D4c.:evheC4+^myXE![qdtvVsh5AzolUC3iT9Z+FXny!s%tR[UdmbcSxHu1{!4x{012nDt8=>S>5Uz5@^XY*#go@EIQ>LmHpA*5vwFYfxOTh4=Pi6[P[l{/ufcta/FGkE@<99Ejw7qLC!@CX}nsoD50}r[<}4g}JIgo9Ez0hs@cKkiarb1KOa6$0r391UdYkl&niLrisOh+a-i??iOm^{bHmt^+fu)z!TX+KAJ]cvd@<]90}#>PKL!A8}H8]O9j:Ssj7jm}1M=kacxSdq]/mm:c.W2@GF3CT=:Vx?/Srk2A-Hf9H3ZPqrldyJJb.i8VM(yw#qSGG(MiBYY]K-GC}Q0LfGOvHlQHHP*x{&9I5ZMliyT5Q3YVQChzi*vIb.A#b9<XR(LR).}#<!3u7z.woOgE$.Hegh^4-BPGBxgI:Aq=024h>@vO5CLv[EkR0-!Yu9(dDg7#Z(l/Y>P>p)1cex/#s5l{P*9AmrPA}scQ8tl26uDM6:W!AMl!qMi2f!-^r>fmWPRZg/Vz4U+[ckbL)j!i{0j1C>L^vjGQ-C1F(FMM%*5-Dzh{?4yFK)P:bA=MS5i:ysED)vLZjOxMQ3Jv$nK8D8RWOy[*&/cCVEp^{W.S[0YMSdEv$H#lf:($UDBxI2f7=Xo{Sm8gJcFFbX/F.:[PS!boV7)18W0!DQ-qHIkcVud6URrIfw$^z.cXuMOt%qb7ZuN>RedddM><u0sKIcb3pWICPlmJQ8dGe5+>{+Y[&LEwqaHU^6^[A7=tdvGf!NdMb4)tzfV(wdo<UQSPvi:o^}Pp{IlUVl4E@PDyP/y{9y]eKNBgho1}{N&*TR>fN?q7XKJ4IDoOUPH<vZSsyQDEtR?d52E8<Vllqn?w0kzHFH4b/4>okfKE#&NSJ&h^N0r", medianErrorPercent: 5.63, spread: [0.871, 1.142] }, "fp8 power-law generic-kernel": { rows: 216, coefficients: [0.8, 0.8408, 2.305], surface: "288:JAa8z*B%3snM&u.>dL9$%nQXzDRd:K5&fR35>KOY6iV2d/Cvd.df+TDn-FhA&w9z@A/7HHqr=<NW1@7Jc8t8DR+[8<1nje<NwMqW9#6+RVZ!?(BMf&=5m@zQ8?3fOVvHVQsl#uBe9aQ/?5.Y/4O[0=z$(U%JNV!cc*.gTtc[j#SGf*<KQ:7TE*gt+iRqrX6h$ZPavkTz%f]X.BBc$VttDo0S2njE3sm!1+ZEf>]iHXR(^#*RojJ3)eopg+{%{m>?7[Gk4P3p!WylASmhFng{o>%H781!RUFeSgRsuLC9M^.-7ls$q{NJsw1R=A?h.V@@Q>aOB-4Ptz9XqiN8yh0I(rmfP:zKCy6-s*SFK07$Ka=p>@-8meR#?D0OZ=Z.DH$Qa!+<SH@T]J#PUfzf9Bpq^X&sF/^Rf))H6oKjr.ywWJ=SqkWE!HAOVXK$w@T{=U-6%?B9>[n&YvCjdCzVdl#h212cZO[3j#-ydBV@]44zBM/sNxQ<[!N3}yj/I+yB&kryTH%ovEe9.<$DoGsvgJxbC5M5kGEmSM*/eNb%n=zPmH)wQ>Rn>EjRdC$1Qd+CYDULh<F}0qoWVOn#aRHU&Ud@d5>hZZW4dQRstk=.e-4*rEgvI*K!wgFK{OlS=H8Fufhm&3%(v:}7L&s]LDPhsz:j5h^nsV{#v2pr!QvWERAF&8-o2sS5lpgE3qykf%h78N}$zpF*RvlyyHu*-wSAVyYX++-gEVuSSlig2awF)Ba^vr&/klOzS4yYBcS9}EMpH}Y5#:>6FfP]x0NKq@lbWV7l80U8s[gUJ&r[z>M@Bgy5wPa)?FygP^OJYMi]P", medianErrorPercent: 7.8, spread: [0.794, 1.223], over: "fp8 power-law" }, "mxfp4-a16 balanced gpt-oss": { rows: 432, coefficients: [0.3989, 0.7397, 3.418], surface: "288:JAa.@!h!25y:UU7s^z8N}2xlDFcP?QXVGw1zyH^>e<bjB>ovxDSASA*y(juYg3j{VoyF.uuxRgIrmrG(*6qyJjWdn1>Dn>ZOEDk[j?NrsnC+<aJV@]54e=v8Eslbk:XjApz5yz}^[?ZF@LceD89oVqZN}Zi=Swd]U^65Hf+rJ8CVj-u9pShumZW288Hc#%w6G%B0x@8WE5nAGu$wiS4l?!D&2uc$89^Xc:zS[j6i@h/-Y5&4qy*2gs5<9{*@d]MW9]H:Co(ty*%TV2Ap-E=iJ#vQ1I4Fc)Tckx0X8]^XTw5xc5$lG=(kD{fXuGut.5q&0o9M/MYyKpO8]tR@^9y9TOx<yhG3q<rk*QaXxaF?tq##$iI1sTdqXT}&!c*5?mU3WX}0hTstm1YnF%5ftO(q(7#{i}9ZqOkay%N]@6lP)CZ@e[PM.4%x<ln!I#Lv)c.WAagG3FA/.RfSWpM.hclPh3Tk-QXys>?Gp&MY{6n1l*qQXKPJ<e=4f<2l7awBx(k1S90xF-{Ck-xiex2}wceXc6[LLQ?BpxxBaxb]b}7AvRYmH+f(b>2+[o(*b=2iQ3OCW&bwen2%>JuaQURZhXA.^ri1cZ0@D/[uzTxkgkm)E/Ia^2lo]o^BxE0Q6lwcYyC}DeF]n+2rli&vD05j{B4dGvN!LMwQz-5IHYrfDF>Iakx56[q>{^<tMeQ(RZDiLmu/)Ad-+OC3Zyqw1TzL0mb#IiD>AZQdt{UJw@k[+Go}MH9s9WtFgP]QRF9CrACS*}ga<h{e}5hmgGQ}6!Vm0wgPImKvpJTeR>AH3{SzwSZC<$YHCc$*[Nn-j@=[iN7a3S0+DjWh[y[D*<pbnj($8lj{[3o<YzdfIMU=2R@G&WgT1re(#)e.Fu-sL3GhlAFC&F{ZoxbY3#aRaeah&zZPwkfmA}}#fSTb.wB0hE[)zw5gK.=0GqY35)xs>bZT9EoQffI1}7c8r2g<mO?Apy3-[!+Y2tBFrcHPJnFQ</&Y*BE!(X7hUbyUDxfX6:f=/ue*Q^n9ER!=ZcebnFQTsYd=o+PFJ.:T)q<h>^/rfcvaH8/83n6T&wy]lWF1R7[8K2}8Bjr]S1yU6&<bT{/$^!gO:([:ORi67h5LG[cO]v+w)+L:7xggs!g{}R88F?>-S&n&C?q6IlxZ4?3by^^Et*wC^z{UmYST&L6luHNBOPl-<qUIP", medianErrorPercent: 5.55, spread: [0.864, 1.148], over: "bf16 balanced" }, "mxfp4-a16 power-law gpt-oss": { rows: 432, coefficients: [0.285, 0.7606, 3.008], surface: "288:BYE4R*B%3sZ#Cdit(K:h]oOI=NiF%BqNU@nx*#OutMS8q&Dn<^sn:.t+HL2+a=e5mB5HL]3R+/Fag8X*S(O7b=35]cdfzkzzfTodp0[B?j#*paRpu{qvHNs+YI8zE.?y^e8rGgHtpSk4eZZD<jo-74sQ}N]7Y2G{z)!j}aIL))Um[uY[Y>^1J#L-PYBVg1Z#(V[B.DOZkICPOXg)uEae2jQ+ji&[-@*Q>!pJ>UFebO[S-y^EP@Z/WqrimNxQ2g-&aF2<)3?Hk6%sWP2yNax/:{!%2h.N<Cq>43j-6IY[pAPV%4^5BI9b&./[g}IGNYJE?^w5BSHX*d:Y9:(B#%8>=@gIOmo]4qrZA0UrHO!m!7{Q%Dn%0v6n55n>^l9v@u1Y+?SL2$5B^PlMfPDKV/m.&ijz}YC-0([YSO^knEif]/dS-.0]@=s0-iPmeHs+oZoqHd^[l>RwDgS]cHzc!33ptZM&b<tdfX7Qw0%^p<s4THzIM[EyJ9N2nZZI*T:[8JqNzOMvUQ=ozMI4^Es[gd){{Ykp)q9nyCR#X*eb)lFEg[WU1#$OjIau:[<2%%}FUFyMw$>*IO=lF{u!o&.-bgQMH(xw]jvdC4SCqOTsQiXX@RJ:+3G@NMM2fBF84X-nNTCA]W*f&-zZomnI!cDP%cQ$({ZN^@oNpwf@<AogE)Cu5.s)L(u3}YCVrGH2ii!<X*5ySQD{XU[/}Nb1Igbjxru)d&q#i0GmmY)&FJ2%+nDP6Fh4C}Vck=(-s[h4)rfopzBjmhHTAZFBgYOs1HCw5?obrHoT15t]}2O*]XQ5z!1Q$}Zg4gRxs)9d.1ScX!/XP:rLWLbhoiPg2a&C-uaWX]:kh-ID*-W0h.m9[=ZKTb{78a#W4^0:FY/B$2lvp/>nfoEIEZQFVAzpRX6c&2N4-qioa8#d98AU{E:H<gEj4Iu/Vy6xD%v#WzFf0Pg!cL}khGhQgTwR.C6XmEYW4Th2RCXWx#/6Y=HV3V]!AFH%msdwzCP^B}%ys7QB+xTDSc//VcnuRtrzzwD}TUeVM6NG!4E%-Hy474P0}5PZtr1F3^#{2CI5&k)K{/BhQf:oubsc@OIJD@/30Ef**yS?4F:Ai0]HhonbLN", medianErrorPercent: 6.38, spread: [0.875, 1.149], over: "bf16 power-law" }, "w4a16 balanced": { rows: 234, coefficients: [0.4365, 0.712, 2.611], surface: "288:En#hC*aT72:U<uUV$Xm]%g=^1>-=dx/P%9}c^ao1dX*xAD-$brcf?9<z2wQCrT=zEGoJTWAe<-Fjsw<tI?pb?Ua2-Erbv/F&qGp{C9!oYJ{0euIc:V8SI}#B%bzDzZvI1lYs)%f*neb%ia1a{Cdm+ygXKm6v*vH}EedsC/L?iZJnm3LQ3{y6myrGn(q$T%&Fxw{U/4o81*PRuz7TgBI^eEs2gK=84hriQS+UK8/FBkIJKS?VTm{F6&1ohKPt1]1hQ]:3xrSQ?0*4.OP-qs#a-{O+]FA61gHvxLYDA%(u!<wsr(nUYXesE5AHbV/l-2v016FqX!h1Sbds%FqZ^:3&d-bBdQ58bc:BpcY6/I-Hs[4&bp[@aQXSLfeUjkVO8s4y:L3L*-W?-fa[EBw9C&<!.)#W5(OOBv5MR2m$bCUVV6(NylEv6*6zmW36h2t5{ma1E95+h/]S.AX>gK7mq0Xx/@ms.4lucSvw>oyVwfdZ:!QgD%A1U8xxN%ll6G[<J-3JgbFUa{1*v[V<P6&N#yEIpA4xfac.d}(7N=QGqmHD4iXz)BV=.t2&fOJ@TjsZVt<=De)a{Uh(pY{OJvDc=VINeFI{}qv%3Zq^4j8-QDQC)DjG0!>:3XDtIIjpPeZ./L-Iu!yj3:w&9f:C7(vs^k&%-Yk+C+ng?2g0?bBNSGv@-=@x?:+JWBzzTP$AJ6%SM]Vhoec]:3g*MvA=wXJU6h*zQCM#c$m)eB(uS{uC3x7sn[HLsKLO^5kHSS}TW.#@*mgIEjyrYd0Nc0?WYM8zUaG3ED]jXA[@8[$b]tCmm3{M$L%8?ZM/P8=1WHn.m@<XkA(+QZ2QCVDQi9LN({?pdITk51qDWEvTz!S/Su8mlL=^K2x)}@:03G6=#70iDSl*nUH=+h<uD{#-Fy<A}<q1))SCK{0@v#]E5.:@*?}JpQND6?@Xb0yJx^qNNtx5T)", medianErrorPercent: 4.42, spread: [0.939, 1.201], over: "bf16 balanced" }, "w4a16 power-law": { rows: 234, coefficients: [0.3537, 0.6834, 2.804], surface: "288:G&FCx&#!:An8?8M}U}TIC4$/MWgc@Y5dWvH8y^0LJGvr}L5&8oqADkRil[H/>pDh(b]7]TUYUMARnJ{i.*.:+Y5@M:tUc}K]yE)z{YH%J-#5{P*8G(A}yzAPe!=K]@!.:JdnBceu*L#:X]V5VRq/9lYlTiaDS=UGeEhiEO-eLtPY(CeAJCdf=rI179#I-<l7AvA]}Y1N[-uP([50)([@IX%!MxjYweS-r7Xw4jIxmtWDCcDu}2}KWE6+ZceH}%YT@nx-y:4dS)0wH!&(q/9G)npa8g-JI0lg$R06h/.Sv(vQ]8EEddCW]l/MBmytjFTUFo[F:oop#0sntl/f(/D1*{=4dl%PejL48PVM-VxCQll3vn#uYF{-i<l0c.SnU0>Om%4x-vk)bLfj=VD-Vh^7.B59s<?BrP8I2]w96+?==aM>.IkyH3P6RB{m]X&4R]ANO0GhQ4li[OP.m[^2r5r/54pRt1ML7:eq=fGt:/l*/Nh?Enn=Y1BNNCP3Sg.9@-KzC3L[Fr40eiwdNIiTI-]gUqdcw)Q5yrPbn{Majc@qa?aL^ZxG47UE%sO!XW6qjQ7zx{[AzhL8fd}-6>BClE0ui5:Nv1/XkxVLO.mPx=vM:Pr:gvP>*z$}EhV$@?g:IVo(E<V=P2Tpb9eu5zWAQgfU3r13%q6{6Z-M!5.oy]86*Z+j]0Pl2}B+@X/W38[nHp+RM(7Jv9od[S7IR!L3r(Ri#=+H9qF}Lq<o:#s{MhRod.z>*A9?G=ky(2Be<gz>K*WK[V>3bWdWRkcHJ#=*6x}tos)>lUCjOsVQya=RJd9-+ZbDmgRg]JE2v5lNhB:UUZ-CLR}@ibGf)riu4IolixrI&$W2Ei]kycrS}+iZIhY[GC-s#PR)!OL=(@lsQq])-N@pXqeCG75I334lJq!mRY?Kn/B", medianErrorPercent: 4.88, spread: [0.927, 1.104], over: "bf16 power-law" } } }, collective: { engine: "nccl 2.29.2 + vllm 0.24.0", variants: { "all-gather nccl": { rows: 63, coefficients: [0.8, 0.3708, 0.7381], surface: "3:}$]K#bo)<75hOsgVA%Me}$]1lPmm:UgEe:91][", medianErrorPercent: 6.61, spread: [0.886, 1.071] }, "all-reduce custom-eager": { rows: 69, coefficients: [0.8, 0.4528, 1.954], surface: "33:v}kCR+j372NeW6X=b/ZmIq{V1(U^79=?-MJ6-X", medianErrorPercent: 1.45, spread: [0.918, 1.019] }, "all-reduce custom-graph": { rows: 69, coefficients: [0.8, 0.438, 0.9472], surface: "3:}%YViFQ@VmK+5TSK+]0K[Y$1J?-)Le@BokC}2qB?00", medianErrorPercent: 2.26, spread: [0.908, 1.045] }, "all-reduce nccl": { rows: 63, coefficients: [0.8, 0.3892, 1.011], surface: "3:1+qdg03zKI[1?du%6r*{K5Fzp0Mnl$MhdPku%v-5", medianErrorPercent: 4.2, spread: [0.816, 1.049] }, "all-to-all nccl": { rows: 63, coefficients: [0.8, 0.3264, 0.7136], surface: "33:1WGs403zKX6Ouvm(r4.f7m)DKJc0/wMsy7kM{57C9@", medianErrorPercent: 7.84, spread: [0.769, 1.074] }, "reduce-scatter nccl": { rows: 63, coefficients: [0.8, 0.3488, 0.7408], surface: "3:}$(#^2PiN$gbpR>UYG<A%l525Pmu[v0$2b1%9$4H", medianErrorPercent: 2.35, spread: [0.926, 1.17] } } } } };

// data/calibration/transfer.yaml
var transfer_default = { sameClass: { gemm: [0.852, 1.132], "batched-gemm": [0.854, 1.12], "prefill-attention": [0.888, 1.141], "decode-attention": [0.894, 1.116], "mla-prefill": [0.835, 1.151], "mla-decode": [0.842, 1.191], "mla-block-prefill": [0.904, 1.101], "mla-block-decode": [0.923, 1.075], "dsa-block-prefill": [0.85, 1.16], "dsa-block-decode": [0.941, 1.083], "gated-delta": [0.851, 1.197], moe: [0.863, 1.188], collective: [0.863, 1.063] }, otherClass: { gemm: [0.799, 1.43], "batched-gemm": [0.753, 1.628], "prefill-attention": [0.633, 1.429], "decode-attention": [0.715, 1.535], "mla-prefill": [0.653, 8.736], "mla-decode": [0.63, 2.18], "mla-block-prefill": [0.799, 1.123], "mla-block-decode": [0.78, 1.277], "dsa-block-prefill": [0.679, 1.234], "dsa-block-decode": [0.86, 1.304], "gated-delta": [0.443, 1.379], moe: [0.605, 1.649], collective: [0.651, 1.677] } };

// src/near-names.ts
import { distance } from "fastest-levenshtein";
function nameKey(name) {
  return name.normalize("NFKC").toLowerCase().replace(/[\s\-_./()·™®]+/gu, "");
}
function nearestNames(wanted, names) {
  const key = nameKey(wanted);
  const limit = Math.min(key.length - 1, Math.max(key.length < 5 ? 1 : 2, Math.floor(key.length / 3)));
  const scores = /* @__PURE__ */ new Map();
  for (const name of names) {
    const other = nameKey(name);
    if (!scores.has(other)) scores.set(other, { name, score: nearness(key, other) });
  }
  const best = Math.min(limit, ...[...scores.values()].map((entry) => entry.score));
  return [...scores.values()].filter((entry) => entry.score === best).map((entry) => entry.name).slice(0, 3);
}
function nearness(wanted, name) {
  const tail = Math.abs(wanted.length - name.length);
  const isPrefix = wanted.length >= 3 && name.length >= 3 && (name.startsWith(wanted) || wanted.startsWith(name));
  return Math.min(distance(wanted, name), isPrefix ? 1 + 0.1 * (tail - 1) : Number.POSITIVE_INFINITY);
}

// data/chips/amd.yaml
var amd_default = [{ id: "mi250", name: "AMD Instinct MI250", vendor: "AMD", aliases: ["MI250"], architecture: "amd-cdna", roles: ["training", "inference"], status: "discontinued", links: { scaleUp: "infinity-fabric", scaleOut: "rdma-200g" }, figures: { peakFp32: { value: "45.3 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakBf16: { value: "362 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp16: { value: "362 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakInt8: { value: "362 TOPS", source: "ml-eng-peaks", confidence: "datasheet" }, memory: { value: "128 GB", source: "ml-eng-memory", confidence: "datasheet" }, memoryBandwidth: { value: "3280 GB/s", source: "ml-eng-memory", confidence: "datasheet" }, memoryType: { value: "HBM2e", source: "ml-eng-memory", confidence: "datasheet" }, dies: { value: 2, source: "amd-cdna2-wp", confidence: "datasheet", note: "each die shows up as a device of its own" }, dieArea: { value: "1448 mm2", source: "general, two dies of 724 mm2", confidence: "press" }, cores: { value: 208, source: "amd-cdna2-wp", confidence: "datasheet" }, boardPower: { value: "560 W", source: "amd-cdna2-wp", confidence: "datasheet" }, programmingModel: { value: "ROCm / HIP", source: "general", confidence: "press" } }, estimates: { scaleUp: { low: "150 GB/s", central: "250 GB/s", high: "400 GB/s", why: "six Infinity Fabric links of 50 GB/s a direction per card; how many lead out of the card depends on the server" } } }, { id: "mi300x", name: "AMD Instinct MI300X", vendor: "AMD", aliases: ["MI300X", "MI300X-192GB", "MI300"], architecture: "amd-cdna", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "infinity-fabric", scaleOut: "rdma-400g" }, figures: { peakFp32: { value: "163.4 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakTf32: { value: "653.7 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakBf16: { value: "1307 TFLOPS", source: "inferencex", confidence: "datasheet" }, peakFp16: { value: "1307 TFLOPS", source: "inferencex", confidence: "datasheet" }, peakFp8: { value: "2615 TFLOPS", source: "inferencex", confidence: "datasheet" }, peakInt8: { value: "2600 TOPS", source: "ml-eng-peaks", confidence: "datasheet" }, memory: { value: "192 GB", source: "inferencex", confidence: "datasheet" }, memoryReported: { value: "196592 MiB", source: "rocm-docs", confidence: "press" }, memoryBandwidth: { value: "5300 GB/s", source: "inferencex", confidence: "datasheet" }, memoryType: { value: "HBM3", source: "inferencex", confidence: "datasheet" }, l2: { value: "256 MiB", source: "ml-eng-memory", confidence: "datasheet", note: "Infinity Cache" }, cores: { value: 304, source: "amd-cdna3-wp", confidence: "datasheet", note: "compute units" }, dies: { value: 8, source: "ml-eng-memory", confidence: "datasheet", note: "compute dies (XCD); four I/O dies below" }, process: { value: "TSMC 5 nm compute and 6 nm I/O", source: "amd-cdna3-wp", confidence: "datasheet" }, scaleUp: { value: "448 GB/s", direction: "one", source: "inferencex", confidence: "datasheet" }, scaleUpPeer: { value: "64 GB/s", direction: "one", source: "ml-eng-network", confidence: "datasheet" }, scaleUpDomain: { value: 8, source: "inferencex", confidence: "datasheet" }, scaleOut: { value: "400 Gbit/s", source: "general, MI300X platform", confidence: "press" }, pcieGeneration: { value: 5, source: "amd-cdna3-wp", confidence: "datasheet" }, chipsPerServer: { value: 8, source: "inferencex", confidence: "datasheet" }, boardPower: { value: "750 W", source: "ml-eng-memory", confidence: "datasheet" }, allInPower: { value: "1.79 kW", source: "inferencex-tco", confidence: "press" }, formFactor: { value: "OAM", source: "amd-cdna3-wp", confidence: "datasheet" }, dataTypes: { value: "fp64, fp32, tf32, fp16, bf16, fp8, int8", source: "ml-eng-peaks", confidence: "datasheet" }, programmingModel: { value: "ROCm / HIP", source: "general", confidence: "press" }, achievedBf16: { value: "668.4 TFLOPS", source: "ml-eng-mamf", confidence: "measured" } } }, { id: "mi325x", name: "AMD Instinct MI325X", vendor: "AMD", aliases: ["MI325X", "MI325X-256GB"], kind: "board", variantOf: "mi300x", architecture: "amd-cdna", roles: ["training", "inference"], status: "shipping", figures: { memory: { value: "256 GB", source: "inferencex", confidence: "datasheet" }, memoryReported: { value: "262128 MiB", source: "rocm-docs", confidence: "press" }, memoryBandwidth: { value: "6000 GB/s", source: "inferencex", confidence: "datasheet" }, memoryType: { value: "HBM3e", source: "inferencex", confidence: "datasheet" }, boardPower: { value: "1000 W", source: "ml-eng-memory", confidence: "datasheet" }, allInPower: { value: "2.18 kW", source: "inferencex-tco", confidence: "press" }, achievedBf16: { value: "784.9 TFLOPS", source: "ml-eng-mamf", confidence: "measured" } } }, { id: "mi355x", name: "AMD Instinct MI355X", vendor: "AMD", aliases: ["MI355X", "MI355X-288GB", "MI355"], architecture: "amd-cdna", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "infinity-fabric", scaleOut: "rdma-400g" }, figures: { peakFp32: { value: "157.3 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakBf16: { value: "2516 TFLOPS", source: "inferencex", confidence: "datasheet" }, peakFp16: { value: "2516 TFLOPS", source: "inferencex", confidence: "datasheet" }, peakFp8: { value: "5033 TFLOPS", source: "inferencex", confidence: "datasheet" }, peakInt8: { value: "5000 TOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp6: { value: "10066 TFLOPS", source: "amd-cdna4-wp, FP6 at the FP4 rate", confidence: "datasheet" }, peakFp4: { value: "10066 TFLOPS", source: "inferencex", confidence: "datasheet" }, memory: { value: "288 GB", source: "inferencex", confidence: "datasheet" }, memoryReported: { value: "294896 MiB", source: "rocm-docs", confidence: "press" }, memoryBandwidth: { value: "8000 GB/s", source: "inferencex", confidence: "datasheet" }, memoryType: { value: "HBM3e", source: "inferencex", confidence: "datasheet" }, l2: { value: "256 MiB", source: "amd-cdna4-wp", confidence: "datasheet", note: "Infinity Cache" }, cores: { value: 256, source: "amd-cdna4-wp", confidence: "datasheet", note: "compute units" }, dies: { value: 8, source: "amd-cdna4-wp", confidence: "datasheet" }, scaleUp: { value: "537.6 GB/s", direction: "one", source: "inferencex, docs/gpu-specs.md (7 x 76.8)", confidence: "datasheet", rivals: [{ value: "576 GB/s", direction: "one", source: "inferencex, gpu-specs.ts", confidence: "datasheet" }, { value: "535.5 GB/s", direction: "one", source: "ml-eng-network", confidence: "datasheet" }], why: "seven links of 76.8 GB/s reach the seven peers; 576 fits no whole number of such links" }, scaleUpDomain: { value: 8, source: "inferencex", confidence: "datasheet" }, scaleOut: { value: "400 Gbit/s", source: "general, MI355X platform", confidence: "press" }, pcieGeneration: { value: 5, source: "amd-cdna4-wp", confidence: "datasheet" }, chipsPerServer: { value: 8, source: "inferencex", confidence: "datasheet" }, boardPower: { value: "1400 W", source: "ml-eng-memory", confidence: "datasheet" }, allInPower: { value: "2.65 kW", source: "inferencex-tco", confidence: "press" }, formFactor: { value: "OAM", source: "amd-cdna4-wp", confidence: "datasheet" }, dataTypes: { value: "fp64, fp32, fp16, bf16, fp8, fp6, fp4, int8", source: "ml-eng-peaks", confidence: "datasheet" }, programmingModel: { value: "ROCm / HIP", source: "general", confidence: "press" }, achievedBf16: { value: "1565 TFLOPS", source: "ml-eng-mamf", confidence: "measured" } } }];

// data/chips/biren.yaml
var biren_default = [{ id: "br100", name: "Biren BR100", nameZh: "\u58C1\u783A100", vendor: "Biren", aliases: ["BR100", "\u58C1\u4EDEBR100", "\u58C1\u4EDE BR100"], architecture: "gpgpu", roles: ["training", "inference"], status: "cancelled", links: { scaleUp: "blink", scaleOut: "rdma-400g" }, figures: { peakFp32: { value: "256 TFLOPS", source: "hot-chips-34", confidence: "datasheet" }, peakTf32: { value: "512 TFLOPS", source: "hot-chips-34, TF32+", confidence: "datasheet" }, peakBf16: { value: "1024 TFLOPS", source: "hot-chips-34", confidence: "datasheet" }, peakInt8: { value: "2048 TOPS", source: "hot-chips-34", confidence: "datasheet" }, memory: { value: "64 GB", source: "hot-chips-34", confidence: "datasheet" }, memoryBandwidth: { value: "2300 GB/s", source: "hot-chips-34", confidence: "datasheet", rivals: [{ value: "1640 GB/s", source: "llm-infer-cal", confidence: "press" }], why: "the vendor's own slide; 1,640 is twice the BR104's 819 and may be the later, slower memory clock" }, memoryType: { value: "HBM2e", source: "hot-chips-34", confidence: "datasheet" }, l2: { value: "300 MB", source: "hot-chips-34", confidence: "datasheet" }, dies: { value: 2, source: "hot-chips-34", confidence: "datasheet" }, dieArea: { value: "1074 mm2", source: "hot-chips-34", confidence: "datasheet", note: "both dies together" }, dieToDie: { value: "896 GB/s", direction: "both", source: "hot-chips-34", confidence: "datasheet" }, process: { value: "TSMC 7 nm", source: "hot-chips-34", confidence: "datasheet" }, scaleUp: { value: "512 GB/s", direction: "both", source: "hot-chips-34, eight BLink of 64 GB/s", confidence: "datasheet" }, scaleUpDomain: { value: 8, source: "hot-chips-34", confidence: "datasheet" }, pcieGeneration: { value: 5, source: "hot-chips-34", confidence: "datasheet" }, chipsPerServer: { value: 8, source: "hot-chips-34", confidence: "datasheet" }, boardPower: { value: "550 W", source: "hot-chips-34", confidence: "datasheet" }, formFactor: { value: "OAM", source: "hot-chips-34", confidence: "datasheet" }, launch: { value: "2022", source: "hot-chips-34", confidence: "datasheet" }, availability: { value: "never in volume production; TSMC stopped it in October 2022", source: "biren-baike", confidence: "press" }, dataTypes: { value: "fp32, tf32+, bf16, int8; no fp64", source: "hot-chips-34", confidence: "datasheet" }, programmingModel: { value: "BIRENSUPA", source: "pingan-biren, Figure 22", confidence: "press" }, cudaCompatibility: { value: "source migration tool (cuda2supa)", source: "hot-chips-34", confidence: "press" }, remark: { value: "comparable with H100 according to the company at its 2022 debut", source: "reuters-biren", confidence: "press" } } }, { id: "br104", name: "Biren BR104", nameZh: "\u58C1\u783A104", vendor: "Biren", aliases: ["BR104", "\u58C1\u4EDEBR104", "\u58C1\u4EDE BR104"], architecture: "gpgpu", roles: ["training", "inference"], status: "discontinued", links: { scaleUp: "blink", scaleOut: "rdma-200g" }, figures: { peakFp32: { value: "128 TFLOPS", source: "hot-chips-34", confidence: "datasheet" }, peakBf16: { value: "512 TFLOPS", source: "llm-infer-cal", confidence: "press" }, peakInt8: { value: "1024 TOPS", source: "hot-chips-34", confidence: "datasheet" }, memory: { value: "32 GB", source: "hot-chips-34", confidence: "datasheet", rivals: [{ value: "64 GB", source: "general, thepaper.cn 19476306", confidence: "press" }], why: "one of the BR100's two dies carries half of its 64 GB" }, memoryBandwidth: { value: "819 GB/s", source: "hot-chips-34", confidence: "datasheet" }, memoryType: { value: "HBM2e", source: "hot-chips-34", confidence: "datasheet" }, dies: { value: 1, source: "hot-chips-34", confidence: "datasheet" }, dieArea: { value: "537 mm2", source: "hot-chips-34, half of BR100", confidence: "datasheet" }, process: { value: "TSMC 7 nm", source: "hot-chips-34", confidence: "datasheet" }, scaleUp: { value: "192 GB/s", direction: "both", source: "general, three BLink of 64 GB/s on the PCIe card", confidence: "press" }, pcieGeneration: { value: 5, source: "hot-chips-34", confidence: "datasheet" }, boardPower: { value: "300 W", source: "hot-chips-34", confidence: "datasheet" }, formFactor: { value: "PCIe", source: "hot-chips-34", confidence: "datasheet" }, programmingModel: { value: "BIRENSUPA", source: "pingan-biren, Figure 22", confidence: "press" }, remark: { value: "MLPerf Inference 2.1 closed division, BERT and ResNet-50", source: "biren-prospectus", confidence: "press" } } }, { id: "br106", name: "Biren BR106", nameZh: "\u58C1\u783A106", vendor: "Biren", aliases: ["BR106", "\u58C1\u783A 106", "Biren 106", "BR10X"], architecture: "gpgpu", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "blink", scaleOut: "rdma-200g" }, figures: { dies: { value: 1, source: "biren-baike", confidence: "press" }, process: { value: "TSMC 7 nm", source: "biren-baike", confidence: "press" }, scaleUp: { value: "256 GB/s", direction: "both", source: "pingan-biren, Figure 20", confidence: "datasheet", note: "one merged cell over 106L, 106M and 106B; it may not hold for all three" }, pcieGeneration: { value: 5, source: "hot-chips-34, the same generation", confidence: "press" }, chipsPerServer: { value: 8, source: "general, UBB of eight OAM", confidence: "press" }, boardPower: { value: "400 W", source: "pingan-biren, Figure 20", confidence: "datasheet", note: "one merged cell over 106L, 106M and 106B" }, video: { value: "32 encode, 256 decode channels", source: "pingan-biren, Figure 20", confidence: "datasheet" }, launch: { value: "taped out 2021, mass production January 2023", source: "biren-baike", confidence: "press" }, dataTypes: { value: "fp32, tf32+, bf16, int8; no native fp8 or fp4", source: "hot-chips-34, the same architecture", confidence: "press" }, programmingModel: { value: "BIRENSUPA", source: "pingan-biren, Figure 22", confidence: "press" }, cudaCompatibility: { value: "compatible with mainstream third-party GPGPU stacks (claim; CUDA is not named)", source: "biren-prospectus", confidence: "press" }, availability: { value: "Entity List since 17 October 2023; more than 12,000 BR106 and BR110 sold by mid-2025", source: "biren-prospectus", confidence: "press" } }, estimates: { peakBf16: { low: "256 TFLOPS", central: "340 TFLOPS", high: "512 TFLOPS", why: "450 PFLOPS over 1,328 Biren cards is 339 a card (CCTV, 16 Sep 2025, format not stated); 6.7 EFLOPS FP16 at Hohhot over about 20,000 cards of several vendors is 335; the BR104, the single-die part of the same architecture, had 512, and half of it is the floor" }, peakFp16: { low: "256 TFLOPS", central: "340 TFLOPS", high: "512 TFLOPS", why: "as BF16; the cluster totals are said to be FP16" }, peakInt8: { low: "512 TOPS", central: "680 TOPS", high: "1024 TOPS", why: "twice BF16, as on BR100 and BR104" }, peakFp32: { low: "64 TFLOPS", central: "85 TFLOPS", high: "128 TFLOPS", why: "a quarter of BF16, as on BR100 and BR104" }, memory: { low: "32 GB", central: "32 GB", high: "64 GB", why: "BR166 packs two BR106 dies with four DRAM stacks, so two a die; two HBM2e stacks of 16 GB make 32, the BR104's figure. A 64 GB figure circulates for BR104 and a refuted 128 GB one for BR166" }, memoryBandwidth: { low: "700 GB/s", central: "819 GB/s", high: "1150 GB/s", why: "two HBM2e stacks: 819 GB/s on BR104; half of BR100's 2.3 TB/s is the ceiling" } } }, { id: "br106l", name: "Biren 106L", nameZh: "\u58C1\u783A106L", vendor: "Biren", aliases: ["BR106L", "Biren 106L", "106L", "\u58C1\u783A 106L"], kind: "board", variantOf: "br106", architecture: "gpgpu", roles: ["training", "inference"], status: "shipping", figures: { formFactor: { value: "OAM", source: "pingan-biren, Figure 20", confidence: "datasheet" } } }, { id: "br106m", name: "Biren 106M", nameZh: "\u58C1\u783A106M", vendor: "Biren", aliases: ["BR106M", "Biren 106M", "106M", "\u58C1\u783A 106M"], kind: "board", variantOf: "br106", architecture: "gpgpu", roles: ["training", "inference"], status: "shipping", figures: { formFactor: { value: "OAM", source: "pingan-biren, Figure 20", confidence: "datasheet", rivals: [{ value: "standardised PCIe card", source: "biren-prospectus", confidence: "press" }], why: "the figure comes from the company's table" }, remark: { value: "Nanjing: 1,024 cards, delivered September 2024 for CNY 180m, 95% linear scaling", source: "pingan-biren, customers", confidence: "press" } } }, { id: "br106b", name: "Biren 106B", nameZh: "\u58C1\u783A106B", vendor: "Biren", aliases: ["BR106B", "Biren 106B", "106B", "\u58C1\u783A 106B"], kind: "board", variantOf: "br106", architecture: "gpgpu", roles: ["inference", "training"], status: "shipping", figures: { formFactor: { value: "PCIe card", source: "pingan-biren, Figure 20", confidence: "datasheet" } } }, { id: "br106c", name: "Biren 106C", nameZh: "\u58C1\u783A106C", vendor: "Biren", aliases: ["BR106C", "Biren 106C", "106C", "\u58C1\u783A 106C"], kind: "board", variantOf: "br106", architecture: "gpgpu", roles: ["inference"], status: "shipping", links: { scaleUp: "pcie-gen5-x16" }, figures: { scaleUp: { value: "64 GB/s", direction: "one", source: "hot-chips-34, PCIe Gen5 of the generation", confidence: "estimate", note: "the entry card is not in the table of Figure 20; PCIe is assumed" }, formFactor: { value: "entry PCIe card", source: "biren-prospectus", confidence: "press" }, launch: { value: "1H25", source: "biren-prospectus", confidence: "press" } } }, { id: "br110", name: "Biren BR110", nameZh: "\u58C1\u783A110", vendor: "Biren", aliases: ["BR110", "Biren 110", "\u58C1\u783A 110"], architecture: "gpgpu", roles: ["edge", "inference"], status: "shipping", figures: { process: { value: "TSMC 7 nm", source: "biren-baike", confidence: "press" }, launch: { value: "taped out 2023, mass production October 2024", source: "biren-baike", confidence: "press" }, programmingModel: { value: "BIRENSUPA", source: "pingan-biren, Figure 22", confidence: "press" } } }, { id: "br166", name: "Biren BR166", nameZh: "\u58C1\u783A166", vendor: "Biren", aliases: ["BR166", "Biren 166", "\u58C1\u783A 166"], architecture: "gpgpu", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "blink", scaleOut: "rdma-400g" }, figures: { dies: { value: 2, source: "biren-prospectus, two BR106 dies and four DRAM stacks in one 2.5D package", confidence: "datasheet" }, dieToDie: { value: "896 GB/s", direction: "both", source: "pingan-biren, section on hardware; biren-prospectus", confidence: "datasheet", rivals: [{ value: "896 GB/s", direction: "both", source: "hot-chips-34, said of BR100 only", confidence: "press" }], why: "the prospectus gives it for BR166; a later table holds that the figure is BR100's and BR166's is undisclosed" }, process: { value: "TSMC 7 nm", source: "biren-baike", confidence: "press" }, scaleUp: { value: "576 GB/s", direction: "both", source: "pingan-biren, Figure 20 (166L, 166M)", confidence: "datasheet" }, scaleUpDomain: { value: 128, source: "pingan-biren, 128-card optical supernode \u5149\u8DC3", confidence: "press" }, pcieGeneration: { value: 5, source: "hot-chips-34, the same generation", confidence: "press" }, chipsPerServer: { value: 8, source: "general, UBB of eight OAM", confidence: "press" }, boardPower: { value: "600 W", source: "pingan-biren, Figure 20 (166L)", confidence: "datasheet" }, video: { value: "64 encode, 512 decode channels", source: "pingan-biren, Figure 20", confidence: "datasheet" }, launch: { value: "mass production August 2025, at scale in 2H25", source: "biren-baike", confidence: "press" }, dataTypes: { value: "no native fp8 or fp4 (they come with BR20X)", source: "waic-2026", confidence: "press" }, programmingModel: { value: "BIRENSUPA", source: "pingan-biren, Figure 22", confidence: "press" }, cudaCompatibility: { value: "compatible with mainstream third-party GPGPU stacks (claim; CUDA is not named)", source: "biren-prospectus", confidence: "press" }, remark: { value: "about twice BR106 in peak compute, memory, codecs and interconnect", source: "pingan-biren, text before Figure 20", confidence: "press" } }, estimates: { peakBf16: { low: "512 TFLOPS", central: "680 TFLOPS", high: "1024 TFLOPS", why: "twice BR106, as the company says, hence twice its bounds (340, 256 to 512 a die)", rivals: [{ value: "800 TFLOPS", source: "toutiao", confidence: "estimate", note: "circulates on aggregators, not on the vendor's pages" }] }, peakFp16: { low: "512 TFLOPS", central: "680 TFLOPS", high: "1024 TFLOPS", why: "twice BR106, as BF16" }, peakInt8: { low: "1024 TOPS", central: "1360 TOPS", high: "2048 TOPS", why: "twice BF16, as on BR100 and BR104" }, peakFp32: { low: "128 TFLOPS", central: "170 TFLOPS", high: "256 TFLOPS", why: "a quarter of BF16, as on BR100 and BR104" }, memory: { low: "64 GB", central: "64 GB", high: "128 GB", why: "four DRAM stacks of 16 GB, BR100's figure", rivals: [{ value: "128 GB", source: "toutiao", confidence: "estimate", note: "circulates on aggregators, not on the vendor's pages" }] }, memoryBandwidth: { low: "1400 GB/s", central: "1640 GB/s", high: "2300 GB/s", why: "four HBM2e stacks: twice BR104's 819 GB/s; BR100's slide said 2.3 TB/s" } } }, { id: "br166l", name: "Biren 166L", nameZh: "\u58C1\u783A166L", vendor: "Biren", aliases: ["BR166L", "Biren 166L", "166L", "\u58C1\u783A 166L"], kind: "board", variantOf: "br166", architecture: "gpgpu", roles: ["training", "inference"], status: "shipping", figures: { scaleUp: { value: "576 GB/s", direction: "both", source: "pingan-biren, Figure 20", confidence: "datasheet" }, boardPower: { value: "600 W", source: "pingan-biren, Figure 20", confidence: "datasheet" }, formFactor: { value: "OAM", source: "pingan-biren, Figure 20", confidence: "datasheet" } } }, { id: "br166m", name: "Biren 166M", nameZh: "\u58C1\u783A166M", vendor: "Biren", aliases: ["BR166M", "Biren 166M", "166M", "\u58C1\u783A 166M"], kind: "board", variantOf: "br166", architecture: "gpgpu", roles: ["training", "inference"], status: "shipping", figures: { scaleUp: { value: "576 GB/s", direction: "both", source: "pingan-biren, Figure 20", confidence: "datasheet" }, boardPower: { value: "550 W", source: "pingan-biren, Figure 20", confidence: "datasheet" }, formFactor: { value: "OAM", source: "pingan-biren, Figure 20", confidence: "datasheet" } } }, { id: "br166c", name: "Biren 166C", nameZh: "\u58C1\u783A166C", vendor: "Biren", aliases: ["BR166C", "Biren 166C", "166C", "\u58C1\u783A 166C"], kind: "board", variantOf: "br166", architecture: "gpgpu", roles: ["inference"], status: "shipping", figures: { scaleUp: { value: "512 GB/s", direction: "both", source: "pingan-biren, Figure 20", confidence: "datasheet" }, scaleUpDomain: { value: 8, source: "general, one server of PCIe cards", confidence: "estimate" }, boardPower: { value: "450 W", source: "pingan-biren, Figure 20", confidence: "datasheet", rivals: [{ value: "300 W", source: "biren-site, 166C: peak", confidence: "datasheet" }], why: "the prospectus table; the product page's 300 W would be half of the two-die OAM boards. The higher one, so that power is not understated" }, formFactor: { value: "PCIe card", source: "pingan-biren, Figure 20", confidence: "datasheet" }, launch: { value: "to launch in 4Q25", source: "pingan-biren, Figure 20", confidence: "press", note: "a stale line; the report is of June 2026" } } }, { id: "br20x", name: "Biren BR20X", nameZh: "\u58C1\u783A20X", vendor: "Biren", aliases: ["BR20X", "BR200", "BR2XX"], architecture: "gpgpu", roles: ["training", "inference"], status: "planned", links: { scaleUp: "blink" }, figures: { scaleUpDomain: { value: 1024, source: "waic-2026, BLink 2.0, one memory space", confidence: "press" }, dataTypes: { value: "native fp8 and fp4", source: "waic-2026", confidence: "press" }, launch: { value: "commercial 2026; architecture done, in physical design and tape-out verification", source: "pingan-biren; biren-prospectus", confidence: "press" }, programmingModel: { value: "BIRENSUPA", source: "pingan-biren, Figure 22", confidence: "press" }, remark: { value: "second architecture: more compute a card, larger and faster memory, more interconnect, supernode design; called BR200 in the report's price model", source: "pingan-biren, Figure 38", confidence: "press" } } }, { id: "br30x", name: "Biren BR30X", nameZh: "\u58C1\u783A30X", vendor: "Biren", aliases: ["BR30X", "BR300"], architecture: "gpgpu", roles: ["training", "inference"], status: "planned", links: { scaleUp: "blink" }, figures: { launch: { value: "commercial 2028 (cloud)", source: "pingan-biren", confidence: "press" }, programmingModel: { value: "BIRENSUPA", source: "pingan-biren, Figure 22", confidence: "press" } } }, { id: "br31x", name: "Biren BR31X", nameZh: "\u58C1\u783A31X", vendor: "Biren", aliases: ["BR31X"], architecture: "gpgpu", roles: ["edge", "inference"], status: "planned", figures: { launch: { value: "commercial 2028 (edge)", source: "pingan-biren", confidence: "press" }, programmingModel: { value: "BIRENSUPA", source: "pingan-biren, Figure 22", confidence: "press" } } }];

// data/chips/china-other.yaml
var china_other_default = [{ id: "mlu370-x8", name: "Cambricon MLU370-X8", nameZh: "\u601D\u5143370", vendor: "Cambricon", aliases: ["MLU370", "MLU370-X8", "Siyuan 370", "MLUarch03", "\u5BD2\u6B66\u7EAA \u601D\u5143370"], architecture: "npu", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "mlu-link", scaleOut: "rdma-100g" }, figures: { peakFp32: { value: "24 TFLOPS", source: "llm-infer-cal", confidence: "press" }, peakFp16: { value: "96 TFLOPS", source: "evokernel", confidence: "estimate", rivals: [{ value: "48 TFLOPS", source: "llm-infer-cal, labelled estimate", confidence: "estimate" }], why: "Cambricon's launch material gives 96 for the X8 board with its two dies, 48 is one die" }, peakInt8: { value: "256 TOPS", source: "llm-infer-cal", confidence: "press" }, memory: { value: "48 GB", source: "cambricon-table", confidence: "datasheet" }, memoryBandwidth: { value: "614.4 GB/s", source: "cambricon-table", confidence: "datasheet" }, memoryType: { value: "LPDDR5", source: "cambricon-table", confidence: "datasheet" }, dies: { value: 2, source: "cambricon-table", confidence: "datasheet" }, process: { value: "7 nm", source: "cambricon-table", confidence: "press" }, scaleUp: { value: "200 GB/s", direction: "both", source: "llm-infer-cal", confidence: "press" }, pcieGeneration: { value: 4, source: "cambricon-table", confidence: "datasheet" }, chipsPerServer: { value: 8, source: "general, server of eight", confidence: "press" }, boardPower: { value: "250 W", source: "llm-infer-cal", confidence: "press" }, programmingModel: { value: "BANG C / Neuware", source: "cambricon-table", confidence: "press" } } }, { id: "mlu590", name: "Cambricon MLU590", nameZh: "\u601D\u5143590", vendor: "Cambricon", aliases: ["MLU590", "Siyuan 590", "\u5BD2\u6B66\u7EAA \u601D\u5143590"], architecture: "npu", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "mlu-link", scaleOut: "rdma-200g" }, figures: { peakFp32: { value: "80 TFLOPS", source: "llm-infer-cal", confidence: "press" }, peakFp16: { value: "314 TFLOPS", source: "llm-infer-cal", confidence: "press" }, peakBf16: { value: "314 TFLOPS", source: "llm-infer-cal, FP16 rate", confidence: "estimate" }, peakInt8: { value: "628 TOPS", source: "ailemon", confidence: "press" }, memory: { value: "80 GB", source: "llm-infer-cal", confidence: "press", note: "the vendor discloses neither kind nor size" }, memoryBandwidth: { value: "2000 GB/s", source: "llm-infer-cal", confidence: "press", rivals: [{ value: "2760 GB/s", source: "ailemon", confidence: "press" }], why: "neither is the vendor's; the lower one is the cautious one for decode" }, process: { value: "7 nm", source: "llm-infer-cal", confidence: "press" }, scaleUp: { value: "372 GB/s", direction: "both", source: "llm-infer-cal", confidence: "press" }, scaleUpDomain: { value: 8, source: "general, server of eight", confidence: "press" }, chipsPerServer: { value: 8, source: "general, server of eight", confidence: "press" }, boardPower: { value: "350 W", source: "evokernel", confidence: "estimate", rivals: [{ value: "250 W", source: "ailemon", confidence: "press" }], why: "250 W is the MLU370's; 314 TFLOPS at 7 nm with HBM needs more. The higher one, so that power is not understated" }, launch: { value: "2023", source: "ailemon", confidence: "press" }, programmingModel: { value: "BANG C / Neuware", source: "cambricon-table", confidence: "press" } } }, { id: "k100-ai", name: "Hygon K100_AI", nameZh: "\u6D77\u5149 \u6DF1\u7B97 K100 AI", vendor: "Hygon", aliases: ["K100", "K100_AI", "K100 AI", "gfx928", "KONGMING", "\u6D77\u5149 K100"], architecture: "gpgpu", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "vendor-fabric", scaleOut: "rdma-200g" }, figures: { peakFp32: { value: "49 TFLOPS", source: "eastmoney", confidence: "press" }, peakTf32: { value: "96 TFLOPS", source: "eastmoney", confidence: "press" }, peakBf16: { value: "192 TFLOPS", source: "eastmoney", confidence: "press" }, peakFp16: { value: "192 TFLOPS", source: "eastmoney", confidence: "press" }, peakInt8: { value: "392 TOPS", source: "eastmoney", confidence: "press" }, memory: { value: "64 GB", source: "dtk-guide, 64 GB on a single card", confidence: "measured" }, memoryBandwidth: { value: "896 GB/s", source: "llm-infer-cal", confidence: "press" }, scaleUp: { value: "184 GB/s", direction: "both", source: "llm-infer-cal", confidence: "press" }, scaleUpDomain: { value: 8, source: "general, server of eight", confidence: "press" }, pcieGeneration: { value: 5, source: "eastmoney", confidence: "press" }, chipsPerServer: { value: 8, source: "general, server of eight", confidence: "press" }, boardPower: { value: "350 W", source: "eastmoney", confidence: "press" }, programmingModel: { value: "DTK / HIP (ROCm derivative)", source: "dtk-guide", confidence: "press" }, cudaCompatibility: { value: "source port through HIP", source: "dtk-guide", confidence: "press" } } }, { id: "bw1000", name: "Hygon BW1000", nameZh: "\u6D77\u5149 \u6DF1\u7B97\u4E09\u53F7", vendor: "Hygon", aliases: ["BW1000", "BW200", "BOWEN", "gfx936", "\u6DF1\u7B97\u4E09\u53F7"], architecture: "gpgpu", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "vendor-fabric", scaleOut: "rdma-400g" }, figures: { memory: { value: "64 GB", source: "hygon-probe, 8 x 64 GB per node", confidence: "press" }, chipsPerServer: { value: 8, source: "hygon-probe", confidence: "press" }, formFactor: { value: "UBB module", source: "hygon-probe", confidence: "measured" }, programmingModel: { value: "DTK / HIP", source: "dtk-guide", confidence: "press" }, cudaCompatibility: { value: "source port through HIP", source: "dtk-guide", confidence: "press" } } }, { id: "enflame-s60", name: "Enflame S60", nameZh: "\u71E7\u539F S60", vendor: "Enflame", aliases: ["S60", "Enflame S60", "DTU 3.0", "SCORPIO-AO", "\u71E7\u539FS60"], architecture: "npu", roles: ["inference"], status: "shipping", figures: { process: { value: "TSMC N6", source: "enflame-table", confidence: "press" }, programmingModel: { value: "TopsRider", source: "enflame-table", confidence: "press" }, remark: { value: "70,000 cards shipped in 2024", source: "enflame-table", confidence: "press" } } }, { id: "enflame-l600", name: "Enflame L600", nameZh: "\u71E7\u539F L600", vendor: "Enflame", aliases: ["L600", "Enflame L600", "DTU 4.0", "\u71E7\u539FL600"], architecture: "npu", roles: ["training", "inference"], status: "announced", links: { scaleUp: "vendor-fabric", scaleOut: "rdma-400g" }, figures: { memory: { value: "144 GB", source: "enflame-table", confidence: "press" }, memoryBandwidth: { value: "3600 GB/s", source: "enflame-table", confidence: "press" }, memoryType: { value: "HBM3", source: "enflame-table", confidence: "press" }, scaleUp: { value: "800 GB/s", direction: "unstated", source: "enflame-table", confidence: "press" }, scaleUpDomain: { value: 64, source: "enflame-table, ESL64 supernode (host silicon not disclosed)", confidence: "press" }, dataTypes: { value: "native FP8", source: "enflame-table", confidence: "press" }, launch: { value: "announced 27 July 2025; early commercialisation, no mass production as of June 2026", source: "enflame-table", confidence: "press" }, programmingModel: { value: "TopsRider", source: "enflame-table", confidence: "press" } } }, { id: "kunlun-r200", name: "Kunlunxin R200", nameZh: "\u6606\u4ED1\u82AF R200", vendor: "Kunlunxin", aliases: ["R200", "Kunlun R200", "Kunlun 2", "\u6606\u4ED1\u82AF2\u4EE3"], architecture: "npu", roles: ["inference", "training"], status: "shipping", links: { scaleUp: "xpu-link", scaleOut: "rdma-100g" }, figures: { peakFp16: { value: "128 TFLOPS", source: "llm-infer-cal", confidence: "press" }, peakInt8: { value: "256 TOPS", source: "llm-infer-cal", confidence: "press" }, memory: { value: "32 GB", source: "llm-infer-cal", confidence: "press" }, memoryBandwidth: { value: "512 GB/s", source: "llm-infer-cal", confidence: "press" }, process: { value: "7 nm", source: "llm-infer-cal", confidence: "press" }, scaleUp: { value: "200 GB/s", direction: "both", source: "llm-infer-cal", confidence: "press" }, launch: { value: "2021", source: "llm-infer-cal", confidence: "press" } } }, { id: "kunlun-p800", name: "Kunlunxin P800", nameZh: "\u6606\u4ED1\u82AF P800", vendor: "Kunlunxin", aliases: ["P800", "Kunlun P800", "XPU-P", "\u6606\u4ED1\u82AF3\u4EE3"], architecture: "npu", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "xpu-link", scaleOut: "rdma-200g" }, figures: { peakFp16: { value: "345 TFLOPS", source: "llm-infer-cal", confidence: "press" }, memory: { value: "96 GB", source: "llm-infer-cal", confidence: "press" }, scaleUp: { value: "400 GB/s", direction: "both", source: "llm-infer-cal", confidence: "press" }, scaleUpDomain: { value: 8, source: "mirrorfrog, one server, while \u5929\u6C60 supernodes of 256 and 512 are announced", confidence: "press" }, chipsPerServer: { value: 8, source: "mirrorfrog", confidence: "press" }, boardPower: { value: "400 W", source: "mirrorfrog", confidence: "press" }, formFactor: { value: "OAM", source: "mirrorfrog", confidence: "press" }, launch: { value: "2024", source: "mirrorfrog", confidence: "press" } }, estimates: { peakBf16: { low: "300 TFLOPS", central: "345 TFLOPS", high: "345 TFLOPS", why: "as FP16: the vendor's vLLM plug-in runs BF16 models" }, peakInt8: { low: "345 TOPS", central: "690 TOPS", high: "690 TOPS", why: "twice FP16, as on the R200; INT8 models are a documented path" }, memoryBandwidth: { low: "1600 GB/s", central: "2000 GB/s", high: "2700 GB/s", why: "a database infers about 2,000 itself; 96 GB in six HBM2e stacks gives 2,400 to 2,700, in HBM2 1,600" } } }, { id: "thead-ppu", name: "T-Head PPU (ZW810E)", nameZh: "\u5E73\u5934\u54E5 PPU", vendor: "T-Head", aliases: ["PPU", "T-Head PPU", "ZW810E", "\u771F\u6B66810E", "\u771F\u6B66"], architecture: "gpgpu", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "vendor-fabric", scaleOut: "rdma-200g" }, figures: { memory: { value: "96 GB", source: "cctv-2025", confidence: "press" }, memoryType: { value: "HBM2e", source: "cctv-2025", confidence: "press" }, scaleUp: { value: "700 GB/s", direction: "unstated", source: "cctv-2025", confidence: "press" }, scaleUpDomain: { value: 16, source: "general, ZW810E box of 16 seen in a public serving profile", confidence: "measured" }, chipsPerServer: { value: 16, source: "general, ZW810E box of 16 seen in a public serving profile", confidence: "measured" }, boardPower: { value: "400 W", source: "cctv-2025", confidence: "press" }, pcieGeneration: { value: 5, source: "cctv-2025", confidence: "press" } }, estimates: { peakBf16: { low: "119 TFLOPS", central: "119 TFLOPS", high: "240 TFLOPS", why: "1,945 PFLOPS over 16,384 cards is 118.7 a card (CCTV table, format not stated); if that total were FP32-like, 16-bit would be higher" }, peakFp16: { low: "119 TFLOPS", central: "119 TFLOPS", high: "240 TFLOPS", why: "at the BF16 rate" }, peakInt8: { low: "238 TOPS", central: "238 TOPS", high: "480 TOPS", why: "twice the 16-bit rate, the usual ratio" }, memoryBandwidth: { low: "2000 GB/s", central: "2400 GB/s", high: "2800 GB/s", why: "96 GB of HBM2e is six stacks of 400 to 460 GB/s" } } }, { id: "sunrise-ppu", name: "Sunrise PPU", nameZh: "\u66E6\u671B PPU", vendor: "Sunrise", aliases: ["Sunrise", "Sunrise PPU", "\u66E6\u671B"], architecture: "gpgpu", roles: ["inference"], status: "unknown", figures: { remark: { value: "vllm-plugin-FL has a back end for it (torch.ptpu); no figure is public", source: "general, vllm-plugin-FL documentation", confidence: "press" } } }, { id: "ax650n", name: "Axera AX650N", nameZh: "\u7231\u82AF\u5143\u667A AX650N", vendor: "Axera", aliases: ["AX650N", "AX650", "AX8850"], kind: "soc", architecture: "npu", roles: ["edge", "inference"], status: "shipping", figures: { peakInt4: { value: "72 TOPS", source: "axera-press, mixed-precision INT4 (an aggregator calls it equivalent TOPS)", confidence: "press" }, peakInt8: { value: "18 TOPS", source: "axera-press", confidence: "press" }, remark: { value: "Qwen3-0.6B W8A16 at about 13 tok/s reported", source: "axera-press", confidence: "press" } } }, { id: "ax630c", name: "Axera AX630C", nameZh: "\u7231\u82AF\u5143\u667A AX630C", vendor: "Axera", aliases: ["AX630C", "AX630"], kind: "soc", architecture: "npu", roles: ["edge", "inference"], status: "shipping", figures: { remark: { value: "supported by the vendor's model repositories; the offering documents seen give no figure for any SoC", source: "axera-press; newtimespace-axera", confidence: "press" } } }];

// data/chips/huawei.yaml
var huawei_default = [{ id: "ascend-910b", name: "Huawei Ascend 910B (910B3)", nameZh: "\u6607\u817E910B", vendor: "Huawei", aliases: ["910B", "Ascend 910B", "Ascend910B", "910B3", "Ascend 910B3", "Atlas A2", "Atlas 800T A2", "Atlas 800I A2"], architecture: "huawei-ascend", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "hccs", scaleOut: "rdma-200g" }, figures: { peakFp16: { value: "313 TFLOPS", source: "llm-infer-cal, 910B3", confidence: "press", rivals: [{ value: "414 TFLOPS", source: "llm-infer-cal, 910B1", confidence: "press" }, { value: "376 TFLOPS", source: "llm-infer-cal, 910B2", confidence: "press" }, { value: "280 TFLOPS", source: "llm-infer-cal, 910B4; gitee-ascend, a 64 GB part", confidence: "press" }], why: "the 910B3 is the sub-type of the common Atlas 800T A2; 280 belongs to the 910B4, 414 and 376 to faster bins" }, peakBf16: { value: "313 TFLOPS", source: "gitee-ascend, FP16 and BF16 at one rate", confidence: "press" }, peakInt8: { value: "626 TOPS", source: "gitee-ascend, INT8 at twice FP16 (560 against 280)", confidence: "press" }, memory: { value: "64 GB", source: "llm-infer-cal", confidence: "press" }, memoryBandwidth: { value: "1600 GB/s", source: "llm-infer-cal", confidence: "press" }, memoryType: { value: "HBM2e", source: "gitee-ascend", confidence: "press" }, l2: { value: "192 MiB", source: "cann-config, Ascend910B2C.ini", confidence: "datasheet" }, cores: { value: 20, source: "general, 910B3 cube cores", confidence: "press" }, process: { value: "7 nm class", source: "nogameover-910c", confidence: "press" }, scaleUp: { value: "400 GB/s", direction: "both", source: "llm-infer-cal", confidence: "press" }, scaleUpDomain: { value: 8, source: "gitee-ascend", confidence: "press" }, scaleOut: { value: "200 Gbit/s", source: "general, Atlas 800T A2: one RoCE port per NPU", confidence: "press" }, chipsPerServer: { value: 8, source: "gitee-ascend", confidence: "press" }, boardPower: { value: "400 W", source: "general, Atlas 800T A2", confidence: "press" }, launch: { value: "2023", source: "evokernel", confidence: "estimate" }, dataTypes: { value: "fp16, bf16, int8; no native fp8 or fp4", source: "gitee-ascend", confidence: "press" }, programmingModel: { value: "CANN / Ascend C", source: "huawei-roadmap", confidence: "press" }, cudaCompatibility: { value: "none; port through torch_npu", source: "general", confidence: "press" } } }, { id: "ascend-910b1", name: "Huawei Ascend 910B1", vendor: "Huawei", aliases: ["910B1"], kind: "board", variantOf: "ascend-910b", architecture: "huawei-ascend", roles: ["training", "inference"], status: "shipping", figures: { peakFp16: { value: "414 TFLOPS", source: "llm-infer-cal", confidence: "press" }, peakBf16: { value: "414 TFLOPS", source: "gitee-ascend, FP16 and BF16 at one rate", confidence: "press" }, peakInt8: { value: "828 TOPS", source: "gitee-ascend, INT8 at twice FP16", confidence: "press" }, cores: { value: 25, source: "general, 910B1 cube cores", confidence: "press" } } }, { id: "ascend-910b2", name: "Huawei Ascend 910B2", vendor: "Huawei", aliases: ["910B2", "910B2C", "Ascend 910B2C"], kind: "board", variantOf: "ascend-910b", architecture: "huawei-ascend", roles: ["training", "inference"], status: "shipping", figures: { peakFp16: { value: "376 TFLOPS", source: "llm-infer-cal", confidence: "press", rivals: [{ value: "353.9 TFLOPS", source: "cann-config, Ascend910B2C.ini: 24 cube cores x 16^3 MAC x 2 x 1.8 GHz", confidence: "estimate" }], why: "376 is the 910B2; 353.9 is derived for the 910B2C, a sub-type with its own clock" }, peakBf16: { value: "376 TFLOPS", source: "gitee-ascend, FP16 and BF16 at one rate", confidence: "press" }, peakInt8: { value: "752 TOPS", source: "gitee-ascend, INT8 at twice FP16", confidence: "press" }, cores: { value: 24, source: "cann-config, Ascend910B2C.ini", confidence: "datasheet" } } }, { id: "ascend-910b4", name: "Huawei Ascend 910B4", vendor: "Huawei", aliases: ["910B4"], kind: "board", variantOf: "ascend-910b", architecture: "huawei-ascend", roles: ["inference"], status: "shipping", figures: { peakFp16: { value: "280 TFLOPS", source: "llm-infer-cal", confidence: "press" }, peakBf16: { value: "280 TFLOPS", source: "gitee-ascend", confidence: "press" }, peakInt8: { value: "560 TOPS", source: "gitee-ascend", confidence: "datasheet" }, memory: { value: "32 GB", source: "llm-infer-cal", confidence: "press", rivals: [{ value: "64 GB", source: "gitee-ascend, part sold at 280 TFLOPS", confidence: "press" }], why: "the database ties 280 TFLOPS to the 32 GB part; the cloud sells 64 GB under the same peak (910B4-1)" }, cores: { value: 20, source: "general, 910B4 cube cores", confidence: "press" } } }, { id: "ascend-910c", name: "Huawei Ascend 910C", nameZh: "\u6607\u817E910C", vendor: "Huawei", aliases: ["910C", "Ascend 910C", "Atlas A3", "910_93", "Ascend910C"], architecture: "huawei-ascend", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "unified-bus", scaleOut: "rdma-400g" }, figures: { peakFp16: { value: "800 TFLOPS", source: "huawei-roadmap", confidence: "press", rivals: [{ value: "780 TFLOPS", source: "digitimes-910c", confidence: "press" }], why: "Huawei's own keynote prints 800; 780 is the figure of the press that followed (also SemiAnalysis)" }, peakBf16: { value: "780 TFLOPS", source: "digitimes-910c", confidence: "press", rivals: [{ value: "800 TFLOPS", source: "huawei-roadmap, FP16", confidence: "press" }], why: "the only source that names BF16" }, peakInt8: { value: "1504 TOPS", source: "cloudmatrix-paper, 752 TOPS a die", confidence: "press" }, memory: { value: "128 GB", source: "cmbi-iluvatar, Figure 8", confidence: "press" }, memoryBandwidth: { value: "3200 GB/s", source: "cmbi-iluvatar, Figure 8", confidence: "press" }, memoryType: { value: "HBM2e", source: "cmbi-iluvatar, Figure 8", confidence: "press", rivals: [{ value: "HBM3", source: "evokernel", confidence: "estimate" }], why: "3.2 TB/s over eight stacks is an HBM2e rate" }, dies: { value: 2, source: "nogameover-910c", confidence: "press" }, process: { value: "7 nm class (TSMC and SMIC)", source: "nogameover-910c", confidence: "press" }, scaleUp: { value: "784 GB/s", direction: "unstated", source: "huawei-roadmap", confidence: "press", rivals: [{ value: "400 GB/s", direction: "unstated", source: "digitimes-910c, chip to chip", confidence: "press" }], why: "Huawei's figure; the CloudMatrix384 paper's 392 GB/s a direction is its half, and 400 rounds that" }, scaleUpDomain: { value: 384, source: "huawei-roadmap, CloudMatrix384", confidence: "press" }, scaleOut: { value: "400 Gbit/s", source: "cloudmatrix-paper, RDMA plane per NPU", confidence: "press" }, chipsPerServer: { value: 8, source: "cloudmatrix-paper", confidence: "press" }, launch: { value: "1Q25", source: "cmbi-iluvatar, Figure 8", confidence: "press" }, dataTypes: { value: "fp16, bf16, int8; FP8 comes with the 950", source: "huawei-roadmap", confidence: "press" }, programmingModel: { value: "CANN / Ascend C", source: "huawei-roadmap", confidence: "press" }, cudaCompatibility: { value: "none; port through torch_npu", source: "general", confidence: "press" }, allInPower: { value: "1456 W", source: "semianalysis-cm384, 559 kW over 384 chips", confidence: "press" } }, estimates: { boardPower: { low: "600 W", central: "750 W", high: "900 W", why: "two dies of the 910B class at 350 to 400 W each; 1.46 kW a chip all-in at CloudMatrix384 leaves room for hosts, optics and losses" } } }, { id: "ascend-950pr", name: "Huawei Ascend 950PR", nameZh: "\u6607\u817E950PR", vendor: "Huawei", aliases: ["950PR", "Ascend 950PR", "Ascend950PR"], architecture: "huawei-ascend", roles: ["prefill", "inference"], status: "shipping", links: { scaleUp: "unified-bus", scaleOut: "rdma-400g" }, figures: { peakFp8: { value: "1000 TFLOPS", source: "huawei-roadmap", confidence: "press" }, peakFp4: { value: "2000 TFLOPS", source: "huawei-roadmap", confidence: "press" }, memory: { value: "128 GB", source: "cmbi-iluvatar, Figure 8", confidence: "press", rivals: [{ value: "112 GiB", source: "cann-config, SKU 957b: 120,259,084,288 bytes", confidence: "datasheet" }], why: "128 GB is the announced part; the configuration file describes one SKU" }, memoryBandwidth: { value: "1600 GB/s", source: "cmbi-iluvatar, Figure 8", confidence: "press", note: "one press digest swaps the memories of 950PR and 950DT" }, memoryType: { value: "HiBL 1.0", source: "cmbi-iluvatar, Figure 8", confidence: "press" }, l2: { value: "112 MiB", source: "cann-config, SKU 957b", confidence: "datasheet" }, cores: { value: 28, source: "cann-config, SKU 957b: cube cores", confidence: "datasheet" }, dies: { value: 2, source: "cann-config, io_die_num (compute dies not stated)", confidence: "datasheet" }, scaleUp: { value: "2000 GB/s", direction: "unstated", source: "huawei-roadmap", confidence: "press" }, chipsPerServer: { value: 8, source: "general, Atlas servers of the generation", confidence: "press" }, launch: { value: "1Q26", source: "cmbi-iluvatar, Figure 8", confidence: "press" }, dataTypes: { value: "fp16, bf16, fp8, mxfp8, hif8, mxfp4, int8", source: "huawei-roadmap", confidence: "press" }, programmingModel: { value: "CANN", source: "huawei-roadmap", confidence: "press" } }, estimates: { peakBf16: { low: "378.5 TFLOPS", central: "486 TFLOPS", high: "500 TFLOPS", why: "the 950DT page prints 486 for the same die; 28 cube cores x 16^3 MAC x 2 x 1.65 GHz of one SKU gives 378.5; half of FP8 gives 500" }, peakFp16: { low: "378.5 TFLOPS", central: "486 TFLOPS", high: "500 TFLOPS", why: "as BF16: one rate on the cube core" }, peakInt8: { low: "757 TOPS", central: "972 TOPS", high: "1000 TOPS", why: "INT8 at twice BF16, as on the 910B; the keynote names no INT8 figure" }, boardPower: { low: "400 W", central: "500 W", high: "700 W", why: "no figure; between the 910B's 400 W and two dies of its class, with cheaper memory than the 950DT" }, scaleUpDomain: { low: 8, central: 64, high: 8192, why: "the announced pods carry the 950DT; how far a 950PR shares its link domain is not stated" } } }, { id: "ascend-950dt", name: "Huawei Ascend 950DT", nameZh: "\u6607\u817E950DT", vendor: "Huawei", aliases: ["950DT", "Ascend 950DT", "Ascend950DT"], architecture: "huawei-ascend", roles: ["decode", "training", "inference"], status: "announced", links: { scaleUp: "unified-bus", scaleOut: "rdma-400g" }, figures: { peakBf16: { value: "486 TFLOPS", source: "hiascend", confidence: "datasheet" }, peakFp16: { value: "486 TFLOPS", source: "hiascend, BF16 rate", confidence: "press" }, peakFp8: { value: "919 TFLOPS", source: "hiascend, 58.8 PFLOPS over 64 chips", confidence: "datasheet", rivals: [{ value: "1000 TFLOPS", source: "huawei-roadmap", confidence: "press" }], why: "the product page of 2026 overrides the roadmap of 2025" }, peakFp4: { value: "1783 TFLOPS", source: "hiascend", confidence: "datasheet", rivals: [{ value: "2000 TFLOPS", source: "huawei-roadmap", confidence: "press" }], why: "the product page of 2026 overrides the roadmap of 2025" }, memory: { value: "144 GB", source: "cmbi-iluvatar, Figure 8", confidence: "press", rivals: [{ value: "96 GB", source: "ml-eng-memory, note 28 (hiascend)", confidence: "press" }], why: "roadmap and broker table agree on 144 GB; the 96 GB row describes the first SKU of the pod and would be the cautious choice" }, memoryBandwidth: { value: "4000 GB/s", source: "cmbi-iluvatar, Figure 8", confidence: "press" }, memoryType: { value: "HiZQ 2.0", source: "cmbi-iluvatar, Figure 8", confidence: "press" }, scaleUp: { value: "840 GB/s", direction: "one", source: "ml-eng-network, hiascend page: 1.68 TB/s duplex", confidence: "datasheet", rivals: [{ value: "2000 GB/s", direction: "unstated", source: "huawei-roadmap", confidence: "press" }], why: "the product page states the direction" }, scaleUpDomain: { value: 1024, source: "ml-eng-network, hiascend page", confidence: "datasheet", rivals: [{ value: 8192, source: "huawei-roadmap, Atlas 950 SuperPoD, 4Q26", confidence: "press" }], why: "the product page of 2026 overrides the roadmap of 2025" }, chipsPerServer: { value: 8, source: "general, Atlas servers of the generation", confidence: "press" }, launch: { value: "4Q26", source: "cmbi-iluvatar, Figure 8", confidence: "press" }, programmingModel: { value: "CANN", source: "huawei-roadmap", confidence: "press" } }, estimates: { boardPower: { low: "450 W", central: "600 W", high: "800 W", why: "no figure; between the 910B's 400 W and two dies of its class, with faster memory than the 950PR" }, peakInt8: { low: "757 TOPS", central: "919 TOPS", high: "1000 TOPS", why: "INT8 at the FP8 rate; no source names INT8" } } }, { id: "ascend-960", name: "Huawei Ascend 960", nameZh: "\u6607\u817E960", vendor: "Huawei", aliases: ["Ascend 960", "Ascend960"], architecture: "huawei-ascend", roles: ["training", "inference"], status: "planned", links: { scaleUp: "unified-bus", scaleOut: "rdma-400g" }, figures: { peakFp8: { value: "2000 TFLOPS", source: "huawei-roadmap", confidence: "press" }, peakFp4: { value: "4000 TFLOPS", source: "huawei-roadmap", confidence: "press" }, memory: { value: "288 GB", source: "huawei-roadmap", confidence: "press" }, memoryBandwidth: { value: "9600 GB/s", source: "general, Huawei Connect keynote slide", confidence: "press" }, scaleUp: { value: "2200 GB/s", direction: "unstated", source: "huawei-roadmap", confidence: "press" }, scaleUpDomain: { value: 15488, source: "huawei-roadmap, Atlas 960 SuperPoD", confidence: "press" }, launch: { value: "4Q27", source: "huawei-roadmap", confidence: "press" } }, estimates: { peakBf16: { low: "757 TFLOPS", central: "972 TFLOPS", high: "1000 TFLOPS", why: "twice the 950, as the roadmap doubles FP8 and FP4" } } }, { id: "ascend-970", name: "Huawei Ascend 970", nameZh: "\u6607\u817E970", vendor: "Huawei", aliases: ["Ascend 970", "Ascend970"], architecture: "huawei-ascend", roles: ["training", "inference"], status: "planned", links: { scaleUp: "unified-bus", scaleOut: "rdma-400g" }, figures: { peakFp8: { value: "4000 TFLOPS", source: "general, Huawei Connect keynote slide", confidence: "press" }, peakFp4: { value: "8000 TFLOPS", source: "general, Huawei Connect keynote slide", confidence: "press" }, memory: { value: "288 GB", source: "general, Huawei Connect keynote slide", confidence: "press" }, memoryBandwidth: { value: "14400 GB/s", source: "general, Huawei Connect keynote slide", confidence: "press" }, scaleUp: { value: "4000 GB/s", direction: "unstated", source: "general, Huawei Connect keynote slide", confidence: "press" }, launch: { value: "4Q28", source: "general, Huawei Connect keynote slide", confidence: "press" } }, estimates: { peakBf16: { low: "1500 TFLOPS", central: "1944 TFLOPS", high: "2000 TFLOPS", why: "twice the 960, as the roadmap doubles FP8 and FP4" } } }];

// data/chips/iluvatar.yaml
var iluvatar_default = [{ id: "bi-v100", name: "Iluvatar BI-V100 (TianGai 100, TG Gen 1)", nameZh: "\u5929\u5793100", vendor: "Iluvatar CoreX", aliases: ["BI-V100", "BI100", "TG Gen 1", "TG1", "Tiangai 100", "TianGai 100", "\u5929\u5793 100", "\u5929\u6570\u667A\u82AF \u5929\u5793100"], architecture: "gpgpu", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "pcie-gen4-x16", scaleOut: "rdma-200g" }, figures: { peakFp32: { value: "37 TFLOPS", source: "ailemon", confidence: "press" }, peakBf16: { value: "147 TFLOPS", source: "llm-infer-cal", confidence: "press" }, peakFp16: { value: "147 TFLOPS", source: "llm-infer-cal", confidence: "press", rivals: [{ value: "128 TFLOPS", source: "mirrorfrog, iluvatar-tg150", confidence: "estimate" }, { value: "95 TFLOPS", source: "general, other public tables", confidence: "estimate" }], why: "the launch figure of March 2021, which the press repeated; the wiki guesses many values" }, peakInt8: { value: "295 TOPS", source: "llm-infer-cal", confidence: "press" }, memory: { value: "32 GB", source: "llm-infer-cal", confidence: "press" }, memoryBandwidth: { value: "1200 GB/s", source: "llm-infer-cal", confidence: "press" }, memoryType: { value: "HBM2", source: "llm-infer-cal", confidence: "press" }, process: { value: "7 nm", source: "llm-infer-cal", confidence: "press" }, scaleUp: { value: "64 GB/s", direction: "both", source: "llm-infer-cal, PCIe Gen4", confidence: "press" }, pcieGeneration: { value: 4, source: "llm-infer-cal", confidence: "press" }, chipsPerServer: { value: 8, source: "flagperf, BI150 server", confidence: "press" }, boardPower: { value: "250 W", source: "llm-infer-cal", confidence: "press" }, launch: { value: "launched March 2021, mass production September 2021", source: "cmbi-iluvatar, Figure 23", confidence: "datasheet" }, programmingModel: { value: "CoreX / IXUCA", source: "cmbi-iluvatar, company section", confidence: "press" }, cudaCompatibility: { value: "CUDA-compatible source (its runtime reports CUDA 10.2)", source: "cmbi-iluvatar, company section; bi150-report", confidence: "press" } } }, { id: "bi-v150", name: "Iluvatar BI-V150 (TianGai 150, TG Gen 2)", nameZh: "\u5929\u5793150", vendor: "Iluvatar CoreX", aliases: ["BI-V150", "BI150", "TG Gen 2", "TG2", "Tiangai 150", "TianGai 150", "\u5929\u5793 150", "ivcore11", "\u5929\u6570\u667A\u82AF \u5929\u5793150"], architecture: "gpgpu", roles: ["training", "inference", "prefill"], status: "shipping", links: { scaleUp: "pcie-gen4-x16", scaleOut: "rdma-200g" }, figures: { memory: { value: "64 GiB", source: "flagperf, main_memory-capacity/iluvatar/BI150 (63.66 GiB usable)", confidence: "measured", note: "some tools show a card as two devices of 32 GiB" }, process: { value: "7 nm class", source: "cmbi-iluvatar, company section", confidence: "press" }, pcieGeneration: { value: 4, source: "cmbi-iluvatar, benchmark section", confidence: "press", note: "chips talk over PCIe Gen4" }, chipsPerServer: { value: 8, source: "flagperf, interconnect-MPI_intraserver/iluvatar/BI150", confidence: "measured" }, boardPower: { value: "350 W", source: "flagperf, computation-BF16/iluvatar/BI150", confidence: "datasheet", rivals: [{ value: "600 W", source: "evokernel", confidence: "estimate" }], why: "FlagPerf names the data sheet; the other source also claims FP8 and HBM3, which the vendor's broker denies and measurements contradict" }, launch: { value: "launched September 2023, mass production 4Q23", source: "cmbi-iluvatar, Figure 23", confidence: "datasheet" }, dataTypes: { value: "fp32, fp16, bf16, int8; no native fp8 or fp4", source: "cmbi-iluvatar, benchmark section", confidence: "press" }, programmingModel: { value: "CoreX / IXUCA", source: "cmbi-iluvatar, company section", confidence: "press" }, cudaCompatibility: { value: "CUDA-compatible source", source: "cmbi-iluvatar, company section", confidence: "press" }, achievedBf16: { value: "196.77 TFLOPS", source: "flagperf, computation-BF16/iluvatar/BI150 (mean of 8)", confidence: "measured" }, achievedFp16: { value: "196.47 TFLOPS", source: "flagperf, computation-FP16/iluvatar/BI150 (mean of 8)", confidence: "measured" }, achievedFp32: { value: "38.72 TFLOPS", source: "flagperf, computation-FP32/iluvatar/BI150 (mean of 16 devices)", confidence: "measured" }, achievedMemoryBandwidth: { value: "590.01 GB/s", source: "flagperf, main_memory-bandwidth/iluvatar/BI150 (mean of 8, the device may be half a card)", confidence: "measured" }, achievedIntraServer: { value: "92.48 GB/s", source: "flagperf, interconnect-MPI_intraserver/iluvatar/BI150", confidence: "measured" }, achievedInterServer: { value: "15.56 GB/s", source: "flagperf, interconnect-MPI_interserver/iluvatar/BI150", confidence: "measured" }, achievedHostToDevice: { value: "7.04 GB/s", source: "flagperf, interconnect-h2d/iluvatar/BI150", confidence: "measured" }, remark: { value: "AWQ GEMV (decode) reaches over 90% of memory bandwidth; DeepSeek-R1 prefill TP2 PP8 at W4A8, 20,586 / 21,272 / 20,129 tok/s on 16 chips (chip generation not named)", source: "cmbi-iluvatar, benchmark section and Figure 11", confidence: "press" } }, estimates: { peakBf16: { low: "197 TFLOPS", central: "220 TFLOPS", high: "299 TFLOPS", why: "FlagPerf measured 196.8, a floor; matmul at about 90% of peak gives 220; below 300 because the broker says the products lie under the TPP 4,800 threshold of 2022" }, peakFp16: { low: "197 TFLOPS", central: "220 TFLOPS", high: "299 TFLOPS", why: "as BF16: FlagPerf measured 196.5" }, peakInt8: { low: "394 TOPS", central: "440 TOPS", high: "598 TOPS", why: "twice BF16, as on BI-V100 (295 against 147)" }, peakFp32: { low: "38.7 TFLOPS", central: "43 TFLOPS", high: "55 TFLOPS", why: "FlagPerf measured 38.7; about 90% of peak" }, memoryBandwidth: { low: "590 GB/s", central: "1200 GB/s", high: "1600 GB/s", why: "FlagPerf measured 590 GB/s on a device that may be half a card, twice that is 1,180; BI-V100 had 1,200 and this generation has no less; 1,600 is what 64 GB of HBM2e usually gives", rivals: [{ value: "2400 GB/s", source: "evokernel, as HBM3", confidence: "estimate", note: "the same source claims FP8 at 480 TFLOPS, PCIe 5 and 600 GB/s between chips, all contradicted by FlagPerf or the broker" }] } } }, { id: "tg-gen3", name: "Iluvatar TG Gen 3", nameZh: "\u5929\u5793 \u7B2C\u4E09\u4EE3", vendor: "Iluvatar CoreX", aliases: ["TG Gen 3", "TG Gen3", "TG3", "Tiangai Gen 3", "TianGai Gen 3", "\u5929\u5793\u7B2C\u4E09\u4EE3"], architecture: "gpgpu", roles: ["training", "inference", "prefill"], status: "announced", links: { scaleUp: "pcie-gen5-x16", scaleOut: "rdma-400g" }, figures: { pcieGeneration: { value: 5, source: "cmbi-iluvatar, Figure 23", confidence: "press" }, launch: { value: "launch 3Q24, mass production late 2026", source: "cmbi-iluvatar, Figure 23", confidence: "press", rivals: [{ value: "launch in 2Q26", source: "cmbi-iluvatar, Financial Analysis", confidence: "press" }], why: "the product table; the text of the same report contradicts it" }, remark: { value: "advanced precisions for large models, more memory, higher peer-to-peer bandwidth, multi-card architecture", source: "cmbi-iluvatar, Figure 23", confidence: "press" }, programmingModel: { value: "CoreX / IXUCA", source: "cmbi-iluvatar, company section", confidence: "press" } }, estimates: { peakBf16: { low: "220 TFLOPS", central: "295 TFLOPS", high: "440 TFLOPS", why: "Gen 2 is about 1.5 times Gen 1 (220 against 147), the same step gives 330; a part made abroad must stay under TPP 4,800, that is 300; a domestic fab would allow up to twice Gen 2. No figure is published" }, peakFp16: { low: "220 TFLOPS", central: "295 TFLOPS", high: "440 TFLOPS", why: "at the BF16 rate" }, peakInt8: { low: "440 TOPS", central: "590 TOPS", high: "880 TOPS", why: "twice BF16, as on the earlier generations" }, peakFp8: { low: "440 TFLOPS", central: "590 TFLOPS", high: "880 TFLOPS", why: "the product table promises advanced precision for large models, read as FP8 at the INT8 rate; FP4 is not assumed" }, memory: { low: "64 GB", central: "96 GB", high: "128 GB", why: "the product table promises more than Gen 2's 64 GB; one more step of HBM stacks gives 96" }, memoryBandwidth: { low: "1200 GB/s", central: "1800 GB/s", high: "2400 GB/s", why: "Gen 2's bandwidth per GB (about 1,200 over 64) on 96 GB; not above what domestic HBM gives in 2026" }, scaleUp: { low: "32 GB/s", central: "64 GB/s", high: "200 GB/s", why: "PCIe Gen5 x16 a direction; the table promises higher peer-to-peer bandwidth without a figure" }, boardPower: { low: "350 W", central: "450 W", high: "600 W", why: "Gen 2 draws 350 W; one and a half times the compute on a similar process" } } }, { id: "mr-v100", name: "Iluvatar MR-V100 (ZhiKai 100, ZK Gen 1)", nameZh: "\u667A\u94E0100", vendor: "Iluvatar CoreX", aliases: ["MR-V100", "MR100", "ZK Gen 1", "ZK1", "Zhikai 100", "ZhiKai 100", "\u667A\u94E0 100", "\u5929\u6570\u667A\u82AF \u667A\u94E0100"], architecture: "gpgpu", roles: ["inference"], status: "shipping", links: { scaleUp: "pcie-gen4-x16", scaleOut: "rdma-100g" }, figures: { peakFp16: { value: "100 TFLOPS", source: "llm-infer-cal", confidence: "press" }, memory: { value: "32 GB", source: "llm-infer-cal", confidence: "press" }, boardPower: { value: "150 W", source: "llm-infer-cal", confidence: "press" }, launch: { value: "launched December 2022, mass production February 2023", source: "cmbi-iluvatar, Figure 23", confidence: "datasheet" }, programmingModel: { value: "CoreX / IXUCA", source: "cmbi-iluvatar, company section", confidence: "press" }, cudaCompatibility: { value: "CUDA-compatible source", source: "cmbi-iluvatar, company section", confidence: "press" } }, estimates: { peakBf16: { low: "80 TFLOPS", central: "100 TFLOPS", high: "100 TFLOPS", why: "as FP16: the vendor's recipes run BF16 models on this card" }, peakInt8: { low: "200 TOPS", central: "200 TOPS", high: "400 TOPS", why: "twice FP16, as on BI-V100; the inference line has enhanced integer units" }, memoryBandwidth: { low: "400 GB/s", central: "800 GB/s", high: "1200 GB/s", why: "one database says 1,200 GB/s but doubts it; a 150 W card with the TG Gen 1 memory clocked down gives less" } } }, { id: "mr-v50", name: "Iluvatar MR-V50 (ZhiKai 50, ZK Gen 1X)", nameZh: "\u667A\u94E050", vendor: "Iluvatar CoreX", aliases: ["MR-V50", "MR50", "ZK Gen 1X", "ZK1X", "Zhikai 50", "ZhiKai 50", "\u667A\u94E0 50", "\u5929\u6570\u667A\u82AF \u667A\u94E050"], architecture: "gpgpu", roles: ["edge", "inference"], status: "shipping", figures: { launch: { value: "launched December 2022, mass production February 2023; the lower-power edge part", source: "cmbi-iluvatar, Figure 23", confidence: "datasheet" }, programmingModel: { value: "CoreX / IXUCA", source: "cmbi-iluvatar, company section", confidence: "press" } } }, { id: "zk-gen3", name: "Iluvatar ZK Gen 3", nameZh: "\u667A\u94E0 \u7B2C\u4E09\u4EE3", vendor: "Iluvatar CoreX", aliases: ["ZK Gen 3", "ZK Gen3", "ZK3", "Zhikai Gen 3", "ZhiKai Gen 3", "\u667A\u94E0\u7B2C\u4E09\u4EE3"], architecture: "gpgpu", roles: ["inference"], status: "announced", figures: { launch: { value: "expected 1Q26, mass production 2Q26", source: "cmbi-iluvatar, Figure 23", confidence: "press" }, remark: { value: "cloud inference; significant improvement over the previous generation, stronger performance for its cost", source: "cmbi-iluvatar, Figure 23", confidence: "press" } } }, { id: "ty1000", name: "Iluvatar TY1000 (TongYang)", nameZh: "\u5F64\u592ETY1000", vendor: "Iluvatar CoreX", aliases: ["TY1000", "Tongyang TY1000", "TongYang 1000", "\u5F64\u592E TY1000"], kind: "board", architecture: "gpgpu", roles: ["edge", "inference"], status: "shipping", figures: { remark: { value: "listed product; no figure published", source: "pingan-biren, Figure 15", confidence: "press" } } }, { id: "ty1100", name: "Iluvatar TY1100 (TongYang)", nameZh: "\u5F64\u592ETY1100", vendor: "Iluvatar CoreX", aliases: ["TY1100", "Tongyang TY1100", "TongYang 1100", "\u5F64\u592E TY1100"], kind: "board", architecture: "gpgpu", roles: ["edge", "inference"], status: "shipping", figures: { remark: { value: "listed product; no figure published", source: "pingan-biren, Figure 15", confidence: "press" } } }, { id: "ty1200", name: "Iluvatar TY1200 (TongYang)", nameZh: "\u5F64\u592ETY1200", vendor: "Iluvatar CoreX", aliases: ["TY1200", "Tongyang TY1200", "TongYang 1200", "\u5F64\u592E TY1200"], kind: "board", architecture: "gpgpu", roles: ["edge", "inference"], status: "shipping", figures: { remark: { value: "listed product; no figure published", source: "pingan-biren, Figure 15", confidence: "press" } } }];

// data/chips/metax.yaml
var metax_default = [{ id: "c500", name: "MetaX C500 PCIe", nameZh: "\u66E6\u4E91C500", vendor: "MetaX", aliases: ["C500", "MXC500", "C500 PCIe", "C500-PCIe", "\u66E6\u4E91 C500", "\u6C90\u66E6 \u66E6\u4E91C500"], architecture: "gpgpu", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "metaxlink", scaleOut: "rdma-200g" }, figures: { peakBf16: { value: "240 TFLOPS", source: "llm-infer-cal", confidence: "press" }, peakFp16: { value: "240 TFLOPS", source: "llm-infer-cal", confidence: "press", rivals: [{ value: "280 TFLOPS", source: "gitee-metax", confidence: "press", note: "the OAM module" }, { value: "240.2 TFLOPS", source: "cctv-2025, 984 PFLOPS over 4,096 cards, format not stated", confidence: "estimate" }], why: "two parts, not one contradiction; a cluster of 4,096 cards confirms 240 for this one" }, memory: { value: "64 GB", source: "llm-infer-cal", confidence: "press" }, memoryBandwidth: { value: "1800 GB/s", source: "llm-infer-cal", confidence: "press" }, memoryType: { value: "HBM2e", source: "llm-infer-cal", confidence: "press" }, scaleUpDomain: { value: 8, source: "general, server of eight", confidence: "press" }, pcieGeneration: { value: 5, source: "gitee-metax", confidence: "press" }, chipsPerServer: { value: 8, source: "general, server of eight", confidence: "press" }, boardPower: { value: "350 W", source: "llm-infer-cal", confidence: "press" }, formFactor: { value: "PCIe", source: "llm-infer-cal", confidence: "press" }, launch: { value: "announced June 2023 (another source: 2022)", source: "general, MXC500 review of 13 Feb 2025", confidence: "press" }, dataTypes: { value: "fp32, tf32, fp16, bf16, int8; no fp8", source: "gitee-metax", confidence: "press" }, programmingModel: { value: "MXMACA", source: "pingan-biren, Figure 15", confidence: "press" } }, estimates: { peakInt8: { low: "480 TOPS", central: "480 TOPS", high: "560 TOPS", why: "twice FP16, as on the OAM module (560 against 280)" }, scaleUp: { low: "32 GB/s", central: "64 GB/s", high: "112 GB/s", why: "PCIe Gen5 x16 a direction, up to a share of the 896 GB/s that eight OAM modules have among them" } } }, { id: "c500-oam", name: "MetaX C500 OAM", nameZh: "\u66E6\u4E91C500 OAM", vendor: "MetaX", aliases: ["C500 OAM", "MXC500 OAM", "\u6C90\u66E6 \u66E6\u4E91C500 OAM"], kind: "board", variantOf: "c500", architecture: "gpgpu", roles: ["training", "inference"], status: "shipping", figures: { peakFp32: { value: "36 TFLOPS", source: "gitee-metax", confidence: "press", rivals: [{ value: "18 TFLOPS", source: "gitee-metax", confidence: "press", note: "vector unit" }], why: "36 is the matrix unit, 18 the vector unit" }, peakTf32: { value: "140 TFLOPS", source: "gitee-metax", confidence: "press" }, peakBf16: { value: "280 TFLOPS", source: "gitee-metax", confidence: "press" }, peakFp16: { value: "280 TFLOPS", source: "gitee-metax", confidence: "press" }, peakInt8: { value: "560 TOPS", source: "gitee-metax", confidence: "press" }, scaleUpDomain: { value: 64, source: "gitee-metax, claim", confidence: "press" }, boardPower: { value: "450 W", source: "gitee-metax", confidence: "press" }, formFactor: { value: "OAM", source: "gitee-metax", confidence: "press" } }, estimates: { scaleUp: { low: "112 GB/s", central: "448 GB/s", high: "448 GB/s", why: "896 is 7 x 128, one link to each of the seven peers at twice the 64 GB/s of PCIe Gen5 x16, so half of it a direction; if 896 were the sum over eight cards, one card had 112", rivals: [{ value: "896 GB/s", direction: "unstated", source: "llm-infer-cal, eight-card fabric", confidence: "press", note: "whether one card's or all eight's is not said" }] } } }, { id: "c550", name: "MetaX C550", nameZh: "\u66E6\u4E91C550", vendor: "MetaX", aliases: ["C550", "C550 64G", "MXC550", "\u66E6\u4E91 C550", "\u6C90\u66E6 \u66E6\u4E91C550"], kind: "board", variantOf: "c500-oam", architecture: "gpgpu", roles: ["training", "inference"], status: "shipping", figures: { memory: { value: "64 GB", source: "flagperf, main_memory-capacity/metax/C550", confidence: "datasheet" }, memoryBandwidth: { value: "1800 GB/s", source: "flagperf, main_memory-bandwidth/metax/C550 (rating)", confidence: "datasheet" }, boardPower: { value: "450 W", source: "flagperf, toolkits/main_memory-bandwidth/metax/C550", confidence: "datasheet" }, achievedMemoryBandwidth: { value: "1495.7 GB/s", source: "flagperf, toolkits/main_memory-bandwidth/metax/C550", confidence: "measured", rivals: [{ value: "1390.5 GB/s", source: "flagperf, base/main_memory-bandwidth/metax/C550", confidence: "measured" }], why: "the vendor's tool kit reaches more than the framework benchmark" }, peakBf16: { value: "280 TFLOPS", source: "gitee-metax, C500 OAM", confidence: "estimate", note: "C550's rating is not published (FlagPerf reports 82.8% of an undisclosed one); taken over from the C500 OAM, which has the same power and memory" }, peakFp16: { value: "280 TFLOPS", source: "gitee-metax, C500 OAM", confidence: "estimate", rivals: [{ value: "22.4 TFLOPS", source: "mirrorfrog", confidence: "estimate" }], why: "22.4 is nonsense for this class; the wiki guesses" }, peakInt8: { value: "560 TOPS", source: "gitee-metax, C500 OAM", confidence: "estimate" }, remark: { value: "achieves 82.8% of its undisclosed BF16 rating, 83.5% FP16, 87.4% FP32, 82.8% TF32, 79.3% INT8", source: "flagperf, computation-*/metax/C550", confidence: "measured" } } }, { id: "c588", name: "MetaX C588", nameZh: "\u66E6\u4E91C588", vendor: "MetaX", aliases: ["C588", "MXC588", "\u66E6\u4E91 C588", "\u6C90\u66E6 \u66E6\u4E91C588"], architecture: "gpgpu", roles: ["training", "inference"], status: "shipping", figures: { programmingModel: { value: "MXMACA", source: "pingan-biren, Figure 15", confidence: "press" }, remark: { value: "listed product; per-card figures not published", source: "pingan-biren, Figure 15", confidence: "press" } } }, { id: "c600", name: "MetaX C600", nameZh: "\u66E6\u4E91C600", vendor: "MetaX", aliases: ["C600", "MXC600", "XCORE 1.5", "\u66E6\u4E91 C600", "\u6C90\u66E6 \u66E6\u4E91C600"], architecture: "gpgpu", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "metaxlink", scaleOut: "rdma-400g" }, figures: { peakFp8: { value: "1000 TFLOPS", source: "metax-site, ndetail/12528", confidence: "press", note: "dense or sparse is not stated; read as dense" }, memory: { value: "144 GB", source: "metax-site, ndetail/12528", confidence: "press" }, memoryType: { value: "HBM3e", source: "metax-site, ndetail/12528", confidence: "press" }, process: { value: "wholly domestic flow, node not stated", source: "metax-report", confidence: "press" }, launch: { value: "released 24 July 2025, risk production end of 2025, volume 1H26", source: "metax-report", confidence: "press" }, programmingModel: { value: "MXMACA", source: "pingan-biren, Figure 15", confidence: "press" } }, estimates: { peakBf16: { low: "280 TFLOPS", central: "500 TFLOPS", high: "500 TFLOPS", why: "half of FP8; the C500's 280 is the floor" }, peakFp16: { low: "280 TFLOPS", central: "500 TFLOPS", high: "500 TFLOPS", why: "half of FP8; the C500's 280 is the floor" }, peakInt8: { low: "560 TOPS", central: "1000 TOPS", high: "1000 TOPS", why: "INT8 at the FP8 rate; the C500 OAM's 560 is the floor" }, boardPower: { low: "450 W", central: "600 W", high: "750 W", why: "no figure; the C500 OAM and C550 draw 450 W" }, memoryBandwidth: { low: "3200 GB/s", central: "3600 GB/s", high: "4800 GB/s", why: "144 GB is six HBM3e stacks of 24 GB; Enflame's L600 with the same capacity of HBM3 states 3,600" }, scaleUp: { low: "112 GB/s", central: "448 GB/s", high: "448 GB/s", why: "no figure; between the two readings of the C500's 896 GB/s fabric" } } }, { id: "n100", name: "MetaX N100", nameZh: "\u66E6\u601DN100", vendor: "MetaX", aliases: ["N100", "MXN100", "\u66E6\u601D N100", "\u6C90\u66E6 \u66E6\u601DN100"], architecture: "gpgpu", roles: ["inference"], status: "shipping", figures: { remark: { value: "listed inference GPU; figures not published in the sources used", source: "pingan-biren, Figure 15", confidence: "press" } } }, { id: "n260", name: "MetaX N260", nameZh: "\u66E6\u601DN260", vendor: "MetaX", aliases: ["N260", "MXN260", "\u66E6\u601D N260", "\u6C90\u66E6 \u66E6\u601DN260"], architecture: "gpgpu", roles: ["inference"], status: "shipping", figures: { remark: { value: "listed inference GPU; figures not public", source: "pingan-biren, Figure 15", confidence: "press" } } }, { id: "n300", name: "MetaX N300", nameZh: "\u66E6\u601DN300", vendor: "MetaX", aliases: ["N300", "MXN300", "\u66E6\u601D N300", "\u6C90\u66E6 \u66E6\u601DN300"], architecture: "gpgpu", roles: ["inference"], status: "announced", figures: { remark: { value: "listed inference GPU; figures not public", source: "pingan-biren, Figure 15", confidence: "press" } } }, { id: "x206", name: "MetaX X206", nameZh: "\u66E6\u7D22X206", vendor: "MetaX", aliases: ["X206", "\u66E6\u7D22 X206", "\u6C90\u66E6 \u66E6\u7D22X206"], architecture: "gpgpu", roles: ["science", "graphics"], status: "shipping", figures: { remark: { value: "listed product; figures not public", source: "pingan-biren, Figure 15", confidence: "press" } } }, { id: "x301", name: "MetaX X301", nameZh: "\u66E6\u7D22X301", vendor: "MetaX", aliases: ["X301", "\u66E6\u7D22 X301", "\u6C90\u66E6 \u66E6\u7D22X301"], architecture: "gpgpu", roles: ["science", "graphics"], status: "announced", figures: { remark: { value: "listed product; figures not public", source: "pingan-biren, Figure 15", confidence: "press" } } }, { id: "x302", name: "MetaX X302", nameZh: "\u66E6\u7D22X302", vendor: "MetaX", aliases: ["X302", "\u66E6\u7D22 X302", "\u6C90\u66E6 \u66E6\u7D22X302"], architecture: "gpgpu", roles: ["science", "graphics"], status: "announced", figures: { remark: { value: "listed product; figures not public", source: "pingan-biren, Figure 15", confidence: "press" } } }];

// data/chips/moore-threads.yaml
var moore_threads_default = [{ id: "mtt-s5000", name: "Moore Threads MTT S5000", nameZh: "\u6469\u5C14\u7EBF\u7A0B S5000", vendor: "Moore Threads", aliases: ["S5000", "MTT S5000", "MTT-S5000", "\u5E73\u6E56", "Pinghu"], architecture: "gpgpu", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "mtlink", scaleOut: "rdma-400g" }, figures: { peakFp8: { value: "1000 TFLOPS", source: "mt-disclosure", confidence: "press", note: "dense or sparse is not stated; read as dense" }, memory: { value: "80 GB", source: "mt-disclosure", confidence: "press" }, memoryBandwidth: { value: "1600 GB/s", source: "mt-disclosure", confidence: "press" }, scaleUp: { value: "784 GB/s", direction: "unstated", source: "mt-disclosure", confidence: "press" }, scaleUpDomain: { value: 8, source: "general, server of eight", confidence: "press" }, chipsPerServer: { value: 8, source: "general, server of eight", confidence: "press" }, dataTypes: { value: "fp8 to fp64", source: "mt-disclosure", confidence: "press" }, programmingModel: { value: "MUSA", source: "mt-disclosure", confidence: "press" }, remark: { value: "vendor claims MFU 60% dense, 40% MoE on a 10 EFLOPS cluster with 95% scaling", source: "mt-disclosure", confidence: "press" } }, estimates: { peakBf16: { low: "400 TFLOPS", central: "500 TFLOPS", high: "500 TFLOPS", why: "half of FP8; if the FP8 figure were sparse it would be lower still" }, peakFp16: { low: "400 TFLOPS", central: "500 TFLOPS", high: "500 TFLOPS", why: "half of FP8" }, boardPower: { low: "450 W", central: "600 W", high: "750 W", why: "no figure; the S4000 draws 450 W at a fifth of the compute on an older process" }, peakInt8: { low: "500 TOPS", central: "1000 TOPS", high: "1000 TOPS", why: "INT8 at the FP8 rate; half of it if the printed figure were sparse" } } }, { id: "mtt-s4000", name: "Moore Threads MTT S4000", nameZh: "\u6469\u5C14\u7EBF\u7A0B S4000", vendor: "Moore Threads", aliases: ["S4000", "MTT S4000", "MTT-S4000", "\u66F2\u9662", "mp_22"], architecture: "gpgpu", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "mtlink", scaleOut: "rdma-200g" }, figures: { peakFp32: { value: "25 TFLOPS", source: "mt-docs", confidence: "datasheet" }, peakTf32: { value: "50 TFLOPS", source: "mt-docs", confidence: "datasheet" }, peakBf16: { value: "100 TFLOPS", source: "llm-infer-cal", confidence: "press" }, peakFp16: { value: "100 TFLOPS", source: "llm-infer-cal", confidence: "press" }, peakInt8: { value: "200 TOPS", source: "mt-docs", confidence: "datasheet" }, memory: { value: "48 GB", source: "mt-docs", confidence: "datasheet" }, memoryBandwidth: { value: "768 GB/s", source: "mt-docs", confidence: "datasheet", note: "some press prints this figure as MTLink's" }, memoryType: { value: "GDDR6", source: "mt-docs", confidence: "datasheet" }, scaleUp: { value: "240 GB/s", direction: "both", source: "llm-infer-cal, MTLink 1.0", confidence: "press" }, scaleUpDomain: { value: 8, source: "general, server of eight", confidence: "press" }, pcieGeneration: { value: 5, source: "mt-docs", confidence: "datasheet", rivals: [{ value: 4, source: "general, press", confidence: "press" }], why: "the vendor's product specification" }, chipsPerServer: { value: 8, source: "general, server of eight", confidence: "press" }, boardPower: { value: "450 W", source: "mt-docs", confidence: "datasheet" }, formFactor: { value: "PCIe", source: "mt-docs", confidence: "datasheet" }, launch: { value: "2023", source: "mt-docs", confidence: "datasheet" }, programmingModel: { value: "MUSA", source: "mt-docs", confidence: "datasheet" } } }, { id: "mtt-s3000", name: "Moore Threads MTT S3000", nameZh: "\u6469\u5C14\u7EBF\u7A0B S3000", vendor: "Moore Threads", aliases: ["S3000", "MTT S3000", "MTT-S3000"], architecture: "gpgpu", roles: ["inference", "graphics"], status: "shipping", links: { scaleOut: "rdma-100g" }, figures: { peakFp32: { value: "15.2 TFLOPS", source: "tweakpc", confidence: "press" }, peakFp16: { value: "30 TFLOPS", source: "llm-infer-cal", confidence: "press" }, memory: { value: "32 GB", source: "llm-infer-cal", confidence: "press" }, memoryBandwidth: { value: "448 GB/s", source: "llm-infer-cal", confidence: "press" }, memoryType: { value: "GDDR6", source: "llm-infer-cal", confidence: "press" }, pcieGeneration: { value: 5, source: "tweakpc", confidence: "press" }, boardPower: { value: "250 W", source: "mt-site", confidence: "press" }, launch: { value: "2022", source: "tweakpc", confidence: "press" }, programmingModel: { value: "MUSA", source: "mt-site", confidence: "press" } } }, { id: "mtt-s80", name: "Moore Threads MTT S80", nameZh: "\u6469\u5C14\u7EBF\u7A0B S80", vendor: "Moore Threads", aliases: ["S80", "MTT S80", "MTT-S80", "\u6625\u6653"], kind: "board", architecture: "gpgpu", roles: ["graphics"], status: "shipping", figures: { peakFp32: { value: "14.4 TFLOPS", source: "mt-site", confidence: "press" }, memory: { value: "16 GB", source: "mt-site", confidence: "press" }, memoryBandwidth: { value: "448 GB/s", source: "mt-site", confidence: "press" }, memoryType: { value: "GDDR6", source: "mt-site", confidence: "press" }, pcieGeneration: { value: 5, source: "mt-site", confidence: "press" }, boardPower: { value: "255 W", source: "mt-site", confidence: "press" }, launch: { value: "2022", source: "mt-site", confidence: "press" }, remark: { value: "consumer graphics card", source: "pingan-biren, Figure 15", confidence: "press" } } }, { id: "mtt-s70", name: "Moore Threads MTT S70", nameZh: "\u6469\u5C14\u7EBF\u7A0B S70", vendor: "Moore Threads", aliases: ["S70", "MTT S70", "MTT-S70"], kind: "board", architecture: "gpgpu", roles: ["graphics"], status: "shipping", figures: { peakFp32: { value: "11.2 TFLOPS", source: "mt-site", confidence: "press" }, memory: { value: "7 GB", source: "mt-site", confidence: "press" }, memoryBandwidth: { value: "392 GB/s", source: "mt-site", confidence: "press" }, memoryType: { value: "GDDR6", source: "mt-site", confidence: "press" }, boardPower: { value: "220 W", source: "mt-site", confidence: "press" }, launch: { value: "2023", source: "mt-site", confidence: "press" }, remark: { value: "consumer graphics card", source: "pingan-biren, Figure 15", confidence: "press" } } }, { id: "mtt-x300", name: "Moore Threads MTT X300", nameZh: "\u6469\u5C14\u7EBF\u7A0B X300", vendor: "Moore Threads", aliases: ["X300", "MTT X300", "MTT-X300"], kind: "board", architecture: "gpgpu", roles: ["graphics"], status: "shipping", figures: { peakFp32: { value: "14.4 TFLOPS", source: "mt-site", confidence: "press" }, memory: { value: "16 GB", source: "mt-site", confidence: "press" }, memoryBandwidth: { value: "448 GB/s", source: "mt-site", confidence: "press" }, memoryType: { value: "GDDR6", source: "mt-site", confidence: "press" }, boardPower: { value: "255 W", source: "mt-site", confidence: "press" }, launch: { value: "2023", source: "mt-site", confidence: "press" }, remark: { value: "workstation graphics card", source: "pingan-biren, Figure 15", confidence: "press" } } }];

// data/chips/nvidia.yaml
var nvidia_default = [{ id: "a100-sxm", name: "NVIDIA A100 SXM4 80GB", nameZh: "\u82F1\u4F1F\u8FBE A100", vendor: "NVIDIA", aliases: ["A100", "A100 SXM", "A100-SXM4", "A100-SXM4-80GB", "A100-SXM-80GB", "A100-80GB", "A100 80GB", "NVIDIA A100"], architecture: "nvidia-ampere", roles: ["training", "inference"], status: "discontinued", links: { scaleUp: "nvlink-3", scaleOut: "rdma-200g" }, figures: { peakFp64: { value: "19.5 TFLOPS", source: "nvidia-a100-wp, table 3 (tensor core)", confidence: "datasheet" }, peakFp32: { value: "19.5 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakTf32: { value: "156 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakBf16: { value: "312 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp16: { value: "312 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakInt8: { value: "624 TOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakInt4: { value: "1248 TOPS", source: "nvidia-a100-wp, table 3", confidence: "datasheet" }, memory: { value: "80 GiB", source: "aiconfigurator, a100_sxm.yaml", confidence: "datasheet", note: "sold as 80 GB" }, memoryBandwidth: { value: "2039 GB/s", source: "aiconfigurator, a100_sxm.yaml", confidence: "datasheet" }, memoryType: { value: "HBM2e", source: "ml-eng-memory", confidence: "datasheet" }, l2: { value: "40 MiB", source: "ml-eng-memory", confidence: "datasheet" }, cores: { value: 108, source: "nvidia-a100-wp, table 3", confidence: "datasheet" }, dieArea: { value: "826 mm2", source: "nvidia-a100-wp, table 3", confidence: "datasheet" }, process: { value: "TSMC 7 nm", source: "bytemlperf", confidence: "datasheet" }, scaleUp: { value: "300 GB/s", direction: "one", source: "aiconfigurator, a100_sxm.yaml", confidence: "datasheet" }, scaleUpDomain: { value: 8, source: "aiconfigurator, a100_sxm.yaml", confidence: "datasheet" }, scaleOut: { value: "200 Gbit/s", source: "aiconfigurator, a100_sxm.yaml", confidence: "datasheet" }, pcieGeneration: { value: 4, source: "aiconfigurator, a100_sxm.yaml", confidence: "datasheet" }, chipsPerServer: { value: 8, source: "aiconfigurator, a100_sxm.yaml", confidence: "datasheet" }, boardPower: { value: "400 W", source: "ml-eng-memory", confidence: "datasheet" }, formFactor: { value: "SXM4", source: "bytemlperf", confidence: "datasheet" }, launch: { value: "2020", source: "ml-eng-memory", confidence: "datasheet" }, programmingModel: { value: "CUDA", source: "general", confidence: "press" }, achievedBf16: { value: "271.2 TFLOPS", source: "ml-eng-mamf", confidence: "measured" } } }, { id: "a100-pcie", name: "NVIDIA A100 PCIe 80GB", vendor: "NVIDIA", aliases: ["A100 PCIe", "A100-PCIE-80GB"], kind: "board", variantOf: "a100-sxm", architecture: "nvidia-ampere", roles: ["training", "inference"], status: "discontinued", links: { scaleUp: "pcie-gen4-x16", scaleOut: "rdma-200g" }, figures: { memoryBandwidth: { value: "1935 GB/s", source: "aiconfigurator, a100_pcie.yaml", confidence: "datasheet" }, scaleUp: { value: "32 GB/s", direction: "one", source: "aiconfigurator, a100_pcie.yaml", confidence: "datasheet", note: "PCIe; an NVLink bridge joins pairs only" }, boardPower: { value: "300 W", source: "aiconfigurator, a100_pcie.yaml", confidence: "datasheet" }, formFactor: { value: "PCIe", source: "aiconfigurator, a100_pcie.yaml", confidence: "datasheet" }, achievedBf16: { value: "252.9 TFLOPS", source: "ml-eng-mamf", confidence: "measured" } } }, { id: "a800", name: "NVIDIA A800 SXM4 80GB", nameZh: "\u82F1\u4F1F\u8FBE A800", vendor: "NVIDIA", aliases: ["A800 SXM", "A800-SXM4-80GB", "A800 80GB"], kind: "board", variantOf: "a100-sxm", architecture: "nvidia-ampere", roles: ["training", "inference"], status: "discontinued", figures: { scaleUp: { value: "400 GB/s", direction: "both", source: "cmbi-iluvatar, Figure 16", confidence: "press", note: "an A100 whose NVLink is cut from 600 to 400 GB/s; every other figure is the A100's" }, remark: { value: "In the DeepSeek-R1 prefill table of CMBI (Figure 10) it runs W4A16, its rival W4A8: not matched in precision", source: "cmbi-iluvatar, Figures 10 and 11", confidence: "press" } } }, { id: "a30", name: "NVIDIA A30", vendor: "NVIDIA", aliases: ["A30 PCIe"], architecture: "nvidia-ampere", roles: ["inference"], status: "discontinued", links: { scaleUp: "pcie-gen4-x16", scaleOut: "rdma-200g" }, figures: { peakBf16: { value: "165 TFLOPS", source: "aiconfigurator, a30.yaml", confidence: "datasheet" }, peakFp16: { value: "165 TFLOPS", source: "aiconfigurator, a30.yaml", confidence: "datasheet" }, peakInt8: { value: "330 TOPS", source: "aiconfigurator, a30.yaml", confidence: "datasheet" }, memory: { value: "24 GiB", source: "aiconfigurator, a30.yaml", confidence: "datasheet", note: "sold as 24 GB" }, memoryBandwidth: { value: "933 GB/s", source: "aiconfigurator, a30.yaml", confidence: "datasheet" }, memoryType: { value: "HBM2", source: "general", confidence: "press" }, l2: { value: "24 MiB", source: "general", confidence: "press" }, cores: { value: 56, source: "general", confidence: "press" }, dieArea: { value: "826 mm2", source: "nvidia-a100-wp, table 3", confidence: "datasheet", note: "the same GA100 die" }, scaleUp: { value: "32 GB/s", direction: "one", source: "aiconfigurator, a30.yaml", confidence: "datasheet" }, pcieGeneration: { value: 4, source: "aiconfigurator, a30.yaml", confidence: "datasheet" }, chipsPerServer: { value: 8, source: "aiconfigurator, a30.yaml", confidence: "datasheet" }, boardPower: { value: "165 W", source: "aiconfigurator, a30.yaml", confidence: "datasheet" } } }, { id: "h100-sxm", name: "NVIDIA H100 SXM5 80GB", nameZh: "\u82F1\u4F1F\u8FBE H100", vendor: "NVIDIA", aliases: ["H100", "H100 SXM", "H100-SXM5", "H100-SXM5-80GB", "H100-80GB", "H100 80GB", "H100 80GB HBM3"], architecture: "nvidia-hopper", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "nvlink-4", scaleOut: "rdma-400g" }, figures: { peakFp64: { value: "67 TFLOPS", source: "nvidia-h100-wp, table 2 (tensor core)", confidence: "datasheet" }, peakFp32: { value: "67 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakTf32: { value: "494.5 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakBf16: { value: "989 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet", rivals: [{ value: "1979 TFLOPS", source: "bytemlperf, vendor_zoo/NVIDIA/H100-SXM5.json", confidence: "press", note: "sparse" }], why: "1,979 counts 2:4 sparsity; serving runs dense" }, peakFp16: { value: "989 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp8: { value: "1979 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet", rivals: [{ value: "3958 TFLOPS", source: "bytemlperf, vendor_zoo/NVIDIA/H100-SXM5.json", confidence: "press", note: "sparse" }], why: "3,958 counts 2:4 sparsity; serving runs dense" }, peakInt8: { value: "1979 TOPS", source: "ml-eng-peaks", confidence: "datasheet" }, memory: { value: "80 GiB", source: "aiconfigurator, h100_sxm.yaml", confidence: "datasheet", note: "sold as 80 GB" }, memoryBandwidth: { value: "3350 GB/s", source: "aiconfigurator, h100_sxm.yaml", confidence: "datasheet" }, memoryType: { value: "HBM3", source: "ml-eng-memory", confidence: "datasheet" }, l2: { value: "50 MiB", source: "ml-eng-memory", confidence: "datasheet" }, cores: { value: 132, source: "nvidia-h100-wp, table 2", confidence: "datasheet" }, dieArea: { value: "814 mm2", source: "nvidia-h100-wp, table 2", confidence: "datasheet" }, process: { value: "TSMC 4N", source: "bytemlperf", confidence: "datasheet" }, scaleUp: { value: "450 GB/s", direction: "one", source: "aiconfigurator, h100_sxm.yaml", confidence: "datasheet" }, scaleUpDomain: { value: 8, source: "inferencex", confidence: "datasheet" }, scaleOut: { value: "400 Gbit/s", source: "inferencex, ConnectX-7 per GPU", confidence: "datasheet" }, pcieGeneration: { value: 5, source: "aiconfigurator, h100_sxm.yaml", confidence: "datasheet" }, chipsPerServer: { value: 8, source: "aiconfigurator, h100_sxm.yaml", confidence: "datasheet" }, boardPower: { value: "700 W", source: "aiconfigurator, h100_sxm.yaml", confidence: "datasheet" }, allInPower: { value: "1.73 kW", source: "inferencex-tco", confidence: "press" }, formFactor: { value: "SXM5", source: "bytemlperf", confidence: "datasheet" }, launch: { value: "2022", source: "ml-eng-memory", confidence: "datasheet" }, dataTypes: { value: "fp64, fp32, tf32, fp16, bf16, fp8, int8", source: "ml-eng-peaks", confidence: "datasheet" }, programmingModel: { value: "CUDA", source: "general", confidence: "press" }, achievedBf16: { value: "794.5 TFLOPS", source: "ml-eng-mamf", confidence: "measured" }, achievedFp8: { value: "1402.6 TFLOPS", source: "ml-eng-mamf", confidence: "measured" } } }, { id: "h100-pcie", name: "NVIDIA H100 PCIe 80GB", vendor: "NVIDIA", aliases: ["H100 PCIe", "H100-PCIE-80GB"], kind: "board", architecture: "nvidia-hopper", roles: ["training", "inference"], status: "discontinued", links: { scaleUp: "pcie-gen5-x16", scaleOut: "rdma-400g" }, figures: { peakFp32: { value: "51 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakTf32: { value: "378 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakBf16: { value: "756.5 TFLOPS", source: "aiconfigurator, h100_pcie.yaml", confidence: "datasheet" }, peakFp16: { value: "756.5 TFLOPS", source: "aiconfigurator, h100_pcie.yaml", confidence: "datasheet" }, peakFp8: { value: "1513 TFLOPS", source: "aiconfigurator, h100_pcie.yaml", confidence: "datasheet" }, peakInt8: { value: "1513 TOPS", source: "aiconfigurator, h100_pcie.yaml", confidence: "datasheet" }, memory: { value: "80 GiB", source: "aiconfigurator, h100_pcie.yaml", confidence: "datasheet", note: "sold as 80 GB" }, memoryBandwidth: { value: "2000 GB/s", source: "aiconfigurator, h100_pcie.yaml", confidence: "datasheet" }, memoryType: { value: "HBM2e", source: "nvidia-h100-wp, table 2", confidence: "datasheet" }, l2: { value: "50 MiB", source: "nvidia-h100-wp, table 2", confidence: "datasheet" }, cores: { value: 114, source: "nvidia-h100-wp, table 2", confidence: "datasheet" }, dieArea: { value: "814 mm2", source: "nvidia-h100-wp, table 2", confidence: "datasheet" }, scaleUp: { value: "64 GB/s", direction: "one", source: "aiconfigurator, h100_pcie.yaml", confidence: "datasheet", note: "PCIe; an NVLink bridge joins pairs only" }, scaleOut: { value: "400 Gbit/s", source: "aiconfigurator, h100_pcie.yaml", confidence: "datasheet" }, pcieGeneration: { value: 5, source: "aiconfigurator, h100_pcie.yaml", confidence: "datasheet" }, chipsPerServer: { value: 8, source: "aiconfigurator, h100_pcie.yaml", confidence: "datasheet" }, boardPower: { value: "350 W", source: "aiconfigurator, h100_pcie.yaml", confidence: "datasheet" }, formFactor: { value: "PCIe", source: "aiconfigurator, h100_pcie.yaml", confidence: "datasheet" }, programmingModel: { value: "CUDA", source: "general", confidence: "press" } } }, { id: "h800", name: "NVIDIA H800 SXM5 80GB", nameZh: "\u82F1\u4F1F\u8FBE H800", vendor: "NVIDIA", aliases: ["H800 SXM", "H800-SXM5-80GB", "H800 80GB"], kind: "board", variantOf: "h100-sxm", architecture: "nvidia-hopper", roles: ["training", "inference"], status: "discontinued", figures: { memoryBandwidth: { value: "3350 GB/s", source: "llm-infer-cal", confidence: "datasheet", rivals: [{ value: "3430 GB/s", source: "infersim, hardware/gpu.py", confidence: "press" }], why: "3,350 is the H100's data sheet; H800 carries the same memory" }, scaleUp: { value: "400 GB/s", direction: "both", source: "llm-infer-cal; infersim, hardware/gpu.py", confidence: "datasheet", rivals: [{ value: "300 GB/s", direction: "both", source: "cmbi-iluvatar, Figure 16", confidence: "press" }], why: "two databases and DeepSeek's own reports of its H800 cluster say 400; 300 stands alone" } } }, { id: "h20", name: "NVIDIA H20 96GB", nameZh: "\u82F1\u4F1F\u8FBE H20", vendor: "NVIDIA", aliases: ["H20 SXM", "H20-96GB", "H20-SXM5-96GB"], architecture: "nvidia-hopper", roles: ["inference", "decode"], status: "shipping", links: { scaleUp: "nvlink-4", scaleOut: "rdma-400g" }, figures: { peakFp32: { value: "44 TFLOPS", source: "general, NVIDIA H20 product brief", confidence: "press" }, peakTf32: { value: "74 TFLOPS", source: "general, NVIDIA H20 product brief", confidence: "press" }, peakBf16: { value: "148 TFLOPS", source: "general, NVIDIA H20 product brief", confidence: "press", note: "equals FP16 on this tensor core" }, peakFp16: { value: "148 TFLOPS", source: "infersim, hardware/gpu.py", confidence: "datasheet" }, peakFp8: { value: "296 TFLOPS", source: "infersim, hardware/gpu.py", confidence: "datasheet" }, peakInt8: { value: "296 TOPS", source: "general, NVIDIA H20 product brief", confidence: "press" }, memory: { value: "96 GiB", source: "infersim, hardware/gpu.py", confidence: "datasheet", note: "sold as 96 GB" }, memoryBandwidth: { value: "4000 GB/s", source: "llm-infer-cal", confidence: "datasheet", rivals: [{ value: "4096 GB/s", source: "infersim, hardware/gpu.py", confidence: "datasheet" }], why: "NVIDIA's product brief prints 4.0 TB/s; 4,096 looks like 4 TB/s read as binary. The lower one is the cautious one for a chip sold for decode" }, memoryType: { value: "HBM3", source: "general, NVIDIA H20 product brief", confidence: "press" }, l2: { value: "60 MiB", source: "general, NVIDIA H20 product brief", confidence: "press" }, cores: { value: 78, source: "infersim, hardware/gpu.py", confidence: "datasheet" }, dieArea: { value: "814 mm2", source: "nvidia-h100-wp, table 2", confidence: "press", note: "the same GH100 die, cut" }, scaleUp: { value: "900 GB/s", direction: "both", source: "infersim, hardware/gpu.py", confidence: "datasheet" }, scaleUpDomain: { value: 8, source: "general, HGX H20", confidence: "press" }, scaleOut: { value: "400 Gbit/s", source: "general, HGX H20 servers", confidence: "press" }, pcieGeneration: { value: 5, source: "general, NVIDIA H20 product brief", confidence: "press" }, chipsPerServer: { value: 8, source: "general, HGX H20", confidence: "press" }, boardPower: { value: "400 W", source: "general, NVIDIA H20 product brief", confidence: "press" }, formFactor: { value: "SXM5", source: "general, HGX H20", confidence: "press" }, launch: { value: "end of 2023 for China", source: "cmbi-iluvatar, Figure 16", confidence: "press" }, programmingModel: { value: "CUDA", source: "general", confidence: "press" } } }, { id: "h200-sxm", name: "NVIDIA H200 SXM 141GB", nameZh: "\u82F1\u4F1F\u8FBE H200", vendor: "NVIDIA", aliases: ["H200", "H200 SXM", "H200-SXM5", "H200-141GB", "H200-SXM-141GB"], architecture: "nvidia-hopper", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "nvlink-4", scaleOut: "rdma-400g" }, figures: { peakFp64: { value: "67 TFLOPS", source: "nvidia-h100-wp, table 2 (tensor core)", confidence: "datasheet" }, peakFp32: { value: "67 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakTf32: { value: "494.5 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakBf16: { value: "989 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp16: { value: "989 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp8: { value: "1979 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakInt8: { value: "1979 TOPS", source: "ml-eng-peaks", confidence: "datasheet" }, memory: { value: "141 GiB", source: "aiconfigurator, h200_sxm.yaml", confidence: "datasheet", note: "sold as 141 GB" }, memoryBandwidth: { value: "4800 GB/s", source: "aiconfigurator, h200_sxm.yaml", confidence: "datasheet" }, memoryType: { value: "HBM3e", source: "ml-eng-memory", confidence: "datasheet" }, l2: { value: "50 MiB", source: "ml-eng-memory", confidence: "datasheet" }, cores: { value: 132, source: "nvidia-h100-wp, table 2", confidence: "datasheet" }, dieArea: { value: "814 mm2", source: "nvidia-h100-wp, table 2", confidence: "datasheet", note: "the same GH100 die" }, process: { value: "TSMC 4N", source: "nvidia-h100-wp, table 2", confidence: "datasheet" }, scaleUp: { value: "450 GB/s", direction: "one", source: "aiconfigurator, h200_sxm.yaml", confidence: "datasheet" }, scaleUpDomain: { value: 8, source: "inferencex", confidence: "datasheet" }, scaleOut: { value: "400 Gbit/s", source: "aiconfigurator, h200_sxm.yaml", confidence: "datasheet" }, pcieGeneration: { value: 5, source: "aiconfigurator, h200_sxm.yaml", confidence: "datasheet" }, chipsPerServer: { value: 8, source: "aiconfigurator, h200_sxm.yaml", confidence: "datasheet" }, boardPower: { value: "700 W", source: "aiconfigurator, h200_sxm.yaml", confidence: "datasheet" }, allInPower: { value: "1.73 kW", source: "inferencex-tco", confidence: "press" }, formFactor: { value: "SXM5", source: "aiconfigurator, h200_sxm.yaml", confidence: "datasheet" }, launch: { value: "2024", source: "mercatus", confidence: "press" }, programmingModel: { value: "CUDA", source: "general", confidence: "press" }, achievedFp8: { value: "1453.4 TFLOPS", source: "ml-eng-mamf", confidence: "measured" } } }, { id: "b200-sxm", name: "NVIDIA B200 SXM 180GB", nameZh: "\u82F1\u4F1F\u8FBE B200", vendor: "NVIDIA", aliases: ["B200", "B200 SXM", "HGX B200 GPU", "B200-180GB"], architecture: "nvidia-blackwell", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "nvlink-5", scaleOut: "rdma-400g" }, figures: { peakFp64: { value: "37 TFLOPS", source: "nvidia-blackwell, DGX B200 / 8", confidence: "datasheet" }, peakFp32: { value: "80 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakTf32: { value: "1125 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakBf16: { value: "2250 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp16: { value: "2250 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp8: { value: "4500 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakInt8: { value: "4500 TOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp6: { value: "4500 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp4: { value: "9000 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet", rivals: [{ value: "10000 TFLOPS", source: "ml-eng-peaks, NVFP4 column", confidence: "datasheet", note: "the GB200 clock" }], why: "9,000 keeps the ratio of 2 to FP8 at the HGX clock; 10,000 belongs to the 1,200 W part" }, memory: { value: "180 GiB", source: "aiconfigurator, b200_sxm.yaml", confidence: "datasheet", note: "sold as 180 GB; CMBI Figure 9 agrees" }, memoryBandwidth: { value: "8000 GB/s", source: "ml-eng-memory", confidence: "datasheet", rivals: [{ value: "7700 GB/s", source: "aiconfigurator, b200_sxm.yaml", confidence: "datasheet" }], why: "NVIDIA's data sheet and CMBI Figure 9 print 8 TB/s; 7.7 is another product list's rounding of the same stacks" }, memoryType: { value: "HBM3e", source: "ml-eng-memory", confidence: "datasheet" }, l2: { value: "126 MiB", source: "ml-eng-memory, GB200", confidence: "datasheet", note: "the same two dies" }, cores: { value: 148, source: "general, device query", confidence: "press" }, dies: { value: 2, source: "nvidia-blackwell", confidence: "datasheet" }, process: { value: "TSMC 4NP", source: "nvidia-blackwell", confidence: "datasheet" }, scaleUp: { value: "900 GB/s", direction: "one", source: "inferencex", confidence: "datasheet" }, scaleUpDomain: { value: 8, source: "inferencex", confidence: "datasheet" }, scaleOut: { value: "400 Gbit/s", source: "nvidia-blackwell, DGX B200: eight ConnectX-7", confidence: "datasheet", rivals: [{ value: "800 Gbit/s", source: "aiconfigurator, b200_sxm.yaml", confidence: "press" }], why: "DGX B200 carries eight 400 Gbit/s ConnectX-7; 800 needs ConnectX-8, which comes with B300" }, pcieGeneration: { value: 5, source: "nvidia-blackwell, DGX B200", confidence: "datasheet", note: "a rival table labels 128 GB/s as PCIe 6; no part ships at Gen6" }, chipsPerServer: { value: 8, source: "aiconfigurator, b200_sxm.yaml", confidence: "datasheet" }, boardPower: { value: "1000 W", source: "ml-eng-memory", confidence: "datasheet" }, allInPower: { value: "2.17 kW", source: "inferencex-tco", confidence: "press" }, formFactor: { value: "SXM6", source: "general", confidence: "press" }, launch: { value: "2024", source: "cmbi-iluvatar, Figure 9", confidence: "press" }, dataTypes: { value: "fp64, fp32, tf32, fp16, bf16, fp8, fp6, fp4, int8", source: "ml-eng-peaks", confidence: "datasheet" }, programmingModel: { value: "CUDA", source: "general", confidence: "press" }, achievedBf16: { value: "1745 TFLOPS", source: "ml-eng-mamf", confidence: "measured" }, achievedFp8: { value: "3432.5 TFLOPS", source: "ml-eng-mamf", confidence: "measured" } } }, { id: "b300-sxm", name: "NVIDIA B300 SXM 288GB", nameZh: "\u82F1\u4F1F\u8FBE B300", vendor: "NVIDIA", aliases: ["B300", "B300 SXM", "HGX B300 GPU", "Blackwell Ultra"], architecture: "nvidia-blackwell", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "nvlink-5", scaleOut: "rdma-800g" }, figures: { peakFp64: { value: "1.25 TFLOPS", source: "nvidia-blackwell", confidence: "press" }, peakFp32: { value: "80 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakBf16: { value: "2250 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp16: { value: "2250 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp8: { value: "4500 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakInt8: { value: "153.5 TOPS", source: "aiconfigurator, b300_sxm.yaml", confidence: "datasheet", rivals: [{ value: "4500 TOPS", source: "ml-eng-peaks", confidence: "datasheet" }], why: "Blackwell Ultra traded INT8 tensor throughput for FP4; 4,500 is the B200 row carried over" }, peakFp4: { value: "13500 TFLOPS", source: "inferencex", confidence: "datasheet", rivals: [{ value: "12600 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, { value: "14000 TFLOPS", source: "aiconfigurator, b300_sxm.yaml", confidence: "datasheet" }, { value: "15000 TFLOPS", source: "ml-eng-peaks, NVFP4 column", confidence: "datasheet", note: "the GB300 clock" }], why: "13,500 is 1.5 times the B200's 9,000, as NVIDIA states the gain; the others mix clocks of HGX and NVL72" }, memory: { value: "288 GB", source: "ml-eng-memory", confidence: "datasheet", note: "288 GB and 268 GiB are one memory in two units" }, memoryReported: { value: "288400343040 B", source: "aiconfigurator, b300_sxm.yaml (275,040 MiB reported)", confidence: "measured" }, memoryBandwidth: { value: "8000 GB/s", source: "ml-eng-memory", confidence: "datasheet", rivals: [{ value: "7750 GB/s", source: "aiconfigurator, b300_sxm.yaml", confidence: "datasheet" }], why: "NVIDIA's data sheet prints 8 TB/s" }, memoryType: { value: "HBM3e", source: "ml-eng-memory", confidence: "datasheet" }, cores: { value: 148, source: "general, device query", confidence: "press" }, dies: { value: 2, source: "nvidia-blackwell", confidence: "datasheet" }, process: { value: "TSMC 4NP", source: "nvidia-blackwell", confidence: "datasheet" }, scaleUp: { value: "900 GB/s", direction: "one", source: "inferencex", confidence: "datasheet" }, scaleUpDomain: { value: 8, source: "inferencex", confidence: "datasheet" }, scaleOut: { value: "800 Gbit/s", source: "nvidia-blackwell, DGX B300: eight ConnectX-8", confidence: "datasheet" }, pcieGeneration: { value: 5, source: "general", confidence: "press" }, chipsPerServer: { value: 8, source: "aiconfigurator, b300_sxm.yaml", confidence: "datasheet" }, boardPower: { value: "1100 W", source: "aiconfigurator, b300_sxm.yaml", confidence: "datasheet", rivals: [{ value: "1000 W", source: "ml-eng-memory", confidence: "datasheet" }], why: "the higher one, so that power is not understated; DGX B300 draws more than DGX B200" }, allInPower: { value: "2.17 kW", source: "inferencex-tco", confidence: "estimate", note: "the B200's figure as placeholder in the source" }, programmingModel: { value: "CUDA", source: "general", confidence: "press" }, achievedBf16: { value: "1769 TFLOPS", source: "ml-eng-mamf", confidence: "measured" }, achievedFp8: { value: "3353.3 TFLOPS", source: "ml-eng-mamf", confidence: "measured" } } }, { id: "gb200", name: "NVIDIA GB200 NVL72 (one GPU)", nameZh: "\u82F1\u4F1F\u8FBE GB200", vendor: "NVIDIA", aliases: ["GB200 NVL72", "GB200-NVL72", "GB200 GPU"], architecture: "nvidia-blackwell", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "nvlink-5", scaleOut: "rdma-400g" }, figures: { peakFp64: { value: "40 TFLOPS", source: "nvidia-blackwell", confidence: "datasheet" }, peakFp32: { value: "80 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakTf32: { value: "1250 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakBf16: { value: "2500 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp16: { value: "2500 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp8: { value: "5000 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakInt8: { value: "5000 TOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp4: { value: "10000 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, memory: { value: "186 GB", source: "ml-eng-memory", confidence: "datasheet", rivals: [{ value: "192 GB", source: "inferencex", confidence: "press" }], why: "192 counts all stacks; 186 is what is usable, and the device reports 185 GiB" }, memoryReported: { value: "198674743296 B", source: "aiconfigurator, gb200.yaml (189,471 MiB reported)", confidence: "measured" }, memoryBandwidth: { value: "8000 GB/s", source: "ml-eng-memory", confidence: "datasheet", rivals: [{ value: "13400 GB/s", source: "infersim, hardware/gpu.py", confidence: "press", note: "looks wrong" }], why: "eight HBM3e stacks cannot reach 13.4 TB/s" }, memoryType: { value: "HBM3e", source: "ml-eng-memory", confidence: "datasheet" }, l2: { value: "126 MiB", source: "ml-eng-memory", confidence: "datasheet" }, cores: { value: 152, source: "general, device query", confidence: "press" }, dies: { value: 2, source: "nvidia-blackwell", confidence: "datasheet" }, scaleUp: { value: "900 GB/s", direction: "one", source: "inferencex", confidence: "datasheet" }, scaleUpDomain: { value: 72, source: "inferencex", confidence: "datasheet" }, scaleOut: { value: "400 Gbit/s", source: "nvidia-blackwell, GB200 NVL72: one ConnectX-7 per GPU", confidence: "datasheet", rivals: [{ value: "800 Gbit/s", source: "aiconfigurator, gb200.yaml (between racks)", confidence: "press" }], why: "the compute tray carries four ConnectX-7 for four GPUs" }, pcieGeneration: { value: 5, source: "aiconfigurator, gb200.yaml", confidence: "datasheet" }, chipsPerServer: { value: 4, source: "aiconfigurator, gb200.yaml", confidence: "datasheet", note: "one compute tray" }, boardPower: { value: "1200 W", source: "ml-eng-memory", confidence: "datasheet" }, allInPower: { value: "2.1 kW", source: "inferencex-tco", confidence: "press" }, programmingModel: { value: "CUDA", source: "general", confidence: "press" }, achievedBf16: { value: "1822 TFLOPS", source: "ml-eng-mamf", confidence: "measured" }, achievedFp8: { value: "3615.6 TFLOPS", source: "ml-eng-mamf", confidence: "measured" } } }, { id: "gb300", name: "NVIDIA GB300 NVL72 (one GPU)", nameZh: "\u82F1\u4F1F\u8FBE GB300", vendor: "NVIDIA", aliases: ["GB300 NVL72", "GB300-NVL72", "GB300 GPU"], architecture: "nvidia-blackwell", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "nvlink-5", scaleOut: "rdma-800g" }, figures: { peakFp32: { value: "80 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakTf32: { value: "1250 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakBf16: { value: "2500 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp16: { value: "2500 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp8: { value: "5000 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakInt8: { value: "165 TOPS", source: "aiconfigurator, gb300.yaml", confidence: "datasheet", rivals: [{ value: "5000 TOPS", source: "ml-eng-peaks", confidence: "datasheet" }], why: "Blackwell Ultra traded INT8 tensor throughput for FP4; 5,000 is the GB200 row carried over" }, peakFp4: { value: "15000 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, memory: { value: "288 GB", source: "inferencex", confidence: "datasheet" }, memoryReported: { value: "298013687808 B", source: "aiconfigurator, gb300.yaml (284,208 MiB reported)", confidence: "measured" }, memoryBandwidth: { value: "8000 GB/s", source: "inferencex", confidence: "datasheet" }, memoryType: { value: "HBM3e", source: "inferencex", confidence: "datasheet" }, cores: { value: 152, source: "general, device query", confidence: "press" }, dies: { value: 2, source: "nvidia-blackwell", confidence: "datasheet" }, scaleUp: { value: "900 GB/s", direction: "one", source: "inferencex", confidence: "datasheet" }, scaleUpDomain: { value: 72, source: "inferencex", confidence: "datasheet" }, scaleOut: { value: "800 Gbit/s", source: "nvidia-blackwell, GB300 NVL72: one ConnectX-8 per GPU", confidence: "datasheet" }, pcieGeneration: { value: 5, source: "aiconfigurator, gb300.yaml", confidence: "datasheet" }, chipsPerServer: { value: 4, source: "aiconfigurator, gb300.yaml", confidence: "datasheet", note: "one compute tray" }, boardPower: { value: "1400 W", source: "ml-eng-memory", confidence: "datasheet" }, allInPower: { value: "2.1 kW", source: "inferencex-tco", confidence: "estimate", note: "the GB200's figure as placeholder in the source" }, programmingModel: { value: "CUDA", source: "general", confidence: "press" } } }, { id: "l4", name: "NVIDIA L4", vendor: "NVIDIA", aliases: ["L4 24GB"], architecture: "nvidia-ada", roles: ["inference"], status: "shipping", links: { scaleUp: "pcie-gen4-x16", scaleOut: "rdma-200g" }, figures: { peakBf16: { value: "121 TFLOPS", source: "aiconfigurator, l4.yaml", confidence: "datasheet" }, peakFp16: { value: "121 TFLOPS", source: "aiconfigurator, l4.yaml", confidence: "datasheet" }, peakFp8: { value: "242 TFLOPS", source: "aiconfigurator, l4.yaml", confidence: "datasheet" }, peakInt8: { value: "242 TOPS", source: "aiconfigurator, l4.yaml", confidence: "datasheet" }, memory: { value: "24 GiB", source: "aiconfigurator, l4.yaml", confidence: "datasheet", note: "sold as 24 GB" }, memoryBandwidth: { value: "300 GB/s", source: "aiconfigurator, l4.yaml", confidence: "datasheet" }, memoryType: { value: "GDDR6", source: "nvidia-ada-wp", confidence: "datasheet" }, l2: { value: "48 MiB", source: "nvidia-ada-wp", confidence: "datasheet" }, cores: { value: 58, source: "general, device query", confidence: "press" }, dieArea: { value: "294.5 mm2", source: "nvidia-ada-wp, AD104", confidence: "datasheet" }, scaleUp: { value: "32 GB/s", direction: "one", source: "aiconfigurator, l4.yaml", confidence: "datasheet" }, pcieGeneration: { value: 4, source: "aiconfigurator, l4.yaml", confidence: "datasheet" }, chipsPerServer: { value: 8, source: "aiconfigurator, l4.yaml", confidence: "datasheet" }, boardPower: { value: "72 W", source: "aiconfigurator, l4.yaml", confidence: "datasheet" } } }, { id: "l20", name: "NVIDIA L20 48GB", nameZh: "\u82F1\u4F1F\u8FBE L20", vendor: "NVIDIA", aliases: ["L20 PCIe", "L20-48GB"], architecture: "nvidia-ada", roles: ["inference"], status: "shipping", links: { scaleUp: "pcie-gen4-x16", scaleOut: "rdma-200g" }, figures: { peakFp32: { value: "59.8 TFLOPS", source: "nvidia-ada-wp, L20 product brief", confidence: "press" }, peakBf16: { value: "119.5 TFLOPS", source: "nvidia-ada-wp, L20 product brief", confidence: "press" }, peakFp16: { value: "119.5 TFLOPS", source: "nvidia-ada-wp, L20 product brief", confidence: "press" }, peakFp8: { value: "239 TFLOPS", source: "nvidia-ada-wp, L20 product brief", confidence: "press" }, peakInt8: { value: "239 TOPS", source: "nvidia-ada-wp, L20 product brief", confidence: "press" }, memory: { value: "48 GB", source: "general, device query of an L20 (48.0)", confidence: "press" }, memoryBandwidth: { value: "864 GB/s", source: "nvidia-ada-wp, L20 product brief", confidence: "press" }, memoryType: { value: "GDDR6", source: "nvidia-ada-wp, L20 product brief", confidence: "press" }, cores: { value: 92, source: "general, device query", confidence: "press" }, dieArea: { value: "608.5 mm2", source: "nvidia-ada-wp, AD102", confidence: "datasheet" }, pcieGeneration: { value: 4, source: "nvidia-ada-wp, L20 product brief", confidence: "press" }, chipsPerServer: { value: 8, source: "general, usual PCIe server", confidence: "press" }, boardPower: { value: "275 W", source: "nvidia-ada-wp, L20 product brief", confidence: "press" } } }, { id: "l40s", name: "NVIDIA L40S 48GB", vendor: "NVIDIA", aliases: ["L40S PCIe", "L40S-48GB"], architecture: "nvidia-ada", roles: ["inference", "training"], status: "shipping", links: { scaleUp: "pcie-gen4-x16", scaleOut: "rdma-400g" }, figures: { peakFp32: { value: "91.6 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakTf32: { value: "183 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakBf16: { value: "362 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp16: { value: "362 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp8: { value: "733 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet", rivals: [{ value: "1466 TFLOPS", source: "blis, hardware_config.json", confidence: "press", note: "sparse" }], why: "1,466 counts 2:4 sparsity; serving runs dense" }, peakInt8: { value: "733 TOPS", source: "ml-eng-peaks", confidence: "datasheet" }, memory: { value: "48 GB", source: "aiconfigurator, l40s.yaml", confidence: "datasheet" }, memoryReported: { value: "48305799168 B", source: "aiconfigurator, l40s.yaml (46,068 MiB, error correction on)", confidence: "measured" }, memoryBandwidth: { value: "864 GB/s", source: "aiconfigurator, l40s.yaml", confidence: "datasheet" }, memoryType: { value: "GDDR6", source: "ml-eng-memory", confidence: "datasheet" }, l2: { value: "96 MiB", source: "nvidia-ada-wp", confidence: "datasheet" }, cores: { value: 142, source: "nvidia-ada-wp", confidence: "datasheet" }, dieArea: { value: "608.5 mm2", source: "nvidia-ada-wp, AD102", confidence: "datasheet" }, scaleUp: { value: "32 GB/s", direction: "one", source: "aiconfigurator, l40s.yaml", confidence: "datasheet" }, scaleOut: { value: "400 Gbit/s", source: "aiconfigurator, l40s.yaml", confidence: "datasheet" }, pcieGeneration: { value: 4, source: "aiconfigurator, l40s.yaml", confidence: "datasheet" }, chipsPerServer: { value: 8, source: "aiconfigurator, l40s.yaml", confidence: "datasheet" }, boardPower: { value: "350 W", source: "aiconfigurator, l40s.yaml", confidence: "datasheet" }, formFactor: { value: "PCIe", source: "aiconfigurator, l40s.yaml", confidence: "datasheet" }, programmingModel: { value: "CUDA", source: "general", confidence: "press" } } }, { id: "rtx-pro-6000-server", name: "NVIDIA RTX PRO 6000 Blackwell Server Edition 96GB", vendor: "NVIDIA", aliases: ["RTX PRO 6000", "RTX Pro 6000 Server", "RTX PRO 6000 Blackwell", "RTX6000 Pro"], architecture: "nvidia-blackwell-workstation", roles: ["inference", "graphics"], status: "shipping", links: { scaleUp: "pcie-gen5-x16", scaleOut: "rdma-400g" }, figures: { peakFp32: { value: "120 TFLOPS", source: "general, data sheet of the Server Edition", confidence: "press" }, peakBf16: { value: "467.8 TFLOPS", source: "aiconfigurator, rtx_pro_6000_server.yaml", confidence: "estimate", note: "scaled by the source to the highest clock it saw, 2,430 MHz" }, peakFp16: { value: "467.8 TFLOPS", source: "aiconfigurator, rtx_pro_6000_server.yaml", confidence: "estimate" }, peakFp8: { value: "935.6 TFLOPS", source: "aiconfigurator, rtx_pro_6000_server.yaml", confidence: "estimate" }, peakInt8: { value: "935.6 TOPS", source: "aiconfigurator, rtx_pro_6000_server.yaml", confidence: "estimate" }, peakFp4: { value: "1871.2 TFLOPS", source: "aiconfigurator, rtx_pro_6000_server.yaml", confidence: "estimate" }, memory: { value: "96 GiB", source: "skypilot, 98,304 MiB", confidence: "datasheet", note: "sold as 96 GB" }, memoryReported: { value: "102641958912 B", source: "aiconfigurator, rtx_pro_6000_server.yaml (95.6 GiB)", confidence: "measured" }, memoryBandwidth: { value: "1792 GB/s", source: "aiconfigurator, rtx_pro_6000_server.yaml", confidence: "press", rivals: [{ value: "1597 GB/s", source: "general, product brief of the Server Edition", confidence: "press" }], why: "the source of the measured kernels uses it. Their fastest weight reads reach 1,535 GB/s, 86% of it or 96% of the brief's figure, so the brief may well be right; fitted efficiencies are relative to this one" }, memoryType: { value: "GDDR7", source: "aiconfigurator, rtx_pro_6000_server.yaml", confidence: "datasheet" }, l2: { value: "128 MiB", source: "nvidia-rtx-blackwell-wp", confidence: "datasheet" }, cores: { value: 188, source: "nvidia-rtx-blackwell-wp", confidence: "datasheet" }, dieArea: { value: "750 mm2", source: "nvidia-rtx-blackwell-wp, GB202", confidence: "datasheet" }, scaleUp: { value: "64 GB/s", direction: "one", source: "aiconfigurator, rtx_pro_6000_server.yaml", confidence: "datasheet", note: "PCIe; no NVLink" }, scaleOut: { value: "400 Gbit/s", source: "aiconfigurator, rtx_pro_6000_server.yaml", confidence: "datasheet" }, pcieGeneration: { value: 5, source: "aiconfigurator, rtx_pro_6000_server.yaml", confidence: "datasheet" }, chipsPerServer: { value: 8, source: "aiconfigurator, rtx_pro_6000_server.yaml", confidence: "datasheet" }, boardPower: { value: "600 W", source: "aiconfigurator, rtx_pro_6000_server.yaml", confidence: "datasheet" }, formFactor: { value: "PCIe", source: "general", confidence: "press" }, programmingModel: { value: "CUDA", source: "general", confidence: "press" } } }, { id: "rubin", name: "NVIDIA Rubin (one package of Vera Rubin NVL72)", nameZh: "\u82F1\u4F1F\u8FBE Rubin", vendor: "NVIDIA", aliases: ["VR200", "Rubin R200 GPU", "Vera Rubin", "Vera Rubin NVL72", "VR NVL72", "NVL144"], architecture: "nvidia-rubin", roles: ["training", "inference"], status: "announced", links: { scaleUp: "nvlink-6", scaleOut: "rdma-800g" }, figures: { peakFp32: { value: "130 TFLOPS", source: "ml-eng-peaks, pre-release row", confidence: "press" }, peakTf32: { value: "2000 TFLOPS", source: "ml-eng-peaks, pre-release row", confidence: "press" }, peakBf16: { value: "4000 TFLOPS", source: "ml-eng-peaks, pre-release row", confidence: "press" }, peakFp16: { value: "4000 TFLOPS", source: "ml-eng-peaks, pre-release row", confidence: "press" }, peakFp8: { value: "17500 TFLOPS", source: "ml-eng-peaks, pre-release row", confidence: "press" }, peakInt8: { value: "2500 TOPS", source: "ml-eng-peaks, pre-release row", confidence: "press" }, peakFp4: { value: "35000 TFLOPS", source: "ml-eng-peaks, pre-release row", confidence: "press" }, memory: { value: "288 GB", source: "ml-eng-memory, pre-release row", confidence: "press" }, memoryBandwidth: { value: "22000 GB/s", source: "ml-eng-memory, pre-release row", confidence: "press" }, memoryType: { value: "HBM4", source: "ml-eng-memory, pre-release row", confidence: "press" }, dies: { value: 2, source: "rubin-sweep", confidence: "press", note: "72 packages are 144 dies: the rack was first called NVL144" }, scaleUp: { value: "1800 GB/s", direction: "one", source: "ml-eng-network", confidence: "press" }, scaleUpDomain: { value: 72, source: "ml-eng-network", confidence: "press" }, chipsPerServer: { value: 4, source: "general, compute tray", confidence: "press" }, boardPower: { value: "1800 W", source: "general, press on VR200 NVL72 (1.8 kW and 2.3 kW profiles)", confidence: "press" }, launch: { value: "production shipments from NVIDIA's third fiscal quarter (Aug-Oct 2026)", source: "rubin-sweep", confidence: "press" }, programmingModel: { value: "CUDA", source: "general", confidence: "press" } } }, { id: "rubin-cpx", name: "NVIDIA Rubin CPX", nameZh: "\u82F1\u4F1F\u8FBE Rubin CPX", vendor: "NVIDIA", aliases: ["CPX", "RubinCPX"], architecture: "nvidia-rubin", roles: ["prefill"], status: "cancelled", links: { scaleUp: "pcie-gen5-x16", scaleOut: "rdma-800g" }, figures: { peakFp4: { value: "20000 TFLOPS", source: "semianalysis-cpx", confidence: "press", note: "dense", rivals: [{ value: "30000 TFLOPS", source: "general, NVIDIA announcement of 9 Sep 2025", confidence: "press", note: "with sparsity" }], why: "NVIDIA's 30 PFLOPS counts sparsity" }, memory: { value: "128 GB", source: "cmbi-iluvatar, Figure 9", confidence: "press" }, memoryBandwidth: { value: "1200 GB/s", source: "cmbi-iluvatar, Figure 9", confidence: "press", rivals: [{ value: "2000 GB/s", source: "semianalysis-cpx", confidence: "press" }], why: "a broker table citing company data; SemiAnalysis says 2 TB/s. The part was never sold, so neither can be checked; the lower is the cautious one" }, memoryType: { value: "GDDR7", source: "cmbi-iluvatar, Figure 9", confidence: "press" }, launch: { value: "announced Sep 2025; production date N/A", source: "cmbi-iluvatar, Figure 9", confidence: "press" }, availability: { value: "reported cancelled at GTC on 16 Mar 2026 in favour of the Groq 3 LPX rack", source: "rubin-sweep", confidence: "press" } }, estimates: { peakFp8: { low: "8 PFLOPS", central: "10 PFLOPS", high: "10 PFLOPS", why: "half of dense FP4, the ratio of Rubin's own FP8 and FP4 peaks" }, peakBf16: { low: "2 PFLOPS", central: "2.3 PFLOPS", high: "5 PFLOPS", why: "Rubin's BF16 is 1/8.75 of its FP4 (4 against 35 PFLOPS); the same ratio on 20 PFLOPS, up to a quarter as on Blackwell" } } }, { id: "groq-3-lpu", name: "NVIDIA Groq 3 LPU", nameZh: "\u82F1\u4F1F\u8FBE Groq 3 LPU", vendor: "NVIDIA", aliases: ["LPU", "Groq 3", "LP30", "Groq LPU 3"], architecture: "sram-dataflow", roles: ["decode"], status: "announced", links: { scaleUp: "sram-fabric", scaleOut: "rdma-400g" }, figures: { memory: { value: "500 MB", source: "cmbi-iluvatar, Figure 9", confidence: "press", note: "on-chip SRAM; there is no DRAM" }, sram: { value: "500 MB", source: "cmbi-iluvatar, Figure 9", confidence: "press" }, memoryBandwidth: { value: "150 TB/s", source: "cmbi-iluvatar, Figure 9", confidence: "press" }, memoryType: { value: "SRAM", source: "cmbi-iluvatar, Figure 9", confidence: "press" }, scaleUpDomain: { value: 256, source: "nvidia-lpx, LPX rack: 128 GB and 40 PB/s together", confidence: "press" }, process: { value: "Samsung 4 nm", source: "nvidia-lpx", confidence: "press" }, launch: { value: "1Q26", source: "cmbi-iluvatar, Figure 9", confidence: "press", rivals: [{ value: "shipping in 3Q26", source: "nvidia-lpx", confidence: "press" }], why: "the report gives its announcement, the later note the shipment" }, programmingModel: { value: "Groq compiler, static schedule", source: "general", confidence: "press" } }, estimates: { peakInt8: { low: "750 TOPS", central: "1400 TOPS", high: "1500 TOPS", why: "Groq's first LPU has 750 TOPS at 80 TB/s; the same compute per byte at 150 TB/s gives 1,406" }, peakFp16: { low: "188 TFLOPS", central: "350 TFLOPS", high: "375 TFLOPS", why: "a quarter of INT8, as on Groq's first LPU (188 against 750)" }, scaleUp: { low: "60 GB/s", central: "120 GB/s", high: "640 GB/s", why: "Groq's first LPU had sixteen 30 Gbit/s x4 links; the share usable toward one rack is not published" } } }];

// data/chips/world-other.yaml
var world_other_default = [{ id: "gaudi2", name: "Intel Gaudi 2", vendor: "Intel", aliases: ["Gaudi2", "Gaudi 2", "HL-225"], architecture: "intel-gaudi", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "gaudi-roce", scaleOut: "rdma-100g" }, figures: { peakBf16: { value: "432 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp8: { value: "865 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, memory: { value: "96 GB", source: "bytemlperf, vendor_zoo/Habana/Gaudi2.json", confidence: "datasheet" }, memoryBandwidth: { value: "2450 GB/s", source: "bytemlperf, vendor_zoo/Habana/Gaudi2.json", confidence: "datasheet" }, memoryType: { value: "HBM2e", source: "bytemlperf", confidence: "datasheet" }, sram: { value: "48 MB", source: "bytemlperf", confidence: "datasheet" }, scaleUp: { value: "300 GB/s", direction: "one", source: "ml-eng-network, 24 x 100 Gbit/s", confidence: "datasheet", rivals: [{ value: "2400 Gbit/s", direction: "one", source: "bytemlperf, vendor_zoo/Habana/Gaudi2.json", confidence: "datasheet", note: "the file prints 2400 as GB/s; 2,400 Gbit/s is the same 300 GB/s" }], why: "one figure in two units" }, scaleUpDomain: { value: 8, source: "general, HLS-2 server", confidence: "press" }, chipsPerServer: { value: 8, source: "general, HLS-2 server", confidence: "press" }, boardPower: { value: "600 W", source: "bytemlperf", confidence: "datasheet" }, formFactor: { value: "OAM", source: "bytemlperf", confidence: "datasheet" }, programmingModel: { value: "SynapseAI", source: "general", confidence: "press" }, achievedBf16: { value: "418.7 TFLOPS", source: "ml-eng-mamf", confidence: "measured" }, achievedFp8: { value: "826.5 TFLOPS", source: "ml-eng-mamf", confidence: "measured" } } }, { id: "gaudi3", name: "Intel Gaudi 3", vendor: "Intel", aliases: ["Gaudi3", "Gaudi 3", "HL-325L", "HL-338"], architecture: "intel-gaudi", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "gaudi-roce", scaleOut: "rdma-200g" }, figures: { peakFp32: { value: "229 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakTf32: { value: "459 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakBf16: { value: "1677 TFLOPS", source: "ml-eng-peaks, silicon at 1,600 MHz", confidence: "datasheet", rivals: [{ value: "1835 TFLOPS", source: "intel-gaudi-wp, at 1,750 MHz", confidence: "datasheet" }], why: "the clock that shipped, not the white paper's" }, peakFp16: { value: "459 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakFp8: { value: "1677 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, memory: { value: "128 GB", source: "ml-eng-memory", confidence: "datasheet" }, memoryBandwidth: { value: "3700 GB/s", source: "ml-eng-memory", confidence: "datasheet" }, memoryType: { value: "HBM2e", source: "ml-eng-memory", confidence: "datasheet" }, sram: { value: "96 MB", source: "ml-eng-memory", confidence: "datasheet" }, dies: { value: 2, source: "intel-gaudi-wp", confidence: "datasheet" }, process: { value: "TSMC 5 nm", source: "intel-gaudi-wp", confidence: "datasheet" }, scaleUp: { value: "600 GB/s", direction: "one", source: "ml-eng-network, 24 x 200 Gbit/s", confidence: "datasheet" }, scaleUpDomain: { value: 8, source: "intel-gaudi-wp", confidence: "datasheet" }, chipsPerServer: { value: 8, source: "intel-gaudi-wp", confidence: "datasheet" }, pcieGeneration: { value: 5, source: "intel-gaudi-wp", confidence: "datasheet" }, boardPower: { value: "900 W", source: "ml-eng-memory", confidence: "datasheet" }, formFactor: { value: "OAM (HL-325L), PCIe (HL-338)", source: "intel-gaudi-wp", confidence: "datasheet" }, programmingModel: { value: "SynapseAI", source: "general", confidence: "press" }, achievedBf16: { value: "1243 TFLOPS", source: "ml-eng-mamf", confidence: "measured" }, achievedFp8: { value: "1289.5 TFLOPS", source: "ml-eng-mamf", confidence: "measured" } } }, { id: "arc-pro-b60", name: "Intel Arc Pro B60", vendor: "Intel", aliases: ["B60", "Arc Pro B60"], kind: "board", architecture: "gpgpu", roles: ["inference", "graphics"], status: "shipping", links: { scaleOut: "rdma-400g" }, figures: { peakBf16: { value: "98.304 TFLOPS", source: "aiconfigurator, b60.yaml", confidence: "datasheet" }, peakFp16: { value: "98.304 TFLOPS", source: "aiconfigurator, b60.yaml", confidence: "datasheet" }, peakInt8: { value: "197 TOPS", source: "aiconfigurator, b60.yaml", confidence: "datasheet" }, memory: { value: "24 GiB", source: "aiconfigurator, b60.yaml", confidence: "datasheet", note: "sold as 24 GB" }, memoryBandwidth: { value: "456 GB/s", source: "aiconfigurator, b60.yaml", confidence: "datasheet" }, scaleUp: { value: "28.4 GB/s", direction: "one", source: "aiconfigurator, b60.yaml", confidence: "datasheet" }, pcieGeneration: { value: 5, source: "general, PCIe 5.0 x8", confidence: "press" }, chipsPerServer: { value: 8, source: "aiconfigurator, b60.yaml", confidence: "datasheet" }, boardPower: { value: "200 W", source: "aiconfigurator, b60.yaml", confidence: "datasheet" } } }, { id: "tpu-v5e", name: "Google TPU v5e", vendor: "Google", aliases: ["TPU v5e", "TPUv5e", "v5e"], architecture: "google-tpu", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "ici", scaleOut: "rdma-100g" }, figures: { peakBf16: { value: "197 TFLOPS", source: "ml-eng-peaks", confidence: "datasheet" }, peakInt8: { value: "394 TOPS", source: "ml-eng-peaks", confidence: "datasheet" }, memory: { value: "16 GiB", source: "ml-eng-memory", confidence: "datasheet", note: "printed as 16 GB" }, memoryBandwidth: { value: "820 GB/s", source: "ml-eng-memory", confidence: "datasheet" }, memoryType: { value: "HBM2", source: "ml-eng-memory", confidence: "datasheet" }, scaleUp: { value: "1600 Gbit/s", direction: "unstated", source: "google-tpu5e, inter-chip interconnect per chip", confidence: "press" }, scaleUpDomain: { value: 256, source: "google-tpu5e", confidence: "press" }, chipsPerServer: { value: 8, source: "google-tpu5e", confidence: "press" }, programmingModel: { value: "XLA", source: "general", confidence: "press" } } }, { id: "tpu-v5p", name: "Google TPU v5p", vendor: "Google", aliases: ["TPU v5p", "TPUv5p", "v5p"], architecture: "google-tpu", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "ici", scaleOut: "rdma-200g" }, figures: { peakBf16: { value: "459 TFLOPS", source: "google-tpu7x", confidence: "datasheet" }, peakFp8: { value: "459 TFLOPS", source: "google-tpu7x", confidence: "datasheet", note: "no faster than BF16" }, peakInt8: { value: "918 TOPS", source: "ml-eng-peaks", confidence: "datasheet" }, memory: { value: "95 GB", source: "google-tpu7x", confidence: "datasheet" }, memoryBandwidth: { value: "2760 GB/s", source: "ml-eng-memory", confidence: "datasheet" }, memoryType: { value: "HBM2e", source: "ml-eng-memory", confidence: "datasheet" }, scaleUp: { value: "4800 Gbit/s", direction: "unstated", source: "google-tpu7x, inter-chip interconnect per chip", confidence: "press" }, scaleUpDomain: { value: 8960, source: "google-tpu7x", confidence: "datasheet" }, chipsPerServer: { value: 4, source: "google-tpu7x", confidence: "press" }, programmingModel: { value: "XLA", source: "general", confidence: "press" } } }, { id: "tpu-v6e", name: "Google TPU v6e (Trillium)", vendor: "Google", aliases: ["TPU v6e", "TPUv6e", "v6e", "Trillium"], architecture: "google-tpu", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "ici", scaleOut: "rdma-200g" }, figures: { peakBf16: { value: "918 TFLOPS", source: "google-tpu6e", confidence: "datasheet" }, peakFp8: { value: "918 TFLOPS", source: "google-tpu7x", confidence: "datasheet", note: "no faster than BF16" }, peakInt8: { value: "1836 TOPS", source: "google-tpu6e", confidence: "datasheet" }, memory: { value: "32 GB", source: "google-tpu6e", confidence: "datasheet" }, memoryBandwidth: { value: "1638 GB/s", source: "google-tpu6e", confidence: "datasheet" }, scaleUp: { value: "800 GB/s", direction: "both", source: "google-tpu6e", confidence: "datasheet" }, scaleUpDomain: { value: 256, source: "google-tpu6e", confidence: "datasheet" }, pcieGeneration: { value: 5, source: "google-tpu6e", confidence: "datasheet" }, chipsPerServer: { value: 8, source: "google-tpu6e", confidence: "press" }, programmingModel: { value: "XLA", source: "general", confidence: "press" } } }, { id: "tpu-v7", name: "Google TPU7x (Ironwood)", vendor: "Google", aliases: ["TPU v7", "TPUv7", "TPU7x", "Ironwood"], architecture: "google-tpu", roles: ["training", "inference"], status: "shipping", links: { scaleUp: "ici", scaleOut: "rdma-400g" }, figures: { peakBf16: { value: "2307 TFLOPS", source: "google-tpu7x", confidence: "datasheet" }, peakFp8: { value: "4614 TFLOPS", source: "google-tpu7x", confidence: "datasheet" }, memory: { value: "192 GB", source: "google-tpu7x", confidence: "datasheet" }, memoryBandwidth: { value: "7380 GB/s", source: "general, Google announcement of TPU7x", confidence: "press" }, memoryType: { value: "HBM3e", source: "general, Google announcement of TPU7x", confidence: "press" }, dies: { value: 2, source: "google-tpu7x", confidence: "press" }, scaleUp: { value: "600 GB/s", direction: "one", source: "ml-eng-network", confidence: "datasheet" }, scaleUpPeer: { value: "100 GB/s", direction: "one", source: "ml-eng-network", confidence: "datasheet" }, scaleUpDomain: { value: 9216, source: "google-tpu7x", confidence: "datasheet" }, chipsPerServer: { value: 4, source: "google-tpu7x", confidence: "press" }, programmingModel: { value: "XLA", source: "general", confidence: "press" } } }, { id: "groq-lpu-v1", name: "Groq LPU v1", vendor: "Groq", aliases: ["Groq LPU", "GroqChip", "GroqCard", "TSP v1", "LPU v1"], architecture: "sram-dataflow", roles: ["decode", "inference"], status: "shipping", links: { scaleUp: "sram-fabric", scaleOut: "rdma-100g" }, figures: { peakFp16: { value: "188 TFLOPS", source: "evokernel", confidence: "estimate", note: "agrees with Groq's product page" }, peakInt8: { value: "750 TOPS", source: "evokernel", confidence: "estimate", note: "agrees with Groq's product page" }, memory: { value: "230 MB", source: "evokernel", confidence: "estimate", note: "on-chip SRAM; there is no DRAM" }, sram: { value: "230 MB", source: "evokernel", confidence: "estimate" }, memoryBandwidth: { value: "80 TB/s", source: "evokernel", confidence: "estimate" }, memoryType: { value: "SRAM", source: "groq-isca", confidence: "datasheet" }, dieArea: { value: "725 mm2", source: "groq-isca", confidence: "datasheet" }, process: { value: "14 nm", source: "groq-isca", confidence: "datasheet" }, pcieGeneration: { value: 4, source: "evokernel", confidence: "estimate" }, boardPower: { value: "215 W", source: "evokernel", confidence: "estimate" }, chipsPerServer: { value: 8, source: "groq-isca, GroqNode", confidence: "datasheet" }, programmingModel: { value: "Groq compiler, static schedule", source: "general", confidence: "press" } }, estimates: { scaleUp: { low: "30 GB/s", central: "60 GB/s", high: "330 GB/s", why: "sixteen links of 30 Gbit/s x4 add up to 330 GB/s both ways with the host port; a few of them lead to any one neighbour" } } }, { id: "sn40l", name: "SambaNova SN40L", vendor: "SambaNova", aliases: ["SN40L", "Cardinal", "RDU SN40L"], architecture: "sram-dataflow", roles: ["inference", "training"], status: "shipping", links: { scaleUp: "vendor-fabric", scaleOut: "rdma-100g" }, figures: { peakBf16: { value: "638 TFLOPS", source: "sambanova-isscc, per socket", confidence: "press" }, memory: { value: "64 GiB", source: "sambanova-isscc", confidence: "press", note: "HBM; up to 1.5 TiB of DDR behind it" }, memoryBandwidth: { value: "2000 GB/s", source: "sambanova-isscc", confidence: "press" }, sram: { value: "520 MiB", source: "sambanova-isscc", confidence: "press" }, process: { value: "TSMC 5 nm", source: "sambanova-isscc", confidence: "press" }, dies: { value: 2, source: "sambanova-isscc", confidence: "press" }, scaleUpDomain: { value: 16, source: "sambanova-isscc, one rack", confidence: "press" }, chipsPerServer: { value: 8, source: "sambanova-isscc", confidence: "press" }, launch: { value: "2024", source: "sambanova-isscc", confidence: "press" } } }, { id: "wse-3", name: "Cerebras WSE-3", vendor: "Cerebras", aliases: ["WSE-3", "WSE3", "CS-3"], kind: "wafer", architecture: "sram-dataflow", roles: ["training", "inference", "decode"], status: "shipping", links: { scaleUp: "vendor-fabric", scaleOut: "rdma-100g" }, figures: { memory: { value: "44 GB", source: "cerebras-site", confidence: "press", note: "on-wafer SRAM" }, sram: { value: "44 GB", source: "cerebras-site", confidence: "press" }, memoryBandwidth: { value: "21000 TB/s", source: "cerebras-site", confidence: "press" }, memoryType: { value: "SRAM", source: "cerebras-site", confidence: "press" }, cores: { value: 9e5, source: "cerebras-site", confidence: "press" }, dieArea: { value: "46225 mm2", source: "cerebras-site", confidence: "press" }, process: { value: "TSMC 5 nm", source: "cerebras-site", confidence: "press" }, boardPower: { value: "23 kW", source: "cerebras-site, one CS-3", confidence: "press" }, chipsPerServer: { value: 1, source: "cerebras-site", confidence: "press" } }, estimates: { peakFp16: { low: "12.5 PFLOPS", central: "12.5 PFLOPS", high: "62.5 PFLOPS", why: "Cerebras prints 125 PFLOPS of AI compute counting unstructured sparsity; a tenth of it is what dense FP16 on 900,000 cores at about 1 GHz with eight-wide FMA gives" }, peakBf16: { low: "12.5 PFLOPS", central: "12.5 PFLOPS", high: "62.5 PFLOPS", why: "at the FP16 rate" } } }];

// src/catalog/chip-data.ts
var chipFiles = {
  "chips/nvidia.yaml": nvidia_default,
  "chips/amd.yaml": amd_default,
  "chips/huawei.yaml": huawei_default,
  "chips/biren.yaml": biren_default,
  "chips/iluvatar.yaml": iluvatar_default,
  "chips/metax.yaml": metax_default,
  "chips/moore-threads.yaml": moore_threads_default,
  "chips/china-other.yaml": china_other_default,
  "chips/world-other.yaml": world_other_default
};

// src/catalog/chip-schema.ts
import * as z from "zod";

// src/units.ts
var bytesPerGiB = 2 ** 30;
var factors = {
  time: { s: 1, ms: 1e-3, us: 1e-6, \u00B5s: 1e-6, ns: 1e-9, min: 60, h: 3600, d: 86400 },
  bytes: { B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 },
  bandwidth: {
    "B/s": 1,
    "MB/s": 1e6,
    "GB/s": 1e9,
    "TB/s": 1e12,
    "GiB/s": 2 ** 30,
    "Mbit/s": 1e6 / 8,
    "Gbit/s": 1e9 / 8,
    Gbps: 1e9 / 8,
    "Tbit/s": 1e12 / 8
  },
  flops: { "FLOP/s": 1, GFLOPS: 1e9, TFLOPS: 1e12, PFLOPS: 1e15, TOPS: 1e12, POPS: 1e15 },
  power: { W: 1, kW: 1e3, MW: 1e6 },
  energy: { J: 1, kJ: 1e3, Wh: 3600, kWh: 36e5 },
  fraction: { "": 1, "%": 0.01 },
  rate: { "/s": 1, "req/s": 1, rps: 1, "/min": 1 / 60, "/h": 1 / 3600, "tok/s": 1 },
  count: { "": 1, k: 1e3, M: 1e6 }
};
function parseQuantity(input, dimension, path) {
  if (typeof input === "number") {
    if (Number.isFinite(input)) return input;
    fail("schema", path, `expected a finite number, got ${input}`, "Give a number, with a unit where it has one.");
  }
  const match = /^\s*([+-]?(?:\d[\d_,]*)?\.?\d*(?:[eE][+-]?\d+)?)\s*(.*?)\s*$/u.exec(input);
  const number3 = Number(match?.[1]?.replace(/[_,]/g, ""));
  const factor = factors[dimension][match?.[2] ?? ""] ?? (match?.[2] === "" ? 1 : void 0);
  if (match?.[1] === void 0 || match[1] === "" || !Number.isFinite(number3) || factor === void 0) {
    const units2 = Object.keys(factors[dimension]).filter((unit) => unit !== "").join(", ");
    fail(
      "schema",
      path,
      `cannot read ${JSON.stringify(input)} as a ${dimension} quantity`,
      `Write a number and a unit, one of: ${units2}.`
    );
  }
  return number3 * factor;
}
var significant = (value, digits2) => {
  if (value === 0) return "0";
  const magnitude = Math.floor(log10(Math.abs(value)));
  return value.toFixed(Math.min(12, Math.max(0, digits2 - 1 - magnitude)));
};
function formatSI(value, unit, digits2 = 3) {
  if (value === void 0) return "\u2014";
  const size = Math.abs(value);
  const prefixes = [
    [1e18, "E"],
    [1e15, "P"],
    [1e12, "T"],
    [1e9, "G"],
    [1e6, "M"],
    [1e3, "k"]
  ];
  for (const [factor, prefix] of prefixes)
    if (size >= factor) return `${significant(value / factor, digits2)} ${prefix}${unit}`;
  return `${significant(value, digits2)} ${unit}`;
}

// src/catalog/figure.ts
var figureTable = {
  peakFp64: { dimension: "flops", label: "peak FP64" },
  peakFp32: { dimension: "flops", label: "peak FP32" },
  peakTf32: { dimension: "flops", label: "peak TF32" },
  peakBf16: { dimension: "flops", label: "peak BF16" },
  peakFp16: { dimension: "flops", label: "peak FP16" },
  peakFp8: { dimension: "flops", label: "peak FP8" },
  peakInt8: { dimension: "flops", label: "peak INT8" },
  peakFp6: { dimension: "flops", label: "peak FP6" },
  peakFp4: { dimension: "flops", label: "peak FP4" },
  peakInt4: { dimension: "flops", label: "peak INT4" },
  memory: { dimension: "bytes", label: "memory" },
  memoryReported: { dimension: "bytes", label: "memory as reported by the device" },
  memoryBandwidth: { dimension: "bandwidth", label: "memory bandwidth" },
  memoryType: { dimension: "text", label: "memory type" },
  sram: { dimension: "bytes", label: "on-chip SRAM" },
  l2: { dimension: "bytes", label: "L2 or last-level cache" },
  cores: { dimension: "count", label: "cores (SM, CU, SPC or AI cores)" },
  dies: { dimension: "count", label: "compute dies" },
  dieArea: { dimension: "area", label: "die area" },
  process: { dimension: "text", label: "process" },
  scaleUp: { dimension: "bandwidth", label: "scale-up bandwidth" },
  scaleUpPeer: { dimension: "bandwidth", label: "scale-up bandwidth to one peer" },
  scaleUpDomain: { dimension: "count", label: "scale-up domain (chips)" },
  dieToDie: { dimension: "bandwidth", label: "die-to-die bandwidth" },
  scaleOut: { dimension: "bandwidth", label: "scale-out NIC per chip" },
  pcieGeneration: { dimension: "count", label: "PCIe generation" },
  chipsPerServer: { dimension: "count", label: "chips per server" },
  boardPower: { dimension: "power", label: "board power" },
  allInPower: { dimension: "power", label: "all-in facility power per chip" },
  formFactor: { dimension: "text", label: "form factor" },
  launch: { dimension: "text", label: "launch and production" },
  availability: { dimension: "text", label: "availability" },
  dataTypes: { dimension: "text", label: "number formats named" },
  programmingModel: { dimension: "text", label: "programming model" },
  cudaCompatibility: { dimension: "text", label: "CUDA compatibility" },
  video: { dimension: "text", label: "video engines" },
  remark: { dimension: "text", label: "remark" },
  achievedFp32: { dimension: "flops", label: "achieved FP32 matmul" },
  achievedBf16: { dimension: "flops", label: "achieved BF16 matmul" },
  achievedFp16: { dimension: "flops", label: "achieved FP16 matmul" },
  achievedFp8: { dimension: "flops", label: "achieved FP8 matmul" },
  achievedMemoryBandwidth: { dimension: "bandwidth", label: "achieved memory bandwidth" },
  achievedIntraServer: { dimension: "bandwidth", label: "achieved all-reduce bus bandwidth, one server" },
  achievedInterServer: { dimension: "bandwidth", label: "achieved all-reduce bus bandwidth, two servers" },
  achievedHostToDevice: { dimension: "bandwidth", label: "achieved host-to-device" }
};
var figureKeys = Object.keys(figureTable);
var confidences = ["measured", "datasheet", "press", "estimate"];
function figureValue(key, text, direction, path) {
  const { dimension } = figureTable[key];
  if (dimension === "text") return void 0;
  const value = dimension === "area" ? parseQuantity(String(text).replace(/\s*mm(2|²)$/u, ""), "count", path) : parseQuantity(text, dimension, path);
  if (!(value > 0))
    fail("domain", path, `expected a positive ${dimension}, got ${JSON.stringify(text)}`, "Leave unknown figures out.");
  return direction === "both" || direction === "unstated" ? value / 2 : value;
}

// src/catalog/chip-schema.ts
var confidence = z.enum(confidences);
var claim = z.strictObject({
  /** As printed by the source, with its unit; decimal GB, binary GiB. */
  value: z.union([z.string().min(1), z.number()]),
  /** `key of data/sources.yaml, place inside it`, e.g. `cmbi-iluvatar, Figure 8`. */
  source: z.string().min(1),
  confidence,
  /** Links only: does the value count one direction, both, or does the source not say? */
  direction: z.enum(["one", "both", "unstated"]).optional(),
  note: z.string().optional()
});
var figure = claim.extend({
  rivals: z.array(claim).min(1).optional(),
  /** Why this value was chosen over its rivals. */
  why: z.string().optional()
});
var quantity = z.union([z.string().min(1), z.number()]);
var estimate = z.strictObject({
  low: quantity,
  central: quantity,
  high: quantity,
  why: z.string().min(5),
  /** Figures that circulate and were not taken. */
  rivals: z.array(claim).min(1).optional()
});
var keys = figureKeys;
var architectureClasses = [
  "nvidia-ampere",
  "nvidia-ada",
  "nvidia-hopper",
  "nvidia-blackwell",
  "nvidia-blackwell-workstation",
  "nvidia-rubin",
  "amd-cdna",
  "intel-gaudi",
  "google-tpu",
  "huawei-ascend",
  "gpgpu",
  "npu",
  "sram-dataflow"
];
var chipRoles = ["training", "inference", "prefill", "decode", "edge", "graphics", "science"];
var chipStatuses = ["shipping", "announced", "planned", "discontinued", "cancelled", "unknown"];
var chipSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u),
  name: z.string().min(1),
  nameZh: z.string().optional(),
  vendor: z.string().min(1),
  aliases: z.array(z.string().min(1)).default([]),
  /** Chip, or a board that carries `variantOf` and takes over every figure it does not state itself. */
  kind: z.enum(["chip", "board", "soc", "wafer"]).default("chip"),
  variantOf: z.string().optional(),
  architecture: z.enum(architectureClasses),
  roles: z.array(z.enum(chipRoles)).min(1),
  status: z.enum(chipStatuses),
  /** Keys of data/links.yaml. */
  links: z.strictObject({ scaleUp: z.string().optional(), scaleOut: z.string().optional() }).default({}),
  figures: z.partialRecord(z.enum(keys), figure).default({}),
  estimates: z.partialRecord(z.enum(keys), estimate).default({}),
  remarks: z.array(z.string()).default([])
});

// src/catalog/chip.ts
var rawById = /* @__PURE__ */ new Map();
var idByKey = /* @__PURE__ */ new Map();
var checked = /* @__PURE__ */ new Map();
function buildIndex() {
  if (rawById.size > 0) return;
  for (const [file, entries] of Object.entries(chipFiles))
    for (const raw of entries) {
      rawById.set(raw.id, { raw, file });
      for (const name of namesOf(raw)) {
        const key = nameKey(name);
        if (!idByKey.has(key)) idByKey.set(key, raw.id);
      }
    }
}
function namesOf(raw) {
  const names = [raw.id, raw.name, ...raw.nameZh === void 0 ? [] : [raw.nameZh], ...raw.aliases ?? []];
  if (!raw.name.startsWith(raw.vendor)) names.push(`${raw.vendor} ${raw.name}`);
  return names;
}
function chipIdOf(name) {
  buildIndex();
  return idByKey.get(nameKey(name));
}
function findChip(name, path = [], file) {
  const id = chipIdOf(name);
  if (id !== void 0) return chipById(id);
  const near2 = nearestNames(
    name,
    [...rawById.values()].flatMap(({ raw }) => [raw.id, ...raw.aliases ?? []])
  );
  return fail(
    "unknown-name",
    path,
    `unknown chip ${JSON.stringify(name)}`,
    near2.length > 0 ? `Did you mean ${near2.map((entry) => `"${entry}"`).join(" or ")}?` : "`silico chips` lists all of them; a chip of your own is an object with peakBf16, memory and memoryBandwidth.",
    file
  );
}
function chipById(id) {
  const known = checked.get(id);
  if (known !== void 0) return known;
  const { raw, file } = rawById.get(id) ?? fail("invariant", [], `no catalogue entry ${id}`, "Please report this.");
  const chip = checkChip(raw, `data/${file}`);
  checked.set(id, chip);
  return chip;
}
function checkChip(raw, file) {
  const parsed2 = chipSchema.safeParse(raw);
  const label = typeof raw === "object" && raw !== null && "id" in raw ? String(raw.id) : "?";
  if (!parsed2.success) {
    throw new SilicoError(
      parsed2.error.issues.map((issue) => ({
        code: "schema",
        path: [label, ...issue.path.map((part) => typeof part === "number" ? part : String(part))],
        problem: issue.message,
        hint: "See docs/catalog.md for the shape of an entry.",
        file
      }))
    );
  }
  const entry = parsed2.data;
  const parent = entry.variantOf === void 0 ? void 0 : findChip(entry.variantOf, [entry.id, "variantOf"], file);
  const figures = {};
  for (const key of figureKeys) {
    const figure2 = readFigure(entry, key) ?? takeOver(parent, key);
    if (figure2 !== void 0) figures[key] = figure2;
  }
  return {
    id: entry.id,
    name: entry.name,
    ...entry.nameZh === void 0 ? {} : { nameZh: entry.nameZh },
    vendor: entry.vendor,
    aliases: entry.aliases,
    kind: entry.kind,
    ...parent === void 0 ? {} : { variantOf: parent.id },
    architecture: entry.architecture,
    roles: entry.roles,
    status: entry.status,
    links: { ...parent?.links, ...omitUndefined(entry.links) },
    figures,
    remarks: entry.remarks,
    file
  };
}
function takeOver(parent, key) {
  const figure2 = parent?.figures[key];
  return figure2 === void 0 || parent === void 0 ? void 0 : { ...figure2, from: figure2.from ?? parent.id };
}
function readFigure(entry, key) {
  const figure2 = entry.figures[key];
  const estimate2 = entry.estimates[key];
  if (figure2 !== void 0) {
    const path2 = [entry.id, "figures", key];
    return {
      key,
      ...readClaim(key, figure2, path2),
      rivals: (figure2.rivals ?? []).map((rival, i) => readClaim(key, rival, [...path2, "rivals", i])),
      ...figure2.why === void 0 ? {} : { why: figure2.why }
    };
  }
  if (estimate2 === void 0) return void 0;
  const path = [entry.id, "estimates", key];
  const read2 = (bound) => figureValue(key, estimate2[bound], void 0, [...path, bound]) ?? fail("schema", path, `${key} is no quantity`, "Estimate numbers only.");
  const bounds = { low: read2("low"), central: read2("central"), high: read2("high"), why: estimate2.why };
  if (!(bounds.low <= bounds.central && bounds.central <= bounds.high)) {
    fail("domain", path, "expected low <= central <= high", "Order the bounds.", `data/chips`);
  }
  return {
    key,
    text: String(estimate2.central),
    value: bounds.central,
    source: "silico estimate",
    confidence: "estimate",
    ...figureTable[key].dimension === "bandwidth" && key.startsWith("scaleUp") ? { direction: "one" } : {},
    rivals: (estimate2.rivals ?? []).map((rival, i) => readClaim(key, rival, [...path, "rivals", i])),
    why: bounds.why,
    estimate: bounds
  };
}
function readClaim(key, raw, path) {
  const value = figureValue(key, raw.value, raw.direction, path);
  return {
    text: String(raw.value),
    ...value === void 0 ? {} : { value },
    source: raw.source,
    confidence: raw.confidence,
    ...raw.direction === void 0 ? {} : { direction: raw.direction },
    ...raw.note === void 0 ? {} : { note: raw.note }
  };
}
function omitUndefined(value) {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== void 0));
}

// src/catalog/links.ts
import * as z2 from "zod";

// data/links.yaml
var links_default = [{ id: "nvlink-3", name: "NVLink 3", kind: "scale-up", bandwidth: { value: "300 GB/s", source: "ml-eng-network, NVLink table", confidence: "datasheet" }, latency: { value: "3 us", source: "silico estimate", confidence: "estimate", note: "small-message all-reduce start-up divided by its steps" } }, { id: "nvlink-4", name: "NVLink 4", kind: "scale-up", bandwidth: { value: "450 GB/s", source: "ml-eng-network, NVLink table", confidence: "datasheet" }, latency: { value: "2.5 us", source: "silico estimate", confidence: "estimate" } }, { id: "nvlink-5", name: "NVLink 5", kind: "scale-up", bandwidth: { value: "900 GB/s", source: "ml-eng-network, NVLink table", confidence: "datasheet" }, latency: { value: "2.5 us", source: "silico estimate", confidence: "estimate" } }, { id: "nvlink-6", name: "NVLink 6", kind: "scale-up", bandwidth: { value: "1800 GB/s", source: "ml-eng-network, NVLink table", confidence: "press" }, latency: { value: "2.5 us", source: "silico estimate", confidence: "estimate" } }, { id: "infinity-fabric", name: "Infinity Fabric full mesh", kind: "scale-up", latency: { value: "4 us", source: "silico estimate", confidence: "estimate" } }, { id: "hccs", name: "HCCS 8-card full mesh", kind: "scale-up", latency: { value: "5 us", source: "silico estimate", confidence: "estimate" } }, { id: "unified-bus", name: "Unified Bus (LingQu, \u7075\u8862)", kind: "scale-up", latency: { value: "3 us", source: "silico estimate", confidence: "estimate" } }, { id: "blink", name: "BLink", kind: "scale-up", latency: { value: "5 us", source: "silico estimate", confidence: "estimate" } }, { id: "metaxlink", name: "MetaXLink", kind: "scale-up", latency: { value: "5 us", source: "silico estimate", confidence: "estimate" } }, { id: "mtlink", name: "MTLink", kind: "scale-up", latency: { value: "5 us", source: "silico estimate", confidence: "estimate" } }, { id: "mlu-link", name: "MLU-Link", kind: "scale-up", latency: { value: "5 us", source: "silico estimate", confidence: "estimate" } }, { id: "xpu-link", name: "XPU Link", kind: "scale-up", latency: { value: "5 us", source: "silico estimate", confidence: "estimate" } }, { id: "vendor-fabric", name: "vendor fabric", kind: "scale-up", latency: { value: "5 us", source: "silico estimate", confidence: "estimate" } }, { id: "gaudi-roce", name: "integrated RoCE", kind: "scale-up", latency: { value: "6 us", source: "silico estimate", confidence: "estimate" } }, { id: "ici", name: "ICI torus", kind: "scale-up", latency: { value: "2 us", source: "silico estimate", confidence: "estimate" } }, { id: "sram-fabric", name: "chip-to-chip SRAM fabric", kind: "scale-up", latency: { value: "1 us", source: "silico estimate", confidence: "estimate" } }, { id: "pcie-gen3-x16", name: "PCIe Gen3 x16", kind: "pcie", bandwidth: { value: "16 GB/s", source: "pci-sig, 8 GT/s x 16 lanes", confidence: "datasheet" }, latency: { value: "6 us", source: "silico estimate", confidence: "estimate" } }, { id: "pcie-gen4-x16", name: "PCIe Gen4 x16", kind: "pcie", bandwidth: { value: "32 GB/s", source: "aiconfigurator, l40s.yaml", confidence: "datasheet" }, latency: { value: "6 us", source: "silico estimate", confidence: "estimate" } }, { id: "pcie-gen5-x16", name: "PCIe Gen5 x16", kind: "pcie", bandwidth: { value: "64 GB/s", source: "aiconfigurator, h100_pcie.yaml", confidence: "datasheet" }, latency: { value: "6 us", source: "silico estimate", confidence: "estimate" } }, { id: "rdma-100g", name: "RDMA 100G", kind: "scale-out", bandwidth: { value: "100 Gbit/s", source: "ieee-802-3, line rate", confidence: "datasheet" }, latency: { value: "8 us", source: "silico estimate", confidence: "estimate" } }, { id: "rdma-200g", name: "RDMA 200G", kind: "scale-out", bandwidth: { value: "200 Gbit/s", source: "aiconfigurator, a100_sxm.yaml", confidence: "datasheet" }, latency: { value: "7 us", source: "silico estimate", confidence: "estimate" } }, { id: "rdma-400g", name: "RDMA 400G", kind: "scale-out", bandwidth: { value: "400 Gbit/s", source: "aiconfigurator, h100_sxm.yaml", confidence: "datasheet" }, latency: { value: "6 us", source: "silico estimate", confidence: "estimate" } }, { id: "rdma-800g", name: "RDMA 800G", kind: "scale-out", bandwidth: { value: "800 Gbit/s", source: "aiconfigurator, b200_sxm.yaml", confidence: "datasheet" }, latency: { value: "6 us", source: "silico estimate", confidence: "estimate" } }, { id: "optical-switch", name: "optical circuit switch (dOCS)", kind: "supernode", latency: { value: "3 us", source: "silico estimate", confidence: "estimate", note: "after the circuit is set; switching itself takes milliseconds" } }];

// src/catalog/links.ts
var claim2 = z2.strictObject({
  value: z2.string().min(1),
  source: z2.string().min(1),
  confidence: z2.enum(confidences),
  note: z2.string().optional()
});
var linkSchema = z2.strictObject({
  id: z2.string().regex(/^[a-z0-9-]+$/u),
  name: z2.string().min(1),
  kind: z2.enum(["scale-up", "pcie", "scale-out", "supernode"]),
  bandwidth: claim2.optional(),
  latency: claim2
});
var links;
function allLinks() {
  links ??= new Map(
    z2.array(linkSchema).parse(links_default).map((raw) => [raw.id, toLink(raw)])
  );
  return links;
}
function toLink(raw) {
  const path = ["links", raw.id];
  return {
    id: raw.id,
    name: raw.name,
    kind: raw.kind,
    ...raw.bandwidth === void 0 ? {} : {
      bytesPerSecond: parseQuantity(raw.bandwidth.value, "bandwidth", path),
      bandwidthConfidence: raw.bandwidth.confidence,
      bandwidthSource: raw.bandwidth.source
    },
    latencySeconds: parseQuantity(raw.latency.value, "time", path),
    latencyConfidence: raw.latency.confidence
  };
}
function findLink(id, path = []) {
  const link = allLinks().get(id);
  if (link !== void 0) return link;
  const near2 = nearestNames(id, [...allLinks().keys()]);
  return fail(
    "unknown-name",
    path,
    `unknown link ${JSON.stringify(id)}`,
    near2.length > 0 ? `Did you mean ${near2.map((name) => `"${name}"`).join(" or ")}?` : "data/links.yaml lists them."
  );
}

// src/catalog/resolve-chip.ts
var peakKeys = {
  fp32: "peakFp32",
  tf32: "peakTf32",
  bf16: "peakBf16",
  fp16: "peakFp16",
  fp8: "peakFp8",
  int8: "peakInt8",
  fp6: "peakFp6",
  fp4: "peakFp4",
  int4: "peakInt4"
};
var confidenceOrder = ["measured", "datasheet", "press", "estimate"];
var lessSure = (a, b) => confidenceOrder.indexOf(a) > confidenceOrder.indexOf(b);
function missingFigures(chip) {
  const missing = [];
  if (chip.figures.peakBf16 === void 0 && chip.figures.peakFp16 === void 0) missing.push("peakBf16");
  if (chip.figures.memory === void 0 && chip.figures.memoryReported === void 0) missing.push("memory");
  if (chip.figures.memoryBandwidth === void 0) missing.push("memoryBandwidth");
  return missing;
}
function chipSpec(chip, path = []) {
  const missing = missingFigures(chip);
  if (missing.length > 0) {
    const names = missing.map((key) => figureTable[key].label).join(", ");
    fail(
      "unsupported",
      path,
      `no source gives the ${names} of ${chip.name}, and what is known does not allow an estimate`,
      `Give them in the scenario: {chip: ${chip.id}, ${missing.map((key) => `${key}: \u2026`).join(", ")}}.`
    );
  }
  const assumptions = [];
  const used = [];
  const take = (key) => {
    const figure2 = chip.figures[key];
    if (figure2?.value === void 0) return void 0;
    used.push(figure2);
    if (figure2.estimate !== void 0) assumptions.push(describeEstimate(figure2));
    return figure2.value;
  };
  const peakFlopsPerSecond = {};
  for (const [format, key] of Object.entries(peakKeys)) {
    const value = take(key);
    if (value !== void 0) peakFlopsPerSecond[format] = value;
  }
  const nominalBytes = take("memory");
  const memoryBytes = chip.figures.memoryReported?.value ?? nominalBytes;
  const memoryBytesPerSecond = take("memoryBandwidth");
  const scaleUp = scaleUpOf(chip, take, assumptions);
  const scaleOut = scaleOutOf(chip, assumptions);
  const hostLink = hostLinkOf(chip);
  const servers = chip.figures.chipsPerServer?.value;
  if (servers === void 0) assumptions.push("8 chips per server: no source states the server");
  const boardWatts = take("boardPower");
  const weakest = weakestOf(used);
  const l2Bytes = chip.figures.l2?.value;
  const coreCount = chip.figures.cores?.value;
  const dieAreaMm2 = chip.figures.dieArea?.value;
  return {
    id: chip.id,
    catalogId: chip.id,
    name: chip.name,
    vendor: chip.vendor,
    architecture: chip.architecture,
    peakFlopsPerSecond,
    memoryBytes,
    memoryBytesPerSecond,
    scaleUp,
    scaleOut,
    ...hostLink === void 0 ? {} : { hostLink },
    chipsPerServer: servers ?? 8,
    ...boardWatts === void 0 ? {} : { boardWatts },
    ...l2Bytes === void 0 ? {} : { l2Bytes },
    ...coreCount === void 0 ? {} : { coreCount },
    ...dieAreaMm2 === void 0 ? {} : { dieAreaMm2 },
    weakest,
    assumptions,
    estimates: Object.fromEntries(
      used.flatMap(
        ({ key, estimate: estimate2 }) => estimate2 === void 0 ? [] : [[key, { low: estimate2.low, central: estimate2.central, high: estimate2.high }]]
      )
    )
  };
}
var units = { flops: "FLOPS", bytes: "B", bandwidth: "B/s", power: "W" };
function describeEstimate(figure2) {
  const { dimension, label } = figureTable[figure2.key];
  const unit = figure2.key === "peakInt8" || figure2.key === "peakInt4" ? "OPS" : units[dimension] ?? "";
  const { low, central, high, why } = figure2.estimate;
  return `${label} ${formatSI(central, unit)} is an estimate (${formatSI(low, unit)} to ${formatSI(high, unit)}): ${why}`;
}
var coreKeys = /* @__PURE__ */ new Set([
  "peakBf16",
  "peakFp16",
  "peakFp8",
  "peakFp4",
  "memory",
  "memoryBandwidth",
  "scaleUp"
]);
function weakestOf(used) {
  const core = used.filter(({ key }) => coreKeys.has(key));
  let weakest = core[0];
  for (const figure2 of core) if (lessSure(figure2.confidence, weakest.confidence)) weakest = figure2;
  return { figure: weakest.key, confidence: weakest.confidence };
}
function scaleUpOf(chip, take, assumptions) {
  const generation2 = chip.figures.pcieGeneration?.value;
  const link = findLink(chip.links.scaleUp ?? `pcie-gen${Math.min(5, generation2 ?? 4)}-x16`, [
    chip.id,
    "links",
    "scaleUp"
  ]);
  if (chip.links.scaleUp === void 0 && generation2 === void 0) {
    assumptions.push("chips talk over PCIe Gen4 x16: no source states a link");
  }
  const figure2 = chip.figures.scaleUp;
  if (figure2?.direction === "unstated") {
    assumptions.push(`scale-up ${figure2.text} counts both directions: the source does not say`);
  }
  const own = take("scaleUp");
  const bytesPerSecond = own ?? link.bytesPerSecond ?? findLink("pcie-gen4-x16").bytesPerSecond;
  if (own === void 0 && link.bytesPerSecond === void 0) {
    assumptions.push(`${link.name} carries what PCIe Gen4 x16 does: no source states its bandwidth`);
  }
  const domainChips = chip.figures.scaleUpDomain?.value;
  return {
    bytesPerSecond,
    latencySeconds: link.latencySeconds,
    ...domainChips === void 0 ? {} : { domainChips },
    name: link.name
  };
}
function hostLinkOf({ figures, links: links2 }) {
  const own = allLinks().get(links2.scaleUp ?? "");
  const generation2 = allLinks().get(`pcie-gen${figures.pcieGeneration?.value}-x16`);
  const link = generation2 ?? (own?.kind === "pcie" ? own : void 0);
  const bytesPerSecond = figures.achievedHostToDevice?.value ?? link?.bytesPerSecond;
  if (bytesPerSecond === void 0) return void 0;
  const { latencySeconds, name } = link ?? findLink("pcie-gen4-x16", ["hostLink"]);
  return { bytesPerSecond, latencySeconds, name };
}
function scaleOutOf(chip, assumptions) {
  const link = findLink(chip.links.scaleOut ?? "rdma-200g", [chip.id, "links", "scaleOut"]);
  const own = chip.figures.scaleOut?.value;
  if (own === void 0 && chip.links.scaleOut === void 0) {
    assumptions.push("one 200 Gbit/s RDMA NIC per chip: no source states the network");
  }
  return {
    bytesPerSecond: own ?? link.bytesPerSecond,
    latencySeconds: link.latencySeconds,
    name: link.name
  };
}

// src/perf/calibration/shipped.ts
var shippedCalibrations = [a100_sxm_default, gb200_default, h100_sxm_default, h20_default, h200_sxm_default, rtx_pro_6000_server_default];
var transferSpread = transfer_default;
var lenders;
function shippedLenders(exceptChip) {
  lenders ??= shippedCalibrations.map((calibration) => ({ calibration, chip: chipSpec(findChip(calibration.chip)) }));
  return lenders.filter(({ chip }) => chip.id !== exceptChip);
}
function figuresOf(chipId) {
  return figures_default[chipId];
}

// src/perf/operators/chip-calibration.ts
import { deflateSync, inflateSync } from "fflate";
function decodeSurface(surface) {
  const colon = surface.indexOf(":");
  const stride = Number(surface.slice(0, colon));
  const bytes = inflateSync(fromText(surface.slice(colon + 1)));
  const values = new Float64Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    if (i >= stride) bytes[i] += bytes[i - stride];
    values[i] = (bytes[i] << 24 >> 24) / surfaceSteps;
  }
  return values;
}
function surfaceValues(fit, variants2) {
  const values = decodeSurface(fit.surface);
  const under = fit.over === void 0 ? void 0 : variants2[fit.over];
  if (under === void 0) return values;
  return surfaceValues(under, variants2).map((value, i) => value + values[i]);
}
var partOf = (fit, variants2) => ({
  coefficients: fit.coefficients,
  correction: surfaceValues(fit, variants2)
});
var devicePart = (device) => ({
  coefficients: device.coefficients,
  correction: decodeSurface(device.surface)
});
var surfaceSteps = 25;
var digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
var digitValues = new Uint8Array(128);
for (let i = 0; i < digits.length; i++) digitValues[digits.charCodeAt(i)] = i;
function fromText(text) {
  const bytes = new Uint8Array(Math.floor(text.length * 4 / 5));
  for (let at = 0, out = 0; at < text.length; at += 5) {
    let number3 = 0;
    for (let i = 0; i < 5; i++)
      number3 = number3 * 85 + (at + i < text.length ? digitValues[text.charCodeAt(at + i)] : 84);
    for (let shift = 24; shift >= 0; shift -= 8, out++) if (out < bytes.length) bytes[out] = number3 >>> shift;
  }
  return bytes;
}

// src/perf/operators/families/collective.ts
function wireShare(op, ranks) {
  return (op === "all-reduce" ? 2 : 1) * (ranks > 1 ? (ranks - 1) / ranks : 0);
}
var collective = {
  name: "collective",
  axes: [
    {
      name: "bytes",
      knots: [256, 4096, 16384, 65536, 262144, 2 ** 20, 2 ** 22, 2 ** 24, 2 ** 26, 2 ** 28, 2 ** 30],
      beyond: [2 ** 36],
      isRising: true
    },
    { name: "ranks", knots: [2, 4, 8], beyond: [16, 72, 1024], isRising: false }
  ],
  variantOf: (call) => `${call.op} ${call.implementation ?? "nccl"}`,
  locate: (call, out) => {
    out[0] = call.bytes;
    out[1] = call.ranks;
  },
  prepare: (variant, chip) => {
    const op = variant.split(" ")[0];
    const { launchSeconds } = classPrior(chip.architecture);
    const { bytesPerSecond, latencySeconds } = chip.scaleUp;
    return baseForm({
      launchAt: (point) => launchSeconds + latencySeconds * log2(Math.max(2, point[1])),
      flopsAt: () => 0,
      flopsPerSecond: 1,
      bytesAt: (point) => point[0] * wireShare(op, point[1]),
      bytesPerSecond
    });
  },
  distance: wordDistance
};

// src/perf/operators/families/attention.ts
function equivalentPrompt(tokens, cached, window, group) {
  if (cached <= 0) return tokens;
  const tile = Math.max(1, 128 / group);
  const walked = Math.max(tokens, tile * Math.ceil(tokens / tile) * Math.min(1, cached / tile));
  const pairs = walked > tokens ? (walked - tokens) * Math.min(cached, window) + causalPairs(tokens, cached, window) : causalPairs(tokens, cached, window);
  const triangle = window * (window + 1) / 2;
  if (pairs <= triangle) return (Math.sqrt(1 + 8 * pairs) - 1) / 2;
  return window + (pairs - triangle) / window;
}
var parse = (variant) => {
  const [dim, kv, window] = variant.split(" ");
  const tokens = Number(window.slice(1));
  return {
    headDim: Number(dim.slice(2)),
    kvBytes: bytesPerElement[kv.slice(3)],
    window: tokens === 0 ? Infinity : tokens
  };
};
var prefillAttention = {
  name: "prefill-attention",
  axes: [
    {
      name: "new tokens",
      knots: [1, 32, 128, 256, 512, 1024, 2048, 4096, 16384],
      beyond: [1 << 18, 1 << 21],
      isRising: true
    },
    { name: "sequences x heads", knots: [1, 8, 32, 128, 512, 2048, 16384], beyond: [1 << 20], isRising: true },
    { name: "heads per KV head", knots: [1, 4, 16], isRising: false }
  ],
  variantOf: (call) => `hd${call.headDim} kv-${call.kvFormat} w${call.windowTokens ?? 0}`,
  locate: (call, out) => {
    const group = call.heads / call.kvHeads;
    out[0] = equivalentPrompt(call.newTokens, call.cachedTokens, call.windowTokens ?? Infinity, group);
    out[1] = call.sequences * call.heads;
    out[2] = group;
  },
  prepare: (variant, chip) => {
    const { headDim, kvBytes, window } = parse(variant);
    return rooflineBase(
      chip,
      sixteenBitPeak(chip),
      2,
      // Tiles on the diagonal are computed whole: half a tile of 128 keys more per query.
      (at) => at[1] * (causalPairs(at[0], 0, window) + 64 * at[0]) * (4 * headDim + exponentialsAsFlops(1, chip)),
      (at) => at[1] * at[0] * headDim * (4 + 2 * kvBytes / at[2])
    );
  },
  distance: wordDistance
};
var decodeAttention = {
  name: "decode-attention",
  axes: [
    {
      name: "reached tokens",
      knots: [2, 128, 256, 512, 1024, 2048, 4096, 16384, 131072],
      beyond: [1 << 22],
      isRising: true
    },
    {
      name: "sequences x KV heads",
      knots: [1, 8, 32, 64, 128, 256, 512, 1024, 8192],
      beyond: [1 << 18],
      isRising: true
    },
    { name: "heads per KV head", knots: [1, 2, 8, 64], isRising: false }
  ],
  variantOf: (call) => `hd${call.headDim} kv-${call.kvFormat} w${call.windowTokens ?? 0}`,
  locate: (call, out) => {
    out[0] = Math.min(call.contextTokens + 1, 2 * (call.windowTokens ?? Infinity));
    out[1] = call.sequences * call.kvHeads;
    out[2] = call.heads / call.kvHeads;
  },
  prepare: (variant, chip) => {
    const { headDim, kvBytes, window } = parse(variant);
    return rooflineBase(
      chip,
      sixteenBitPeak(chip),
      2,
      (at) => 4 * Math.min(at[0], window) * at[1] * headDim * Math.max(16, at[2]),
      (at) => at[1] * headDim * (2 * Math.min(at[0], window) * kvBytes + 4 * at[2])
    );
  },
  distance: wordDistance
};
var parseMla = (variant) => {
  const [qk, value, kv] = variant.split(" ");
  return {
    qkDim: Number(qk.slice(2)),
    valueDim: Number(value.slice(1)),
    kvBytes: bytesPerElement[kv.slice(3)]
  };
};
var mlaPrefill = {
  name: "mla-prefill",
  axes: [
    {
      name: "new tokens",
      knots: [1, 32, 128, 512, 1024, 2048, 4096, 8192, 32768],
      beyond: [1 << 19],
      isRising: true
    },
    { name: "sequences", knots: [1, 8, 32, 256], beyond: [1 << 14], isRising: true },
    { name: "heads", knots: [1, 4, 16, 64, 128], isRising: false }
  ],
  variantOf: (call) => `qk${call.nopeHeadDim + call.ropeHeadDim} v${call.valueHeadDim} kv-${call.kvFormat}`,
  locate: (call, out) => {
    out[0] = equivalentPrompt(call.newTokens, call.cachedTokens, Infinity, 1);
    out[1] = call.sequences;
    out[2] = call.heads;
  },
  prepare: (variant, chip) => {
    const { qkDim, valueDim } = parseMla(variant);
    return rooflineBase(
      chip,
      sixteenBitPeak(chip),
      2,
      (at) => at[1] * at[2] * (causalPairs(at[0], 0) + 64 * at[0]) * (2 * (qkDim + valueDim) + exponentialsAsFlops(1, chip)),
      (at) => 4 * at[1] * at[0] * at[2] * (qkDim + valueDim)
    );
  },
  distance: wordDistance
};
var mlaDecode = {
  name: "mla-decode",
  axes: [
    {
      name: "context",
      knots: [2, 128, 512, 1024, 2048, 4096, 16384, 131072],
      beyond: [1 << 22],
      isRising: true
    },
    { name: "sequences", knots: [1, 8, 32, 64, 128, 256, 1024], beyond: [1 << 15], isRising: true },
    { name: "heads", knots: [1, 8, 16, 32, 64, 128], isRising: false }
  ],
  variantOf: (call) => `qk${call.kvLoraRank + call.ropeHeadDim} v${call.kvLoraRank} kv-${call.kvFormat}`,
  locate: (call, out) => {
    out[0] = call.contextTokens + 1;
    out[1] = call.sequences;
    out[2] = call.heads;
  },
  prepare: (variant, chip) => {
    const { qkDim, valueDim, kvBytes } = parseMla(variant);
    return rooflineBase(
      chip,
      sixteenBitPeak(chip),
      2,
      (at) => 2 * at[0] * at[1] * Math.max(16, at[2]) * (qkDim + valueDim),
      (at) => at[1] * (at[0] * qkDim * kvBytes + 2 * at[2] * (qkDim + valueDim))
    );
  },
  distance: wordDistance
};

// src/perf/operators/families/blocks.ts
var headKnots = [1, 4, 16, 32, 64, 128];
var blockVariant = (call) => `${call.precision} kv-${call.kvFormat} h${call.hiddenSize} q${call.qLoraRank} l${call.kvLoraRank} r${call.ropeHeadDim} n${call.nopeHeadDim} v${call.valueHeadDim}${call.sparse ? ` i${call.sparse.indexHeads} d${call.sparse.indexHeadDim} t${call.sparse.topKTokens}` : ""}`;
function block(name, phase, isSparse) {
  const isDecode = phase === "decode";
  return {
    name,
    axes: [
      isDecode ? { name: "context", knots: [2, 128, 512, 1024, 2048, 4096, 16384, 131072], beyond: [1 << 22], isRising: true } : {
        name: "new tokens",
        knots: [1, 32, 128, 512, 1024, 2048, 4096, 8192, 32768],
        beyond: [1 << 19],
        isRising: true
      },
      {
        name: "sequences",
        knots: isDecode ? [1, 8, 16, 32, 64, 128, 256, 1024] : [1, 4, 16, 64, 256],
        beyond: [1 << 15],
        isRising: true
      },
      { name: "heads", knots: headKnots, isRising: false }
    ],
    variantOf: blockVariant,
    locate: (call, out) => {
      out[0] = isDecode ? call.cachedTokens + 1 : equivalentPrompt(call.newTokens, call.cachedTokens, call.sparse?.topKTokens ?? Infinity, call.heads);
      out[1] = call.sequences;
      out[2] = call.heads;
    },
    prepare: (variant, chip) => {
      const words2 = variant.split(" ");
      const number3 = (i) => Number(words2[i].slice(1));
      const shape = {
        hiddenSize: number3(2),
        qLoraRank: number3(3),
        kvLoraRank: number3(4),
        ropeHeadDim: number3(5),
        nopeHeadDim: number3(6),
        valueHeadDim: number3(7),
        ...isSparse ? { sparse: { indexHeads: number3(8), indexHeadDim: number3(9), topKTokens: number3(10) } } : {}
      };
      const kvBytes = bytesPerElement[words2[1].slice(3)];
      const { weightBytes, peakFlopsPerSecond } = arithmeticOf(words2[0], chip);
      const ratio = peakFlopsPerSecond / sixteenBitPeak(chip);
      const workAt = (at) => mlaBlockShape(
        shape,
        at[2],
        at[1],
        isDecode ? 1 : at[0],
        isDecode ? at[0] - 1 : 0,
        phase,
        kvBytes,
        weightBytes
      );
      return rooflineBase(
        chip,
        peakFlopsPerSecond,
        10,
        (point) => {
          const { projectionFlops, coreFlops } = workAt(point);
          return projectionFlops + ratio * coreFlops;
        },
        (point) => workAt(point).bytes
      );
    },
    distance: wordDistance
  };
}
var mlaBlockPrefill = block("mla-block-prefill", "prefill", false);
var mlaBlockDecode = block("mla-block-decode", "decode", false);
var dsaBlockPrefill = block("dsa-block-prefill", "prefill", true);
var dsaBlockDecode = block("dsa-block-decode", "decode", true);
var channels = (call) => (2 * call.keyHeads * call.keyHeadDim + call.valueHeads * call.valueHeadDim) / 128;
var gatedDelta2 = {
  name: "gated-delta",
  axes: [
    {
      name: "new tokens",
      knots: [1, 4, 16, 64, 128, 256, 512, 1024, 2048, 8192, 32768],
      beyond: [1 << 19],
      isRising: true
    },
    { name: "sequences", knots: [1, 4, 16, 64, 256, 1024], beyond: [1 << 15], isRising: true },
    { name: "value heads or channels", knots: [2, 4, 8, 16, 32, 64, 128], isRising: false }
  ],
  variantOf: (call) => `${call.phase} ${call.part ?? "state"} c${call.convKernel} k${call.keyHeadDim} v${call.valueHeadDim}`,
  locate: (call, out) => {
    out[0] = call.newTokens;
    out[1] = call.sequences;
    out[2] = call.part === "convolution" ? channels(call) : call.valueHeads;
  },
  prepare: (variant, chip) => {
    const words2 = variant.split(" ");
    const keyDim = Number(words2[3].slice(1));
    const valueDim = Number(words2[4].slice(1));
    const taps = Number(words2[2].slice(1));
    const isConvolution = words2[1] === "convolution";
    return rooflineBase(
      chip,
      sixteenBitPeak(chip),
      1,
      (at) => isConvolution ? 0 : 6 * Math.max(64, at[0]) * at[1] * at[2] * keyDim * valueDim,
      (at) => isConvolution ? 2 * at[1] * at[2] * 128 * (2 * at[0] + taps) : at[1] * at[2] * (8 * keyDim * valueDim + 2 * at[0] * (2 * keyDim + 2 * valueDim))
    );
  },
  distance: wordDistance
};

// src/perf/operators/families/table.ts
var families = {
  gemm,
  "batched-gemm": batchedGemm,
  "prefill-attention": prefillAttention,
  "decode-attention": decodeAttention,
  "mla-prefill": mlaPrefill,
  "mla-decode": mlaDecode,
  "mla-block-prefill": mlaBlockPrefill,
  "mla-block-decode": mlaBlockDecode,
  "dsa-block-prefill": dsaBlockPrefill,
  "dsa-block-decode": dsaBlockDecode,
  "gated-delta": gatedDelta2,
  moe,
  collective
};
function familyOf(call) {
  switch (call.kind) {
    case "mla-block":
      return `${call.sparse ? "dsa" : "mla"}-block-${call.phase}`;
    case "elementwise":
    case "sampling":
    case "p2p":
      return void 0;
    default:
      return call.kind;
  }
}

// src/perf/operators/similarity.ts
var generation = {
  "nvidia-ampere": 0,
  "nvidia-ada": 0.5,
  "nvidia-hopper": 1,
  "nvidia-blackwell-workstation": 1.6,
  "nvidia-blackwell": 2,
  "nvidia-rubin": 2.4,
  "amd-cdna": 0.8,
  "intel-gaudi": 1,
  "google-tpu": 1,
  "huawei-ascend": 0.5,
  gpgpu: 0,
  npu: 0.5,
  "sram-dataflow": 1
};
function similarity(from, to) {
  return exp(-4 * Math.abs(generation[from] - generation[to]));
}
var workstationStep = 0.35;
var handWrittenStep = 1;
var isHandWritten = /^(mla|dsa|gated)/;
function kinship(family, from, to) {
  if (family === "collective") return exp(-2 * Math.abs(log2(from.scaleUp.bytesPerSecond / to.scaleUp.bytesPerSecond)));
  const isWorkstation = (chip) => chip.architecture === "nvidia-blackwell-workstation";
  const step = isHandWritten.test(family) ? handWrittenStep : workstationStep;
  return similarity(from.architecture, to.architecture) * exp(-4 * (isWorkstation(from) === isWorkstation(to) ? 0 : step)) * // Chips cut to another balance of cores and memory run the same kernels in another regime.
  exp(-0.3 * imbalance(from, to));
}
var imbalance = (from, to) => {
  const balance = (chip) => sixteenBitPeak(chip) / chip.memoryBytesPerSecond;
  return Math.abs(log(balance(from) / balance(to)));
};
function isAlike(from, to) {
  return from.architecture === to.architecture && imbalance(from, to) < Math.LN2;
}
var bareCompute = 0.95;
var bareMemory = 0.92;
var feedingPower = 0.4;
var isFed = /gemm|moe|block/;
function carryOver(family, from, to) {
  const source = classPrior(from.architecture);
  const target = classPrior(to.architecture);
  const cores = vectorFlopsPerSecond(to) / vectorFlopsPerSecond(from);
  const bandwidths = to.memoryBytesPerSecond / from.memoryBytesPerSecond;
  const isSameClass = from.architecture === to.architecture;
  const isLink = family === "collective";
  return {
    cores,
    computePower: isSameClass ? 1 : feedingPower,
    memoryExcess: isLink ? void 0 : pow(bandwidths / cores, isSameClass || !isFed.test(family) ? 1 : feedingPower),
    computeClass: isLink ? 1 : target.computeFraction / source.computeFraction,
    memoryClass: isLink ? target.linkFraction / source.linkFraction : target.memoryFraction / source.memoryFraction
  };
}
function computeElsewhere({ cores, computePower, memoryExcess, computeClass }, share, peaks) {
  const excess = 1 / share - 1 / bareCompute;
  if (memoryExcess === void 0) return share;
  if (excess <= 0) return share * computeClass;
  const roofs = peaks / cores;
  return 1 / (1 / bareCompute + excess * (computePower === 1 ? roofs : pow(roofs, computePower))) * computeClass;
}
function memoryElsewhere({ memoryExcess, memoryClass }, share) {
  const excess = 1 / share - 1 / bareMemory;
  if (memoryExcess === void 0 || excess <= 0) return share * memoryClass;
  return 1 / (1 / bareMemory + excess * memoryExcess) * memoryClass;
}

// src/perf/operators/grid.ts
function gridSize(axes) {
  return axes.reduce((product, axis) => product * axis.length, 1);
}
function locate(axis, x, cell, at) {
  const last = axis.length - 1;
  if (!(x > axis[0])) {
    cell[at] = 0;
    cell[at + 1] = 0;
    return;
  }
  if (x >= axis[last]) {
    cell[at] = Math.max(0, last - 1);
    cell[at + 1] = last === 0 ? 0 : 1;
    return;
  }
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = low + high >> 1;
    if (axis[middle] <= x) low = middle;
    else high = middle;
  }
  cell[at] = low;
  cell[at + 1] = (x - axis[low]) / (axis[low + 1] - axis[low]);
}
var scratch = new Float64Array(16);
function gridValue(grid, x, offset = 0) {
  const { axes, values } = grid;
  for (let d = 0; d < axes.length; d++) locate(axes[d], x[offset + d], scratch, 2 * d);
  return blend(axes, values, 0, 0);
}
function blend(axes, values, d, base) {
  const length = axes[d].length;
  const index = scratch[2 * d];
  const share = scratch[2 * d + 1];
  const at = base * length + index;
  if (d === axes.length - 1) {
    const low2 = values[at];
    return share === 0 ? low2 : low2 + share * (values[at + 1] - low2);
  }
  const low = blend(axes, values, d + 1, at);
  return share === 0 ? low : low + share * (blend(axes, values, d + 1, at + 1) - low);
}
function makeMonotone(grid, rising) {
  const { axes, values } = grid;
  const above = values.slice();
  const below = values.slice();
  let stride = 1;
  for (let d = axes.length - 1; d >= 0; d--) {
    const length = axes[d].length;
    const block2 = stride * length;
    if (rising[d])
      for (let start = 0; start < values.length; start += block2) {
        for (let i = start + stride; i < start + block2; i++)
          if (above[i - stride] > above[i]) above[i] = above[i - stride];
        for (let i = start + block2 - stride - 1; i >= start; i--)
          if (below[i + stride] < below[i]) below[i] = below[i + stride];
      }
    stride = block2;
  }
  for (let i = 0; i < values.length; i++) values[i] = (above[i] + below[i]) / 2;
}

// src/perf/operators/surface.ts
var fullAxes = (axes) => axes.map((axis) => Float64Array.from([...axis.knots, ...axis.beyond ?? []], log2));
var isSliced = (axes) => !axes[axes.length - 1].isRising;
function knotWork(axes, { launchAt, flopsAt, bytesAt }, slice) {
  const units2 = axes.map((axis) => [...axis.knots, ...axis.beyond ?? []]);
  const moving = slice === void 0 ? axes.length : axes.length - 1;
  let total = 1;
  for (let d = 0; d < moving; d++) total *= units2[d].length;
  const work = {
    launch: new Float64Array(total),
    flops: new Float64Array(total),
    bytes: new Float64Array(total),
    fitted: new Int32Array(total)
  };
  const at = new Int32Array(axes.length);
  if (slice !== void 0) at[moving] = slice;
  const point = Float64Array.from(units2, (axis, d) => axis[at[d]]);
  for (let i = 0; i < total; i++) {
    work.launch[i] = launchAt(point);
    work.flops[i] = flopsAt(point);
    work.bytes[i] = bytesAt(point);
    let fitted2 = 0;
    for (let d = 0; d < at.length; d++) {
      const knots = axes[d].knots.length;
      fitted2 = fitted2 * knots + Math.min(at[d], knots - 1);
    }
    work.fitted[i] = fitted2;
    for (let d = moving - 1; d >= 0; d--) {
      at[d] = at[d] + 1 === units2[d].length ? 0 : at[d] + 1;
      point[d] = units2[d][at[d]];
      if (at[d] !== 0) break;
    }
  }
  return work;
}
var Surface = class {
  #grid;
  #valuesOf;
  #isSliced;
  #isKnown;
  #cell = new Float64Array(2);
  constructor(axes, valuesOf) {
    const knots = fullAxes(axes);
    this.#grid = { axes: knots, values: new Float64Array(gridSize(knots)) };
    this.#valuesOf = valuesOf;
    this.#isSliced = isSliced(axes);
    this.#isKnown = new Uint8Array(knots[knots.length - 1].length);
  }
  /** Log seconds at a point, log2 units. */
  value(point) {
    const { axes } = this.#grid;
    const cell = this.#cell;
    if (this.#isSliced) locate(axes[axes.length - 1], point[axes.length - 1], cell, 0);
    const slice = cell[0];
    if (this.#isKnown[slice] === 0) this.#workOut(slice);
    if (cell[1] !== 0 && this.#isKnown[slice + 1] === 0) this.#workOut(slice + 1);
    return gridValue(this.#grid, point);
  }
  #workOut(slice) {
    const { values } = this.#grid;
    const stride = this.#isKnown.length;
    if (this.#isSliced) {
      const own = this.#valuesOf(slice);
      for (let i = 0; i < own.length; i++) values[i * stride + slice] = own[i];
    } else values.set(this.#valuesOf(void 0));
    this.#isKnown[slice] = 1;
  }
};
function makeSliceMonotone(axes, slice, values) {
  const own = slice === void 0 ? axes : axes.slice(0, -1);
  makeMonotone(
    { axes: fullAxes(own), values },
    own.map((axis) => axis.isRising)
  );
}
function fittedValues(family, variant, chip, coefficients2, correction, isMonotone = true) {
  const base = family.prepare(variant, chip);
  const flopsPerSecond = base.flopsPerSecond * coefficients2[0];
  const bytesPerSecond = base.bytesPerSecond * coefficients2[1];
  return (slice) => {
    const { launch, flops, bytes, fitted: fitted2 } = knotWork(family.axes, base, slice);
    const values = new Float64Array(launch.length);
    for (let i = 0; i < values.length; i++) {
      const seconds = launch[i] * coefficients2[2] + Math.max(flops[i] / flopsPerSecond, bytes[i] / bytesPerSecond);
      values[i] = log(seconds) + (correction === void 0 ? 0 : correction[fitted2[i]]);
    }
    if (isMonotone) makeSliceMonotone(family.axes, slice, values);
    return values;
  };
}

// src/perf/operators/lending.ts
var fullTrustRows = 300;
function lend(family, variant, chip, lenders2, adjust, engine) {
  const offers = offersOf(family, variant, chip, lenders2);
  if (offers.length === 0) return void 0;
  const base = family.prepare(variant, chip);
  const averaged = (list, part) => (slice) => {
    const work = knotWork(family.axes, base, slice);
    return mean(
      list.map((offer) => ({
        weight: offer.weight,
        values: carry(family, chip, base, work, offer, lentSurface(family, variant, offer, part, slice), adjust)
      }))
    );
  };
  const device = averaged(offers, "device");
  const bounded = hostBound(offers.filter((offer) => offer.engine === engine));
  const launch = mean(
    offers.map(({ weight: weight2, fit }) => ({
      weight: weight2,
      values: Float64Array.of(log((fit.device ?? fit).coefficients[2]))
    }))
  );
  return {
    device: (slice) => {
      const values = device(slice);
      makeSliceMonotone(family.axes, slice, values);
      return values;
    },
    isolated: bounded && averaged(bounded, "measured"),
    launchSeconds: classPrior(chip.architecture).launchSeconds * exp(launch[0]),
    from: offers.map(({ lender }) => lender.chip.id),
    hasAlike: offers.some(({ lender }) => isAlike(lender.chip, chip))
  };
}
function offersOf(family, variant, chip, lenders2) {
  const found = [];
  for (const lender of lenders2) {
    const fitted2 = lender.calibration.families[family.name];
    if (fitted2 === void 0) continue;
    let best;
    for (const [other, fit] of Object.entries(fitted2.variants)) {
      const distance4 = family.distance(variant, other);
      if (best === void 0 || distance4 < best.distance) best = { variant: other, fit, distance: distance4 };
    }
    if (best !== void 0) found.push({ lender, engine: fitted2.engine, ...best });
  }
  const nearest = Math.min(...found.map(({ distance: distance4 }) => distance4));
  const chosen = found.filter(({ distance: distance4 }) => distance4 <= nearest + 1e-9);
  const trust = ({ fit }) => Math.min(1, fit.rows / fullTrustRows);
  return chosen.map((offer) => {
    const alike = chosen.filter(({ lender }) => lender.chip.architecture === offer.lender.chip.architecture);
    const crowd = Math.max(
      1,
      alike.reduce((sum, other) => sum + trust(other), 0)
    );
    return { ...offer, weight: kinship(family.name, offer.lender.chip, chip) * trust(offer) / crowd };
  });
}
var lentFits = /* @__PURE__ */ new WeakMap();
function lentSurface(family, variant, { lender, fit, variant: other }, part, slice) {
  let fits = lentFits.get(lender);
  if (fits === void 0) {
    fits = /* @__PURE__ */ new Map();
    lentFits.set(lender, fits);
  }
  const key = `${family.name}|${variant}|${other}|${part}`;
  let lent = fits.get(key);
  if (lent === void 0) {
    lent = {
      form: family.prepare(variant, lender.chip),
      fitted: part === "device" && fit.device !== void 0 ? devicePart(fit.device) : partOf(fit, lender.calibration.families[family.name].variants),
      slices: /* @__PURE__ */ new Map()
    };
    fits.set(key, lent);
  }
  let surface = lent.slices.get(slice);
  if (surface === void 0) {
    surface = localCoefficients(family, lent.form, lent.fitted, slice);
    lent.slices.set(slice, surface);
  }
  return surface;
}
function localCoefficients(family, form, { coefficients: coefficients2, correction }, slice) {
  const [compute, memory, launch] = coefficients2;
  const work = knotWork(family.axes, form, slice);
  const size = work.launch.length;
  const local = {
    coefficients: coefficients2,
    compute: new Float64Array(size),
    memory: new Float64Array(size),
    launch: new Float64Array(size),
    computing: new Float64Array(size)
  };
  const computeRoof = form.flopsPerSecond * compute;
  const memoryRoof = form.bytesPerSecond * memory;
  const farCompute = form.flopsPerSecond * far;
  const farMemory = form.bytesPerSecond * far;
  for (let i = 0; i < size; i++) {
    const flops = work.flops[i];
    const bytes = work.bytes[i];
    const bare2 = work.launch[i] * launch;
    const launching = bare2 + Math.max(flops / farCompute, bytes / farMemory);
    const computing = bare2 + Math.max(flops / computeRoof, bytes / farMemory) - launching;
    const moving = bare2 + Math.max(flops / farCompute, bytes / memoryRoof) - launching;
    const total = launching + Math.max(computing, moving);
    const working = 1 - launching / total;
    const cores = computing <= 0 ? 0 : 1 / (1 + pow(Math.max(0, moving) / computing, 4));
    const r = correction[work.fitted[i]];
    local.compute[i] = compute / exp(r * Math.min(1, 2 * (working * cores)));
    local.memory[i] = memory / exp(r * Math.min(1, 2 * (working * (1 - cores))));
    local.launch[i] = launch * exp(r * Math.min(1, 2 * (launching / total)));
    local.computing[i] = computing;
  }
  return local;
}
function carry({ name }, chip, base, ours, { lender }, lent, adjust) {
  const [compute, , launch] = lent.coefficients;
  const over = carryOver(name, lender.chip, chip);
  const values = new Float64Array(ours.launch.length);
  const computeRoof = base.flopsPerSecond * compute;
  const farCompute = base.flopsPerSecond * far;
  const farMemory = base.bytesPerSecond * far;
  for (let i = 0; i < values.length; i++) {
    const flops = ours.flops[i];
    const bytes = ours.bytes[i];
    let peaks = 1;
    if (lent.computing[i] > 0) {
      const bare2 = ours.launch[i] * launch;
      const idle = bytes / farMemory;
      const launching = bare2 + Math.max(flops / farCompute, idle);
      peaks = lent.computing[i] / (bare2 + Math.max(flops / computeRoof, idle) - launching);
    }
    const ourCompute = Math.min(computeElsewhere(over, lent.compute[i], peaks) * adjust.compute, adjust.mostCompute);
    const ourMemory = memoryElsewhere(over, lent.memory[i]) * adjust.memory;
    values[i] = log(
      ours.launch[i] * lent.launch[i] + Math.max(flops / (base.flopsPerSecond * ourCompute), bytes / (base.bytesPerSecond * ourMemory))
    );
  }
  return values;
}
var far = 1e12;
function hostBound(offers) {
  const sum = (list) => list.reduce((total, { weight: weight2 }) => total + weight2, 0);
  const bounded = offers.filter(({ fit }) => fit.device !== void 0);
  return bounded.length === 0 || sum(bounded) <= 0.5 * sum(offers) ? void 0 : bounded;
}
function mean(list) {
  const total = list.reduce((sum, { weight: weight2 }) => sum + weight2, 0);
  const sums = new Float64Array(list[0].values.length);
  for (const { weight: weight2, values } of list) for (let i = 0; i < sums.length; i++) sums[i] += weight2 * values[i];
  for (let i = 0; i < sums.length; i++) sums[i] /= total;
  return sums;
}

// src/perf/operators/operator-model.ts
var vllmCustomLimitBytes = 8 * 2 ** 20;
var OperatorModel = class {
  chip;
  #knowledge;
  #prepared = /* @__PURE__ */ new Map();
  #bestProducts = /* @__PURE__ */ new Map();
  #point = new Float64Array(8);
  constructor(chip, knowledge) {
    this.chip = chip;
    this.#knowledge = knowledge;
  }
  /** Time of one call inside a replayed graph (no host cost); see OperatorTime. */
  time(call) {
    const name = familyOf(call);
    if (name === void 0) return call.kind === "p2p" ? this.#message(call) : this.#glue(call);
    if (call.kind === "collective") return this.#collective(call);
    if (call.kind === "gated-delta" && call.part === void 0) return this.#wholeDelta(call);
    return this.#surface(name, call);
  }
  /**
   * Least seconds of a call inside an engine, whatever factor the engine is given: its FLOP and bytes at the data sheet's peaks,
   * weights and KV streamed from memory, and no matrix product faster than the chip's kernels are when large ones fill it.
   * 0 for messages, which have a floor of their own kind.
   */
  leastSeconds(call) {
    if (call.kind === "collective" || call.kind === "p2p") return 0;
    const { flops, bytes, peakFlopsPerSecond } = operatorWork(call, this.chip);
    const name = familyOf(call);
    const moving = name !== void 0 && isStreamed[name] ? bytes / this.chip.memoryBytesPerSecond : memoryFloorSeconds(bytes, this.chip);
    const computing = call.kind === "gemm" ? flops * this.#bestSecondsPerFlop(call.precision) : flops / peakFlopsPerSecond;
    return Math.max(computing, moving);
  }
  #bestSecondsPerFlop(precision) {
    let best = this.#bestProducts.get(precision);
    if (best === void 0) {
      best = Math.min(
        ...[4096, 8192, 16384].map((m) => {
          const { seconds, flops } = this.#surface("gemm", { kind: "gemm", m, n: 8192, k: 8192, precision });
          return seconds / flops;
        })
      );
      this.#bestProducts.set(precision, best);
    }
    return best;
  }
  #surface(name, call) {
    const prepared = this.#prepare(name, call);
    const point = this.#point;
    prepared.family.locate(call, point);
    for (let d = 0; d < prepared.family.axes.length; d++) point[d] = log2(point[d]);
    const { flops, bytes, peakFlopsPerSecond } = operatorWork(call, this.chip);
    const computeFloor = flops / peakFlopsPerSecond;
    const memoryTime = bytes / this.chip.memoryBytesPerSecond;
    const fitted2 = exp(prepared.surface.value(point));
    const cachedFloor = Math.max(computeFloor, memoryFloorSeconds(bytes, this.chip));
    const seconds = Math.max(fitted2, isStreamed[name] ? Math.max(computeFloor, memoryTime) : cachedFloor);
    const isolatedSeconds = prepared.isolated === void 0 ? Math.max(fitted2, cachedFloor) : Math.max(fitted2, cachedFloor, exp(prepared.isolated.value(point)));
    const { launchSeconds } = prepared;
    const bound = launchSeconds > 0.5 * seconds && launchSeconds > computeFloor && launchSeconds > memoryTime ? "launch" : computeFloor >= memoryTime ? "compute" : "memory";
    return { seconds, isolatedSeconds, bound, flops, bytes, source: prepared.source, spread: prepared.spread };
  }
  #prepare(name, call) {
    let variants2 = this.#prepared.get(name);
    if (variants2 === void 0) {
      variants2 = /* @__PURE__ */ new Map();
      this.#prepared.set(name, variants2);
    }
    const variant = families[name].variantOf(call);
    let prepared = variants2.get(variant);
    if (prepared === void 0) {
      prepared = this.#build(name, variant);
      variants2.set(variant, prepared);
    }
    return prepared;
  }
  #build(name, variant) {
    const family = families[name];
    const { chip } = this;
    const { own, others, transfer } = this.#knowledge;
    const fit = own?.families[name]?.variants[variant];
    const launchUnit = classPrior(chip.architecture).launchSeconds;
    const surface = (values) => new Surface(family.axes, values);
    if (own !== void 0 && fit !== void 0) {
      const measured = partOf(fit, own.families[name].variants);
      const device = fit.device === void 0 ? measured : devicePart(fit.device);
      return {
        family,
        surface: surface(fittedValues(family, variant, chip, device.coefficients, device.correction)),
        launchSeconds: launchUnit * device.coefficients[2],
        isolated: fit.device && surface(fittedValues(family, variant, chip, measured.coefficients, measured.correction, false)),
        source: `fitted: ${own.families[name].engine} on ${chip.name}`,
        spread: { p10: fit.spread[0], p90: fit.spread[1] }
      };
    }
    const { figures, engine } = this.#knowledge;
    const prior = classPrior(chip.architecture);
    const best = name === "gemm" ? figures?.computeFraction : void 0;
    const adjust = {
      compute: blend2(prior.computeFraction, figures?.computeFraction),
      mostCompute: best ?? Number.POSITIVE_INFINITY,
      memory: name === "collective" ? 1 : blend2(prior.memoryFraction, figures?.memoryFraction)
    };
    const borrow = (lenders2) => lend(family, variant, chip, lenders2, adjust, engine);
    const lent = borrow(others) ?? borrow(own === void 0 ? [] : [{ chip, calibration: own }]);
    const learned = (lent?.hasAlike === true ? transfer.sameClass : transfer.otherClass)[name] ?? [0.6, 1.7];
    const widen = lent === void 0 || !/^nvidia/.test(chip.architecture) ? 1.5 : 1;
    const spread = { p10: pow(learned[0], widen), p90: pow(learned[1], widen) };
    if (lent === void 0) {
      const coefficients2 = [
        Math.min(prior.computeFraction * adjust.compute, adjust.mostCompute),
        (name === "collective" ? prior.linkFraction : prior.memoryFraction) * adjust.memory,
        1
      ];
      const source = `prior: ${chip.architecture}`;
      const values = fittedValues(family, variant, chip, coefficients2, void 0);
      return { family, surface: surface(values), launchSeconds: launchUnit, isolated: void 0, source, spread };
    }
    return {
      family,
      surface: surface(lent.device),
      launchSeconds: lent.launchSeconds,
      isolated: lent.isolated && surface(lent.isolated),
      source: `prior: ${lent.from.join(", ")}`,
      spread
    };
  }
  #wholeDelta(call) {
    const parts2 = [
      this.#surface("gated-delta", { ...call, part: "convolution" }),
      this.#surface("gated-delta", { ...call, part: "state" })
    ];
    const { flops, bytes, peakFlopsPerSecond } = operatorWork(call, this.chip);
    const floor = Math.max(flops / peakFlopsPerSecond, memoryFloorSeconds(bytes, this.chip));
    return {
      ...parts2[1],
      seconds: Math.max(floor, parts2[0].seconds + parts2[1].seconds),
      isolatedSeconds: Math.max(floor, parts2[0].isolatedSeconds + parts2[1].isolatedSeconds),
      flops,
      bytes
    };
  }
  /** Norms, rope, sampling and their kin: bytes at the class' share of bandwidth, one launch a kernel. */
  #glue(call) {
    const prior = classPrior(this.chip.architecture);
    const { flops, bytes } = operatorWork(call, this.chip);
    const fraction = this.#knowledge.figures?.memoryFraction ?? prior.memoryFraction;
    const moving = bytes / (this.chip.memoryBytesPerSecond * fraction);
    const launches = call.kind === "elementwise" ? call.launches : samplingLaunches;
    const seconds = prior.launchSeconds * launches + moving;
    return {
      seconds,
      isolatedSeconds: seconds,
      bound: moving > prior.launchSeconds * launches ? "memory" : "launch",
      flops,
      bytes,
      source: `prior: ${this.chip.architecture}`,
      spread: glueSpread
    };
  }
  #message(call) {
    const link = typeof call.link === "string" ? call.link === "scale-up" ? this.chip.scaleUp : this.chip.scaleOut : call.link;
    const moving = call.bytes / (link.bytesPerSecond * classPrior(this.chip.architecture).linkFraction);
    return this.#linkTime(link.latencySeconds + moving, moving > link.latencySeconds, call.bytes, "prior: link");
  }
  #linkTime(seconds, isMoving, bytes, source) {
    const bound = isMoving ? "link" : "launch";
    return { seconds, isolatedSeconds: seconds, bound, flops: 0, bytes, source, spread: glueSpread };
  }
  /** Inside the scale-up domain: the fitted surface; beyond it: the rest of the bytes over scale-out, one after the other. */
  #collective(call) {
    const { chip } = this;
    const { bytes } = operatorWork(call, chip);
    if (call.ranks <= 1) return this.#linkTime(0, false, 0, "one rank");
    const domain = Math.min(call.ranks, call.ranksPerDomain ?? chip.scaleUp.domainChips ?? chip.chipsPerServer);
    const domains = Math.ceil(call.ranks / domain);
    const inner = domain > 1 ? this.#insideDomain({ ...call, ranks: domain }) : void 0;
    if (domains === 1) return inner;
    const prior = classPrior(chip.architecture);
    const link = chip.scaleOut;
    const share = call.op === "all-to-all" ? call.bytes : call.bytes / domain;
    const moving = share * wireShare(call.op, domains) / (link.bytesPerSecond * prior.linkFraction);
    const steps = (call.op === "all-reduce" ? 2 : 1) * Math.ceil(log2(domains));
    const seconds = (inner?.seconds ?? 0) + moving + steps * link.latencySeconds;
    return this.#linkTime(seconds, moving > steps * link.latencySeconds, bytes, "prior: scale-out link");
  }
  #insideDomain(call) {
    const implementation = call.implementation ?? "best";
    if (implementation !== "best") return this.#linkSurface({ ...call, implementation });
    const nccl = this.#linkSurface({ ...call, implementation: "nccl" });
    if (call.op !== "all-reduce" || call.ranks > 8) return nccl;
    const isSmall = call.bytes <= vllmCustomLimitBytes;
    const custom = this.#linkSurface({
      ...call,
      bytes: Math.min(call.bytes, vllmCustomLimitBytes),
      implementation: "custom-graph"
    });
    if (isSmall) return custom.seconds <= nccl.seconds ? custom : nccl;
    return nccl.seconds >= custom.seconds ? nccl : { ...nccl, seconds: custom.seconds, isolatedSeconds: custom.seconds };
  }
  #linkSurface(call) {
    const prepared = this.#prepare("collective", call);
    const point = this.#point;
    point[0] = log2(Math.max(1, call.bytes));
    point[1] = log2(call.ranks);
    const floor = call.bytes * wireShare("all-gather", call.ranks) / this.chip.scaleUp.bytesPerSecond;
    const seconds = Math.max(floor, exp(prepared.surface.value(point)));
    const { bytes } = operatorWork(call, this.chip);
    const bound = prepared.launchSeconds > 0.5 * seconds ? "launch" : "link";
    return {
      seconds,
      isolatedSeconds: seconds,
      bound,
      flops: 0,
      bytes,
      source: prepared.source,
      spread: prepared.spread
    };
  }
};
var isStreamed = {
  gemm: true,
  "batched-gemm": true,
  "decode-attention": true,
  "mla-decode": true,
  "mla-block-prefill": true,
  "mla-block-decode": true,
  "dsa-block-prefill": true,
  "dsa-block-decode": true,
  moe: true
};
var samplingLaunches = 6;
var glueSpread = { p10: 0.7, p90: 1.5 };
function blend2(classBest, figure2) {
  if (figure2 === void 0) return 1;
  const trust = pow(0.25, 2) / (pow(0.25, 2) + pow(0.1, 2));
  return pow(figure2 / classBest, trust);
}

// src/perf/operators/operator-time.ts
var models = /* @__PURE__ */ new WeakMap();
function operatorModel(chip, calibration) {
  let byCalibration = models.get(chip);
  if (byCalibration === void 0) {
    byCalibration = /* @__PURE__ */ new Map();
    models.set(chip, byCalibration);
  }
  let model = byCalibration.get(calibration);
  if (model === void 0) {
    const figures = figuresOf(chip.id);
    model = new OperatorModel(chip, {
      own: calibration ?? shippedCalibrations.find((entry) => entry.chip === chip.id),
      others: shippedLenders(chip.id),
      transfer: transferSpread,
      ...figures === void 0 ? {} : { figures }
    });
    byCalibration.set(calibration, model);
  }
  return model;
}

// src/perf/prompt-parts.ts
var chunkKnots = 7;
var leastPairsPower = 5;
var mostTokensPower = 17;
var mostPairsPower = 2 * mostTokensPower - 1;
var reachOf = ({ call, reachTokens }) => reachTokens ?? (call.kind === "prefill-attention" ? call.windowTokens ?? Number.POSITIVE_INFINITY : call.kind === "mla-prefill" ? Number.POSITIVE_INFINITY : void 0);
function freshTokens(work, reach) {
  if (reach === void 0) return work;
  const triangle = reach * (reach + 1) / 2;
  return work <= triangle ? (Math.sqrt(1 + 8 * work) - 1) / 2 : reach + (work - triangle) / reach;
}
var queryTile = (call) => call.kind === "mla-prefill" ? 128 : call.kind === "prefill-attention" ? Math.max(1, 128 * call.kvHeads / call.heads) : 1;
var workOf = (reach, windowTokens) => reach === void 0 ? "tokens" : reach === Number.POSITIVE_INFINITY ? "pairs" : reach === windowTokens ? "window pairs" : "pairs in reach";
function promptParts(plan, chip, windowTokens) {
  const operators = operatorModel(chip);
  return plan.attention.flatMap(
    (site) => attentionPrefillCalls(site, 1, 1, 0).map((sample, k) => {
      const reach = reachOf(sample);
      const [least, most] = reach === void 0 ? [0, mostTokensPower] : [leastPairsPower, mostPairsPower];
      const stride = reach === Number.POSITIVE_INFINITY ? 2 : 1;
      const workKnots = most + chunkKnots;
      const seconds = new Float64Array(chunkKnots * workKnots);
      const floors = new Float64Array(chunkKnots * workKnots);
      let leastSecondsPerUnit = 0;
      for (let i = 0; i < chunkKnots; i++) {
        const chunks = 2 ** i;
        const row3 = i * workKnots + i;
        let last = least;
        for (let power = least; power <= most; power += stride) {
          const tokens = freshTokens(2 ** power, reach);
          if (tokens > 2 ** mostTokensPower) break;
          const { call, count } = attentionPrefillCalls(site, chunks, tokens, 0)[k];
          seconds[row3 + power] = count * operators.time(call).seconds;
          const { flops, bytes, peakFlopsPerSecond } = operatorWork(call, chip);
          floors[row3 + power] = count * memoryFloorSeconds(bytes, chip);
          leastSecondsPerUnit = count * flops / peakFlopsPerSecond / (chunks * 2 ** power);
          last = power;
        }
        for (const table2 of [seconds, floors]) {
          if (stride > 1)
            for (let at = row3 + least + 1; at < row3 + last; at += 2)
              table2[at] = Math.sqrt(table2[at - 1] * table2[at + 1]);
          table2.fill(table2[row3 + least], row3 - i, row3 + least);
          for (let at = row3 + last + 1; at < row3 - i + workKnots; at++)
            table2[at] = 3 * table2[at - 1] - 2 * table2[at - 2];
        }
      }
      for (const values of [seconds, floors])
        makeMonotone({ axes: [new Float64Array(chunkKnots), new Float64Array(workKnots)], values }, [true, true]);
      return {
        counts: workOf(reach, windowTokens),
        reachTokens: reach ?? Number.POSITIVE_INFINITY,
        class: classOf(sample.call),
        queryTileTokens: queryTile(sample.call),
        chunkKnots,
        workKnots,
        seconds,
        floors,
        leastSecondsPerUnit
      };
    })
  );
}

// src/perf/relative-fit.ts
var passes = 100;
var rounds = 12;
function relativeFit(features, values, wholes) {
  const terms = features[0]?.length ?? 0;
  const coefficients2 = new Array(terms).fill(0);
  const kept = [];
  for (let i = 0; i < values.length; i++) if (values[i] > 0) kept.push(i);
  const count = kept.length;
  if (count === 0) return coefficients2;
  const scaled = new Float64Array(count * terms);
  const targets = new Float64Array(count);
  const scales = new Float64Array(terms);
  kept.forEach((sample, i) => {
    targets[i] = values[sample] / wholes[sample];
    for (let j = 0; j < terms; j++) {
      const entry = features[sample][j] / wholes[sample];
      scaled[i * terms + j] = entry;
      scales[j] = Math.max(scales[j], entry);
    }
  });
  for (let i = 0; i < scaled.length; i++) {
    const scale = scales[i % terms];
    scaled[i] = scale > 0 ? scaled[i] / scale : 0;
  }
  const gram = new Float64Array(terms * terms);
  const right = new Float64Array(terms);
  const weights = new Float64Array(count).fill(1);
  const errors = new Float64Array(count);
  for (let round = 0; round < rounds; round++) {
    gram.fill(0);
    right.fill(0);
    for (let i = 0; i < count; i++) {
      const weight2 = weights[i];
      for (let j = 0; j < terms; j++) {
        const entry = scaled[i * terms + j];
        right[j] += weight2 * entry * targets[i];
        for (let k = 0; k < terms; k++) gram[j * terms + k] += weight2 * entry * scaled[i * terms + k];
      }
    }
    descend(gram, right, coefficients2);
    if (round === rounds - 1) break;
    let worst = 1e-9;
    for (let i = 0; i < count; i++) {
      let error = -targets[i];
      for (let j = 0; j < terms; j++) error += scaled[i * terms + j] * coefficients2[j];
      errors[i] = Math.abs(error);
      worst = Math.max(worst, errors[i]);
    }
    for (let i = 0; i < count; i++) weights[i] *= 0.2 + errors[i] / worst;
  }
  return coefficients2.map((coefficient, j) => scales[j] > 0 ? coefficient / scales[j] : 0);
}
function descend(gram, right, coefficients2) {
  const terms = coefficients2.length;
  for (let pass = 0; pass < passes; pass++) {
    let hasMoved = false;
    for (let j = 0; j < terms; j++) {
      const own = gram[j * terms + j];
      if (!(own > 0)) continue;
      let rest = right[j];
      for (let k = 0; k < terms; k++) if (k !== j) rest -= gram[j * terms + k] * coefficients2[k];
      const next = Math.max(0, rest / own);
      if (next !== coefficients2[j]) hasMoved = true;
      coefficients2[j] = next;
    }
    if (!hasMoved) return;
  }
}

// src/perf/step-parts.ts
var byClass = (make) => ({
  gemm: make(),
  gemm16: make(),
  experts: make(),
  expertsWeightOnly: make(),
  expertsFp4: make(),
  idleExperts: make(),
  decodeAttention: make(),
  prefillAttention: make(),
  latentPrefill: make(),
  communication: make(),
  glue: make()
});
function idleExpertSeconds(call, chip) {
  const local = call.experts / call.ep;
  const idle = Math.max(0, local - reachedExperts(call.tokens * call.topK / call.ep, call));
  const weights = 3 * call.hiddenSize * call.intermediateSize / call.moeTp;
  return idle * weights * arithmeticOf(call.precision, chip).weightBytes / chip.memoryBytesPerSecond;
}
function secondsByClass(calls, chip) {
  const sums = byClass(() => 0);
  const operators = operatorModel(chip);
  for (const { call, count } of calls) {
    sums[classOf(call)] += operators.time(call).seconds * count;
    if (call.kind === "moe") sums.idleExperts += idleExpertSeconds(call, chip) * count;
  }
  return sums;
}
function floorsByClass(calls, chip) {
  const sums = byClass(() => 0);
  const operators = operatorModel(chip);
  for (const { call, count } of calls) sums[classOf(call)] += count * operators.leastSeconds(call);
  return sums;
}
function leastFactors(samples, chip) {
  const least = byClass(() => 0);
  for (const calls of samples) {
    const floors = floorsByClass(calls, chip);
    const seconds = secondsByClass(calls, chip);
    for (const name of callClasses)
      if (seconds[name] > 0) least[name] = Math.max(least[name], Math.min(1, floors[name] / seconds[name]));
  }
  return least;
}
function octaveKnots(last, perOctave) {
  const values = [0];
  for (let step = 0; values[values.length - 1] < last; step++) {
    const value = Math.round(2 ** (step / perOctave));
    if (value > values[values.length - 1]) values.push(value);
  }
  return Float64Array.from(values);
}
function modelWindow(plan) {
  let weighted = 0;
  let layers = 0;
  for (const { attention, count } of plan.attention) {
    const window = attention.kind === "gqa" ? attention.windowTokens : attention.kind === "mla" ? attention.sparse?.topKTokens : attention.kind === "compressed" ? attention.windowTokens : void 0;
    if (window === void 0) continue;
    weighted += window * count;
    layers += count;
  }
  return layers === 0 ? Infinity : Math.round(weighted / layers);
}
var sumOf = (value) => callClasses.reduce((sum, name) => sum + value(name), 0);
var mostSingleKnots = 128;
var tileSteps = [129, 192, 193, 257, 320, 321];
var decodeContexts = [256, 1024, 4096, 12288, 32768];
function priceParts(plan, chip) {
  const { engine } = plan.configuration;
  const share = groupShare(plan.configuration);
  const tokenCounts = Float64Array.from([
    ...octaveKnots(Math.max(8192, engine.maxBatchedTokens) / share, 2),
    ...tileSteps.map((tokens) => tokens / share)
  ]).sort();
  const tokenKnots = new Knots(tokenCounts);
  const lanes = Math.min(mostSingleKnots, Math.round(1 / share));
  const sequenceCounts = Float64Array.from([
    ...Array.from({ length: lanes + 1 }, (_, n) => n),
    ...octaveKnots(Math.max(64, Math.min(8192, engine.maxSequences)), 1).filter((n) => n > lanes)
  ]);
  const windowTokens = modelWindow(plan);
  const parts2 = {
    tokenKnots,
    sequenceKnots: new Knots(sequenceCounts),
    groupShare: share,
    sharedToken: byClass(() => new Float64Array(tokenCounts.length)),
    groupToken: byClass(() => new Float64Array(tokenCounts.length)),
    sharedTokenFloor: byClass(() => new Float64Array(tokenCounts.length)),
    groupTokenFloor: byClass(() => new Float64Array(tokenCounts.length)),
    leastDecodeFactor: byClass(() => new Float64Array(sequenceCounts.length)),
    decode: byClass(() => new Float64Array(sequenceCounts.length)),
    decodePerContext: byClass(() => new Float64Array(sequenceCounts.length)),
    decodePerWindow: byClass(() => new Float64Array(sequenceCounts.length)),
    prompt: promptParts(plan, chip, windowTokens),
    head: secondsByClass(headCalls(plan, 1), chip),
    windowTokens
  };
  for (let i = 1; i < tokenCounts.length; i++) {
    const calls = tokenCalls(plan, Math.max(1, tokenCounts[i] * share));
    const sharedCalls = calls.filter(({ isShared }) => isShared === true);
    const groupCalls = calls.filter(({ isShared }) => isShared !== true);
    const shared = secondsByClass(sharedCalls, chip);
    const group = secondsByClass(groupCalls, chip);
    const sharedFloor = floorsByClass(sharedCalls, chip);
    const groupFloor = floorsByClass(groupCalls, chip);
    for (const name of callClasses) {
      parts2.sharedTokenFloor[name][i] = Math.max(sharedFloor[name], parts2.sharedTokenFloor[name][i - 1]);
      parts2.groupTokenFloor[name][i] = Math.max(groupFloor[name], parts2.groupTokenFloor[name][i - 1]);
      parts2.groupToken[name][i] = Math.max(group[name], parts2.groupToken[name][i - 1]);
      parts2.sharedToken[name][i] = name === "idleExperts" ? shared[name] : Math.max(shared[name], parts2.sharedToken[name][i - 1]);
    }
  }
  const tokenSum = tokenCounts.map(
    (_, i) => sumOf((name) => name === "idleExperts" ? 0 : parts2.groupToken[name][i] + parts2.sharedToken[name][i])
  );
  const hasWindow = Number.isFinite(windowTokens);
  const sites = plan.attention.map((site) => ({ ...plan, attention: [site] }));
  const reaches = decodeContexts.map(
    (context) => hasWindow ? [1, context, Math.min(context, windowTokens)] : [1, context]
  );
  let priced = { sequences: 0, head: parts2.head, least: byClass(() => 0), sites: [] };
  for (let i = 1; i < sequenceCounts.length; i++) {
    const replicaSequences = sequenceCounts[i];
    const sequences = Math.max(1, replicaSequences * share);
    if (sequences !== priced.sequences)
      priced = {
        sequences,
        head: secondsByClass(headCalls(plan, sequences), chip),
        least: leastFactors(
          decodeContexts.map((context) => decodeCalls(plan, sequences, context)),
          chip
        ),
        sites: sites.map(
          (site) => decodeContexts.map((context) => secondsByClass(decodeCalls(site, sequences, context), chip))
        )
      };
    const { head } = priced;
    for (const samples of priced.sites) {
      const others = interpolate(tokenKnots, tokenSum, replicaSequences);
      const wholes = samples.map((seconds) => others + sumOf((name) => seconds[name]));
      for (const name of callClasses) {
        const [base, slope, windowSlope] = relativeFit(
          reaches,
          samples.map((seconds) => seconds[name]),
          wholes
        );
        parts2.decode[name][i] += base;
        parts2.decodePerContext[name][i] += slope / replicaSequences;
        parts2.decodePerWindow[name][i] += (windowSlope ?? 0) / replicaSequences;
      }
    }
    for (const name of callClasses) {
      parts2.decode[name][i] += head[name];
      parts2.leastDecodeFactor[name][i] = priced.least[name];
    }
  }
  for (const table2 of [parts2.decode, parts2.decodePerContext, parts2.decodePerWindow, parts2.leastDecodeFactor])
    for (const name of callClasses) table2[name][0] = table2[name][1];
  return parts2;
}

// src/perf/compile.ts
function weighTokens(tables, floors, factors2) {
  const sum = new Float64Array(tables.gemm.length);
  for (const name of callClasses) {
    const table2 = tables[name];
    const floor = floors[name];
    const factor = factors2[name];
    for (let i = 0; i < sum.length; i++) sum[i] += Math.max(factor * table2[i], floor[i]);
  }
  return sum;
}
function weighDecode(tables, least, factors2) {
  const sum = new Float64Array(tables.gemm.length);
  for (const name of callClasses) {
    const table2 = tables[name];
    const lowest = least[name];
    const factor = factors2[name];
    for (let i = 0; i < sum.length; i++) sum[i] += Math.max(factor, lowest[i]) * table2[i];
  }
  return sum;
}
var weighNumbers = (values, factors2) => callClasses.reduce((sum, name) => sum + factors2[name] * values[name], 0);
function weighPrompt(parts2, factors2) {
  const tables = [];
  for (const {
    counts,
    reachTokens,
    chunkKnots: chunkKnots2,
    workKnots,
    seconds,
    floors,
    leastSecondsPerUnit,
    class: name
  } of parts2) {
    let table2 = tables.find((other) => other.counts === counts && other.reachTokens === reachTokens);
    if (table2 === void 0) {
      const none = new Float64Array(seconds.length);
      table2 = { counts, reachTokens, chunkKnots: chunkKnots2, workKnots, seconds: none, leastSecondsPerUnit: 0 };
      tables.push(table2);
    }
    table2.leastSecondsPerUnit += leastSecondsPerUnit;
    const sum = table2.seconds;
    const factor = factors2[name];
    for (let i = 0; i < sum.length; i++) sum[i] += Math.max(factor * seconds[i], floors[i]);
  }
  return tables;
}
function queryTileOf(parts2) {
  let costliest;
  for (const part of parts2)
    if (part.counts === "pairs" && !(costliest !== void 0 && costliest.seconds.at(-1) >= part.seconds.at(-1)))
      costliest = part;
  return costliest === void 0 || costliest.queryTileTokens <= 1 ? void 0 : costliest.queryTileTokens;
}
function composeStep(parts2, composition, layers, frame) {
  const { factors: factors2 } = composition;
  const { lanes } = frame;
  const shared = weighTokens(parts2.sharedToken, parts2.sharedTokenFloor, factors2);
  const group = weighTokens(parts2.groupToken, parts2.groupTokenFloor, factors2);
  const perStep = composition.hostSecondsPerStep + composition.gapSecondsPerLayer * layers;
  for (let i = 1; i < shared.length; i++) shared[i] = Math.max(shared[i] + perStep, shared[i - 1]);
  const decodeSeconds = weighDecode(parts2.decode, parts2.leastDecodeFactor, factors2);
  for (let i = 0; i < decodeSeconds.length; i++)
    decodeSeconds[i] += composition.hostSecondsPerSequence * Math.max(1, parts2.sequenceKnots.values[i] * parts2.groupShare);
  return {
    tokenKnots: frame.tokenKnots,
    tokenSeconds: shared.map((seconds, i) => seconds + group[i]),
    sequenceKnots: frame.sequenceKnots,
    decodeSeconds,
    decodeSecondsPerContextToken: weighDecode(parts2.decodePerContext, parts2.leastDecodeFactor, factors2),
    decodeSecondsPerWindowToken: weighDecode(parts2.decodePerWindow, parts2.leastDecodeFactor, factors2),
    prefillSecondsPerSequence: composition.hostSecondsPerPrompt * parts2.groupShare,
    prefillSecondsPerPair: 0,
    promptAttention: { laneShare: parts2.groupShare, tables: weighPrompt(parts2.prompt, factors2) },
    headSeconds: weighNumbers(parts2.head, factors2),
    windowTokens: frame.windowTokens,
    kvBytesPerToken: frame.kvBytesPerToken,
    kvContentBytesPerToken: frame.kvContentBytesPerToken,
    kvCapacityTokens: frame.kvCapacityTokens,
    contextLimit: frame.contextLimit,
    flopsPerToken: frame.flopsPerToken,
    flopsPerPair: frame.flopsPerPair,
    weightBytesPerStep: frame.weightBytesPerStep,
    peakFlopsPerSecond: frame.peakFlopsPerSecond,
    peakBytesPerSecond: frame.peakBytesPerSecond,
    pipeline: lanes.pipeline,
    attentionGroups: lanes.attentionGroups === void 0 ? void 0 : { count: lanes.attentionGroups.count, tokenSeconds: group },
    queryTileTokens: queryTileOf(parts2.prompt),
    spread: frame.spread
  };
}
var flopsOf = (calls, chip) => calls.reduce((sum, { call, count }) => sum + operatorWork(call, chip).flops * count, 0);
function frameOf(plan, chip, parts2, spread) {
  const { model, configuration } = plan;
  const { layout } = configuration;
  const chips = chipsOf(layout);
  const memory = memoryAccount(model, chip, configuration);
  const precision = partPrecision(model, configuration.precision);
  const sampleTokens = 1024;
  const samplePairs = sampleTokens * (sampleTokens + 1) / 2;
  const share = groupShare(configuration);
  const groups = chips * share;
  return {
    tokenKnots: parts2.tokenKnots,
    sequenceKnots: parts2.sequenceKnots,
    windowTokens: parts2.windowTokens,
    kvBytesPerToken: memory.kvBytesPerToken,
    kvContentBytesPerToken: memory.kvContentBytesPerToken,
    kvCapacityTokens: memory.kvCapacityTokens,
    contextLimit: model.contextLimit,
    flopsPerToken: flopsOf(tokenCalls(plan, sampleTokens), chip) / sampleTokens * groups,
    flopsPerPair: flopsOf(prefillCalls(plan, 1, sampleTokens, 0), chip) / samplePairs * groups,
    weightBytesPerStep: weightBytesPerChip(model, configuration) * chips,
    peakFlopsPerSecond: arithmeticOf(precision.experts, chip).peakFlopsPerSecond * chips,
    peakBytesPerSecond: chip.memoryBytesPerSecond * chips,
    lanes: configuredLanes(configuration),
    spread
  };
}

// src/perf/drawn-lengths.ts
var inputStride = 0.6180339887498949;
var outputStride = 0.4142135623730951;
function drawLengths(work, count) {
  const { shortestLengthFraction: lowest, longestLengthFraction } = work;
  const range = longestLengthFraction - lowest;
  const input = new Int32Array(count);
  const output = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    input[i] = Math.max(1, Math.round(work.inputTokens * (lowest + range * ((i + 1) * inputStride % 1))));
    output[i] = Math.max(2, Math.round(work.outputTokens * (lowest + range * ((i + 1) * outputStride % 1))));
  }
  return { input, output };
}

// src/perf/finish-heap.ts
var FinishHeap = class {
  #keys;
  #slots;
  size = 0;
  constructor(capacity) {
    this.#keys = new Float64Array(capacity + 1);
    this.#slots = new Int32Array(capacity + 1);
  }
  /** Smallest key; meaningless while empty. */
  get least() {
    return this.#keys[0];
  }
  push(key, slot) {
    const keys2 = this.#keys;
    const slots = this.#slots;
    let i = this.size++;
    while (i > 0) {
      const parent = i - 1 >> 1;
      if (keys2[parent] <= key) break;
      keys2[i] = keys2[parent];
      slots[i] = slots[parent];
      i = parent;
    }
    keys2[i] = key;
    slots[i] = slot;
  }
  pop() {
    const keys2 = this.#keys;
    const slots = this.#slots;
    const top2 = slots[0];
    const key = keys2[--this.size];
    const slot = slots[this.size];
    let i = 0;
    for (; ; ) {
      let child = 2 * i + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && keys2[child + 1] < keys2[child]) child++;
      if (keys2[child] >= key) break;
      keys2[i] = keys2[child];
      slots[i] = slots[child];
      i = child;
    }
    keys2[i] = key;
    slots[i] = slot;
    return top2;
  }
};

// src/perf/disaggregated-loop.ts
var replayedRequests = 2e3;
var bundledConcurrency = 768;
function promptBatchSeconds(pool, prompts, tokens) {
  const { model } = pool;
  const rounds2 = Math.ceil(prompts / pool.attentionGroups);
  const pairs = tokens * (tokens + 1) / 2;
  const window = model.windowTokens;
  const windowPairs = tokens <= window ? pairs : window * (window + 1) / 2 + (tokens - window) * window;
  const chunks = Math.max(1, Math.ceil(rounds2 * tokens / Math.max(1, pool.maxBatchedTokens)));
  const load = promptLoad(
    model,
    {
      prefillTokens: prompts * tokens / chunks,
      prefillSequences: Math.max(Math.min(prompts, pool.attentionGroups), prompts / chunks),
      prefillPairs: prompts * pairs / chunks,
      prefillWindowPairs: prompts * windowPairs / chunks,
      // The fullest group's prompts, one after another.
      largestChunk: {
        tokens: rounds2 * tokens / chunks,
        pairs: rounds2 * pairs / chunks,
        windowPairs: rounds2 * windowPairs / chunks
      },
      decodeSequences: 0,
      decodeContextTokens: 0,
      decodeWindowTokens: 0
    },
    emptyLoad()
  );
  return chunks * (tokenSeconds(model, load, 0) + promptSeconds(model, load, 0));
}
function disaggregatedLoop(prefill, decode, work) {
  const range = work.longestLengthFraction - work.shortestLengthFraction;
  const meanInput = Math.max(1, Math.round(work.inputTokens * (work.shortestLengthFraction + range / 2)));
  const perBatch = prefill.attentionGroups * Math.max(1, Math.floor(prefill.maxBatchedTokens / meanInput));
  const bundle = Math.max(
    1,
    Math.min(
      Math.round(work.concurrency / bundledConcurrency),
      perBatch,
      Math.floor(work.concurrency / decode.workers)
    )
  );
  const concurrency = Math.max(1, Math.round(work.concurrency / bundle));
  const waves = Math.max(Math.min(work.waves, replayedRequests / concurrency), Math.min(work.waves, 2.5));
  const total = Math.max(concurrency, Math.round(concurrency * waves));
  const { input, output } = drawLengths(work, total);
  const arrival = new Float64Array(total);
  const queued = new Float64Array(total);
  const started = new Float64Array(total);
  const ready2 = new Float64Array(total);
  const first = new Float64Array(total);
  const end = new Float64Array(total);
  const events = new FinishHeap(2 * total + prefill.workers);
  const readers = Array.from({ length: prefill.workers }, () => ({
    queue: [],
    head: 0,
    reading: []
  }));
  const { model } = decode;
  const limit = Math.max(1, Math.floor(decode.maxSequences / bundle));
  const capacity = Math.max(model.kvCapacityTokens / bundle, work.inputTokens + work.outputTokens + 1);
  const writers = Array.from({ length: decode.workers }, () => ({
    waiting: [],
    head: 0,
    assigned: 0,
    due: new FinishHeap(total),
    batch: 0,
    context: 0,
    reserved: 0,
    step: 0,
    /** The run of steps under way: when it began and ends, its steps, the first step's time and what each further one adds. */
    since: 0,
    until: Number.POSITIVE_INFINITY,
    run: 0,
    stepSeconds: 0,
    growth: 0
  }));
  let now = 0;
  let sent = 0;
  let finished = 0;
  let frontEndFree = 0;
  let prefillBusy = 0;
  let transferTime = 0;
  let busy = 0;
  let batchTime = 0;
  const send = () => {
    const slot = sent++;
    arrival[slot] = slot < concurrency ? now : now + 0.5 * work.frontEndSeconds;
    frontEndFree = Math.max(frontEndFree, arrival[slot]) + work.frontEndSerialSeconds * bundle;
    events.push(frontEndFree + 0.5 * work.frontEndSeconds, slot);
  };
  const read2 = (worker) => {
    const reader = readers[worker];
    if (reader.reading.length > 0 || reader.head === reader.queue.length) return;
    let tokens = 0;
    while (reader.head < reader.queue.length && (reader.reading.length + 1) * bundle <= perBatch) {
      const slot = reader.queue[reader.head++];
      started[slot] = now;
      tokens += input[slot];
      reader.reading.push(slot);
    }
    const prompts = reader.reading.length;
    const seconds = promptBatchSeconds(prefill, prompts * bundle, tokens / prompts);
    prefillBusy += seconds;
    events.push(now + seconds, total + worker);
  };
  const moved = (slot) => work.transferStartSeconds + work.kvBytesPerToken * input[slot] / work.transferBytesPerSecond;
  const decodeRun = (writer) => {
    while (writer.head < writer.waiting.length && writer.batch < limit) {
      const slot = writer.waiting[writer.head];
      if (writer.reserved > 0 && writer.reserved + input[slot] + output[slot] > capacity) break;
      writer.head++;
      first[slot] = now;
      writer.batch++;
      writer.context += input[slot] + 1;
      writer.reserved += input[slot] + output[slot];
      writer.due.push(writer.step + output[slot] - 1, slot);
    }
    if (writer.batch === 0) {
      writer.until = Number.POSITIVE_INFINITY;
      return;
    }
    const batch = writer.batch * bundle;
    const context = writer.context * bundle;
    const uneven = decode.attentionGroups > 1 ? fullestGroup(batch, decode.attentionGroups) : 1;
    const counted = batch * uneven;
    const perContext = interpolate(model.sequenceKnots, model.decodeSecondsPerContextToken, counted);
    writer.stepSeconds = interpolate(model.tokenKnots, model.tokenSeconds, counted) + interpolate(model.sequenceKnots, model.decodeSeconds, counted) + perContext * context * uneven + interpolate(model.sequenceKnots, model.decodeSecondsPerWindowToken, counted) * Math.min(context, model.windowTokens * batch) * uneven;
    writer.growth = counted * perContext;
    writer.since = now;
    writer.run = writer.due.least - writer.step;
    writer.until = now + runSeconds(writer, writer.run);
  };
  const finishRun = (writer) => {
    busy += writer.until - writer.since;
    batchTime += (writer.until - writer.since) * writer.batch;
    writer.step += writer.run;
    writer.context += writer.run * writer.batch;
    while (writer.due.size > 0 && writer.due.least <= writer.step) {
      const slot = writer.due.pop();
      end[slot] = now;
      writer.batch--;
      writer.assigned--;
      writer.context -= input[slot] + output[slot];
      writer.reserved -= input[slot] + output[slot];
      finished++;
      if (sent < total) send();
    }
  };
  while (sent < Math.min(concurrency, total)) send();
  while (finished < total) {
    let next = events.size > 0 ? events.least : Number.POSITIVE_INFINITY;
    let soonest = -1;
    for (let w = 0; w < writers.length; w++)
      if (writers[w].until <= next) {
        next = writers[w].until;
        soonest = w;
      }
    now = next;
    if (soonest >= 0) {
      finishRun(writers[soonest]);
      decodeRun(writers[soonest]);
      continue;
    }
    const event = events.pop();
    if (event < total) {
      let least = 0;
      const outstanding = (worker) => readers[worker].queue.length - readers[worker].head + readers[worker].reading.length;
      for (let p = 1; p < readers.length; p++) if (outstanding(p) < outstanding(least)) least = p;
      queued[event] = now;
      readers[least].queue.push(event);
      read2(least);
    } else if (event < total + prefill.workers) {
      const reader = readers[event - total];
      for (const slot of reader.reading) {
        ready2[slot] = now + moved(slot);
        transferTime += moved(slot);
        events.push(ready2[slot], total + prefill.workers + slot);
      }
      reader.reading.length = 0;
      read2(event - total);
    } else {
      let writer = writers[0];
      for (const other of writers) if (other.assigned < writer.assigned) writer = other;
      writer.assigned++;
      writer.waiting.push(event - total - prefill.workers);
      if (writer.until === Number.POSITIVE_INFINITY) decodeRun(writer);
      else if (writer.batch < limit) {
        const elapsed = now - writer.since;
        let steps = Math.max(1, Math.ceil(elapsed / (writer.stepSeconds + writer.growth * writer.run)));
        while (steps < writer.run && runSeconds(writer, steps) < elapsed) steps++;
        if (steps < writer.run) {
          writer.run = steps;
          writer.until = writer.since + runSeconds(writer, steps);
        }
      }
    }
  }
  const laterWeight = total > concurrency ? (work.waves - 1) / (total / concurrency - 1) : 1;
  let weights = 0;
  let ttft = 0;
  let tpot = 0;
  let latency = 0;
  let outputs = 0;
  let prefillQueue = 0;
  let prefillTime = 0;
  let decodeQueue = 0;
  for (let i = 0; i < total; i++) {
    const weight2 = i < concurrency ? 1 : laterWeight;
    weights += weight2;
    ttft += weight2 * (first[i] - arrival[i] + 0.5 * work.frontEndSeconds);
    tpot += weight2 * (end[i] - first[i]) / (output[i] - 1);
    latency += weight2 * (end[i] - arrival[i] + 0.5 * work.frontEndSeconds);
    prefillQueue += weight2 * (started[i] - queued[i]);
    prefillTime += weight2 * (ready2[i] - moved(i) - started[i]);
    decodeQueue += weight2 * (first[i] - ready2[i]);
    outputs += output[i];
  }
  return {
    ttftSeconds: ttft / weights,
    tpotSeconds: tpot / weights,
    e2eSeconds: latency / weights,
    requestsPerSecond: total / now * bundle,
    outputTokensPerSecond: outputs / now * bundle,
    prefillQueueSeconds: prefillQueue / weights,
    prefillSeconds: prefillTime / weights,
    transferSeconds: transferTime / total,
    decodeQueueSeconds: decodeQueue / weights,
    meanBatch: busy > 0 ? batchTime / busy * bundle : 0,
    prefillUtilisation: now > 0 ? prefillBusy / now / prefill.workers : 0
  };
}
var runSeconds = (run, steps) => steps * run.stepSeconds + run.growth * steps * (steps - 1) / 2;
function fullestGroup(batch, groups) {
  const each = batch / groups;
  return each <= 1 ? 1 : Math.min(2, 1 + 0.5 / each);
}

// src/perf/serving-fit/prepared-point.ts
var memoryFraction = { vllm: 0.9, sglang: 0.85, trtllm: 0.9 };
var leastKvShare = 0.05;
function withRoom(frame, chip, layout) {
  if (!(frame.kvBytesPerToken > 0)) return frame;
  const least = leastKvShare * chip.memoryBytes * chipsOf(layout) / frame.kvBytesPerToken;
  return { ...frame, kvCapacityTokens: Math.max(frame.kvCapacityTokens, least) };
}
function preparePoint(point, chip, model, cache, stated = point.layout) {
  const layout = layoutRun(point, chip.architecture, stated);
  const engineClass = engineClassOf(
    point.family,
    point.version,
    point.measuredDate,
    point.mode,
    chip.architecture
  ).name;
  const settings = harnessSettings({
    family: point.family,
    engineClass,
    version: point.version,
    model: point.model,
    precision: point.precision,
    architecture: chip.architecture,
    chip: chip.id,
    inputTokens: point.inputTokens,
    concurrency: point.concurrency,
    isScripted: !point.isInternal
  });
  const engine = {
    family: point.family,
    ...point.version === "" ? {} : { version: point.version },
    maxBatchedTokens: Math.max(1024, settings.maxBatchedTokens),
    maxSequences: settings.maxSequences,
    kvBlockTokens: 16,
    memoryFraction: memoryFraction[point.family],
    kvCacheFormat: settings.kvCacheFormat,
    hasPrefixCache: false
  };
  const precision = point.precision === "fp8" || point.precision === "fp8-block" ? model.nativePrecision === "fp8-block" ? "fp8-block" : "fp8" : point.precision;
  const configuration = { layout, precision, engine };
  const key = JSON.stringify([chip.id, model.name, configuration]);
  let priced = cache.get(key);
  if (priced === void 0) {
    const plan = planModel(model, configuration);
    const parts2 = priceParts(plan, chip);
    priced = {
      parts: parts2,
      layers: plan.layers,
      frame: withRoom(frameOf(plan, chip, parts2, { p10: 1, p90: 1 }), chip, layout)
    };
    cache.set(key, priced);
  }
  const unseen = point.isInternal ? unseenPrompts(engineClass, chip.id, { ...point, kvCapacityTokens: priced.frame.kvCapacityTokens }) : void 0;
  return {
    point,
    chip,
    model,
    configuration,
    ...priced,
    receiveIntervalSteps: settings.receiveIntervalSteps,
    work: {
      inputTokens: point.inputTokens,
      outputTokens: point.outputTokens,
      concurrency: point.concurrency,
      ...lengthRange(!point.isInternal, engineClass),
      waves: 10,
      ...unseen === void 0 ? {} : { unseenPrompts: unseen }
    }
  };
}

// src/perf/serving-fit/predict-disaggregated.ts
var transferShare = 0.6;
var transferStartSeconds = 0.01;
function preparePools(point, chip, model, cache) {
  const { prefill, decode } = point;
  if (prefill === void 0 || decode === void 0)
    fail("domain", ["prefill"], "a disaggregated run needs both pools", "Give layout and workers of each pool.");
  return {
    point,
    chip,
    prefill: preparePoint(point, chip, model, cache, prefill.layout),
    decode: preparePoint(point, chip, model, cache, decode.layout)
  };
}
function decodeBatchLimit(point) {
  const own = Math.max(1, Math.ceil(point.concurrency / point.decode.workers));
  const { mostPerDecodeWorker: most } = point;
  if (point.family !== "trtllm" || point.decode.layout.attentionDp > 1 || most === void 0) return own;
  return Math.min(own, 2 ** Math.floor(log2(Math.max(1, most))));
}
function predictDisaggregated(pools, engine) {
  const { point, chip } = pools;
  const compiled = (prepared) => composeStep(prepared.parts, engine, prepared.layers, prepared.frame);
  const prefill = point.prefill;
  const decode = point.decode;
  return disaggregatedLoop(
    {
      model: compiled(pools.prefill),
      workers: prefill.workers,
      attentionGroups: prefill.layout.attentionDp,
      maxBatchedTokens: pools.prefill.configuration.engine.maxBatchedTokens
    },
    {
      model: compiled(pools.decode),
      workers: decode.workers,
      attentionGroups: decode.layout.attentionDp,
      maxSequences: decodeBatchLimit(point)
    },
    {
      inputTokens: point.inputTokens,
      outputTokens: point.outputTokens,
      concurrency: point.concurrency,
      shortestLengthFraction: 0.8,
      longestLengthFraction: 1,
      waves: 10,
      kvBytesPerToken: transferBytesPerToken(pools.prefill.frame),
      transferBytesPerSecond: transferShare * chip.scaleOut.bytesPerSecond * Math.min(chipsOf(prefill.layout), chipsOf(decode.layout)),
      transferStartSeconds,
      frontEndSeconds: engine.frontEndSeconds,
      frontEndSerialSeconds: engine.frontEndSerialSeconds
    }
  );
}

// src/perf/closed-loop.ts
var replayedRequests2 = 2e3;
var delayStride = 0.7320508075688772;
var delaySpread = 0.5;
var median = (values) => {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
function closedLoop(model, habit, work) {
  const { concurrency } = work;
  const waves = Math.max(Math.min(work.waves, replayedRequests2 / concurrency), Math.min(work.waves, 2.5));
  const total = Math.max(concurrency, Math.round(concurrency * waves));
  const { input, output } = drawLengths(work, total);
  const unseen = work.unseenPrompts ?? total;
  const arrival = new Float64Array(total);
  const visible = new Float64Array(total);
  const started = new Float64Array(total);
  const first = new Float64Array(total);
  const end = new Float64Array(total);
  const isMixed = habit.scheduling === "mixed";
  const budget = Math.max(stepTokenBudget(model, habit.maxBatchedTokens), 16);
  const sequenceLimit = Math.max(1, Math.min(habit.maxSequences, concurrency));
  const capacity = Math.max(model.kvCapacityTokens, work.inputTokens + work.outputTokens + 1);
  const interval = Math.max(1, habit.receiveIntervalSteps);
  let frontEndFree = 0;
  const queue = new Int32Array(total);
  let admitted = 0;
  const receive = (i, at) => {
    arrival[i] = at;
    frontEndFree = Math.max(frontEndFree, at) + habit.frontEndSerialSeconds;
    const delay = 1 + delaySpread * (2 * ((i + 1) * delayStride % 1) - 1);
    visible[i] = frontEndFree + habit.frontEndSeconds * delay;
    let place = i;
    for (; place > admitted && visible[queue[place - 1]] > visible[i]; place--) queue[place] = queue[place - 1];
    queue[place] = i;
  };
  const { windowTokens: window, sequenceKnots } = model;
  const tableSize = sequenceLimit + 2;
  const base = new Float64Array(tableSize).fill(-1);
  const perContext = new Float64Array(tableSize);
  const perWindow = new Float64Array(tableSize);
  const fill = (batch2) => {
    base[batch2] = interpolate(sequenceKnots, model.decodeSeconds, batch2);
    perContext[batch2] = interpolate(sequenceKnots, model.decodeSecondsPerContextToken, batch2);
    perWindow[batch2] = interpolate(sequenceKnots, model.decodeSecondsPerWindowToken, batch2);
  };
  if (!(interpolate(model.tokenKnots, model.tokenSeconds, budget) >= 0) || !(model.prefillSecondsPerPair >= 0))
    fail("invariant", ["step model"], "a step has no time", "Please report this as a bug in Silico.");
  const heap = new FinishHeap(total);
  let nextArrival = 0;
  for (; nextArrival < Math.min(concurrency, total); nextArrival++) receive(nextArrival, 0);
  let partial = -1;
  let partialDone = 0;
  let now = 0;
  let decodeStep = 0;
  let batch = 0;
  let contextTokens = 0;
  let reserved = 0;
  let finished = 0;
  let steps = 0;
  let busyPrefill = 0;
  let busy = 0;
  let batchTime = 0;
  const running = new Int32Array(Math.max(1, Math.min(total, 4096)));
  const largest = { tokens: 0, pairs: 0, tiledPairs: 0, windowPairs: 0 };
  const prompts = emptyWork();
  prompts.largestChunk = largest;
  const tile = model.queryTileTokens ?? 1;
  const load = emptyLoad();
  const finishDue = () => {
    while (heap.size > 0 && heap.least <= decodeStep) {
      const slot = heap.pop();
      end[slot] = now;
      batch--;
      contextTokens -= input[slot] + output[slot];
      reserved -= input[slot] + output[slot] * habit.reservedOutputShare;
      finished++;
      if (nextArrival < total) {
        receive(nextArrival, now);
        nextArrival++;
      }
    }
  };
  const canAdmit = () => {
    if (admitted >= nextArrival || visible[queue[admitted]] > now || batch + (partial >= 0 ? 1 : 0) >= sequenceLimit)
      return false;
    if (batch > 0 && interval > 1 && decodeStep % interval !== 0) return false;
    const next = queue[admitted];
    return reserved === 0 || reserved + input[next] + output[next] * habit.reservedOutputShare <= capacity;
  };
  while (finished < total) {
    if (partial >= 0 || canAdmit()) {
      let left = isMixed ? Math.max(16, budget - batch) : budget;
      let tokens = 0;
      let sequences = 0;
      let pairs = 0;
      let tiled = 0;
      let windowPairs = 0;
      let completed = 0;
      largest.tokens = 0;
      largest.pairs = 0;
      largest.tiledPairs = 0;
      largest.windowPairs = 0;
      while (left > 0) {
        if (partial < 0) {
          if (batch + completed >= sequenceLimit || completed >= running.length || !canAdmit()) break;
          partial = queue[admitted++];
          partialDone = partial < unseen ? 0 : input[partial] - 1;
          started[partial] = now;
          reserved += input[partial] + output[partial] * habit.reservedOutputShare;
        }
        const chunk = Math.min(left, input[partial] - partialDone);
        const all = chunk * partialDone + chunk * (chunk + 1) / 2;
        pairs += all;
        const walked = partialDone > 0 ? tiledPairs(chunk, partialDone, tile) : all;
        tiled += walked;
        let near2 = all;
        if (window !== Infinity) {
          const growing = Math.max(0, Math.min(chunk, window - partialDone));
          near2 = growing * partialDone + growing * (growing + 1) / 2 + (chunk - growing) * window;
        }
        windowPairs += near2;
        if (chunk > largest.tokens) largest.tokens = chunk;
        if (all > largest.pairs) largest.pairs = all;
        if (walked > largest.tiledPairs) largest.tiledPairs = walked;
        if (near2 > largest.windowPairs) largest.windowPairs = near2;
        sequences++;
        tokens += chunk;
        left -= chunk;
        partialDone += chunk;
        if (partialDone < input[partial]) break;
        running[completed++] = partial;
        partial = -1;
      }
      const decoding = isMixed ? batch : 0;
      prompts.prefillTokens = tokens;
      prompts.prefillSequences = sequences;
      prompts.prefillPairs = pairs;
      prompts.prefillTiledPairs = tiled;
      prompts.prefillWindowPairs = windowPairs;
      promptLoad(model, prompts, load);
      let seconds2 = tokenSeconds(model, load, decoding) + promptSeconds(model, load, decoding);
      if (decoding > 0) {
        if (base[decoding] < 0) fill(decoding);
        seconds2 += base[decoding] + perContext[decoding] * contextTokens + perWindow[decoding] * Math.min(contextTokens, window * decoding);
      }
      now += seconds2;
      steps++;
      busy += seconds2;
      busyPrefill += seconds2;
      batchTime += seconds2 * decoding;
      if (decoding > 0) {
        decodeStep++;
        contextTokens += decoding;
      }
      for (let k = 0; k < completed; k++) {
        const slot = running[k];
        first[slot] = now;
        batch++;
        contextTokens += input[slot] + 1;
        heap.push(decodeStep + output[slot] - 1, slot);
      }
      finishDue();
      continue;
    }
    if (batch === 0) {
      now = Math.max(now, visible[queue[admitted]]);
      continue;
    }
    if (base[batch] < 0) fill(batch);
    let run = heap.least - decodeStep;
    const step = interpolate(model.tokenKnots, model.tokenSeconds, batch) + base[batch] + perContext[batch] * contextTokens + perWindow[batch] * Math.min(contextTokens, window * batch);
    const growth = batch * perContext[batch] + (contextTokens < window * batch ? batch * perWindow[batch] : 0);
    if (admitted < nextArrival && batch < sequenceLimit) {
      const wait = visible[queue[admitted]] - now;
      if (wait > 0)
        run = Math.min(run, Math.max(1, Math.ceil(wait / (step + 0.5 * growth * Math.min(run, wait / step)))));
      else if (interval > 1) run = Math.min(run, interval - decodeStep % interval);
    }
    const seconds = run * step + growth * run * (run - 1) / 2;
    now += seconds;
    steps += run;
    busy += seconds;
    batchTime += seconds * batch;
    decodeStep += run;
    contextTokens += run * batch;
    finishDue();
  }
  let ttft = 0;
  let tpot = 0;
  let latency = 0;
  let waited = 0;
  let outputs = 0;
  let inputs = 0;
  const laterWeight = total > concurrency ? (work.waves - 1) / (total / concurrency - 1) : 1;
  let weights = 0;
  const ttfts = new Float64Array(total);
  const tpots = new Float64Array(total);
  for (let i = 0; i < total; i++) {
    const weight2 = i < concurrency ? 1 : laterWeight;
    weights += weight2;
    ttfts[i] = first[i] - arrival[i];
    tpots[i] = (end[i] - first[i]) / (output[i] - 1);
    ttft += weight2 * ttfts[i];
    tpot += weight2 * tpots[i];
    latency += weight2 * (end[i] - arrival[i]);
    waited += weight2 * (started[i] - visible[i]);
    outputs += output[i];
    inputs += input[i];
  }
  return {
    ttftSeconds: ttft / weights,
    tpotSeconds: tpot / weights,
    e2eSeconds: latency / weights,
    ttftMedianSeconds: median(ttfts),
    tpotMedianSeconds: median(tpots),
    requestsPerSecond: total / now,
    outputTokensPerSecond: outputs / now,
    totalTokensPerSecond: (inputs + outputs) / now,
    prefillTimeFraction: busy > 0 ? busyPrefill / busy : 0,
    meanBatch: busy > 0 ? batchTime / busy : 0,
    queueSeconds: waited / weights,
    steps
  };
}

// src/perf/serving-fit/predict-point.ts
var limitedBatch = 8;
var acceptedPerStep = 1.85;
function predictAggregated(prepared, engine, kind = "regular", model = composeStep(prepared.parts, engine, prepared.layers, prepared.frame)) {
  const { configuration } = prepared;
  let work = prepared.work;
  let maxSequences = configuration.engine.maxSequences;
  if (kind === "batch-limited") {
    maxSequences = limitedBatch;
    work = { ...work, concurrency: 10 * limitedBatch, waves: 1 };
  }
  const habit = {
    scheduling: schedulingOf(configuration.engine.family),
    maxBatchedTokens: configuration.engine.maxBatchedTokens,
    maxSequences,
    reservedOutputShare: reservedOutputShare(configuration.engine.family),
    receiveIntervalSteps: prepared.receiveIntervalSteps,
    frontEndSeconds: engine.frontEndSeconds,
    frontEndSerialSeconds: engine.frontEndSerialSeconds
  };
  const result = closedLoop(model, habit, work);
  return {
    ttftSeconds: result.ttftSeconds,
    tpotSeconds: kind === "speculative" ? result.tpotSeconds / acceptedPerStep : result.tpotSeconds,
    result
  };
}

// src/catalog/models/shipped-models.ts
import { distance as distance3 } from "fastest-levenshtein";

// data/models/01-ai.yaml
var ai_default = { models: [{ name: "01-ai/Yi-34B", source: "config.json of huggingface.co/01-ai/Yi-34B", config: { architectures: ["LlamaForCausalLM"], hidden_size: 7168, intermediate_size: 20480, max_position_embeddings: 4096, num_attention_heads: 56, num_hidden_layers: 60, num_key_value_heads: 8, tie_word_embeddings: false, torch_dtype: "bfloat16", vocab_size: 64e3 } }] };

// data/models/codellama.yaml
var codellama_default = { models: [{ name: "codellama/CodeLlama-34b-Instruct-hf", source: "config.json of huggingface.co/codellama/CodeLlama-34b-Instruct-hf", config: { architectures: ["LlamaForCausalLM"], hidden_size: 8192, intermediate_size: 22016, max_position_embeddings: 16384, num_attention_heads: 64, num_hidden_layers: 48, num_key_value_heads: 8, tie_word_embeddings: false, torch_dtype: "bfloat16", vocab_size: 32e3 } }] };

// data/models/deepseek-ai.yaml
var deepseek_ai_default = { models: [{ name: "deepseek-ai/DeepSeek-R1", source: "config.json of huggingface.co/deepseek-ai/DeepSeek-R1", config: { architectures: ["DeepseekV3ForCausalLM"], attention_bias: false, first_k_dense_replace: 3, hidden_size: 7168, intermediate_size: 18432, kv_lora_rank: 512, max_position_embeddings: 163840, moe_intermediate_size: 2048, moe_layer_freq: 1, n_routed_experts: 256, n_shared_experts: 1, num_attention_heads: 128, num_experts_per_tok: 8, num_hidden_layers: 61, num_key_value_heads: 128, num_nextn_predict_layers: 1, q_lora_rank: 1536, qk_nope_head_dim: 128, qk_rope_head_dim: 64, quantization_config: { quant_method: "fp8", weight_block_size: [128, 128] }, tie_word_embeddings: false, topk_method: "noaux_tc", torch_dtype: "bfloat16", v_head_dim: 128, vocab_size: 129280 } }, { name: "deepseek-ai/DeepSeek-V3.2", source: "config.json of huggingface.co/deepseek-ai/DeepSeek-V3.2", config: { architectures: ["DeepseekV32ForCausalLM"], attention_bias: false, first_k_dense_replace: 3, hidden_size: 7168, index_head_dim: 128, index_n_heads: 64, index_topk: 2048, intermediate_size: 18432, kv_lora_rank: 512, max_position_embeddings: 163840, moe_intermediate_size: 2048, moe_layer_freq: 1, n_routed_experts: 256, n_shared_experts: 1, num_attention_heads: 128, num_experts_per_tok: 8, num_hidden_layers: 61, num_key_value_heads: 128, num_nextn_predict_layers: 1, q_lora_rank: 1536, qk_nope_head_dim: 128, qk_rope_head_dim: 64, quantization_config: { quant_method: "fp8", weight_block_size: [128, 128] }, tie_word_embeddings: false, topk_method: "noaux_tc", torch_dtype: "bfloat16", v_head_dim: 128, vocab_size: 129280 } }, { name: "deepseek-ai/DeepSeek-V3", source: "config.json of huggingface.co/deepseek-ai/DeepSeek-V3", config: { architectures: ["DeepseekV3ForCausalLM"], attention_bias: false, first_k_dense_replace: 3, hidden_size: 7168, intermediate_size: 18432, kv_lora_rank: 512, max_position_embeddings: 163840, moe_intermediate_size: 2048, moe_layer_freq: 1, n_routed_experts: 256, n_shared_experts: 1, num_attention_heads: 128, num_experts_per_tok: 8, num_hidden_layers: 61, num_key_value_heads: 128, num_nextn_predict_layers: 1, q_lora_rank: 1536, qk_nope_head_dim: 128, qk_rope_head_dim: 64, quantization_config: { quant_method: "fp8", weight_block_size: [128, 128] }, tie_word_embeddings: false, topk_method: "noaux_tc", torch_dtype: "bfloat16", v_head_dim: 128, vocab_size: 129280 } }, { name: "deepseek-ai/DeepSeek-V4-Flash", source: "config.json of huggingface.co/deepseek-ai/DeepSeek-V4-Flash", config: { architectures: ["DeepseekV4ForCausalLM"], attention_bias: false, compress_ratios: [0, 0, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 0], expert_dtype: "fp4", hc_mult: 4, head_dim: 512, hidden_size: 4096, index_head_dim: 128, index_n_heads: 64, index_topk: 512, max_position_embeddings: 1048576, moe_intermediate_size: 2048, n_routed_experts: 256, n_shared_experts: 1, num_attention_heads: 64, num_experts_per_tok: 6, num_hash_layers: 3, num_hidden_layers: 43, num_key_value_heads: 1, num_nextn_predict_layers: 1, o_groups: 8, o_lora_rank: 1024, q_lora_rank: 1024, qk_rope_head_dim: 64, quantization_config: { quant_method: "fp8", weight_block_size: [128, 128] }, sliding_window: 128, tie_word_embeddings: false, topk_method: "noaux_tc", torch_dtype: "bfloat16", vocab_size: 129280 } }, { name: "deepseek-ai/DeepSeek-V4-Pro", source: "config.json of huggingface.co/deepseek-ai/DeepSeek-V4-Pro", config: { architectures: ["DeepseekV4ForCausalLM"], attention_bias: false, compress_ratios: [128, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 128, 4, 0], expert_dtype: "fp4", hc_mult: 4, head_dim: 512, hidden_size: 7168, index_head_dim: 128, index_n_heads: 64, index_topk: 1024, max_position_embeddings: 1048576, moe_intermediate_size: 3072, n_routed_experts: 384, n_shared_experts: 1, num_attention_heads: 128, num_experts_per_tok: 6, num_hash_layers: 3, num_hidden_layers: 61, num_key_value_heads: 1, num_nextn_predict_layers: 1, o_groups: 16, o_lora_rank: 1024, q_lora_rank: 1536, qk_rope_head_dim: 64, quantization_config: { quant_method: "fp8", weight_block_size: [128, 128] }, sliding_window: 128, tie_word_embeddings: false, topk_method: "noaux_tc", torch_dtype: "bfloat16", vocab_size: 129280 } }] };

// data/models/MiniMaxAI.yaml
var MiniMaxAI_default = { models: [{ name: "MiniMaxAI/MiniMax-M2.5", source: "config.json of huggingface.co/MiniMaxAI/MiniMax-M2.5", config: { architectures: ["MiniMaxM2ForCausalLM"], head_dim: 128, hidden_size: 3072, intermediate_size: 1536, max_position_embeddings: 196608, mtp_transformer_layers: 1, num_attention_heads: 48, num_experts_per_tok: 8, num_hidden_layers: 62, num_key_value_heads: 8, num_local_experts: 256, num_mtp_modules: 3, qk_norm_type: "per_layer", quantization_config: { modules_to_not_convert: ["gate", "e_score_correction_bias", "lm_head"], quant_method: "fp8", weight_block_size: [128, 128] }, shared_intermediate_size: 0, tie_word_embeddings: false, use_mtp: true, use_qk_norm: true, use_routing_bias: true, vocab_size: 200064 } }] };

// data/models/meta-llama.yaml
var meta_llama_default = { models: [{ name: "meta-llama/Llama-2-70b-hf", source: "config.json of huggingface.co/meta-llama/Llama-2-70b-hf", config: { architectures: ["LlamaForCausalLM"], hidden_size: 8192, intermediate_size: 28672, max_position_embeddings: 4096, num_attention_heads: 64, num_hidden_layers: 80, num_key_value_heads: 8, tie_word_embeddings: false, torch_dtype: "float16", vocab_size: 32e3 } }, { name: "meta-llama/Llama-2-7b-hf", source: "config.json of huggingface.co/meta-llama/Llama-2-7b-hf", config: { architectures: ["LlamaForCausalLM"], hidden_size: 4096, intermediate_size: 11008, max_position_embeddings: 4096, num_attention_heads: 32, num_hidden_layers: 32, num_key_value_heads: 32, tie_word_embeddings: false, torch_dtype: "float16", vocab_size: 32e3 } }, { name: "meta-llama/Llama-3.1-70B-Instruct", source: "config.json of huggingface.co/meta-llama/Llama-3.1-70B-Instruct", config: { architectures: ["LlamaForCausalLM"], attention_bias: false, hidden_size: 8192, intermediate_size: 28672, max_position_embeddings: 131072, mlp_bias: false, num_attention_heads: 64, num_hidden_layers: 80, num_key_value_heads: 8, tie_word_embeddings: false, torch_dtype: "bfloat16", vocab_size: 128256 } }, { name: "meta-llama/Llama-3.1-8B-Instruct", source: "config.json of huggingface.co/meta-llama/Llama-3.1-8B-Instruct", config: { architectures: ["LlamaForCausalLM"], attention_bias: false, hidden_size: 4096, intermediate_size: 14336, max_position_embeddings: 131072, mlp_bias: false, num_attention_heads: 32, num_hidden_layers: 32, num_key_value_heads: 8, tie_word_embeddings: false, torch_dtype: "bfloat16", vocab_size: 128256 } }, { name: "meta-llama/Llama-4-Maverick-17B-128E-Instruct", source: "config.json of huggingface.co/meta-llama/Llama-4-Maverick-17B-128E-Instruct; vision_config as in RedHatAI/Llama-4-Scout-17B-16E-Instruct-FP8-dynamic", config: { architectures: ["Llama4ForConditionalGeneration"], text_config: { attention_bias: false, attention_chunk_size: 8192, head_dim: 128, hidden_size: 5120, interleave_moe_layer_step: 2, intermediate_size: 8192, intermediate_size_mlp: 16384, max_position_embeddings: 1048576, num_attention_heads: 40, num_experts_per_tok: 1, num_hidden_layers: 48, num_key_value_heads: 8, num_local_experts: 128, torch_dtype: "bfloat16", use_qk_norm: false, vocab_size: 202048 }, torch_dtype: "bfloat16", vision_config: { hidden_size: 1408, image_size: 336, intermediate_size: 5632, num_hidden_layers: 34, patch_size: 14, pixel_shuffle_ratio: 0.5, projector_input_dim: 4096, projector_output_dim: 4096 } } }, { name: "meta-llama/Llama-4-Scout-17B-16E-Instruct", source: "config.json of huggingface.co/meta-llama/Llama-4-Scout-17B-16E-Instruct; vision_config as in RedHatAI/Llama-4-Scout-17B-16E-Instruct-FP8-dynamic", config: { architectures: ["Llama4ForConditionalGeneration"], text_config: { attention_bias: false, attention_chunk_size: 8192, head_dim: 128, hidden_size: 5120, interleave_moe_layer_step: 1, intermediate_size: 8192, intermediate_size_mlp: 16384, max_position_embeddings: 10485760, num_attention_heads: 40, num_experts_per_tok: 1, num_hidden_layers: 48, num_key_value_heads: 8, num_local_experts: 16, torch_dtype: "bfloat16", use_qk_norm: true, vocab_size: 202048 }, torch_dtype: "bfloat16", vision_config: { hidden_size: 1408, image_size: 336, intermediate_size: 5632, num_hidden_layers: 34, patch_size: 14, pixel_shuffle_ratio: 0.5, projector_input_dim: 4096, projector_output_dim: 4096 } } }, { name: "meta-llama/Meta-Llama-3.1-405B", source: "config.json of huggingface.co/meta-llama/Meta-Llama-3.1-405B", config: { architectures: ["LlamaForCausalLM"], attention_bias: false, hidden_size: 16384, intermediate_size: 53248, max_position_embeddings: 131072, mlp_bias: false, num_attention_heads: 128, num_hidden_layers: 126, num_key_value_heads: 8, tie_word_embeddings: false, torch_dtype: "bfloat16", vocab_size: 128256 } }, { name: "meta-llama/Meta-Llama-3.1-70B", source: "config.json of huggingface.co/meta-llama/Meta-Llama-3.1-70B", config: { architectures: ["LlamaForCausalLM"], attention_bias: false, hidden_size: 8192, intermediate_size: 28672, max_position_embeddings: 131072, mlp_bias: false, num_attention_heads: 64, num_hidden_layers: 80, num_key_value_heads: 8, tie_word_embeddings: false, torch_dtype: "bfloat16", vocab_size: 128256 } }, { name: "meta-llama/Meta-Llama-3.1-8B", source: "config.json of huggingface.co/meta-llama/Meta-Llama-3.1-8B", config: { architectures: ["LlamaForCausalLM"], attention_bias: false, hidden_size: 4096, intermediate_size: 14336, max_position_embeddings: 131072, mlp_bias: false, num_attention_heads: 32, num_hidden_layers: 32, num_key_value_heads: 8, tie_word_embeddings: false, torch_dtype: "bfloat16", vocab_size: 128256 } }] };

// data/models/mistralai.yaml
var mistralai_default = { models: [{ name: "mistralai/Mistral-Nemo-Instruct-2407", source: "config.json of huggingface.co/mistralai/Mistral-Nemo-Instruct-2407", config: { architectures: ["MistralForCausalLM"], head_dim: 128, hidden_size: 5120, intermediate_size: 14336, max_position_embeddings: 131072, num_attention_heads: 32, num_hidden_layers: 40, num_key_value_heads: 8, tie_word_embeddings: false, torch_dtype: "bfloat16", vocab_size: 131072 } }, { name: "mistralai/Mixtral-8x22B-v0.1", source: "config.json of huggingface.co/mistralai/Mixtral-8x22B-v0.1", config: { architectures: ["MixtralForCausalLM"], hidden_size: 6144, intermediate_size: 16384, max_position_embeddings: 65536, num_attention_heads: 48, num_experts_per_tok: 2, num_hidden_layers: 56, num_key_value_heads: 8, num_local_experts: 8, tie_word_embeddings: false, torch_dtype: "bfloat16", vocab_size: 32e3 } }, { name: "mistralai/Mixtral-8x7B-v0.1", source: "config.json of huggingface.co/mistralai/Mixtral-8x7B-v0.1", config: { architectures: ["MixtralForCausalLM"], hidden_size: 4096, intermediate_size: 14336, max_position_embeddings: 32768, num_attention_heads: 32, num_experts_per_tok: 2, num_hidden_layers: 32, num_key_value_heads: 8, num_local_experts: 8, tie_word_embeddings: false, torch_dtype: "bfloat16", vocab_size: 32e3 } }] };

// data/models/moonshotai.yaml
var moonshotai_default = { models: [{ name: "moonshotai/Kimi-K2-Instruct", source: "config.json of huggingface.co/moonshotai/Kimi-K2-Instruct", config: { architectures: ["DeepseekV3ForCausalLM"], attention_bias: false, first_k_dense_replace: 1, hidden_size: 7168, intermediate_size: 18432, kv_lora_rank: 512, max_position_embeddings: 131072, moe_intermediate_size: 2048, moe_layer_freq: 1, n_routed_experts: 384, n_shared_experts: 1, num_attention_heads: 64, num_experts_per_tok: 8, num_hidden_layers: 61, num_key_value_heads: 64, num_nextn_predict_layers: 0, q_lora_rank: 1536, qk_nope_head_dim: 128, qk_rope_head_dim: 64, quantization_config: { quant_method: "fp8", weight_block_size: [128, 128] }, tie_word_embeddings: false, topk_method: "noaux_tc", torch_dtype: "bfloat16", v_head_dim: 128, vocab_size: 163840 } }, { name: "moonshotai/Kimi-K2.5", source: "config.json of huggingface.co/moonshotai/Kimi-K2.5", config: { architectures: ["KimiK25ForConditionalGeneration"], dtype: "bfloat16", text_config: { architectures: ["DeepseekV3ForCausalLM"], attention_bias: false, dtype: "bfloat16", first_k_dense_replace: 1, hidden_size: 7168, intermediate_size: 18432, kv_lora_rank: 512, max_position_embeddings: 262144, moe_intermediate_size: 2048, moe_layer_freq: 1, n_routed_experts: 384, n_shared_experts: 1, num_attention_heads: 64, num_experts_per_tok: 8, num_hidden_layers: 61, num_key_value_heads: 64, num_nextn_predict_layers: 0, q_lora_rank: 1536, qk_nope_head_dim: 128, qk_rope_head_dim: 64, quantization_config: { config_groups: { group_0: { weights: { dynamic: false, group_size: 32, num_bits: 4, strategy: "group", symmetric: true, type: "int" } } }, ignore: ["lm_head", "re:.*self_attn.*", "re:.*shared_experts.*", "re:.*mlp\\.(gate|up|gate_up|down)_proj.*"], quant_method: "compressed-tensors" }, tie_word_embeddings: false, topk_method: "noaux_tc", v_head_dim: 128, vocab_size: 163840 }, tie_word_embeddings: false, vision_config: { init_pos_emb_height: 64, init_pos_emb_width: 64, patch_size: 14, vt_hidden_size: 1152, vt_intermediate_size: 4304, vt_num_hidden_layers: 27 } } }] };

// data/models/nvidia.yaml
var nvidia_default2 = { models: [{ name: "nvidia/DeepSeek-V3.1-NVFP4", source: "config.json of huggingface.co/nvidia/DeepSeek-V3.1-NVFP4; which parts are NVFP4 is an estimate (attention kept 16-bit, as in NVIDIA's first DeepSeek-R1 FP4 checkpoint)", config: { architectures: ["DeepseekV3ForCausalLM"], attention_bias: false, first_k_dense_replace: 3, hidden_size: 7168, intermediate_size: 18432, kv_lora_rank: 512, max_position_embeddings: 163840, moe_intermediate_size: 2048, moe_layer_freq: 1, n_routed_experts: 256, n_shared_experts: 1, num_attention_heads: 128, num_experts_per_tok: 8, num_hidden_layers: 61, num_key_value_heads: 128, num_nextn_predict_layers: 1, q_lora_rank: 1536, qk_nope_head_dim: 128, qk_rope_head_dim: 64, quantization_config: { ignore: ["lm_head", "*.self_attn.*", "*.mlp.gate"], quant_algo: "NVFP4", quant_method: "modelopt" }, tie_word_embeddings: false, topk_method: "noaux_tc", torch_dtype: "bfloat16", v_head_dim: 128, vocab_size: 129280 } }, { name: "nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16", source: "config.json of huggingface.co/nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16", config: { architectures: ["NemotronHForCausalLM"], attention_bias: false, conv_kernel: 4, head_dim: 128, hidden_size: 2688, hybrid_override_pattern: "MEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEMEM*EMEMEMEME", intermediate_size: 1856, mamba_head_dim: 64, mamba_num_heads: 64, mamba_proj_bias: false, max_position_embeddings: 262144, mlp_bias: false, moe_intermediate_size: 1856, moe_shared_expert_intermediate_size: 3712, n_groups: 8, n_routed_experts: 128, n_shared_experts: 1, num_attention_heads: 32, num_experts_per_tok: 6, num_hidden_layers: 52, num_key_value_heads: 2, ssm_state_size: 128, tie_word_embeddings: false, torch_dtype: "bfloat16", use_bias: false, use_conv_bias: true, vocab_size: 131072 } }] };

// data/models/openai.yaml
var openai_default = { models: [{ name: "openai/gpt-oss-120b", source: "config.json of huggingface.co/openai/gpt-oss-120b", config: { architectures: ["GptOssForCausalLM"], attention_bias: true, experts_per_token: 4, head_dim: 64, hidden_size: 2880, intermediate_size: 2880, layer_types: ["sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention"], max_position_embeddings: 131072, num_attention_heads: 64, num_experts_per_tok: 4, num_hidden_layers: 36, num_key_value_heads: 8, num_local_experts: 128, quantization_config: { modules_to_not_convert: ["model.layers.*.self_attn", "model.layers.*.mlp.router", "model.embed_tokens", "lm_head"], quant_method: "mxfp4" }, sliding_window: 128, tie_word_embeddings: false, vocab_size: 201088 } }, { name: "openai/gpt-oss-20b", source: "config.json of huggingface.co/openai/gpt-oss-20b", config: { architectures: ["GptOssForCausalLM"], attention_bias: true, experts_per_token: 4, head_dim: 64, hidden_size: 2880, intermediate_size: 2880, layer_types: ["sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention", "sliding_attention", "full_attention"], max_position_embeddings: 131072, num_attention_heads: 64, num_experts_per_tok: 4, num_hidden_layers: 24, num_key_value_heads: 8, num_local_experts: 32, quantization_config: { modules_to_not_convert: ["model.layers.*.self_attn", "model.layers.*.mlp.router", "model.embed_tokens", "lm_head"], quant_method: "mxfp4" }, sliding_window: 128, tie_word_embeddings: false, vocab_size: 201088 } }] };

// data/models/Qwen.yaml
var Qwen_default = { models: [{ name: "Qwen/Qwen2.5-7B-Instruct", source: "config.json of huggingface.co/Qwen/Qwen2.5-7B-Instruct", config: { architectures: ["Qwen2ForCausalLM"], hidden_size: 3584, intermediate_size: 18944, max_position_embeddings: 32768, max_window_layers: 28, num_attention_heads: 28, num_hidden_layers: 28, num_key_value_heads: 4, sliding_window: 131072, tie_word_embeddings: false, torch_dtype: "bfloat16", use_sliding_window: false, vocab_size: 152064 } }, { name: "Qwen/Qwen3-14B", source: "config.json of huggingface.co/Qwen/Qwen3-14B", config: { architectures: ["Qwen3ForCausalLM"], attention_bias: false, head_dim: 128, hidden_size: 5120, intermediate_size: 17408, max_position_embeddings: 40960, max_window_layers: 40, num_attention_heads: 40, num_hidden_layers: 40, num_key_value_heads: 8, tie_word_embeddings: false, torch_dtype: "bfloat16", use_sliding_window: false, vocab_size: 151936 } }, { name: "Qwen/Qwen3-235B-A22B-FP8", source: "config.json of huggingface.co/Qwen/Qwen3-235B-A22B-FP8", config: { architectures: ["Qwen3MoeForCausalLM"], attention_bias: false, decoder_sparse_step: 1, head_dim: 128, hidden_size: 4096, intermediate_size: 12288, max_position_embeddings: 40960, max_window_layers: 94, mlp_only_layers: [], moe_intermediate_size: 1536, num_attention_heads: 64, num_experts: 128, num_experts_per_tok: 8, num_hidden_layers: 94, num_key_value_heads: 4, quantization_config: { modules_to_not_convert: ["lm_head", "model.layers.*.input_layernorm", "model.layers.*.mlp.gate", "model.layers.*.post_attention_layernorm"], quant_method: "fp8", weight_block_size: [128, 128] }, tie_word_embeddings: false, torch_dtype: "bfloat16", use_sliding_window: false, vocab_size: 151936 } }, { name: "Qwen/Qwen3-235B-A22B", source: "config.json of huggingface.co/Qwen/Qwen3-235B-A22B", config: { architectures: ["Qwen3MoeForCausalLM"], attention_bias: false, decoder_sparse_step: 1, head_dim: 128, hidden_size: 4096, intermediate_size: 12288, max_position_embeddings: 40960, max_window_layers: 94, mlp_only_layers: [], moe_intermediate_size: 1536, num_attention_heads: 64, num_experts: 128, num_experts_per_tok: 8, num_hidden_layers: 94, num_key_value_heads: 4, tie_word_embeddings: false, torch_dtype: "bfloat16", use_sliding_window: false, vocab_size: 151936 } }, { name: "Qwen/Qwen3-30B-A3B", source: "config.json of huggingface.co/Qwen/Qwen3-30B-A3B", config: { architectures: ["Qwen3MoeForCausalLM"], attention_bias: false, decoder_sparse_step: 1, head_dim: 128, hidden_size: 2048, intermediate_size: 6144, max_position_embeddings: 40960, max_window_layers: 48, mlp_only_layers: [], moe_intermediate_size: 768, num_attention_heads: 32, num_experts: 128, num_experts_per_tok: 8, num_hidden_layers: 48, num_key_value_heads: 4, tie_word_embeddings: false, torch_dtype: "bfloat16", use_sliding_window: false, vocab_size: 151936 } }, { name: "Qwen/Qwen3-32B", source: "config.json of huggingface.co/Qwen/Qwen3-32B", config: { architectures: ["Qwen3ForCausalLM"], attention_bias: false, head_dim: 128, hidden_size: 5120, intermediate_size: 25600, max_position_embeddings: 40960, max_window_layers: 64, num_attention_heads: 64, num_hidden_layers: 64, num_key_value_heads: 8, tie_word_embeddings: false, torch_dtype: "bfloat16", use_sliding_window: false, vocab_size: 151936 } }, { name: "Qwen/Qwen3-8B", source: "config.json of huggingface.co/Qwen/Qwen3-8B", config: { architectures: ["Qwen3ForCausalLM"], attention_bias: false, head_dim: 128, hidden_size: 4096, intermediate_size: 12288, max_position_embeddings: 40960, max_window_layers: 36, num_attention_heads: 32, num_hidden_layers: 36, num_key_value_heads: 8, tie_word_embeddings: false, torch_dtype: "bfloat16", use_sliding_window: false, vocab_size: 151936 } }, { name: "Qwen/Qwen3-Next-80B-A3B-Instruct", source: "config.json of huggingface.co/Qwen/Qwen3-Next-80B-A3B-Instruct", config: { architectures: ["Qwen3NextForCausalLM"], decoder_sparse_step: 1, full_attention_interval: 4, head_dim: 256, hidden_size: 2048, intermediate_size: 5120, linear_conv_kernel_dim: 4, linear_key_head_dim: 128, linear_num_key_heads: 16, linear_num_value_heads: 32, linear_value_head_dim: 128, max_position_embeddings: 262144, mlp_only_layers: [], moe_intermediate_size: 512, num_attention_heads: 16, num_experts: 512, num_experts_per_tok: 10, num_hidden_layers: 48, num_key_value_heads: 2, shared_expert_intermediate_size: 512, tie_word_embeddings: false, torch_dtype: "bfloat16", use_sliding_window: false, vocab_size: 151936 } }, { name: "Qwen/Qwen3.5-122B-A10B", source: "config.json of huggingface.co/Qwen/Qwen3.5-122B-A10B", config: { architectures: ["Qwen3_5MoeForConditionalGeneration"], text_config: { attention_bias: false, attn_output_gate: true, dtype: "bfloat16", full_attention_interval: 4, head_dim: 256, hidden_size: 3072, layer_types: ["linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention"], linear_conv_kernel_dim: 4, linear_key_head_dim: 128, linear_num_key_heads: 16, linear_num_value_heads: 64, linear_value_head_dim: 128, max_position_embeddings: 262144, mlp_only_layers: [], moe_intermediate_size: 1024, mtp_num_hidden_layers: 1, num_attention_heads: 32, num_experts: 256, num_experts_per_tok: 8, num_hidden_layers: 48, num_key_value_heads: 2, shared_expert_intermediate_size: 1024, vocab_size: 248320 }, tie_word_embeddings: false, vision_config: { depth: 27, hidden_size: 1152, in_channels: 3, intermediate_size: 4304, num_position_embeddings: 2304, patch_size: 16, spatial_merge_size: 2, temporal_patch_size: 2 } } }, { name: "Qwen/Qwen3.5-27B", source: "config.json of huggingface.co/Qwen/Qwen3.5-27B", config: { architectures: ["Qwen3_5ForConditionalGeneration"], text_config: { attention_bias: false, attn_output_gate: true, dtype: "bfloat16", full_attention_interval: 4, head_dim: 256, hidden_size: 5120, intermediate_size: 17408, layer_types: ["linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention"], linear_conv_kernel_dim: 4, linear_key_head_dim: 128, linear_num_key_heads: 16, linear_num_value_heads: 48, linear_value_head_dim: 128, max_position_embeddings: 262144, mlp_only_layers: [], mtp_num_hidden_layers: 1, num_attention_heads: 24, num_hidden_layers: 64, num_key_value_heads: 4, vocab_size: 248320 }, tie_word_embeddings: false, vision_config: { depth: 27, hidden_size: 1152, in_channels: 3, intermediate_size: 4304, num_position_embeddings: 2304, patch_size: 16, spatial_merge_size: 2, temporal_patch_size: 2 } } }, { name: "Qwen/Qwen3.5-35B-A3B", source: "config.json of huggingface.co/Qwen/Qwen3.5-35B-A3B", config: { architectures: ["Qwen3_5MoeForConditionalGeneration"], text_config: { attention_bias: false, attn_output_gate: true, dtype: "bfloat16", full_attention_interval: 4, head_dim: 256, hidden_size: 2048, layer_types: ["linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention"], linear_conv_kernel_dim: 4, linear_key_head_dim: 128, linear_num_key_heads: 16, linear_num_value_heads: 32, linear_value_head_dim: 128, max_position_embeddings: 262144, mlp_only_layers: [], moe_intermediate_size: 512, mtp_num_hidden_layers: 1, num_attention_heads: 16, num_experts: 256, num_experts_per_tok: 8, num_hidden_layers: 40, num_key_value_heads: 2, shared_expert_intermediate_size: 512, vocab_size: 248320 }, tie_word_embeddings: false, vision_config: { depth: 27, hidden_size: 1152, in_channels: 3, intermediate_size: 4304, num_position_embeddings: 2304, patch_size: 16, spatial_merge_size: 2, temporal_patch_size: 2 } } }, { name: "Qwen/Qwen3.5-397B-A17B", source: "config.json of huggingface.co/Qwen/Qwen3.5-397B-A17B", config: { architectures: ["Qwen3_5MoeForConditionalGeneration"], text_config: { attention_bias: false, attn_output_gate: true, dtype: "bfloat16", full_attention_interval: 4, head_dim: 256, hidden_size: 4096, layer_types: ["linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention", "linear_attention", "linear_attention", "linear_attention", "full_attention"], linear_conv_kernel_dim: 4, linear_key_head_dim: 128, linear_num_key_heads: 16, linear_num_value_heads: 64, linear_value_head_dim: 128, max_position_embeddings: 262144, mlp_only_layers: [], moe_intermediate_size: 1024, mtp_num_hidden_layers: 1, num_attention_heads: 32, num_experts: 512, num_experts_per_tok: 10, num_hidden_layers: 60, num_key_value_heads: 2, shared_expert_intermediate_size: 1024, vocab_size: 248320 }, tie_word_embeddings: false, vision_config: { depth: 27, hidden_size: 1152, in_channels: 3, intermediate_size: 4304, num_position_embeddings: 2304, patch_size: 16, spatial_merge_size: 2, temporal_patch_size: 2 } } }] };

// data/models/RedHatAI.yaml
var RedHatAI_default = { models: [{ name: "RedHatAI/Llama-4-Scout-17B-16E-Instruct-FP8-dynamic", source: "config.json of huggingface.co/RedHatAI/Llama-4-Scout-17B-16E-Instruct-FP8-dynamic", config: { architectures: ["Llama4ForConditionalGeneration"], quantization_config: { config_groups: { group_0: { input_activations: { dynamic: true, num_bits: 8, strategy: "token", symmetric: true, type: "float" }, weights: { dynamic: false, num_bits: 8, strategy: "channel", symmetric: true, type: "float" } } }, ignore: ["vision_model.*", "multi_modal_projector.linear_1", "language_model.model.layers.*.self_attn.q_proj", "language_model.model.layers.*.self_attn.k_proj", "language_model.model.layers.*.self_attn.v_proj", "language_model.model.layers.*.self_attn.o_proj", "language_model.model.layers.*.feed_forward.router", "language_model.lm_head"], quant_method: "compressed-tensors" }, text_config: { attention_bias: false, attention_chunk_size: 8192, head_dim: 128, hidden_size: 5120, interleave_moe_layer_step: 1, intermediate_size: 8192, intermediate_size_mlp: 16384, max_position_embeddings: 10485760, no_rope_layers: [], num_attention_heads: 40, num_experts_per_tok: 1, num_hidden_layers: 48, num_key_value_heads: 8, num_local_experts: 16, torch_dtype: "bfloat16", use_qk_norm: true, vocab_size: 202048 }, torch_dtype: "bfloat16", vision_config: { hidden_size: 1408, image_size: 336, intermediate_size: 5632, num_hidden_layers: 34, patch_size: 14, pixel_shuffle_ratio: 0.5, projector_input_dim: 4096, projector_output_dim: 4096 } } }] };

// data/models/variants.yaml
var variants_default = { variants: [{ name: "meta-llama/Llama-3.1-8B", like: "meta-llama/Meta-Llama-3.1-8B" }, { name: "meta-llama/Llama-3.1-70B", like: "meta-llama/Meta-Llama-3.1-70B" }, { name: "meta-llama/Llama-3.1-405B", like: "meta-llama/Meta-Llama-3.1-405B" }, { name: "meta-llama/Llama-3.1-405B-Instruct", like: "meta-llama/Meta-Llama-3.1-405B" }, { name: "meta-llama/Meta-Llama-3.1-8B-Instruct", like: "meta-llama/Llama-3.1-8B-Instruct" }, { name: "meta-llama/Meta-Llama-3.1-70B-Instruct", like: "meta-llama/Llama-3.1-70B-Instruct" }, { name: "meta-llama/Llama-3.3-70B-Instruct", like: "meta-llama/Llama-3.1-70B-Instruct" }, { name: "meta-llama/Meta-Llama-3-8B", like: "meta-llama/Meta-Llama-3.1-8B", config: { max_position_embeddings: 8192 } }, { name: "meta-llama/Meta-Llama-3-8B-Instruct", like: "meta-llama/Llama-3.1-8B-Instruct", config: { max_position_embeddings: 8192 } }, { name: "meta-llama/Meta-Llama-3-70B", like: "meta-llama/Meta-Llama-3.1-70B", config: { max_position_embeddings: 8192 } }, { name: "meta-llama/Meta-Llama-3-70B-Instruct", like: "meta-llama/Llama-3.1-70B-Instruct", config: { max_position_embeddings: 8192 } }, { name: "meta-llama/Llama-2-7b-chat-hf", like: "meta-llama/Llama-2-7b-hf" }, { name: "meta-llama/Llama-2-70b-chat-hf", like: "meta-llama/Llama-2-70b-hf" }, { name: "nvidia/Llama-3.1-8B-Instruct-FP8", like: "meta-llama/Llama-3.1-8B-Instruct", quantization: { quant_method: "modelopt", quant_algo: "FP8", ignore: ["lm_head"] } }, { name: "nvidia/Llama-3.1-70B-Instruct-FP8", like: "meta-llama/Llama-3.1-70B-Instruct", quantization: { quant_method: "modelopt", quant_algo: "FP8", ignore: ["lm_head"] } }, { name: "nvidia/Llama-3.3-70B-Instruct-FP8", like: "meta-llama/Llama-3.1-70B-Instruct", quantization: { quant_method: "modelopt", quant_algo: "FP8", ignore: ["lm_head"] } }, { name: "nvidia/Llama-3.1-405B-Instruct-FP8", like: "meta-llama/Meta-Llama-3.1-405B", quantization: { quant_method: "modelopt", quant_algo: "FP8", ignore: ["lm_head"] } }, { name: "nvidia/Llama-3.1-8B-Instruct-NVFP4", like: "meta-llama/Llama-3.1-8B-Instruct", quantization: { quant_method: "modelopt", quant_algo: "NVFP4", ignore: ["lm_head"] } }, { name: "nvidia/Llama-3.3-70B-Instruct-NVFP4", like: "meta-llama/Llama-3.1-70B-Instruct", quantization: { quant_method: "modelopt", quant_algo: "NVFP4", ignore: ["lm_head"] } }, { name: "nvidia/Llama-3.3-70B-Instruct-FP4", like: "meta-llama/Llama-3.1-70B-Instruct", quantization: { quant_method: "modelopt", quant_algo: "NVFP4", ignore: ["lm_head"] } }, { name: "nvidia/Llama-3.1-405B-Instruct-NVFP4", like: "meta-llama/Meta-Llama-3.1-405B", quantization: { quant_method: "modelopt", quant_algo: "NVFP4", ignore: ["lm_head"] } }, { name: "nvidia/Qwen3-8B-NVFP4", like: "Qwen/Qwen3-8B", quantization: { quant_method: "modelopt", quant_algo: "NVFP4", ignore: ["lm_head"] } }, { name: "nvidia/Qwen3-14B-NVFP4", like: "Qwen/Qwen3-14B", quantization: { quant_method: "modelopt", quant_algo: "NVFP4", ignore: ["lm_head"] } }, { name: "nvidia/Qwen3-32B-NVFP4", like: "Qwen/Qwen3-32B", quantization: { quant_method: "modelopt", quant_algo: "NVFP4", ignore: ["lm_head"] } }, { name: "nvidia/Qwen3-30B-A3B-NVFP4", like: "Qwen/Qwen3-30B-A3B", quantization: { quant_method: "modelopt", quant_algo: "NVFP4", ignore: ["lm_head"] } }, { name: "nvidia/Qwen3-235B-A22B-NVFP4", like: "Qwen/Qwen3-235B-A22B", quantization: { quant_method: "modelopt", quant_algo: "NVFP4", ignore: ["lm_head"] } }, { name: "nvidia/Qwen3-32B-FP8", like: "Qwen/Qwen3-32B", quantization: { quant_method: "modelopt", quant_algo: "FP8", ignore: ["lm_head"] } }, { name: "Qwen/Qwen3-8B-FP8", like: "Qwen/Qwen3-8B", quantization: { quant_method: "fp8", weight_block_size: [128, 128] } }, { name: "Qwen/Qwen3-14B-FP8", like: "Qwen/Qwen3-14B", quantization: { quant_method: "fp8", weight_block_size: [128, 128] } }, { name: "Qwen/Qwen3-32B-FP8", like: "Qwen/Qwen3-32B", quantization: { quant_method: "fp8", weight_block_size: [128, 128] } }, { name: "Qwen/Qwen3-30B-A3B-FP8", like: "Qwen/Qwen3-30B-A3B", quantization: { quant_method: "fp8", weight_block_size: [128, 128] } }, { name: "Qwen/Qwen3-30B-A3B-Instruct-2507", like: "Qwen/Qwen3-30B-A3B", config: { max_position_embeddings: 262144 } }, { name: "Qwen/Qwen3-235B-A22B-Instruct-2507", like: "Qwen/Qwen3-235B-A22B", config: { max_position_embeddings: 262144 } }, { name: "Qwen/Qwen3-235B-A22B-Instruct-2507-FP8", like: "Qwen/Qwen3-235B-A22B-FP8", config: { max_position_embeddings: 262144 } }, { name: "Qwen/Qwen3-235B-A22B-Thinking-2507", like: "Qwen/Qwen3-235B-A22B", config: { max_position_embeddings: 262144 } }, { name: "Qwen/Qwen3-Next-80B-A3B-Thinking", like: "Qwen/Qwen3-Next-80B-A3B-Instruct" }, { name: "Qwen/Qwen3-Next-80B-A3B-Instruct-FP8", like: "Qwen/Qwen3-Next-80B-A3B-Instruct", quantization: { quant_method: "fp8", weight_block_size: [128, 128] } }, { name: "Qwen/Qwen3.5-27B-FP8", like: "Qwen/Qwen3.5-27B", quantization: { quant_method: "fp8", weight_block_size: [128, 128] } }, { name: "Qwen/Qwen3.5-35B-A3B-FP8", like: "Qwen/Qwen3.5-35B-A3B", quantization: { quant_method: "fp8", weight_block_size: [128, 128] } }, { name: "Qwen/Qwen3.5-122B-A10B-FP8", like: "Qwen/Qwen3.5-122B-A10B", quantization: { quant_method: "fp8", weight_block_size: [128, 128] } }, { name: "Qwen/Qwen3.5-397B-A17B-FP8", like: "Qwen/Qwen3.5-397B-A17B", quantization: { quant_method: "fp8", weight_block_size: [128, 128] } }, { name: "nvidia/Qwen3.5-397B-A17B-NVFP4", like: "Qwen/Qwen3.5-397B-A17B", quantization: { quant_method: "modelopt", quant_algo: "NVFP4", ignore: ["lm_head", "*.self_attn.*"] } }, { name: "deepseek-ai/DeepSeek-R1-0528", like: "deepseek-ai/DeepSeek-R1" }, { name: "deepseek-ai/DeepSeek-V3-0324", like: "deepseek-ai/DeepSeek-V3" }, { name: "deepseek-ai/DeepSeek-V3.1", like: "deepseek-ai/DeepSeek-V3" }, { name: "deepseek-ai/DeepSeek-V3.1-Terminus", like: "deepseek-ai/DeepSeek-V3" }, { name: "deepseek-ai/DeepSeek-V3.2-Exp", like: "deepseek-ai/DeepSeek-V3.2" }, { name: "nvidia/DeepSeek-R1-FP4", like: "nvidia/DeepSeek-V3.1-NVFP4" }, { name: "nvidia/DeepSeek-R1-NVFP4", like: "nvidia/DeepSeek-V3.1-NVFP4" }, { name: "nvidia/DeepSeek-R1-0528-FP4", like: "nvidia/DeepSeek-V3.1-NVFP4" }, { name: "nvidia/DeepSeek-R1-0528-NVFP4", like: "nvidia/DeepSeek-V3.1-NVFP4" }, { name: "nvidia/DeepSeek-V3-0324-NVFP4", like: "nvidia/DeepSeek-V3.1-NVFP4" }, { name: "nvidia/DeepSeek-V3.2-NVFP4", like: "deepseek-ai/DeepSeek-V3.2", quantization: { quant_method: "modelopt", quant_algo: "NVFP4", ignore: ["lm_head", "*.self_attn.*", "*.mlp.gate"] } }, { name: "moonshotai/Kimi-K2-Instruct-0905", like: "moonshotai/Kimi-K2-Instruct", config: { max_position_embeddings: 262144 } }, { name: "moonshotai/Kimi-K2-Base", like: "moonshotai/Kimi-K2-Instruct" }, { name: "moonshotai/Kimi-K2-Thinking", like: "moonshotai/Kimi-K2-Instruct", config: { max_position_embeddings: 262144 }, quantization: { quant_method: "compressed-tensors", config_groups: { group_0: { weights: { num_bits: 4, type: "int", group_size: 32, strategy: "group", symmetric: true } } }, ignore: ["lm_head", "re:.*self_attn.*", "re:.*shared_experts.*", "re:.*mlp\\.(gate|up|gate_up|down)_proj.*"] } }, { name: "nvidia/Kimi-K2.5-NVFP4", like: "moonshotai/Kimi-K2.5", quantization: { quant_method: "modelopt", quant_algo: "NVFP4", ignore: ["lm_head", "*.self_attn.*"] } }, { name: "MiniMaxAI/MiniMax-M2", like: "MiniMaxAI/MiniMax-M2.5" }, { name: "MiniMaxAI/MiniMax-M2.1", like: "MiniMaxAI/MiniMax-M2.5" }, { name: "nvidia/MiniMax-M2.5-NVFP4", like: "MiniMaxAI/MiniMax-M2.5", quantization: { quant_method: "modelopt", quant_algo: "NVFP4", ignore: ["lm_head", "*.self_attn.*"] } }, { name: "zhipuai/GLM-5", like: "zai-org/GLM-5" }, { name: "zai-org/GLM-5-FP8", like: "zai-org/GLM-5", quantization: { quant_method: "fp8", weight_block_size: [128, 128] } }, { name: "nvidia/GLM-5-NVFP4", like: "zai-org/GLM-5", quantization: { quant_method: "modelopt", quant_algo: "NVFP4", ignore: ["lm_head", "*.self_attn.*"] } }, { name: "mistralai/Mixtral-8x7B-Instruct-v0.1", like: "mistralai/Mixtral-8x7B-v0.1" }, { name: "mistralai/Mixtral-8x22B-Instruct-v0.1", like: "mistralai/Mixtral-8x22B-v0.1", config: { vocab_size: 32768 } }, { name: "codellama/CodeLlama-34b-hf", like: "codellama/CodeLlama-34b-Instruct-hf" }, { name: "01-ai/Yi-34B-Chat", like: "01-ai/Yi-34B" }, { name: "nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-FP8", like: "nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16", quantization: { quant_method: "modelopt", quant_algo: "FP8", ignore: ["lm_head"] } }] };

// data/models/zai-org.yaml
var zai_org_default = { models: [{ name: "zai-org/GLM-5", source: "config.json of huggingface.co/zai-org/GLM-5", config: { architectures: ["GlmMoeDsaForCausalLM"], attention_bias: false, dtype: "bfloat16", first_k_dense_replace: 3, head_dim: 64, hidden_size: 6144, index_head_dim: 128, index_n_heads: 32, index_topk: 2048, intermediate_size: 12288, kv_lora_rank: 512, max_position_embeddings: 202752, moe_intermediate_size: 2048, moe_layer_freq: 1, n_routed_experts: 256, n_shared_experts: 1, num_attention_heads: 64, num_experts_per_tok: 8, num_hidden_layers: 78, num_key_value_heads: 64, num_nextn_predict_layers: 1, q_lora_rank: 2048, qk_head_dim: 256, qk_nope_head_dim: 192, qk_rope_head_dim: 64, tie_word_embeddings: false, topk_method: "noaux_tc", v_head_dim: 256, vocab_size: 154880 } }] };

// src/catalog/models/hf-config.ts
import { distance as distance2 } from "fastest-levenshtein";

// src/catalog/models/architectures.ts
var qwenMoe = {
  experts: "num_experts",
  topK: ["num_experts_per_tok"],
  expertSize: "moe_intermediate_size",
  placement: "qwen"
};
var sharedQwenMoe = {
  ...qwenMoe,
  shared: { field: "shared_expert_intermediate_size" },
  hasSharedGate: true
};
var mixtralMoe = {
  experts: "num_local_experts",
  topK: ["num_experts_per_tok"],
  expertSize: "intermediate_size",
  placement: "all"
};
var glmMoe = {
  experts: "n_routed_experts",
  topK: ["num_experts_per_tok"],
  expertSize: "moe_intermediate_size",
  shared: { countField: "n_shared_experts" },
  routerBias: true,
  placement: "first-k-dense"
};
var ernieMoe = {
  experts: "moe_num_experts",
  topK: ["moe_k"],
  expertSize: "moe_intermediate_size",
  shared: { countField: "moe_num_shared_experts" },
  routerBias: "moe_use_aux_free",
  placement: "ernie"
};
var llama4Moe = {
  experts: "num_local_experts",
  topK: ["num_experts_per_tok"],
  expertSize: "intermediate_size",
  denseSize: "intermediate_size_mlp",
  shared: { field: "intermediate_size" },
  placement: "llama4"
};
var llama = { qkvBias: "attention_bias", outputBias: "attention_bias", mlpBias: "mlp_bias" };
var qwen2 = { qkvBias: true, window: "qwen" };
var qwen3 = { qkvBias: "attention_bias", outputBias: "attention_bias", qkNorm: true, window: "qwen" };
var qwenNext = { ...qwen3, hasOutputGate: true };
var biased = { qkvBias: true, outputBias: true, mlpBias: true, isGated: false, intermediateFactor: 4 };
var gqa = (traits, more = {}) => ({ family: "gqa", traits, ...more });
var architectures = {
  LlamaForCausalLM: gqa(llama),
  MistralForCausalLM: gqa({}),
  Ministral3ForCausalLM: gqa({}),
  Phi3ForCausalLM: gqa({}),
  GraniteForCausalLM: gqa(llama, { isTiedByDefault: true }),
  SmolLM3ForCausalLM: gqa({ ...llama, window: "none" }, { isTiedByDefault: true }),
  SeedOssForCausalLM: gqa({ qkvBias: "attention_bias", outputBias: "attention_out_bias", mlpBias: "mlp_bias" }),
  Olmo2ForCausalLM: gqa({ ...llama, qkNorm: true, qkNormWeights: "all-heads" }),
  Starcoder2ForCausalLM: gqa(
    { qkvBias: "use_bias", outputBias: "use_bias", mlpBias: "use_bias", isGated: false },
    { hasNormBias: true, isTiedByDefault: true, expects: { mlp_type: "default", norm_type: "layer_norm" } }
  ),
  Qwen2ForCausalLM: gqa(qwen2),
  Qwen2VLForConditionalGeneration: gqa(qwen2),
  Qwen2_5_VLForConditionalGeneration: gqa(qwen2),
  Qwen3ForCausalLM: gqa(qwen3),
  Qwen3VLForConditionalGeneration: gqa(qwen3),
  GemmaForCausalLM: gqa({ qkvBias: "attention_bias", outputBias: "attention_bias" }, { isTiedByDefault: true }),
  Gemma2ForCausalLM: gqa(
    { qkvBias: "attention_bias", outputBias: "attention_bias", window: "alternate" },
    { isTiedByDefault: true, normsPerSublayer: 2 }
  ),
  Gemma3ForCausalLM: gqa(
    { ...llama, qkNorm: true, window: "every-nth-full", windowPattern: 6 },
    { isTiedByDefault: true, normsPerSublayer: 2 }
  ),
  Gemma3ForConditionalGeneration: gqa(
    { ...llama, qkNorm: true, window: "every-nth-full", windowPattern: 6 },
    { isTiedByDefault: true, normsPerSublayer: 2 }
  ),
  NemotronForCausalLM: gqa(
    { qkvBias: "attention_bias", outputBias: "attention_bias", mlpBias: "mlp_bias", isGated: false },
    { hasNormBias: true }
  ),
  CohereForCausalLM: gqa(
    { qkvBias: "attention_bias", outputBias: "attention_bias", qkNorm: "use_qk_norm", qkNormWeights: "all-heads" },
    { isTiedByDefault: true, normsPerSublayer: 0.5 }
  ),
  Cohere2ForCausalLM: gqa(
    { qkvBias: "attention_bias", outputBias: "attention_bias", window: "every-nth-full", windowPattern: 4 },
    {
      isTiedByDefault: true,
      normsPerSublayer: 0.5,
      expects: { use_gated_activation: true, use_parallel_block: true },
      neutral: ["use_parallel_embedding", "use_embedding_sharing"]
    }
  ),
  PhiForCausalLM: gqa(biased, {
    hasNormBias: true,
    normsPerSublayer: 0.5,
    otherVectors: (_, vocabSize) => vocabSize,
    expects: { qk_layernorm: false }
  }),
  StableLmForCausalLM: gqa(
    { qkvBias: "use_qkv_bias" },
    { hasNormBias: true, expects: { use_parallel_residual: false, qk_layernorm: false } }
  ),
  GPT2LMHeadModel: gqa(biased, {
    hasNormBias: true,
    isTiedByDefault: true,
    positions: (contextLimit, hiddenSize) => contextLimit * hiddenSize,
    renamed: {
      hidden_size: "n_embd",
      num_hidden_layers: "n_layer",
      num_attention_heads: "n_head",
      intermediate_size: "n_inner"
    }
  }),
  GPTNeoXForCausalLM: gqa(biased, {
    hasNormBias: true,
    expects: { attention_bias: true },
    neutral: ["use_parallel_residual"]
  }),
  OPTForCausalLM: gqa(biased, {
    hasNormBias: true,
    isTiedByDefault: true,
    // Two positions more than the context: the table starts at 2.
    positions: (contextLimit, hiddenSize) => (contextLimit + 2) * hiddenSize,
    renamed: { intermediate_size: "ffn_dim" },
    expects: { do_layer_norm_before: true, enable_bias: true },
    repeats: { word_embed_proj_dim: "hidden_size" }
  }),
  BloomForCausalLM: gqa(biased, {
    hasNormBias: true,
    isTiedByDefault: true,
    contextDefault: 2048,
    otherVectors: (hiddenSize) => 2 * hiddenSize,
    renamed: { hidden_size: "n_embed", num_hidden_layers: "n_layer", num_attention_heads: "n_head" },
    neutral: ["skip_bias_add", "skip_bias_add_qkv"]
  }),
  FalconForCausalLM: gqa(
    {
      qkvBias: "bias",
      outputBias: "bias",
      mlpBias: "bias",
      isGated: false,
      intermediateFactor: 4,
      hasFalconHeads: true
    },
    {
      hasNormBias: true,
      isTiedByDefault: true,
      contextDefault: 2048,
      renamed: { intermediate_size: "ffn_hidden_size" },
      normsPerSublayer: (reader) => {
        const isNew = reader.boolean("new_decoder_architecture", false);
        const isParallel = reader.boolean("parallel_attn", true);
        const norms = reader.integer("num_ln_in_parallel_attn", { default: isNew ? 2 : 1, min: 1, max: 2 });
        return isParallel && norms === 1 ? 0.5 : 1;
      }
    }
  ),
  ChatGLMModel: gqa(
    { qkvBias: "add_qkv_bias", outputBias: "add_bias_linear", mlpBias: "add_bias_linear" },
    {
      renamed: {
        vocab_size: "padded_vocab_size",
        num_hidden_layers: "num_layers",
        intermediate_size: "ffn_hidden_size",
        num_key_value_heads: "multi_query_group_num",
        head_dim: "kv_channels"
      },
      expects: { multi_query_attention: true, post_layer_norm: true, rmsnorm: true, original_rope: true }
    }
  ),
  DbrxForCausalLM: gqa(
    {
      moe: {
        experts: "num_local_experts",
        topK: ["num_experts_per_tok"],
        expertSize: "intermediate_size",
        placement: "all"
      }
    },
    {
      renamed: {
        hidden_size: "d_model",
        num_hidden_layers: "n_layers",
        num_attention_heads: "n_heads",
        max_position_embeddings: "max_seq_len",
        num_key_value_heads: "attn_config.kv_n_heads",
        intermediate_size: "ffn_config.ffn_hidden_size",
        num_local_experts: "ffn_config.moe_num_experts",
        num_experts_per_tok: "ffn_config.moe_top_k"
      }
    }
  ),
  DeepseekForCausalLM: gqa({
    qkvBias: "attention_bias",
    outputBias: "attention_bias",
    moe: { ...glmMoe, routerBias: false }
  }),
  GraniteMoeForCausalLM: gqa({ ...llama, moe: mixtralMoe }, { isTiedByDefault: true }),
  Glm4ForCausalLM: gqa({ qkvBias: "attention_bias" }, { normsPerSublayer: 2 }),
  Mistral3ForConditionalGeneration: gqa({}),
  InternLM2ForCausalLM: gqa({ qkvBias: "bias", outputBias: "bias", window: "none" }),
  BaichuanForCausalLM: gqa({}),
  MixtralForCausalLM: gqa({ moe: mixtralMoe }),
  OlmoeForCausalLM: gqa({
    qkvBias: "attention_bias",
    outputBias: "attention_bias",
    qkNorm: true,
    qkNormWeights: "all-heads",
    moe: { ...mixtralMoe, experts: "num_experts" }
  }),
  Ernie4_5ForCausalLM: gqa(
    { qkvBias: "use_bias", outputBias: "use_bias", mlpBias: "use_bias" },
    { isTiedByDefault: true }
  ),
  Ernie4_5_MoeForCausalLM: gqa(
    { qkvBias: "use_bias", outputBias: "use_bias", mlpBias: "use_bias", moe: ernieMoe },
    { isTiedByDefault: true }
  ),
  Qwen2MoeForCausalLM: gqa({ qkvBias: true, moe: sharedQwenMoe, window: "qwen" }),
  Qwen3MoeForCausalLM: gqa({ ...qwen3, moe: qwenMoe }),
  Qwen3VLMoeForConditionalGeneration: gqa({ ...qwen3, moe: qwenMoe }),
  Glm4MoeForCausalLM: gqa({ qkvBias: "attention_bias", qkNorm: "use_qk_norm", moe: glmMoe }),
  MiniMaxM2ForCausalLM: gqa({
    qkNorm: "use_qk_norm",
    moe: { ...mixtralMoe, shared: { field: "shared_intermediate_size" }, routerBias: "use_routing_bias" }
  }),
  GptOssForCausalLM: gqa({
    qkvBias: "attention_bias",
    outputBias: "attention_bias",
    hasSinks: true,
    window: "alternate",
    moe: { ...mixtralMoe, topK: ["num_experts_per_tok", "experts_per_token"], hasBias: true, routerBias: true }
  }),
  // Llama 4 normalises Q and K without weights.
  Llama4ForConditionalGeneration: gqa({
    ...llama,
    qkNorm: "use_qk_norm",
    qkNormWeights: "none",
    moe: llama4Moe
  }),
  Llama4ForCausalLM: gqa({ ...llama, qkNorm: "use_qk_norm", qkNormWeights: "none", moe: llama4Moe }),
  DeepseekV2ForCausalLM: { family: "mla", traits: {} },
  DeepseekV3ForCausalLM: { family: "mla", traits: {} },
  KimiK25ForConditionalGeneration: { family: "mla", traits: {} },
  DeepseekV32ForCausalLM: { family: "mla-sparse", traits: {} },
  GlmMoeDsaForCausalLM: { family: "mla-sparse", traits: {} },
  DeepseekV4ForCausalLM: { family: "compressed", traits: {} },
  // The checkpoint ships one multi-token-prediction module that the config does not mention (Qwen3-Next model card).
  Qwen3NextForCausalLM: { family: "gated-delta", traits: { ...qwenNext, moe: sharedQwenMoe }, mtpModules: 1 },
  Qwen3_5ForConditionalGeneration: { family: "gated-delta", traits: qwenNext },
  Qwen3_5ForCausalLM: { family: "gated-delta", traits: qwenNext },
  Qwen3_5MoeForConditionalGeneration: { family: "gated-delta", traits: { ...qwenNext, moe: sharedQwenMoe } },
  Qwen3_5MoeForCausalLM: { family: "gated-delta", traits: { ...qwenNext, moe: sharedQwenMoe } },
  NemotronHForCausalLM: { family: "nemotron-h", traits: {} }
};
var modelTypes = {
  llama: "LlamaForCausalLM",
  mistral: "MistralForCausalLM",
  mixtral: "MixtralForCausalLM",
  phi3: "Phi3ForCausalLM",
  qwen2: "Qwen2ForCausalLM",
  qwen2_moe: "Qwen2MoeForCausalLM",
  qwen3: "Qwen3ForCausalLM",
  qwen3_moe: "Qwen3MoeForCausalLM",
  qwen3_next: "Qwen3NextForCausalLM",
  qwen3_5_text: "Qwen3_5ForCausalLM",
  qwen3_5_moe_text: "Qwen3_5MoeForCausalLM",
  gemma: "GemmaForCausalLM",
  gemma2: "Gemma2ForCausalLM",
  gemma3_text: "Gemma3ForCausalLM",
  llama4_text: "Llama4ForCausalLM",
  gpt_oss: "GptOssForCausalLM",
  minimax_m2: "MiniMaxM2ForCausalLM",
  glm4: "Glm4ForCausalLM",
  glm4_moe: "Glm4MoeForCausalLM",
  glm_moe_dsa: "GlmMoeDsaForCausalLM",
  deepseek_v2: "DeepseekV2ForCausalLM",
  deepseek_v3: "DeepseekV3ForCausalLM",
  deepseek_v32: "DeepseekV32ForCausalLM",
  deepseek_v4: "DeepseekV4ForCausalLM",
  kimi_k2: "DeepseekV3ForCausalLM",
  nemotron_h: "NemotronHForCausalLM",
  internlm2: "InternLM2ForCausalLM",
  granite: "GraniteForCausalLM"
};

// src/catalog/models/config-reader.ts
var isPlainFields = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
var show = (value) => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};
var largestSize = 1e8;
var ConfigReader = class _ConfigReader {
  #fields;
  #path;
  #file;
  #issues;
  #read = /* @__PURE__ */ new Set();
  #names = {};
  constructor(fields, path, file, issues = []) {
    this.#fields = fields;
    this.#path = path;
    this.#file = file;
    this.#issues = issues;
  }
  get isClean() {
    return this.#issues.length === 0;
  }
  /** Keys present that nothing asked for. */
  unreadKeys() {
    return Object.keys(this.#fields).filter((key) => !this.#read.has(key));
  }
  /** Keys that were asked for and are present. */
  readKeys() {
    return Object.keys(this.#fields).filter((key) => this.#read.has(key));
  }
  /** From here on, fields are looked up under the names this architecture gives them; a dot enters an object. */
  useNames(names) {
    this.#names = names;
  }
  /** The value, and the fact that it was looked at; null counts as absent. */
  value(key) {
    this.#read.add(key);
    const own = this.#names[key]?.split(".");
    if (own === void 0) return this.#fields[key] ?? void 0;
    this.#read.add(own[0]);
    let value = this.#fields;
    for (const part of own) value = isPlainFields(value) ? value[part] : void 0;
    return value ?? this.#fields[key] ?? void 0;
  }
  has(key) {
    return this.value(key) !== void 0;
  }
  issue(code, key, problem, hint) {
    const path = [...this.#path, this.#names[key] ?? key];
    if (this.#issues.some((known) => known.problem === problem && known.path.join(".") === path.join("."))) return;
    this.#issues.push({ code, path, problem, hint, ...this.#file === void 0 ? {} : { file: this.#file } });
  }
  /** The first of the given keys that is present; without any, the default, or a problem. */
  integer(keys2, range = {}) {
    const names = typeof keys2 === "string" ? [keys2] : keys2;
    const { min = 1, max = largestSize } = range;
    const present = names.filter((name) => this.has(name));
    const key = present[0];
    if (key === void 0) {
      if (range.default !== void 0) return range.default;
      this.issue(
        "schema",
        names[0] ?? "",
        names.length > 1 ? `missing (also not found as ${names.slice(1).join(", ")})` : "missing",
        "The published config.json of this architecture has it: check that the file is complete."
      );
      return min;
    }
    const value = this.value(key);
    if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return value;
    this.issue(
      "domain",
      key,
      `expected an integer from ${min} to ${max}, got ${show(value)}`,
      "Correct the value in the config file."
    );
    return min;
  }
  boolean(key, fallback) {
    const value = this.value(key);
    if (value === void 0) return fallback;
    if (typeof value === "boolean") return value;
    this.issue("schema", key, `expected true or false, got ${show(value)}`, "Correct the value in the config file.");
    return fallback;
  }
  string(key) {
    const value = this.value(key);
    if (value === void 0 || typeof value === "string") return value;
    this.issue("schema", key, `expected text, got ${show(value)}`, "Correct the value in the config file.");
    return void 0;
  }
  /** A list of texts or integers; absent and empty are both the empty list. */
  list(key, kind) {
    const value = this.value(key);
    if (value === void 0) return [];
    const isGood = (item) => kind === "string" ? typeof item === "string" : Number.isInteger(item);
    if (Array.isArray(value) && value.every(isGood)) return value;
    this.issue(
      "schema",
      key,
      `expected a list of ${kind === "string" ? "texts" : "integers"}, got ${show(value)}`,
      "Correct the value in the config file."
    );
    return [];
  }
  /** A reader for a nested object, or undefined where the key is absent. */
  child(key) {
    const value = this.value(key);
    if (value === void 0) return void 0;
    if (isPlainFields(value)) return new _ConfigReader(value, [...this.#path, key], this.#file, this.#issues);
    this.issue("schema", key, `expected an object, got ${show(value)}`, "Correct the value in the config file.");
    return void 0;
  }
  /** `whole` must be a multiple of `part`; checked only while nothing else is wrong. */
  divides(key, part, whole, what) {
    if (!this.isClean || whole % part === 0) return;
    this.issue("domain", key, `${part} does not divide ${what} ${whole}`, "Correct the value in the config file.");
  }
  throwIfAny() {
    if (this.#issues.length > 0) throw new SilicoError(this.#issues);
  }
};

// src/catalog/models/gqa-layers.ts
function claim3(reader, value) {
  return typeof value === "string" ? reader.boolean(value, false) : value ?? false;
}
function falconKvHeads(reader, heads) {
  const isNew = reader.boolean("new_decoder_architecture", false);
  const isMultiQuery = reader.boolean("multi_query", true);
  const grouped = reader.integer("num_kv_heads", { default: heads });
  return isNew ? grouped : isMultiQuery ? 1 : heads;
}
function readHeads(reader, hiddenSize, hasFalconHeads) {
  const heads = reader.integer("num_attention_heads");
  const kvHeads = hasFalconHeads ? falconKvHeads(reader, heads) : reader.integer("num_key_value_heads", { default: heads });
  reader.divides("num_key_value_heads", kvHeads, heads, "num_attention_heads");
  if (!reader.has("head_dim")) reader.divides("num_attention_heads", heads, hiddenSize, "hidden_size");
  const headDim = reader.integer("head_dim", { default: Math.max(1, Math.floor(hiddenSize / heads)) });
  return { heads, kvHeads, headDim };
}
function readGqa(reader, hiddenSize, traits) {
  const qkNormAllHeads = reader.string("qk_norm_type") === "per_layer" || traits.qkNormWeights === "all-heads";
  const weights = traits.qkNormWeights === "none" ? "none" : qkNormAllHeads ? "all-heads" : void 0;
  return {
    kind: "gqa",
    ...readHeads(reader, hiddenSize, traits.hasFalconHeads ?? false),
    hasQkvBias: claim3(reader, traits.qkvBias),
    hasOutputBias: claim3(reader, traits.outputBias),
    hasQkNorm: claim3(reader, traits.qkNorm),
    ...weights === void 0 ? {} : { qkNormWeights: weights },
    hasOutputGate: traits.hasOutputGate === true && reader.boolean("attn_output_gate", true),
    ...traits.hasSinks === true ? { hasSinks: true } : {}
  };
}
function readPlacement(reader, moe2, layerCount2) {
  switch (moe2.placement) {
    case "all":
      return () => true;
    case "first-k-dense": {
      const denseFirst = reader.integer("first_k_dense_replace", { default: 0, min: 0 });
      const every = reader.integer("moe_layer_freq", { default: 1 });
      return (index) => index >= denseFirst && index % every === 0;
    }
    case "qwen": {
      const every = reader.integer("decoder_sparse_step", { default: 1 });
      const denseOnly = new Set(reader.list("mlp_only_layers", "number"));
      return (index) => !denseOnly.has(index) && (index + 1) % every === 0;
    }
    case "ernie": {
      const first = reader.integer("moe_layer_start_index", { default: 0, min: 0 });
      const last = reader.integer("moe_layer_end_index", { default: layerCount2 - 1, min: -1 });
      const every = reader.integer("moe_layer_interval", { default: 1 });
      return (index) => index >= first && (last < 0 || index <= last) && (index + 1) % every === 0;
    }
    case "llama4": {
      const listed = reader.list("moe_layers", "number");
      const every = reader.integer("interleave_moe_layer_step", { default: 1, min: 0 });
      if (listed.length > 0) {
        for (const index of listed) {
          if (index < 0 || index >= layerCount2)
            reader.issue(
              "domain",
              "moe_layers",
              `layer ${index} does not exist`,
              `Layers go from 0 to ${layerCount2 - 1}.`
            );
        }
        return (index) => listed.includes(index);
      }
      return (index) => every > 0 && (index + 1) % every === 0;
    }
  }
}
function readFeedForwards(reader, layerCount2, traits, defaultIntermediateSize) {
  const { moe: moe2, isGated = true } = traits;
  const dense = (field) => ({
    kind: "dense",
    intermediateSize: reader.integer(
      field,
      defaultIntermediateSize === void 0 ? {} : { default: defaultIntermediateSize }
    ),
    isGated,
    hasBias: claim3(reader, traits.mlpBias)
  });
  if (moe2 === void 0) {
    const feedForward = dense("intermediate_size");
    return () => feedForward;
  }
  const experts = reader.integer(moe2.experts);
  const topK = reader.integer(moe2.topK);
  if (reader.isClean && topK > experts)
    reader.issue(
      "domain",
      moe2.topK[0] ?? "",
      `${topK} experts a token of ${experts}`,
      "Correct the value in the config file."
    );
  const expertIntermediateSize = reader.integer(moe2.expertSize);
  const sharedIntermediateSize = moe2.shared === void 0 ? 0 : "field" in moe2.shared ? reader.integer(moe2.shared.field, { default: 0, min: 0 }) : expertIntermediateSize * reader.integer(moe2.shared.countField, { default: 0, min: 0 });
  const isMoeLayer = readPlacement(reader, moe2, layerCount2);
  const sparse = {
    kind: "moe",
    experts,
    topK,
    expertIntermediateSize,
    sharedIntermediateSize,
    hasSharedGate: (moe2.hasSharedGate ?? false) && sharedIntermediateSize > 0,
    isGated: moe2.isGated ?? true,
    hasBias: moe2.hasBias ?? false,
    hasRouterBias: claim3(reader, moe2.routerBias)
  };
  const denseField = moe2.denseSize ?? "intermediate_size";
  const hasDense = Array.from({ length: layerCount2 }, (_, index) => index).some((index) => !isMoeLayer(index));
  reader.value(denseField);
  const plain = hasDense ? dense(denseField) : void 0;
  return (index) => isMoeLayer(index) || plain === void 0 ? sparse : plain;
}
var windowedTypes = /* @__PURE__ */ new Set(["sliding_attention", "chunked_attention", "local_attention"]);
function readWindows(reader, layerCount2, traits, contextLimit) {
  const chunk = reader.integer("attention_chunk_size", { default: 0, min: 0 });
  const isOn = reader.boolean("use_sliding_window", true);
  const sliding = reader.integer("sliding_window", { default: 0, min: 0 });
  const size = chunk > 0 ? chunk : isOn ? sliding : 0;
  const firstWindowed = reader.integer("max_window_layers", { default: 0, min: 0 });
  const types = reader.list("layer_types", "string");
  const fullEvery = reader.integer(["sliding_window_pattern", "full_attention_interval"], {
    default: traits.windowPattern ?? 0,
    min: 0
  });
  const noRope = reader.list("no_rope_layers", "number");
  const noRopeEvery = reader.integer("no_rope_layer_interval", { default: 4 });
  if (types.length > 0) {
    if (types.length !== layerCount2)
      reader.issue(
        "domain",
        "layer_types",
        `has ${types.length} entries for ${layerCount2} layers`,
        "Give one per layer."
      );
    for (const type of new Set(types)) {
      if (windowedTypes.has(type) && size === 0)
        reader.issue(
          "schema",
          "layer_types",
          `has "${type}" but no window size`,
          "Give sliding_window or attention_chunk_size."
        );
    }
    return (index) => windowedTypes.has(types[index] ?? "") && size > 0 ? size : void 0;
  }
  if (size === 0 || size >= contextLimit) return () => void 0;
  if (chunk > 0) {
    return (index) => {
      const hasRope = noRope.length > 0 ? noRope[index] !== 0 : (index + 1) % noRopeEvery !== 0;
      return hasRope ? size : void 0;
    };
  }
  switch (traits.window ?? "all") {
    case "none":
      return () => void 0;
    case "all":
      return () => size;
    case "alternate":
      return (index) => index % 2 === 0 ? size : void 0;
    case "qwen":
      return (index) => index >= firstWindowed ? size : void 0;
    case "every-nth-full":
      return (index) => (index + 1) % Math.max(1, fullEvery) === 0 ? void 0 : size;
  }
}
function groupLayers(layers) {
  const groups = [];
  let lastKey = "";
  for (const layer of layers) {
    const key = JSON.stringify(layer);
    const last = groups[groups.length - 1];
    if (last !== void 0 && key === lastKey) groups[groups.length - 1] = { ...last, count: last.count + 1 };
    else groups.push({ count: 1, ...layer });
    lastKey = key;
  }
  return groups;
}
function readGqaLayers(reader, hiddenSize, contextLimit, traits) {
  const layerCount2 = reader.integer("num_hidden_layers", { max: 1e4 });
  const attention = readGqa(reader, hiddenSize, traits);
  const { intermediateFactor } = traits;
  const width = intermediateFactor === void 0 ? void 0 : intermediateFactor * hiddenSize;
  const feedForward = readFeedForwards(reader, layerCount2, traits, width);
  const window = readWindows(reader, layerCount2, traits, contextLimit);
  return groupLayers(
    Array.from({ length: layerCount2 }, (_, index) => {
      const windowTokens = window(index);
      return {
        attention: windowTokens === void 0 ? attention : { ...attention, windowTokens },
        feedForward: feedForward(index)
      };
    })
  );
}

// src/catalog/models/hybrid-layers.ts
function readGatedDeltaLayers(reader, hiddenSize, traits) {
  const layerCount2 = reader.integer("num_hidden_layers", { max: 1e4 });
  const full2 = readGqa(reader, hiddenSize, traits);
  const linear = {
    kind: "gated-delta",
    keyHeads: reader.integer("linear_num_key_heads"),
    keyHeadDim: reader.integer("linear_key_head_dim"),
    valueHeads: reader.integer("linear_num_value_heads"),
    valueHeadDim: reader.integer("linear_value_head_dim"),
    convKernel: reader.integer("linear_conv_kernel_dim")
  };
  reader.divides("linear_num_key_heads", linear.keyHeads, linear.valueHeads, "linear_num_value_heads");
  const every = reader.integer("full_attention_interval", { default: 4 });
  const types = reader.list("layer_types", "string");
  if (types.length > 0 && types.length !== layerCount2)
    reader.issue(
      "domain",
      "layer_types",
      `has ${types.length} entries for ${layerCount2} layers`,
      "Give one per layer."
    );
  for (const type of new Set(types)) {
    if (type !== "full_attention" && type !== "linear_attention")
      reader.issue(
        "unsupported",
        "layer_types",
        `layer type "${type}"`,
        "linear_attention and full_attention are understood."
      );
  }
  const isFull = (index) => types.length > 0 ? types[index] === "full_attention" : (index + 1) % every === 0;
  const feedForward = readFeedForwards(reader, layerCount2, traits);
  return groupLayers(
    Array.from({ length: layerCount2 }, (_, index) => ({
      attention: isFull(index) ? full2 : linear,
      feedForward: feedForward(index)
    }))
  );
}
function readNemotronLayers(reader, hiddenSize) {
  const layerCount2 = reader.integer("num_hidden_layers", { max: 1e4 });
  const pattern = reader.string("hybrid_override_pattern") ?? "";
  if (pattern.length !== layerCount2)
    reader.issue(
      "domain",
      "hybrid_override_pattern",
      `has ${pattern.length} letters for ${layerCount2} layers`,
      "Give one letter (M, *, E or -) per layer."
    );
  for (const letter of new Set(pattern)) {
    if (!"M*E-".includes(letter))
      reader.issue("unsupported", "hybrid_override_pattern", `letter "${letter}"`, "M, *, E and - are understood.");
  }
  const none = { kind: "none" };
  const mamba = {
    kind: "mamba2",
    heads: reader.integer("mamba_num_heads"),
    headDim: reader.integer("mamba_head_dim"),
    stateSize: reader.integer("ssm_state_size"),
    groups: reader.integer("n_groups"),
    convKernel: reader.integer("conv_kernel")
  };
  const attention = pattern.includes("*") ? readGqa(reader, hiddenSize, { qkvBias: "attention_bias", outputBias: "attention_bias" }) : none;
  const hasBias = reader.boolean("mlp_bias", false);
  const dense = pattern.includes("-") ? { kind: "dense", intermediateSize: reader.integer("intermediate_size"), isGated: false, hasBias } : none;
  reader.value("intermediate_size");
  const moe2 = pattern.includes("E") ? {
    kind: "moe",
    experts: reader.integer("n_routed_experts"),
    topK: reader.integer("num_experts_per_tok"),
    expertIntermediateSize: reader.integer("moe_intermediate_size"),
    sharedIntermediateSize: reader.integer("n_shared_experts", { default: 0, min: 0 }) * reader.integer("moe_shared_expert_intermediate_size", { default: 0, min: 0 }),
    hasSharedGate: false,
    isGated: false,
    hasBias,
    hasRouterBias: true
  } : none;
  for (const key of ["use_bias", "mamba_proj_bias"]) {
    if (reader.boolean(key, false))
      reader.issue("unsupported", key, "biased Mamba projections", "Only false is understood.");
  }
  if (!reader.boolean("use_conv_bias", true))
    reader.issue("unsupported", "use_conv_bias", "a Mamba convolution without bias", "Only true is understood.");
  return groupLayers(
    [...pattern].map((letter) => ({
      attention: letter === "M" ? mamba : letter === "*" ? attention : none,
      feedForward: letter === "E" ? moe2 : letter === "-" ? dense : none
    }))
  );
}

// src/catalog/models/latent-layers.ts
var deepseekMoe = {
  experts: "n_routed_experts",
  topK: ["num_experts_per_tok"],
  expertSize: "moe_intermediate_size",
  shared: { countField: "n_shared_experts" },
  placement: "first-k-dense"
};
function readIndexer(reader) {
  return {
    indexHeads: reader.integer("index_n_heads"),
    indexHeadDim: reader.integer("index_head_dim"),
    topKTokens: reader.integer("index_topk")
  };
}
function readMlaLayers(reader, isSparse) {
  const layerCount2 = reader.integer("num_hidden_layers", { max: 1e4 });
  const qLoraRank = reader.integer("q_lora_rank", { default: 0, min: 0 });
  const attention = {
    kind: "mla",
    heads: reader.integer("num_attention_heads"),
    ...qLoraRank > 0 ? { qLoraRank } : {},
    kvLoraRank: reader.integer("kv_lora_rank"),
    qkNopeHeadDim: reader.integer("qk_nope_head_dim"),
    qkRopeHeadDim: reader.integer("qk_rope_head_dim"),
    valueHeadDim: reader.integer("v_head_dim"),
    ...isSparse ? { sparse: readIndexer(reader) } : {}
  };
  const queryHeadDim = reader.integer("qk_head_dim", { default: attention.qkNopeHeadDim + attention.qkRopeHeadDim });
  if (reader.isClean && queryHeadDim !== attention.qkNopeHeadDim + attention.qkRopeHeadDim)
    reader.issue(
      "domain",
      "qk_head_dim",
      `${queryHeadDim} is not qk_nope_head_dim + qk_rope_head_dim`,
      "Correct the value in the config file."
    );
  reader.value("num_key_value_heads");
  reader.value("head_dim");
  const routerBias = reader.string("topk_method") === "noaux_tc";
  const feedForward = reader.has("n_routed_experts") ? readFeedForwards(reader, layerCount2, { moe: { ...deepseekMoe, routerBias } }) : readFeedForwards(reader, layerCount2, {});
  return groupLayers(
    Array.from({ length: layerCount2 }, (_, index) => ({ attention, feedForward: feedForward(index) }))
  );
}
function compressedAttention(reader, compressRatio) {
  return {
    kind: "compressed",
    heads: reader.integer("num_attention_heads"),
    headDim: reader.integer("head_dim"),
    qLoraRank: reader.integer("q_lora_rank"),
    qkRopeHeadDim: reader.integer("qk_rope_head_dim"),
    outputLoraRank: reader.integer("o_lora_rank"),
    outputGroups: reader.integer("o_groups"),
    windowTokens: reader.integer("sliding_window"),
    compressRatio,
    // Lightly compressed layers (ratio 4) pick entries through an indexer; heavily compressed ones read them all.
    ...compressRatio === 4 ? { sparse: readIndexer(reader) } : {}
  };
}
function readCompressedLayers(reader) {
  const layerCount2 = reader.integer("num_hidden_layers", { max: 1e4 });
  const ratios = reader.list("compress_ratios", "number");
  if (ratios.length < layerCount2)
    reader.issue(
      "domain",
      "compress_ratios",
      `has ${ratios.length} entries for ${layerCount2} layers`,
      "Give one per layer, and one for each multi-token-prediction module."
    );
  for (const ratio of new Set(ratios)) {
    if (ratio !== 0 && ratio !== 4 && ratio !== 128)
      reader.issue("unsupported", "compress_ratios", `compression ratio ${ratio}`, "0, 4 and 128 are understood.");
  }
  const heads = reader.integer("num_attention_heads");
  const groups = reader.integer("o_groups");
  reader.divides("o_groups", groups, heads, "num_attention_heads");
  const kvHeads = reader.integer("num_key_value_heads", { default: 1 });
  if (kvHeads !== 1)
    reader.issue(
      "unsupported",
      "num_key_value_heads",
      `${kvHeads} KV heads with compressed attention`,
      "1 is understood."
    );
  const hashLayers = reader.integer("num_hash_layers", { default: 0, min: 0 });
  const feedForward = readFeedForwards(reader, layerCount2, {
    moe: { ...deepseekMoe, placement: "all", routerBias: reader.string("topk_method") === "noaux_tc" }
  });
  const layerAt = (index) => {
    const sparse = feedForward(Math.min(index, layerCount2 - 1));
    return {
      attention: compressedAttention(reader, ratios[index] ?? 0),
      feedForward: sparse.kind === "moe" && index < hashLayers ? { ...sparse, isHashRouted: true } : sparse
    };
  };
  return {
    layers: groupLayers(Array.from({ length: layerCount2 }, (_, index) => layerAt(index))),
    mtpLayer: { count: 1, ...layerAt(layerCount2) }
  };
}

// src/catalog/models/projections.ts
var matrix = (name, inputs, outputs, copies = 1) => ({
  name,
  inputs,
  outputs,
  copies
});
var noWeights = { projections: [], vectors: 0 };
function attentionWeights(attention, hiddenSize) {
  switch (attention.kind) {
    case "none":
      return noWeights;
    case "gqa": {
      const { heads, kvHeads, headDim } = attention;
      const valueHeadDim = attention.valueHeadDim ?? headDim;
      const queryWidth = heads * headDim;
      const keyWidth = kvHeads * headDim;
      const valueWidth = kvHeads * valueHeadDim;
      const queryOutputs = queryWidth * (attention.hasOutputGate ? 2 : 1);
      const qkNorm = !attention.hasQkNorm || attention.qkNormWeights === "none" ? 0 : attention.qkNormWeights === "all-heads" ? queryWidth + keyWidth : 2 * headDim;
      return {
        projections: [
          matrix("q", hiddenSize, queryOutputs),
          matrix("k", hiddenSize, keyWidth),
          matrix("v", hiddenSize, valueWidth),
          matrix("o", heads * valueHeadDim, hiddenSize)
        ],
        vectors: (attention.hasQkvBias ? queryOutputs + keyWidth + valueWidth : 0) + (attention.hasOutputBias ? hiddenSize : 0) + qkNorm + (attention.hasSinks === true ? heads : 0)
      };
    }
    case "mla": {
      const { heads, qLoraRank, kvLoraRank, qkNopeHeadDim, qkRopeHeadDim, valueHeadDim, sparse } = attention;
      const queryWidth = heads * (qkNopeHeadDim + qkRopeHeadDim);
      const queryRank = qLoraRank ?? hiddenSize;
      return {
        projections: [
          ...qLoraRank === void 0 ? [matrix("q", hiddenSize, queryWidth)] : [matrix("q_a", hiddenSize, qLoraRank), matrix("q_b", qLoraRank, queryWidth)],
          matrix("kv_a", hiddenSize, kvLoraRank + qkRopeHeadDim),
          matrix("kv_b", kvLoraRank, heads * (qkNopeHeadDim + valueHeadDim)),
          matrix("o", heads * valueHeadDim, hiddenSize),
          ...sparse === void 0 ? [] : [
            matrix("index_q", queryRank, sparse.indexHeads * sparse.indexHeadDim),
            matrix("index_k", hiddenSize, sparse.indexHeadDim),
            matrix("index_weights", hiddenSize, sparse.indexHeads)
          ]
        ],
        vectors: (qLoraRank ?? 0) + kvLoraRank + (sparse === void 0 ? 0 : 2 * sparse.indexHeadDim)
      };
    }
    case "gated-delta": {
      const keyWidth = attention.keyHeads * attention.keyHeadDim;
      const valueWidth = attention.valueHeads * attention.valueHeadDim;
      return {
        projections: [
          matrix("in_qkvz", hiddenSize, 2 * keyWidth + 2 * valueWidth),
          matrix("in_ba", hiddenSize, 2 * attention.valueHeads),
          matrix("out", valueWidth, hiddenSize)
        ],
        // Convolution over q, k, v; decay and step bias per head; norm of the head output.
        vectors: (2 * keyWidth + valueWidth) * attention.convKernel + 2 * attention.valueHeads + attention.valueHeadDim
      };
    }
    case "mamba2": {
      const inner = attention.heads * attention.headDim;
      const mixed = inner + 2 * attention.groups * attention.stateSize;
      return {
        projections: [matrix("in", hiddenSize, inner + mixed + attention.heads), matrix("out", inner, hiddenSize)],
        // Convolution with bias; A, D and step bias per head; norm of the inner width.
        vectors: mixed * (attention.convKernel + 1) + 3 * attention.heads + inner
      };
    }
    case "compressed": {
      const { heads, headDim, qLoraRank, outputLoraRank, outputGroups, compressRatio, sparse } = attention;
      const overlap = sparse === void 0 ? 1 : 2;
      const compressor = (width) => ({
        projections: [
          matrix("compress_kv", hiddenSize, overlap * width),
          matrix("compress_gate", hiddenSize, overlap * width)
        ],
        vectors: compressRatio * overlap * width + width
      });
      const main = compressRatio === 0 ? noWeights : compressor(headDim);
      const index = sparse === void 0 ? noWeights : compressor(sparse.indexHeadDim);
      return {
        projections: [
          matrix("q_a", hiddenSize, qLoraRank),
          matrix("q_b", qLoraRank, heads * headDim),
          matrix("kv", hiddenSize, headDim),
          matrix("o_a", heads * headDim / outputGroups, outputLoraRank, outputGroups),
          matrix("o_b", outputGroups * outputLoraRank, hiddenSize),
          ...main.projections,
          ...sparse === void 0 ? [] : [
            matrix("index_q", qLoraRank, sparse.indexHeads * sparse.indexHeadDim),
            matrix("index_weights", hiddenSize, sparse.indexHeads),
            ...index.projections
          ]
        ],
        // Norms of q and kv, one attention sink per head.
        vectors: qLoraRank + headDim + heads + main.vectors + index.vectors
      };
    }
    default:
      return assertNever(attention);
  }
}
function feedForwardWeights(hiddenSize, intermediateSize, isGated, hasBias, copies = 1) {
  const inner = isGated ? 2 * intermediateSize : intermediateSize;
  return {
    projections: [
      matrix(isGated ? "gate_up" : "up", hiddenSize, inner, copies),
      matrix("down", intermediateSize, hiddenSize, copies)
    ],
    vectors: hasBias ? copies * (inner + hiddenSize) : 0
  };
}
function routerWeights(moe2, hiddenSize) {
  return {
    projections: [
      matrix("router", hiddenSize, moe2.experts),
      ...moe2.hasSharedGate ? [matrix("shared_gate", hiddenSize, 1)] : []
    ],
    vectors: moe2.hasRouterBias && moe2.isHashRouted !== true ? moe2.experts : 0
  };
}
function countWeights(weights) {
  let sum = weights.vectors;
  for (const { inputs, outputs, copies } of weights.projections) sum += inputs * outputs * copies;
  return sum;
}
function feedForwardParameters(feedForward, hiddenSize) {
  switch (feedForward.kind) {
    case "none":
      return { dense: 0, routed: 0, routedActive: 0, shared: 0, router: 0 };
    case "dense": {
      const { intermediateSize, isGated, hasBias } = feedForward;
      const dense = countWeights(feedForwardWeights(hiddenSize, intermediateSize, isGated, hasBias));
      return { dense, routed: 0, routedActive: 0, shared: 0, router: 0 };
    }
    case "moe": {
      const { experts, topK, expertIntermediateSize, sharedIntermediateSize, isGated, hasBias } = feedForward;
      const expert = countWeights(feedForwardWeights(hiddenSize, expertIntermediateSize, isGated, hasBias));
      const shared = sharedIntermediateSize === 0 ? 0 : countWeights(feedForwardWeights(hiddenSize, sharedIntermediateSize, isGated, hasBias));
      const router = countWeights(routerWeights(feedForward, hiddenSize));
      return { dense: 0, routed: experts * expert, routedActive: topK * expert, shared, router };
    }
    default:
      return assertNever(feedForward);
  }
}

// src/catalog/models/parameters.ts
function streamMixerParameters(streams, hiddenSize) {
  if (streams === 1) return 0;
  const mix = streams * (streams + 2);
  return mix * streams * hiddenSize + mix + 3;
}
function streamHeadParameters(streams, hiddenSize) {
  return streams === 1 ? 0 : streams * streams * hiddenSize + streams + 1;
}
function layerParameters(group, hiddenSize, streams, normWeights) {
  const feedForward = feedForwardParameters(group.feedForward, hiddenSize);
  const sublayers = (group.attention.kind === "none" ? 0 : 1) + (group.feedForward.kind === "none" ? 0 : 1);
  return countWeights(attentionWeights(group.attention, hiddenSize)) + feedForward.dense + feedForward.routed + feedForward.shared + feedForward.router + sublayers * (normWeights * hiddenSize + streamMixerParameters(streams, hiddenSize));
}
function countParameters(body) {
  const { hiddenSize, vocabSize, residualStreams } = body;
  const normWeights = body.weightsPerNormElement * hiddenSize;
  let attention = 0;
  let dense = 0;
  let routed = 0;
  let routedActive = 0;
  let shared = 0;
  let router = 0;
  let sublayers = 0;
  for (const group of body.layers) {
    const part = feedForwardParameters(group.feedForward, hiddenSize);
    attention += group.count * countWeights(attentionWeights(group.attention, hiddenSize));
    dense += group.count * part.dense;
    routed += group.count * part.routed;
    routedActive += group.count * part.routedActive;
    shared += group.count * part.shared;
    router += group.count * part.router;
    sublayers += group.count * ((group.attention.kind === "none" ? 0 : 1) + (group.feedForward.kind === "none" ? 0 : 1));
  }
  const norms = sublayers * (body.normsPerSublayer * normWeights + streamMixerParameters(residualStreams, hiddenSize)) + normWeights + streamHeadParameters(residualStreams, hiddenSize) + body.otherVectors;
  const matrix2 = vocabSize * hiddenSize;
  const embedding = matrix2 + body.positions;
  const head = body.hasTiedEmbeddings ? 0 : matrix2;
  const body16 = attention + dense + shared + router + norms;
  const activeWithInputEmbedding = body16 + routedActive + embedding + head;
  return {
    total: body16 + routed + embedding + head,
    active: activeWithInputEmbedding - (body.hasTiedEmbeddings ? 0 : embedding),
    activeWithInputEmbedding,
    embedding,
    head,
    attention,
    denseFeedForward: dense,
    routedExperts: routed,
    sharedExperts: shared,
    router,
    norms,
    mtp: body.mtp,
    ...body.vision === void 0 ? {} : { vision: body.vision }
  };
}

// src/catalog/models/quantization.ts
var moduleNames = {
  attention: ["q_proj", "k_proj", "v_proj", "o_proj", "q_b_proj", "kv_b_proj"].map(
    (name) => `model.layers.N.self_attn.${name}`
  ),
  denseFeedForward: ["mlp", "feed_forward"].flatMap(
    (block2) => ["gate_proj", "up_proj", "down_proj"].map((name) => `model.layers.N.${block2}.${name}`)
  ),
  routedExperts: ["mlp.experts.N", "feed_forward.experts.N", "block_sparse_moe.experts.N"].flatMap(
    (block2) => ["gate_proj", "up_proj", "down_proj"].map((name) => `model.layers.N.${block2}.${name}`)
  ),
  sharedExperts: ["mlp.shared_experts", "mlp.shared_expert", "feed_forward.shared_expert"].flatMap(
    (block2) => ["gate_proj", "up_proj", "down_proj"].map((name) => `model.layers.N.${block2}.${name}`)
  )
};
var numberless = (name) => name.replace(/^language_model\./, "").replace(/\.(layers|experts)\.\d+(?=\.|$)/g, ".$1.N").replace(/\.(layers|experts)\.\*(?=\.|$)/g, ".$1.N");
function covers(entry, module) {
  if (entry.startsWith("re:")) {
    try {
      return new RegExp(`^(?:${entry.slice(3)})$`).test(module.replace(/\.N(?=\.|$)/g, ".7"));
    } catch {
      return false;
    }
  }
  const name = numberless(entry);
  if (name.includes("*")) {
    const pattern = name.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*");
    return new RegExp(`^${pattern}(\\.|$)`).test(module);
  }
  return `.${module}.`.includes(`.${name}.`);
}
function ignoredParts(entries) {
  const distinct = [...new Set(entries.map((entry) => entry.startsWith("re:") ? entry : numberless(entry)))];
  return new Set(
    quantisedParts.filter(
      (part) => moduleNames[part].some((module) => distinct.some((entry) => covers(entry, module)))
    )
  );
}
function withStorage(precision, part, ignored) {
  const plain = storageFormats.bf16;
  const of = (name) => ignored.has(name) ? plain : part;
  return {
    precision,
    storage: {
      attention: of("attention"),
      denseFeedForward: of("denseFeedForward"),
      routedExperts: of("routedExperts"),
      sharedExperts: of("sharedExperts"),
      rest: plain
    }
  };
}
function compressedTensors(config) {
  const groups = config["config_groups"];
  const group = isPlainFields(groups) ? Object.values(groups)[0] : void 0;
  const weights = isPlainFields(group) ? group["weights"] : void 0;
  if (!isPlainFields(group) || !isPlainFields(weights)) return void 0;
  const activations = isPlainFields(group["input_activations"]) ? group["input_activations"]["num_bits"] : 16;
  const { num_bits: bits, type, strategy } = weights;
  const groupSize = typeof weights["group_size"] === "number" && weights["group_size"] > 0 ? weights["group_size"] : 128;
  if (bits === 8 && type === "float")
    return strategy === "block" ? ["fp8-block", storageFormats.fp8Block] : ["fp8", storageFormats.fp8];
  if (bits === 8 && type === "int") return ["int8", storageFormats.int8];
  if (bits === 4 && type === "float") return ["fp4", groupSize === 16 ? storageFormats.nvfp4 : storageFormats.mxfp4];
  if (bits === 4 && type === "int")
    return [activations === 8 ? "w4a8" : "w4a16", int4Storage(groupSize, weights["symmetric"] !== false)];
  return void 0;
}
function byMethod(config) {
  const method = String(config["quant_method"] ?? "").toLowerCase();
  const bits = config["bits"] ?? config["w_bit"];
  const groupSize = config["group_size"] ?? config["q_group_size"];
  const group = typeof groupSize === "number" && groupSize > 0 ? groupSize : 128;
  switch (method) {
    case "fp8":
    case "fbgemm_fp8":
      return Array.isArray(config["weight_block_size"]) ? ["fp8-block", storageFormats.fp8Block] : ["fp8", storageFormats.fp8];
    case "mxfp4":
      return ["mxfp4-a16", storageFormats.mxfp4];
    case "compressed-tensors":
      return compressedTensors(config);
    case "awq":
      return bits === void 0 || bits === 4 ? ["w4a16", int4Storage(group, config["zero_point"] === false)] : void 0;
    case "gptq":
      if (bits === 8) return ["int8", storageFormats.int8];
      return bits === 4 ? ["w4a16", int4Storage(group, config["sym"] !== false)] : void 0;
    case "modelopt":
    case "modelopt_fp4":
    case "nvfp4": {
      const algorithm = String(config["quant_algo"] ?? (method === "modelopt" ? "" : "NVFP4")).toUpperCase();
      if (algorithm === "FP8") return ["fp8", storageFormats.fp8];
      if (algorithm === "NVFP4") return ["fp4", storageFormats.nvfp4];
      if (algorithm.startsWith("W4A8")) return ["w4a8", storageFormats.int4Group128];
      return void 0;
    }
    default:
      return void 0;
  }
}
function readNativeStorage(text, whole) {
  const dtypes = ["torch_dtype", "dtype"].flatMap((key) => [text.string(key), whole.string(key)]);
  const plain = dtypes.includes("float16") ? "fp16" : "bf16";
  const expertFormat = text.string("expert_dtype");
  const reader = text.has("quantization_config") ? text : whole;
  const config = reader.value("quantization_config");
  if (config === void 0) return { precision: plain, storage: usualStorage[plain] };
  const understood = isPlainFields(config) ? byMethod(config) : void 0;
  if (understood === void 0 || !isPlainFields(config)) {
    const method = isPlainFields(config) ? config["quant_method"] : config;
    reader.issue(
      "unsupported",
      "quantization_config",
      `quantisation method ${JSON.stringify(method)} with these settings is not understood`,
      "Understood: fp8, mxfp4, compressed-tensors (8 bits, 4 bits), awq, gptq, modelopt (FP8, NVFP4, W4A8)."
    );
    return { precision: plain, storage: usualStorage[plain] };
  }
  const lists = ["modules_to_not_convert", "ignore", "ignored_layers", "exclude_modules"].map((key) => config[key]);
  const entries = lists.flatMap((list) => Array.isArray(list) ? list.filter((item) => typeof item === "string") : []);
  const [precision, part] = understood;
  const native = withStorage(precision, part, ignoredParts(entries));
  if (expertFormat === "fp4")
    return { precision: "fp4", storage: { ...native.storage, routedExperts: storageFormats.mxfp4 } };
  return native;
}

// src/catalog/models/unread-fields.ts
var withoutEffect = [
  /^_/,
  /^(bos|eos|pad|sep|cls|mask|boi|eoi|image|video|audio|vision|decoder_start|forced)_.*(token|id|index)/,
  /_token(_id|_ids|_index)?$/,
  /dropout|_init$|init_|initializer|_eps(ilon)?$|^eps$/,
  /rope|rotary/,
  /aux_loss|router_jitter|z_loss|^loss|label|losses/,
  /^(architectures|model_type|auto_map|transformers_version|torch_dtype|dtype|use_cache|torchscript|tokenizer_class)$/,
  /^(activation_function|position_embedding_type|summary_.*|hidden_act|hidden_activation|mlp_hidden_act|mamba_hidden_act|scoring_func|topk_method|score_function)$/,
  /^(n_group|topk_group|norm_topk_prob|routed_scaling_factor|seq_aux|pretraining_tp|ep_size|for_llm_compressor)$/,
  /^(output_(attentions|hidden_states|scores|router_logits)|return_dict.*|pruned_heads|chunk_size_feed_forward)$/,
  /^(num_beams|num_beam_groups|num_return_sequences|no_repeat_ngram_size|encoder_no_repeat_ngram_size|num_logits_to_keep)$/,
  /^(max_length|min_length|length_penalty|exponential_decay_length_penalty|diversity_penalty|repetition_penalty)$/,
  /^(early_stopping|do_sample|temperature|top_k|top_p|typical_p|bad_words_ids|suppress_tokens|begin_suppress_tokens)$/,
  /^(is_decoder|is_encoder_decoder|tie_encoder_decoder|add_cross_attention|cross_attention_hidden_size|prefix|problem_type)$/,
  /^(finetuning_task|task_specific_params|remove_invalid_values|tf_legacy_loss|use_bfloat16|ignore_index)$/,
  /^(vision_config|audio_config|video_placeholder|use_unified_vision_chunk|language_model_only)$/,
  /(_logit_softcapping|softcap|_multiplier|_scale|_scaling|query_pre_attn_scalar|swiglu_limit|attn_temperature_tuning|floor_scale)$/,
  /^(time_step_.*|residual_in_fp32|rescale_prenorm_residual|use_mamba_kernels|mamba_ssm_.*dtype|chunk_size|expand)$/,
  /^(hc_eps|hc_sinkhorn_iters|compress_rope_theta|initial_context_length|original_max_position_embeddings|mrope.*)$/,
  /^(attn_implementation|max_position_embeddings|qk_norm_type|seq_length|attention_method|cache_implementation)$/,
  /^(mtp_use_dedicated_embeddings|use_bidirectional_attention|router_.*|dual_chunk_attention_config)$/,
  /capacity|coef|(^|_)(alpha|beta|gamma)(_|$)|_factor$|_norm_min$|_clip$|^clip_|grad_checkpoint|gradient/,
  /in_fp32|flash|fused?_|_fused?$|upcast|reorder|scale_attn|scale_attention|_pdrop$|tensor_parallel|_world_size$/
];
var aboutShapes = /(^|_)(n|num|size|sizes|dim|dims|rank|layers?|experts?|heads?|window|interval|pattern|moe|attn|attention|mlp|ffn?|ssm|mamba|state|linear|conv|index|compress\w*|chunk|mtp|nextn|hash|streams?|hc|groups?|width|depth|altup|laurel|sparse|sparsity|lora|kv|qk|shared|hidden|inner|embd|ratios?|types?|mult|bias|norm|parallel)(_|$)/;
var canShape = (key, value) => typeof value !== "string" || /pattern|schedule/.test(key);
var isEmpty = (value) => value === null || value === void 0 || value === false || value === 0 || Array.isArray(value) && value.length === 0 || typeof value === "object" && Object.keys(value).length === 0;
function sortUnread(keys2, fieldValue) {
  const unknown = keys2.filter(
    (key) => !withoutEffect.some((pattern) => pattern.test(key)) && !isEmpty(fieldValue(key))
  );
  const isShaping = (key) => aboutShapes.test(key) && canShape(key, fieldValue(key));
  return { shaping: unknown.filter(isShaping), other: unknown.filter((key) => !isShaping(key)) };
}

// src/catalog/models/vision-tower.ts
var encoderLayers = (layers, width, inner) => layers * (4 * width * width + 4 * width + 2 * width * inner + inner + width + 4 * width);
function visionParameters(vision, hiddenSize) {
  const read2 = (key) => {
    const value = vision.value(key);
    return typeof value === "number" && Number.isFinite(value) && value > 0 ? value : void 0;
  };
  const depth = read2("depth");
  const merge = read2("spatial_merge_size");
  const width = read2("hidden_size");
  const inner = read2("intermediate_size");
  const patch = read2("patch_size");
  const positions = read2("num_position_embeddings");
  if (depth && merge && width && inner && patch && positions) {
    const merged = width * merge * merge;
    const frames = (read2("temporal_patch_size") ?? 2) * (read2("in_channels") ?? 3);
    const merger = 2 * width + merged * merged + merged + merged * hiddenSize + hiddenSize;
    return encoderLayers(depth, width, inner) + frames * patch * patch * width + width + positions * width + merger;
  }
  const layers = read2("num_hidden_layers");
  const image = read2("image_size");
  const ratio = read2("pixel_shuffle_ratio");
  const adapter = read2("projector_input_dim");
  const adapterOut = read2("projector_output_dim");
  if (layers && width && inner && patch && image && ratio && adapter && adapterOut) {
    const grid = pow(image / patch, 2) + 1;
    const shuffled = width / (ratio * ratio);
    return encoderLayers(layers, width, inner) + 3 * patch * patch * width + (grid + 1) * width + 4 * width + shuffled * adapter + adapter * adapterOut + adapterOut * hiddenSize;
  }
  const vtLayers = read2("vt_num_hidden_layers");
  const vtWidth = read2("vt_hidden_size");
  const vtInner = read2("vt_intermediate_size");
  const height = read2("init_pos_emb_height");
  const breadth = read2("init_pos_emb_width");
  if (vtLayers && vtWidth && vtInner && height && breadth && patch) {
    const merged = 4 * vtWidth;
    return encoderLayers(vtLayers, vtWidth, vtInner) + 3 * patch * patch * vtWidth + height * breadth * vtWidth + merged * merged + merged * hiddenSize;
  }
  return void 0;
}

// src/catalog/models/hf-config.ts
var nestedKeys = ["text_config", "llm_config", "language_config"];
function unknownArchitecture(named, text, file) {
  const fields = sortUnread(text.unreadKeys(), (key) => text.value(key));
  const list = [...fields.shaping, ...fields.other];
  const near2 = named === void 0 ? [] : Object.keys(architectures).filter((known) => distance2(known.toLowerCase(), named.toLowerCase()) <= 3);
  const what = named === void 0 ? "architectures is missing" : `unknown architecture "${named}"`;
  const shown = list.slice(0, 40);
  fail(
    "unsupported",
    ["architectures"],
    `${what}; fields not interpreted: ${shown.length === 0 ? "none that give a shape" : shown.join(", ")}${list.length > shown.length ? `, and ${list.length - shown.length} more` : ""}`,
    `${near2.length > 0 ? `Did you mean ${near2.map((name) => `"${name}"`).join(" or ")}? ` : ""}If the layers are those of a known architecture, write its class there: ${Object.keys(architectures).slice(0, 4).join(", ")} and ${Object.keys(architectures).length - 4} more (silico model lists them).`,
    file
  );
}
function readLayers(architecture, text, hiddenSize, contextLimit) {
  const { traits } = architecture;
  const withLast = (layers) => ({ layers, mtpLayer: layers[layers.length - 1] });
  switch (architecture.family) {
    case "gqa":
      return withLast(readGqaLayers(text, hiddenSize, contextLimit, traits));
    case "mla":
      return withLast(readMlaLayers(text, false));
    case "mla-sparse":
      return withLast(readMlaLayers(text, true));
    case "compressed":
      return readCompressedLayers(text);
    case "gated-delta":
      return withLast(readGatedDeltaLayers(text, hiddenSize, traits));
    case "nemotron-h":
      return { layers: readNemotronLayers(text, hiddenSize), mtpLayer: void 0 };
  }
}
function checkAssumptions(architecture, text, named) {
  const expected = [
    ...Object.entries(architecture.expects ?? {}),
    ...Object.entries(architecture.repeats ?? {}).map(([key, other]) => [key, text.value(other)])
  ];
  for (const [key, value] of expected) {
    const given = text.value(key);
    if (given !== void 0 && given !== value)
      text.issue(
        "unsupported",
        key,
        `${JSON.stringify(given)} for ${named}`,
        `Only ${JSON.stringify(value)} is understood.`
      );
  }
  for (const key of architecture.neutral ?? []) text.value(key);
}
var contextKeys = [
  "max_position_embeddings",
  "n_positions",
  "max_sequence_length",
  "model_max_length",
  "seq_length",
  "n_ctx"
];
function declaredArchitecture(whole, text) {
  const classes = [whole, text].flatMap((reader) => reader.list("architectures", "string"));
  const types = [text, whole].flatMap((reader) => reader.string("model_type") ?? []);
  const known = [...classes, ...types.map((type) => modelTypes[type] ?? "")].find((name) => name in architectures);
  return known ?? classes[0] ?? types[0];
}
function parseHfConfig(json, name, file) {
  if (!isPlainFields(json))
    fail("schema", [], "expected a JSON object", "Give the config.json of a Hugging Face model.", file);
  const issues = [];
  const whole = new ConfigReader(json, [], file, issues);
  const nested = nestedKeys.map((key) => whole.child(key)).find((child) => child !== void 0);
  const text = nested ?? whole;
  const named = declaredArchitecture(whole, text);
  const architecture = named === void 0 ? void 0 : architectures[named];
  if (named === void 0 || architecture === void 0) unknownArchitecture(named, text, file);
  text.useNames(architecture.renamed ?? {});
  const hiddenSize = text.integer("hidden_size");
  const vocabSize = text.integer("vocab_size");
  const contextLimit = text.integer(contextKeys, {
    max: 1e9,
    ...architecture.contextDefault === void 0 ? {} : { default: architecture.contextDefault }
  });
  const isTied = (reader, fallback) => reader.boolean("tie_word_embeddings", fallback);
  const hasTiedEmbeddings = isTied(whole, isTied(text, architecture.isTiedByDefault ?? false));
  const { layers, mtpLayer } = readLayers(architecture, text, hiddenSize, contextLimit);
  const residualStreams = text.integer("hc_mult", { default: 1, max: 64 });
  const native = readNativeStorage(text, whole);
  checkAssumptions(architecture, text, named);
  const modules = text.boolean("use_mtp", true) ? text.integer(["num_nextn_predict_layers", "mtp_num_hidden_layers", "num_mtp_modules"], {
    default: architecture.mtpModules ?? 0,
    min: 0,
    max: 64
  }) * text.integer("mtp_transformer_layers", { default: 1, max: 64 }) : 0;
  const vision = whole.child("vision_config");
  if (typeof architecture.normsPerSublayer === "function") architecture.normsPerSublayer(text);
  const unread = sortUnread(text.unreadKeys(), (key) => text.value(key));
  const outside = text === whole ? [] : sortUnread(whole.unreadKeys(), (key) => whole.value(key)).other;
  for (const key of unread.shaping) {
    text.issue(
      "unsupported",
      key,
      `field not interpreted for ${named}`,
      "It may change the model's shape: remove it if it does not, or report the model."
    );
  }
  text.throwIfAny();
  const normWeights = architecture.hasNormBias === true ? 2 : 1;
  const perSublayer = architecture.normsPerSublayer ?? 1;
  const normsPerSublayer = typeof perSublayer === "number" ? perSublayer : perSublayer(text);
  const mtp = mtpLayer === void 0 ? 0 : modules * (layerParameters(mtpLayer, hiddenSize, residualStreams, normsPerSublayer * normWeights) + 2 * hiddenSize * hiddenSize + 3 * hiddenSize + streamHeadParameters(residualStreams, hiddenSize));
  const visionCount = vision === void 0 ? void 0 : visionParameters(vision, hiddenSize);
  const unknownTower = vision !== void 0 && visionCount === void 0 ? ["vision_config"] : [];
  const parameters = countParameters({
    hiddenSize,
    vocabSize,
    hasTiedEmbeddings,
    layers,
    normsPerSublayer,
    weightsPerNormElement: normWeights,
    residualStreams,
    mtp,
    positions: architecture.positions?.(contextLimit, hiddenSize) ?? 0,
    otherVectors: architecture.otherVectors?.(hiddenSize, vocabSize) ?? 0,
    ...visionCount === void 0 ? {} : { vision: visionCount }
  });
  if (!Number.isSafeInteger(parameters.total))
    fail("domain", [], `the sizes give ${parameters.total} parameters`, "Check hidden_size, layers and experts.", file);
  return {
    name,
    architecture: named,
    hiddenSize,
    vocabSize,
    hasTiedEmbeddings,
    contextLimit,
    layers,
    mtpLayers: modules,
    ...residualStreams === 1 ? {} : { residualStreams },
    nativePrecision: native.precision,
    nativeStorage: native.storage,
    parameters,
    ignoredFields: [.../* @__PURE__ */ new Set([...unread.other, ...outside, ...unknownTower])].sort(),
    source: file ?? name
  };
}

// src/catalog/models/shipped-models.ts
var files = [ai_default, codellama_default, deepseek_ai_default, MiniMaxAI_default, meta_llama_default, mistralai_default, moonshotai_default, nvidia_default2, openai_default, Qwen_default, RedHatAI_default, zai_org_default];
var shipped = new Map(
  files.flatMap((file) => file.models).sort((a, b) => a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1).map((model) => [model.name, model])
);
var variants = new Map(
  variants_default.variants.map((variant) => [variant.name, variant])
);
var parsed = /* @__PURE__ */ new Map();
var modelNames = [...shipped.keys()];
var variantNames = [...variants.keys()];
var withoutOrganisation = (name) => name.slice(name.indexOf("/") + 1);
function candidates(wanted) {
  const lower = wanted.toLowerCase();
  const matches = [
    (name) => name === wanted,
    (name) => name.toLowerCase() === lower,
    (name) => withoutOrganisation(name).toLowerCase() === lower
  ];
  for (const matching of matches) {
    for (const names of [modelNames, variantNames]) {
      const found = names.filter(matching);
      if (found.length > 0) return found;
    }
  }
  return [];
}
function configOf(name) {
  const model = shipped.get(name);
  if (model !== void 0) return model;
  const variant = variants.get(name);
  const base = variant === void 0 ? void 0 : shipped.get(variant.like);
  if (variant === void 0 || base === void 0)
    fail(
      "invariant",
      ["data", "models"],
      `"${name}" is like a model that does not ship`,
      "Correct data/models/variants.yaml."
    );
  const { quantization } = variant;
  const nested = base.config["text_config"];
  const isNested = typeof nested === "object" && nested !== null && "quantization_config" in nested;
  const config = {
    ...base.config,
    ...variant.config,
    ...quantization === void 0 ? {} : { quantization_config: quantization },
    ...quantization !== void 0 && isNested ? { text_config: { ...nested, quantization_config: quantization } } : {}
  };
  const changes = [
    ...Object.entries(variant.config ?? {}).map(([key, value]) => `${key} ${String(value)}`),
    ...quantization === void 0 ? [] : [`quantised: ${String(quantization["quant_algo"] ?? quantization["quant_method"])}`]
  ];
  const source = `${base.source}, of which it is ${changes.length === 0 ? "another name" : `a variant (${changes.join(", ")}; estimate)`}`;
  return { name, source, config };
}
function near(wanted) {
  const lower = wanted.toLowerCase();
  const bare2 = withoutOrganisation(lower);
  const limit = Math.max(3, Math.floor(bare2.length / 4));
  return [...modelNames, ...variantNames].map((name) => {
    const known = withoutOrganisation(name).toLowerCase();
    const contains = bare2.length >= 3 && (known.includes(bare2) || bare2.includes(known));
    const away = Math.min(distance3(bare2, known), distance3(lower, name.toLowerCase()));
    return { name, away: contains ? Math.min(away, 1) : away };
  }).filter(({ away }) => away <= limit).sort((a, b) => a.away - b.away || (a.name < b.name ? -1 : 1)).slice(0, 3).map(({ name }) => name);
}
function findModel(name, path = ["model"], file) {
  const found = candidates(name);
  const only = found[0];
  if (only === void 0 || found.length > 1) {
    const names = found.length > 1 ? found : near(name);
    fail(
      "unknown-name",
      path,
      found.length > 1 ? `"${name}" is the name of ${found.length} models` : `unknown model "${name}"`,
      names.length > 0 ? `Did you mean ${names.map((near2) => `"${near2}"`).join(" or ")}?` : "silico model lists the shipped ones; any other works from its config.json: give the path of the file.",
      file
    );
  }
  const known = parsed.get(only);
  if (known !== void 0) return known;
  const model = configOf(only);
  const spec = { ...parseHfConfig(model.config, model.name, `data/models: ${model.name}`), source: model.source };
  parsed.set(only, spec);
  return spec;
}

// src/perf/serving-fit/row-names.ts
function chipOfSystem(system) {
  const id = chipIdOf(system);
  if (id === void 0) return void 0;
  try {
    return chipSpec(findChip(id));
  } catch {
    return void 0;
  }
}
var bare = (name) => name.slice(name.indexOf("/") + 1).toLowerCase().replace(/^meta-/u, "").replace(
  /[-_](?:fp8|nvfp4|fp4|mxfp4|bf16|fp16|int4|int8|awq|gptq|w4a16|w8a8|dynamic|block|instruct|chat|hf|v\d)/gu,
  ""
);
function modelOfLabel(label) {
  try {
    return findModel(label);
  } catch {
    const wanted = bare(label);
    const found = modelNames.find((name) => name === label) ?? modelNames.filter((name) => bare(name) === wanted).sort((a, b) => a.length - b.length)[0];
    return found === void 0 ? void 0 : findModel(found);
  }
}

// src/perf/serving-fit/fit-engines.ts
function fitPoints(points) {
  const cache = /* @__PURE__ */ new Map();
  const ready2 = [];
  const failed = [];
  for (const point of points) {
    const chip = chipOfSystem(point.system);
    const model = modelOfLabel(point.model);
    if (chip === void 0 || model === void 0) {
      failed.push({
        id: point.id,
        reason: chip === void 0 ? `unknown system ${point.system}` : `unknown model ${point.model}`
      });
      continue;
    }
    const hasExperts2 = model.layers.some(({ feedForward }) => feedForward.kind === "moe");
    const engine = engineClassOf(point.family, point.version, point.measuredDate, point.mode, chip.architecture);
    try {
      if (point.mode === "disagg") {
        const pools = preparePools(point, chip, model, cache);
        ready2.push({
          point,
          engine,
          hasExperts: hasExperts2,
          kind: "regular",
          predict: (coefficients2) => predictDisaggregated(pools, coefficients2)
        });
      } else {
        const prepared = preparePoint(point, chip, model, cache);
        const kind = classifyPoint(prepared);
        ready2.push({
          point,
          engine,
          hasExperts: hasExperts2,
          kind,
          predict: (coefficients2) => predictAggregated(prepared, coefficients2, kind)
        });
      }
    } catch (error) {
      failed.push({ id: point.id, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { ready: ready2, failed };
}
var tpotScale = 0.05;
var ttftScale = 0.15;
var classFreedom = 0.7;
var errorOf = (ratio) => ratio - 1;
function residualsOf(points, logs) {
  const engine = coefficientsOf(logs);
  const residuals = new Float64Array(points.length * 2);
  points.forEach((entry, i) => {
    const { ttftSeconds, tpotSeconds } = entry.point;
    const predicted = entry.predict(engine);
    if (tpotSeconds !== void 0) residuals[2 * i] = errorOf(predicted.tpotSeconds / tpotSeconds) / tpotScale;
    if (ttftSeconds !== void 0) residuals[2 * i + 1] = errorOf(predicted.ttftSeconds / ttftSeconds) / ttftScale;
  });
  return residuals;
}
function fitOne(points, start, centre, freedom, iterations, isCold) {
  if (points.length === 0) return start.slice();
  const from = (place) => fitRobust({
    start: place,
    priorCentre: centre,
    priorSpread: Float64Array.from(coefficients, ({ logSpread }) => logSpread * freedom),
    iterations,
    residuals: (logs) => residualsOf(points, logs)
  });
  const best = from(start);
  if (!isCold || !points.some(({ hasExperts: hasExperts2 }) => hasExperts2)) return best.parameters;
  const other = from(start.with(idleExperts, log(start[idleExperts] < log(idleMiddle) ? 1 : idleMiddle / 10)));
  return other.cost < best.cost ? other.parameters : best.parameters;
}
var idleExperts = coefficients.findIndex(({ key }) => key === "idleExperts");
var idleMiddle = 0.2;
var thinned = (points, limit) => {
  const step = Math.max(1, Math.ceil(points.length / limit));
  return points.filter((_, i) => i % step === 0);
};
function fitEngines(points, warm) {
  const regular = points.filter(({ kind }) => kind === "regular");
  const fits = [];
  for (const family of engineFamilies) {
    const ofFamily = regular.filter(({ point }) => point.family === family);
    const familyLogs = familyFit(ofFamily, family, warm);
    for (const engine of engineClasses.filter((entry) => entry.family === family)) {
      const rows2 = ofFamily.filter((entry) => entry.engine === engine);
      const start = warm?.find((fit) => fit.engine === engine)?.logs ?? familyLogs;
      fits.push({
        engine,
        rows: rows2.length,
        logs: fitOne(rows2, start, familyLogs, classFreedom, warm ? 3 : 8, warm === void 0)
      });
    }
  }
  return fits;
}
function familyFit(points, family, warm) {
  const prior = priorVector();
  const earlier = warm?.filter((fit) => fit.engine.family === family && fit.rows > 0) ?? [];
  const start = earlier.length === 0 ? prior : prior.map((_, i) => earlier.reduce((sum, fit) => sum + fit.logs[i], 0) / earlier.length);
  return fitOne(thinned(points, 160), start, prior, 1, warm ? 2 : 6, false);
}
function predictAll(points, fits) {
  const engines = new Map(fits.map((fit) => [fit.engine.name, coefficientsOf(fit.logs)]));
  return points.map((entry) => {
    const engine = engines.get(entry.engine.name);
    const { tpotSeconds, ttftSeconds } = entry.predict(engine);
    return { entry, tpotSeconds, ttftSeconds };
  });
}
function foldOf(key, folds2) {
  let hash = 2166136261;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 16777619);
  return (hash >>> 0) % folds2;
}
function crossValidate(points, full2, partOf2) {
  const parts2 = [...new Set(points.map(partOf2))].sort();
  return parts2.flatMap((part) => {
    const kept = points.filter((entry) => partOf2(entry) !== part);
    const held = points.filter((entry) => partOf2(entry) === part);
    return predictAll(held, fitEngines(kept, full2));
  });
}

// src/perf/serving-fit/serving-points.ts
var number2 = (text) => {
  if (text === void 0 || text.trim() === "") return void 0;
  const value = Number(text);
  return Number.isFinite(value) ? value : void 0;
};
var isFlag = (text) => number2(text) === 1;
function precisionOf(fields) {
  const gemm2 = fields["gemm_quant_mode"] ?? "";
  const moe2 = fields["moe_quant_mode"] ?? "";
  const label = (fields["precision"] ?? "").toLowerCase();
  const all = `${label} ${gemm2} ${moe2}`;
  if (/gpt-oss/iu.test(fields["model_path"] ?? "")) return "mxfp4-a16";
  if (/fp4/u.test(all)) return "fp4";
  if (/int4|w4a16|awq|gptq/u.test(all)) return "w4a16";
  if (/fp8_block/u.test(all)) return "fp8-block";
  if (/fp8/u.test(all)) return "fp8";
  if (/int8|w8a8/u.test(all)) return "int8";
  return "bf16";
}
var rawLayout = (fields, prefix) => {
  const tp = number2(fields[`${prefix}tp_size`]);
  if (tp === void 0 || tp < 1) return void 0;
  return {
    tp,
    pp: Math.max(1, number2(fields[`${prefix}pp_size`]) ?? 1),
    attentionDp: number2(fields[`${prefix}attention_dp_size`]),
    moeTp: Math.max(1, number2(fields[`${prefix}moe_tp_size`]) ?? 1),
    ep: Math.max(1, number2(fields[`${prefix}moe_ep_size`]) ?? 1)
  };
};
function readLayout(raw) {
  const { pp, moeTp, ep } = raw;
  const dp = raw.attentionDp;
  if (dp === void 0 || dp < 1) {
    const gpus = Math.max(raw.tp, moeTp * ep);
    return settle(raw.tp, pp, Math.max(1, Math.round(gpus / raw.tp)), moeTp, ep);
  }
  if (dp > 1 && dp === raw.tp && moeTp * ep === raw.tp * dp) return { tp: 1, pp, attentionDp: dp, ep: dp, moeTp: 1 };
  if (dp === 1 && ep > 1 && moeTp === ep && raw.tp === moeTp * ep) return { tp: ep, pp, attentionDp: 1, ep, moeTp: 1 };
  return settle(raw.tp, pp, dp, moeTp, ep);
}
function settle(tp, pp, attentionDp, moeTp, ep) {
  const gpus = tp * attentionDp;
  if (moeTp * ep === gpus) return { tp, pp, attentionDp, ep, moeTp };
  const keptEp = gpus % ep === 0 ? ep : 1;
  return { tp, pp, attentionDp, ep: keptEp, moeTp: gpus / keptEp };
}
function requestsPerInstance(concurrency, batch, attentionDp) {
  if (batch === void 0 || !(batch >= 1)) return concurrency;
  const instances = Math.round(concurrency / (batch * Math.max(1, attentionDp ?? 1)));
  return instances > 1 ? Math.max(1, Math.round(concurrency / instances)) : concurrency;
}
var Deployments = class {
  #most = /* @__PURE__ */ new Map();
  #ofPoint = /* @__PURE__ */ new Map();
  add(point, source) {
    if (point.mode !== "disagg" || source === void 0 || !/config_id=\d+/u.test(source)) return;
    const name = [source, point.inputTokens, point.outputTokens].join(" ");
    this.#ofPoint.set(point.id, name);
    this.#most.set(name, Math.max(this.#most.get(name) ?? 0, point.concurrency / point.decode.workers));
  }
  withLargest(point) {
    const name = this.#ofPoint.get(point.id);
    return name === void 0 ? point : { ...point, mostPerDecodeWorker: this.#most.get(name) };
  }
};
function readServingPoints(rows2, keepsConflicts = false) {
  const excluded = /* @__PURE__ */ new Map();
  const points = [];
  const deployments = new Deployments();
  const drop = (reason) => excluded.set(reason, (excluded.get(reason) ?? 0) + 1);
  for (const fields of rows2) {
    const mode = fields["mode"] === "disagg" ? "disagg" : "agg";
    const family = fields["backend"];
    const concurrency = number2(fields["concurrency"]);
    const inputTokens = number2(fields["isl"]);
    const outputTokens = number2(fields["osl"]);
    if (isFlag(fields["layout_suspect"])) drop("layout_suspect");
    else if (isFlag(fields["layout_conflict"]) && !(keepsConflicts && mode === "disagg")) drop("layout_conflict");
    else if (concurrency === void 0 || concurrency < 1) drop("no concurrency");
    else if (inputTokens === void 0 || outputTokens === void 0) drop("no lengths");
    else if (family !== "vllm" && family !== "sglang" && family !== "trtllm") drop(`engine ${family ?? "not named"}`);
    else {
      const pools = ["prefill", "decode"].map((role) => {
        const raw2 = rawLayout(fields, `${role}_`);
        const workers = number2(fields[`${role}_num_workers`]);
        return raw2 === void 0 || workers === void 0 || workers < 1 ? void 0 : { layout: readLayout({ ...raw2, attentionDp: raw2.attentionDp ?? 1 }), workers };
      });
      const raw = mode === "agg" ? rawLayout(fields, "") : void 0;
      if (mode === "disagg" && (pools[0] === void 0 || pools[1] === void 0)) {
        drop("disaggregated without worker counts");
        continue;
      }
      if (mode === "agg" && raw === void 0) {
        drop("no layout");
        continue;
      }
      const ttft = number2(fields["ttft_ms"]);
      const tpot = number2(fields["tpot_ms"]);
      const point = {
        id: fields["id"] ?? "",
        group: fields["group"] ?? fields["id"] ?? "",
        system: fields["system"] ?? "",
        model: fields["model_path"] ?? "",
        family,
        version: fields["backend_version"] ?? "",
        measuredDate: fields["measured_date"] ?? "",
        precision: precisionOf(fields),
        mode,
        inputTokens,
        outputTokens,
        concurrency: raw === void 0 ? concurrency : requestsPerInstance(concurrency, number2(fields["batch_size"]), raw.attentionDp),
        layout: raw === void 0 ? pools[1].layout : readLayout(raw),
        prefill: mode === "disagg" ? pools[0] : void 0,
        decode: mode === "disagg" ? pools[1] : void 0,
        isInternal: mode === "agg" && number2(fields["attention_dp_size"]) === void 0,
        ttftSeconds: ttft === void 0 ? void 0 : ttft / 1e3,
        tpotSeconds: tpot === void 0 ? void 0 : tpot / 1e3
      };
      points.push(point);
      deployments.add(point, fields["source"]);
    }
  }
  return {
    rows: rows2.length,
    points: points.map((point) => deployments.withLargest(point)),
    excluded: [...excluded].sort(([a], [b]) => a < b ? -1 : 1).map(([reason, count]) => ({ reason, rows: count }))
  };
}

// src/scenario/read-table.ts
import { inferSchema, initParser } from "udsv";
function readTable(text, file, columns) {
  const clean = text.replace(/^\uFEFF/u, "").replace(/\r\n?/gu, "\n");
  if (clean.trim() === "") fail("schema", [], "the file is empty", "Give a table with a header line.", file);
  const body = clean.endsWith("\n") ? clean : `${clean}
`;
  const schema = inferSchema(body);
  const names = schema.cols.map(({ name }) => name.trim());
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0)
    fail(
      "schema",
      [],
      `no column${missing.length > 1 ? "s" : ""} ${missing.join(", ")}`,
      `Columns found: ${names.slice(0, 12).join(", ")}${names.length > 12 ? ", \u2026" : ""}.`,
      file
    );
  return initParser(schema).stringArrs(body).map((cells) => Object.fromEntries(names.map((name, i) => [name, String(cells[i] ?? "")])));
}

// src/cli/read-scenario.ts
import { readFileSync, statSync } from "node:fs";
function readTextFile(path, maxBytes, what) {
  let size;
  try {
    const status = statSync(path);
    if (status.isDirectory()) fail("file", [], "is a folder", `Give the path of ${what}.`, path);
    size = status.size;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") {
      fail("file", [], "no such file", `Give the path of ${what}; relative paths start from the current folder.`, path);
    }
    throw cause;
  }
  if (size > maxBytes)
    fail("file", [], `${size} bytes are too many for ${what}`, "Check that this is the file you meant.", path);
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    fail(
      "file",
      [],
      `cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      "Check its permissions.",
      path
    );
  }
}

// src/cli/read-serving-rows.ts
var maxTableBytes = 2e8;
var neededColumns = ["system", "model_path", "backend", "mode", "isl", "osl", "concurrency", "ttft_ms", "tpot_ms"];
var servingColumnsHelp = `Columns: ${neededColumns.join(", ")}; layout in tp_size, pp_size, attention_dp_size,
moe_tp_size, moe_ep_size (prefill_* and decode_* with num_workers where disaggregated); precision, backend_version, group where known.`;
var readServingRows = (file) => readTable(readTextFile(file, maxTableBytes, "a table of serving results"), file, neededColumns);

// ../../tmp/scratch/cvdump.ts
import { writeFileSync } from "node:fs";
var rows = readServingRows("/work/shared/data/e2e/serving_points_dev.csv");
var read = readServingPoints(rows);
var full = engineClasses.map((engine) => {
  const e = shippedComposition.engines.find((x) => x.name === engine.name);
  return { engine, rows: e.rows, logs: Float64Array.from(coefficients, ({ key }) => Math.log(e.coefficients[key])) };
});
var { ready } = fitPoints(read.points);
var folds = Number(process.argv[3] ?? 5);
var scored = crossValidate(ready, full, ({ point }) => String(foldOf(point.group, folds)));
var fitted = new Map(predictAll(ready, full).map((s) => [s.entry.point.id, s]));
var chipsIn = ({ mode, layout, prefill, decode }) => mode === "agg" ? chipsOf(layout) : [prefill, decode].reduce((s, p) => s + (p === void 0 ? 0 : p.workers * chipsOf(p.layout)), 0);
writeFileSync(process.argv[2], JSON.stringify(scored.map(({ entry: { point: p, kind, engine }, tpotSeconds, ttftSeconds }) => ({ point: p, group: p.group, fold: foldOf(p.group, folds), id: p.id, kind, cls: engine.name, chips: chipsIn(p), tpot: tpotSeconds, ttft: ttftSeconds, inTpot: fitted.get(p.id).tpotSeconds, inTtft: fitted.get(p.id).ttftSeconds }))));
