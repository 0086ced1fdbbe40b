/** What the page says of a failure: the service's words are for whoever runs it, these for staff. */

const ASK_ADMIN = "请稍后再试；仍不行，请联系管理员。";
const MODEL = `模型暂时用不了，${ASK_ADMIN}`;

/** By the stable `type` of a problem, or by the class of what went wrong with a file. */
const SAYINGS = {
  "empty-library": "资料库是空的，请先在“资料库”里加入报告。",
  "unknown-report": "资料库里没有这份报告；已有的报告见“资料库”。",
  "library-busy": "资料库正在更新，请稍后再试。",
  "damaged-library": "资料库有损坏，暂时不能作答，请联系管理员。",
  "embeddings-failed": `语义查找暂时用不了，${ASK_ADMIN}`,
  "internal-error": `程序内部出错，${ASK_ADMIN}`,
  "no-token": "令牌不对，请向管理员索取访问令牌。",
};

/** What to do with a file that was not taken in, and with a correction that was not made, by the
 * class of what went wrong: the service says what it is, the place on the page what to do. */
const TAKEN = "同地区同年份的报告已在库中";
export const UPLOADING = {
  IdentityTaken: { what: TAKEN, advice: "要换成这一份，请勾选“替换同地区同年份的报告”" },
  UnknownYear: { advice: "请展开“地区或年份认不出来时”写明年份再加入" },
  UnknownRegion: { advice: "请展开“地区或年份认不出来时”写明地区（有同名的连同上级）再加入" },
  UnlistedRegion: { advice: "写错了请改正后再加入" },
};
export const CORRECTING = {
  IdentityTaken: { what: TAKEN, advice: "要用这一份，请先删除那一份，再来更正" },
  UnknownYear: { advice: "请写四位数字的年份，如：2021" },
  UnknownRegion: { advice: "请写地区全称，有同名的连同上级，如：吉林省通化市东昌区" },
  UnlistedRegion: { advice: "写错了请改正" },
};

/** A line that names a command, an option or a setting is for the administrator. */
const TECHNICAL = /GONGBAO_|OPENAI_|\bgongbao\b|--[a-z]/;

/** Fields of a request under the names that stand beside them on the page. */
const FIELDS = {
  first: "起始年份", last: "截止年份", region: "地区", regions: "地区", year: "年份", years: "年份", term: "提法",
  question: "问题", indicators: "指标", topic: "专题", title: "名称", note: "说明", text: "稿子", unit: "署名单位", addressee: "主送", today: "日期",
};
const FIELD = /[a-z_]+(?:\.[a-z0-9_]+)*(?=[\u4e00-\u9fff])/g;
const inWords = (line) => line.replace(FIELD, (name) => FIELDS[name.split(".")[0]] ?? name);

/** Why a file was not taken in as it was asked to be, and what to do about it. */
export function refusedLine(line, kind, ways = UPLOADING) {
  if (!ways[kind]) return staffLine(line, kind);
  const { what = line.split("；")[0].replace(/。$/, ""), advice } = ways[kind];
  return `${what}；${advice}。`;
}

/** The line for staff; `fallback` stands for a technical one that has no saying of its own. */
export function staffLine(line, type = "", fallback = `没有做成，${ASK_ADMIN}`) {
  const slug = type?.split(":").at(-1) ?? "";
  if (slug.startsWith("backend-") || slug === "no-model") return MODEL;
  if (slug === "invalid-request") return inWords(line);
  return SAYINGS[slug] && (TECHNICAL.test(line) || slug === "no-token" || slug === "unknown-report") ? SAYINGS[slug]
    : TECHNICAL.test(line) ? fallback : line;
}

/** Why the model's words are not in a result, in a sentence. */
export const degradedLine = ({ reason }) => `${staffLine(reason, "", "模型暂时用不了，以下由台账和报告原文作答")}。`;
