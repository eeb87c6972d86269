import { describe, expect, it } from 'vitest';
import { daysAsCsv, exportedFigures } from './export-days.ts';

const totals = { __typename: 'AnalyticsTotals', visitors: 3, newVisitors: 2, chats: 4, messages: 10, answers: 5, fallbacks: 1, feedbackUp: 2, feedbackDown: 0, responseMs: 812.6 } as const;
const headings = { date: 'Day', agent: 'Agent', ...Object.fromEntries(exportedFigures.map((name) => [name, name])) } as Parameters<typeof daysAsCsv>[0]['headings'];
const linesOf = (agent: string) => daysAsCsv({ headings, agent, days: [{ date: '2026-11-21', totals }, { date: '2026-11-22', totals: { ...totals, responseMs: null } }] }).replace('\uFEFF', '').trimEnd().split('\r\n');

describe('the file of days', () => {
  it('has a heading and a row a day, with nothing where there is no response time', () => {
    expect(linesOf('All agents')).toEqual([
      'Day,Agent,visitors,newVisitors,chats,messages,answers,fallbacks,feedbackUp,feedbackDown,responseMs',
      '2026-11-21,All agents,3,2,4,10,5,1,2,0,813',
      '2026-11-22,All agents,3,2,4,10,5,1,2,0,',
    ]);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1'])('never lets a name run as a formula: %j', (agent) => {
    expect(linesOf(agent)[1]).toContain(`,'${agent},`);
  });

  it('quotes what would break the row', () => {
    expect(linesOf('Help, "first"')[1]).toContain(',"Help, ""first""",');
    expect(linesOf('=HYPERLINK("x")')[1]).toContain(`,"'=HYPERLINK(""x"")",`);
  });
});
