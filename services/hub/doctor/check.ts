import { messageOf } from '../../../infra/errors';

/** What was looked at, whether it is well, and what to do where it is not. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  /** Well enough to work with, but something in it cannot be quite right: told, and no failure. */
  readonly odd?: true;
  readonly says: string;
}

/** What a look saw. */
export interface Seen {
  readonly says: string;
  /** What is odd in it, a sentence each. */
  readonly odd: readonly string[];
}

/** How many oddities of a kind are told. */
const TOLD = 10;

/** Looks at one thing; what the look throws is what is wrong. */
export async function check(name: string, look: () => string | Seen | Promise<string | Seen>): Promise<Finding> {
  try {
    const seen = await look();
    if (typeof seen === 'string' || seen.odd.length === 0)
      return { name, ok: true, says: typeof seen === 'string' ? seen : seen.says };
    const { says, odd } = seen;
    const more = odd.length > TOLD ? [`and ${odd.length - TOLD} more`] : [];
    return { name, ok: true, odd: true, says: lines([says, ...odd.slice(0, TOLD), ...more]) };
  } catch (error) {
    return { name, ok: false, says: messageOf(error) };
  }
}

/** Lines of one finding, set in under its name. */
export function lines(texts: readonly string[]): string {
  return texts.join('\n     ');
}
