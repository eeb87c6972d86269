import { Badge, Group, IconTag } from '#shared/ui/index.ts';

interface TagListProps {
  readonly tags: readonly { readonly id: string; readonly name: string }[];
  /** How many are drawn; the rest is counted. @default all */
  readonly limit?: number;
}

export function TagList({ tags, limit = tags.length }: TagListProps) {
  if (tags.length === 0) return null;
  const rest = tags.slice(limit);
  return (
    <Group gap={4} component="span">
      {tags.slice(0, limit).map(({ id, name }) => <Badge key={id} component="span" color="gray" leftSection={<IconTag size={11} aria-hidden />} style={{ color: 'var(--mantine-color-text)', maxWidth: 180 }}>{name}</Badge>)}
      {rest.length > 0 ? <Badge component="span" color="gray" style={{ color: 'var(--mantine-color-text)' }} title={rest.map(({ name }) => name).join(', ')}>+{rest.length}</Badge> : null}
    </Group>
  );
}
