/** Keeps the group from giving a busy consumer up: beats by the clock while a batch is worked on. */
export class Heart {
  #disturbed = false;
  #waiters = new Set<() => void>();
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly beat: () => Promise<void>,
    private readonly everyMs: number,
  ) {
    this.#timer = setInterval(() => void this.#beat(), everyMs);
  }

  /** Whether the work should be handed back: the group is being shared out anew, or the consumer stops. */
  get disturbed(): boolean {
    return this.#disturbed;
  }

  disturb(): void {
    this.#disturbed = true;
    for (const wake of this.#waiters) wake();
    this.#waiters.clear();
  }

  /** Resolves with the promise, or at a disturbance, or after `ms`; whichever is first. */
  async until(promise: Promise<unknown> | undefined, ms?: number): Promise<void> {
    if (this.#disturbed) return;
    let timer: NodeJS.Timeout | undefined;
    let wake = (): void => {};
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
      this.#waiters.add(wake);
      if (ms !== undefined) timer = setTimeout(resolve, ms);
    });
    try {
      await (promise === undefined ? woken : Promise.race([promise, woken]));
    } finally {
      clearTimeout(timer);
      this.#waiters.delete(wake);
    }
  }

  /** Resolves when Kafka has been asked again and, not having been disturbed by then, holds this member for one. */
  async confirmed(): Promise<void> {
    await this.until(undefined, 2 * this.everyMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#waiters.clear();
  }

  async #beat(): Promise<void> {
    try {
      await this.beat();
    } catch (error) {
      // A beat that got lost says nothing about the group: the next one may arrive.
      if (DISTURBANCES.has(String((error as { readonly type?: unknown }).type))) this.disturb();
    }
  }
}

const DISTURBANCES = new Set([
  'REBALANCE_IN_PROGRESS',
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
  'NOT_COORDINATOR_FOR_GROUP',
]);
