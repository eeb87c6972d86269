/** A failure whose message is a sentence for the person at the terminal; shown without a stack. */
export class LaunchError extends Error {}
