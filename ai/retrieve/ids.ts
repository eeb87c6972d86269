const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Ids become paths and predicates: anything but a UUID is a bug or an attack, and stops here. */
export function checkedId(id: string): string {
  if (!uuid.test(id)) throw new TypeError('Not an id.');
  return id.toLowerCase();
}
