import DataLoader from 'dataloader';
import type { Database, Sql } from '../../../infra/database';
import { InputError } from '../../../infra/errors';
import { DOSSIER_MEASURES } from '../definitions/dossier-measures';
import type { Settings } from '../measure/settings';
import { digestOf } from '../store/digest';
import { readMeta } from '../store/meta';
import { readSources } from '../store/sources';
import { answer, halvesOf } from './answer';
import type { Catalogue, CatalogueView } from './catalogue';
import type { BreakdownDimension, Figure } from './figure';
import { effectiveInstant, type Question } from './question';
import { EVER, readSums, type SumQuestion, type SumRow } from './sums';

interface Request {
  readonly question: Question;
  readonly by: BreakdownDimension | null;
}

/** What was read in one snapshot. */
interface Snapshot {
  readonly revision: number;
  readonly newestEvent: number | null;
  readonly sums: ReadonlyMap<string, readonly SumRow[]>;
}

/** What an agency sends shows in one of these. */
const SENT = ['received', 'unreceived', 'completed-dated', 'result-due', 'fee-paid', 'rated'];
const PRESENCE = DOSSIER_MEASURES.presence.map((measure) => EVER + measure.key);

/**
 * Figures of one request. Questions asked in the same tick are read together, in one consistent snapshot, with a number
 * of statements that does not depend on how many agencies or indicators are asked for.
 */
export class Figures {
  readonly #loader = new DataLoader<Request, Figure[]>((requests) => this.#load(requests), { cache: false });

  readonly #heard = new DataLoader<SumQuestion, SumRow[], string>(
    (questions) =>
      this.database.read((sql) => Promise.all(questions.map((asked) => readSums(sql, asked, this.settings.zone)))),
    { cacheKeyFn: ({ from, T }) => `${from}:${T}` },
  );

  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly catalogue: Catalogue,
    readonly now: number,
  ) {}

  async figure(question: Question): Promise<Figure> {
    return (await this.#loader.load({ question, by: null }))[0]!;
  }

  /** One figure a row; the rows add up to the whole. */
  breakdown(question: Question, by: BreakdownDimension): Promise<Figure[]> {
    return this.#loader.load({ question, by });
  }

  /** The agencies below (of everything where no agency is asked for) that have sent nothing dated in the period. */
  async silent(question: Question): Promise<string[]> {
    const T = this.instantOf(question);
    const view = this.#viewOf(question);
    const { from, agency } = question;
    if (T < this.settings.zone.startOfDay(from)) return [];
    const filters = { channel: null, procedure: null, byProcedure: false, byChannel: false };
    const asked = { from, T, ...filters, flows: SENT, stocks: [] };
    const rows = await this.#heard.load(asked);
    const heard = new Set(rows.filter((row) => [...row.sums.values()].some((sum) => sum > 0)).map((row) => row.agency));
    const below = agency === null ? view.agencies() : [...view.subtree(agency)].filter((code) => code !== agency);
    return below.filter((code) => !heard.has(code)).sort();
  }

  /** The effective last instant of a question. */
  instantOf(question: Question): number {
    return effectiveInstant(question, question.asOf, this.now, this.settings);
  }

  async #load(requests: readonly Request[]): Promise<Figure[][]> {
    const plans = requests.map((request) => this.#sumsFor(request));
    const wanted = new Map<string, SumQuestion>();
    for (const { name, sums } of plans.flat()) {
      const known = wanted.get(name);
      wanted.set(name, known === undefined ? sums : union(known, sums));
    }
    const snapshot = await this.database.read((sql) => this.#snapshot(sql, wanted));
    return requests.map((request, i) => this.#answer(request, snapshot, plans[i]!));
  }

  async #snapshot(sql: Sql, wanted: ReadonlyMap<string, SumQuestion>): Promise<Snapshot> {
    const meta = await readMeta(sql);
    if (meta.get('digest') !== digestOf(this.settings)) {
      throw new InputError('The store was rebuilt under other definitions while this process ran. Restart it.');
    }
    const sums = new Map<string, readonly SumRow[]>();
    for (const [name, question] of wanted) sums.set(name, await readSums(sql, question, this.settings.zone));
    const newest = (await readSources(sql)).map((source) => source.newestEvent ?? 0);
    return {
      revision: Number(meta.get('revision') ?? '0'),
      newestEvent: newest.length === 0 ? null : Math.max(...newest) || null,
      sums,
    };
  }

  /** What a question needs: its own sums, and those that tell whether there is any data at all. */
  #sumsFor({ question, by }: Request): { name: string; sums: SumQuestion }[] {
    const T = this.instantOf(question);
    const measures = halvesOf(question).flatMap((half) => half.measures);
    const own: SumQuestion = {
      from: question.from,
      T,
      channel: question.channel,
      procedure: question.procedure,
      byProcedure: by === 'PROCEDURE' || by === 'FIELD' || question.field !== null,
      byChannel: by === 'CHANNEL',
      flows: measures.filter((measure) => measure.type === 'flow').map((measure) => measure.key),
      stocks: measures.filter((measure) => measure.type === 'stock').map((measure) => measure.key),
    };
    const presence: SumQuestion = {
      ...{ from: question.from, T, channel: null, procedure: null, byProcedure: false, byChannel: false },
      ...{ flows: [], stocks: PRESENCE },
    };
    return [own, presence].map((sums) => {
      const { from, channel, procedure, byProcedure, byChannel } = sums;
      return { name: JSON.stringify([from, T, channel, procedure, byProcedure, byChannel]), sums };
    });
  }

  #answer({ question, by }: Request, snapshot: Snapshot, [own, presence]: { name: string }[]): Figure[] {
    return answer(question, by, {
      rows: snapshot.sums.get(own!.name)!,
      presence: snapshot.sums.get(presence!.name)!,
      T: this.instantOf(question),
      now: this.now,
      view: this.#viewOf(question),
      settings: this.settings,
      revision: snapshot.revision,
      newestEvent: snapshot.newestEvent,
    });
  }

  #viewOf(question: Question): CatalogueView {
    const T = this.instantOf(question);
    return this.catalogue.on(question.on ?? this.settings.zone.localDay(T), T);
  }
}

function union(a: SumQuestion, b: SumQuestion): SumQuestion {
  return {
    ...a,
    flows: [...new Set([...a.flows, ...b.flows])],
    stocks: [...new Set([...a.stocks, ...b.stocks])],
  };
}
