import { type ReactNode, useId } from 'react';
import { Text, Title } from '#shared/ui/index.ts';
import classes from './single-sign-on.module.css';

interface PartProps {
  readonly title: string;
  readonly purpose: string;
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}

/** One step of the page: what it is for, what can be done, how it stands. */
export function Part({ title, purpose, action, children }: PartProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.part}>
      <div className={classes.head}>
        <div>
          <Title order={3} id={id}>{title}</Title>
          <Text size="sm" c="dimmed">{purpose}</Text>
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

/** What is set, name by name. */
export function Facts({ of }: { readonly of: readonly (readonly [name: string, value: ReactNode])[] }) {
  return <dl className={classes.facts}>{of.map(([name, value]) => [<dt key={`${name}?`}>{name}</dt>, <dd key={name}>{value}</dd>])}</dl>;
}
