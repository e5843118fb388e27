// Colours come from the style sheet, so that drawings and live charts agree.
import type { Side } from "./chart_data.js";

export type ColourName = Side | "reference" | "grid" | "zero" | "ink" | "pass";

export function colour(name: ColourName): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** A #rrggbb colour with an opacity of 0 to 1. */
export function faded(hex: string, opacity: number): string {
  const alpha = Math.round(opacity * 255).toString(16).padStart(2, "0");
  return hex + alpha;
}
