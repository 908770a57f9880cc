// @ts-check
/**
 * Search over the records that the build writes (hooks/landscape/search.py).
 *
 * A query is compared with names as a whole, then word by word with names, texts and the wordings by which people ask
 * for a thing, whose words count by their rarity. Han text goes by pairs of characters; letters and digits are split and
 * joined (gpt4 = gpt-4 = GPT 4); an unknown word stands for near ones, in texts and wordings its stem or an everyday word
 * of the same meaning for it.
 *
 * @typedef {[address: string, title: string, kind: string, names: string[], lead: string, mentions: number, asked: string]} Row
 * @typedef {{row: Row, order: number, title: string, names: string[]}} Entry
 * @typedef {{entries: Entry[], inNames: Map<string, Set<number>>, inText: Map<string, number[]>, asked: [order: number, weight: number][], words: string[], joined: string[], texts: URL, shards: number, kinds: Record<string, string[]>, asking: RegExp, listing: RegExp, read: Map<number, true | Promise<void>>}} Index
 * @typedef {{text: string, bounds: Set<number>, trust: number}} Wording
 * @typedef {{row: Row, order: number, named: boolean, alias: string, score: number}} Hit
 */

const HAN = /[\u3400-\u4dbf\u4e00-\u9fff]/;
const RUNS = /[\u3400-\u4dbf\u4e00-\u9fff]+|[^\P{L}\u3400-\u4dbf\u4e00-\u9fff]+|\p{N}+/gu;
/** Milliseconds that indexing takes at a time. */
const SLICE = 8;
/** Files of texts that one query may fetch. */
const AT_ONCE = 12;
/** Share of the best match of words below which a hit is none. */
const FAINT = 0.15;
/** What a wording is worth that is the whole query, and from what on it decides against the kind that is asked for. */
const ASKED = 100;
const CLEAR = 30;
/** Things people look for more often come first among equals. */
const WEIGHT = { term: 3, technique: 4, category: 5, model: 4, tool: 4, family: 6, licence: 2, organisation: -3, page: -4 };
/** Who asks for models wants a list of them rather than a definition; who asks for another kind wants that kind. */
const MODELS_ASKED = { model: 6, family: 12, category: 12, term: -30 };
const OTHERS_ASKED = { category: 12, page: 0 };

/** Traditional characters → simplified. @type {Map<string, string>} */
const SIMPLE = new Map();

/** Lower case, without accents, in simplified characters and British spelling. @param {string} text */
export function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\u3400-\u9fff]/g, (sign) => SIMPLE.get(sign) ?? sign)
    .replace(/iz(?=e|ing|ation)/g, "is")
    .replaceAll("license", "licence");
}

/** @param {string} text */
export function compact(text) {
  return (fold(text).match(RUNS) ?? []).join("");
}

/** @param {string} text */
function spaced(text) {
  return (fold(text).match(RUNS) ?? []).join(" ");
}

/** Words, numbers and pairs of Han characters. @param {string} text @returns {string[]} */
export function tokens(text) {
  /** @type {string[]} */
  const found = [];
  for (const run of fold(text).match(RUNS) ?? []) {
    if (!HAN.test(run)) found.push(run.length > 4 && run.endsWith("s") && !run.endsWith("ss") ? run.slice(0, -1) : run);
    else if (run.length === 1) found.push(run);
    else for (let i = 0; i + 1 < run.length; i += 1) found.push(run.slice(i, i + 2));
  }
  return found;
}

/** In which file of texts a word stands; as in hooks/landscape/words.py. @param {string} word @param {number} shards */
export function shard(word, shards) {
  return (word.charCodeAt(0) + 7 * (word.charCodeAt(1) || 0)) % shards;
}

/** An English word without its ending; as in hooks/landscape/words.py. @param {string} word */
const stem = (word) => word.replace(/(?<=...)(?:at(?:e[ds]?|ing|ors?|ions?)|ments?|ions?|ings?|ers?|ies|ed|ly|es?|s|y)$/, "").replace(/(?<=...)e$|(?<=..)([b-df-hj-np-tv-z])\1$/, "$1");

