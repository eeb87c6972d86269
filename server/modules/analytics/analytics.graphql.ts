import { builder } from '../../graphql/builder.ts';
import { type Analytics, type Totals, getAnalytics } from './analytics.service.ts';

const AnalyticsTotals = builder.objectRef<Totals>('AnalyticsTotals').implement({
  fields: (t) => ({
    visitors: t.exposeInt('visitors'),
    newVisitors: t.exposeInt('newVisitors'),
    chats: t.exposeInt('chats'),
    messages: t.exposeInt('messages', { description: 'Visitors’ and agents’ messages.' }),
    answers: t.exposeInt('answers', { description: 'Complete answers of agents, fallbacks included: what fallbacks are a share of.' }),
    fallbacks: t.exposeInt('fallbacks'),
    feedbackUp: t.exposeInt('feedbackUp'),
    feedbackDown: t.exposeInt('feedbackDown'),
    responseMs: t.exposeFloat('responseMs', { nullable: true, description: 'Milliseconds, mean over answers; null without answers.' }),
  }),
});

const AnalyticsDay = builder.objectRef<Analytics['days'][number]>('AnalyticsDay').implement({
  fields: (t) => ({ date: t.expose('date', { type: 'Date' }), totals: t.expose('totals', { type: AnalyticsTotals }) }),
});

const AnalyticsAgent = builder.objectRef<Analytics['agents'][number]>('AnalyticsAgent').implement({
  fields: (t) => ({ agentId: t.exposeID('agentId'), name: t.exposeString('name'), totals: t.expose('totals', { type: AnalyticsTotals }) }),
});

const AnalyticsType = builder.objectRef<Analytics>('Analytics').implement({
  description: 'Figures of days in the workspace’s time zone, both ends included; `previous` is the same number of days before.',
  fields: (t) => ({
    from: t.expose('from', { type: 'Date' }),
    to: t.expose('to', { type: 'Date' }),
    totals: t.expose('totals', { type: AnalyticsTotals }),
    previous: t.expose('previous', { type: AnalyticsTotals }),
    days: t.field({ type: [AnalyticsDay], resolve: ({ days }) => [...days] }),
    agents: t.field({ type: [AnalyticsAgent], resolve: ({ agents }) => [...agents] }),
    viewerCanExport: t.exposeBoolean('viewerCanExport'),
  }),
});

builder.queryField('analytics', (t) => t.field({
  type: AnalyticsType, permission: 'analytics:read', description: 'The last 30 days by default; at most 400.',
  args: { from: t.arg({ type: 'Date', required: false }), to: t.arg({ type: 'Date', required: false }), agentId: t.arg.id({ required: false }) },
  resolve: (_root, args, context) => getAnalytics(context, args),
}));
