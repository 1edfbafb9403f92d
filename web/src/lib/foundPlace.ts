/** Words that were found in notes: in the interview's own, or in those of the further interviewer who is named. */
export type FoundPlace = { start: number; end: number; notesBy?: string };

const address = /^#found-(?:([0-9a-f-]{36})-)?(\d+)-(\d+)$/;

/** Names the place on its page: "found-12-20". */
export function foundId({ start, end, notesBy }: FoundPlace): string {
  return ["found", notesBy, start, end].filter((part) => part !== undefined).join("-");
}

/** The place that an address names, where it names one in these notes. */
export function foundPlace(hash: string, notesBy?: string): FoundPlace | undefined {
  const [, by, start, end] = address.exec(hash) ?? [];
  return start && end && by === notesBy ? { start: Number(start), end: Number(end), notesBy } : undefined;
}
