import { messageOf } from '../errors';
import { inTime } from './metrics';

/** Whether everything that an answer needs is there, each part by name. */
export interface Readiness {
  readonly ok: boolean;
  /** `ok`, or what is wrong in words. */
  readonly checks: Readonly<Record<string, string>>;
}

/** Looks at one thing: `ok`, or what is wrong and what to do. What it throws counts as its words. */
export type Check = () => Promise<string>;

/** How long a check may take, in milliseconds. */
const PATIENCE = 2000;

/** Whether this process can do its work: the checks of its parts, looked at together. */
export class Health {
  readonly #checks = new Map<string, Check>();

  /** @param patience how long each check may take, in milliseconds */
  constructor(private readonly patience = PATIENCE) {}

  /** Adds a check, or puts another in the place of one with the same name. */
  add(name: string, check: Check): this {
    this.#checks.set(name, check);
    return this;
  }

  /** Runs every check at once; one that takes too long counts as failed. Never rejects. */
  async readiness(): Promise<Readiness> {
    const said = await Promise.all(
      [...this.#checks].map(async ([name, check]): Promise<[string, string]> => [name, await this.#look(check)]),
    );
    return { ok: said.every(([, words]) => words === 'ok'), checks: Object.fromEntries(said) };
  }

  async #look(check: Check): Promise<string> {
    try {
      // In a promise's body, so that a check that throws at once is a failed check, too.
      return await inTime((async () => check())(), this.patience);
    } catch (error) {
      return messageOf(error).split('\n', 1)[0]!.slice(0, 300) || 'failed';
    }
  }
}
