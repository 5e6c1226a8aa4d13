import { messageOf } from '../../../infra/errors';

/** What was looked at, whether it is well, and what to do where it is not. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly says: string;
}

/** Looks at one thing; what the look throws is what is wrong. */
export async function check(name: string, look: () => string | Promise<string>): Promise<Finding> {
  try {
    return { name, ok: true, says: await look() };
  } catch (error) {
    return { name, ok: false, says: messageOf(error) };
  }
}
