// Charts over time that show the same stretch, and the buttons that choose it.
import type uPlot from "uplot";
import type { Pass } from "./chart_data.js";

export class ZoomGroup {
  private readonly charts: uPlot[] = [];
  private busy = false;

  constructor(private readonly whole: { min: number; max: number }) {}

  add(chart: uPlot): void {
    this.charts.push(chart);
  }

  /** Brings all charts to one stretch; called by whichever of them changed. */
  show(min: number, max: number): void {
    if (this.busy) return;
    this.busy = true;
    for (const chart of this.charts) {
      const { min: low, max: high } = chart.scales["x"] ?? {};
      if (low !== min || high !== max) chart.setScale("x", { min, max });
    }
    // uPlot applies scales in a microtask; only then have the hooks of the others run.
    queueMicrotask(() => queueMicrotask(() => (this.busy = false)));
  }

  /** A first view in which single strides can be seen: the first pass, at most `longestS`. */
  showStart(passes: readonly Pass[], longestS: number): void {
    const start = passes[0]?.startS ?? this.whole.min;
    const end = Math.min(passes[0]?.endS ?? this.whole.max, start + longestS);
    if (end > start) this.show(start, end);
  }

  showWhole(): void {
    this.show(this.whole.min, this.whole.max);
  }
}

function button(text: string, action: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = text;
  element.addEventListener("click", action);
  return element;
}

/** Buttons for the whole recording and each pass, and a line on how to zoom by hand. */
export function addTools(holder: HTMLElement, group: ZoomGroup, passes: readonly Pass[]): void {
  holder.append(button("Whole recording", () => group.showWhole()));
  passes.slice(0, 12).forEach((pass, i) => {
    holder.append(button(`Pass ${i + 1}`, () => group.show(pass.startS, pass.endS)));
  });
  const hint = document.createElement("span");
  hint.textContent = "Drag on a chart to zoom, double-click to go back, arrow keys to read values.";
  holder.append(hint);
}
