import { Input, type MultiSelectProps, type NumberInputProps, type SegmentedControlProps, type SelectProps, Skeleton, type TextareaProps } from '@mantine/core';
import { type ComponentType, type ReactNode, Suspense, lazy } from 'react';

// `lazy` loses what a component is generic in.
const LoadedSelect = lazy(() => import('./select.ts')) as ComponentType<SelectProps<string>>;
const LoadedMultiSelect = lazy(() => import('./multi-select.ts')) as ComponentType<MultiSelectProps<string>>;
const LoadedNumberInput = lazy(() => import('./number-input.ts')) as ComponentType<NumberInputProps>;
const LoadedTextarea = lazy(() => import('./textarea.ts')) as ComponentType<TextareaProps>;
const LoadedSegmentedControl = lazy(() => import('./segmented-control.ts')) as ComponentType<SegmentedControlProps>;

interface ShapeProps {
  readonly label?: ReactNode;
  readonly description?: ReactNode;
}

/** The shape of an input that is being fetched. */
function InputShape({ label, description }: ShapeProps) {
  return <Input.Wrapper label={label} description={description}><Skeleton height={36} radius="md" /></Input.Wrapper>;
}

/** Mantine’s Select, fetched when the first one is shown; its options are made when it is opened, not while one types elsewhere. */
export function Select(props: SelectProps<string>) {
  return <Suspense fallback={<InputShape label={props.label} description={props.description} />}><LoadedSelect {...props} comboboxProps={{ keepMounted: false, ...props.comboboxProps }} /></Suspense>;
}

/** Mantine’s MultiSelect, in the same way. */
export function MultiSelect(props: MultiSelectProps<string>) {
  return <Suspense fallback={<InputShape label={props.label} description={props.description} />}><LoadedMultiSelect {...props} comboboxProps={{ keepMounted: false, ...props.comboboxProps }} /></Suspense>;
}

/** Mantine's NumberInput, fetched when the first one is shown. */
export function NumberInput(props: NumberInputProps) {
  return <Suspense fallback={<InputShape label={props.label} description={props.description} />}><LoadedNumberInput {...props} /></Suspense>;
}

/** Mantine's SegmentedControl, fetched when the first one is shown. */
export function SegmentedControl(props: SegmentedControlProps) {
  return <Suspense fallback={<Skeleton height={34} width={220} radius="md" />}><LoadedSegmentedControl {...props} /></Suspense>;
}

/** Mantine's Textarea, fetched when the first one is shown. */
export function Textarea(props: TextareaProps) {
  return <Suspense fallback={<InputShape label={props.label} description={props.description} />}><LoadedTextarea {...props} /></Suspense>;
}