/** Stems of everyday words → the one that stands for all that mean the same. @type {Map<string, string>} */
const SAME = new Map();

/** What stands for a word of a text. @param {string} word */
const key = (word) => SAME.get(stem(word)) ?? stem(word);

/** Whether a word of a text is looked up: a letter alone only beside a number (7B). @param {string} text */
const telling = (text) => (/** @type {string} */ word) => /..|[^a-z]/.test(word) || /\d/.test(text);

/** How much a word tells that stands in so many texts and wordings; as in hooks/landscape/words.py. @param {string} word @param {number} times @param {number} count of records */
const weigh = (word, times, count) => Math.min(HAN.test(word) ? [0.7, 2.5][times] ?? 3.5 : 5, Math.log(1 + count / Math.max(times, 1)));

/** @param {URL} url @returns {Promise<any>} */
export async function json(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.json();
}

/** Index the names, in slices that leave room for typing. @param {URL} url @param {any} data what stands there @returns {Promise<Index>} */
export async function load(url, data) {
  const { texts, shards, kinds, forms, asking, listing, same, rows } = data;
  for (const group of same.split("|")) for (const word of group.split(" ")) SAME.set(stem(word), stem(group.split(" ")[0]));
  for (let i = 0; i < forms.length; i += 2) SIMPLE.set(forms[i], forms[i + 1]);
  /** @type {Index} */
  const index = { entries: [], inNames: new Map(), inText: new Map(), asked: [], words: [], joined: [], texts: new URL(texts, url), shards, kinds, asking: new RegExp(asking, "g"), listing: new RegExp(listing), read: new Map() };
  let pause = performance.now() + SLICE;
  for (const row of /** @type {Row[]} */ (rows)) {
    enter(index, row);
    if (performance.now() < pause) continue;
    await new Promise((done) => setTimeout(done));
    pause = performance.now() + SLICE;
  }
  const joined = new Set(index.joined);
  index.words = [...index.inNames.keys()].filter((word) => word.length > 2 && !HAN.test(word) && !joined.has(word));
  return index;
}

/** @param {Index} index @param {Row} row */
function enter(index, row) {
  const order = index.entries.length;
  index.entries.push({ row, order, title: compact(row[1]), names: row[3].map(compact) });
  for (const sign of row[6]) index.asked.push([order, 1.5 * parseInt(sign, 36)]);
  for (const name of [row[1], ...row[3]]) {
    const words = tokens(name);
    const joined = compact(name);
    if (words.length > 1 && /^[a-z]{8,20}$/.test(joined)) index.joined.push(joined), words.push(joined);
    for (const word of words) index.inNames.set(word, (index.inNames.get(word) ?? new Set()).add(order));
  }
}

/** Fetch the texts that hold the words of a query; says whether anything was still missing. @param {Index} index @param {string} text @returns {boolean | Promise<true>} */
export function read(index, text) {
  const numbers = new Set(understand(index, text).all.filter(telling(text)).map((word) => shard(key(word), index.shards)));
  const missing = [...numbers].filter((number) => index.read.get(number) !== true).slice(0, AT_ONCE);
  if (!missing.length) return false;
  for (const number of missing.filter((number) => !index.read.has(number))) {
    const answer = json(new URL(`${number}.json`, index.texts)).then((found) => {
      for (const word in found) index.inText.set(word, found[word]);
      index.read.set(number, true);
    });
    index.read.set(number, answer.catch(() => void index.read.delete(number)));
  }
  return Promise.all(missing.map((number) => index.read.get(number))).then(() => true);
}

/** Edit distance with swaps, given up above `most`. @param {string} a @param {string} b @param {number} most */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + Number(a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length];
}

