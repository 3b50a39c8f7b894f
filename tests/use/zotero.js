// Runs one of Zotero's import translators over standard input: node zotero.js TRANSLATOR.js
// The surroundings are a small imitation of Zotero's documented interface for translators (reading, items, utilities).
const fs = require("fs");
const vm = require("vm");

const source = fs.readFileSync(process.argv[2], "utf8");
const text = fs.readFileSync(0, "utf8").replace(/^\ufeff/, "");
const code = source.slice(source.indexOf("\n}\n") + 3).split("/** BEGIN TEST CASES **/")[0];
let at = 0;
const items = [];

class Item {
  constructor(type) {
    Object.assign(this, { itemType: type, creators: [], tags: [], notes: [], attachments: [], seeAlso: [], relations: {} });
  }
  complete() {
    items.push(this);
  }
}
const cleanAuthor = (name, type, comma) => {
  const [last, first] = comma && name.includes(",") ? name.split(/,\s*/) : [name.split(" ").pop(), name.split(" ").slice(0, -1).join(" ")];
  return { lastName: (last || "").trim(), firstName: (first || "").trim(), creatorType: type };
};
const utilities = {
  trim: (s) => s.trim(),
  trimInternal: (s) => s.replace(/[\xA0\r\n\s]+/g, " ").trim(),
  superCleanString: (s) => s.trim(),
  cleanAuthor,
  cleanDOI: (s) => (/10\.[0-9]{4,}\/[^\s]+/.exec(s) || [null])[0],
  cleanTags: (s) => s,
  cleanISSN: (s) => (/\d{4}-?\d{3}[\dX]/.exec(s) || [null])[0],
  cleanISBN: () => null,
  cleanURL: (s) => s,
  unescapeHTML: (s) => s,
  htmlSpecialChars: (s) => s.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;"),
  text2html: (s) => s,
  capitalizeTitle: (s) => s,
  capitalizeName: (s) => s,
  lowercaseAlphaNum: (s) => s,
  deepCopy: (o) => JSON.parse(JSON.stringify(o)),
  strToDate: (s) => ({ year: (/\d{4}/.exec(s) || [])[0], order: "y" }),
  formatDate: (d) => String(d.year || ""),
  strToISO: (s) => s,
  itemTypeExists: () => true,
  fieldIsValidForType: () => true,
  getCreatorsForType: () => ["author", "editor", "translator"],
  getItemField: () => "",
  isEmpty: (o) => Object.keys(o).length === 0,
  removeDiacritics: (s) => s,
  arrayDiff: (a, b) => a.filter((x) => !b.includes(x)),
  getLocalizedCreatorType: (t) => t,
  parseContextObject: () => null,
  toArray: (o) => Array.from(o),
  varDump: (o) => String(o),
  xpath: () => [],
  extractIdentifiers: () => [],
};
const Zotero = {
  read: (many) => {
    if (at >= text.length) return false;
    if (many) {
      const part = text.slice(at, at + many);
      at += many;
      return part;
    }
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end < 0 ? text.length : end).replace(/\r$/, "");
    at = end < 0 ? text.length : end + 1;
    return line;
  },
  Item,
  Collection: class { complete() {} },
  debug: () => {},
  getOption: () => undefined,
  getHiddenPref: () => undefined,
  setProgress: () => {},
  setCharacterSet: () => {},
  loadTranslator: () => ({ setTranslator() {}, getTranslatorObject: (f) => f && f({}) }),
  Utilities: utilities,
  Promise,
};
const context = { Zotero, Z: Zotero, ZU: utilities, console, setTimeout, Promise, XRegExp: undefined };
vm.createContext(context);
vm.runInContext(code + "\n;this.doImport = doImport;", context);
Promise.resolve(context.doImport()).then(
  () => console.log(JSON.stringify(items)),
  (error) => { console.error(error.stack || error); process.exit(1); },
);
