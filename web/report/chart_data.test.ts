import assert from "node:assert/strict";
import { test } from "node:test";
import { flagsOf, fromDifferences, parseChartData } from "./chart_data.js";

function close(actual: (number | null)[], expected: (number | null)[]): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, i) => {
    const wanted = expected[i] ?? null;
    if (value === null || wanted === null) assert.equal(value, wanted);
    else assert.ok(Math.abs(value - wanted) < 1e-9, `${value} is not ${wanted}`);
  });
}

test("differences are summed and gaps keep the running value", () => {
  close(fromDifferences([100, -5, null, null, 10], 0.1), [10, 9.5, null, null, 10.5]);
  close(fromDifferences([], 0.1), []);
});

test("many small differences do not drift", () => {
  const values = fromDifferences(new Array<number>(100_000).fill(1), 0.1);
  assert.ok(Math.abs((values[99_999] ?? 0) - 10_000) < 1e-6);
});

test("runs become flags and never reach beyond the series", () => {
  assert.deepEqual(flagsOf([1, 2, 1, 9], 6), [false, true, true, false, true, true]);
  assert.deepEqual(flagsOf([0, 1], 2), [true, false]);
  assert.deepEqual(flagsOf([], 2), [false, false]);
});

const embedded = {
  time_step_s: 1e-4,
  times: [0, 400, 400],
  samples_per_two: 2,
  panels: [
    {
      title: "Knee </script> flexion",
      axis: { unit: "\u00b0", low: -10, high: 70 },
      step: 0.1,
      curves: [{ side: "left", values: [100, null, 20], interpolated: [2, 1] }],
    },
  ],
  cycles: [
    {
      title: "Knee flexion",
      axis: { unit: "\u00b0", low: 0, high: 60 },
      step: 0.1,
      bands: [{ side: "right", mean: [100, 10], sd: [5, null], final_contact_percent: 61.5 }],
    },
  ],
  events: [{ time_s: 0.02, side: "left", kind: "initial_contact" }],
  passes: [{ start_s: 0, end_s: 0.08 }],
};

test("the embedded numbers are read as the program wrote them", () => {
  const data = parseChartData(JSON.stringify(embedded));
  close(data.timesS, [0, 0.04, 0.08]);
  const curve = data.panels[0]?.curves[0];
  assert.ok(curve);
  close(curve.values, [10, null, 12]);
  assert.deepEqual(curve.interpolated, [false, false, true]);
  assert.equal(data.panels[0]?.title, "Knee </script> flexion");
  const band = data.cycles[0]?.bands[0];
  assert.ok(band);
  close(band.mean, [10, 11]);
  close(band.sd, [0.5, null]);
  assert.equal(band.finalContactPercent, 61.5);
  assert.equal(data.cycles[0]?.reference, null);
  assert.deepEqual(data.passes, [{ startS: 0, endS: 0.08 }]);
});

test("a curve that does not fit its time axis is refused", () => {
  const broken = structuredClone(embedded);
  broken.times = [0, 400];
  assert.throws(() => parseChartData(JSON.stringify(broken)), /3 values on 2 times/);
});
