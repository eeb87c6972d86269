/** The kinds of a refused request that RFC 7644 § 3.12 names. */
export type ScimType = 'invalidFilter' | 'tooMany' | 'uniqueness' | 'mutability' | 'invalidSyntax' | 'invalidPath' | 'noTarget' | 'invalidValue';

/** A refusal as a directory understands it. `detail` is for the administrator who reads the directory's log: in English, as the protocol is. */
export class ScimError extends Error {
  override readonly name = 'ScimError';
  readonly status: number;
  readonly scimType: ScimType | null;
  constructor(status: number, detail: string, scimType: ScimType | null = null) {
    super(detail);
    this.status = status;
    this.scimType = scimType;
  }
}

/** {@link ScimError} as RFC 7644 writes it. */
export const scimErrorBody = (status: number, detail: string, scimType: ScimType | null = null) =>
  ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), ...(scimType ? { scimType } : {}), detail });
