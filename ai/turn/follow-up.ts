import type { TurnInput } from '../contract.ts';
import { questionLanguage } from '../language.ts';
import { stemmedLanguages } from '../language.ts';
import { isStopWord, wordsOf } from '../words.ts';

/** Openings and pronouns that lean on what was said before. */
const leans = /^\s*(?:and|or|but|what about|how about|e|ed|ma|o|oppure|invece|und|oder|aber|et|mais|ou|y|pero|mas|en|of)\b|\b(?:it|its|that|this|these|those|they|them|there|one|ones|else|instead|same|lo|la|li|le|ne|ci|questo|questa|questi|queste|quello|quella|quelli|quelle|stesso|stessa|das|dies|diese|dieser|dieses|sie|es|dort|cela|ça|celui|celle|eso|esto|ese|esa|este|esta|isso|isto|esse|essa|dat|dit|deze|die)\b/i;

/**
 * The earlier question that a short follow-up ("and on WhatsApp?", "why?") is about,
 * or nothing when the question stands on its own.
 */
export function backgroundOf({ question, history }: Pick<TurnInput, 'question' | 'history'>): string {
  const last = history.findLast((message) => message.author === 'visitor' && message.text.trim() !== question.trim())?.text ?? '';
  if (last === '') return '';
  const language = questionLanguage(question);
  const about = wordsOf(question).filter((word) => !isStopWord(word, language === null ? stemmedLanguages : [language]));
  return about.length <= 1 || (about.length <= 3 && leans.test(question)) ? last : '';
}
