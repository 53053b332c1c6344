// Draws the lines of the timeline. All that it shows stands in the list, which is there without it.
"use strict";

(() => {
  const figure = document.getElementById("timeline");
  if (!figure || !window.d3) return;
  const says = JSON.parse(figure.dataset.says);
  const texts = says.texts;
  const strip = figure.querySelector(".strip");
  const sheet = figure.querySelector(".lanes");
  const HEIGHT = 26; // pixels of a row
  const DENSE = 15; // of one without words
  const TITLE = 30; // above the rows of a lane
  const EDGE = 8;
  const TAIL = 90; // pixels in which a bar without a deadline fades; half of that where there are no words
  const LABELLED = 80; // lines of a lane: where there are more, their words stand only in the list and with each mark
  const NARROW = 600; // pixels: of drawings under that a third as many
  const STRIP = 46;
  const AXIS = 20;

  const parse = (day) => (day ? new Date(`${day}T00:00:00Z`) : null);
  const told = new Intl.DateTimeFormat(says.language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const shown = (day) => (day.length === 10 ? told.format(parse(day)) : day);
  const iso = (date) => date.toISOString().slice(0, 10);
  const code = (kind, name) => (says.codes[kind] || {})[name] || String(name || "").replaceAll("-", " ");
  const names = (who) => who.map((one) => says.who[one.id] || one.name).join(", ");
  const today = parse(figure.dataset.today);
  const whole = (address) => String(address).replace(/#.*/, "");
  let listed = whole(location); // the address whose lines are listed
  addEventListener("popstate", () => { if (whole(location) !== listed) location.reload(); });

  fetch(says.source, { headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then((lines) => {
      figure.hidden = false;
      const dated = lines.filter((line) => line.day);
      if (!dated.length) return;
      draw(dated);
      let width = sheet.clientWidth;
      let waits = 0;
      new ResizeObserver(() => {
        if (sheet.clientWidth === width) return;
        width = sheet.clientWidth;
        clearTimeout(waits);
        waits = setTimeout(() => draw(dated), 120);
      }).observe(sheet);
    })
    .catch(() => { figure.hidden = true; }); // the list says it all

  const pen = document.createElement("canvas").getContext("2d"); // measures

  function draw(lines) {
    const style = getComputedStyle(sheet);
    pen.font = `${0.8 * parseFloat(getComputedStyle(document.documentElement).fontSize)}px ${style.fontFamily}`;
    strip.replaceChildren();
    sheet.replaceChildren();
    const width = sheet.clientWidth;
    const days = lines.flatMap((line) => [parse(line.day), parse(line.ends)]).filter(Boolean);
    const [first, last] = d3.extent(days);
    const room = Math.max((last - first) * 0.02, 15 * 864e5);
    const x = d3.scaleUtc([new Date(+first - room), new Date(+last + room)], [EDGE, width - EDGE]);
    const many = Math.max(3, Math.round(width / 90));
    const axis = d3.axisTop(x).ticks(many).tickSize(0).tickFormat(ticked());

    const lanes = says.lanes.map((lane) => ({ ...lane, lines: of(lines, lane) }));
    let y = 4;
    for (const lane of lanes) {
      lane.y = y;
      lane.labelled = lane.lines.length <= (width < NARROW ? LABELLED / 3 : LABELLED);
      lane.height = lane.labelled || width < NARROW ? HEIGHT : DENSE; // a finger needs room
      y += TITLE + packed(lane, x, width) * lane.height + 10;
    }
    const svg = d3.select(sheet).append("svg").attr("viewBox", [0, 0, width, y]).attr("width", width).attr("height", y);
    svg.attr("role", "group").attr("aria-label", texts.drawing);
    const fades = svg.append("defs").selectAll("linearGradient").data(Object.keys(says.signs)).join("linearGradient").attr("id", (name) => `fade-${name}`);
    fades.append("stop").attr("offset", "25%").attr("class", (name) => `is-${name}`).attr("stop-opacity", 0.42);
    fades.append("stop").attr("offset", "100%").attr("class", (name) => `is-${name}`).attr("stop-opacity", 0);

    const behind = svg.append("g").attr("aria-hidden", "true");
    const band = behind.append("rect").attr("class", "band").attr("y", 0).attr("height", y).attr("width", 0);
    behind.append("g").attr("class", "grid").selectAll("line").data(x.ticks(many))
      .join("line").attr("x1", x).attr("x2", x).attr("y1", 0).attr("y2", y);
    if (today >= x.domain()[0] && today <= x.domain()[1]) {
      behind.append("line").attr("class", "today").attr("x1", x(today)).attr("x2", x(today)).attr("y1", 0).attr("y2", y);
      behind.append("text").attr("class", "today").attr("x", x(today)).attr("y", y - 2).text(texts.today);
    }

    const groups = svg.selectAll("g.lane").data(lanes).join("g").attr("class", "lane").attr("role", "group");
    groups.attr("aria-label", (lane) => lane.name).attr("transform", (lane) => `translate(0,${lane.y})`);
    groups.append("line").attr("class", "edge").attr("x2", width);
    groups.each(function (lane) {
      const title = d3.select(this).append(lane.page ? "a" : "g");
      if (lane.page) title.attr("href", `/${says.language}/${lane.page[0].toLowerCase()}/${lane.page.slice(2)}`);
      const fits = Math.floor((width - 60) / 8);
      const text = title.append("text").attr("class", "title").attr("x", 4).attr("y", 20);
      text.text(lane.name.length > fits ? `${lane.name.slice(0, fits - 1)}…` : lane.name);
      text.append("tspan").attr("class", "of").attr("dx", 8).text(lane.lines.length);
      d3.select(this).selectAll("g.line").data(lane.lines).join("g").each(function (line) { made(this, line, lane.height); });
    });

    function made(node, line, height) {
      const thick = Math.round(height * 0.62);
      const row = d3.select(node).attr("class", `line ${line.what} ${line.confirmed ? "confirmed" : "machine"} is-${line.status || "event"}`);
      const mark = row.append("a").attr("href", `/${says.language}/${line.id[0].toLowerCase()}/${line.id.slice(2)}`).attr("aria-label", full(line));
      row.attr("transform", `translate(0,${TITLE + line.row * height})`);
      mark.append("title").text(full(line));
      const { from, to } = line.drawn;
      const middle = height / 2;
      mark.append("rect").attr("class", "hit").attr("x", line.drawn.left).attr("y", 1).attr("width", line.drawn.right - line.drawn.left).attr("height", height - 2);
      if (line.what === "promise") {
        if (line.timeliness === "overdue" && x(today) > to) {
          const { text, anchor, label } = line.drawn;
          const clear = anchor === "start" && label ? Math.max(to, text + wide(label) + 22) : to; // not through the words
          mark.append("line").attr("class", "past").attr("x1", clear).attr("x2", Math.max(clear, Math.min(x(today), width))).attr("y1", middle).attr("y2", middle);
        }
        const bar = mark.append("rect").attr("class", "bar").attr("x", from).attr("y", middle - thick / 2).attr("width", Math.max(4, to - from)).attr("height", thick).attr("rx", 3);
        if (!line.due) bar.attr("fill", `url(#fade-${line.status})`).classed("fades", true);
        else mark.append("line").attr("class", "end").attr("x1", to).attr("x2", to).attr("y1", middle - thick / 2 - 2).attr("y2", middle + thick / 2 + 2);
        if (!line.due) mark.append("line").attr("class", "start").attr("x1", from).attr("x2", from).attr("y1", middle - thick / 2).attr("y2", middle + thick / 2);
      } else {
        if (line.last !== line.day && line.told) mark.append("line").attr("class", "span").attr("x1", from).attr("x2", to).attr("y1", middle).attr("y2", middle);
        mark.append("path").attr("class", line.told ? "dot" : "dot hollow").attr("d", "M0-6L6 0L0 6L-6 0Z").attr("transform", `translate(${(from + to) / 2},${middle})`);
      }
      const label = row.append("text").attr("aria-hidden", "true").attr("y", middle).attr("x", line.drawn.text).attr("text-anchor", line.drawn.anchor);
      if (line.what === "promise") label.append("tspan").attr("class", "sign").text(says.signs[line.status]);
      if (line.drawn.label) label.append("tspan").attr("dx", line.what === "promise" ? 4 : 0).text(line.drawn.label);
    }

    brush(lines, x, width, band, axis);
  }

  // The lines of a lane: their own copies, for one line may run in several.
  function of(lines, lane) {
    return lines.filter((line) => line.lanes.some((one) => (one.id || "") === lane.key)).map((line) => ({ ...line }));
  }

  // What a line says where there is no room for its words.
  function full(line) {
    const when = line.told ? shown(line.day) : texts.reported.replace("{day}", shown(line.day));
    const state = line.what === "promise"
      ? [`${code("kind", line.kind)}: ${code("provision", line.type)}`, line.due ? texts.due.replace("{day}", shown(line.due)) : texts.no_deadline, line.timeliness === "overdue" ? texts.overdue : "", sides(line)]
      : [line.kind === "actual" ? "" : code("factuality", line.kind), line.words.slice(0, 160)];
    return [visible(line), when, ...state, line.confirmed ? "" : texts.by_machine].filter(Boolean).join(" · ");
  }

  function sides(line) {
    return [names(line.by), names(line.to)].filter(Boolean).join(" → ");
  }

  function visible(line) {
    return line.what === "promise" ? `${code("status", line.status)} · ${line.words}` : `${code("type", line.type)} · ${sides(line)}`;
  }

  // As much of a line's words as there is room for.
  function brief(line, room) {
    const words = visible(line);
    if (wide(words) <= room) return words;
    let fits = Math.min(words.length, Math.floor((words.length * room) / wide(words)));
    while (fits > 0 && wide(`${words.slice(0, fits)}…`) > room) fits -= 1;
    return `${words.slice(0, fits)}…`;
  }

  // How wide words are, in pixels.
  function wide(words) {
    return pen.measureText(words).width;
  }

  // Gives each line of a lane a row in which nothing lies on it, and says where it is drawn; how many rows that takes.
  function packed({ lines, labelled }, x, width) {
    const rows = [];
    for (const line of d3.sort(lines, (l) => l.day, (l) => l.id)) {
      const promise = line.what === "promise";
      const from = x(parse(line.day));
      const to = promise ? (line.due ? Math.max(from + 4, x(parse(line.ends))) : from + (labelled ? TAIL : TAIL / 2)) : line.told ? x(parse(line.last)) : from;
      const start = promise ? from + 5 : (from + to) / 2 + 11;
      const behind = width - EDGE - start;
      const before = (promise ? from - 5 : (from + to) / 2 - 11) - EDGE;
      const flipped = labelled && behind < 150 && before > behind;
      const room = Math.min(Math.max(flipped ? before : behind, 0), 330) - (promise ? 14 : 0);
      const label = labelled ? brief(line, room) : "";
      const length = wide(label) + (promise ? 14 : 0);
      const text = flipped ? (promise ? from - 5 : (from + to) / 2 - 11) : start;
      const left = Math.min(from - 8, flipped ? text - length : from);
      const past = promise && line.timeliness === "overdue" ? x(today) : to; // the dotted line goes on
      const right = Math.max(to + 8, past, flipped ? to : text + length);
      let row = rows.findIndex((end) => end < left);
      if (row < 0) row = rows.push(0) - 1;
      rows[row] = right + 10;
      line.row = row;
      line.drawn = { from, to, text, anchor: flipped ? "end" : "start", label, left, right: Math.min(right, width) };
    }
    return rows.length;
  }

  function ticked() {
    const year = new Intl.DateTimeFormat(says.language, { year: "numeric", timeZone: "UTC" });
    const month = new Intl.DateTimeFormat(says.language, { month: "short", timeZone: "UTC" });
    const day = new Intl.DateTimeFormat(says.language, { day: "numeric", month: "short", timeZone: "UTC" });
    const begins = new Intl.DateTimeFormat(says.language, { month: "short", year: "numeric", timeZone: "UTC" });
    return (date, at) => (date.getUTCDate() > 1 ? day : date.getUTCMonth() ? (at ? month : begins) : year).format(date);
  }

  // The strip above: how much there is, and what stretch is chosen. The two fields of the list do the same.
  function brush(lines, x, width, band, axis) {
    const svg = d3.select(strip).append("svg").attr("viewBox", [0, 0, width, STRIP + AXIS]).attr("width", width).attr("height", STRIP + AXIS).attr("aria-hidden", "true");
    svg.append("g").attr("class", "axis").attr("transform", `translate(0,${STRIP + AXIS - 2})`).call(axis);
    const bins = d3.bin().value((line) => +parse(line.day)).domain(x.domain().map(Number)).thresholds(Math.round(width / 9))(lines);
    const tall = d3.scaleSqrt([0, d3.max(bins, (bin) => bin.length)], [0, STRIP - 8]);
    svg.append("g").attr("class", "much").selectAll("rect").data(bins.filter((bin) => bin.length)).join("rect")
      .attr("x", (bin) => x(bin.x0) + 0.5).attr("width", (bin) => Math.max(2, x(bin.x1) - x(bin.x0) - 1))
      .attr("y", (bin) => STRIP - 2 - tall(bin.length)).attr("height", (bin) => tall(bin.length));
    const chooses = d3.brushX().extent([[EDGE, 0], [width - EDGE, STRIP]]).on("brush", show).on("end", chosen);
    const ticks = svg.selectAll(".axis text");
    const [one, other] = ticks.data();
    if (one && one.getUTCMonth() && other && x(other) - x(one) < 80) ticks.filter((date) => date === other).remove(); // the first one has its year
    ticks.attr("text-anchor", (date) => (x(date) < 30 ? "start" : x(date) > width - 30 ? "end" : "middle"));
    const over = svg.append("g").attr("class", "brush").call(chooses);
    const clamp = (day, or) => (day ? Math.min(width - EDGE, Math.max(EDGE, x(parse(day)))) : or);
    if (figure.dataset.from || figure.dataset.to) {
      const left = clamp(figure.dataset.from, EDGE);
      const right = clamp(figure.dataset.to, width - EDGE);
      if (right > left) over.call(chooses.move, [left, right]);
    }

    function show(event) {
      const [left, right] = event.selection || [0, 0];
      band.attr("x", left).attr("width", right - left);
    }
    function chosen(event) {
      show(event);
      if (!event.sourceEvent) return; // we moved it
      figure.dataset.from = event.selection ? iso(x.invert(event.selection[0])) : "";
      figure.dataset.to = event.selection ? iso(x.invert(event.selection[1])) : "";
      view();
    }
  }

  // The same view with another stretch chosen: its address, and its list.
  function view() {
    const to = new URL(location.href);
    for (const [field, value] of [["from_day", figure.dataset.from], ["to_day", figure.dataset.to]]) {
      if (value) to.searchParams.set(field, value);
      else to.searchParams.delete(field);
    }
    to.hash = "";
    history.pushState(null, "", to); // the browser's back button leads to what was chosen before
    listed = whole(to);
    fetch(to).then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status))))).then((page) => {
      if (String(to) !== location.href) return; // another was chosen meanwhile
      const fresh = new DOMParser().parseFromString(page, "text/html");
      for (const place of ["#found", ".tongues"]) document.querySelector(place).replaceWith(document.adoptNode(fresh.querySelector(place)));
      const said = document.getElementById("said");
      if (said) said.textContent = document.querySelector("#found h2").textContent;
    }).catch(() => location.assign(to));
  }
})();
