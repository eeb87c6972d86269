import { useEffect, useRef, useState } from 'react';
import { requestJson, requestOutcome, toAppError } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Alert, Button, Divider, Stack, Text, useErrorText } from '#shared/ui/index.ts';

/** Which company signs in the addresses of a domain. */
export interface Company { readonly label: string; readonly required: boolean }

/** Why the company's sign-in led nowhere, as the address says it. */
const refusals: ReadonlySet<string> = new Set(['failed', 'cancelled', 'expired', 'unverified', 'domain', 'removed', 'other-identity', 'no-identity', 'unavailable']);

/** Asks which company signs in an address; the password's way goes on whatever is answered. */
export const companyOf = async (email: string): Promise<Company | null> =>
  (await requestJson<{ company: Company | null }>('/auth/sso/options', { method: 'POST', body: { email } }).catch(() => null))?.company ?? null;

/** What went wrong on the way back from the company; nothing when nothing did. */
export function CompanyRefusal({ reason }: { readonly reason: string | null }) {
  const t = useT('shell');
  return reason !== null && refusals.has(reason) ? <Alert color="red" role="alert">{t(`signIn.sso.${reason}`)}</Alert> : null;
}

interface CompanySignInProps {
  readonly company: Company;
  readonly email: string;
  readonly next: string | null;
}

/** Off to the company's own page, which comes back by itself. */
export function CompanySignIn({ company: { label, required }, email, next }: CompanySignInProps) {
  const t = useT('shell');
  const errorText = useErrorText();
  const button = useRef<HTMLButtonElement>(null);
  const [leaving, setLeaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => button.current?.focus(), []);
  const leave = async (): Promise<void> => {
    if (leaving) return;
    setLeaving(true);
    setProblem(null);
    try {
      const outcome = await requestOutcome<{ address: string }>('/auth/sso/start', { method: 'POST', body: { email, next } });
      if (outcome.ok) return location.assign(outcome.value.address);
      setProblem(outcome.code === 'sso-unavailable' ? t('signIn.error.sso-unavailable') : outcome.message);
    } catch (error) {
      setProblem(errorText(toAppError(error)));
    }
    setLeaving(false);
  };
  return (
    <Stack gap="md">
      {problem ? <Alert color="red" role="alert">{problem}</Alert> : null}
      <Button ref={button} type="button" fullWidth loading={leaving} onClick={() => void leave()}>{t('signIn.company', { company: label })}</Button>
      <Divider label={<Text size="sm" c="dimmed">{t(required ? 'signIn.ownersPassword' : 'signIn.orPassword')}</Text>} />
    </Stack>
  );
}
