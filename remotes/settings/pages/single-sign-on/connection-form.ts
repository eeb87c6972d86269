import type { SsoConnectionShownFragment } from '../../gql/graphql.ts';

/** What is typed of either protocol; what belongs to the other one waits, in case somebody goes back. */
export interface ConnectionValues {
  readonly protocol: 'oidc' | 'saml';
  readonly label: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly source: 'metadata' | 'hand';
  readonly metadata: string;
  readonly entityId: string;
  readonly signOnUrl: string;
  readonly signOutUrl: string;
  readonly certificates: string;
}

export const valuesOf = (connection: SsoConnectionShownFragment | null): ConnectionValues => ({
  protocol: connection?.protocol === 'saml' ? 'saml' : 'oidc', label: connection?.label ?? '',
  issuer: connection?.protocol === 'oidc' ? connection.issuer : '', clientId: connection?.clientId ?? '', clientSecret: '',
  source: connection?.protocol === 'saml' ? 'hand' : 'metadata', metadata: '', entityId: connection?.protocol === 'saml' ? connection.issuer : '', signOnUrl: connection?.signOnUrl ?? '', signOutUrl: connection?.signOutUrl ?? '', certificates: '',
});

/** The fields that can't stay empty. */
export const neededOf = ({ protocol, source }: ConnectionValues): readonly (keyof ConnectionValues & string)[] =>
  ['label', ...(protocol === 'oidc' ? (['issuer', 'clientId'] as const) : source === 'metadata' ? (['metadata'] as const) : (['entityId', 'signOnUrl'] as const))];

/** Several certificates, one below the other, as they are exported. */
export const certificatesOf = (text: string): string[] => text.match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs) ?? (text.trim() ? [text.trim()] : []);
