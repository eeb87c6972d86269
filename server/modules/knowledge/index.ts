export { knowledgeJobs, reconcileKnowledge } from './knowledge.jobs.ts';
export { UnreadableFileError } from './failures.ts';
export { openFile } from './documents.service.ts';
export { documentsNamed } from './lookup.service.ts';
export { addDocument } from './upload.service.ts';
export { loadPassages } from './passages.service.ts';
export { type TagName, checkTags, countDocumentsOfTag, tagsById } from './tags.service.ts';
