// What a scenario file may say of prices: chips, exchange rates, and the terms of owning hardware.
import { z } from "zod";
import { money, quantity } from "./quantity-schema.ts";

const share = quantity("fraction", { min: 0, max: 1 });

const chipPrice = z.strictObject({
  purchase: money.optional(),
  /** What the purchase covers beside the chip. */
  includes: z.enum(["server", "server and network"]).optional(),
  rentPerHour: money.optional(),
  /** For this kind of chip, over the terms of all. */
  serverPerChip: money.optional(),
  networkPerChip: money.optional(),
  source: z.string().optional(),
});

export const prices = z.strictObject({
  currency: z.string().length(3).default("USD"),
  basis: z.enum(["own", "rent"]).default("own"),
  chips: z.record(z.string(), chipPrice).default({}),
  fx: z
    .array(
      z.strictObject({
        base: z.string().length(3),
        quote: z.string().length(3),
        rate: z.number().positive(),
        date: z.string().optional(),
      }),
    )
    .default([]),
  api: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        input: money,
        cachedInput: money.optional(),
        output: money,
        source: z.string().optional(),
      }),
    )
    .default([]),
  electricityPerKwh: money.optional(),
  pue: z.number().min(1).max(5).optional(),
  utilisation: quantity("fraction", { above: 0, max: 1 }).optional(),
  depreciationYears: z.number().positive().max(30).optional(),
  serverPerChip: money.optional(),
  networkPerChip: money.optional(),
  storagePerChip: money.optional(),
  resaleShare: share.optional(),
  capitalRate: share.optional(),
  loadShare: share.optional(),
  idleShare: share.optional(),
  hostWattsPerBoardWatt: z.number().min(0).max(10).optional(),
  spacePerKwMonth: money.optional(),
  staffPerChipYear: money.optional(),
  maintenanceShare: share.optional(),
});