/** Words that a query's word may stand for, with how well. @param {Index} index @param {string} word @param {boolean} isLast @returns {[string, number][]} */
function meanings(index, word, isLast) {
  /** @param {string[]} words @param {number} trust @returns {[string, number][]} */
  const each = (words, trust) => words.map((other) => [other, trust]);
  const isHan = HAN.test(word);
  const same = isHan || word.length < 4 ? [] : each(index.words.filter((other) => other !== word && other.startsWith(word.slice(0, 3)) && stem(other) === stem(word)), 0.8);
  const longer = isHan || word.length < 2 ? [] : index.words.filter((other) => other !== word && other.startsWith(word)).slice(0, 20);
  if (isHan && isLast && word.length === 1) return [[word, 1], ...each([...index.inNames.keys()].filter((key) => key.includes(word)), 0.6)];
  if (index.inNames.has(word)) return [[word, 1], ...same, ...each(isLast ? longer : [], 0.55)];
  if (isHan) return [[word, 1]];
  if (longer.length) return [[word, 1], ...same, ...each(longer, isLast ? 0.8 : 0.5)];
  if (word.length < 4 || /\d/.test(word)) return [[word, 1]];
  const sure = !same.length && (index.inText.get(key(word))?.length ?? 0) > 1 ? 0.5 : 1; // what others write is hardly a slip
  const near = [...index.words, ...index.joined].filter((other) => other[0] === word[0] || other[1] === word[1] || other[0] === word[1]).map((other) => ({ other, far: distance(word, other, 2), often: index.inNames.get(other)?.size ?? 0 })).filter(({ far }) => far < Math.min(3, word.length / 2));
  const most = Math.log1p(Math.max(...near.map(({ often }) => often)));
  const found = near.map(({ other, far, often }) => each([other], sure * (0.85 - 0.22 * far + (0.2 * Math.log1p(often)) / most - (other[0] === word[0] ? 0 : 0.1)))[0]);
  return [[word, 1], ...found.sort((a, b) => b[1] - a[1]).slice(0, 6), ...same];
}

/** How rarely the words of a name occur in names, 0 to 1. @param {Index} index @param {string} name */
function rarity(index, name) {
  const all = Math.log(index.entries.length / 2);
  const sum = (name.match(RUNS) ?? []).reduce((total, run) => total + Math.max(...tokens(run).map((word) => Math.log(index.entries.length / (1 + (index.inNames.get(word)?.size ?? 0))))), 0);
  return Math.min(1, sum / all);
}

/**
 * How well a name answers the whole query, 0 to 100. A name that is a part of the query must consist of whole words.
 * @param {Index} index @param {string} name @param {Wording} query
 */
function nameScore(index, name, { text, bounds }) {
  if (name === text) return 100;
  if (name.startsWith(text)) return 48 + (30 * text.length) / name.length;
  if (text.length > 1 && name.includes(text)) return 36 + (30 * text.length) / name.length;
  const at = name.length < (HAN.test(name) ? 2 : 3) ? -1 : text.indexOf(name);
  if (at < 0 || !bounds.has(at) || !bounds.has(at + name.length)) return 0;
  return (0.4 + 0.6 * rarity(index, name)) * ((at ? 24 : 30) + (58 * name.length) / text.length);
}

/** @param {string} words @param {number} trust @returns {Wording} */
function wording(words, trust) {
  const bounds = new Set([0]);
  let at = 0;
  for (const run of words.split(" ")) {
    if (HAN.test(run)) for (let i = 1; i < run.length; i += 1) bounds.add(at + i);
    bounds.add((at += run.length));
    if (run.length > 4 && run.endsWith("s")) bounds.add(at - 1);
  }
  return { text: words.replaceAll(" ", ""), bounds, trust };
}

