import { useT } from '#shared/i18n/index.ts';
import { PasswordInput } from '#shared/ui/index.ts';

/** The shortest password the server takes (better-auth's `minPasswordLength` of server/auth). */
export const shortestPassword = 10;

interface NewPasswordProps {
  readonly field: { readonly id: string; readonly name: string; readonly value: string; readonly onChange: (next: unknown) => void; readonly error: string | undefined };
  readonly label?: string;
}

/** A password to be chosen: the rule is said before it is broken, and the browser may propose one. */
export function NewPassword({ field, label }: NewPasswordProps) {
  const t = useT('shell');
  return <PasswordInput label={label ?? t('entrance.password')} description={t('entrance.passwordRule', { count: shortestPassword })} autoComplete="new-password" visibilityToggleButtonProps={{ 'aria-label': t('entrance.showPassword') }} {...field} />;
}

/** Says what is wrong with a chosen password; undefined when nothing is. */
export function useCheckPassword(): (password: string) => string | undefined {
  const t = useT('shell');
  return (password) => (password.length < shortestPassword ? t('entrance.passwordRule', { count: shortestPassword }) : undefined);
}
