// The graph of an actor's partners, drawn from the table beside it, which says the same.
"use strict";

(() => {
  const box = document.getElementById("web");
  const rows = [...document.querySelectorAll("#partners tbody tr")].slice(0, 16);
  if (!box || !rows.length || typeof cytoscape === "undefined") return;
  box.hidden = false;
  box.classList.toggle("few", rows.length < 3);
  box.parentElement.classList.add("drawn");
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const me = box.dataset.me;
  const short = (name) => (name.length > 40 ? name.slice(0, 38).trimEnd() + "…" : name); // the table has it whole
  const elements = [{ data: { id: me, name: short(box.dataset.name), me: 1, x: 0, y: 0, side: "center", above: "bottom" } }];
  for (const [at, row] of rows.entries()) {
    const { id, name, href, promises, acts } = row.dataset;
    const angle = (2 * Math.PI * at) / rows.length - Math.PI / 2;
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    const side = Math.abs(x) < 0.2 ? "center" : x < 0 ? "left" : "right"; // names stand outside of the circle
    const above = side !== "center" ? "center" : y < 0 ? "top" : "bottom";
    elements.push({ data: { id, name: short(name), href, x, y, side, above } });
    if (+promises) elements.push({ data: { id: id + "p", source: me, target: id, many: promises, kind: "promises", width: 1 + Math.min(5, +promises) } });
    if (+acts) elements.push({ data: { id: id + "a", source: me, target: id, many: acts, kind: "acts", width: 1 + Math.min(5, +acts) } });
  }
  const place = (node) => {
    const [width, height] = [box.clientWidth / 2, box.clientHeight / 2];
    return { x: width + node.data("x") * Math.max(30, width - 110), y: height + node.data("y") * (height - 50) };
  };
  const style = () => [
    { selector: "node", style: { label: "data(name)", "font-size": 12, "font-family": "system-ui, sans-serif", color: colour("--ink"), "background-color": colour("--soft"), width: 14, height: 14, "text-halign": "data(side)", "text-valign": "data(above)", "text-margin-y": (node) => ({ top: -4, bottom: 4 })[node.data("above")] || 0, "text-margin-x": (node) => ({ left: -4, right: 4 })[node.data("side")] || 0, "text-wrap": "wrap", "text-max-width": 95, "text-background-color": colour("--card"), "text-background-opacity": 0.8, "text-background-padding": 1 } },
    { selector: "node[me]", style: { "background-color": colour("--accent"), width: 24, height: 24, "font-weight": 700 } },
    { selector: "edge", style: { "curve-style": "bezier", "control-point-step-size": 14, width: "data(width)", "line-color": colour("--soft"), opacity: 0.55 } },
    { selector: "edge[kind='promises']", style: { "line-color": colour("--accent"), opacity: 0.9 } },
    { selector: "edge[kind='acts']", style: { "line-style": "dashed" } },
    { selector: ".on", style: { "background-color": colour("--under-way"), opacity: 1 } },
  ];
  const graph = cytoscape({
    container: box,
    elements,
    style: style(),
    layout: { name: "preset", fit: false, positions: place },
    userZoomingEnabled: false,
    userPanningEnabled: false,
    boxSelectionEnabled: false,
    autoungrabify: true,
  });
  graph.on("tap", "node[href]", (event) => { location.href = event.target.data("href"); });
  const point = (id, on) => {
    graph.getElementById(id).toggleClass("on", on);
    const row = rows.find((each) => each.dataset.id === id);
    if (row) row.classList.toggle("on", on);
  };
  graph.on("mouseover", "node[href]", (event) => { point(event.target.id(), true); box.style.cursor = "pointer"; });
  graph.on("mouseout", "node[href]", (event) => { point(event.target.id(), false); box.style.cursor = ""; });
  for (const row of rows) {
    for (const [name, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) row.addEventListener(name, () => point(row.dataset.id, on));
  }
  new ResizeObserver(() => {
    graph.resize();
    graph.nodes().positions(place);
  }).observe(box);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => graph.style(style()));
})();
