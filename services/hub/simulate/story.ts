import { type CloudEvent, cloudEvent, eventId, type Kind, type Timed } from './event';
import { instantText } from './working-time';

/** One statement about a thing before it has its number. */
export interface Statement {
  /** Wall instant, seconds. */
  readonly at: number;
  readonly data: Record<string, unknown>;
  /** The mistaken statement that this one takes back. */
  readonly retracts?: Statement;
}

/** All that one source says about one thing, collected in any order. */
export class Story {
  private statements: Statement[] = [];
  private silence = Number.POSITIVE_INFINITY;

  constructor(
    private readonly source: string,
    private readonly kind: Kind,
  ) {}

  say(at: number, data: Record<string, unknown>, retracts?: Statement): Statement {
    const statement = retracts ? { at: Math.floor(at), data, retracts } : { at: Math.floor(at), data };
    this.statements.push(statement);
    return statement;
  }

  /**
   * What was said before `opening` is said at it, in one statement: whoever starts to listen hears first how things
   * stand. (Not for a story that retracts.)
   */
  openAt(opening: number): void {
    const past = this.statements.filter(({ at }) => at < opening).sort((one, other) => one.at - other.at);
    if (past.length === 0) return;
    const standing = Object.assign({}, ...past.map(({ data }) => data));
    this.statements = [{ at: opening, data: standing }, ...this.statements.filter(({ at }) => at >= opening)];
  }

  /** Nothing is said about it after this instant. */
  endAt(at: number): void {
    this.silence = Math.min(this.silence, Math.floor(at));
  }

  /** The statements before `end` as events, in order of time, numbered from 1. */
  tell(subject: string, end: number): Timed[] {
    const told = this.statements
      .filter(({ at }) => at < end && at <= this.silence)
      .sort((one, other) => one.at - other.at);
    return told.map((statement, index) => ({ at: statement.at, event: this.event(subject, index, statement, told) }));
  }

  private event(subject: string, index: number, { at, data, retracts }: Statement, told: Statement[]): CloudEvent {
    // Retractions name events of the same story; its mistake always comes first.
    if (retracts) data['retracts'] = [eventId(subject, told.indexOf(retracts) + 1)];
    return cloudEvent(this.source, this.kind, subject, index + 1, instantText(at), data);
  }
}
