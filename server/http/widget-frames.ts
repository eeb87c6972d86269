import { z } from 'zod';
import { MAX_VISITOR_TEXT, type ClientFrame, type ServerFrame, MAX_FRAME_BYTES } from '#widget/protocol.ts';

const name = z.string().max(200);
const feedback = z.enum(['up', 'down']).nullable();

/** What a widget may say. Ids of an earlier visit may be anything: what isn't ours is nobody's. */
const clientFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), agent: name, visitorId: name.nullable(), visitorSecret: name.nullable(), conversationId: name.nullable(), locale: name }),
  z.object({ type: z.literal('message'), clientId: z.guid().transform((id) => id.toLowerCase()), text: z.string() }),
  z.object({ type: z.literal('feedback'), messageId: z.guid().transform((id) => id.toLowerCase()), value: feedback }),
  z.object({ type: z.literal('reset') }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('ping') }),
]);

/** A frame of a widget, or null when it is none. */
export function readFrame(data: string): ClientFrame | null {
  try {
    const parsed = clientFrame.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Why a visitor's text can't be taken; null when it can. */
export function refuseText(text: string): 'too-long' | 'bad-frame' | null {
  if (text.length > MAX_VISITOR_TEXT) return 'too-long';
  return text.trim() === '' ? 'bad-frame' : null;
}

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
/** Room for the commas between messages. */
const BETWEEN = 1;

/** A welcome with as many of the newest messages as one frame holds. */
export function fitWelcome(frame: Extract<ServerFrame, { type: 'welcome' }>): ServerFrame {
  let left = MAX_FRAME_BYTES - sizeOf({ ...frame, messages: [] });
  const kept = [];
  for (const message of frame.messages.toReversed()) {
    left -= sizeOf(message) + BETWEEN;
    if (left < 0) break;
    kept.unshift(message);
  }
  return { ...frame, messages: kept };
}
