// The catalogue's files, bundled: one list a vendor family. Raw entries: chip.ts checks an entry when it is asked for.
import amd from "../../data/chips/amd.yaml";
import biren from "../../data/chips/biren.yaml";
import chinaOther from "../../data/chips/china-other.yaml";
import huawei from "../../data/chips/huawei.yaml";
import iluvatar from "../../data/chips/iluvatar.yaml";
import metax from "../../data/chips/metax.yaml";
import mooreThreads from "../../data/chips/moore-threads.yaml";
import nvidia from "../../data/chips/nvidia.yaml";
import worldOther from "../../data/chips/world-other.yaml";

/** What names need of an entry that is not checked yet. */
export interface RawChip {
  readonly id: string;
  readonly name: string;
  readonly nameZh?: string;
  readonly vendor: string;
  readonly aliases?: readonly string[];
  readonly variantOf?: string;
}

/** File below data/ -> its entries, in the order people read them. */
export const chipFiles: Readonly<Record<string, readonly RawChip[]>> = {
  "chips/nvidia.yaml": nvidia as readonly RawChip[],
  "chips/amd.yaml": amd as readonly RawChip[],
  "chips/huawei.yaml": huawei as readonly RawChip[],
  "chips/biren.yaml": biren as readonly RawChip[],
  "chips/iluvatar.yaml": iluvatar as readonly RawChip[],
  "chips/metax.yaml": metax as readonly RawChip[],
  "chips/moore-threads.yaml": mooreThreads as readonly RawChip[],
  "chips/china-other.yaml": chinaOther as readonly RawChip[],
  "chips/world-other.yaml": worldOther as readonly RawChip[],
};
