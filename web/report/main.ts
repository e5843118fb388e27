// Puts live charts in place of the page's static drawings. If anything fails, the drawings stay.
import { parseChartData, type ChartData } from "./chart_data.js";
import { show, type LiveChart } from "./live_chart.js";
import { marksPlugin, uprightsPlugin, zeroPlugin } from "./marks.js";
import { colour } from "./palette.js";
import { curvePlot, curveReadout, cyclePlot, cycleReadout } from "./series.js";
import { addTools, ZoomGroup } from "./zoom_group.js";

/** Recordings longer than this start with a part of it, so that single strides can be seen. */
const denseFromS = 60;
const firstViewS = 30;

/** Runs once the element has a width: at once, or when a closed part of the page is opened. */
function whenVisible(element: HTMLElement, action: () => void): void {
  if (element.clientWidth > 0) {
    action();
    return;
  }
  const observer = new ResizeObserver(() => {
    if (element.clientWidth === 0) return;
    observer.disconnect();
    action();
  });
  observer.observe(element);
}

function enhanceCurves(data: ChartData): void {
  const first = data.timesS[0];
  const last = data.timesS[data.timesS.length - 1];
  if (first === undefined || last === undefined || !(last > first)) return;
  const group = new ZoomGroup({ min: first, max: last });
  for (const holder of document.querySelectorAll<HTMLElement>("[data-panel]")) {
    const panel = data.panels[Number(holder.dataset["panel"])];
    if (!panel) continue;
    const chart: LiveChart = {
      plot: curvePlot(panel, data.timesS),
      axis: panel.axis,
      kind: "time",
      plugins: [zeroPlugin(), marksPlugin(data.events, data.passes)],
      readout: (index) => curveReadout(panel, data.timesS, index),
      onZoom: (min, max) => group.show(min, max),
    };
    whenVisible(holder, () => group.add(show(chart, holder)));
  }
  const tools = document.querySelector<HTMLElement>("[data-tools]");
  if (tools) addTools(tools, group, data.passes);
  if (last - first > denseFromS) group.showStart(data.passes, firstViewS);
}

function enhanceCycles(data: ChartData): void {
  for (const holder of document.querySelectorAll<HTMLElement>("[data-cycle]")) {
    const panel = data.cycles[Number(holder.dataset["cycle"])];
    if (!panel) continue;
    const uprights = panel.bands
      .filter((band) => band.finalContactPercent !== null)
      .map((band) => ({ at: band.finalContactPercent ?? 0, ink: colour(band.side) }));
    const chart: LiveChart = {
      plot: cyclePlot(panel),
      axis: panel.axis,
      kind: "cycle",
      plugins: [zeroPlugin(), uprightsPlugin(uprights)],
      readout: (index) => cycleReadout(panel, index),
    };
    whenVisible(holder, () => show(chart, holder));
  }
}

const embedded = document.getElementById("chart-data")?.textContent;
if (embedded) {
  const data = parseChartData(embedded);
  enhanceCycles(data);
  enhanceCurves(data);
}
