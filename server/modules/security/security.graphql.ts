import { builder } from '../../graphql/builder.ts';
import { type ConnectionShape, asks, defineConnection } from '../../graphql/connections.ts';
import { type ShownEvent, listAuditEvents } from './security.service.ts';

const AuditEvent = builder.objectRef<ShownEvent>('AuditEvent').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    sequence: t.exposeInt('sequence'),
    at: t.expose('at', { type: 'DateTime' }),
    actor: t.exposeString('actor', { nullable: true }),
    action: t.exposeString('action'),
    details: t.string({ description: 'JSON text, ids only.', resolve: ({ details }) => JSON.stringify(details) }),
    hash: t.string({ resolve: ({ hash }) => Buffer.from(hash).toString('hex') }),
    summary: t.exposeString('summary', { description: 'A sentence in the viewer’s language.' }),
  }),
});

const AuditEventConnection = defineConnection('AuditEvent', AuditEvent, (t) => ({
  chainIntact: t.boolean({ description: 'Whether every event since the first is as it was written, none added, none missing.', resolve: (connection) => (connection as ConnectionShape<ShownEvent> & { chainIntact: boolean }).chainIntact }),
}));

builder.queryField('auditEvents', (t) => t.field({
  type: AuditEventConnection, permission: 'audit:read', args: { first: t.arg.int({ required: false }), after: t.arg.string({ required: false }) },
  resolve: async (_root, args, context, info): Promise<ConnectionShape<ShownEvent>> =>
    ({ ...(await listAuditEvents(context, args, { totalCount: asks(info, 'totalCount'), chainIntact: asks(info, 'chainIntact') })), after: Boolean(args.after) }),
}));
