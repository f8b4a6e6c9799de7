// Parameters of the vision towers that are understood; they are counted beside the language model, not in it.
import { pow } from "../../elementary.ts";
import type { ConfigReader } from "./config-reader.ts";

/** Transformer layers with biases everywhere and two norms with bias. */
const encoderLayers = (layers: number, width: number, inner: number): number =>
  layers * (4 * width * width + 4 * width + 2 * width * inner + inner + width + 4 * width);

/**
 * Parameters of the tower and its projector into the language model, or undefined where the config has a tower that is not
 * understood. Error: within 1% of the towers whose weights were counted (biases of projectors are included).
 */
export function visionParameters(vision: ConfigReader, hiddenSize: number): number | undefined {
  const read = (key: string): number | undefined => {
    const value = vision.value(key);
    return typeof value === "number" && Number.isFinite(value) && value > 0 ? value : undefined;
  };
  // Qwen3.5: patches of two frames, learned positions, 2x2 merger.
  const depth = read("depth");
  const merge = read("spatial_merge_size");
  const width = read("hidden_size");
  const inner = read("intermediate_size");
  const patch = read("patch_size");
  const positions = read("num_position_embeddings");
  if (depth && merge && width && inner && patch && positions) {
    const merged = width * merge * merge;
    const frames = (read("temporal_patch_size") ?? 2) * (read("in_channels") ?? 3);
    const merger = 2 * width + merged * merged + merged + merged * hiddenSize + hiddenSize;
    return encoderLayers(depth, width, inner) + frames * patch * patch * width + width + positions * width + merger;
  }
  // Llama 4: one linear patch layer, pixel shuffle with two matrices, one projector, no biases there.
  const layers = read("num_hidden_layers");
  const image = read("image_size");
  const ratio = read("pixel_shuffle_ratio");
  const adapter = read("projector_input_dim");
  const adapterOut = read("projector_output_dim");
  if (layers && width && inner && patch && image && ratio && adapter && adapterOut) {
    const grid = pow(image / patch, 2) + 1;
    const shuffled = width / (ratio * ratio);
    return (
      encoderLayers(layers, width, inner) +
      3 * patch * patch * width +
      (grid + 1) * width +
      4 * width +
      shuffled * adapter +
      adapter * adapterOut +
      adapterOut * hiddenSize
    );
  }
  // MoonViT (Kimi): learned 2-D positions, 2x2 merger.
  const vtLayers = read("vt_num_hidden_layers");
  const vtWidth = read("vt_hidden_size");
  const vtInner = read("vt_intermediate_size");
  const height = read("init_pos_emb_height");
  const breadth = read("init_pos_emb_width");
  if (vtLayers && vtWidth && vtInner && height && breadth && patch) {
    const merged = 4 * vtWidth;
    return (
      encoderLayers(vtLayers, vtWidth, vtInner) +
      3 * patch * patch * vtWidth +
      height * breadth * vtWidth +
      merged * merged +
      merged * hiddenSize
    );
  }
  return undefined;
}
