// @ts-check
/**
 * Search over the records that the build writes (hooks/landscape/search.py), without a library.
 *
 * A query is compared with names first (whole, as a beginning, as a part), then word by word with names and text.
 * Han text is compared by pairs of characters, so nothing needs to be segmented; letters and digits are split and
 * joined (gpt4 = gpt-4 = GPT 4); a word that nothing knows is replaced by its neighbours at edit distance 1 or 2.
 *
 * @typedef {[address: string, title: string, kind: string, names: string[], text: string, mentions: number]} Row
 * @typedef {{row: Row, order: number, title: string, names: string[]}} Entry
 * @typedef {{entries: Entry[], inNames: Map<string, Map<number, number>>, inText: Map<string, Set<number>>, words: string[]}} Index
 * @typedef {{row: Row, score: number}} Hit
 */

const HAN = /[\u3400-\u4dbf\u4e00-\u9fff]/;
const RUNS = /[\u3400-\u4dbf\u4e00-\u9fff]+|[\p{L}]+|\p{N}+/gu;
const ASKING =
  /什么是|是什么意思|是什么|有哪些|哪些|哪个|哪种|如何|怎么样|怎么|怎样|为什么|能不能|可以|请问|介绍一下|[吗呢啊]|\b(?:what(?:'s| is| are)?|which|how (?:do|does|to|can)|why|is|are|the|an?|of|for|to|in|me|about|explain|tell)\b/g;
/** Things people look for more often come first among equals. */
const WEIGHT = { term: 3, technique: 4, category: 5, model: 4, tool: 4, family: 6, licence: 2, organisation: -3, page: 0 };

// Traditional characters of the field's words, each before its simplified form.
const FORMS = "語语言言訓训練练資资據据參参數数權权開开閉闭對对齊齐調调優优論论斷断編编碼码譯译圖图視视頻频學学習习強强機机構构術术許许證证庫库類类較较網网絡络檢检儲储緩缓變变換换層层環环節节點点壓压縮缩預预測测記记憶忆體体詞词彙汇義义達达擴扩長长處处應应用用獎奖勵励專专門门醫医療疗題题問问務务計计運运載载質质評评標标準准線线閱阅讀读說说話话聲声國国際际華华為为衛卫藥药與与後后實实驗验導导產产業业創创發发現现實实時时間间選选擇择單单雙双總总結结果果萬万億亿";
const SIMPLE = new Map(Array.from({ length: FORMS.length / 2 }, (_, i) => [FORMS[2 * i], FORMS[2 * i + 1]]));

/** Lower case, without accents, in simplified characters. @param {string} text */
export function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\u3400-\u9fff]/g, (sign) => SIMPLE.get(sign) ?? sign);
}

