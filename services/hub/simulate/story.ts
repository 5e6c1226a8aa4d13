import { type CloudEvent, cloudEvent, eventId, ONE_STOP_SOURCE, type Timed } from './event';
import { instantText } from './working-time';

/** One statement about a dossier before it has its number. */
export interface Statement {
  /** Wall instant, seconds. */
  readonly at: number;
  readonly data: Record<string, unknown>;
  /** The mistaken statement that this one takes back. */
  readonly retracts?: Statement;
}

/** All that is said about one dossier, collected in any order. */
export class Story {
  private statements: Statement[] = [];
  private silence = Number.POSITIVE_INFINITY;

  say(at: number, data: Record<string, unknown>, retracts?: Statement): Statement {
    const statement = retracts ? { at: Math.floor(at), data, retracts } : { at: Math.floor(at), data };
    this.statements.push(statement);
    return statement;
  }

  /** Nothing is said about the dossier after this instant. */
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
    // Retractions name events of the same dossier; its mistake always comes first.
    if (retracts) data['retracts'] = [eventId(subject, told.indexOf(retracts) + 1)];
    return cloudEvent(ONE_STOP_SOURCE, 'dossier', subject, index + 1, instantText(at), data);
  }
}
