// Draws the list of places as a map. All that it shows stands in the list, which is there without it.
"use strict";

(() => {
  const figure = document.getElementById("map");
  const list = document.getElementById("places");
  if (!figure || !list || !window.d3 || !window.topojson) return;
  const words = JSON.parse(figure.dataset.words);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const sheet = figure.querySelector(".sheet");
  const number = new Intl.NumberFormat(words.language);
  const NEAR = 26; // pixels: marks closer than that are drawn as one, and those that would lie on each other
  const LETTER = 7.4; // pixels, about
  const DEEPEST = 40; // times as large as the whole world
  const FILL = 0.78; // of the sheet that all marks together may take up

  const places = [...list.children].map((item) => ({
    key: item.dataset.key,
    country: item.dataset.country,
    precision: item.dataset.precision,
    count: Number(item.dataset.count),
    at: item.dataset.lat === undefined ? null : [Number(item.dataset.lon), Number(item.dataset.lat)],
    name: item.querySelector("b").textContent,
    link: item.querySelector("a").getAttribute("href"),
    current: item.querySelector("a").hasAttribute("aria-current"),
    told: [item.querySelector("a"), item.querySelector(".many")].map((part) => part.textContent.replace(/^\s*[●◆■]\s*/, "").trim()).join(", "),
  }));
  figure.hidden = false;
  const radius = (count) => 9 + Math.min(17, 3.2 * Math.log2(1 + count));

  fetch(figure.dataset.atlas)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then(draw)
    .catch(() => {
      const said = document.createElement("p");
      said.className = "failed";
      said.textContent = words.failed;
      sheet.replaceChildren(said);
      figure.querySelector(".tools").hidden = true;
    });

  function draw(atlas) {
    const countries = topojson.feature(atlas, atlas.objects.countries).features;
    const middle = new Map(countries.filter((land) => land.id).map((land) => [land.id, land.properties.at]));
    for (const place of places) place.at = place.at || middle.get(place.country) || null;
    const drawn = places.filter((place) => place.at);
    const only = new Set(drawn.filter((place) => place.precision === "country").map((place) => place.country));
    const known = new Set(drawn.map((place) => place.country));

    const width = sheet.clientWidth;
    const height = sheet.clientHeight;
    const projection = d3.geoNaturalEarth1().fitSize([width, height], { type: "Sphere" });
    const path = d3.geoPath(projection);
    for (const place of drawn) place.xy = projection(place.at);

    const svg = d3.select(sheet).append("svg").attr("viewBox", [0, 0, width, height]).attr("role", "group").attr("aria-label", words.places);
    const hatch = svg.append("defs").append("pattern").attr("id", "hatch").attr("width", 7).attr("height", 7);
    hatch.attr("patternUnits", "userSpaceOnUse").attr("patternTransform", "rotate(45)");
    hatch.append("rect").attr("width", 7).attr("height", 7);
    hatch.append("path").attr("d", "M0 0V7");
    const land = svg.append("g").attr("class", "land").attr("aria-hidden", "true");
    land.selectAll("path").data(countries).join("path").attr("d", path)
      .attr("class", (shape) => (only.has(shape.id) ? "hatched" : known.has(shape.id) ? "known" : null));
    const marks = svg.append("g");

    const zoom = d3.zoom().scaleExtent([1, DEEPEST]).translateExtent([[0, 0], [width, height]]).on("zoom", moved).on("end", settled);
    zoom.filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey : !event.button && !event.ctrlKey)); // a wheel alone moves the page
    let at = d3.zoomIdentity;
    let grouped = null;
    svg.call(zoom).on("dblclick.zoom", null);
    const current = drawn.filter((place) => place.current);
    go(fitted(current.length ? current : drawn), false);
    settled();

    const does = { in: () => turn(1.8), out: () => turn(1 / 1.8), fit: () => go(fitted(drawn)), world: () => go(d3.zoomIdentity) };
    for (const button of figure.querySelectorAll("[data-do]")) button.addEventListener("click", does[button.dataset.do]);

    // A place that is chosen changes what stands beside the map, and not the map.
    document.addEventListener("click", (event) => {
      const link = event.target.closest(".beside a[href*='/map'], .mark a[href*='/map']");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      choose(new URL(link.getAttribute("href"), location.href));
    });
    let shown = location.pathname + location.search;
    addEventListener("popstate", () => {
      if (location.pathname + location.search !== shown) location.reload(); // not for a mere step to another part of the page
    });

    function choose(to) {
      fetch(to).then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status))))).then((page) => {
        const fresh = new DOMParser().parseFromString(page, "text/html");
        for (const part of [".beside", ".exports", ".tongues"]) document.querySelector(part).replaceWith(document.adoptNode(fresh.querySelector(part)));
        history.pushState(null, "", to);
        shown = location.pathname + location.search;
        const key = to.searchParams.get("at");
        for (const place of places) place.current = place.key === key;
        marks.selectAll(".mark").each(function (group) {
          d3.select(this).select("a").attr("aria-current", group.places.some((place) => place.current) ? "true" : null);
        });
        const there = document.getElementById("there") || document.getElementById("places");
        there.tabIndex = -1;
        there.focus({ preventScroll: matchMedia("(min-width: 64rem)").matches });
      }).catch(() => location.assign(to));
    }

    function eased() {
      return still.matches ? svg : svg.transition().duration(450);
    }
    function go(to, ease = true) {
      (ease ? eased() : svg).call(zoom.transform, to);
    }
    function turn(by) {
      eased().call(zoom.scaleBy, by);
    }

    // The view in which all of these have their place.
    function fitted(those) {
      if (!those.length) return d3.zoomIdentity;
      const [left, right] = d3.extent(those, (place) => place.xy[0]);
      const [top, bottom] = d3.extent(those, (place) => place.xy[1]);
      const deepest = those.length > 1 ? DEEPEST : alone(those[0]);
      const k = Math.max(1, Math.min(deepest, FILL / Math.max((right - left + 12) / width, (bottom - top + 12) / height)));
      return d3.zoomIdentity.translate(width / 2, height / 2).scale(k).translate(-(left + right) / 2, -(top + bottom) / 2);
    }

    // How close one must come to a place for its mark to be its own.
    function alone(place) {
      const near = d3.min(drawn.filter((p) => p !== place), (p) => Math.hypot(p.xy[0] - place.xy[0], p.xy[1] - place.xy[1])) || NEAR;
      return Math.min(DEEPEST, Math.max(6, (NEAR * 1.6) / near));
    }

    function moved(event) {
      at = event.transform;
      land.attr("transform", at);
      hatch.attr("patternTransform", `rotate(45) scale(${1 / at.k})`);
      if (grouped !== at.k && grouped !== null && Math.abs(Math.log(at.k / grouped)) > 0.25) settled();
      marks.selectAll(".mark").attr("transform", where);
    }
    function where(group) {
      return `translate(${at.apply(group.xy)})`;
    }

    // Places that would lie on each other become one mark until the reader comes closer. The greatest stay where they are.
    function settled() {
      if (grouped === at.k) return;
      grouped = at.k;
      const groups = [];
      for (const place of d3.sort(drawn, (p) => -p.count)) {
        const near = at.k < DEEPEST && groups.find((g) => apart(g, place) < Math.max(NEAR, 0.9 * (radius(g.count) + radius(place.count))));
        if (near) {
          near.places.push(place);
          near.count += place.count;
        } else groups.push({ key: place.key, xy: place.xy, places: [place], count: place.count });
      }
      labelled(groups);
      const focused = document.activeElement && document.activeElement.closest ? document.activeElement.closest(".mark a") : null;
      const kept = focused ? d3.select(focused.parentNode).datum().key : null;
      marks.selectAll(".mark").data(groups, (g) => `${g.key} ${g.places.length} ${g.label}`).join((enter) => enter.append("g").each(made)).order().attr("transform", where);
      if (kept && !document.contains(focused)) {
        const again = marks.selectAll(".mark").filter((g) => g.places.some((place) => place.key === kept)).node();
        if (again) again.firstChild.focus({ preventScroll: true });
      }
    }

    function apart(one, other) {
      return Math.hypot(one.xy[0] - other.xy[0], one.xy[1] - other.xy[1]) * at.k;
    }

    // Names stand under those marks where they lie neither on a mark nor on another name; the list has them all.
    function labelled(groups) {
      const boxes = groups.map((g) => box(g.xy, radius(g.count), radius(g.count), 0));
      for (const group of groups) {
        group.label = "";
        if (group.places.length > 1) continue;
        const name = group.places[0].name;
        const own = box(group.xy, (name.length * LETTER) / 2, 7, radius(group.count) + 13);
        if (boxes.some((b) => b.left < own.right && own.left < b.right && b.top < own.bottom && own.top < b.bottom)) continue;
        boxes.push(own);
        group.label = name;
      }
    }
    function box([x, y], wide, high, below) {
      return { left: x * at.k - wide, right: x * at.k + wide, top: y * at.k + below - high, bottom: y * at.k + below + high };
    }

    function made(group) {
      const one = group.places.length === 1 ? group.places[0] : null;
      const count = group.count;
      const size = radius(count);
      const kind = one ? one.precision : "several";
      const spot = d3.select(this).attr("class", `mark of-${kind}`);
      const mark = spot.append("a");
      const several = words.several.replace("{places}", number.format(group.places.length)).replace("{many}", number.format(count));
      const said = one ? one.told : `${several}: ${group.places.slice(0, 5).map((place) => place.name).join(", ")} (${words.closer})`;
      mark.attr("href", one ? one.link : "#map").attr("aria-label", said);
      if (group.places.some((place) => place.current)) mark.attr("aria-current", "true");
      mark.append("title").text(said);
      mark.append("circle").attr("class", "hit").attr("r", Math.max(22, size));
      if (kind === "region") {
        const d = size * 1.2;
        mark.append("path").attr("class", "shape").attr("d", `M0 ${-d}L${d} 0L0 ${d}L${-d} 0Z`);
      } else if (kind === "country") {
        mark.append("rect").attr("class", "shape").attr("x", -size).attr("y", -size).attr("width", 2 * size).attr("height", 2 * size).attr("rx", 3);
      } else {
        mark.append("circle").attr("class", "shape").attr("r", size);
        if (kind === "several") mark.append("circle").attr("class", "shape ring").attr("r", size - 4).attr("fill", "none");
      }
      spot.append("text").attr("aria-hidden", "true").text(number.format(count));
      if (group.label) spot.append("text").attr("class", "label").attr("aria-hidden", "true").attr("y", size + 13).text(group.label);
      if (!one) {
        mark.on("click", (event) => {
          event.preventDefault();
          const to = fitted(group.places);
          if (to.k > at.k * 1.1) go(to);
          else turn(3);
        });
      }
      mark.on("focus.see", () => {
        const [x, y] = at.apply(group.xy);
        if (x < 0 || y < 0 || x > width || y > height) svg.call(zoom.translateTo, ...group.xy);
      });
    }
  }
})();
