// @ts-check
/**
 * What the explorer shows: which rows meet all conditions, and how many each further condition would leave.
 *
 * Facts of a model may hold for some of its sizes only, so a row has a list of sizes, and the conditions on sizes must
 * be met by one and the same of them (hooks/landscape/facets.py). A missing value is a value of its own.
 *
 * @typedef {string | number} Value a place in the facet's list, or a quantity or the name of a state
 * @typedef {[id: string, names: string, keys: (string | number | null)[], whole: Value[][], sizes: Value[][][]]} Row
 * @typedef {{name: string, label: string, values: [string, string][], dimension?: string, nested?: number[], sized?: number, stops?: [number, string][], states?: Record<string, string>}} Facet
 * @typedef {{chosen: Set<Value>, from?: number, to?: number}} Condition
 * @typedef {{hits: Row[], counts: Map<Value, number>[]}} Result
 */

/** Whether one of the values meets a condition. @param {Value[]} values @param {Condition} condition */
export function meets(values, { chosen, from, to }) {
  return values.some((value) => chosen.has(value) || (typeof value === "number" && (from !== undefined || to !== undefined) && value >= (from ?? 0) && value <= (to ?? Infinity)));
}

/**
 * @param {Facet[]} facets those of whole entries first, then those of sizes
 * @param {Row[]} rows
 * @param {Map<number, Condition>} conditions by place of the facet
 * @param {(row: Row) => boolean} named whether the words typed in are in a row's names
 * @returns {Result}
 */
export function filter(facets, rows, conditions, named) {
  const whole = facets.filter((facet) => !facet.sized).length;
  const onRows = [...conditions].filter(([at]) => at < whole);
  const onSizes = [...conditions].filter(([at]) => at >= whole);
  /** @type {Result} */
  const result = { hits: [], counts: facets.map(() => new Map()) };
  for (const row of rows) {
    if (!named(row)) continue;
    const failed = onRows.filter(([at, condition]) => !meets(row[3][at], condition));
    if (failed.length > 1) continue;
    /** @type {Set<Value>[]} */
    const seen = facets.map(() => new Set());
    let hit = false;
    for (const size of row[4].length ? row[4] : [[]]) {
      const all = [...failed, ...onSizes.filter(([at, condition]) => !meets(size[at - whole] ?? [], condition))];
      // What fails one condition only would come in if that condition were met: it counts for that facet alone.
      const counted = all.length === 0 ? facets.keys() : all.length === 1 ? [all[0][0]] : [];
      for (const at of counted) for (const value of (at < whole ? row[3][at] : size[at - whole]) ?? []) seen[at].add(value);
      hit ||= !all.length;
    }
    seen.forEach((values, at) => values.forEach((value) => result.counts[at].set(value, (result.counts[at].get(value) ?? 0) + 1)));
    if (hit) result.hits.push(row);
  }
  return result;
}

/** Sort by a column, what has no value last. @param {Row[]} rows @param {number} column @param {boolean} down */
export function sorted(rows, column, down) {
  const order = new Intl.Collator("en", { numeric: true });
  const compare = (/** @type {string | number} */ a, /** @type {string | number} */ b) => (typeof a === "number" && typeof b === "number" ? a - b : order.compare(String(a), String(b)));
  return [...rows].sort(({ 2: { [column]: a } }, { 2: { [column]: b } }) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return down ? compare(b, a) : compare(a, b);
  });
}

const UNITS = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** `10B` → 10e9; nothing for what is no quantity. @param {string} text */
export function quantity(text) {
  const found = /^(\d+(?:\.\d+)?)([KMBT]?)$/i.exec(text.trim());
  return found ? Number(found[1]) * (UNITS[/** @type {keyof typeof UNITS} */ (found[2].toUpperCase())] ?? 1) : undefined;
}

/** 10e9 → `10B`. @param {number} value */
export function short(value) {
  const unit = /** @type {(keyof typeof UNITS)[]} */ (["T", "B", "M", "K"]).find((letter) => value >= UNITS[letter] && Number.isInteger(value / UNITS[letter]));
  return unit ? value / UNITS[unit] + unit : String(value);
}

/**
 * Conditions, words, order and columns as they stand in an address.
 * @typedef {{q: string, sort: string, cols: string[], conditions: Map<number, Condition>}} State
 */

/** @param {string} address @param {Facet[]} facets @returns {State} */
export function read(address, facets) {
  const asked = new URLSearchParams(address);
  /** @type {State["conditions"]} */
  const conditions = new Map();
  facets.forEach((facet, at) => {
    /** @type {Condition} */
    const condition = { chosen: new Set() };
    for (const text of asked.getAll(facet.name)) {
      const [from, to] = text.split("..");
      if (facet.stops && to !== undefined) Object.assign(condition, { from: quantity(from), to: quantity(to) });
      else if (facet.stops) facet.states?.[text] && condition.chosen.add(text);
      else {
        const value = facet.values.findIndex(([known]) => known === text);
        if (value >= 0) condition.chosen.add(value);
      }
    }
    if (condition.chosen.size || condition.from !== undefined || condition.to !== undefined) conditions.set(at, condition);
  });
  return { q: asked.get("q") ?? "", sort: asked.get("sort") ?? "", cols: asked.get("cols")?.split(",") ?? [], conditions };
}

/** @param {State} state @param {Facet[]} facets */
export function write(state, facets) {
  const address = new URLSearchParams();
  if (state.q) address.set("q", state.q);
  for (const [at, { chosen, from, to }] of [...state.conditions].sort((a, b) => a[0] - b[0])) {
    const { name, stops, values } = facets[at];
    if (from !== undefined || to !== undefined) address.append(name, `${from === undefined ? "" : short(from)}..${to === undefined ? "" : short(to)}`);
    for (const value of chosen) address.append(name, stops ? String(value) : values[Number(value)][0]);
  }
  if (state.sort) address.set("sort", state.sort);
  if (state.cols.length) address.set("cols", state.cols.join(","));
  return address.toString().replaceAll("%2C", ",");
}
