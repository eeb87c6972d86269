export { type AnswerCount, type Feedback, countAnswer, countFeedback, countVisitorMessage, countingDay } from './counting.service.ts';
