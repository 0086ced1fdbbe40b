/** A briefing being put together: which sentences stand where, as values. */

/** “2026年3月5日” as a date field takes it. */
function isoDay(said) {
  const [, year, month, day] = /(\d{4})年(\d{1,2})月(\d{1,2})日/.exec(said) ?? [];
  return year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
}

/** The paper that is the kept briefing as it came. */
export const paperOf = (kept, brief) => ({
  work: kept.id, title: brief.title, unit: brief.unit ?? "", addressee: brief.addressee ?? "", today: isoDay(brief.date),
  table: Boolean(brief.table), sources: brief.sources,
  blocks: brief.blocks.map((block, b) => ({
    heading: block.heading, joined: block.joined, run_in: block.run_in,
    pieces: block.items.map((item, i) => ({ work: kept.id, at: `b${b}.${i}`, own: block.own?.includes(i) ? item.text : "", text: item.text, on: true })),
  })),
});

const piece = ({ work, at, own, on }) => (own && !work ? { own, on } : { work, at, on });

/** The paper as its owner left it: `desk` says which pieces, `brief` what the service makes of them. */
export function paperLeft(kept, base, desk, brief) {
  const known = new Map(paperOf(kept, base).blocks.flatMap(({ pieces }) => pieces).map((each) => [each.at, each]));
  const printed = brief.blocks.flatMap(({ items }) => items.map(({ text }) => text));
  const left = ({ work, at, own, on }) => {
    const text = on && (own || work) ? printed.shift() : "";
    if (!work) return { work, at, own, on, text: own };
    return work === kept.id ? { ...known.get(at), on } : { work, at, own: "", on, text };
  };
  const blocks = desk.blocks.map((block) => ({ ...block, pieces: block.pieces.map(left) }));
  return { ...desk, today: desk.today ?? "", blocks: blocks.map((block) => ({ ...block, pieces: block.pieces.filter(({ on, work, text }) => on || !work || text) })) };
}

/** What the service is given. */
export const bodyOf = (paper) => ({
  ...paper, today: paper.today || null,
  blocks: paper.blocks.map(({ heading, joined, run_in, pieces }) =>
    ({ heading, joined, run_in, pieces: pieces.filter(({ own, work }) => own || work).map(piece) })),
});

const withBlocks = (paper, change) => {
  const blocks = paper.blocks.map((block) => ({ ...block, pieces: [...block.pieces] }));
  change(blocks);
  return { ...paper, blocks };
};

/** A sentence in or out. */
export const ticked = (paper, b, i) => withBlocks(paper, (blocks) => {
  blocks[b].pieces[i] = { ...blocks[b].pieces[i], on: !blocks[b].pieces[i].on };
});

/** Where a sentence stands once it is moved. */
export function placeOf({ blocks }, b, i, by) {
  const at = i + by;
  if (at < 0) return b > 0 ? { block: b - 1, at: blocks[b - 1].pieces.length } : { block: b, at: 0 };
  if (at < blocks[b].pieces.length) return { block: b, at };
  return b + 1 < blocks.length ? { block: b + 1, at: 0 } : { block: b, at: i };
}

/** A sentence one place up or down; beyond the edge of its block it goes into the next one. */
export const shifted = (paper, b, i, by) => withBlocks(paper, (blocks) => {
  const { block, at } = placeOf(paper, b, i, by);
  const [moving] = blocks[b].pieces.splice(i, 1);
  blocks[block].pieces.splice(at, 0, moving);
});

/** A sentence of one's own, or one out of the basket, at the end of a block. */
export const added = (paper, b, given) => withBlocks(paper, (blocks) => {
  blocks[b].pieces.push({ work: "", at: "", own: "", on: true, ...given });
});

/** Other words of one's own. */
export const worded = (paper, b, i, own) => withBlocks(paper, (blocks) => {
  blocks[b].pieces[i] = { ...blocks[b].pieces[i], own, text: own };
});
