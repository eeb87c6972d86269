export { type AnswerCount, type Feedback, countAnswer, countFeedback, countVisitorMessage, countingDay } from './counting.service.ts';
export { type PastDay, type PastVisitor, importFigures } from './import.service.ts';
