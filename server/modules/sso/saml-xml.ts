import { DOMParser } from '@xmldom/xmldom';

/** XML that isn't what it has to be, or isn't read at all. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

const DEEPEST = 64;

/**
 * Reads XML of strangers: no document types (so no entities of its own, and nothing fetched), nothing repaired, no depths
 * in which a reader gets lost.
 * @throws XmlError
 */
export function readXml(text: string): Element {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new XmlError('document types are not read');
  const refuse = (message: string): never => {
    throw new XmlError(message.slice(0, 200));
  };
  const document = new DOMParser({ locator: {}, errorHandler: { warning: refuse, error: refuse, fatalError: refuse } }).parseFromString(text.trim(), 'text/xml') as Document | undefined;
  const root = document?.documentElement as Element | null | undefined;
  if (!root) throw new XmlError('no element');
  demandDepth(root, DEEPEST);
  return root;
}

function demandDepth(element: Element, left: number): void {
  if (left === 0) throw new XmlError('too deep');
  for (const child of children(element)) demandDepth(child, left - 1);
}

/** The elements directly within one. */
export function children(element: Element): Element[] {
  const found: Element[] = [];
  for (let node = element.firstChild; node; node = node.nextSibling) if (node.nodeType === 1) found.push(node as Element);
  return found;
}

/** The elements of one name directly within another. */
export const childrenNamed = (element: Element, namespace: string, name: string): Element[] => children(element).filter((child) => child.namespaceURI === namespace && child.localName === name);

/** All elements of one name, however deep. `*` as namespace means any. */
export const elementsNamed = (element: Element, namespace: string, name: string): Element[] => Array.from(element.getElementsByTagNameNS(namespace, name));

export const namespaces = { metadata: 'urn:oasis:names:tc:SAML:2.0:metadata', protocol: 'urn:oasis:names:tc:SAML:2.0:protocol', assertion: 'urn:oasis:names:tc:SAML:2.0:assertion', signature: 'http://www.w3.org/2000/09/xmldsig#' } as const;
