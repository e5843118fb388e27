// One live chart in place of a static drawing, with a read-out that follows pointer and arrow keys.
import uPlot from "uplot";
import type { Axis } from "./chart_data.js";
import { colour, faded } from "./palette.js";
import { countsMinutes, isolated, signed, timeTick, type DrawnSeries, type Plot } from "./series.js";

export interface LiveChart {
  plot: Plot;
  axis: Axis;
  kind: "time" | "cycle";
  plugins: uPlot.Plugin[];
  readout: (index: number) => string;
  /** Called when the visible stretch of x changes. */
  onZoom?: (min: number, max: number) => void;
}

const font = "12px system-ui, sans-serif";
/** Height over width of the static drawing that a chart stands in for. */
function shapeOf(holder: HTMLElement): number {
  const box = holder.querySelector("svg")?.viewBox.baseVal;
  return box && box.width > 0 ? box.height / box.width : 0.45;
}

/** Steps of ticks whose texts need no rounding: 1, 2 and 5 times powers of ten. */
const roundSteps = [-3, -2, -1, 0, 1, 2, 3].flatMap((power) =>
  [1, 2, 5].map((factor) => Number(`${factor}e${power}`)),
);
/** Steps in seconds that people count in. */
const timeSteps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];

function seriesOptions(series: DrawnSeries): uPlot.Series {
  const ink = colour(series.side);
  if (series.style === "edge") {
    return { stroke: "transparent", width: 0, points: { show: false }, spanGaps: false };
  }
  const dots = isolated(series.values);
  const options: uPlot.Series = {
    stroke: ink,
    width: 1.75,
    spanGaps: false,
    points: { show: dots.length > 0, filter: () => dots, size: 4, fill: ink },
  };
  if (series.style === "interpolated") options.dash = [4, 3];
  return options;
}

function axisOptions(chart: LiveChart): uPlot.Axis[] {
  const common: uPlot.Axis = {
    font,
    labelFont: font,
    stroke: colour("ink"),
    grid: { stroke: colour("grid"), width: 1 },
    ticks: { show: false },
    incrs: roundSteps,
  };
  const decimals = (step: number): number => Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const span = (u: uPlot): number => (u.scales["x"]?.max ?? 0) - (u.scales["x"]?.min ?? 0);
  const timeValues = (u: uPlot, splits: number[], _axis: number, _space: number, step: number) =>
    splits.map((at) => timeTick(at, span(u), decimals(step)));
  const x: uPlot.Axis = {
    ...common,
    size: 24,
    gap: 4,
    labelSize: 18,
    label: chart.kind === "time" ? "time" : "gait cycle (%)",
    space: 60,
  };
  if (chart.kind === "time") {
    x.values = timeValues;
    x.incrs = timeSteps;
    x.label = (u) => (countsMinutes(span(u)) ? "time (min:s)" : "time (s)");
  }
  const numbers = (_u: uPlot, splits: number[], _axis: number, _space: number, step: number) =>
    splits.map((at) => signed(at, decimals(step)));
  return [x, { ...common, size: 40, gap: 4, values: numbers }];
}

function options(chart: LiveChart, width: number, height: number): uPlot.Options {
  const first = chart.plot.x[0] ?? 0;
  const last = chart.plot.x[chart.plot.x.length - 1] ?? 1;
  return {
    width,
    height,
    padding: [8, 16, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: chart.kind === "time", y: false, setScale: true },
      sync: { key: chart.kind, setSeries: false, scales: ["x", null] },
      points: { size: 6 },
    },
    scales: {
      x: { time: false, ...(chart.kind === "cycle" ? { range: [first, last] } : {}) },
      y: { range: [chart.axis.low, chart.axis.high] },
    },
    axes: axisOptions(chart),
    series: [{}, ...chart.plot.series.map(seriesOptions)],
    bands: chart.plot.bands.map((band) => ({
      series: [band.upper + 1, band.lower + 1],
      fill: faded(colour(band.side), band.side === "reference" ? 0.35 : 0.16),
    })),
    plugins: chart.plugins,
  };
}

/** Arrow keys move the read-out, with Shift by ten samples; Escape leaves it. */
function addKeys(u: uPlot, element: HTMLElement): void {
  element.tabIndex = 0;
  element.addEventListener("keydown", (event) => {
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };
    const step = steps[event.key];
    if (event.key === "Escape") u.setCursor({ left: -10, top: -10 });
    if (step === undefined) return;
    event.preventDefault();
    const x = u.data[0];
    const wanted = (u.cursor.idx ?? (step > 0 ? -1 : x.length)) + step * (event.shiftKey ? 10 : 1);
    const index = Math.min(Math.max(wanted, 0), x.length - 1);
    u.setCursor({ left: u.valToPos(x[index] ?? 0, "x"), top: 0 });
  });
}

/** Puts the chart into `holder`, which holds the static drawing for print and as a fallback. */
export function show(chart: LiveChart, holder: HTMLElement): uPlot {
  const readout = holder.parentElement?.querySelector<HTMLElement>(".readout");
  const summary = readout?.textContent ?? "";
  const shape = shapeOf(holder);
  const heightFor = (width: number): number => Math.max(Math.round(width * shape), 150);
  const live = document.createElement("div");
  live.className = "live";
  holder.append(live);
  const setReadout: uPlot.Plugin = {
    hooks: {
      setCursor: (u) => {
        if (!readout) return;
        const index = u.cursor.idx;
        readout.textContent = index == null ? summary : chart.readout(index);
      },
      setScale: (u, key) => {
        const { min, max } = u.scales["x"] ?? {};
        if (key === "x" && min != null && max != null) chart.onZoom?.(min, max);
      },
    },
  };
  const data = [chart.plot.x, ...chart.plot.series.map((series) => series.values)];
  const width = holder.clientWidth;
  const all = { ...chart, plugins: [...chart.plugins, setReadout] };
  const u = new uPlot(options(all, width, heightFor(width)), data as uPlot.AlignedData, live);
  holder.classList.add("enhanced");
  live.setAttribute("role", "img");
  const label = holder.querySelector("svg")?.getAttribute("aria-label");
  if (label) live.setAttribute("aria-label", label);
  addKeys(u, live);
  new ResizeObserver(() => {
    const wanted = holder.clientWidth;
    if (wanted > 0 && wanted !== u.width) u.setSize({ width: wanted, height: heightFor(wanted) });
  }).observe(holder);
  return u;
}