/** What a query asks: its words, and the wordings to compare with names, each with a trust. @param {Index} index @param {string} text */
function understand(index, text) {
  const folded = fold(text);
  const bare = folded.replace(index.asking, " ");
  const asked = tokens(bare).some(telling(bare)) ? bare : folded;
  /** @type {Set<string>} */
  const kinds = new Set();
  let rest = asked;
  for (const [kind, words] of Object.entries(index.kinds))
    for (const word of words) {
      const found = rest.replace(HAN.test(word) ? word : new RegExp(`\\b${word}\\b`), " ");
      if (found !== rest) kinds.add(kind);
      rest = found;
    }
  if (kinds.size > 1) kinds.delete("model");
  const named = new Set(tokens(asked));
  if (!compact(rest)) {
    rest = asked;
    kinds.clear();
    if (index.listing.test(folded)) kinds.add("page");
  }
  const words = [...new Set(tokens(rest))];
  const all = [...new Set([...words, ...named])];
  for (const word of words) named.delete(word);
  const wordings = new Map([[spaced(rest), 0.85], [spaced(asked), 0.98], [spaced(folded), 1]]);
  wordings.delete("");
  return { words, all, kinds, named, wordings, rest: spaced(rest) };
}

/** @param {string} kind of a hit @param {Set<string>} asked */
function gain(kind, asked) {
  /** @type {Record<string, number>} */
  const gains = asked.has("model") ? MODELS_ASKED : OTHERS_ASKED;
  const more = asked.has(kind) && kind !== "model" ? 14 : (gains[kind] ?? (asked.has("model") ? 0 : -30));
  return (/** @type {Record<string, number>} */ (WEIGHT)[kind] ?? 0) + (asked.size ? more : 0);
}

/** Keep the greater value. @param {Map<number, number>} values @param {number} key @param {number} value */
const lift = (values, key, value) => value > (values.get(key) ?? 0) && values.set(key, value);

/** @param {Map<number, number>} sums @param {Map<number, number>} values */
const add = (sums, values) => values.forEach((value, key) => sums.set(key, (sums.get(key) ?? 0) + value));

/**
 * What the words of a query say: `scores` of records whose names and texts hold them, how well names and wordings
 * together or one wording alone `fits` the query, and the query with its slips `mended`.
 * @param {Index} index @param {ReturnType<typeof understand>} query
 */
function weighed(index, { words, all, kinds, named, rest }) {
  const count = index.entries.length;
  const [scores, told, covered, fits] = /** @type {Map<number, number>[]} */ ([new Map(), new Map(), new Map(), new Map()]);
  let content = 0;
  /** @type {[string, number][]} */
  let mended = [[rest, 1]];
  for (const word of all) {
    const [best, asked, once] = /** @type {Map<number, number>[]} */ ([new Map(), new Map(), new Map()]);
    const place = words.indexOf(word);
    const known = meanings(index, word, place === words.length - 1);
    const likely = place < 0 || index.inNames.has(word) ? [] : known.slice(1, 4).filter(([meaning]) => !meaning.startsWith(word));
    if (likely.length) mended = mended.flatMap(([text, sure]) => likely.map(([meaning, trust]) => /** @type {[string, number]} */ ([text.replace(word, meaning), sure * trust]))).slice(0, 6);
    const most = Math.max(...known.map(([meaning]) => index.inNames.get(meaning)?.size ?? 0));
    let weight = 0;
    for (const [meaning, trust] of known) {
      const names = index.inNames.get(meaning) ?? new Set();
      const texts = index.inText.get(key(meaning)) ?? [];
      const rare = Math.log(1 + count / (1 + (meaning === word ? names.size : most)));
      const own = trust * weigh(meaning, texts.length || names.size, count);
      weight = Math.max(weight, own / trust);
      for (const order of names) {
        lift(best, order, trust * rare);
        lift(once, order, 0.9 * own);
      }
      for (const order of texts)
        if (order < 0) lift(asked, -order - 1, own);
        else for (const shares of [best, once]) lift(shares, order, 0.3 * own);
    }
    content += weight;
    for (const [wording, own] of asked) lift(once, index.asked[wording][0], own);
    add(told, asked);
    add(covered, once);
    if (place >= 0) add(scores, best);
  }
  if (kinds.size) for (const word of named) for (const order of index.inNames.get(word) ?? []) if (scores.has(order)) add(scores, new Map([[order, 1]]));
  const part = (/** @type {number} */ weight, /** @type {number} */ whole) => Math.min(1, weight / whole);
  for (const [order, weight] of covered) fits.set(order, 0.7 * ASKED * part(weight, content) ** 1.5);
  for (const [wording, weight] of told) {
    const [order, whole] = index.asked[wording];
    lift(fits, order, ASKED * part(weight, Math.max(whole, 2)) ** 1.5 * part(weight, content) ** 0.85);
  }
  return { scores, fits, mended };
}

