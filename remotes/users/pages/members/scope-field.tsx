import { useState } from 'react';
import { useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Select, useCan, useDebouncedValue } from '#shared/ui/index.ts';
import { ScopeChoicesDocument } from '../../gql/graphql.ts';

export const everywhere = 'everywhere';
const patience = 200;

interface ScopeFieldProps {
  /** What the permission can be narrowed to. */
  readonly kind: 'agent' | 'tag';
  /** {@link everywhere}, or the id of an agent or a tag. */
  readonly value: string;
  /** Name of what is chosen already. */
  readonly name?: string | null;
  readonly onChange: (scope: string) => void;
}

/** Where a permission holds, as far as the viewer sees it. Agents are searched for: there may be thousands. */
export function ScopeField({ kind, value, name = null, onChange }: ScopeFieldProps) {
  const t = useT('users');
  const agents = useCan('agents:read') && kind === 'agent';
  const tags = useCan('knowledge:read') && kind === 'tag';
  const [chosen, setChosen] = useState<{ readonly value: string; readonly label: string } | null>(name === null ? null : { value, label: name });
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, patience);
  const asked = search === chosen?.label || search === t(`scope.all.${kind}`) ? '' : search;
  const result = useQuery(ScopeChoicesDocument, { variables: { agents, tags, search: asked || null }, skip: !agents && !tags });
  const data = result.data ?? result.previousData;
  const found = kind === 'agent' ? (data?.agents?.edges.map(({ node }) => ({ value: node.id, label: node.draft.name })) ?? []) : (data?.tags?.map(({ id, name: tag }) => ({ value: id, label: tag })) ?? []);
  const all = [{ value: everywhere, label: t(`scope.all.${kind}`) }, ...found];
  // What is chosen stays a choice, whatever is searched for.
  const choices = chosen && chosen.value === value && !all.some((one) => one.value === value) ? [...all, chosen] : all;
  return (
    <Select
      label={t('permissionDialog.scope')} data={choices} searchable allowDeselect={false} value={value} onSearchChange={setTyped}
      onChange={(next) => {
        setChosen(choices.find((one) => one.value === next) ?? null);
        onChange(next ?? everywhere);
      }}
    />
  );
}
