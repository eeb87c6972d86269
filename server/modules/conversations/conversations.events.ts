/** Published when a conversation is new, or has a new message or feedback; carries `conversationId`. */
export const CONVERSATION_CHANGED = 'conversation-changed';
