// @ts-check
/** What the reader chose, kept in this browser for this site; the site's root and the words of the scripts of reading. */

const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById("reading"));
const given = template?.dataset ?? {};

/** The switch of bilingual reading, to be copied. */
export const markup = template?.content.firstElementChild;

/** The root of the whole site, both languages. */
export const root = new URL(given.root ?? ".", location.href);

/** A word or sentence of the interface. @param {string} key */
export const say = (key) => given[key] ?? "";

/** @param {string} key @returns {string | null} */
export function recall(key) {
  try {
    return localStorage.getItem(`${root.pathname}.${key}`);
  } catch {
    return null; // storage is forbidden: nothing is remembered
  }
}

/** @param {string} key @param {string} value an empty one forgets */
export function remember(key, value) {
  try {
    if (value) localStorage.setItem(`${root.pathname}.${key}`, value);
    else localStorage.removeItem(`${root.pathname}.${key}`);
  } catch {
    // as above
  }
}
