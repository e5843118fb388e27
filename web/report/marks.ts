// What lies under the curves: tinted passes, and marks of initial and final contact.
import type uPlot from "uplot";
import type { GaitEvent, Pass } from "./chart_data.js";
import { colour, faded } from "./palette.js";

/** With more events in view than this, lines would hide the curves; marks at the foot stay. */
const mostLines = 60;
/** With more than this the marks would run together. */
const mostMarks = 400;

function drawPasses(u: uPlot, passes: readonly Pass[]): void {
  u.ctx.fillStyle = colour("pass");
  for (const pass of passes) {
    const from = Math.max(u.valToPos(pass.startS, "x", true), u.bbox.left);
    const to = Math.min(u.valToPos(pass.endS, "x", true), u.bbox.left + u.bbox.width);
    if (to > from) u.ctx.fillRect(from, u.bbox.top, to - from, u.bbox.height);
  }
}

function triangle(u: uPlot, x: number, kind: GaitEvent["kind"], size: number): void {
  const bottom = u.bbox.top + u.bbox.height;
  const down = kind === "initial_contact";
  u.ctx.beginPath();
  u.ctx.moveTo(x, down ? bottom : bottom - 1.6 * size);
  u.ctx.lineTo(x - size, down ? bottom - 1.6 * size : bottom);
  u.ctx.lineTo(x + size, down ? bottom - 1.6 * size : bottom);
  u.ctx.closePath();
}

function drawEvents(u: uPlot, events: readonly GaitEvent[]): void {
  const { min, max } = u.scales["x"] ?? {};
  if (min == null || max == null) return;
  const inView = events.filter((event) => event.timeS >= min && event.timeS <= max);
  if (inView.length > mostMarks) return;
  const size = 4 * devicePixelRatio;
  u.ctx.lineWidth = devicePixelRatio;
  for (const event of inView) {
    const x = u.valToPos(event.timeS, "x", true);
    const ink = colour(event.side);
    if (event.kind === "initial_contact" && inView.length <= mostLines) {
      u.ctx.strokeStyle = faded(ink, 0.35);
      u.ctx.beginPath();
      u.ctx.moveTo(x, u.bbox.top);
      u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
      u.ctx.stroke();
    }
    triangle(u, x, event.kind, size);
    u.ctx.fillStyle = event.kind === "initial_contact" ? ink : "#ffffff";
    u.ctx.strokeStyle = ink;
    u.ctx.fill();
    u.ctx.stroke();
  }
}

function drawZero(u: uPlot): void {
  const y = u.valToPos(0, "y", true);
  u.ctx.strokeStyle = colour("zero");
  u.ctx.lineWidth = devicePixelRatio;
  u.ctx.beginPath();
  u.ctx.moveTo(u.bbox.left, y);
  u.ctx.lineTo(u.bbox.left + u.bbox.width, y);
  u.ctx.stroke();
}

function clipped(u: uPlot, draw: () => void): void {
  u.ctx.save();
  u.ctx.beginPath();
  u.ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
  u.ctx.clip();
  draw();
  u.ctx.restore();
}

export function marksPlugin(events: readonly GaitEvent[], passes: readonly Pass[]): uPlot.Plugin {
  return {
    hooks: {
      drawClear: (u) => clipped(u, () => drawPasses(u, passes)),
      drawAxes: (u) => clipped(u, () => drawEvents(u, events)),
    },
  };
}

/** The line of zero, darker than the grid. */
export function zeroPlugin(): uPlot.Plugin {
  return { hooks: { drawAxes: (u) => clipped(u, () => drawZero(u)) } };
}

/** Upright lines at positions of x, one a side: final contact over the gait cycle. */
export function uprightsPlugin(lines: readonly { at: number; ink: string }[]): uPlot.Plugin {
  const draw = (u: uPlot): void => {
    for (const line of lines) {
      const x = u.valToPos(line.at, "x", true);
      u.ctx.strokeStyle = faded(line.ink, 0.6);
      u.ctx.lineWidth = 1.5 * devicePixelRatio;
      u.ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
      u.ctx.beginPath();
      u.ctx.moveTo(x, u.bbox.top);
      u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
      u.ctx.stroke();
    }
  };
  return { hooks: { drawAxes: (u) => clipped(u, () => draw(u)) } };
}
