// The numbers that the program embeds in the page; src/securepose/report/chart_data.cc writes them.

export type Side = "left" | "right" | "midline";
export type Value = number | null;

export interface Axis {
  unit: string;
  low: number;
  high: number;
}

export interface Curve {
  side: Side;
  values: Value[];
  /** As long as `values`. */
  interpolated: boolean[];
}

export interface CurvePanel {
  title: string;
  axis: Axis;
  curves: Curve[];
}

export interface CycleBand {
  side: Side;
  mean: Value[];
  sd: Value[];
  finalContactPercent: number | null;
}

export interface CyclePanel {
  title: string;
  axis: Axis;
  bands: CycleBand[];
  reference: { mean: Value[]; sd: Value[] } | null;
}

export interface GaitEvent {
  timeS: number;
  side: Side;
  kind: "initial_contact" | "final_contact";
}

export interface Pass {
  startS: number;
  endS: number;
}

export interface ChartData {
  timesS: number[];
  /** So many samples became two; 2: nothing was thinned. */
  samplesPerTwo: number;
  panels: CurvePanel[];
  cycles: CyclePanel[];
  events: GaitEvent[];
  passes: Pass[];
}

/** Sums a list of differences of whole steps; null is a gap and keeps the running value. */
export function fromDifferences(differences: readonly Value[], step: number): Value[] {
  let running = 0;
  return differences.map((difference) => {
    if (difference === null) return null;
    running += difference;
    return running * step;
  });
}

/** Lengths of runs, alternately off and on and the first off, become one flag a sample. */
export function flagsOf(runs: readonly number[], count: number): boolean[] {
  const flags = new Array<boolean>(count).fill(false);
  let at = 0;
  runs.forEach((length, i) => {
    if (i % 2 === 1) flags.fill(true, at, at + length);
    at += length;
  });
  return flags;
}

interface RawCurve {
  side: Side;
  values: Value[];
  interpolated: number[];
}

interface RawBand {
  side: Side;
  mean: Value[];
  sd: Value[];
  final_contact_percent?: number;
}

interface RawData {
  time_step_s: number;
  times: number[];
  samples_per_two: number;
  panels: { title: string; axis: Axis; step: number; curves: RawCurve[] }[];
  cycles: {
    title: string;
    axis: Axis;
    step: number;
    bands: RawBand[];
    reference?: { mean: Value[]; sd: Value[] };
  }[];
  events: { time_s: number; side: Side; kind: GaitEvent["kind"] }[];
  passes: { start_s: number; end_s: number }[];
}

function curvePanel(raw: RawData["panels"][number], samples: number): CurvePanel {
  const curves = raw.curves.map((curve) => {
    const values = fromDifferences(curve.values, raw.step);
    if (values.length !== samples) {
      throw new Error(`${raw.title}: ${values.length} values on ${samples} times`);
    }
    return { side: curve.side, values, interpolated: flagsOf(curve.interpolated, samples) };
  });
  return { title: raw.title, axis: raw.axis, curves };
}

function cyclePanel(raw: RawData["cycles"][number]): CyclePanel {
  const bands = raw.bands.map((band) => ({
    side: band.side,
    mean: fromDifferences(band.mean, raw.step),
    sd: fromDifferences(band.sd, raw.step),
    finalContactPercent: band.final_contact_percent ?? null,
  }));
  const reference = raw.reference
    ? {
        mean: fromDifferences(raw.reference.mean, raw.step),
        sd: fromDifferences(raw.reference.sd, raw.step),
      }
    : null;
  return { title: raw.title, axis: raw.axis, bands, reference };
}

/** Reads the embedded JSON. Throws if a curve does not fit the time axis. */
export function parseChartData(json: string): ChartData {
  const raw = JSON.parse(json) as RawData;
  const timesS = fromDifferences(raw.times, raw.time_step_s).map((time) => time ?? NaN);
  return {
    timesS,
    samplesPerTwo: raw.samples_per_two,
    panels: raw.panels.map((panel) => curvePanel(panel, timesS.length)),
    cycles: raw.cycles.map(cyclePanel),
    events: raw.events.map((event) => ({
      timeS: event.time_s,
      side: event.side,
      kind: event.kind,
    })),
    passes: raw.passes.map((pass) => ({ startS: pass.start_s, endS: pass.end_s })),
  };
}
