// Number formats as the field names them, and what they cost in bytes.

/** A number format of tensor cores and of stored values. */
export type NumberFormat = "fp32" | "tf32" | "bf16" | "fp16" | "fp8" | "int8" | "fp6" | "fp4" | "int4";

/**
 * How a model is served: format of weights and of the activations they multiply.
 * `fp8-block` is 128x128 block-scaled (DeepSeek); `w4a16`, `w4a8` hold INT4 weights (AWQ, GPTQ) with 16- or 8-bit activations;
 * `fp4` is NVFP4 or MXFP4 weights; `mxfp4-a16` holds MXFP4 weights with 16-bit activations (gpt-oss on Hopper).
 */
export const servingPrecisions = [
  "bf16",
  "fp16",
  "fp8",
  "fp8-block",
  "int8",
  "w4a16",
  "w4a8",
  "fp4",
  "mxfp4-a16",
] as const;
export type ServingPrecision = (typeof servingPrecisions)[number];

/** Stored bytes per element, without scales. */
export const bytesPerElement: Readonly<Record<NumberFormat, number>> = {
  fp32: 4,
  tf32: 4,
  bf16: 2,
  fp16: 2,
  fp8: 1,
  int8: 1,
  fp6: 0.75,
  fp4: 0.5,
  int4: 0.5,
};
