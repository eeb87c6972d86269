import { catalogue, isPermission } from '#shared/permissions/index.ts';
import { type Context, perform } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { sentence } from '../../messages/index.ts';
import { RuleError } from '../../platform/failure.ts';
import { type Attestation, type AttestedEntry, attestationCsv } from './attestation-csv.ts';
import { NEED } from './reviewers.service.ts';
import { reviewExported } from './reviews.events.ts';
import { type ReviewItem, findReview } from './reviews.service.ts';
import * as store from './reviews.store.ts';

export type ExportFormat = 'pdf' | 'csv';
export interface Exported { readonly name: string; readonly type: string; readonly bytes: Buffer }

// Fonts and their shaping take a tenth of a second to load; most starts never need them.
const pdf = () => import('./attestation-pdf.ts');

const BATCH = 1000;
const EVERYTHING: store.ItemFilter = { kinds: [], undecided: false, search: '' };

const worded = ({ locale }: Context, at: (moment: Date) => string, item: ReviewItem): AttestedEntry => {
  const { kind, about, decision, reason } = item;
  const say = (key: string, values: Record<string, string | number> = {}): string => sentence(locale, `attestation.${key}`, values);
  const role = about.roleName ?? (about.role ? sentence(locale, `role.${about.role}`) : '');
  const title = (id: string): string => (isPermission(id) ? catalogue[id].title[locale] : id);
  const scope = about.scopeKind ? ` (${say(`scope.${about.scopeKind}`, { name: about.scopeName ?? about.scopeId ?? '' })})` : '';
  const what = {
    membership: () => say('what.membership', { role }),
    grant: () => `${say('what.grant', { permission: title(about.permission ?? '') })}${scope}`,
    token: () => say('what.token', { name: about.tokenName ?? '', ending: about.ending ?? '', permissions: (about.permissions ?? []).map(title).join(', ') }),
  }[kind]();
  return {
    kind, kindName: say(`kind.${kind}`), who: about.name ?? say('everybody', { role }), email: about.email ?? '', what, since: at(new Date(about.since)), ends: about.expiresAt ? at(new Date(about.expiresAt)) : '',
    lastUsed: kind === 'grant' ? say('not-recorded') : item.last_used_at ? at(item.last_used_at) : say('never'),
    decision: decision ? say(`decision.${decision}`) : '', reason, by: item.decided_by_name ?? '', when: item.decided_at ? at(item.decided_at) : '',
  };
};

/**
 * What a signed-off review attests, as a file: what, who, when, and where the audit chain ended with it.
 * @throws NotFoundError | RuleError `review-still-open`
 */
export function exportAttestation(context: Context, id: string, format: ExportFormat): Promise<Exported> {
  return perform(context, NEED, async (unit) => {
    const { tx, workspaceId } = unit;
    const review = await findReview(unit, id);
    const { signed_off_at: signedOffAt, chain_hash: hash } = review;
    if (signedOffAt === null || hash === null) throw new RuleError('review-still-open');
    const workspace = await tx.selectFrom('workspaces').select(['name', 'time_zone']).where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow();
    const { locale } = context;
    // The 24-hour clock with its zone: the file outlives whoever reads it first.
    const written = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: workspace.time_zone });
    const zone = workspace.time_zone;
    const at = (moment: Date): string => written.format(moment);
    const entries: AttestedEntry[] = [];
    for (let after = 0, more = true; more;) {
      const rows = await store.listItems(tx, workspaceId, id, EVERYTHING, after, BATCH);
      entries.push(...rows.map((row) => worded(context, at, row)));
      after = rows.at(-1)?.position ?? after;
      more = rows.length === BATCH;
    }
    const attestation: Attestation = {
      locale, zone, reviewId: id, workspace: workspace.name, startedAt: at(review.started_at), startedBy: review.started_by_name ?? sentence(locale, 'attestation.by-itself', { quarter: review.quarter ?? '' }),
      dueAt: at(review.due_at), signedOffAt: at(signedOffAt), signedOffBy: review.signed_off_by_name ?? '', note: review.note, counts: review.counts,
      chain: { sequence: review.chain_sequence ?? 0, hash: hash.toString('hex') }, entries,
    };
    await record(unit, reviewExported(id, { format }));
    const name = `access-review-${signedOffAt.toISOString().slice(0, 10)}.${format}`;
    if (format === 'csv') return { name, type: 'text/csv; charset=utf-8', bytes: Buffer.from(attestationCsv(attestation)) };
    return { name, type: 'application/pdf', bytes: await (await pdf()).attestationPdf(attestation) };
  });
}
