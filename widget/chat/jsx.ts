import { createElement, Fragment } from 'preact';
import type { ComponentType, VNode } from 'preact';

/**
 * Stands in for `preact/jsx-runtime` in the built chat: by way of the core's own `createElement`, without the
 * runtime's part for rendering on servers.
 */
export function jsx(type: string | ComponentType, props: object, key?: string | number): VNode {
  return createElement(type as ComponentType, key === undefined ? props : { ...props, key });
}
export { Fragment, jsx as jsxs };
