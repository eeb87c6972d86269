import type { ProviderFragment } from '../../gql/graphql.ts';

/** What is typed into the form. */
export interface ProviderValues {
  readonly baseUrl: string;
  readonly model: string;
  /** Empty keeps the stored one. */
  readonly apiKey: string;
}

/** The form as it begins. The key is never sent here, so its field is empty. */
export const valuesOf = (provider: ProviderFragment | null): ProviderValues => ({ baseUrl: provider?.baseUrl ?? '', model: provider?.model ?? '', apiKey: '' });

/** What is sent: without spaces around, and no key rather than an empty one. */
export const inputOf = ({ baseUrl, model, apiKey }: ProviderValues) => ({ baseUrl: baseUrl.trim(), model: model.trim(), apiKey: apiKey.trim() || null });
