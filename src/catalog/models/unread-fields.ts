// Which fields of a config matter: those about tokens, initialisation, training and generation do not change a model's
// size or speed; a field about shapes that nothing interpreted may, and is never passed over in silence.

const withoutEffect = [
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
  /in_fp32|flash|fused?_|_fused?$|upcast|reorder|scale_attn|scale_attention|_pdrop$|tensor_parallel|_world_size$/,
];

const aboutShapes =
  /(^|_)(n|num|size|sizes|dim|dims|rank|layers?|experts?|heads?|window|interval|pattern|moe|attn|attention|mlp|ffn?|ssm|mamba|state|linear|conv|index|compress\w*|chunk|mtp|nextn|hash|streams?|hc|groups?|width|depth|altup|laurel|sparse|sparsity|lora|kv|qk|shared|hidden|inner|embd|ratios?|types?|mult|bias|norm|parallel)(_|$)/;

/**
 * May a value of this kind give a shape? Names of formulas (`norm_type: layer_norm`, `moe_gate: topk`) do not; patterns of layers,
 * written as text, do.
 */
const canShape = (key: string, value: unknown): boolean => typeof value !== "string" || /pattern|schedule/.test(key);

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === false ||
  value === 0 ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === "object" && Object.keys(value).length === 0);

export interface UnreadFields {
  /** Fields that may change the model's shape. */
  readonly shaping: readonly string[];
  /** The other fields nobody knows. */
  readonly other: readonly string[];
}

/** Sorts fields that nothing interpreted into those that may matter and those that are merely unknown. */
export function sortUnread(keys: readonly string[], fieldValue: (key: string) => unknown): UnreadFields {
  const unknown = keys.filter(
    (key) => !withoutEffect.some((pattern) => pattern.test(key)) && !isEmpty(fieldValue(key)),
  );
  const isShaping = (key: string): boolean => aboutShapes.test(key) && canShape(key, fieldValue(key));
  return { shaping: unknown.filter(isShaping), other: unknown.filter((key) => !isShaping(key)) };
}
