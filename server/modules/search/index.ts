export { type SearchHit, search } from './search.service.ts';
