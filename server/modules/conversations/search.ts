const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Whether texts hold every word of a search, each anywhere, whatever the case and the accents. */
export function matcher(search: string): (texts: readonly string[]) => boolean {
  const words = fold(search).split(/\s+/).filter(Boolean);
  return (texts) => {
    const whole = fold(texts.join('\n'));
    return words.every((word) => whole.includes(word));
  };
}