/** @param {Index} index @param {string} text @returns {Hit[]} */
export function search(index, text) {
  const query = understand(index, text);
  const { words, kinds, wordings } = query;
  if (!wordings.size) return [];
  const { scores, fits, mended } = weighed(index, query);
  for (const [text, trust] of mended) if (!wordings.has(text)) wordings.set(text, trust);
  const fittest = Math.max(0, ...fits.values());
  // A list of the kind that is asked for is an answer, too.
  const listed = new Set([...kinds].flatMap((kind) => (kind === "model" && !index.listing.test(text) ? [] : (index.kinds[kind] ?? []))));
  const compared = [...wordings].map(([text, trust]) => wording(text, trust));
  const possible = words.length * Math.log(1 + index.entries.length / 2);
  /** @type {Hit[]} */
  const hits = [];
  for (const entry of index.entries) {
    let whole = 0;
    let alias = "";
    for (const query of compared) {
      whole = Math.max(whole, query.trust * nameScore(index, entry.title, query));
      entry.names.forEach((name, place) => {
        const score = query.trust * 0.97 * nameScore(index, name, query);
        if (score > whole) [whole, alias] = [score, entry.row[3][place]];
      });
    }
    const fit = fits.get(entry.order) ?? 0;
    const isAsked = fit > whole;
    if (isAsked) [whole, alias] = [fit, ""];
    const parts = possible ? (60 * (scores.get(entry.order) ?? 0)) / possible : 0;
    const isIndex = entry.row[2] === "page" && [entry.title, ...entry.names].some((name) => listed.has(name));
    if (!whole && !parts && !isIndex) continue;
    hits.push({ row: entry.row, order: entry.order, named: whole > (isAsked ? fittest / 2 : 0) || isIndex, alias, score: whole + parts + (isIndex ? 25 : 0) + gain(entry.row[2], isAsked && fit > CLEAR && kinds.has("model") ? new Set() : kinds) + 1.5 * Math.log2(1 + Math.min(entry.row[5], 30)) });
  }
  const least = FAINT * Math.max(...scores.values());
  return hits.filter((hit) => hit.named || (scores.get(hit.order) ?? 0) >= least).sort((a, b) => b.score - a.score || a.row[1].length - b.row[1].length);
}

/** Names written most like a query that found nothing. @param {Index} index @param {string} text @returns {string[]} */
export function nearest(index, text) {
  /** @param {string} word */
  const pairs = (word) => new Set(Array.from(word, (sign, at) => sign + (word[at + 1] ?? "")));
  const asked = pairs(compact(text));
  const near = index.entries.map(({ row, title }) => {
    const own = pairs(title);
    return { name: row[1], like: (2 * [...asked].filter((pair) => own.has(pair)).length) / (asked.size + own.size) };
  });
  return near.filter(({ like }) => like > 0.4).sort((a, b) => b.like - a.like).slice(0, 4).map(({ name }) => name);
}

/** Pieces of `text`, the words of the query among them marked. @param {string} text @param {string} query @returns {{text: string, hit: boolean}[]} */
export function marked(text, query) {
  const words = [compact(query), ...(fold(query).match(RUNS) ?? []), ...tokens(query)].filter((word) => word.length > 1).sort((a, b) => b.length - a.length);
  const folded = fold(text);
  if (!words.length || folded.length !== text.length) return [{ text, hit: false }];
  let at = 0;
  return folded.split(new RegExp(`(${words.join("|")})`)).map((part, place) => ({ text: text.slice(at, (at += part.length)), hit: place % 2 > 0 }));
}
