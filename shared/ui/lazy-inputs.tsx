import { Input, type MultiSelectProps, type NumberInputProps, Skeleton } from '@mantine/core';
import { type ComponentType, type ReactNode, Suspense, lazy } from 'react';

// `lazy` loses what a component is generic in.
const LoadedMultiSelect = lazy(() => import('./lazy/multi-select.ts')) as ComponentType<MultiSelectProps<string>>;
const LoadedNumberInput = lazy(() => import('./lazy/number-input.ts')) as ComponentType<NumberInputProps>;

/** The shape of an input that is being fetched. */
function InputShape({ label, description }: { readonly label?: ReactNode; readonly description?: ReactNode }) {
  return <Input.Wrapper label={label} description={description}><Skeleton height={36} radius="md" /></Input.Wrapper>;
}

/** Mantine's MultiSelect, fetched when the first one is shown. */
export function MultiSelect(props: MultiSelectProps<string>) {
  return <Suspense fallback={<InputShape label={props.label} description={props.description} />}><LoadedMultiSelect {...props} /></Suspense>;
}

/** Mantine's NumberInput, fetched when the first one is shown. */
export function NumberInput(props: NumberInputProps) {
  return <Suspense fallback={<InputShape label={props.label} description={props.description} />}><LoadedNumberInput {...props} /></Suspense>;
}
