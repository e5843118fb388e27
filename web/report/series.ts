// From the page's numbers to what uPlot draws. Pure functions; nothing here touches the page.
import type { Curve, CurvePanel, CycleBand, CyclePanel, Side, Value } from "./chart_data.js";

export interface DrawnSeries {
  values: Value[];
  side: Side | "reference";
  style: "measured" | "interpolated" | "edge";
}

/** Columns for uPlot: one x and any number of y of the same length. */
export interface Plot {
  x: number[];
  series: DrawnSeries[];
  /** Pairs of positions in `series`, upper and lower, between which a band is filled. */
  bands: { upper: number; lower: number; side: Side | "reference" }[];
}

/**
 * Measured samples and interpolated ones as two series. The second also holds the measured
 * neighbours of its samples, so that its dashes meet the solid line.
 */
export function splitInterpolated(curve: Curve): { measured: Value[]; interpolated: Value[] } {
  const flagged = (i: number): boolean => curve.interpolated[i] === true;
  const measured = curve.values.map((value, i) => (flagged(i) ? null : value));
  const interpolated = curve.values.map((value, i) => {
    if (flagged(i)) return value;
    const nextToFlagged =
      (flagged(i - 1) && curve.values[i - 1] !== null) ||
      (flagged(i + 1) && curve.values[i + 1] !== null);
    return nextToFlagged ? value : null;
  });
  return { measured, interpolated };
}

/** Positions of values without a neighbour: no line reaches them, so they are drawn as dots. */
export function isolated(values: readonly Value[]): number[] {
  const found: number[] = [];
  for (let i = 0; i < values.length; ++i) {
    const alone = (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null;
    if (values[i] !== null && alone) found.push(i);
  }
  return found;
}

export function curvePlot(panel: CurvePanel, timesS: number[]): Plot {
  const series: DrawnSeries[] = [];
  for (const curve of panel.curves) {
    const { measured, interpolated } = splitInterpolated(curve);
    series.push({ values: measured, side: curve.side, style: "measured" });
    if (interpolated.some((value) => value !== null)) {
      series.push({ values: interpolated, side: curve.side, style: "interpolated" });
    }
  }
  return { x: timesS, series, bands: [] };
}

function edge(mean: readonly Value[], sd: readonly Value[], sign: number): Value[] {
  return mean.map((value, i) => {
    const spread = sd[i] ?? null;
    return value === null || spread === null ? null : value + sign * spread;
  });
}

function addBand(plot: Plot, side: DrawnSeries["side"], mean: Value[], sd: Value[]): void {
  if (!sd.some((value) => value !== null)) return;
  const upper = plot.series.push({ values: edge(mean, sd, +1), side, style: "edge" }) - 1;
  const lower = plot.series.push({ values: edge(mean, sd, -1), side, style: "edge" }) - 1;
  plot.bands.push({ upper, lower, side });
}

export function cyclePlot(panel: CyclePanel): Plot {
  const length = Math.max(0, ...panel.bands.map((band) => band.mean.length));
  const x = Array.from({ length }, (_, i) => (length > 1 ? (100 * i) / (length - 1) : 0));
  const plot: Plot = { x, series: [], bands: [] };
  if (panel.reference && panel.reference.mean.length === length) {
    addBand(plot, "reference", panel.reference.mean, panel.reference.sd);
  }
  for (const band of panel.bands) addBand(plot, band.side, band.mean, band.sd);
  for (const band of panel.bands) {
    plot.series.push({ values: band.mean, side: band.side, style: "measured" });
  }
  return plot;
}

/** A number with a real minus sign. */
export function signed(value: number, decimals: number): string {
  return value.toFixed(decimals).replace("-", "\u2212");
}

export function valueText(value: Value, unit: string): string {
  if (value === null) return "\u2013";
  const decimals = unit === "\u00b0" ? 1 : 2;
  return signed(value, decimals) + (unit === "\u00b0" ? unit : ` ${unit}`);
}

const prefix = (side: Side): string => (side === "midline" ? "" : `${side} `);

/** What is under the pointer on a chart over time: "12.34 s: left 23.4°, right 3.1° (interpolated)". */
export function curveReadout(panel: CurvePanel, timesS: readonly number[], index: number): string {
  const time = timesS[index];
  if (time === undefined) return "";
  const parts = panel.curves.map((curve) => {
    const value = curve.values[index] ?? null;
    const flag = value !== null && curve.interpolated[index] ? " (interpolated)" : "";
    return prefix(curve.side) + valueText(value, panel.axis.unit) + flag;
  });
  return `${time.toFixed(2)} s: ${parts.join(", ")}`;
}

function bandText(band: CycleBand, unit: string, index: number): string {
  const sd = band.sd[index] ?? null;
  const spread = sd === null ? "" : ` \u00b1 ${sd.toFixed(unit === "\u00b0" ? 1 : 2)}`;
  return prefix(band.side) + valueText(band.mean[index] ?? null, unit) + spread;
}

/** The same on a chart over the gait cycle: "40 %: left 12.0° ± 1.2". */
export function cycleReadout(panel: CyclePanel, index: number): string {
  const length = Math.max(0, ...panel.bands.map((band) => band.mean.length));
  if (index < 0 || index >= length) return "";
  const percent = length > 1 ? (100 * index) / (length - 1) : 0;
  const parts = panel.bands.map((band) => bandText(band, panel.axis.unit, index));
  return `${percent.toFixed(0)} %: ${parts.join(", ")}`;
}

/** From two minutes of span on a time axis shows minutes and seconds. */
export function countsMinutes(spanS: number): boolean {
  return spanS >= 120;
}

/** "12.5" on a short axis, "2:05" from two minutes of span on, as the static drawings have it. */
export function timeTick(timeS: number, spanS: number, decimals: number): string {
  if (!countsMinutes(spanS)) return signed(timeS, decimals);
  const seconds = Math.round(timeS);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