/** Letters, digits and Han without anything between them. @param {string} text */
export function compact(text) {
  return (fold(text).match(RUNS) ?? []).join("");
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

/** @param {Row[]} rows @returns {Index} */
export function build(rows) {
  /** @type {Index} */
  const index = { entries: [], inNames: new Map(), inText: new Map(), words: [] };
  rows.forEach((row, order) => {
    const names = row[3].map(compact).filter(Boolean);
    index.entries.push({ row, order, title: compact(row[1]), names });
    [row[1], ...row[3]].forEach((name, place) => {
      const weight = (place ? 0.85 : 1) / Math.sqrt(Math.max(1, tokens(name).length));
      for (const token of tokens(name)) {
        const at = index.inNames.get(token) ?? new Map();
        at.set(order, Math.max(at.get(order) ?? 0, weight));
        index.inNames.set(token, at);
      }
    });
    for (const token of tokens(row[4])) {
      const at = index.inText.get(token) ?? new Set();
      at.add(order);
      index.inText.set(token, at);
    }
  });
  index.words = [...index.inNames.keys()].filter((word) => word.length > 3 && !HAN.test(word));
  return index;
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
  if (index.inNames.has(word) || (index.inText.has(word) && HAN.test(word))) {
    const longer = isLast && word.length > 1 && !HAN.test(word) ? index.words.filter((other) => other !== word && other.startsWith(word)).slice(0, 12) : [];
    return [[word, 1], .../** @type {[string, number][]} */ (longer.map((other) => [other, 0.55]))];
  }
  if (HAN.test(word)) return word.length === 1 ? [...index.inNames.keys()].filter((key) => key.includes(word)).map((key) => [key, 0.6]) : [];
  const begun = index.words.filter((other) => other.startsWith(word)).slice(0, 20);
  if (begun.length && word.length > 1) return begun.map((other) => [other, 0.8]);
  if (word.length < 4 || /\d/.test(word)) return index.inText.has(word) ? [[word, 1]] : [];
  const most = word.length < 6 ? 1 : 2;
  const near = index.words.map((other) => /** @type {[string, number]} */ ([other, distance(word, other, most)])).filter(([, far]) => far <= most);
  const least = Math.min(...near.map(([, far]) => far));
  const nearest = near.filter(([, far]) => far === least).map(([other]) => other);
  const often = Math.max(...nearest.map((other) => index.inNames.get(other)?.size ?? 0));
  const found = /** @type {[string, number][]} */ (nearest.map((other) => [other, 0.5 + (0.3 * (index.inNames.get(other)?.size ?? 0)) / often]));
  return found.length ? found : index.inText.has(word) ? [[word, 1]] : [];
}

/** How well a name answers the whole query, 0 to 100. @param {string} name @param {string} query */
function nameScore(name, query) {
  if (name === query) return 100;
  if (name.startsWith(query)) return 48 + (30 * query.length) / name.length;
  if (query.length > 1 && name.includes(query)) return 36 + (30 * query.length) / name.length;
  const least = HAN.test(name) ? 2 : 3;
  if (name.length >= least && query.includes(name)) return (query.startsWith(name) ? 40 : 34) + (40 * name.length) / query.length;
  return 0;
}

/** @param {Index} index @param {string} text @param {number} [limit] @returns {Hit[]} */
export function search(index, text, limit = 20) {
  const asked = fold(text).replace(ASKING, " ");
  const plain = compact(asked) || compact(text);
  if (!plain) return [];
  const words = [...new Set(tokens(compact(asked) ? asked : text))].filter((word) => word !== "的");
  const count = index.entries.length;
  /** @type {Map<number, number>} */
  const scores = new Map();
  let possible = 0;
  let mended = plain;
  words.forEach((word, place) => {
    /** @type {Map<number, number>} */
    const best = new Map();
    const known = meanings(index, word, place === words.length - 1);
    const [likely] = [...known].sort((a, b) => b[1] - a[1]);
    if (likely && !likely[0].startsWith(word)) mended = mended.replace(word, likely[0]);
    for (const [meaning, trust] of known) {
      const names = index.inNames.get(meaning) ?? new Map();
      const rarity = Math.log(1 + count / (1 + names.size));
      for (const [order, weight] of names) best.set(order, Math.max(best.get(order) ?? 0, trust * (0.55 + 0.45 * weight) * rarity));
      const texts = index.inText.get(meaning);
      const common = Math.log(1 + count / (1 + (texts?.size ?? 0)));
      for (const order of texts ?? []) best.set(order, Math.max(best.get(order) ?? 0, trust * 0.3 * common));
    }
    possible += Math.log(1 + count / 2);
    for (const [order, score] of best) scores.set(order, (scores.get(order) ?? 0) + score);
  });
  /** @type {Hit[]} */
  const hits = [];
  for (const entry of index.entries) {
    let whole = Math.max(nameScore(entry.title, plain), ...entry.names.map((name) => nameScore(name, plain) * 0.97));
    if (mended !== plain) whole = Math.max(whole, 0.9 * nameScore(entry.title, mended), ...entry.names.map((name) => nameScore(name, mended) * 0.87));
    const parts = possible ? (60 * (scores.get(entry.order) ?? 0)) / possible : 0;
    if (!whole && !parts) continue;
    const kind = WEIGHT[/** @type {keyof typeof WEIGHT} */ (entry.row[2])] ?? 0;
    hits.push({ row: entry.row, score: whole + parts + kind + 1.5 * Math.log2(1 + Math.min(entry.row[5], 30)) });
  }
  hits.sort((a, b) => b.score - a.score || a.row[1].length - b.row[1].length);
  return hits.slice(0, limit);
}

/** Pieces of `text` around the first word of the query, with what to highlight. @param {string} text @param {string} query @param {number} [width] @returns {{text: string, hit: boolean}[]} */
export function excerpt(text, query, width = 150) {
  const low = fold(text).length === text.length ? fold(text) : text.toLowerCase();
  const wanted = [...new Set([compact(query), ...(fold(query).match(RUNS) ?? []), ...tokens(query)])].filter((word) => word.length > 1).sort((a, b) => b.length - a.length);
  const first = wanted.map((word) => low.indexOf(word)).find((at) => at >= 0) ?? 0;
  const start = Math.max(0, first - Math.floor(width / 4));
  const part = text.slice(start, start + width);
  const lowPart = low.slice(start, start + width);
  /** @type {{text: string, hit: boolean}[]} */
  const pieces = start ? [{ text: "…", hit: false }] : [];
  let from = 0;
  while (from < part.length) {
    let at = -1;
    let length = 0;
    for (const word of wanted) {
      const found = lowPart.indexOf(word, from);
      if (found >= 0 && (at < 0 || found < at)) [at, length] = [found, word.length];
    }
    if (at < 0) break;
    if (at > from) pieces.push({ text: part.slice(from, at), hit: false });
    pieces.push({ text: part.slice(at, at + length), hit: true });
    from = at + length;
  }
  pieces.push({ text: part.slice(from) + (start + width < text.length ? "…" : ""), hit: false });
  return pieces;
}
