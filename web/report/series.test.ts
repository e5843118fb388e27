import assert from "node:assert/strict";
import { test } from "node:test";
import type { Curve, CurvePanel, CyclePanel } from "./chart_data.js";
import {
  curvePlot,
  curveReadout,
  cyclePlot,
  cycleReadout,
  isolated,
  splitInterpolated,
  timeTick,
} from "./series.js";

function curve(values: (number | null)[], flagged: number[] = []): Curve {
  return { side: "left", values, interpolated: values.map((_, i) => flagged.includes(i)) };
}

const panel = (curves: Curve[]): CurvePanel => ({
  title: "Knee flexion",
  axis: { unit: "\u00b0", low: 0, high: 60 },
  curves,
});

test("interpolated samples leave the measured line and their dashes meet it", () => {
  const { measured, interpolated } = splitInterpolated(curve([1, 2, 3, 4, 5], [2]));
  assert.deepEqual(measured, [1, 2, null, 4, 5]);
  assert.deepEqual(interpolated, [null, 2, 3, 4, null]);
});

test("a gap stays a gap in both lines", () => {
  const { measured, interpolated } = splitInterpolated(curve([1, null, null, 4], []));
  assert.deepEqual(measured, [1, null, null, 4]);
  assert.deepEqual(interpolated, [null, null, null, null]);
});

test("dashes do not reach over a gap", () => {
  const { interpolated } = splitInterpolated(curve([1, null, 3, 4], [2]));
  assert.deepEqual(interpolated, [null, null, 3, 4]);
});

test("samples without neighbours are found, also at the ends", () => {
  assert.deepEqual(isolated([1, null, 2, null, 3, 4]), [0, 2]);
  assert.deepEqual(isolated([null, null]), []);
  assert.deepEqual(isolated([7]), [0]);
});

test("a curve without interpolation is one series", () => {
  const plot = curvePlot(panel([curve([1, 2]), curve([3, 4], [1])]), [0, 0.04]);
  assert.deepEqual(
    plot.series.map((series) => series.style),
    ["measured", "measured", "interpolated"],
  );
  assert.ok(plot.series.every((series) => series.values.length === plot.x.length));
});

const cycle: CyclePanel = {
  title: "Knee flexion",
  axis: { unit: "\u00b0", low: 0, high: 60 },
  bands: [
    { side: "left", mean: [10, 20, null], sd: [1, null, null], finalContactPercent: 60 },
    { side: "right", mean: [11, 21, 31], sd: [null, null, null], finalContactPercent: null },
  ],
  reference: { mean: [9, 19, 29], sd: [2, 2, 2] },
};

test("bands lie between mean plus and minus one deviation, and only where there is one", () => {
  const plot = cyclePlot(cycle);
  assert.deepEqual(plot.x, [0, 50, 100]);
  assert.equal(plot.bands.length, 2, "reference and left; the right side has no deviation");
  const left = plot.bands[1];
  assert.ok(left);
  assert.deepEqual(plot.series[left.upper]?.values, [11, null, null]);
  assert.deepEqual(plot.series[left.lower]?.values, [9, null, null]);
});

test("the read-out tells time, both sides, what is interpolated and what is missing", () => {
  const right: Curve = { ...curve([null, -2.04]), side: "right" };
  const both = panel([curve([23.44, 1], [0]), right]);
  assert.equal(
    curveReadout(both, [0.5, 1.25], 0),
    "0.50 s: left 23.4\u00b0 (interpolated), right \u2013",
  );
  assert.equal(curveReadout(both, [0.5, 1.25], 1), "1.25 s: left 1.0\u00b0, right \u22122.0\u00b0");
  assert.equal(curveReadout(both, [0.5, 1.25], 2), "");
});

test("the read-out over the gait cycle has the deviation", () => {
  assert.equal(cycleReadout(cycle, 0), "0 %: left 10.0\u00b0 \u00b1 1.0, right 11.0\u00b0");
  assert.equal(cycleReadout(cycle, 3), "");
});

test("long recordings count minutes", () => {
  assert.equal(timeTick(12.5, 20, 1), "12.5");
  assert.equal(timeTick(125, 300, 0), "2:05");
});
