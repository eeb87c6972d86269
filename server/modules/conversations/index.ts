export { conversationJobs, conversationTimetable } from './conversations.jobs.ts';
export { getConversation } from './conversations.service.ts';
export { type PastConversation, type PastMessage, importConversations } from './import.service.ts';
export { type TurnListener, type Turns, createTurns } from './turns.service.ts';
export { type Hello, type Receipt, type Visit, type VisitorMessage, type Welcome, demonstrated, receiveMessage, reset, setFeedback, welcome } from './visits.service.ts';
