import { builder } from '../../graphql/builder.ts';
import { type SearchHit, hitKinds, search } from './search.service.ts';

const SearchHitKind = builder.enumType('SearchHitKind', { values: hitKinds });
const SearchHitType = builder.objectRef<SearchHit>('SearchHit').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.expose('kind', { type: SearchHitKind }),
    title: t.exposeString('title'),
    detail: t.exposeString('detail', { nullable: true, description: 'Tells it from another of the same title.' }),
    path: t.exposeString('path', { description: 'Address within the console.' }),
  }),
});

builder.queryField('search', (t) => t.field({
  type: [SearchHitType], permission: 'member', args: { text: t.arg.string() },
  description: 'Agents and documents by name, members by name or e-mail, a conversation by its id; of each kind the five best that the viewer may see. Fewer than two characters find nothing.',
  resolve: async (_root, args, context) => [...(await search(context, args))],
}));
