/** Punctuation as it is printed, the same as in the Word file: “,” between Chinese words is “，”. */

const FULL = { ",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）" };
const HAN = "[\\u4e00-\\u9fff“”《》（）〔〕、。，；：！？%]";
const MARK = new RegExp(`(?<=${HAN})[,;:!?()]|[,;:!?()](?=${HAN})`, "g");
const AFTER_NUMBER = /(?<=[\d%])[,;](?=[\u4e00-\u9fff“])|(?<=（[^()（）]*[\d%])\)(?!\d)/g;

function full(text) {
  const done = text.replace(AFTER_NUMBER, (mark) => FULL[mark]).replace(MARK, (mark) => FULL[mark]);
  return done === text ? text : full(done);
}

/** Marks inside others are single ones: “甲‘乙’丙”; a text whose marks do not pair is left. */
function nested(text, outer = 0) {
  let depth = outer;
  let made = "";
  for (const sign of text) {
    if (sign === "“") made += depth++ % 2 ? "‘" : sign;
    else if (sign === "”") made += --depth % 2 ? "’" : sign;
    else made += sign;
    if (depth < outer) return text;
  }
  return depth > outer ? text : made;
}

/** The text as set in print; digits, units and words stay as they are. */
export const typeset = (text) => nested(full(text));

/** The same inside “”, which the text does not hold: marks of its own are single ones. */
export const quoted = (text) => nested(full(text).replace(/^[”’，、；。]+/, ""), 1);
