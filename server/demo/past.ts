import type { PastDay, PastVisitor } from '../modules/analytics/index.ts';
import type { PastConversation, PastMessage } from '../modules/conversations/index.ts';
import { AGENTS, type AgentName } from './agents.ts';
import type { Answers, Told } from './answers.ts';
import { type Chance, chance, idOf } from './random.ts';
import { TOPICS, type Topic } from './script.ts';

/** A day of the workspace and the moment it begins. */
export interface Day { readonly day: string; readonly starts: Date }
export interface Past { readonly conversations: readonly PastConversation[]; readonly days: readonly PastDay[]; readonly visitors: readonly PastVisitor[] }

const SEED = 20_260_101;
const MINUTE_MS = 60_000;
/** Opening hours of the web: people write between these minutes of a day. */
const [FIRST_MINUTE, LAST_MINUTE] = [7 * 60 + 30, 22 * 60 + 30];
const RETURNS = 0.3;
const STAYS_IN_MIND = 60;
const ON_DEMO_PAGE = 0.06;
const RATES = { answered: 0.24, fallback: 0.3 };
const LIKES = { answered: 0.86, fallback: 0.08 };

const WEIGHTED: readonly Topic[] = TOPICS.flatMap((topic) => Array.from({ length: topic.weight }, () => topic));

/** How many chats a day sees: more on working days, and slowly more from week to week. */
function chatsOn({ day }: Day, index: number, dice: Chance): number {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  const usual = weekday === 0 ? 4 : weekday === 6 ? 6 : weekday === 1 ? 13 : 10;
  return Math.max(1, Math.round(usual * (0.75 + index / 260) * (0.7 + dice.next() * 0.6)));
}

/** Mostly under a second, sometimes a few. */
const responseTime = (dice: Chance): number => Math.round(260 + 700 * dice.next() ** 2 + (dice.happens(0.08) ? 2400 * dice.next() : 0));

/** A conversation's messages, and how long each answer took. */
function talk(topic: Topic, name: string, began: Date, day: string, answers: Answers, dice: Chance): { messages: PastMessage[]; took: number[] } {
  const questions = [dice.pick(topic.openings)];
  const left = [...topic.next];
  while (left.length > 0 && questions.length < 4 && dice.happens(0.48)) questions.push(...left.splice(dice.between(0, left.length - 1), 1));
  let at = began.getTime();
  const took: number[] = [];
  const messages = questions.flatMap((question, turn): PastMessage[] => {
    const told: Told = answers.get(topic.agent, question);
    const ms = responseTime(dice);
    const asked = new Date(at);
    const answered = new Date(at + ms);
    at += ms + dice.between(12, 150) * 1000;
    took.push(ms);
    const feedback = dice.happens(RATES[told.outcome]) ? (dice.happens(LIKES[told.outcome]) ? 'up' : 'down') : null;
    const trace = { ...told.trace, timings: { ...told.trace.timings, firstToken: Math.round(ms * 0.6), total: ms } };
    return [
      { id: idOf(`${name}/${turn}/question`), author: 'visitor', at: asked, text: question, citations: [], trace: null, outcome: null, feedback: null, countedOn: null },
      { id: idOf(`${name}/${turn}/answer`), author: 'agent', at: answered, text: told.text, citations: told.citations, trace, outcome: told.outcome, feedback, countedOn: day },
    ];
  });
  return { messages, took };
}

/** A day's figures of one agent, counted from its conversations as they would have been when they took place. */
function figuresOf(day: string, agent: AgentName, talks: readonly { readonly conversation: PastConversation; readonly took: readonly number[] }[]): PastDay {
  const said = talks.flatMap(({ conversation }) => conversation.messages);
  const answers = said.filter(({ author }) => author === 'agent');
  return {
    day, agentId: AGENTS[agent].id, chats: talks.length, visitor_messages: said.length - answers.length, agent_messages: answers.length, answers: answers.length,
    fallbacks: answers.filter(({ outcome }) => outcome === 'fallback').length, feedback_up: answers.filter(({ feedback }) => feedback === 'up').length,
    feedback_down: answers.filter(({ feedback }) => feedback === 'down').length, response_ms: talks.flatMap(({ took }) => took).reduce((sum, ms) => sum + ms, 0),
  };
}

/**
 * Makes up what visitors did on some days, oldest first, up to `now`: every conversation, and the figures counted from
 * them. The same days and answers give the same past.
 */
export function makePast(days: readonly Day[], answers: Answers, now: Date): Past {
  const dice = chance(SEED);
  const past: { conversations: PastConversation[]; days: PastDay[]; visitors: PastVisitor[] } = { conversations: [], days: [], visitors: [] };
  const known: string[] = [];
  const seenBefore = new Set<string>();
  days.forEach((today, index) => {
    const talks: { agent: AgentName; conversation: PastConversation; took: number[] }[] = [];
    const chats = chatsOn(today, index, dice);
    for (let number = 0; number < chats; number += 1) {
      const name = `conversation/${today.day}/${number}`;
      const comesBack = known.length > 0 && dice.happens(RETURNS);
      const visitorId = comesBack ? dice.pick(known.slice(-STAYS_IN_MIND)) : idOf(`visitor/${today.day}/${number}`);
      const topic = dice.pick(WEIGHTED);
      const began = new Date(today.starts.getTime() + dice.between(FIRST_MINUTE, LAST_MINUTE) * MINUTE_MS + dice.between(0, 59_000));
      const { messages, took } = talk(topic, name, began, today.day, answers, dice);
      const channel = dice.happens(ON_DEMO_PAGE) ? 'demo' : 'widget';
      if ((messages.at(-1)?.at ?? began) > now) continue;
      if (!comesBack) known.push(visitorId);
      talks.push({ agent: topic.agent, took, conversation: { id: idOf(name), agentId: AGENTS[topic.agent].id, agentVersion: 1, visitorId, channel, locale: topic.locale, messages } });
    }
    for (const agent of Object.keys(AGENTS) as AgentName[]) {
      const own = talks.filter((each) => each.agent === agent);
      if (own.length > 0) past.days.push(figuresOf(today.day, agent, own));
      for (const visitorId of new Set(own.map(({ conversation }) => conversation.visitorId))) past.visitors.push({ day: today.day, agentId: AGENTS[agent].id, visitorId, isReturning: seenBefore.has(visitorId) });
    }
    for (const { conversation } of talks) seenBefore.add(conversation.visitorId);
    past.conversations.push(...talks.map(({ conversation }) => conversation));
  });
  return past;
}
