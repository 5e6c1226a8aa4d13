import type { Lock } from '../../infra/database';
import type { Message, Sender, Topic } from './event';

/** How much is sent at once: a broker takes about a megabyte in one request, by default. */
const MESSAGES = 500;
const CHARACTERS = 300_000;

/** The relay was told to stop between two pieces of work. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Where events leave: in order, one request at a time, and only while this relay is the one that may. */
export class Outlet {
  constructor(
    private readonly sender: Sender,
    private readonly lock: Pick<Lock, 'check'>,
    private readonly isStopping: () => boolean = () => false,
    private readonly onPublished: (topic: Topic, count: number) => void = () => {},
  ) {}

  /** To be called between two pieces of work. @throws Stopped */
  proceed(): void {
    if (this.isStopping()) throw new Stopped();
  }

  /**
   * Resolves when the broker has all of them.
   * @throws LockLost where another relay may be sending; Stopped; what the sender rejects with
   */
  async send(topic: Topic, messages: readonly Message[]): Promise<void> {
    for (const part of parts(messages)) {
      this.proceed();
      await this.lock.check();
      await this.sender.send(topic, part);
      this.onPublished(topic, part.length);
    }
  }
}

function parts(messages: readonly Message[]): Message[][] {
  const found: Message[][] = [];
  let size = 0;
  for (const message of messages) {
    const last = found.at(-1);
    size += message.value.length;
    if (last !== undefined && last.length < MESSAGES && size <= CHARACTERS) last.push(message);
    else {
      found.push([message]);
      size = message.value.length;
    }
  }
  return found;
}
