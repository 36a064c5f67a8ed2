"use strict";
// Makes the loss curves interactive: drag to zoom, double click to return, values under the pointer. If anything is
// missing, the drawing stays.
(() => {
  const superscript = n => String(n).replace(/[-\d]/g, c => c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c]);
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const fallback = { c0: "#0072b2", c1: "#d55e00", c2: "#009e73", c3: "#cc79a7", c4: "#e69f00", c5: "#56b4e9", c6: "#882255", c7: "#999933" };
  const power = v => {
    const e = Math.round(Math.log10(v));
    return Math.abs(v / 10 ** e - 1) < 1e-6 ? "10" + superscript(e) : "";
  };
  const round = v => {
    const e = Math.floor(Math.log10(v) + 1e-9), m = Math.round(v / 10 ** e);
    if (m !== 1 && m !== 2 && m !== 5) return "";
    return e >= -2 && e <= 2 ? String(m * 10 ** e).slice(0, 6) : m + "×10" + superscript(e);
  };
  const numbers = (u, splits) => {
    const shown = splits.filter(v => v != null);
    const decades = Math.log10(Math.max(...shown) / Math.min(...shown));
    return splits.map(v => v == null ? "" : decades < 1.3 ? round(v) : power(v));
  };
  const short = v => {
    if (v == null) return "–";
    const e = Math.floor(Math.log10(v));
    return e > -3 && e < 4 ? v.toPrecision(3) : (v / 10 ** e).toFixed(2) + " × 10" + superscript(e);
  };

  function axis(label, text, edge, size) {
    const face = "'Source Sans 3', 'Helvetica Neue', Arial, sans-serif";
    return {
      label, stroke: text, size, labelSize: 24, gap: 6, font: "13px " + face, labelFont: "15px " + face,
      grid: { stroke: edge, width: 1, filter: (u, splits) => splits.map(v => v != null && power(v) ? v : null) }, ticks: { stroke: text, width: 1, size: 6 }, border: { show: true, stroke: text },
      values: numbers,
      filter: (u, splits) => splits,
    };
  }

  function series(column) {
    const shade = colour("--fig-" + column.role) || fallback[column.role];
    const edge = column.kind === "LOW" || column.kind === "HIGH";
    const training = column.kind === "TRAINING";
    return {
      label: column.label, stroke: edge ? "transparent" : training ? shade + "70" : shade, class: edge ? "edge" : undefined,
      width: edge ? 0 : training ? 1.2 : 2.2, spanGaps: true, points: { show: false }, value: (u, v) => short(v),
    };
  }

  function bands(columns) {
    return columns.flatMap((column, i) => column.kind !== "HIGH" ? [] : [{
      series: [i + 1, i], fill: (colour("--fig-" + column.role) || fallback[column.role]) + "48",
    }]);
  }

  function draw(figure) {
    const place = figure.querySelector(".live");
    const data = JSON.parse(figure.querySelector("script").textContent);
    const text = colour("--text"), edge = colour("--edge");
    place.textContent = "";
    const width = Math.floor(figure.clientWidth);
    const steps = { label: "step", value: (u, v) => v == null ? "–" : String(v) };
    return new uPlot({
      width, height: Math.max(320, Math.min(560, Math.round(width * .5))),
      scales: { x: { time: false, distr: 3, range: (u, low, high) => [low, high] }, y: { distr: 3, range: (u, low, high) => [low / 1.25, high * 1.25] } },
      axes: [axis(data.x, text, edge, 42), axis(data.y, text, edge, 54)],
      cursor: { drag: { x: true, y: true, uni: 30 } },
      series: [steps].concat(data.columns.map(series)),
      bands: bands(data.columns),
    }, [data.steps].concat(data.columns.map(c => c.values)), place);
  }

  for (const figure of document.querySelectorAll("figure[data-live]")) {
    let plot = null;
    const redraw = () => {
      figure.classList.add("is-live");
      try {
        if (plot) plot.destroy();
        plot = draw(figure);
      } catch (e) {
        figure.classList.remove("is-live");
        throw e;
      }
    };
    redraw();
    let waiting = 0;
    addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(redraw, 150); });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  }
})();
