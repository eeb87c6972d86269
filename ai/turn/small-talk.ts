import { stemmedLanguages } from '../language.ts';
import { fold } from '../words.ts';
import { smallTalkPhrases, smallTalkReplies, type SmallTalk } from './messages.ts';

const phrases = new Map(stemmedLanguages.flatMap((language) =>
  Object.entries(smallTalkPhrases[language]).flatMap(([kind, list]) => list.split('|').map((phrase) => [phrase, { kind: kind as SmallTalk, language }] as const))));

/** The reply to a greeting, thanks or goodbye, in its language; null for anything that may be a question. */
export function smallTalkReply(text: string, agentName: string): string | null {
  const words = fold(text).replace(/['`]/g, '').replace(/[^\p{L}\p{N}\s]/gu, ' ').replace(/\s+/g, ' ').trim();
  const found = phrases.get(words);
  return found === undefined ? null : smallTalkReplies[found.language][found.kind].replace('{name}', agentName);
}
