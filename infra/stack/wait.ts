import { setTimeout as delay } from 'node:timers/promises';

/** How long a server may take to start or to stop, in milliseconds; a busy machine is slow, not wrong. */
export const DEADLINE = 90_000;

/** Asks again and again until the answer is yes; answers whether it ever was. */
export async function holds(condition: () => boolean | Promise<boolean>, deadline = DEADLINE): Promise<boolean> {
  const end = Date.now() + deadline;
  for (;;) {
    if (await condition()) return true;
    if (Date.now() > end) return false;
    await delay(50);
  }
}
