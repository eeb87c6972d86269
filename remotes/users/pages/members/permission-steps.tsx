import { useFormat, useT } from '#shared/i18n/index.ts';
import type { MemberAccessFragment } from '../../gql/graphql.ts';
import classes from './member-permissions.module.css';

interface PermissionStepsProps {
  readonly steps: MemberAccessFragment['permissions'][number]['steps'];
  readonly grants: MemberAccessFragment['grants'];
  /** Name of the role. */
  readonly role: string;
  /** Asked about this object. @default everywhere */
  readonly scope?: string;
}

/** Why a permission is held or not: the rules in the order they were asked, the last one decisive. */
export function PermissionSteps({ steps, grants, role, scope }: PermissionStepsProps) {
  const t = useT('users');
  const format = useFormat();
  return (
    <ol className={classes.steps} aria-label={t('permissions.why')}>
      {steps.map((step, at) => {
        const grant = grants.find(({ id }) => id === step.grantId);
        const until = grant?.expiresAt ? ` ${t('steps.until', { date: format.dateTime(grant.expiresAt) })}` : '';
        const reason = grant?.reason ? `: “${grant.reason}”` : '';
        return (
          <li key={step.source} className={at === steps.length - 1 ? classes.decisive : undefined}>
            {t(`steps.${step.source}.${step.allowed ? 'allowed' : 'denied'}`, { role, by: grant?.createdBy ?? '' })}{grant?.scope && grant.scope.id === scope ? ` ${t('steps.here')}` : ''}{until}{reason}
          </li>
        );
      })}
    </ol>
  );
}
