import { shareOf, type Evidence, type WeighedPassage, type WeighedUnit } from './evidence.ts';

/** Consecutive units of one section that answer together. */
export interface Selection { readonly from: WeighedPassage; readonly units: readonly WeighedUnit[]; readonly score: number; readonly start: number; readonly end: number }

/** Below this share of the question's weight a passage is about something else. */
const leastCoverage = 0.5;
/** Of a second or third quote, measured against the best. */
const leastBeside = 0.8;
const mostQuotes = 3;
const quoteLength = 420;
const listLength = 700;

/**
 * The best one to three quotes, best first; none when no passage holds enough of
 * the question, so that an off-topic question is not answered with nonsense.
 */
export function selectQuotes(evidence: Evidence): Selection[] {
  const relevant = evidence.passages.filter((passage) => isRelevant(passage, evidence));
  const ranked = relevant.flatMap((passage) => bestOf(passage, evidence) ?? []).sort((a, b) => b.score - a.score);
  const chosen: Selection[] = [];
  const covered = new Set<string>();
  for (const candidate of ranked) {
    const best = chosen[0];
    const brings = [...evidence.weights.keys()].filter((stem) => holds(candidate, stem));
    const adds = brings.some((stem) => !covered.has(stem));
    const repeats = chosen.some((other) => overlap(other, candidate) > 0.6);
    if (best !== undefined && (repeats || candidate.score < best.score * (adds ? leastBeside - 0.15 : leastBeside) || length(chosen) > 700)) continue;
    chosen.push(candidate);
    for (const stem of brings) covered.add(stem);
    if (chosen.length === mostQuotes) break;
  }
  return chosen;
}

/**
 * A passage is relevant when it holds enough of what the question is about, and for
 * a question of two words or more at least two; one is enough under a heading that
 * is about just that ("connect WhatsApp" on the page called WhatsApp).
 */
export function isRelevant(passage: WeighedPassage, { asked }: Evidence): boolean {
  return passage.coverage >= leastCoverage && (passage.held >= Math.min(2, asked) || passage.focus >= 0.6);
}

function bestOf(from: WeighedPassage, evidence: Evidence): Selection | null {
  const { weights } = evidence;
  let best: { at: number; score: number } | null = null;
  from.units.forEach((unit, at) => {
    const own = shareOf(weights, (stem) => unit.stems.has(stem));
    const around = shareOf(weights, (stem) => unit.stems.has(stem) || unit.contextStems.has(stem) || from.headingStems.has(stem));
    // A heading that asks the question is answered by what stands first under it.
    const first = at === 0 || from.units[at - 1]!.context !== unit.context ? 0.08 : 0;
    const score = own * 0.55 + around * 0.45 + first - (unit.kind === 'code' ? 0.2 : 0) - (isPointer(unit) ? 0.25 : 0);
    if (best === null || score > best.score + 1e-9) best = { at, score };
  });
  if (best === null) return null;
  const { at, score } = best as { at: number; score: number };
  const units = extend(from.units, at);
  // What is read is the whole quote: neighbours that hold more of the question count as well.
  const whole = shareOf(weights, (stem) => units.some((unit) => unit.stems.has(stem) || unit.contextStems.has(stem)) || from.headingStems.has(stem));
  // The passage may hold the words of the question far apart: then no quote of it is an answer.
  if (whole < leastCoverage) return null;
  return { from, units, score: score * 0.55 + whole * 0.15 + from.coverage * 0.1 + from.rank * 0.1 + from.focus * 0.15, start: units[0]!.start, end: units.at(-1)!.end };
}

const pointing = /^\W*(?:for (?:more|further|a deep|details|full)\b.*\b(?:see|check|refer|visit|read|consult)|see (?:also|the)\b|check out\b|(?:learn|read|find out) more\b|per (?:maggiori|ulteriori|saperne)\b|vedi (?:anche)?\b|scopri di più|siehe\b|weitere informationen|pour (?:en savoir plus|plus de)|voir (?:aussi)?\b|más información|para más|saiba mais|para saber mais|zie (?:ook)?\b)/i;

/** "See also …" and a bare link lead to an answer, they are none. */
function isPointer(unit: WeighedUnit): boolean {
  return pointing.test(unit.markdown) || unit.markdown.replace(/\[[^\]]*\]\([^)]*\)/g, '').replace(/[^\p{L}]/gu, '').length < 15 || (unit.kind !== 'row' && /\?\W*$/.test(unit.markdown));
}

/** Adds to a unit what it cannot be understood without, then what follows it, up to the length of a good quote. */
function extend(units: readonly WeighedUnit[], at: number): WeighedUnit[] {
  let first = at;
  let last = at;
  const unit = units[at]!;
  const size = (): number => units[last]!.end - units[first]!.start;
  const before = units[at - 1];
  // "It", "This": the sentence before says what is meant.
  if (before?.block === unit.block && unit.kind === 'sentence' && /^(?:\W*)(?:it|this|that|these|those|they|however|also|for example|questo|questa|questi|inoltre|esso|sono|dies|diese|er|sie|es|il|elle|ils|elles|cela|este|esta|esto|isso|het|dit)\b/i.test(unit.markdown)) first--;
  if (unit.kind === 'item') {
    // The few steps of a short list belong together, and so does the line that introduces them.
    const list = units.filter((one) => one.block === unit.block);
    if (list.length <= 8 && list.at(-1)!.end - list[0]!.start <= listLength) {
      first = units.indexOf(list[0]!);
      last = units.indexOf(list.at(-1)!);
    }
    const lead = units[first - 1];
    if (lead?.kind === 'sentence' && /:\W*$/.test(lead.markdown) && lead.context === unit.context && units[first]!.block === unit.block && first === units.indexOf(list[0]!)) first--;
    const next = units[last + 1];
    if (/:\W*$/.test(units[last]!.markdown) && next !== undefined && next.kind !== 'sentence') {
      if (next.kind === 'code' && next.end - next.start <= listLength) last++;
      while (next.kind === 'item' && units[last + 1]?.block === unit.block && units[last + 1]!.end - units[first]!.start <= listLength) last++;
    }
    return units.slice(first, last + 1);
  }
  while (last + 1 < units.length) {
    const next = units[last + 1]!;
    const current = units[last]!;
    const introduced = /:\W*$/.test(current.markdown);
    if (next.context !== unit.context && next.kind !== 'row') break;
    if (introduced && next.kind !== 'sentence') {
      while (last + 1 < units.length && units[last + 1]!.block === next.block && units[last + 1]!.end - units[first]!.start <= listLength + 200) last++;
      break;
    }
    if (unit.kind !== 'sentence' || next.kind !== 'sentence' || next.end - units[first]!.start > quoteLength || (next.block !== unit.block && size() > 160)) break;
    last++;
  }
  // Never end on a line that promises what is then cut off.
  if (last > at && /:\W*$/.test(units[last]!.markdown)) last--;
  return units.slice(first, last + 1);
}

function holds(selection: Selection, stem: string): boolean {
  return selection.units.some((unit) => unit.stems.has(stem));
}

function overlap(a: Selection, b: Selection): number {
  const words = (selection: Selection): Set<string> => new Set(selection.units.flatMap((unit) => [...unit.stems]));
  const [first, second] = [words(a), words(b)];
  const shared = [...second].filter((stem) => first.has(stem)).length;
  return shared / Math.max(1, Math.min(first.size, second.size));
}

function length(chosen: readonly Selection[]): number {
  return chosen.reduce((sum, { start, end }) => sum + end - start, 0);
}
