// Renders CSL-JSON items from standard input with a style: node citeproc.js STYLE.csl LOCALES_FOLDER
const fs = require("fs");
const path = require("path");
const CSL = require("citeproc");

const [style, locales] = process.argv.slice(2);
const items = JSON.parse(fs.readFileSync(0, "utf8"));
const byId = Object.fromEntries(items.map((item) => [item.id, item]));
const file = (lang) => path.join(locales, `locales-${lang}.xml`);
const sys = {
  retrieveItem: (id) => byId[id],
  retrieveLocale: (lang) => fs.readFileSync(fs.existsSync(file(lang)) ? file(lang) : file("en-US"), "utf8"),
};
const engine = new CSL.Engine(sys, fs.readFileSync(style, "utf8"));
engine.setOutputFormat("text");
engine.updateItems(Object.keys(byId));
console.log(JSON.stringify(engine.makeBibliography()[1]));
